"""A repository on a server: a change goes onto its published branch, or waits there in a branch of its own."""

from dataclasses import dataclass
from typing import Protocol

from agenda.problem import Fault

from .change import Change, Unreachable, checked_path
from .mirror import Mirror, Moved
from .repository import BRANCHES

TRIES = 5  # while somebody else pushes to the branch


class Way(Protocol):
    """How a change gets onto a server."""

    def there(self, mirror: Mirror, key: str) -> str:
        """Where the change is on the server, waiting; empty if it is not."""

    def send(self, mirror: Mirror, change: Change, tip: str) -> str:
        """Bring it there, made on top of `tip`; say where it is. Raises Moved, Unreachable, Refused."""


@dataclass(frozen=True)
class Remote:
    """A server's repository, with a copy here."""

    mirror: Mirror
    way: Way

    def read(self, path: str) -> bytes | None:
        """What stands at this path on the server's published branch."""
        checked_path(path)
        with self.mirror.repository.alone():
            return self.mirror.repository.read(self.mirror.fetched(), path)

    def deliver(self, change: Change) -> str:
        """Push it; give a commit, a branch or the address of a request. Raises Conflict, Refused, Unreachable."""
        with self.mirror.repository.alone():
            if place := self.mirror.sent(change.key):
                return place
            for _ in range(TRIES):
                try:
                    return self.mirror.note(change.key, self._brought(change))
                except Moved:
                    continue
        raise Unreachable(Fault("the branch moves all the time. Wait; it is tried again."))

    def _brought(self, change: Change) -> str:
        tip = self.mirror.fetched()
        if place := self.mirror.repository.found(change.key, tip) or self.way.there(self.mirror, change.key):
            return place
        if self.mirror.repository.current(change, tip):
            return tip
        return self.way.send(self.mirror, change, tip)


class Straight:
    """Onto the published branch: the editor has said yes."""

    def there(self, mirror: Mirror, key: str) -> str:
        """It never waits."""
        return ""

    def send(self, mirror: Mirror, change: Change, tip: str) -> str:
        """Push a commit; give it."""
        commit = mirror.repository.commit(change, tip)
        mirror.push(commit, f"refs/heads/{mirror.branch}")
        return commit


class Branch:
    """Into a branch of its own, until somebody merges it: for a server that knows no requests."""

    def there(self, mirror: Mirror, key: str) -> str:
        """The branch, if the server has it."""
        name = f"{BRANCHES}/{key}"
        return name if mirror.listed(f"refs/heads/{name}") else ""

    def send(self, mirror: Mirror, change: Change, tip: str) -> str:
        """Push a new branch; give its name."""
        name = f"{BRANCHES}/{change.key}"
        mirror.push(mirror.repository.commit(change, tip), f"refs/heads/{name}")
        return name
