"""A value -> a digest of all that it says: two values with the same digest are the same to every reader.

Types are told apart and lengths are written, so that no two structures give the same bytes. What is read from files
(records of the register, activities) is digested once, however often it stands in others.
"""

import dataclasses
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from hashlib import blake2b
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from .record import Record

SIZE = 16  # bytes
Written = Callable[["Digests", Any], list[bytes]]


def of_bytes(*parts: bytes) -> bytes:
    """The digest of these bytes, one after the other, each with its length."""
    total = blake2b(digest_size=SIZE)
    for part in parts:
        total.update(b"%d:" % len(part))
        total.update(part)
    return total.digest()


class Digests:
    """Digests values. `own` says of which types what counts of them, as a simpler value; `once`: types that are values
    many others hold, whose digest is kept.
    """

    def __init__(self, own: dict[type, Callable[[Any], Any]] | None = None, once: tuple[type, ...] = ()) -> None:
        self._own, self._once = own or {}, frozenset(once)
        self._known: dict[int, tuple[Any, bytes]] = {}  # by the id of a thing, which is kept so that the id stays its

    def of(self, value: Any) -> bytes:
        """The digest of a value. Raises TypeError for what cannot be told by what it says, such as a function."""
        parts: list[bytes] = []
        self._write(value, parts.append)
        return of_bytes(*parts)

    def _write(self, value: Any, write: Callable[[bytes], None]) -> None:
        kind = type(value)
        if kind is str:
            write(b"s" + value.encode("utf-8", "surrogatepass"))
        elif value is None or kind in _PLAIN:
            write(f"{kind.__name__} {value!r}".encode())
        elif kind in self._once or kind in self._own or isinstance(value, Record):
            write(self._kept(value))
        elif kind in (tuple, list):
            write(b"l%d" % len(value))
            for one in value:
                self._write(one, write)
        elif isinstance(value, dict):
            write(b"d%d" % len(value))
            for name, one in value.items():
                self._write(name, write)
                self._write(one, write)
        elif kind in (set, frozenset):
            write(b"e" + b"".join(sorted(map(self.of, value))))
        elif kind is bytes:
            write(b"b" + value)
        elif isinstance(value, str):  # with marks of its own, as an `Original` has
            write(f"{kind.__name__} {value} {getattr(value, 'html', '')}".encode("utf-8", "surrogatepass"))
        elif isinstance(value, (Path, ZoneInfo)):
            write(f"{kind.__name__} {value}".encode())
        elif dataclasses.is_dataclass(value) and not isinstance(value, type):
            write(b"c" + kind.__name__.encode())
            for field in dataclasses.fields(value):
                self._write(getattr(value, field.name), write)
        else:
            raise TypeError(f"{kind.__module__}.{kind.__qualname__} has no digest")

    def _kept(self, value: Any) -> bytes:
        known = self._known.get(id(value))
        if known is None:
            parts: list[bytes] = []
            if simpler := self._own.get(type(value)):
                self._write(simpler(value), parts.append)
            else:
                parts.append(type(value).__name__.encode())
                fields = value if isinstance(value, Record) else vars(value).items()
                for name, one in fields:
                    parts.append(name.encode())
                    self._write(one, parts.append)
            known = self._known[id(value)] = (value, of_bytes(*parts))
        return known[1]


_PLAIN = {bool, int, float, date, datetime, time, timedelta, Decimal, complex}
