"""What a build puts out: files made now, into staging, and those that stand in the output as they would be made.

Files that are made of the same things are a group: while all of that is as it was, none of them is looked at.
"""

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from . import garbage, workers
from .cache import Cache, News
from .reading import Key

PAGE = 4  # times as long as other things takes a page
# Kinds of the cache: how many bytes a file has, and each of a group, and each of files that are made at once.
KIND, GROUP, FILES = "file", "group", "files"


@dataclass(frozen=True)
class Product:
    """A file to be: its path, the digest of all that it is made of (empty: it is made each time), and how."""

    path: str
    of: bytes
    make: Callable[[], str | bytes]


@dataclass(frozen=True)
class Group:
    """Files to be, by the name of the group and the digest of all that they are made of (empty: nobody can tell)."""

    name: str
    of: bytes
    products: Callable[[], Iterable[Product]]


@dataclass(frozen=True)
class Files:
    """The same of files that are all made at once: path and content of each."""

    name: str
    of: bytes
    make: Callable[[], Iterable[tuple[str, str | bytes]]]


class Output:
    """Collects the files of a build. `kept` are those that the output has already: path -> bytes."""

    def __init__(self, staging: Path, place: Path, cache: Cache) -> None:
        self.staging, self.place, self.cache = str(staging), str(place), cache
        self.kept: dict[str, int] = {}

    def make_all(
        self,
        groups: Iterable[Group],
        track: Callable[[Sequence], Iterable] = iter,
        ready: Callable[[], Any] = lambda: None,
    ) -> None:
        """Make what is not there yet, several at once. `ready` is called before many are made."""
        left: list[Product] = []
        broken: list[tuple[Group, list[Product], set[Key]]] = []
        for group in groups:
            if not self._stands(GROUP, group.name, group.of):
                with self.cache.reading.noted() as keys:
                    products = list(group.products())
                broken.append((group, products, keys))
                left += [one for one in products if not self._has(one)]
        if len(left) >= workers.FEW:
            ready()
        garbage.of_what_comes()
        self._make_left(left, track)
        for group, products, keys in broken:
            if group.of and all(one.of for one in products):
                with self.cache.reading.noted() as read:
                    sizes = {one.path: self.cache.value(KIND, one.path, one.of) for one in products}
                self.cache.keep(GROUP, group.name, group.of, keys | read, sizes)

    def put(self, files: Files) -> None:
        """Put out these files, if they are not there as they would be made."""
        if self._stands(FILES, files.name, files.of):
            return
        with self.cache.reading.noted() as keys:
            sizes = {path: self.write(path, data) for path, data in files.make()}
        if files.of:
            self.cache.keep(FILES, files.name, files.of, keys, sizes)

    def _make_left(self, left: Sequence[Product], track: Callable[[Sequence], Iterable]) -> None:
        """Make these, in two processes where that pays."""
        for one in left:
            if not one.of:  # what was kept of an earlier one tells nothing of this
                self.cache.forget(KIND, one.path)

        def work(these: Iterable[Product]) -> News:
            begun = self.cache.told
            for one in these:
                self._make(one)
            return self.cache.news(begun)

        for news in workers.in_halves(work, left, track, PAGE):
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

    def _stands(self, kind: str, name: str, of: bytes) -> bool:
        """Are all files of a group there as they would be made?"""
        sizes = self.cache.value(kind, name, of)
        if sizes is None or not all(self.has(path, size) for path, size in sizes.items()):
            return False
        self.kept |= sizes
        return True

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
