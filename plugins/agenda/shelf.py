"""Kept values that stand together. Many are compared and taken at once, as columns; one is looked up by its name."""

import pickle
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Container
from functools import cached_property
from itertools import accumulate, pairwise, starmap
from typing import Any, NamedTuple
from zlib import crc32

from .traces import Trace

SHELVES = 32  # of each kind: one change writes a 32nd of it again
NUMBER = 8  # bytes that tell how long what follows is
Columns = tuple[list[str], list[bytes], list[Trace], list[Any]]  # names in order, and what an entry has of each


def number_of(name: str) -> int:
    """The shelf on which a name stands."""
    return crc32(name.encode("utf-8", "surrogatepass")) % SHELVES


class Part(NamedTuple):
    """What is wanted of one shelf: names in order, what each is made of, and where each stands among all wanted."""

    number: int
    names: list[str]
    of: list[bytes]
    positions: list[int]


class Wanted:
    """Names, what each is made of, and the shelves on which they stand."""

    def __init__(self, names: list[str], of: list[bytes]) -> None:
        self.names, self.of = names, of
        several: dict[int, list[int]] = defaultdict(list)
        for position, name in enumerate(names):
            several[number_of(name)].append(position)
        self.parts = [self._part(number, positions) for number, positions in several.items()]

    def _part(self, number: int, positions: list[int]) -> Part:
        positions.sort(key=self.names.__getitem__)
        names, of = ([column[position] for position in positions] for column in (self.names, self.of))
        return Part(number, names, of, positions)


class Entry(NamedTuple):
    """A kept value: the digest of what it was made of, what was read, and the value."""

    of: bytes
    trace: Trace
    value: Any


class Shelf:
    """The entries of some names, by name; one that was read stays columns until somebody looks for a single name."""

    def __init__(self, columns: Columns | None = None) -> None:
        self._columns: Columns | None = columns or ([], [], [], [])  # none once something is otherwise

    @classmethod
    def read(cls, data: bytes | memoryview) -> "Shelf":
        """The shelf that was `written` as these bytes; whoever reads them knows that they are our own.

        What its values have as a `pickle.PickleBuffer` stays where it is: they have views of these bytes.
        """
        whole = memoryview(data)
        begin = NUMBER + int.from_bytes(whole[:NUMBER], "big")
        columns, ends = pickle.loads(whole[NUMBER:begin])  # noqa: S301
        ends = [begin + end for end in ends]
        buffers = [whole[at:end] for at, end in pairwise((begin, *ends))]
        return cls(pickle.loads(columns, buffers=buffers))  # noqa: S301

    def written(self) -> bytes:
        """As bytes."""
        if self._columns is None:
            names = sorted(self.entries)
            self._columns = (names, *([self.entries[name][part] for name in names] for part in range(3)))
        buffers: list[pickle.PickleBuffer] = []
        columns = pickle.dumps(self._columns, pickle.HIGHEST_PROTOCOL, buffer_callback=buffers.append)
        views = [one.raw() for one in buffers]
        head = pickle.dumps((columns, list(accumulate(map(len, views)))), pickle.HIGHEST_PROTOCOL)
        return b"".join((len(head).to_bytes(NUMBER, "big"), head, *views))

    def get(self, name: str) -> Entry | None:
        """What stands there under this name."""
        if self._columns is None:
            return self.entries.get(name)
        names, *others = self._columns
        at = bisect_left(names, name)
        return Entry(*(one[at] for one in others)) if names[at : at + 1] == [name] else None

    @cached_property
    def entries(self) -> dict[str, Entry]:
        """What stands there, by name."""
        names, *others = self._columns
        return dict(zip(names, starmap(Entry, zip(*others, strict=True)), strict=True))

    def values(self, names: list[str], of: list[bytes]) -> tuple[set[Trace], list[Any]] | None:
        """What was read, and the values, of these names, which are in order, if each was made of this.

        None where that is not so of one of them, or cannot be told at once.
        """
        if self._columns is None:
            return None
        known, made_of, traces, values = self._columns
        begin = bisect_left(known, names[0])
        end = begin + len(names)
        if known[begin:end] != names or made_of[begin:end] != of:
            return None
        return set(traces[begin:end]), values[begin:end]

    def put(self, name: str, entry: Entry) -> None:
        """From now on this stands there."""
        self.entries[name] = entry
        self._columns = None

    @property
    def names(self) -> Collection[str]:
        """What stands there."""
        return self.entries if self._columns is None else self._columns[0]

    def keep_only(self, names: Container[str]) -> bool:
        """From now on only these stand there; is one gone?"""
        gone = [name for name in self.names if name not in names]
        for name in gone:
            del self.entries[name]
        if gone:
            self._columns = None
        return bool(gone)
