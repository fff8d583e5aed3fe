"""Files -> (agenda, problems). The only reader of activities/ and of the data in content/.

All problems of all files are found at once. A bad entry is left out (or an older version of it is taken, if the
caller has one); it never stops the others. Only here do faults get a file, a line and a column.
"""

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from . import (
    campaigns,
    claims,
    hints,
    images,
    register_source,
    steering_source,
)
from .afresh import Afresh
from .cache import Cache
from .entries import Entries, Found
from .folders import Folders, files
from .model import Activity, Agenda
from .problem import Fault, Problem
from .register import Register
from .steering import NO_STEERING
from .validation import field_name, shown_path


@dataclass
class Loaded:
    """What the files say. `held_back` are entries with problems; of those in `rescued` an older version is in."""

    agenda: Agenda
    problems: list[Problem] = field(default_factory=list)
    hints: list[Problem] = field(default_factory=list)
    held_back: list[Path] = field(default_factory=list)
    rescued: list[Path] = field(default_factory=list)
    broken_register: bool = False


def load(
    folders: Folders,
    zone: ZoneInfo,
    today: date,
    only: Iterable[Path] | None = None,
    older: Callable[[Path], Iterable[tuple[Path, bytes]]] = lambda path: (),
    since: Callable[[Path], datetime | None] = lambda path: None,
    track: Callable[[list[Path]], Iterable[Path]] = iter,
    language: str | None = None,
    watched: Callable[[Register], tuple[Register, Cache | Afresh]] = lambda register: (register, Afresh()),
) -> Loaded:
    """The whole agenda; with `only`, these entries (files or folders, anywhere) against the town's register.

    `older` gives the earlier versions of an entry with a problem (path and bytes), newest first; `since` tells of
    two that claim the same address which was there first; `track` shows progress. Hints are given only with a
    `language` (its code), in which texts are judged: who does not show them need not wait. `watched` gives the
    register that entries are checked against, and where what was found right before is kept.
    """
    loaded = Loaded(Agenda(Register(zone), ()))
    register, register_problems = register_source.load(folders, zone)
    loaded.broken_register = bool(register_problems)
    steering, steering_problems = steering_source.load(folders, register) if only is None else (NO_STEERING, [])
    register, cache = watched(register)
    reader = Entries(folders, register, today, older, language)
    gathered = _Gathered(loaded, reader.shown)
    report = gathered.report
    found = list(files(folders.activities, report) if only is None else _given(only, report))
    for path, one in zip(found, reader.all(found, cache, track), strict=True):
        gathered.add(path, one)
    gathered.unknown_files(found)
    activities = sorted(gathered.distinct(reader, since), key=lambda activity: activity.address)
    loaded.agenda = Agenda(register, campaigns.joined(activities, register), steering)
    if only is None and language is not None:
        loaded.hints += _register_hints(loaded.agenda, folders)
        found = hints.of_agenda(loaded.agenda, today)
        loaded.hints += [Problem.of(fault, one.path, field="title", hint=True) for one, fault in found]
    # What entries refer to comes first.
    loaded.problems = list(dict.fromkeys((*register_problems, *steering_problems, *sorted(loaded.problems))))
    loaded.hints.sort()
    return loaded


def _register_hints(agenda: Agenda, folders: Folders) -> Iterator[Problem]:
    """What the editors could still fill in or mend in their own files."""
    for id, name, fault in campaigns.hints(agenda):
        path = shown_path(folders.content / "campaigns" / f"{id}.md", folders.base)
        yield Problem.of(fault, path, field=name, hint=True)
    if agenda.register.help:
        path = shown_path(folders.content / "help.md", folders.base)
        for where, fault in agenda.register.help.hints():
            yield Problem.of(fault, path, field=field_name(where), hint=True)


def checked(
    folders: Folders, register: Register, today: date, path: Path, data: bytes, language: str | None = None
) -> tuple[Activity | None, list[Problem], list[Problem]]:
    """An entry that is not there yet, as if these bytes stood at `path`: the activity, problems and hints."""
    found = Entries(folders, register, today, lambda path: (), language).check(path, data)
    return found.activity, sorted(found.problems), sorted(found.hints)


def _given(paths: Iterable[Path], report) -> Iterable[str]:
    """The files that are named, and those below the folders that are; each once."""
    found = (
        one
        for path in paths
        for one in (files(path, report, depth=3) if path.is_dir() and not path.is_symlink() else (str(path),))
    )
    return {os.path.abspath(path): path for path in found}.values()


class _Gathered:
    """What all files say, and what concerns several of them."""

    def __init__(self, loaded: Loaded, shown: Callable[[Path], str]) -> None:
        self.loaded, self.shown = loaded, shown
        self.right: list[tuple[str, Found]] = []
        self.pictures: set[Path] = set()

    def report(self, path: Path, fault: Fault, at: tuple[int, int] = (1, 1), name: str = "") -> None:
        self.loaded.problems.append(Problem.of(fault, self.shown(path), *at, name))

    def add(self, path: str, found: Found) -> None:
        """Keep the activity and the problems of the file at this path."""
        self.loaded.hints += found.hints
        if found.activity is not None:
            self.right.append((path, found))
        if found.plain:
            return
        self.loaded.problems += found.problems
        self.pictures |= found.pictures
        if found.held_back:
            self.loaded.held_back.append(Path(path))
        if found.rescued:
            self.loaded.rescued.append(Path(path))

    def unknown_files(self, paths: list[str]) -> None:
        """Pictures that no entry names."""
        for path in (Path(one) for one in paths if one.endswith(tuple(images.SUFFIXES))):
            if path not in self.pictures:
                self.report(path, Fault("no activity names this picture. Name it in the field image, or delete it."))

    def distinct(self, reader: Entries, since: Callable[[Path], datetime | None]) -> Iterator[Activity]:
        """The activities of which no other has the address or the identity; of two, the newer is a problem."""
        taken = {stone.path: "content/tombstones.yaml" for stone in reader.register.tombstones}
        if not claims.contested((found.activity for _, found in self.right), taken):
            yield from (found.activity for _, found in self.right)
            return
        right = [found._replace(path=Path(path)) for path, found in self.right]
        # An address in use goes before an old one that is claimed, what was there first before what came later.
        good = []
        for found in claims.ordered(right, since):
            activity = found.activity
            if other := taken.get(activity.address):
                fault = Fault("the address {path} belongs to {other} already. Give this file another name.",
                              path=activity.address, other=other)  # fmt: skip
                self.clash(found.path, fault)
            else:
                taken[activity.address] = activity.path
                good.append(found)
        for found in good:
            activity, clash = found.activity, False
            for address, (at, name) in zip(claims.of(activity)[1:], found.old_paths, strict=True):
                if address in taken:
                    fault = Fault("the old path {path} belongs to {other}. Leave it out.",
                                  path=address, other=taken[address])  # fmt: skip
                    self.clash(found.path, fault, at, name)
                    clash = True
                taken.setdefault(address, activity.path)
            earlier = reader.stand_in(found, taken) if clash else found
            if clash and earlier.activity:
                self.loaded.rescued.append(found.path)
                taken.update(dict.fromkeys(claims.of(earlier.activity), activity.path))
            if earlier.activity:
                yield earlier.activity

    def clash(self, path: Path, fault: Fault, at: tuple[int, int] = (1, 1), name: str = "") -> None:
        self.report(path, fault, at, name)
        self.loaded.held_back.append(path)
