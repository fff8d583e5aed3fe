"""The files that the editors keep in content/ -> the register."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Any
from zoneinfo import ZoneInfo

from pydantic import BaseModel

from . import editorial, folders, frontmatter, marks, notation
from .folders import Folders, files
from .frontmatter import Document
from .help_desk import Help, HelpWords
from .holidays import HolidayTable
from .problem import Fault, Problem
from .register import (
    Area,
    Campaign,
    Coalition,
    CoalitionWords,
    Organization,
    Place,
    Register,
    Term,
    Tombstone,
)
from .validation import field_name, shown_path, validated

VOCABULARIES = {"areas": Area, "audiences": Term, "topics": Term, "access": Term, "discounts": Term, "languages": Term}


def load(folders: Folders, zone: ZoneInfo) -> tuple[Register, list[Problem]]:
    """What the editors keep, and what is wrong with it. Later parts are checked against earlier ones."""
    keeper = _Keeper(folders)
    parts: dict[str, Any] = {}
    for name, model in VOCABULARIES.items():
        parts[name] = keeper.vocabulary(name, model, parts)
    parts["places"] = keeper.folder("places", ".yaml", Place, parts)
    coalition = keeper.optional("coalition.md", Coalition, parts)
    groups = {"groups": coalition.groups} if coalition else {}
    parts["organizations"] = keeper.folder("organizations", ".md", Organization, {**parts, **groups})
    keeper.groups(parts["organizations"])
    keeper.origins(parts["organizations"])
    parts["campaigns"] = keeper.folder("campaigns", ".md", Campaign, parts, beside=marks.SUFFIXES)
    keeper.marks(parts["campaigns"])
    help = keeper.optional("help.md", Help, parts)
    holidays = keeper.record(folders.content / "vocabulary" / "holidays.yaml", HolidayTable, parts)
    tombstones = keeper.tombstones()
    translations = {
        **keeper.translations("coalition", CoalitionWords, coalition, {**groups, "languages": parts["languages"]}),
        **keeper.translations(
            "help", HelpWords, help, {"entries": help and help.entries, "languages": parts["languages"]}
        ),
    }
    register = Register(zone, **parts, tombstones=tombstones, coalition=coalition, help=help, translations=translations)
    keeper.editorial()
    keeper.links()
    return (register if holidays is None else replace(register, holidays=holidays)), sorted(set(keeper.problems))


def checked(
    folders: Folders, register: Register, path: Path, data: bytes
) -> tuple[Place | Organization | None, list[Problem]]:
    """A place or an organization as if these bytes stood at `path`, and what is wrong with it."""
    keeper = _Keeper(folders)
    model = Place if path.suffix == ".yaml" else Organization
    groups = {"groups": register.coalition.groups} if register.coalition else {}
    value = keeper.named(path, model, {**register.lists(), **groups}, data)
    if isinstance(value, Organization) and not register.coalition:
        keeper.groups({path.stem: value})
    return (None if keeper.problems else value), sorted(keeper.problems)


class _Keeper:
    """Reads the files that the editors keep."""

    def __init__(self, folders: Folders) -> None:
        self.folders, self.problems = folders, []

    def shown(self, path: Path) -> str:
        return shown_path(path, self.folders.base)

    def document(self, path: Path, data: bytes | None = None) -> Document | None:
        try:
            return frontmatter.parse(folders.data(path) if data is None else data, path.suffix == ".md")
        except Fault as fault:
            self.problems.append(Problem.of(fault, self.shown(path)))
        return None

    def record(self, path: Path, model: type[BaseModel], context: Mapping, data: bytes | None = None) -> Any:
        """One record that is a file by itself, or would be with these bytes; None if it has problems."""
        if (document := self.document(path, data)) is None:
            return None
        value, problems = validated(model, document, context, self.shown(path))
        self.problems += problems
        if value is not None and "text" in model.model_fields:
            return value.model_copy(update={"text": document.body})
        return value

    def vocabulary(self, name: str, model: type[BaseModel], context: Mapping) -> dict[str, Any]:
        """Id -> term, in the order of the file."""
        path = self.folders.content / "vocabulary" / f"{name}.yaml"
        if (document := self.document(path)) is None:
            return {}
        terms = {}
        for where, at, fault in document.faults:
            self.problems.append(Problem.of(fault, self.shown(path), *at, field_name(where, document)))
        for id, tree in document.tree.items():
            part = _part(document, tree, (id,))
            value, problems = validated(model, part, context, self.shown(path))
            try:
                notation.parse_slug(id)
            except Fault as fault:
                problems.append(Problem.of(fault, self.shown(path)))
            self.problems += _of_part(problems, id, document)
            if value is not None:
                terms[id] = value.model_copy(update={"id": id})
        return terms

    def optional(self, name: str, model: type[BaseModel], context: Mapping) -> Any:
        """A record that a town may do without; None if it is not there, or has problems."""
        path = self.folders.content / name
        return self.record(path, model, context) if path.exists() or path.is_symlink() else None

    def translations(
        self, name: str, model: type[BaseModel], original: Any, context: Mapping
    ) -> dict[tuple[str, str], Any]:
        """`help.en.md` beside `help.md`: its words in English. Ids are those of the original."""
        found = {}
        for path in sorted(self.folders.content.glob(f"{name}.*.md")):
            code = path.name.removeprefix(f"{name}.").removesuffix(".md")
            try:
                if original is None and not (self.folders.content / f"{name}.md").exists():
                    raise Fault("there is no {name}.md that this translates. Write that first.", name=name)
                notation.known_id(code, context["languages"])
            except Fault as fault:
                self.problems.append(Problem.of(fault, self.shown(path)))
                continue
            if original is not None and (words := self.record(path, model, context)) is not None:
                found[name, code] = words
        return found

    def groups(self, organizations: Mapping[str, Organization]) -> None:
        """Groups are the coalition's: where it has no file, nobody could read what they are."""
        if (self.folders.content / "coalition.md").exists():
            return
        for id, one in organizations.items():
            if one.groups:
                fault = Fault("there is no content/coalition.md that says what these groups are. Leave groups out.")
                path = self.folders.content / "organizations" / f"{id}.md"
                self.problems.append(Problem.of(fault, self.shown(path), field="groups"))

    def origins(self, organizations: Mapping[str, Organization]) -> None:
        """Two that are the same one elsewhere would have the same identities in feeds."""
        taken: dict[tuple[str, str], str] = {}
        for id, one in organizations.items():
            if one.origin and (other := taken.setdefault((one.origin.agenda, one.origin.organization), id)) != id:
                fault = Fault("{other} has this origin already. Leave it out in one of the two.", other=other)
                path = self.folders.content / "organizations" / f"{id}.md"
                self.problems.append(Problem.of(fault, self.shown(path), field="origin"))

    def editorial(self) -> None:
        """Look at the editors' own pages and pictures, which Pelican reads later and publishes as they are."""
        content = self.folders.content
        for path in _files(content / "pages"):
            try:
                data = folders.data(path) if path.suffix == ".md" else b""
            except Fault as fault:
                self.problems.append(Problem.of(fault, self.shown(path)))
                continue
            found = editorial.faults(PurePosixPath(path.relative_to(content).as_posix()), data)
            self.problems += [Problem.of(fault, self.shown(path), *at, name) for at, name, fault in found]
        for path in _files(content / "images"):
            found = editorial.of_picture(PurePosixPath(path.name))
            self.problems += [Problem.of(fault, self.shown(path), *at, name) for at, name, fault in found]

    def links(self) -> None:
        """No link leads out of the folder: what the build finds there it publishes."""
        self.problems += [Problem.of(folders.LINK, self.shown(path)) for path in folders.links(self.folders.content)]

    def marks(self, campaigns: Mapping[str, Campaign]) -> None:
        """Look at the pictures beside the campaigns: each is somebody's, and only what a mark may be."""
        folder = self.folders.content / "campaigns"
        named = {one.mark: id for id, one in campaigns.items() if one.mark}
        for mark, id in named.items():
            try:
                marks.check(folder, mark)
            except Fault as fault:
                self.problems.append(Problem.of(fault, self.shown(folder / f"{id}.md"), field="mark"))
        stems = {Path(mark).stem for mark in named}
        for path in sorted(folder.glob("*")) if folder.is_dir() else ():
            if path.suffix in marks.SUFFIXES and path.stem not in stems:
                fault = Fault("no campaign names this picture. Write mark: {name} in one, or delete it.",
                              name=f"{path.stem}.svg")  # fmt: skip
                self.problems.append(Problem.of(fault, self.shown(path)))

    def folder(
        self, name: str, suffix: str, model: type[BaseModel], context: Mapping, beside: tuple[str, ...] = ()
    ) -> dict[str, Any]:
        """Id -> record, of a folder with one file for each; files that end as in `beside` are looked at elsewhere."""
        records = {}
        for path in map(Path, files(self.folders.content / name, lambda path, fault: self.problems.append(
            Problem.of(fault, self.shown(path))
        ), depth=1)):  # fmt: skip
            if path.suffix in beside:
                continue
            if path.suffix != suffix:
                fault = Fault(
                    "{name} does not belong here. Use a name that ends in {suffix}.", name=path.name, suffix=suffix
                )
                self.problems.append(Problem.of(fault, self.shown(path)))
            elif (value := self.named(path, model, context)) is not None:
                records[path.stem] = value
        return records

    def named(self, path: Path, model: type[BaseModel], context: Mapping, data: bytes | None = None) -> Any:
        """The record of a file whose name is its id; None if it has problems."""
        try:
            notation.parse_slug(path.stem)
        except Fault as fault:
            self.problems.append(Problem.of(fault, self.shown(path)))
            return None
        value = self.record(path, model, context, data)
        return None if value is None else value.model_copy(update={"id": path.stem})

    def tombstones(self) -> tuple[Tombstone, ...]:
        """The list of deleted activities; a town without one has no such file."""
        path = self.folders.content / "tombstones.yaml"
        if not path.exists() or (document := self.document(path)) is None:
            return ()
        stones = []
        for where, at, fault in document.faults:
            self.problems.append(Problem.of(fault, self.shown(path), *at, field_name(where, document)))
        for address, tree in document.tree.items():
            part = _part(document, tree, (address,))
            value, problems = validated(Tombstone, part, {}, self.shown(path))
            self.problems += _of_part(problems, address, document)
            if value is not None:
                stones.append(value.model_copy(update={"path": address}))
        return tuple(stones)


def _files(folder: Path) -> list[Path]:
    """The files below a folder that Pelican would look at; links are told elsewhere."""
    found = folder.rglob("*") if folder.is_dir() else ()
    return sorted(path for path in found if path.is_file() and not path.is_symlink() and not path.name.startswith("."))


def _part(document: Document, tree: Any, where: frontmatter.Path) -> Document:
    """The part of a document below `where` as a document of its own, with the same lines and columns."""
    size = len(where)
    below = {path[size:]: at for path, at in document.values.items() if path[:size] == where}
    keys = {path[size:]: at for path, at in document.keys.items() if path[:size] == where}
    return Document(tree=tree, keys=keys, values=below)


def _of_part(problems: list[Problem], id: str, document: Document) -> Iterator[Problem]:
    """Problems of the part of a document at `id` as those of the document; about all of the part: at its key."""
    for problem in problems:
        line, column = (problem.line, problem.column)
        if (line, column) == (1, 1):
            line, column = document.place((id,), key=True)
        yield replace(problem, line=line, column=column, field=f"{id}.{problem.field}" if problem.field else id)
