"""GitLab: a merge request by options of the push itself, without its API.

docs.gitlab.com, Git, Push options: `merge_request.create`, `.target`, `.title`, `.remove_source_branch`. An option has
no line breaks; the description is the body of the branch's one commit, as in GitLab's own form.
"""

from .change import Change
from .mirror import Mirror
from .proposal import address, branch


class GitLab:
    """Merge requests of a project on GitLab."""

    requests = "/-/merge_requests/"

    def ask(self, mirror: Mirror, change: Change, commit: str, waiting: bool) -> str:
        """Push the branch with the options; GitLab answers with the address. A branch that is there asks nothing."""
        if waiting:
            return ""
        says = mirror.push(
            commit, f"refs/heads/{branch(change.key)}",
            "merge_request.create", f"merge_request.target={mirror.branch}", f"merge_request.title={change.title}",
            "merge_request.remove_source_branch",
        )  # fmt: skip
        return address(says, self.requests)
