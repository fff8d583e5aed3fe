"""GitHub: a branch by a push, and one request to its API.

docs.github.com, REST API, Pulls, Create a pull request (version 2022-11-28): POST /repos/{owner}/{repo}/pulls.
"""

from dataclasses import dataclass, field

import httpx

from agenda.problem import Fault

from .change import Change, Refused, Unreachable
from .mirror import Mirror
from .proposal import branch

VERSION = "2022-11-28"


@dataclass(frozen=True)
class GitHub:
    """Pull requests of a repository on GitHub. `api` is its address, `repository` is `owner/name`."""

    api: str
    repository: str
    token: str = field(repr=False)
    patience: float = 30  # seconds
    requests = "/pull/"

    def ask(self, mirror: Mirror, change: Change, commit: str, waiting: bool) -> str:
        """Push the branch if it is not there, and open a request of it."""
        if not waiting:
            mirror.push(commit, f"refs/heads/{branch(change.key)}")
        body = {"title": change.title, "head": branch(change.key), "base": mirror.branch, "body": change.body}
        answer = self._posted(body)
        says = _message(answer)
        if answer.status_code == 201:
            number = _json(answer).get("number")
            return f"{mirror.web}{self.requests}{number}" if isinstance(number, int) else ""
        if answer.status_code == 422 and "already exists" in says:
            return ""  # its number is among the refs
        if answer.status_code == 401:
            raise Refused(
                Fault("the repository does not take the name or the token. Set AGENDA_FORGE_TOKEN to a valid one.")
            )
        if _later(answer, says):
            raise Unreachable(Fault("the repository cannot be reached: {says}. Wait; it is tried again.", says=says))
        if answer.status_code in (403, 404):
            raise Refused(
                Fault("the token may not make pull requests: {says}. Give it the right to read and write them.",
                      says=says)
            )  # fmt: skip
        if answer.is_redirect:
            raise Refused(Fault("the repository has moved: {says}. Write its new address in the settings.", says=says))
        raise Refused(Fault("the server does not take it: {says}. Look at its rules; then send it again.", says=says))

    def _posted(self, body: dict[str, str]) -> httpx.Response:
        headers = {
            "Accept": "application/vnd.github+json", "Authorization": f"Bearer {self.token}",
            "X-GitHub-Api-Version": VERSION, "User-Agent": "agenda-site",
        }  # fmt: skip
        try:
            return httpx.post(
                f"{self.api}/repos/{self.repository}/pulls", json=body, headers=headers, timeout=self.patience,
                follow_redirects=False,
            )  # fmt: skip
        except httpx.HTTPError as error:
            says = type(error).__name__
            raise Unreachable(
                Fault("the repository cannot be reached: {says}. Wait; it is tried again.", says=says)
            ) from None


def _later(answer: httpx.Response, says: str) -> bool:
    """Is it a matter of time? So are limits of requests (REST API, Rate limits), which GitHub tells by 403 too."""
    limited = answer.headers.get("x-ratelimit-remaining") == "0" or "retry-after" in answer.headers
    return answer.status_code >= 500 or answer.status_code == 429 or (
        answer.status_code == 403 and (limited or "rate limit" in says.lower())
    )  # fmt: skip


def _message(answer: httpx.Response) -> str:
    """What GitHub says: its message and those of its errors."""
    told = _json(answer)
    errors = told.get("errors")
    more = [one.get("message") for one in errors if isinstance(one, dict)] if isinstance(errors, list) else []
    return ": ".join(one.rstrip(".") for one in (told.get("message"), *more) if isinstance(one, str)) or str(
        answer.status_code
    )


def _json(answer: httpx.Response) -> dict:
    try:
        value = answer.json()
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}
