"""Answers about a place or an organization -> its file in content/, checked as the editors' own files are.

The path is made here, of the name: nothing that was sent names a file. A file that is there is changed at its place,
and what no question asks stays in it, with the remarks above its fields.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from agenda import frontmatter, register_source
from agenda.frontmatter import Tree
from agenda.problem import Fault
from agenda.register import Organization, Place, Register
from agenda.register_source import Folders
from agenda.source import Loaded
from agenda.town import Town

from . import entry_file, submission
from .answers import Trouble, add_more, copied, first, plain, taken
from .questions import Answers
from .register_questions import Kind


@dataclass(frozen=True)
class Entry:
    """What answers make: a file at `path` below the town's folder (`content/places/mill.yaml`), if nothing is wrong."""

    path: str
    data: bytes
    record: Place | Organization | None
    troubles: tuple[Trouble, ...]
    hints: tuple[Trouble, ...] = ()

    @property
    def id(self) -> str:
        """By which other files refer to it."""
        return self.path.rpartition("/")[2].rpartition(".")[0]


def entry(
    kind: Kind, answers: Answers, folders: Folders, register: Register, changes: str = "", old: bytes = b""
) -> Entry:
    """The file that these answers make. `changes` is the id of the one that they change, `old` its bytes."""
    fields = plain(answers, kind.questions, {})
    troubles = [*_unanswered(kind, answers), *add_more(fields, answers, kind.questions["more"])]
    if "origin" in fields:  # whose identities its events have: nobody's to hand in
        fault = Fault("{name} is written by a join of agendas only. Leave it out.", name="origin")
        troubles.append(Trouble(kind.questions["more"], fault))
    if not fields:
        return Entry("", b"", None, tuple(submission.once(troubles, kind.questions)))
    name = first(answers, "name")
    id = changes or _free(submission.portable(name, kind.name), register.lists()[kind.folder])
    path = folders.content / kind.folder / f"{id}{kind.suffix}"
    data = _written(kind, fields, first(answers, "description"), _remarks(old))
    record, problems = register_source.checked(folders, register, path, data)
    troubles += [Trouble(kind.of_path(one.field), one) for one in problems]
    troubles = list(submission.once(troubles, kind.questions))
    return Entry(
        f"{folders.content.name}/{kind.folder}/{path.name}", data, None if troubles else record, tuple(troubles),
        tuple(_alike(kind, record, id, register)),
    )  # fmt: skip


def entries(kind: Kind, sent: Iterable[Mapping[str, Iterable[str]]], loaded: Loaded, town: Town) -> Iterator[Entry]:
    """The file that each submission makes; of two with the same name the second gets another id."""
    register = loaded.agenda.register
    for one in sent:
        found, troubles = submission.read(one, asked=kind.questions)
        made = entry(kind, found, town.folders, register)
        if troubles:
            both = submission.once([*troubles, *made.troubles], kind.questions)
            made = replace(made, record=None, troubles=tuple(both))
        elif made.record:
            register = replace(register, **{kind.folder: {**register.lists()[kind.folder], made.id: made.record}})
        yield made


def answers(kind: Kind, data: bytes) -> Answers:
    """The answers that make this file again. Raises Fault for a file that cannot be read."""
    document = frontmatter.parse(data, kind.suffix == ".md")
    if document.faults:
        raise document.faults[0][2]
    rest: Any = copied(document.tree)
    found = taken(rest, kind.questions)
    if document.body:
        found["description"] = (document.body,)
    return found | ({"more": (entry_file.text_of(rest).strip("\n"),)} if rest else {})


def _written(kind: Kind, fields: dict[str, Tree], text: str, remarks: str) -> bytes:
    """The file, its fields in the order of the record."""
    model = Place if kind.suffix == ".yaml" else Organization
    order = list(model.model_fields)
    ordered = {name: fields[name] for name in sorted(fields, key=lambda one: order.index(one) if one in order else 99)}
    lines = remarks + entry_file.text_of(ordered)
    return (f"---\n{lines}---\n{text.strip()}\n" if kind.suffix == ".md" else lines).encode()


def _remarks(old: bytes) -> str:
    """The lines of remarks that stand above the first field of a file: where the editors found it."""
    text = old.decode("utf-8-sig", errors="ignore").replace("\r\n", "\n").removeprefix("---\n")
    found = re.match(r"(?:#[^\n]*\n)*", text)
    return found[0] if found else ""


def _free(name: str, known: Mapping[str, Any]) -> str:
    number, free = 1, name
    while free in known:
        number += 1
        free = f"{name}-{number}"
    return free


def _unanswered(kind: Kind, given: Answers) -> Iterator[Trouble]:
    for question in kind.questions.values():
        if question.required and not given.get(question.name):
            yield Trouble(question, Fault("nothing is chosen yet. Choose what fits.") if question.options
                          else Fault("nothing is filled in yet. Fill it in."))  # fmt: skip


def _alike(kind: Kind, record: Place | Organization | None, id: str, register: Register) -> Iterator[Trouble]:
    """Is it there already? By its name, or by the address of a place."""
    if record is None:
        return
    names = {name.casefold() for name in (record.name, *record.aliases)}
    for other in register.lists()[kind.folder].values():
        if other.id == id:
            continue
        if names & {name.casefold() for name in (other.name, *other.aliases)}:
            fault = Fault("{name} is there already ({id}). Look whether it is the same; then change that one.",
                          name=other.name, id=other.id)  # fmt: skip
            yield Trouble(kind.questions["name"], fault)
        elif isinstance(record, Place) and record.street and _address(record) == _address(other):
            fault = Fault("{name} has the same address ({id}). Look whether it is the same; then change that one.",
                          name=other.name, id=other.id)  # fmt: skip
            yield Trouble(kind.questions["street"], fault)


def _address(place: Place) -> tuple[str, ...]:
    return tuple("".join((one or "").casefold().split()) for one in (place.street, place.postcode or place.city))
