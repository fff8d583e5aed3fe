"""The repository on this machine: accepted changes go onto its published branch, or each into a branch of its own.

Where the branch is checked out, the files there follow, if nobody is working on them: a commit that the work tree does
not have would look as if somebody had undone it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from agenda.problem import Fault

from .change import Change, Refused, Unreachable, checked_path
from .git import GitFailed, meaning
from .repository import BRANCHES, NOTHING, Repository

TRIES = 5  # while somebody else moves the branch


@dataclass(frozen=True)
class Local:
    """A repository on this machine. With `review` a change waits in a branch of its own until somebody merges it."""

    repository: Repository
    branch: str
    review: bool = False

    def read(self, path: str) -> bytes | None:
        """What stands at this path on the published branch."""
        return self.repository.read(self._tip(), checked_path(path))

    def deliver(self, change: Change) -> str:
        """Commit it; give the commit. Raises Conflict, Refused, Unreachable."""
        with self.repository.alone():
            for _ in range(TRIES):
                if place := self._delivered(change) or self._committed(change):
                    return place
        raise Unreachable(Fault("the branch moves all the time. Wait; it is tried again."))

    @property
    def _ref(self) -> str:
        return f"refs/heads/{self.branch}"

    def _tip(self) -> str:
        if tip := self.repository.tip(self._ref):
            return tip
        raise Refused(
            Fault("the branch {name} is not in the repository. Look at branch in the settings.", name=self.branch)
        )

    def _delivered(self, change: Change) -> str:
        """The commit that it is in already. What a stop left undone in the work tree is done now."""
        tip = self._tip()
        if commit := self.repository.found(change.key, tip):
            if tree := self._checked_out():
                tree.follow(f"{commit}^", change.files)
            return commit
        waiting = self.repository.tip(f"refs/heads/{BRANCHES}/{change.key}")
        return waiting if waiting and self.review else ""

    def _committed(self, change: Change) -> str:
        """The new commit; empty if the branch moved meanwhile."""
        repository, tip = self.repository, self._tip()
        if repository.current(change, tip):
            return tip
        if self.review:
            commit = repository.commit(change, tip)
            return commit if repository.move(f"refs/heads/{BRANCHES}/{change.key}", commit, NOTHING) else ""
        tree = self._checked_out()
        if tree and (path := tree.touched(tip, change.files)):
            raise Refused(
                Fault("{path} is being changed in {folder}. Commit that or undo it; then send it again.",
                      path=path, folder=tree.repository.git.folder)
            )  # fmt: skip
        commit = repository.commit(change, tip)
        if not repository.move(self._ref, commit, tip):
            return ""
        if tree:
            tree.follow(tip, change.files)
        return commit

    def _checked_out(self) -> "WorkTree | None":
        """The work tree that has the published branch, if one has."""
        try:
            folder = self.repository.git.text("for-each-ref", "--format=%(worktreepath)", self._ref)
            if not folder:
                return None
            git = replace(self.repository.git, folder=Path(folder))
            if git.text("rev-parse", "--is-inside-work-tree") != "true":
                return None  # a bare repository is named too
        except GitFailed as failed:
            raise meaning(failed) from None
        return WorkTree(replace(self.repository, git=git))


@dataclass(frozen=True)
class WorkTree:
    """The files of a checked out branch, and what is staged there."""

    repository: Repository

    def touched(self, commit: str, paths: Iterable[str]) -> str:
        """The first of these paths at which something else stands, or is staged, than in the commit; else empty."""
        git = self.repository.git
        for path in sorted(paths):
            name = self.repository.within + path
            try:
                staged = git.run("diff-index", "--cached", "--name-only", "-z", commit, "--", name)
                changed = git.run("diff", "--name-only", "-z", "--no-ext-diff", "--", name)
                unknown = git.run("ls-files", "--others", "-z", "--", name)
            except GitFailed as failed:
                raise meaning(failed) from None
            if staged or changed or unknown:
                return path
        return ""

    def follow(self, before: str, paths: Iterable[str]) -> None:
        """Bring the branch's files here where those of the commit `before` stand; what somebody changed stays."""
        git = self.repository.git
        for path in sorted(paths):
            name = self.repository.within + path
            if self.touched(before, [path]):
                continue
            try:
                if git.run("diff-index", "--cached", "--name-only", "-z", "HEAD", "--", name):
                    git.run("restore", "--source=HEAD", "--staged", "--worktree", "--", name)
            except GitFailed as failed:
                raise meaning(failed) from None
