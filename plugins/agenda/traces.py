"""What was read while things were made, as numbers: many things have read the same."""

from collections.abc import Callable, Iterable

from .reading import Key

Pair = tuple[Key, bytes]  # what was read, and the digest of what it was then
Trace = tuple[int, ...]  # numbers of pairs


class Traces:
    """The pairs of one kind of things; `digest` tells what stands behind a key now."""

    def __init__(self, digest: Callable[[Key], bytes], pairs: Iterable[Pair] = ()) -> None:
        self.pairs = list(pairs)
        self._digest = digest
        self._numbers: dict[Pair, int] = {pair: number for number, pair in enumerate(self.pairs)}
        self._known: dict[Trace, Trace] = {}  # so that equal ones are one, here and in what is pickled
        self._holds: dict[Trace, bool] = {}
        self._keys: dict[Trace, frozenset[Key]] = {}
        self._stays: dict[int, bool] = {}

    def of(self, keys: Iterable[Key]) -> Trace:
        """The trace of what was read now."""
        return self.of_pairs((key, self._digest(key)) for key in sorted(keys))

    def of_pairs(self, pairs: Iterable[Pair]) -> Trace:
        """The trace of these pairs."""
        trace = tuple(map(self._number, pairs))
        return self._known.setdefault(trace, trace)

    def holds(self, trace: Trace) -> bool:
        """Is all that was read as it was?"""
        if (known := self._holds.get(trace)) is None:
            known = self._holds[trace] = all(map(self._still, trace))
        return known

    def keys(self, trace: Trace) -> frozenset[Key]:
        """What was read."""
        if (known := self._keys.get(trace)) is None:
            known = self._keys[trace] = frozenset(self.pairs[number][0] for number in trace)
        return known

    def _still(self, number: int) -> bool:
        if (known := self._stays.get(number)) is None:
            key, digest = self.pairs[number]
            known = self._stays[number] = self._digest(key) == digest
        return known

    def _number(self, pair: Pair) -> int:
        number = self._numbers.setdefault(pair, len(self.pairs))
        if number == len(self.pairs):
            self.pairs.append(pair)
        return number
