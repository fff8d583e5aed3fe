"""What the last build made, kept for the next one: a value is used again while all that it was made of is as it was.

That is what the caller says it is made of (a digest of the file, or of all that a page is given), what was read while
it was made (see `reading`), and the salt of its kind (code, settings, day). Nothing goes by time stamps. The file can
be thrown away at any time; one that is damaged, or of other code, counts as none.
"""

import pickle
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from . import workers
from .digest import Digests
from .log import Log
from .model import Activity
from .reading import Key, Reading

EACH = 100  # bytes that an entry takes beside its value, about
BLOCKS = 40  # of the log, before it is written anew, as when half of it is of no use
LASTING = {"card"}  # kinds that stay though nobody asked: what shows them was kept itself
T = TypeVar("T")
Pair = tuple[Key, bytes]  # what was read, and the digest of what it was then
Entry = tuple[bytes, tuple[int, ...], bytes]  # made of, read (numbers of pairs), and the value, pickled
News = tuple[list[Pair], list[tuple]]


class Cache:
    """Kept values by their kind and name. `made` gives one, from before or made now."""

    def __init__(
        self, reading: Reading, digests: Digests, salts: Mapping[str, bytes], files: Mapping[str, bytes] | None = None
    ) -> None:
        self.reading, self.digests, self.salts, self.files = reading, digests, dict(salts), files or {}
        self._pairs: list[Pair] = []
        self._before: dict[str, dict[str, Entry]] = {}
        self._now: dict[str, dict[str, Entry]] = {kind: {} for kind in salts}
        self._numbers: dict[Pair, int] = {}
        self._holds: list[bool | None] = []
        self._digest: dict[Key, bytes] = {}
        self._new: list[tuple[str, str]] = []  # in this build, in order
        self._log, self._begun = Log([]), -1

    @classmethod
    def read(
        cls,
        path: Path,
        reading: Reading,
        digests: Digests,
        salts: Mapping[str, bytes],
        files: Mapping[str, bytes] | None = None,
    ) -> "Cache":
        """The cache in a file; of each kind what was kept with the same salt. An empty one if it cannot be trusted.

        `files` are the digests of the town's files as they are now, by path.
        """
        made = cls(reading, digests, salts, files)
        made._log = log = Log.read(path)
        kinds: dict[str, tuple[bytes, dict[str, Entry]]] = {}
        for block in log.blocks:
            pairs, changes = pickle.loads(block)  # noqa: S301  our own, and whole: the seal says so
            made._pairs += pairs
            for kind, (salt, entries, gone) in changes.items():
                known = kinds.get(kind, (b"", {}))[1]
                known.update(entries)
                for name in gone:
                    known.pop(name, None)
                kinds[kind] = (salt, known)
        made._before = {kind: entries for kind, (salt, entries) in kinds.items() if made.salts.get(kind) == salt}
        made._begun = len(made._pairs) if len(made._before) == len(made.salts) else -1
        made._numbers = {pair: number for number, pair in enumerate(made._pairs)}
        made._holds = [None] * len(made._pairs)
        return made

    def write(self, path: Path) -> None:
        """What this build used: as a block more of the log, or, where much is otherwise, as the only one."""
        for kind in LASTING & self._before.keys():
            self._now[kind] = {**self._before[kind], **self._now[kind]}
        entries = [entry for found in self._now.values() for entry in found.values()]
        alive = sum(len(value) for _, _, value in entries) + EACH * len(entries)
        whole = self._begun < 0 or len(self._log.blocks) >= BLOCKS or self._log.size > 2 * alive
        if whole:
            used = {number for entries in self._now.values() for _, trace, _ in entries.values() for number in trace}
            self._renumber(sorted(used))
        fresh: dict[str, set[str]] = {}
        for kind, name in self._new:
            fresh.setdefault(kind, set()).add(name)
        changes = {}
        for kind, entries in self._now.items():
            before = {} if whole else self._before[kind]
            new = entries if whole else {name: entries[name] for name in fresh.get(kind, ())}
            changes[kind] = (self.salts[kind], new, list(before.keys() - entries.keys()))
        pairs = self._pairs if whole else self._pairs[self._begun :]
        block = pickle.dumps((pairs, changes), pickle.HIGHEST_PROTOCOL)
        Log([block] if whole else [*self._log.blocks, block]).write(path)

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
            begun = self.told
            return [self.made(kind, *things[number], keep) for number in numbers], self.news(begun)

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

    @property
    def told(self) -> int:
        """How much was made so far: `news` of that moment are what is made after it."""
        return len(self._new)

    def news(self, since: int) -> News:
        """What was made since then, for another process to take in."""
        return self._pairs, [(kind, name, *self._now[kind][name]) for kind, name in self._new[since:]]

    def take_in(self, news: News) -> None:
        """Take in what another process made."""
        pairs, entries = news
        if pairs is self._pairs:
            return  # our own
        numbers = [self._number(pair) for pair in pairs] if entries else []
        for kind, name, of, trace, value in entries:
            self._now[kind][name] = (of, tuple(numbers[number] for number in trace), value)
            self._new.append((kind, name))

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

    def _renumber(self, used: list[int]) -> None:
        """Leave out the pairs that nothing refers to any more."""
        numbers = {number: place for place, number in enumerate(used)}
        self._pairs = [self._pairs[number] for number in used]
        for entries in self._now.values():
            for name, (of, trace, value) in entries.items():
                entries[name] = (of, tuple(numbers[number] for number in trace), value)


@dataclass(frozen=True)
class _Made:
    """A value that was made now."""

    value: Any


class Afresh:
    """What stands where nothing is kept: everything is made each time."""

    def __init__(self) -> None:
        self.reading = Reading()
        self.files: dict[str, bytes] = {}

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
