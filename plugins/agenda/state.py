"""What was published before: for each event and activity the content it had, when that changed, and how often.

With them, of each feed that is too big for one file: which activity stands in which part (see `parts`).

LAST-MODIFIED must rise on any change of an event's bytes, and SEQUENCE with date, time, place or cancellation: a
client skips the change otherwise. Neither can come from a file's dates (a venue's address or the holiday table may
change), so they are kept in a state that each build reads and writes. Without one a build works and starts one.
"""

import hashlib
from datetime import UTC, date, datetime, time, timedelta
from functools import cache, cached_property
from pathlib import Path
from typing import NamedTuple

import orjson

MOST_PARTS = 1_000  # of a feed; more than that is a mistake in the file
PATH = "data/v1/feed-state.json"  # below the output: published with the site, fetched back by the next publication


class Stamp(NamedTuple):
    """When a thing was first published and last changed (UTC), and how often its time, place or status did."""

    first: datetime
    modified: datetime
    sequence: int = 0


class State:
    """Gives each identity its stamp. A new one is max(today 00:00 UTC, the highest ever + 1 s)."""

    def __init__(
        self, today: date, entries: dict[str, dict] | None = None, parts: dict[str, dict[str, int]] | None = None
    ) -> None:
        self.entries, self.parts, self._today = dict(entries or {}), dict(parts or {}), today

    @cached_property
    def _now(self) -> datetime:
        """When this is: the same for all that is new or has changed."""
        highest = max((entry["modified"] for entry in self.entries.values()), default=None)  # as text they sort alike
        midnight = datetime.combine(self._today, time(0), UTC)
        return max(midnight, _moment(highest) + timedelta(seconds=1)) if highest else midnight

    @classmethod
    def read(cls, today: date, path: Path) -> "State":
        """The state in a file; an empty one if there is no file, or none that can be read."""
        try:
            return cls.of(today, path.read_bytes())
        except (OSError, ValueError):
            return cls(today)

    @classmethod
    def of(cls, today: date, data: bytes) -> "State":
        """The state that was written as these bytes. Raises ValueError if they are none."""
        try:
            read = orjson.loads(data)
            for modified in {entry["modified"] for entry in read["entries"].values()}:
                _moment(modified)
            return cls(today, read["entries"], _parts(read.get("parts", {})))
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise ValueError(f"no feed state: {error}") from None

    def stamp(self, key: str, content: bytes, essence: bytes = b"") -> Stamp:
        """The stamp of `key` with this content; `essence` is the part whose change raises the sequence."""
        return self.stamp_of(key, digest_of(content), digest_of(essence))

    def stamp_of(self, key: str, digest: str, core: str) -> Stamp:
        """The same of what has these digests."""
        entry = self.entries.get(key)
        if entry is None:
            now = _text(self._now)
            entry = {"hash": digest, "core": core, "sequence": 0, "first": now, "modified": now}
            self.entries[key] = entry
        elif entry["hash"] != digest:
            sequence = entry["sequence"] + (entry["core"] != core)
            entry = {**entry, "hash": digest, "core": core, "sequence": sequence, "modified": _text(self._now)}
            self.entries[key] = entry
        return _stamp(entry["first"], entry["modified"], entry["sequence"])

    def first(self, key: str) -> str:
        """When this was first published, as text that sorts by time; of what is not in the state: now."""
        return self.entries[key]["first"] if key in self.entries else _text(self._now)

    def written(self) -> bytes:
        """The state as the next build reads it."""
        state = {"version": 1, "entries": self.entries} | ({"parts": self.parts} if self.parts else {})
        return orjson.dumps(state, option=orjson.OPT_SORT_KEYS | orjson.OPT_APPEND_NEWLINE)


def _parts(read: object) -> dict[str, dict[str, int]]:
    """Of each feed that was ever split the part in which each activity stands; what cannot be a part is left out."""
    return {
        feed: {key: part for key, part in parts.items() if type(part) is int and 0 < part <= MOST_PARTS}
        for feed, parts in (read.items() if isinstance(read, dict) else ())
        if isinstance(parts, dict)
    }


def digest_of(data: bytes) -> str:
    """What the state keeps of a content, to see that it changed."""
    return hashlib.sha256(data).hexdigest()[:32]


@cache  # of many things the same few
def _stamp(first: str, modified: str, sequence: int) -> Stamp:
    return Stamp(_moment(first), _moment(modified), sequence)


@cache
def _moment(text: str) -> datetime:
    if len(text) != 20 or text[-1] != "Z":
        raise ValueError(f"{text!r} is not a moment in UTC")
    return datetime.fromisoformat(text)


def _text(moment: datetime) -> str:
    return f"{moment:%Y-%m-%dT%H:%M:%S}Z"
