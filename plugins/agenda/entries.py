"""One entry by itself: a file of a partner -> the activity, or what is wrong with it and where."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import partial
from pathlib import Path
from typing import NamedTuple

from . import claims, examples, folders, frontmatter, hints, images, notation, schedule
from .afresh import Afresh
from .cache import Cache
from .folders import Folders
from .frontmatter import Document
from .inputs import of_bytes, of_entry
from .model import Activity, ActivityFile
from .problem import Fault, Problem
from .register import Register
from .validation import field_name, shown_path, validated

SUFFIXES = (".md", ".yaml")


class Found(NamedTuple):
    """What one file says: the activity, if it is right or has an older version that is, and all that is wrong.

    `pictures` are those that it names; `old_paths` is where each of its old paths stands: line, column, field. One that
    was kept, or comes from another process, is without its path.
    """

    path: Path | None
    activity: Activity | None = None
    problems: tuple[Problem, ...] = ()
    hints: tuple[Problem, ...] = ()
    held_back: bool = False
    rescued: bool = False
    pictures: frozenset[Path] = frozenset()
    old_paths: tuple[tuple[tuple[int, int], str], ...] = ()

    @property
    def plain(self) -> bool:
        """Is it an activity, and there is no more to say of the file?"""
        return self.activity is not None and not (self.problems or self.pictures or self.held_back or self.rescued)

    def __reduce__(self):
        """Without its path, which takes long to make again: who reads many of them knows it."""
        others = self[2:]
        return Found, (None, self.activity, *(others if any(others) else ()))


class Entries:
    """Reads the entries, each by itself."""

    def __init__(self, folders: Folders, register: Register, today: date, older, language) -> None:
        self.folders, self.register, self.today, self.older = folders, register, today, older
        self.context = {**register.lists(), "zone": register.zone}
        self.language = language

    def shown(self, path: Path) -> str:
        """The path as messages name it: below the town's folder, or as the user gave it."""
        return shown_path(path, self.folders.base)

    def problem(self, path: Path, fault: Fault, at: tuple[int, int] = (1, 1), name: str = "") -> Problem:
        """What is wrong with a file, at a place in it."""
        return Problem.of(fault, self.shown(path), *at, name)

    def all(self, paths: list[str], cache: Cache | Afresh, track) -> list[Found]:
        """What each file says, in order; as the last build read it if it and all that it refers to is as it was.

        Kept is only what is right and has no picture: anything else is looked at each time, and so is everything where
        hints are asked for, which depend on the texts of the program.
        """
        known = cache.files if self.language is None else {}
        things = [(path, known.get(path, b""), partial(self.read, path)) for path in paths]

        def can_be_kept(found: Found) -> bool:
            return found.plain and found.activity.digest == known.get(str(found.path))  # as read now

        return cache.made_of_all("entry", things, can_be_kept, track)

    def read(self, file: str) -> Found:
        """Read one entry; if it has problems, the newest older version that is right."""
        path = Path(file)
        if path.suffix in images.SUFFIXES:
            return Found(path)
        try:
            self.address(path)
        except Fault as fault:
            return self.stand_in(Found(path, problems=(self.problem(path, fault),)))
        try:
            data = folders.data(path)
        except Fault as fault:
            return self.hold_back(Found(path, problems=(self.problem(path, fault),)))
        return self.check(path, data)

    def check(self, path: Path, data: bytes) -> Found:
        """Check an entry with these bytes."""
        found = self.entry(path, data)
        return found if found.activity else self.hold_back(found)

    def hint(self, activity: Activity, document: Document, path: Path) -> Iterator[Problem]:
        """What could be better: in how it is written, and in what it says."""
        found = [(where, document.place(where), fault)
                 for where, fault in hints.of_activity(activity, self.register, self.today, self.language)]  # fmt: skip
        for where, at, fault in (*document.hints, *found):
            yield Problem.of(fault, self.shown(path), *at, field_name(where, document), hint=True)

    def hold_back(self, found: Found) -> Found:
        """What is wrong, with the newest older version that is right."""
        return self.stand_in(found._replace(held_back=True))

    def stand_in(self, found: Found, taken: Mapping[str, str] | None = None) -> Found:
        """The newest older version that is right, at the path it had; none that claims what `taken` has of others."""
        pictures = found.pictures
        for path, data in self.older(found.path):
            try:
                self.address(path)
            except Fault:
                continue
            earlier = self.entry(path, data)
            pictures |= earlier.pictures
            mine = (None, self.shown(found.path), self.shown(path))
            free = earlier.activity and all((taken or {}).get(one) in mine for one in claims.of(earlier.activity))
            if free:
                return found._replace(
                    rescued=True, activity=earlier.activity, old_paths=earlier.old_paths, pictures=pictures
                )
        return found._replace(activity=None, pictures=pictures)

    def address(self, path: Path) -> None:
        """Raise Fault unless the file may be an entry: its kind, its name, and its folder's name."""
        if path.suffix not in SUFFIXES:
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

    def entry(self, path: Path, data: bytes) -> Found:
        """One version of an entry: the activity if nothing is wrong with it, and all that is."""
        document = frontmatter.parse(data, path.suffix == ".md")
        text = document.body
        named = document.tree.get("image")
        pictures = frozenset([path.parent / named] if isinstance(named, str) else [])
        if path.suffix == ".yaml" and isinstance(document.tree.get("description"), str):
            text = document.tree.pop("description")
        record, problems = validated(ActivityFile, document, self.context, self.shown(path))
        if record is None:
            return Found(path, problems=tuple(problems), pictures=pictures)
        organizer = path.absolute().parent.name
        values = {name: getattr(record, name) for name in ActivityFile.model_fields}
        activity = Activity.model_construct(
            **values, organizer=organizer, slug=path.stem, description=text, path=self.shown(path)
        )
        for where, fault in self.misfits(activity, path):
            problems.append(Problem.of(fault, self.shown(path), *document.place(where), field_name(where, document)))
        if problems:
            return Found(path, problems=tuple(problems), pictures=pictures)
        digest = of_entry(activity.path, data)
        seen = [picture.read_bytes() for picture in pictures]
        activity.__dict__["digest"] = of_bytes(digest, *seen) if seen else digest
        return Found(
            path,
            activity,
            hints=tuple(self.hint(activity, document, path)) if self.language is not None else (),
            pictures=pictures,
            old_paths=tuple(
                (document.place(where), field_name(where, document))
                for where in (("formerly", number) for number in range(len(activity.formerly)))
            ),
        )

    def misfits(self, activity: Activity, path: Path) -> Iterator[tuple[tuple, Fault]]:
        """What is wrong with it in this town: dates that are not planned, who vouches, the picture, old paths."""
        for number, plan in enumerate(activity.schedule):
            for where, fault in schedule.misfits(plan, self.register):
                yield ("schedule", number, *where), fault
        organizations = self.register.organizations
        if organizations[activity.organizer].kind in ("residents", "business"):
            if not activity.vouched_by:
                yield (
                    ("vouched_by",),
                    Fault(
                        "vouched_by is missing. Name a member that knows who organizes this: vouched_by: {id}.",
                        id=next((id for id, one in organizations.items() if one.kind == "member"), "…"),
                    ),
                )
            elif organizations[activity.vouched_by].kind != "member":
                yield (
                    ("vouched_by",),
                    Fault("{id} is not a member. Name a member of the coalition.", id=activity.vouched_by),
                )
        yield from examples.misfits(activity, self.register)
        for number, old in enumerate(activity.formerly):
            if old.rpartition("/")[0] not in ("", activity.organizer):
                yield ("formerly", number), Fault("{path} belongs to another organization. Leave it out.", path=old)
        if activity.image:
            try:
                self.picture(path, activity.image)
            except Fault as fault:
                yield ("image",), fault

    def picture(self, entry: Path, name: str) -> None:
        """Raise Fault unless this is a picture beside the entry."""
        path = entry.parent / name
        if path.suffix not in images.SUFFIXES or path.name != name:
            raise Fault("{name} is not a picture. Use a .jpg, .png or .webp file beside this one.", name=name)
        notation.parse_slug(path.stem)
        if path.is_symlink() or not path.is_file():
            raise Fault("{name} is not there. Put the picture beside this file.", name=name)
        images.check(path)
