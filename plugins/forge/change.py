"""A change of the town's data that goes into its repository once, and what a forge can do with it.

A forge brings a change there and says where it is. It raises what the giver can act on: Unreachable (try later),
Refused (somebody has to look), Conflict (what it was made from is not there any more). Nothing of it is half there:
who hears none of these, because the machine stopped, gives the same change again.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from agenda.problem import Fault

KEY = re.compile(r"[a-z0-9-]{1,60}", re.ASCII)
PATH = re.compile(
    r"activities/[a-z0-9-]{1,60}/[a-z0-9-]{1,80}\.(?:md|yaml)"
    r"|content/places/[a-z0-9-]{1,80}\.yaml"
    r"|content/organizations/[a-z0-9-]{1,80}\.md",
    re.ASCII,
)
MOST_TITLE = 200  # characters
MOST_BODY = 10_000
MOST_BYTES = 64 * 1024  # of a file: what the reader of entries takes


@dataclass(frozen=True)
class Change:
    """What goes into the repository, once: the same `key` is brought there once, however often it is given.

    `files` are path -> new bytes, None deletes; `expected` what stood at these paths when the change was made (None:
    nothing). `title` and `body` are those of commit and request, and public. Raises ValueError for what no caller may
    ask: another path, a key or title that is no line, no files.
    """

    key: str
    title: str
    body: str
    files: Mapping[str, bytes | None]
    expected: Mapping[str, bytes | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not KEY.fullmatch(self.key):
            raise ValueError(f"{self.key!r} is not a key of a change.")
        if not self.title.strip() or len(self.title) > MOST_TITLE or re.search(r"[\x00-\x1f\x7f]", self.title):
            raise ValueError("The title of a change is one line of text.")
        if len(self.body) > MOST_BODY or re.search(r"[\x00-\x08\x0b-\x1f\x7f]", self.body):
            raise ValueError("The body of a change is a text of lines.")
        if not self.files:
            raise ValueError("A change has files.")
        for path in (*self.files, *self.expected):
            checked_path(path)
        if any(data is not None and len(data) > MOST_BYTES for data in self.files.values()):
            raise ValueError(f"A file of a change has at most {MOST_BYTES} bytes.")


def checked_path(path: str) -> str:
    """The path, if entries, places or organizations stand at such. Raises ValueError for any other."""
    if not PATH.fullmatch(path):
        raise ValueError(f"{path!r} is not where an activity, a place or an organization stands.")
    return path


class Undelivered(Exception):
    """The change is not there. `fault` says why, and what to do, in words for an editor."""

    def __init__(self, fault: Fault) -> None:
        self.fault = fault
        super().__init__(str(fault))


class Unreachable(Undelivered):
    """Not now: a network, a server that is down or slow, a branch that moves all the time. The same again, later."""


class Refused(Undelivered):
    """Not like this: credentials, an address, a rule of the forge. Somebody has to look before it is tried again."""


class Conflict(Undelivered):
    """What the change was made from is not what stands there now: it has to be made again, by somebody who looks."""


class Forge(Protocol):
    """Where changes go."""

    def deliver(self, change: Change) -> str:
        """Bring it there; say where it is: a commit, or the address of a request. Given again it changes nothing.

        Raises Unreachable, Refused or Conflict.
        """

    def read(self, path: str) -> bytes | None:
        """What stands at this path now on the published branch; None if nothing. Raises Unreachable or Refused."""
