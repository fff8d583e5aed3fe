"""A file of records that grows at its end, and the index that says where each of them stands.

A record is read when somebody asks for it. Each has a seal: one that is damaged counts as not there, and without a
whole index none of them counts. Nobody ever sees half of a new index: the file is put aside while it grows.
"""

import mmap
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

HEAD = b"agenda store 1\n"
SEAL = 4  # bytes
NUMBER = 8  # bytes of a number
FOOT = 2 * NUMBER + SEAL  # the place of the index, at the end of the file


class Place(NamedTuple):
    """Where a record stands in the file, in bytes, and the seal that it has to have."""

    at: int
    size: int
    seal: bytes


class Store:
    """The file at `path`; `index` is what the last writer told of its records, empty if there is none."""

    def __init__(self, path: Path) -> None:
        self.path, self.index, self._file, self._map = path, b"", None, None
        try:
            self._file = open(path, "rb")  # noqa: SIM115  closed when it is put aside
            self._end = os.fstat(self._file.fileno()).st_size
            if self._end and os.name == "posix":  # elsewhere a file that is mapped cannot be put aside
                self._map = memoryview(mmap.mmap(self._file.fileno(), 0, access=mmap.ACCESS_READ))
            foot = bytes(self._read(self._end - FOOT, FOOT))
            if len(foot) == FOOT and self._read(0, len(HEAD)) == HEAD:
                self._index = _place(foot)
                whole = self._index.at + self._index.size + FOOT == self._end
                self.index = (self.record(self._index) or b"") if whole else b""
        except OSError:
            pass
        if not self.index:
            self.close()

    def record(self, place: Place) -> bytes | memoryview | None:
        """What stands there, which is not copied where that can be; None if that is not what was written."""
        data = self._read(place.at, place.size) if self._file else b""
        return data if len(data) == place.size and _seal(data) == place.seal else None

    def _read(self, at: int, size: int) -> bytes | memoryview:
        if at < 0 or at + size > self._end:
            return b""
        if self._map:  # two processes may share the open file, and where it is read
            return self._map[at : at + size]
        self._file.seek(at)
        return self._file.read(size)

    def close(self) -> None:
        """Nothing is read any more."""
        if self._file:
            self._file.close()
            self._file = self._map = None  # what was read keeps its view

    def set_aside(self) -> None:
        """From now on nobody finds it, until it is written again."""
        self.close()
        try:
            os.replace(self.path, self._aside)
        except OSError:
            self.path.unlink(missing_ok=True)

    @property
    def _aside(self) -> Path:
        return self.path.with_name(self.path.name + ".old")

    def write(
        self, stay: Mapping[str, Place], new: Mapping[str, Callable[[], bytes]], index: Callable[[dict], bytes]
    ) -> None:
        """Keep the records at these places, add the new ones (each is asked for when it is its turn), and an index.

        `index` gives that of the places by name. The file is written anew where half of it is of no use any more.
        """
        stay = stay if self._aside.is_file() else {}
        alive = sum(place.size for place in stay.values())
        grows = bool(stay) and 2 * alive > self._end
        temporary = self._aside if grows else self.path.with_name(self.path.name + ".new")
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with open(temporary, "r+b" if grows else "wb") as file:
            if grows:
                file.seek(self._end)
                places = dict(stay)
            else:
                file.write(HEAD)
                places = dict(self._copied(stay, file))
            for name, make in new.items():
                places[name] = _written(file, make())
            place = _written(file, index(places))
            file.write(b"".join((*(number.to_bytes(NUMBER, "big") for number in place[:2]), place.seal)))
        os.replace(temporary, self.path)
        self._aside.unlink(missing_ok=True)

    def _copied(self, stay: Mapping[str, Place], file):
        """The records that stay, whole ones only, in a new file."""
        if stay:
            with open(self._aside, "rb") as old:
                for name, place in stay.items():
                    old.seek(place.at)
                    data = old.read(place.size)
                    if _seal(data) == place.seal:
                        yield name, _written(file, data)


def _seal(data: bytes | memoryview) -> bytes:
    """Against damage, not against anybody: a checksum is read several times as fast as a digest."""
    return crc32(data).to_bytes(SEAL, "big")


def _written(file, data: bytes) -> Place:
    at = file.tell()
    file.write(data)
    return Place(at, len(data), _seal(data))


def _place(foot: bytes) -> Place:
    numbers = (int.from_bytes(foot[at : at + NUMBER], "big") for at in (0, NUMBER))
    return Place(*numbers, foot[2 * NUMBER :])
