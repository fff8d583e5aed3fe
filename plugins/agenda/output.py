"""What a build puts out: files made now, into staging, and those that stand in the output as they would be made."""

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from . import workers
from .cache import Cache, News

KIND = "file"  # of the cache: what each file was made of, and how many bytes it has


@dataclass(frozen=True)
class Product:
    """A file to be: its path, the digest of all that it is made of (empty: it is made each time), and how."""

    path: str
    of: bytes
    make: Callable[[], str | bytes]


class Output:
    """Collects the files of a build. `kept` are those that the output has already: path -> bytes."""

    def __init__(self, staging: Path, place: Path, cache: Cache) -> None:
        self.staging, self.place, self.cache = str(staging), str(place), cache
        self.kept: dict[str, int] = {}

    def make_all(self, products: Sequence[Product], track: Callable[[Sequence], Iterable] = iter) -> None:
        """Make what is not there yet, several at once."""
        left = [one for one in products if not self._has(one)]

        def work(these: Iterable[Product]) -> News:
            begun = self.cache.told
            for one in these:
                self._make(one)
            return self.cache.news(begun)

        for news in workers.in_halves(work, left, track):
            self.cache.take_in(news)

    def write(self, path: str, data: str | bytes) -> int:
        """Put a file into staging; how many bytes it has."""
        target = f"{self.staging}/{path}"
        data = data.encode() if isinstance(data, str) else data
        try:
            file = open(target, "wb")  # noqa: SIM115  closed below; most folders are there
        except FileNotFoundError:
            os.makedirs(os.path.dirname(target), exist_ok=True)
            file = open(target, "wb")  # noqa: SIM115
        with file:
            file.write(data)
        return len(data)

    def has(self, path: str, size: int) -> bool:
        """Does the file stand in the output, as long as it was? Nobody else writes there."""
        try:
            return os.stat(f"{self.place}/{path}").st_size == size
        except OSError:
            return False

    def _has(self, one: Product) -> bool:
        size = self.cache.value(KIND, one.path, one.of)
        if size is None or not self.has(one.path, size):
            return False
        self.kept[one.path] = size
        return True

    def _make(self, one: Product) -> None:
        with self.cache.reading.noted() as keys:
            size = self.write(one.path, one.make())
        if one.of:
            self.cache.keep(KIND, one.path, one.of, keys, size)
