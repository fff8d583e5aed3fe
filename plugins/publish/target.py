"""Where a site is published: what every kind of target can do, and what it finds there."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from .record import Record
from .shipment import Shipment


@dataclass(frozen=True)
class Found:
    """What an earlier publication left: its record and its feed state (None: not there), and whether it left a site."""

    record: Record | None
    state: bytes | None
    site: bool


class Target(Protocol):
    """A folder, a server, a forge's pages, an object store. What goes wrong is a PublishError of `failure`."""

    compress: bool  # does what serves it look for files that are compressed?
    headers: bool  # does it read a `_headers` file?

    def found(self) -> Found:
        """What stands there now."""

    def fetch(self, name: str) -> bytes | None:
        """The bytes of a published file; None if it is not there."""

    def send(self, shipment: Shipment) -> Iterator[str]:
        """Put the shipment there, step by step: after each, what was done. Whole only after the last one."""
