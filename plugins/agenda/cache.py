"""What the last build made, kept for the next one: a value is used again while all that it was made of is as it was.

That is what the caller says it is made of (a digest of the file, or of all that a page is given), what was read while
it was made (see `reading`), and the salt of its kind (code, settings, day). Nothing goes by time stamps. The file can
be thrown away at any time; one that is damaged, or of other code, counts as none.

Values stand on shelves, many on each, and a shelf is read when something on it is asked for. Nobody changes a value
that he is given.
"""

import pickle
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from . import workers
from .digest import Digests
from .exchange import News, Told
from .model import Activity
from .reading import Key, Reading
from .shelf import Entry, Part, Shelf, Wanted, number_of
from .store import Place, Store
from .traces import Traces

# Kinds that stay though nobody asked, until the day is another: what they are part of was kept itself.
LASTING = {"text", "card", "file", "frame", "events", "news"}
NOTHING = object()
T = TypeVar("T")


class Cache:
    """Kept values by their kind and name. `made` gives one, from before or made now."""

    def __init__(
        self, reading: Reading, digests: Digests, salts: Mapping[str, bytes], files: Mapping[str, bytes] | None = None
    ) -> None:
        self.reading, self.digests, self.salts, self.files = reading, digests, dict(salts), files or {}
        self._store: Store | None = None
        self._places: dict[str, dict[int, Place]] = {kind: {} for kind in salts}  # of shelves as they were
        self._shelves: dict[str, dict[int, Shelf]] = {kind: {} for kind in salts}  # that somebody asked for
        self._traces = {kind: Traces(self._digest_of) for kind in salts}
        self._asked: dict[str, dict[str, None]] = {kind: {} for kind in salts}  # names, in the order of asking
        self._complete: dict[str, set[int]] = {kind: set() for kind in salts}  # shelves of which all was asked for
        self._touched: dict[str, set[int]] = {kind: set() for kind in salts}  # shelves with something new
        self._each: dict[str, tuple[Sequence[Activity], Wanted]] = {}  # the last ones, by prefix
        self._digest: dict[Key, bytes] = {}
        self._new: list[tuple[str, str]] = []  # in this build, in order

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
        made._store = store = Store(path)
        known = pickle.loads(store.index) if store.index else {}  # noqa: S301  our own, and whole: the seal says so
        for kind, (salt, pairs, places) in known.items():
            if made.salts.get(kind) == salt:
                made._places[kind] = places
                made._traces[kind] = Traces(made._digest_of, pairs)
        return made

    def set_aside(self) -> None:
        """The file tells of an output that is about to be another: nobody finds it until it is written."""
        self._store.set_aside()

    def write(self) -> None:
        """What this build used, for the next one."""
        self._store.set_aside()
        stay: dict[str, Place] = {}
        new: dict[str, Callable[[], bytes]] = {}
        for kind in self.salts:
            used = self._used(kind)
            self._leave_out(kind)
            for number in self._places[kind].keys() | self._shelves[kind].keys():
                name = f"{kind} {number}"
                if number in self._touched[kind]:
                    if (shelf := self._shelves[kind][number]).names:
                        new[name] = shelf.written
                elif number in self._places[kind] and number in used:
                    stay[name] = self._places[kind][number]
        self._store.write(stay, new, self._index)

    def _used(self, kind: str) -> set[int]:
        """The shelves that are kept on."""
        if kind in LASTING:
            return set(self._places[kind])
        return self._complete[kind].union(map(number_of, self._asked[kind]))

    def _leave_out(self, kind: str) -> None:
        """What nobody asked for is not kept on."""
        if kind not in LASTING:
            for number, shelf in self._shelves[kind].items():
                if number not in self._complete[kind] and shelf.keep_only(self._asked[kind]):
                    self._touched[kind].add(number)

    def _index(self, places: Mapping[str, Place]) -> bytes:
        found: dict[str, dict[int, Place]] = defaultdict(dict)
        for name, place in places.items():
            kind, _, number = name.partition(" ")
            found[kind][int(number)] = place
        kinds = {kind: (salt, self._traces[kind].pairs, found[kind]) for kind, salt in self.salts.items()}
        return pickle.dumps(kinds, pickle.HIGHEST_PROTOCOL)

    def made(
        self, kind: str, name: str, of: bytes, make: Callable[[], T], keep: Callable[[T], bool] = lambda value: True
    ) -> T:
        """What `make` gives, or gave when it was made of the same. Without `of` nothing is kept."""
        if not of:
            return make()
        if (entry := self.kept(kind, name, of)) is not None:
            return entry.value
        with self.reading.noted() as keys:
            value = make()
        if keep(value):
            self.keep(kind, name, of, keys, value)
        return value

    def value(self, kind: str, name: str, of: bytes) -> Any:
        """What is kept under this name, if it still holds; else None."""
        entry = self.kept(kind, name, of) if of else None
        return None if entry is None else entry.value

    def before(self, kind: str, name: str) -> Any:
        """What is kept under this name, whatever it was made of, if all that was read is as it was; else None."""
        entry = self._shelf(kind, number_of(name)).get(name)
        return None if entry is None else self.value(kind, name, entry.of)

    def of(self, *values: Any) -> bytes:
        """What something is made of; empty if one of the values cannot be told by what it says."""
        try:
            return self.digests.of(values)
        except TypeError:
            return b""

    def keep(self, kind: str, name: str, of: bytes, keys: Iterable[Key], value: Any) -> None:
        """Keep what was made of this, and of what stands behind these keys."""
        self._put(kind, name, Entry(of, self._traces[kind].of(keys), value))

    def made_of_each(
        self, kind: str, activities: Sequence[Activity], make: Callable[[Activity], T], prefix: str = "",
        ready: Callable[[], Any] = lambda: None, shared: bool = True,
    ) -> list[T]:  # fmt: skip
        """What `make` gives of each activity, in order. `prefix` tells languages apart. Not `shared`: made here."""
        known, wanted = self._each.get(prefix, (None, None))
        if known is not activities:
            wanted = Wanted([prefix + one.address for one in activities], [one.digest for one in activities])
            self._each[prefix] = activities, wanted
        return self._made_of(kind, wanted, lambda position: make(activities[position]), ready=ready, shared=shared)

    def made_of_all(
        self,
        kind: str,
        things: Sequence[tuple[str, bytes, Callable[[], T]]],
        keep: Callable[[T], bool] = lambda value: True,
        track: Callable[[Sequence], Iterable] = iter,
        ready: Callable[[], Any] = lambda: None,
    ) -> list[T]:
        """The same as `made` of many things: name, made of, how. What is not kept is made in two processes.

        `ready` is called before many are made: for what all of them need, before the work is shared.
        """
        wanted = Wanted([name for name, _, _ in things], [of for _, of, _ in things])
        return self._made_of(kind, wanted, lambda position: things[position][2](), keep, track, ready)

    def _made_of(
        self,
        kind: str,
        wanted: Wanted,
        make: Callable[[int], T],
        keep: Callable[[T], bool] = lambda value: True,
        track: Callable[[Sequence], Iterable] = iter,
        ready: Callable[[], Any] = lambda: None,
        shared: bool = True,
    ) -> list[T]:
        """What is kept of what is wanted; `make` gives what is not, by its position."""
        result = self._values(kind, wanted)
        left = [number for number, value in enumerate(result) if value is NOTHING]
        if len(left) >= workers.FEW:
            ready()

        def work(numbers: Iterable[int]) -> tuple[list[T], News]:
            begun = self.told
            names, of = wanted.names, wanted.of
            made = [self.made(kind, names[one], of[one], partial(make, one), keep) for one in numbers]
            return made, self.news(begun)

        for found, news in workers.in_halves(work, left, track) if shared else [work(left)]:
            self.take_in(news)
            numbers, left = left[: len(found)], left[len(found) :]
            for number, value in zip(numbers, found, strict=True):
                result[number] = value
        return result

    def _values(self, kind: str, wanted: Wanted) -> list[Any]:
        """What is kept of each of these, or `NOTHING`: a shelf at once where all on it is as it was."""
        result: list[Any] = [NOTHING] * len(wanted.names)
        for part in wanted.parts:
            for position, value in zip(part.positions, self._values_on(kind, part), strict=True):
                result[position] = value
        return result

    def _values_on(self, kind: str, part: Part) -> Iterable[Any]:
        traces, names, shelf = self._traces[kind], part.names, self._shelf(kind, part.number)
        found = shelf.values(names, part.of)
        if found is None or not all(map(traces.holds, found[0])):
            each = (self.kept(kind, name, of) if of else None for name, of in zip(names, part.of, strict=True))
            return (NOTHING if entry is None else entry.value for entry in each)
        if len(names) == len(shelf.names):
            self._complete[kind].add(part.number)
        else:
            self._asked[kind].update(dict.fromkeys(names))
        if self.reading.open:
            for trace in found[0]:
                self.reading.note_all(traces.keys(trace))
        return found[1]

    def kept(self, kind: str, name: str, of: bytes) -> Entry | None:
        """The entry of before, if it still holds; whoever makes something of it has read what it had read."""
        entry = self._shelf(kind, number_of(name)).get(name)
        if entry is None or entry.of != of or not self._traces[kind].holds(entry.trace):
            return None
        self._asked[kind][name] = None
        if self.reading.open:
            self.reading.note_all(self._traces[kind].keys(entry.trace))
        return entry

    @property
    def told(self) -> Told:
        """How much was made so far: `news` of that moment are what is made after it."""
        pairs = {kind: len(traces.pairs) for kind, traces in self._traces.items()}
        return Told(len(self._new), pairs, {kind: len(names) for kind, names in self._asked.items()})

    def news(self, since: Told) -> News:
        """What was made since then, for another process to take in."""
        pairs = {kind: new for kind, traces in self._traces.items() if (new := traces.pairs[since.pairs[kind] :])}
        entries = [(kind, name, self._shelf(kind, number_of(name)).get(name)) for kind, name in self._new[since.made :]]
        asked = {kind: list(names)[since.asked[kind] :] for kind, names in self._asked.items() if kind not in LASTING}
        return News({kind: since.pairs[kind] for kind in pairs}, pairs, entries, asked, self._complete)

    def take_in(self, news: News) -> None:
        """Take in what another process made, which began with what is known here."""
        for kind, names in news.asked.items():
            self._asked[kind].update(dict.fromkeys(names))
        for kind, numbers in news.complete.items():
            self._complete[kind] |= numbers
        for kind, name, entry in news.entries:
            if self._shelf(kind, number_of(name)).get(name) is entry:
                continue  # our own
            traces, base, pairs = self._traces[kind], news.base.get(kind, 0), news.pairs.get(kind, ())
            trace = traces.of_pairs(
                pairs[number - base] if pairs and number >= base else traces.pairs[number] for number in entry.trace
            )
            self._put(kind, name, Entry(entry.of, trace, entry.value))

    def _put(self, kind: str, name: str, entry: Entry) -> None:
        number = number_of(name)
        self._shelf(kind, number).put(name, entry)
        self._touched[kind].add(number)
        self._asked[kind][name] = None
        self._new.append((kind, name))

    def _shelf(self, kind: str, number: int) -> Shelf:
        """A shelf, read if it was not yet; what is damaged counts as empty."""
        shelves = self._shelves[kind]
        if (shelf := shelves.get(number)) is None:
            place = self._places[kind].get(number)
            data = self._store.record(place) if place else None
            shelf = shelves[number] = Shelf.read(data) if data else Shelf()
            if place and not data:
                self._touched[kind].add(number)
        return shelf

    def _digest_of(self, key: Key) -> bytes:
        """What stands behind a key now; empty where nothing does any more."""
        if key not in self._digest:
            try:
                self._digest[key] = self.digests.of(self.reading.value(key))
            except KeyError:
                self._digest[key] = b""
        return self._digest[key]
