"""What is sent: the built site, older versions of the theme's files, and text compressed beside itself.

It stands in a folder that stays from one publication to the next: only what changed is compressed again.
"""

import gzip
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from agenda.state import PATH as STATE

from . import disk, headers
from .record import KEPT, Assets, Record, digests

PACKED = ".gz"
SMALLEST = 500  # bytes; less than that is not worth a file of its own
INDEX = re.compile(r"(^|/)finder\.json(\.gz)?$")  # of the finder: it names the files that it loads
FEEDS = re.compile(r"(\.ics|/?(rss\.xml|atom\.xml|feed\.json))(\.gz)?$")


@dataclass(frozen=True)
class Shipment:
    """Files below `folder`, in the order in which they are sent; then the record of them.

    The state is first: no feed is ever newer than it, whatever stops in between. Before each page come the files that
    it loads, the finder's index after those that it names, and feeds come last.
    """

    folder: Path
    files: tuple[str, ...]
    before: Record
    record: Record

    def read(self, name: str) -> bytes:
        """The bytes of one of its files."""
        return (self.folder / name).read_bytes()


def packed(
    built: Path,
    folder: Path,
    before: Record,
    fetch: Callable[[str], bytes | None],
    compress: bool = True,
    extra: Iterable[tuple[str, bytes]] = (),
) -> Shipment:
    """The shipment of the site `built`, made in `folder`; `fetch` brings a file of the last publication."""
    made = {name: (built / name).read_bytes() for name in disk.files(built)} | dict(extra)
    assets, old = _assets(made, before, lambda name: _here(folder / name) or fetch(name))
    files = {**made, **old}
    twice = {name for name, data in files.items() if compress and _worth(name, data)}
    names = {*files, *(name + PACKED for name in twice)}
    for name in set(disk.files(folder)) - names:
        disk.delete(folder, name)
    for name, data in files.items():
        changed = _here(folder / name) != data
        if name in twice and (changed or not (folder / (name + PACKED)).is_file()):
            disk.write(folder / (name + PACKED), gzip.compress(data, mtime=0))
        if changed:  # last: a file that is there has its compressed one
            disk.write(folder / name, data)
    record = replace(before, assets=assets, made=digests(names), headers=headers.digest())
    return Shipment(folder, tuple(sorted(names, key=_turn)), before, record)


def _assets(
    made: dict[str, bytes], before: Record, fetch: Callable[[str], bytes | None]
) -> tuple[tuple[Assets, ...], dict[str, bytes]]:
    """The versions of the theme's files that are published, the newest first, and the files of the older ones.

    A page that a reader still has open loads some of them only when they are needed.
    """
    now = [name for name in made if re.match(headers.HASHED, name)]
    folders = {name.partition("/")[0] for name in now}
    versions = [Assets(one, tuple(sorted(name.partition("/")[2] for name in now))) for one in folders]
    files: dict[str, bytes] = {}
    for old in before.assets:
        if old.folder in folders or len(versions) == KEPT:
            continue
        found = {f"{old.folder}/{name}": fetch(f"{old.folder}/{name}") for name in old.files}
        there = {name: data for name, data in found.items() if data is not None}
        if there:
            files |= there
            versions.append(Assets(old.folder, tuple(name.partition("/")[2] for name in there)))
    return tuple(versions), files


def _here(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def _worth(name: str, data: bytes) -> bool:
    """Is it text, and enough of it? The state stays as it is: the next publication reads it from a server."""
    return name != STATE and name.rpartition(".")[2] in headers.TEXT and len(data) >= SMALLEST


def _turn(name: str) -> tuple[int, str]:
    """Where a file stands in the order of sending."""
    if name == STATE:
        return 0, name
    if re.match(headers.HASHED, name):
        return 1, name
    if not name.removesuffix(PACKED).endswith(".html") and not FEEDS.search(name):
        return (3 if INDEX.search(name) else 2), name
    return (5 if FEEDS.search(name) else 4), name
