"""A repository on a server, with a copy of its published branch here: what a forge's adapter pushes from.

Two refs of the copy remember a change by its key: `refs/made/` the commit before it is pushed, `refs/sent/` where it is
once that is known. They only save work: a copy that is lost is made again, and the server is asked what it has.
"""

import re
import shutil
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

from agenda.problem import Fault

from .change import Change, Unreachable
from .git import Git, GitFailed, meaning, server_says
from .repository import Author, Repository

PUBLISHED = "refs/published"
_MOVED = re.compile(r"\((non-fast-forward|fetch first|stale info)\)|failed to update ref|cannot lock ref|incorrect old")


class Moved(Exception):
    """Somebody else pushed to the same branch first."""


@dataclass(frozen=True)
class Mirror:
    """The copy, and the server that it is of. `url` is without a token."""

    repository: Repository
    url: str
    branch: str

    @classmethod
    def at(cls, folder: Path, git: Git, author: Author, url: str, branch: str, within: str = "") -> "Mirror":
        """The copy in this folder, made if it is not there. Raises Unreachable or Refused."""
        try:
            folder.parent.mkdir(parents=True, exist_ok=True)
            if not (folder / "HEAD").exists():
                _made(folder, git)
        except OSError as error:
            raise Unreachable(
                Fault("nothing can be written there: {says}. Make room, or look at the rights.", says=error.strerror)
            ) from None
        except GitFailed as failed:
            raise meaning(failed) from None
        return cls(Repository(replace(git, folder=folder), author, within), url, branch)

    @property
    def git(self) -> Git:
        """Git in the copy."""
        return self.repository.git

    @property
    def web(self) -> str:
        """Where people find the repository: `https://forge.example.org/town/agenda`."""
        return web(self.url)

    def fetched(self) -> str:
        """The commit that the published branch points to now."""
        try:
            self.git.run("fetch", "--quiet", "--no-tags", "--no-write-fetch-head", self.url,
                         f"+refs/heads/{self.branch}:{PUBLISHED}")  # fmt: skip
        except GitFailed as failed:
            raise meaning(failed) from None
        return self.repository.tip(PUBLISHED)

    def push(self, commit: str, ref: str, *options: str) -> list[str]:
        """Push a commit to a ref of the server; what the server says to it. Raises Moved, Unreachable, Refused."""
        given = [word for option in options for word in ("-o", option)]
        try:
            _, says = self.git.heard("push", "--porcelain", *given, self.url, f"{commit}:{ref}")
        except GitFailed as failed:
            if _MOVED.search(failed.out + failed.says):
                raise Moved from None
            raise meaning(failed) from failed
        return server_says(says)

    def listed(self, *patterns: str) -> dict[str, str]:
        """The server's refs that fit, with their commits."""
        try:
            lines = self.git.text("ls-remote", "--quiet", self.url, *patterns).splitlines()
        except GitFailed as failed:
            raise meaning(failed) from None
        return {ref: commit for commit, _, ref in (line.partition("\t") for line in lines)}

    def make(self, change: Change, parent: str) -> str:
        """The commit of a request: the one that was made before, else a new one, kept until it is there."""
        if commit := self.repository.tip(f"refs/made/{change.key}"):
            return commit
        commit = self.repository.commit(change, parent)
        try:
            self.git.run("update-ref", f"refs/made/{change.key}", commit)
        except GitFailed as failed:
            raise meaning(failed) from None
        return commit

    def sent(self, key: str) -> str:
        """Where the change is; empty if that is not known here."""
        try:
            if not self.git.text("for-each-ref", f"refs/sent/{key}"):
                return ""
            return self.git.text("cat-file", "blob", f"refs/sent/{key}")
        except GitFailed as failed:
            raise meaning(failed) from None

    def note(self, key: str, place: str) -> str:
        """Remember where the change is."""
        try:
            blob = self.git.text("hash-object", "-w", "--stdin", data=place.encode())
            self.git.run("update-ref", f"refs/sent/{key}", blob)
            self.git.run("update-ref", "-d", f"refs/made/{key}")
        except GitFailed as failed:
            raise meaning(failed) from None
        return place


def _made(folder: Path, git: Git) -> None:
    """Make an empty copy elsewhere and put it in its place whole; another process may have been first."""
    made = Path(tempfile.mkdtemp(prefix="mirror-", dir=folder.parent))
    replace(git, folder=made).run("init", "--quiet", "--bare", "--template=")
    try:
        made.rename(folder)
    except OSError:
        shutil.rmtree(made)
        if not (folder / "HEAD").exists():
            raise


def web(url: str) -> str:
    """The address of a repository for people: without `.git`, and `https` where git goes by ssh."""
    address = url.rstrip("/").removesuffix(".git")
    if found := re.fullmatch(r"(?:ssh://)?[\w.-]+@([\w.-]+)(?::\d+/|[:/])(.+)", address, re.ASCII):
        return f"https://{found[1]}/{found[2]}"
    return address
