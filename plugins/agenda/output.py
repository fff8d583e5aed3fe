"""What a build puts out: files made now, into staging, and those that stand in the output as they would be made.

Files that are made of the same things are a group: while all of that is as it was, none of them is looked at.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice, starmap
from pathlib import Path
from typing import NamedTuple

from . import garbage, sharing, workers
from .cache import Cache
from .exchange import News

# Kinds of the cache: how many bytes a file has; what a group left, and files that are made at once.
KIND, GROUP, FILES = "file", "group", "files"
MANY = 500  # groups: fewer are looked through before a second process begins


class Product(NamedTuple):
    """A file to be: its path, the digest of all that it is made of (empty: it is made each time), and how."""

    path: str
    of: bytes
    make: Callable[[], str | bytes]


class Group(NamedTuple):
    """Files to be, by the name of the group and the digest of all that they are made of (empty: nobody can tell)."""

    kind = GROUP
    name: str
    of: bytes
    products: Callable[[], Iterable[Product]]


class Files(NamedTuple):
    """The same of files that are all made at once: path and content of each."""

    kind = FILES
    name: str
    of: bytes
    make: Callable[[], Iterable[tuple[str, str | bytes]]]


class Left(NamedTuple):
    """What a group left in the output: of each file its bytes and the digest of all that it is made of."""

    sizes: dict[str, int]
    of: dict[str, bytes]


class Output:
    """Collects the files of a build. `kept` are those that the output has already: path -> bytes.

    `standing` are files that were just seen there.
    """

    def __init__(self, staging: Path, place: Path, cache: Cache, standing: Mapping[str, int] | None = None) -> None:
        self.staging, self.place, self.cache, self.standing = str(staging), str(place), cache, standing or {}
        self.kept: dict[str, int] = {}

    def make_all(self, works: Sequence[Group | Files], track: Callable[[Sequence], Iterable] = iter) -> None:
        """Make what is not there yet, several at once."""
        if len(works) < MANY:
            works = [one for one in works if not self._stands(one)]
        garbage.of_what_comes()
        for made in sharing.shared(self._made, works, track):
            self._take_in(*made)

    @contextmanager
    def meanwhile(self, works: Iterable[Group | Files]) -> Iterator[None]:
        """Make these, in the second process if there is one, while other things are made here."""
        with workers.meanwhile(lambda: self._made(works)) as made:
            yield
            self._take_in(*made())

    def _made(self, works: Iterable[Group | Files]) -> tuple[News, dict[str, int]]:
        """Make those of these that are not there yet; what is new by that, for another process to take in."""
        begun, known = self.cache.told, len(self.kept)
        for one in works:
            if not self._stands(one):
                self._make(one)
        return self.cache.news(begun), dict(islice(self.kept.items(), known, None))

    def _take_in(self, news: News, kept: dict[str, int]) -> None:
        self.cache.take_in(news)
        self.kept |= kept

    def _make(self, one: Group | Files) -> None:
        """Make all files of these that are not there."""
        with self.cache.reading.noted() as keys:
            if isinstance(one, Files):
                left = Left({path: self.write(path, data) for path, data in one.make()}, {})
            else:
                before, left = self.cache.before(GROUP, one.name) or Left({}, {}), Left({}, {})
                for product in one.products():
                    left.sizes[product.path] = self._size(product, before)
                    left.of[product.path] = product.of
        if one.of and all(left.of.values()):
            self.cache.keep(one.kind, one.name, one.of, keys, left)

    def _size(self, one: Product, before: Left) -> int:
        """How many bytes a file of a group has, which is made now if it is not there.

        While all that was read for the group is as it was, its files are where they are made of the same.
        """
        same = one.of and before.of.get(one.path) == one.of
        size = before.sizes[one.path] if same else self.cache.value(KIND, one.path, one.of)
        if size is not None and self.has(one.path, size):
            self.kept[one.path] = size
            return size
        with self.cache.reading.noted() as keys:
            size = self.write(one.path, one.make())
        # Of what nobody can tell what it is made of, nothing that was kept before is true: this never holds.
        self.cache.keep(KIND, one.path, one.of, keys, size)
        return size

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
        if self.standing.get(path) == size:
            return True
        try:
            return os.stat(f"{self.place}/{path}").st_size == size
        except OSError:
            return False

    def _stands(self, one: Group | Files) -> bool:
        """Are all files of these there as they would be made?"""
        left = self.cache.value(one.kind, one.name, one.of)
        if left is None:
            return False
        if not left.sizes.items() <= self.standing.items() and not all(starmap(self.has, left.sizes.items())):
            return False
        self.kept |= left.sizes
        return True
