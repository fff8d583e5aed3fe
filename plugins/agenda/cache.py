"""What the last build made, kept for the next one: a value is used again while all that it was made of is as it was.

That is what the caller says it is made of (a digest of the file, or of all that a page is given), what was read while
it was made (see `reading`), and the salt of its kind (code, settings, day). Nothing goes by time stamps. The file can
be thrown away at any time; one that is damaged, or of other code, counts as none.
"""

import os
import pickle
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import blake2b
from pathlib import Path
from typing import Any, TypeVar

from . import workers
from .digest import Digests
from .model import Activity
from .reading import Key, Reading

HEAD = b"agenda cache 1\n"
SEAL = 32  # bytes of the digest of what follows it
T = TypeVar("T")
Pair = tuple[Key, bytes]  # what was read, and the digest of what it was then
Entry = tuple[bytes, tuple[int, ...], bytes]  # made of, read (numbers of pairs), and the value, pickled
News = tuple[list[Pair], list[tuple]]


class Cache:
    """Kept values by their kind and name. `made` gives one, from before or made now."""

    def __init__(self, reading: Reading, digests: Digests, salts: Mapping[str, bytes]) -> None:
        self.reading, self.digests, self.salts = reading, digests, dict(salts)
        self._pairs: list[Pair] = []
        self._before: dict[str, dict[str, Entry]] = {}
        self._now: dict[str, dict[str, Entry]] = {kind: {} for kind in salts}
        self._numbers: dict[Pair, int] = {}
        self._holds: list[bool | None] = []
        self._digest: dict[Key, bytes] = {}
        self._new: list[tuple[str, str]] = []

    @classmethod
    def read(cls, path: Path, reading: Reading, digests: Digests, salts: Mapping[str, bytes]) -> "Cache":
        """The cache in a file; of each kind what was kept with the same salt. An empty one if it cannot be trusted."""
        made = cls(reading, digests, salts)
        try:
            data = path.read_bytes()
        except OSError:
            return made
        start = len(HEAD) + SEAL
        if data[: len(HEAD)] != HEAD or _seal(memoryview(data)[start:]) != data[len(HEAD) : start]:
            return made
        pairs, kinds = pickle.loads(memoryview(data)[start:])  # noqa: S301  our own, and whole: the seal says so
        made._pairs = pairs
        made._before = {kind: entries for kind, (salt, entries) in kinds.items() if made.salts.get(kind) == salt}
        made._numbers = {pair: number for number, pair in enumerate(pairs)}
        made._holds = [None] * len(pairs)
        return made

    def write(self, path: Path) -> None:
        """Everything that this build used, in one file that is there whole or not at all."""
        kinds = {kind: (self.salts[kind], entries) for kind, entries in self._now.items()}
        used = {number for entries in self._now.values() for _, trace, _ in entries.values() for number in trace}
        if len(used) < len(self._pairs) // 2:
            kinds = self._renumbered(sorted(used), kinds)
        data = pickle.dumps((self._pairs, kinds), pickle.HIGHEST_PROTOCOL)
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = path.with_name(path.name + ".new")
        temporary.write_bytes(b"".join((HEAD, _seal(data), data)))
        os.replace(temporary, path)

    def made(
        self, kind: str, name: str, of: bytes, make: Callable[[], T], keep: Callable[[T], bool] = lambda value: True
    ) -> T:
        """What `make` gives, or gave when it was made of the same. Without `of` nothing is kept."""
        if not of:
            return make()
        if (entry := self.kept(kind, name, of)) is not None:
            return pickle.loads(entry[2])  # noqa: S301  our own, and whole
        with self.reading.noted() as keys:
            value = make()
        if keep(value):
            self.keep(kind, name, of, keys, value)
        return value

    def value(self, kind: str, name: str, of: bytes) -> Any:
        """What is kept under this name, if it still holds; else None."""
        entry = self.kept(kind, name, of) if of else None
        return None if entry is None else pickle.loads(entry[2])  # noqa: S301  as above

    def of(self, *values: Any) -> bytes:
        """What something is made of; empty if one of the values cannot be told by what it says."""
        try:
            return self.digests.of(values)
        except TypeError:
            return b""

    def keep(self, kind: str, name: str, of: bytes, keys: Iterable[Key], value: Any) -> None:
        """Keep what was made of this, and of what stands behind these keys."""
        self._now[kind][name] = (of, self._trace(keys), pickle.dumps(value, pickle.HIGHEST_PROTOCOL))
        self._new.append((kind, name))

    def made_of_each(
        self, kind: str, activities: Sequence[Activity], make: Callable[[Activity], T], prefix: str = ""
    ) -> list[T]:
        """What `make` gives of each activity, in order. `prefix` tells languages apart."""
        return self.made_of_all(kind, [(prefix + one.address, one.digest, partial(make, one)) for one in activities])

    def made_of_all(
        self,
        kind: str,
        things: Sequence[tuple[str, bytes, Callable[[], T]]],
        keep: Callable[[T], bool] = lambda value: True,
        track: Callable[[Sequence], Iterable] = iter,
    ) -> list[T]:
        """The same as `made` of many things: name, made of, how. What is not kept is made in two processes."""
        result: list[Any] = [self.kept(kind, name, of) if of else None for name, of, _ in things]
        left = [number for number, entry in enumerate(result) if entry is None]

        def work(numbers: Iterable[int]) -> tuple[list[T], News]:
            return [self.made(kind, *things[number], keep) for number in numbers], self.news()

        for found, news in workers.in_halves(work, left, track):
            self.take_in(news)
            numbers, left = left[: len(found)], left[len(found) :]
            for number, value in zip(numbers, found, strict=True):
                result[number] = _Made(value)
        return [one.value if type(one) is _Made else pickle.loads(one[2]) for one in result]  # noqa: S301  our own

    def kept(self, kind: str, name: str, of: bytes) -> Entry | None:
        """The entry of before, if it still holds; whoever makes something of it has read what it had read."""
        entry = self._before.get(kind, {}).get(name) or self._now[kind].get(name)
        if entry is None or entry[0] != of or not all(map(self._still, entry[1])):
            return None
        self._now[kind][name] = entry
        if self.reading.is_open:
            self.reading.note_all({self._pairs[number][0] for number in entry[1]})
        return entry

    def news(self) -> News:
        """What was made since this was last asked, for another process to take in."""
        new, self._new = self._new, []
        return self._pairs, [(kind, name, *self._now[kind][name]) for kind, name in new]

    def take_in(self, news: News) -> None:
        """Take in what another process made."""
        pairs, entries = news
        if pairs is self._pairs:
            return  # our own
        numbers = [self._number(pair) for pair in pairs] if entries else []
        for kind, name, of, trace, value in entries:
            self._now[kind][name] = (of, tuple(numbers[number] for number in trace), value)

    def _still(self, number: int) -> bool:
        """Is what was read as it was?"""
        if (holds := self._holds[number]) is None:
            key, digest = self._pairs[number]
            holds = self._holds[number] = self._digest_of(key) == digest
        return holds

    def _trace(self, keys: Iterable[Key]) -> tuple[int, ...]:
        return tuple(self._number((key, self._digest_of(key))) for key in sorted(keys))

    def _number(self, pair: Pair) -> int:
        number = self._numbers.setdefault(pair, len(self._pairs))
        if number == len(self._pairs):
            self._pairs.append(pair)
            self._holds.append(None)
        return number

    def _digest_of(self, key: Key) -> bytes:
        """What stands behind a key now; empty where nothing does any more."""
        if key not in self._digest:
            try:
                self._digest[key] = self.digests.of(self.reading.value(key))
            except KeyError:
                self._digest[key] = b""
        return self._digest[key]

    def _renumbered(self, used: list[int], kinds: dict) -> dict:
        """The same without the pairs that nothing refers to any more."""
        numbers = {number: place for place, number in enumerate(used)}
        self._pairs = [self._pairs[number] for number in used]

        def renumbered(entry: Entry) -> Entry:
            of, trace, value = entry
            return of, tuple(numbers[number] for number in trace), value

        return {
            kind: (salt, {name: renumbered(entry) for name, entry in found.items()})
            for kind, (salt, found) in kinds.items()
        }


