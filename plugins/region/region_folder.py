"""A region's folder: what was joined last, what each town last gave that was good, and new files put in their place.

`towns/joined.json` lists the files that were joined: only those are ever written over or deleted, and the vocabularies,
which are the joined ones. `towns/<id>/` keeps a town's last good data.
"""

import json
import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from agenda import frontmatter, source
from agenda.problem import Fault
from agenda.source import Folders, Loaded
from agenda.town import Town as Place
from intake import entry_file

from .joining import VOCABULARIES, tombstones
from .town_data import FILES, Tree

MEMORY = "towns"
JOINED = f"{MEMORY}/joined.json"
TOMBSTONES = "content/tombstones.yaml"
GONE = b""  # instead of a file's bytes: there is no such file
PARTS = ("content", "activities")


@dataclass
class Joined:
    """What was joined: the files, the title of each activity by its address, and those gone since with the day."""

    files: set[str] = field(default_factory=set)
    titles: dict[str, str] = field(default_factory=dict)
    gone: dict[str, tuple[str, date]] = field(default_factory=dict)


def read(folder: Path) -> Joined:
    """What was joined last time. Raises Fault if that is there but cannot be read: nothing may be taken for ours."""
    path = folder / JOINED
    if not path.exists():
        return Joined()
    try:
        read = json.loads(path.read_bytes())
        gone = {address: (title, date.fromisoformat(since)) for address, (title, since) in read["gone"].items()}
        files = {str(one) for one in read["files"] if _is_ours(one)}
        return Joined(files, {str(key): str(value) for key, value in read["titles"].items()}, gone)
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        raise Fault("{path} cannot be read. Take it back from git, or delete it and all that was joined.",
                    path=path) from None  # fmt: skip


def _is_ours(name: str) -> bool:
    parts = Path(name).parts
    return parts[0] in PARTS and ".." not in parts and not Path(name).is_absolute()


def last_good(folder: Path, id: str) -> tuple[bytes, bytes] | None:
    """What this town gave last that was good; None if it never did."""
    paths = [folder / MEMORY / id / name for name in FILES]
    if not all(path.is_file() for path in paths):
        return None
    return paths[0].read_bytes(), paths[1].read_bytes()


def keep(folder: Path, id: str, data: tuple[bytes, bytes]) -> None:
    """Remember what a town gave as good. The records go first: with them alone it is as if nothing was given."""
    for name, part in reversed(list(zip(FILES, data, strict=True))):
        _write(folder / MEMORY / id / name, part)


def own_files(folder: Path, joined: Joined) -> Iterator[Path]:
    """The region's own files, without pictures: what was not joined."""
    for part in PARTS:
        for path in sorted((folder / part).rglob("*")):
            name = path.relative_to(folder).as_posix()
            if path.suffix in (".md", ".yaml") and path.is_file() and name not in joined.files | set(VOCABULARIES):
                yield path


def checked(place: Place, made: Mapping[str, bytes], own: Iterable[Path], staging: Path) -> Loaded:
    """What the reader of every agenda says of these files, beside those of `own`. They are written into `staging`."""
    base = place.folders.base
    shutil.rmtree(staging, ignore_errors=True)
    for part in PARTS:
        (staging / part).mkdir(parents=True)
    for path in own:
        _write(staging / path.relative_to(base), path.read_bytes())
    for name, data in made.items():
        _write(staging / name, data)
    folders = Folders(staging / "content", staging / "activities", staging)
    return source.load(folders, place.zone, place.today)


def after(joined: Joined, loaded: Loaded, made: Mapping[str, bytes], today: date) -> Joined:
    """What is joined now. An address that is gone stays known with its title, until it is there again."""
    ours = [one for one in loaded.agenda.activities if one.path in made]
    titles = {one.address: one.title for one in ours}
    taken = {f"{one.organizer}/{slug}" for one in ours for slug in one.former_slugs} | set(titles)
    gone = {address: kept for address, kept in joined.gone.items() if address not in taken}
    gone |= {address: (title, today) for address, title in joined.titles.items() if address not in taken}
    return Joined(set(made), titles, gone)


def with_tombstones(folder: Path, made: Mapping[str, bytes], old: Joined, new: Joined) -> dict[str, bytes]:
    """The files, and with them the list of activities that are gone; what the region's editors wrote there stays."""
    path = folder / TOMBSTONES
    if not new.gone and not old.gone:
        return dict(made)
    own: dict[str, Tree] = frontmatter.parse(path.read_bytes(), False).tree if path.is_file() else {}
    kept = {address: tree for address, tree in own.items() if address not in old.gone | new.titles}
    stones = {**kept, **tombstones(new.gone)}
    return {**made, TOMBSTONES: entry_file.text_of(stones).encode() if stones else GONE}


def put(folder: Path, made: Mapping[str, bytes], old: Joined, new: Joined) -> list[str]:
    """Put the files in place, each whole, and delete what was joined and is no more; the names of what changed.

    Raises Fault if a file that is not of a join would be written over. Stopped half way, the next run ends it: the list
    holds both the old and the new files until all is done.
    """
    for name in sorted(set(made) - old.files - {*VOCABULARIES, TOMBSTONES}):
        if (folder / name).exists():
            raise Fault("{path} is there and was not joined. Give it another name.", path=folder / name)
    _write_joined(folder, Joined(old.files | new.files, old.titles | new.titles, new.gone))
    changed = [name for name, data in made.items() if data != GONE and _write(folder / name, data)]
    for name in sorted((old.files - set(made)) | {name for name, data in made.items() if data == GONE}):
        (folder / name).unlink(missing_ok=True)
        changed.append(name)
    _write_joined(folder, new)
    return changed


def _write_joined(folder: Path, joined: Joined) -> None:
    gone = {address: (title, since.isoformat()) for address, (title, since) in sorted(joined.gone.items())}
    tree = {"files": sorted(joined.files), "titles": dict(sorted(joined.titles.items())), "gone": gone}
    _write(folder / JOINED, (json.dumps(tree, ensure_ascii=False, indent=1) + "\n").encode())


def _write(path: Path, data: bytes) -> bool:
    """Write a file whole, by a temporary name; False if it has these bytes already."""
    if path.is_file() and path.read_bytes() == data:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.new")
    beside.write_bytes(data)
    beside.replace(path)
    return True
