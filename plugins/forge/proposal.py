"""A change as a request on a forge that somebody there reviews and merges.

Every forge has the head of a request as a ref of its own, which anybody who may read can list: so whether a change is
there already is asked of git, in the same way for each, however far an earlier attempt came.
"""

import re
from dataclasses import dataclass
from typing import Protocol

from agenda.problem import Fault

from .change import Change, Refused
from .mirror import Mirror
from .repository import BRANCHES

_HEAD = re.compile(r"refs/(?:pull|merge-requests)/(\d+)/head")


class Forge(Protocol):
    """What one kind of forge does in its own way. `requests` is the path to them, below the repository's address."""

    requests: str

    def ask(self, mirror: Mirror, change: Change, commit: str, waiting: bool) -> str:
        """Ask for a review; give the request's address, or nothing if the forge does not tell it.

        `waiting`: the change's branch is on the server already, without a request.
        """


@dataclass(frozen=True)
class Proposal:
    """Changes as requests on a forge."""

    forge: Forge

    def there(self, mirror: Mirror, key: str) -> str:
        """The address of the request that was made of the change; empty if there is none."""
        return self._found(mirror, key)[0]

    def send(self, mirror: Mirror, change: Change, tip: str) -> str:
        """Make the request; give its address."""
        _, waiting = self._found(mirror, change.key)
        commit = mirror.make(change, tip)
        if place := self.forge.ask(mirror, change, commit, waiting):
            return place
        place, _ = self._found(mirror, change.key)
        if place:
            return place
        raise Refused(
            Fault("the forge made no request of the branch {branch}. Make it there, or look at the forge's settings.",
                  branch=branch(change.key))
        )  # fmt: skip

    def _found(self, mirror: Mirror, key: str) -> tuple[str, bool]:
        """The address of the change's request, if it has one; and whether its branch is on the server."""
        mine = f"refs/heads/{branch(key)}"
        refs = mirror.listed(mine, "refs/pull/*/head", "refs/merge-requests/*/head")
        # Who reviews may have added to the branch; without a branch it is the commit that was made here.
        commit = refs.get(mine) or mirror.repository.tip(f"refs/made/{key}")
        numbers = [int(found[1]) for ref, at in refs.items() if at == commit and (found := _HEAD.fullmatch(ref))]
        address = f"{mirror.web}{self.forge.requests}{max(numbers)}" if numbers else ""
        return address, mine in refs


def branch(key: str) -> str:
    """The branch on the server in which a change waits."""
    return f"{BRANCHES}/{key}"


def address(says: list[str], requests: str) -> str:
    """The address of a request among what a server says: one that ends in its number; else empty."""
    found = re.search(rf"https?://\S+?{re.escape(requests)}\d+(?=\s|$)", "\n".join(says))
    return found[0] if found else ""