@dataclass(frozen=True)
class _Made:
    """A value that was made now."""

    value: Any


class Afresh:
    """What stands where nothing is kept: everything is made each time."""

    def __init__(self) -> None:
        self.reading = Reading()

    def made(
        self, kind: str, name: str, of: bytes, make: Callable[[], T], keep: Callable[[T], bool] = lambda value: True
    ) -> T:
        """What `make` gives."""
        return make()

    def made_of_each(
        self, kind: str, activities: Sequence[Activity], make: Callable[[Activity], T], prefix: str = ""
    ) -> list[T]:
        """What `make` gives of each activity, in order."""
        return self.made_of_all(kind, [("", b"", partial(make, one)) for one in activities])

    def made_of_all(
        self,
        kind: str,
        things: Sequence[tuple[str, bytes, Callable[[], T]]],
        keep: Callable[[T], bool] = lambda value: True,
        track: Callable[[Sequence], Iterable] = iter,
    ) -> list[T]:
        """What each of them gives, in order."""
        parts = workers.in_halves(lambda these: [make() for _, _, make in these], things, track)
        return [one for part in parts for one in part]

    def of(self, *values: Any) -> bytes:
        """Nothing needs to be told apart."""
        return b""


def _seal(data: Any) -> bytes:
    return blake2b(data, digest_size=SEAL).digest()
