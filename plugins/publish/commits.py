"""Which commit is published, and the town's folder as it was at another one."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from forge.change import Undelivered
from forge.git import Git, GitFailed

from .failure import PublishError


def current(folder: Path) -> str:
    """The commit that the folder is at; empty without a repository, or with changes that no commit has."""
    git = Git(folder)
    try:
        if git.text("status", "--porcelain", "--", ".").strip():
            return ""
        return git.text("rev-parse", "HEAD").strip()
    except (GitFailed, Undelivered):
        return ""


def named(folder: Path, name: str) -> str:
    """The whole id of a commit. Raises PublishError if it is not here."""
    try:
        return Git(folder).text("rev-parse", "--verify", "--end-of-options", f"{name}^{{commit}}").strip()
    except (GitFailed, Undelivered):
        raise PublishError(
            f"The commit {name} is not in this repository. Where the history is not whole: git fetch --unshallow."
        ) from None


@contextmanager
def at(folder: Path, commit: str, work: Path) -> Iterator[Path]:
    """The folder as it was at `commit`, in a work tree of its own that is gone afterwards.

    `work` is a folder that nobody else uses now: what a run that was killed left in it goes too.
    """
    git = Git(folder)
    for left in work.glob("back-*"):
        shutil.rmtree(left)
    with tempfile.TemporaryDirectory(dir=work, prefix="back-") as made:
        tree = Path(made) / "tree"
        try:
            git.run("worktree", "prune")
            below = git.text("rev-parse", "--show-prefix").strip()
            git.run("worktree", "add", "--quiet", "--detach", str(tree), commit)
        except (GitFailed, Undelivered) as error:
            raise PublishError(f"The files of {commit} cannot be read: {error}") from None
        try:
            yield tree / below
        finally:
            git.run("worktree", "remove", "--force", str(tree))
