"""The town as it would be: the published files in a folder of their own, and the request's data files put over them.

Settings, theme and plugins are those of the published branch. Of the request only regular files in the folders of data
get there; links, submodules and all else never do.
"""

import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from agenda import editorial
from agenda.problem import Fault
from forge.git import Git, GitFailed

from . import changes
from .changes import Change


@contextmanager
def published(git: Git, commit: str) -> Iterator[Path]:
    """A folder with the files of this commit; it is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="request-") as name:
        folder = Path(name) / "town"
        git.run("worktree", "add", "--quiet", "--detach", str(folder), commit)
        try:
            yield folder
        finally:
            try:
                git.run("worktree", "remove", "--force", str(folder))
            except GitFailed:  # what a request brought cannot stop it: the folder goes, git forgets it later
                git.run("worktree", "prune")


@dataclass(frozen=True)
class Sorted:
    """Changes by who has to look: entries and the editors' data are looked at here, all else by a maintainer."""

    entries: tuple[Change, ...]
    content: tuple[Change, ...]
    others: tuple[Change, ...]

    @property
    def data(self) -> tuple[Change, ...]:
        """What is put over the published files."""
        return (*self.entries, *self.content)


@dataclass(frozen=True)
class Refused:
    """A file that is not put over the published ones: line and column, the field, and what is wrong there."""

    change: Change
    at: tuple[int, int]
    field: str
    fault: Fault


def sort(found: Iterable[Change], activities: PurePosixPath, content: PurePosixPath) -> Sorted:
    """These changes by folder; the folders are named as in git."""
    parts: tuple[list[Change], ...] = ([], [], [])
    for one in found:
        parts[0 if changes.below(one, activities) else 1 if changes.below(one, content) else 2].append(one)
    return Sorted(*map(tuple, parts))


def put(git: Git, data: Iterable[Change], folder: Path, content: PurePosixPath) -> list[Refused]:
    """Put these changes over the files in `folder`; those that are not possible, and why."""
    data, refused = list(data), []
    for one in data:  # what goes makes room: a file may get the name of a folder
        if one.kind != changes.ADDED:
            _delete(folder / one.path, folder)
    for one in data:
        if one.kind == changes.DELETED:
            continue
        try:
            _allowed(one)
            path, written = folder / one.path, changes.content(git, one)
            if changes.below(one, content):
                found = list(editorial.faults(PurePosixPath(one.path).relative_to(content), written))
                refused += [Refused(one, at, name, fault) for at, name, fault in found]
                if found:
                    continue
            path.parent.mkdir(parents=True, exist_ok=True)
            with open(path, "xb") as file:
                file.write(written)
        except Fault as fault:
            refused.append(Refused(one, (1, 1), "", fault))
        except (OSError, ValueError) as error:  # a name that is too long
            reason = getattr(error, "strerror", None) or error
            fault = Fault("there can be no file of this name ({reason}). Rename it.", reason=reason)
            refused.append(Refused(one, (1, 1), "", fault))
    return refused


def _allowed(change: Change) -> None:
    if change.mode == changes.LINK:
        raise Fault("this is a link to another file. Put the file itself here.")
    if not change.is_file:
        raise Fault("this is another repository. Put the files themselves here.")
    if change.size > changes.LARGEST:
        raise Fault("the file is {size} MB: far too big for an agenda. Leave it out.", size=change.size // 1_000_000)


def _delete(path: Path, folder: Path) -> None:
    """Delete a published file, and the folders that nothing is left in."""
    if not path.is_file() and not path.is_symlink():
        return
    path.unlink()
    for parent in path.parents:
        if parent == folder or any(os.scandir(parent)):
            return
        parent.rmdir()
