"""A value -> a digest of all that it says: two values with the same digest are the same to every reader.

Types are told apart and lengths are written, so that no two structures give the same bytes. What is read from files
(records of the register, activities) is digested once, however often it stands in others.
"""

import dataclasses
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from .inputs import of_bytes
from .record import Record

Write = Callable[[bytes], None]


class Digests:
    """Digests values. `own` says of which types what counts of them, as a simpler value; their digests are kept."""

    def __init__(self, own: dict[type, Callable[[Any], Any]] | None = None) -> None:
        self._own = own or {}
        self._known: dict[int, tuple[Any, bytes]] = {}  # by the id of a thing, which is kept so that the id stays its
        self._writers: dict[type, Callable[[Any, Write], None]] = {}

    def of(self, value: Any) -> bytes:
        """The digest of a value. Raises TypeError for what cannot be told by what it says, such as a function."""
        parts: list[bytes] = []
        self._write(value, parts.append)
        return of_bytes(*parts)

    def _write(self, value: Any, write: Write) -> None:
        kind = type(value)
        writer = self._writers.get(kind)
        if writer is None:
            writer = self._writers[kind] = self._writer(kind)
        writer(value, write)

    def _writer(self, kind: type) -> Callable[[Any, Write], None]:
        """How values of a type are written."""
        name = kind.__name__.encode()
        if kind is str:
            return lambda value, write: write(b"s" + value.encode("utf-8", "surrogatepass"))
        if kind is bytes:
            return lambda value, write: write(b"y" + value)  # no plain type begins like that
        if kind in _PLAIN:
            return lambda value, write: write(b"%s %s" % (name, repr(value).encode()))
        if kind in self._own or issubclass(kind, Record):
            return lambda value, write: write(self._kept(value))
        if kind in (tuple, list):
            return self._list
        if issubclass(kind, dict):
            return self._mapping
        if kind in (set, frozenset):
            return lambda value, write: write(b"e" + b"".join(sorted(map(self.of, value))))
        if issubclass(kind, str):  # with marks of its own, as an `Original` has
            return lambda value, write: self._fields(
                name, (str.__str__(value), getattr(value, "lang", ""), str.__str__(getattr(value, "html", ""))), write
            )
        if issubclass(kind, (Path, ZoneInfo)):
            return lambda value, write: write(b"%s %s" % (name, str(value).encode()))
        if issubclass(kind, tuple):  # with names
            return lambda value, write: self._fields(name, value, write)
        if dataclasses.is_dataclass(kind):
            fields = tuple(kind.__dataclass_fields__)
            return lambda value, write: self._fields(name, [getattr(value, field) for field in fields], write)
        raise TypeError(f"{kind.__module__}.{kind.__qualname__} has no digest")

    def _list(self, value: Sequence[Any], write: Write) -> None:
        write(b"l%d" % len(value))
        for one in value:
            self._write(one, write)

    def _mapping(self, value: Mapping[Any, Any], write: Write) -> None:
        write(b"d%d" % len(value))
        for name, one in value.items():
            self._write(name, write)
            self._write(one, write)

    def _fields(self, name: bytes, values: Iterable[Any], write: Write) -> None:
        write(b"c" + name)
        for one in values:
            self._write(one, write)

    def _kept(self, value: Any) -> bytes:
        known = self._known.get(id(value))
        if known is None:
            parts: list[bytes] = []
            kind = type(value)
            if simpler := self._own.get(kind):
                self._write(simpler(value), parts.append)
            else:
                # That a field was left out can say more than its default (`Campaign.asks_spotlight`).
                given = sorted(value.model_fields_set)
                self._fields(kind.__name__.encode(), (given, dict(value)), parts.append)
            known = self._known[id(value)] = (value, of_bytes(*parts))
        return known[1]


_PLAIN = {bool, int, float, date, datetime, time, timedelta, Decimal, complex, type(None)}
