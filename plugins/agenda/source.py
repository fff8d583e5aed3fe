"""Files -> (agenda, problems). The only reader of activities/ and of the data in content/.

All problems of all files are found at once. A bad entry is left out (or an older version of it is taken, if the
caller has one); it never stops the others. Only here do faults get a file, a line and a column.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from . import (
    campaigns,
    claims,
    folders,
    frontmatter,
    hints,
    images,
    misfits,
    notation,
    register_source,
    steering_source,
)
from .folders import Folders, files
from .frontmatter import Document
from .model import Activity, ActivityFile, Agenda
from .problem import Fault, Problem
from .register import Register
from .steering import NO_STEERING
from .validation import field_name, shown_path, validated

ENTRY_SUFFIXES = (".md", ".yaml")


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
) -> Loaded:
    """The whole agenda; with `only`, these entries (files or folders, anywhere) against the town's register.

    `older` gives the earlier versions of an entry with a problem (path and bytes), newest first; `since` tells of
    two that claim the same address which was there first; `track` shows progress. Hints are given only with a
    `language` (its code), in which texts are judged: who does not show them need not wait.
    """
    loaded = Loaded(Agenda(Register(zone), ()))
    register, register_problems = register_source.load(folders, zone)
    loaded.broken_register = bool(register_problems)
    steering, steering_problems = steering_source.load(folders, register) if only is None else (NO_STEERING, [])
    reader = _Entries(folders, register, today, loaded, older, language, since)
    paths = files(folders.activities, reader.report) if only is None else _given(only, reader.report)
    found = list({path.absolute(): path for path in paths}.values())
    for path in track(found):
        reader.read(path)
    reader.unknown_files(found)
    activities = sorted(reader.distinct(), key=lambda activity: activity.address)
    loaded.agenda = Agenda(register, campaigns.joined(activities, register), steering)
    if only is None:
        loaded.hints += _register_hints(loaded.agenda, folders)
        found = hints.of_agenda(loaded.agenda, today) if language is not None else ()
        loaded.hints += [Problem.of(fault, one.path, field="title", hint=True) for one, fault in found]
    # What entries refer to comes first.
    loaded.problems = [*register_problems, *steering_problems, *sorted(loaded.problems)]
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
    loaded = Loaded(Agenda(register, ()))
    reader = _Entries(folders, register, today, loaded, lambda path: (), language)
    reader.check(path, data)
    activity = reader.read_ones[0][0] if reader.read_ones else None
    return activity, sorted(loaded.problems), sorted(loaded.hints)


def _given(paths: Iterable[Path], report) -> Iterator[Path]:
    for path in paths:
        if path.is_dir() and not path.is_symlink():
            yield from files(path, report, depth=3)
        else:
            yield path


class _Entries:
    """Reads the entries one by one and keeps what concerns several of them."""

    def __init__(
        self,
        folders: Folders,
        register: Register,
        today: date,
        loaded: Loaded,
        older,
        language,
        since=lambda path: None,
    ) -> None:
        self.folders, self.register, self.today, self.loaded, self.older = folders, register, today, loaded, older
        self.since = since
        self.context = {**register.lists(), "zone": register.zone}
        self.language = language
        self.read_ones: list[tuple[Activity, Document, Path]] = []
        self.images: set[Path] = set()

    def shown(self, path: Path) -> str:
        """The path as messages name it: below the town's folder, or as the user gave it."""
        return shown_path(path, self.folders.base)

    def report(self, path: Path, fault: Fault, at=(1, 1), name: str = "") -> None:
        self.loaded.problems.append(Problem.of(fault, self.shown(path), *at, name))

    def read(self, path: Path) -> None:
        """Read one entry; report its problems; keep it, or the newest older version that is right."""
        if path.suffix in images.SUFFIXES:
            return
        try:
            self.address(path)
        except Fault as fault:
            self.report(path, fault)
            self.stand_in(path)
            return
        try:
            data = folders.data(path)
        except Fault as fault:
            self.report(path, fault)
            self.hold_back(path)
            return
        self.check(path, data)

    def check(self, path: Path, data: bytes) -> None:
        """Check an entry with these bytes; report its problems and hints; keep it, or an older version."""
        activity, document, problems = self.entry(path, data)
        self.loaded.problems += problems
        if activity is None:
            self.hold_back(path)
            return
        if self.language is not None:
            self.hint(activity, document, path)
        self.read_ones.append((activity, document, path))

    def hint(self, activity: Activity, document: Document, path: Path) -> None:
        """What could be better: in how it is written, and in what it says."""
        found = [(where, document.place(where), fault)
                 for where, fault in hints.of_activity(activity, self.register, self.today, self.language)]  # fmt: skip
        self.loaded.hints += [
            Problem.of(fault, self.shown(path), *at, field_name(where, document), hint=True)
            for where, at, fault in (*document.hints, *found)
        ]

    def hold_back(self, path: Path) -> None:
        self.loaded.held_back.append(path)
        self.stand_in(path)

    def stand_in(self, path: Path, taken: Mapping[str, str] | None = None) -> None:
        """Keep the newest earlier version that is right, at the path it had; none that is at an address of others."""
        for there, data in self.older(path):
            try:
                self.address(there)
            except Fault:
                continue
            activity, document, problems = self.entry(there, data)
            if activity is None or problems:
                continue
            mine = (None, self.shown(path), self.shown(there))
            if taken and any(taken.get(address) not in mine for address in claims.of(activity)):
                continue
            self.loaded.rescued.append(path)
            self.read_ones.append((activity, document, there))
            return

    def address(self, path: Path) -> None:
        """Raise Fault unless the file may be an entry: its kind, its name, and its folder's name."""
        if path.suffix not in ENTRY_SUFFIXES:
            raise Fault(
                "{name} is not an activity file. Use a name that ends in .md or .yaml, or delete it.", name=path.name
            )
        if self.folders.activities in path.parents and path.parent.parent != self.folders.activities:
            raise Fault("this file is not in an organization's folder. Move it to activities/organization/.")
        notation.parse_slug(path.stem)
        organizations = self.register.organizations
        organization = path.absolute().parent.name
        if organization not in organizations:
            near = notation.nearest(organization, organizations)
            if near:
                raise Fault(
                    "the organization {name} (the folder) is not known. Did you mean {near}?",
                    name=organization,
                    near=near,
                )
            raise Fault(
                "the organization {name} (the folder) is not known. Ask the editors to add it.", name=organization
            )

    def entry(self, path: Path, data: bytes) -> tuple[Activity | None, Document, list[Problem]]:
        """One version of an entry: the activity if nothing is wrong with it, and all that is."""
        document = frontmatter.parse(data, path.suffix == ".md")
        text = document.body
        if isinstance(named := document.tree.get("image"), str):
            self.images.add(path.parent / named)
        if path.suffix == ".yaml" and isinstance(document.tree.get("description"), str):
            text = document.tree.pop("description")
        record, problems = validated(ActivityFile, document, self.context, self.shown(path))
        if record is None:
            return None, document, problems
        organizer = path.absolute().parent.name
        values = {name: getattr(record, name) for name in ActivityFile.model_fields}
        activity = Activity.model_construct(
            **values, organizer=organizer, slug=path.stem, description=text, path=self.shown(path)
        )
        for where, fault in misfits.of(activity, path, self.register):
            problems.append(Problem.of(fault, self.shown(path), *document.place(where), field_name(where, document)))
        return (None if problems else activity), document, problems

    def unknown_files(self, found: list[Path]) -> None:
        """Pictures that no entry names."""
        for path in found:
            if path.suffix in images.SUFFIXES and path not in self.images:
                self.report(path, Fault("no activity names this picture. Name it in the field image, or delete it."))

    def distinct(self) -> Iterator[Activity]:
        """The activities of which no other has the address or the identity; of two, the newer is a problem."""
        taken = {stone.path: "content/tombstones.yaml" for stone in self.register.tombstones}
        # An address in use goes before an old one that is claimed, what was there first before what came later.
        good = []
        for activity, document, path in claims.ordered(self.read_ones, self.since):
            if other := taken.get(activity.address):
                fault = Fault("the address {path} belongs to {other} already. Give this file another name.",
                              path=activity.address, other=other)  # fmt: skip
                self.clash(path, fault, (1, 1))
            else:
                taken[activity.address] = self.shown(path)
                good.append((activity, document, path))
        for activity, document, path in good:
            clash = False
            for number, address in enumerate(claims.of(activity)[1:]):
                if address in taken:
                    fault = Fault("the old path {path} belongs to {other}. Leave it out.",
                                  path=address, other=taken[address])  # fmt: skip
                    where = ("formerly", number)
                    self.clash(path, fault, document.place(where), field_name(where, document))
                    clash = True
                taken.setdefault(address, self.shown(path))
            if not clash:
                yield activity
                continue
            before = len(self.read_ones)
            self.stand_in(path, taken)
            for stand_in, _, _ in self.read_ones[before:]:
                taken.update(dict.fromkeys(claims.of(stand_in), self.shown(path)))
                yield stand_in

    def clash(self, path: Path, fault: Fault, at: tuple[int, int], name: str = "") -> None:
        self.report(path, fault, at, name)
        self.loaded.held_back.append(path)
