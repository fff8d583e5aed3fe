"""A repository's objects: a change becomes a commit without a work tree, and is found again by its key.

The commit says `Handed-in: <key>` as its last line: by that line it is known to be there, whoever asks, whatever
happened in between.
"""

import fcntl
import os
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from agenda.problem import Fault

from .change import Change, Conflict, Refused, Unreachable
from .git import Git, GitFailed, meaning

TRAILER = "Handed-in"
BRANCHES = "handed-in"  # a change that waits for a review stands in handed-in/<key>
NOTHING = "0" * 40
_FILE = ("100644", "100755")


@dataclass(frozen=True)
class Author:
    """Who the commits are from: the town, never who handed something in."""

    name: str
    email: str


@dataclass(frozen=True)
class Repository:
    """Reads and makes commits. `within` is where the town's files are in it: empty, or a folder ending in /."""

    git: Git
    author: Author
    within: str = ""

    def tip(self, ref: str) -> str:
        """The commit that a branch points to; empty if there is no such branch."""
        try:
            return self.git.text("rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}")
        except GitFailed as failed:
            if failed.says.strip():
                raise meaning(failed) from None
            return ""

    def read(self, commit: str, path: str) -> bytes | None:
        """The bytes at a path of the town in a commit; None if nothing is there."""
        try:
            listed = self.git.text("ls-tree", "-z", "--full-tree", commit, "--", self.within + path)
            if not listed:
                return None
            mode, kind, blob = listed.split("\t")[0].split()
            if kind != "blob" or mode not in _FILE:
                raise Refused(Fault("{path} is no ordinary file in the repository. Put a file there.", path=path))
            return self.git.run("cat-file", "blob", blob)
        except GitFailed as failed:
            raise meaning(failed) from None

    def found(self, key: str, ref: str) -> str:
        """The commit on the branch that brought the change with this key; empty if none did."""
        try:
            listed = self.git.text(
                "log", "--fixed-strings", f"--grep={TRAILER}: {key}",
                f"--format=%H %(trailers:key={TRAILER},valueonly,separator=%x2C)", ref,
            )  # fmt: skip
        except GitFailed as failed:
            raise meaning(failed) from None
        for line in listed.splitlines():
            commit, _, keys = line.partition(" ")
            if key in keys.split(","):
                return commit
        return ""

    def current(self, change: Change, commit: str) -> bool:
        """Does all of the change stand there already? Raises Conflict if what it was made from does not."""
        now = {path: self.read(commit, path) for path in {**change.files, **change.expected}}
        if all(now[path] == data for path, data in change.files.items()):
            return True
        for path, data in change.expected.items():
            if now[path] != data:
                raise Conflict(
                    Fault("{path} was changed meanwhile. Look at both, and make the change again.", path=path)
                )
        return False

    def commit(self, change: Change, parent: str) -> str:
        """A commit that makes the change on top of `parent`; no branch points to it yet."""
        try:
            with tempfile.TemporaryDirectory(prefix="index-") as folder:
                index = {"GIT_INDEX_FILE": str(Path(folder) / "index")}
                self.git.run("read-tree", parent, environment=index)
                for path, data in change.files.items():
                    words, lines = self._entry(path, data)
                    self.git.run("update-index", *words, data=lines, environment=index)
                tree = self.git.text("write-tree", environment=index)
            return self.git.text("commit-tree", tree, "-p", parent, data=message(change), environment=self._who())
        except GitFailed as failed:
            raise meaning(failed) from None

    def _entry(self, path: str, data: bytes | None) -> tuple[list[str], bytes]:
        """What `git update-index` is told: never to put a file in the place of a folder, or the other way round."""
        name = self.within + path
        if data is None:
            return ["-z", "--index-info"], f"0 {NOTHING}\t{name}\0".encode()
        blob = self.git.text("hash-object", "-w", "--stdin", data=data)
        return ["--add", "--cacheinfo", f"{_FILE[0]},{blob},{name}"], b""

    def _who(self) -> Mapping[str, str]:
        names = {"NAME": self.author.name, "EMAIL": self.author.email}
        return {f"GIT_{role}_{part}": value for role in ("AUTHOR", "COMMITTER") for part, value in names.items()}

    def move(self, ref: str, new: str, old: str) -> bool:
        """Let the branch point to `new` if it still points to `old`; False if it moved meanwhile."""
        try:
            self.git.run("update-ref", "-m", "handed in", ref, new, old)
        except GitFailed as failed:
            if self.tip(ref) != old:
                return False
            raise meaning(failed) from None
        return True

    @contextmanager
    def alone(self) -> Iterator[None]:
        """One process at a time; the lock goes when its holder does, however it ends. Raises Unreachable."""
        try:
            folder = self.git.text("rev-parse", "--path-format=absolute", "--git-common-dir")
            file = os.open(Path(folder) / "handed-in.lock", os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
        except GitFailed as failed:
            raise meaning(failed) from None
        except OSError as error:
            raise Unreachable(
                Fault("nothing can be written there: {says}. Make room, or look at the rights.", says=error.strerror)
            ) from None
        try:
            end = time.monotonic() + self.git.patience
            while True:
                try:
                    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    break
                except BlockingIOError:
                    if time.monotonic() > end:
                        raise Unreachable(Fault("another change is on its way. Wait; it is tried again.")) from None
                    time.sleep(0.05)
            yield
        finally:
            os.close(file)


def message(change: Change) -> bytes:
    """The words of the commit. What is ours stands alone in the last paragraph: no other text can claim to be it."""
    return "\n\n".join(filter(None, (change.title, change.body.strip(), f"{TRAILER}: {change.key}"))).encode() + b"\n"
