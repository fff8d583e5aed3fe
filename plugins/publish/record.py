"""What stands at a target: which versions of the theme's files, of which commit, and which files publications made.

It is a file of the site. Of files it has digests of their names alone: some pages are known only to whom they are for.
"""

import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

PATH = "publication.json"
KEPT = 5  # versions of the theme's files, and commits that one can go back to
TAKEN_BACK = 20  # commits that are remembered as taken back


@dataclass(frozen=True)
class Assets:
    """One version of the theme's files: its folder on the site, and their paths in it."""

    folder: str
    files: tuple[str, ...]


@dataclass(frozen=True)
class Record:
    """What was published last. The newest version and commit are the first; a commit that is not known is empty."""

    assets: tuple[Assets, ...] = ()
    commits: tuple[str, ...] = ()
    taken_back: tuple[str, ...] = ()
    headers: str = ""  # a digest of what files were sent with, where that travels with them
    made: frozenset[str] = frozenset()  # of the names of all files

    @classmethod
    def of(cls, data: bytes) -> "Record":
        """The record that was written as these bytes. Raises ValueError if they are none."""
        try:
            read = json.loads(data)
            assets = tuple(Assets(_folder(one["folder"]), tuple(map(_path, one["files"]))) for one in read["assets"])
            commits, taken = (tuple(map(_commit, read[name])) for name in ("commits", "taken_back"))
            return cls(assets, commits, taken, str(read["headers"]), frozenset(map(str, read["made"])))
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise ValueError(f"no record of a publication: {error}") from None

    @classmethod
    def read(cls, data: bytes | None) -> "Record | None":
        """The same; None if there are no such bytes, or none that can be read: what feeds need is not in it."""
        try:
            return cls.of(data) if data else None
        except ValueError:
            return None

    def written(self) -> bytes:
        """The bytes of the file."""
        read = {
            "version": 1,
            "assets": [{"folder": one.folder, "files": list(one.files)} for one in self.assets],
            "commits": list(self.commits),
            "taken_back": list(self.taken_back),
            "headers": self.headers,
            "made": sorted(self.made),
        }
        return (json.dumps(read, indent=0) + "\n").encode()

    def made_it(self, name: str) -> bool:
        """Did a publication make the file of this name?"""
        return digest(name) in self.made

    def halfway(self, new: "Record") -> "Record":
        """This one while `new` is being sent: a publication that stops there leaves no file that nobody remembers."""
        return replace(self, made=self.made | new.made, headers=self.headers if self.headers == new.headers else "")

    def published(self, commit: str) -> "Record":
        """This one after the publication of a commit."""
        commits = self.commits[1:] if self.commits[:1] in ((commit,), ("",)) else self.commits
        taken = tuple(one for one in self.taken_back if one != commit)
        return replace(self, commits=(commit, *commits)[:KEPT], taken_back=taken)

    def back(self, commit: str) -> "Record":
        """This one after going back to a commit: those that came after it are taken back."""
        later = self.commits[: self.commits.index(commit)] if commit in self.commits else self.commits
        older = self.commits[len(later) + 1 :]
        taken = dict.fromkeys(one for one in (*later, *self.taken_back) if one and one != commit)
        return replace(self, commits=(commit, *older), taken_back=tuple(taken)[:TAKEN_BACK])


def digest(name: str) -> str:
    """What a record says of a file's name."""
    return hashlib.sha256(name.encode()).hexdigest()[:16]


def digests(names: Iterable[str]) -> frozenset[str]:
    """The same of several."""
    return frozenset(map(digest, names))


def _folder(name: str) -> str:
    if not re.fullmatch(r"[a-z]+-[0-9a-f]+", name):
        raise ValueError(f"{name!r} is not a folder of the theme")
    return name


def _path(name: str) -> str:
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or not re.fullmatch(r"[\w./-]+", name):
        raise ValueError(f"{name!r} is not a file of the theme")
    return name


def _commit(name: str) -> str:
    if not re.fullmatch(r"([0-9a-f]{40,64})?", name):
        raise ValueError(f"{name!r} is not a commit")
    return name
