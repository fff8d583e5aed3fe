"""An event of a feed as it is kept: its lines, and the stamps between them that tell clients what changed."""

from datetime import datetime
from functools import cache
from typing import NamedTuple

from .state import Stamp

STAMPS = len(b"DTSTAMP:20261101T100000Z\r\nSEQUENCE:999\r\nLAST-MODIFIED:20261101T100000Z\r\n")


class Unstamped(NamedTuple):
    """An event without its stamps: the lines that stand before, between and after them, and digests for the state.

    `content` is of all lines, `essence` of those whose change a client has to be told apart (SEQUENCE).
    """

    uid: str
    content: str
    essence: str
    until_stamp: bytes
    until_sequence: bytes
    until_modified: bytes
    rest: bytes

    @property
    def size(self) -> int:
        """How many bytes it has with its stamps, at most: its sequence may have three digits."""
        return STAMPS + len(self.until_stamp) + len(self.until_sequence) + len(self.until_modified) + len(self.rest)

    def stamped(self, stamp: Stamp) -> bytes:
        """The event as a feed has it. DTSTAMP is LAST-MODIFIED (3.8.7.2)."""
        stamped, sequence, modified = _stamps(stamp.modified, stamp.sequence)
        parts = self.until_stamp, stamped, self.until_sequence, sequence, self.until_modified, modified, self.rest
        return b"".join(parts)


@cache  # of many events the same few
def _stamps(modified: datetime, sequence: int) -> tuple[bytes, bytes, bytes]:
    moment = modified.strftime("%Y%m%dT%H%M%SZ").encode()
    return b"DTSTAMP:%b\r\n" % moment, b"SEQUENCE:%d\r\n" % sequence, b"LAST-MODIFIED:%b\r\n" % moment


class Written(NamedTuple):
    """Events as a feed has them, and the digest that tells them from others."""

    data: bytes
    told: bytes
