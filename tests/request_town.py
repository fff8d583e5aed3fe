"""A small town in a repository, and requests to it: commits beside the published branch, as hostile as git can hold."""

import os
from pathlib import Path

from git_server import git
from small_town import Town, small_town

LINK, MODULE, FILE = "120000", "160000", "100644"


def published(folder: Path, files: dict[str, str | bytes | None] | None = None) -> Town:
    """The small town, with one commit of it on the branch main, checked out."""
    town = small_town(folder, files)
    git(folder, "init", "--quiet", "--initial-branch=main")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "Town")
    return town


def request(town: Town, files: dict[str, str | bytes | tuple[str, str] | None], name: str = "request") -> str:
    """A commit with these files otherwise; None deletes one, (mode, text) is what is no file."""
    index = {"GIT_INDEX_FILE": str(town.path / ".git" / "request-index")}
    _git(town, index, "read-tree", "main")
    for path, content in files.items():
        if content is None:
            _git(town, index, "update-index", "--force-remove", "--", path)
            continue
        mode, text = content if isinstance(content, tuple) else (FILE, content)
        data = text.encode() if isinstance(text, str) else text
        blob = text if mode == MODULE else git(town.path, "hash-object", "-w", "--stdin", data=data)
        line = f"{mode} {blob}\t".encode() + os.fsencode(path) + b"\0"
        _git(town, index, "update-index", "--add", "-z", "--index-info", data=line)
    tree = _git(town, index, "write-tree")
    commit = git(town.path, "commit-tree", tree, "-p", "main", "-m", "Request")
    git(town.path, "update-ref", f"refs/{name}", commit)
    return commit


def _git(town: Town, index: dict[str, str], *words: str, data: bytes | None = None) -> str:
    before = {name: os.environ.get(name) for name in index}
    os.environ.update(index)
    try:
        return git(town.path, *words, data=data)
    finally:
        for name, value in before.items():
            os.environ.pop(name) if value is None else os.environ.__setitem__(name, value)
