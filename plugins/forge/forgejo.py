"""Forgejo and Gitea: a pull request by a push alone, for who may only read (the AGit workflow).

forgejo.org/docs, User guide, AGit Workflow Usage: push to `refs/for/<branch>` with the option `topic`; title and
description are those of the commit. The same topic again goes to the same request.
"""

from .change import Change, Refused
from .git import GitFailed
from .mirror import Mirror
from .proposal import address


class Forgejo:
    """Pull requests of a repository on Forgejo or Gitea."""

    requests = "/pulls/"

    def ask(self, mirror: Mirror, change: Change, commit: str, waiting: bool) -> str:
        """Push to the branch's review ref; the answer has the address."""
        try:
            says = mirror.push(commit, f"refs/for/{mirror.branch}", f"topic={change.key}")
        except Refused as refused:
            told = refused.__cause__
            if isinstance(told, GitFailed) and "new commit is same with old commit" in told.out + told.says:
                return ""  # the request has it: its number is among the refs
            if isinstance(told, GitFailed) and "request `force-push`" in told.out + told.says:
                return f"{mirror.web}{self.requests}"  # made by an earlier attempt whose commit is lost
            raise
        return address(says, self.requests)
