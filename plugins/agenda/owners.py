"""Whose an entry is on a forge: who is asked to look at a change of it, and who changes another's.

An organization's folder is its own, and the file about it. The register names its teams or accounts (`forge`).
"""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from .problem import Fault, Problem
from .register import Register
from .register_source import Folders
from .validation import shown_path


def code_owners(register: Register, folders: Folders, patterns: bool = False) -> str:
    """The file CODEOWNERS; empty when the register names nobody.

    GitHub and GitLab read paths (docs.github.com: About code owners; docs.gitlab.com: Code Owners), Forgejo and Gitea
    regular expressions (`patterns`; docs.gitea.com: Code owners).
    """
    lines = []
    for id, one in sorted(register.organizations.items()):
        if one.forge:
            folder = shown_path(folders.activities, folders.base)
            file = f"{shown_path(folders.content, folders.base)}/organizations/{id}.md"
            names = " ".join(one.forge)
            lines += (
                [f"{folder}/{id}/.* {names}", f"{file.replace('.', '[.]')} {names}"]
                if patterns
                else [f"/{folder}/{id}/ {names}", f"/{file} {names}"]
            )
    return "".join(line + "\n" for line in lines)


def others(paths: Iterable[Path], by: Iterable[str], register: Register, folders: Folders) -> Iterator[Problem]:
    """A hint at each of these changed files that is an organization's to whom none of the names `by` belongs.

    A name with an @ is an account or a team, which anybody may call as an organization; without one it is an id.
    """
    names = {name.casefold() for name in by}
    for path in paths:
        owner = _owner(path, folders)
        organization = register.organizations.get(owner)
        if not owner or owner in names:
            continue
        if organization and {handle.casefold() for handle in organization.forge} & names:
            continue
        fault = Fault("this is of {owner}, and {by} is not known as theirs. Ask them whether it is right.",
                      owner=organization.name if organization else owner, by=", ".join(by))  # fmt: skip
        yield Problem.of(fault, shown_path(path, folders.base), hint=True)


def _owner(path: Path, folders: Folders) -> str:
    """The id of the organization whose file this is; empty for what is the editors'."""
    whole = Path(os.path.normpath(path.absolute()))
    if folders.activities in whole.parent.parents:
        return whole.relative_to(folders.activities).parts[0]
    return whole.stem if whole.parent == folders.content / "organizations" else ""
