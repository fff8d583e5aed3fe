"""A submission: answers to the form -> an activity file, with every problem in the terms of the form.

Answers are hostile until the check of entries has passed what they make. The file's path is made here, of an
organization of the register and of the title: nothing that was sent names a folder.
"""

import re
import unicodedata
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from agenda import characters, notation, source, twins
from agenda.language import Language
from agenda.model import Activity
from agenda.moments import parse_date, parse_time
from agenda.problem import Fault
from agenda.register import Register
from agenda.register_source import Folders
from agenda.town import Town

from . import entry_file, questions, when
from .answers import Trouble, first, months, tree
from .questions import QUESTIONS, Answers, Question


@dataclass(frozen=True)
class Entry:
    """What a submission makes: a file at `organization/slug.md` below activities/, if nothing is wrong with it."""

    path: str
    data: bytes
    activity: Activity | None
    troubles: tuple[Trouble, ...]
    hints: tuple[Trouble, ...] = ()


def read(
    sent: Mapping[str, Iterable[str]], strict: bool = True, asked: Mapping[str, Question] = QUESTIONS
) -> tuple[Answers, list[Trouble]]:
    """What was sent as answers: spaces gone, line breaks as one character, and what cannot be an answer told.

    Without `strict`, names that are no question's are passed over: a form has fields of its own.
    """
    answers: dict[str, tuple[str, ...]] = {}
    unknown = sorted(set(sent) - set(asked)) if strict else []
    troubles = [Trouble(asked["more"], _no_question(name, asked)) for name in unknown[:1]]
    for name, question in asked.items():
        values = [re.sub("\r\n?", "\n", value).strip() for value in sent.get(name, ())]
        values = [value for value in values if value]
        wrong = [fault for value in values for _, fault in characters.faults(value)]
        if any("\n" in value for value in values) and question.kind not in ("text", "days"):
            wrong.append(Fault("this has to be on one line. Take the line breaks out."))
        if len(values) > 1 and not question.several:
            wrong.append(Fault("this was sent more than once. Answer it once."))
        troubles += [Trouble(question, fault) for fault in wrong]
        if values and not wrong:
            answers[name] = tuple(values)
    return answers, troubles


def entry(
    answers: Answers, folders: Folders, register: Register, today: date, language: Language, taken: Container[str]
) -> Entry:
    """The activity file that these answers make, checked as every entry is. `taken` are addresses in use.

    Without an answer to *checked* the day is today: who sends it says that it is right.
    """
    troubles = [*_unanswered(answers), *_unreadable(answers, language)]
    fields, body, more = tree(answers, months(language))
    troubles += more
    if "example" not in fields:
        fields.setdefault("checked", today.isoformat())
    organization = first(answers, "organization")
    if organization not in register.organizations:
        if organization:
            troubles.append(Trouble(QUESTIONS["organization"], _unknown(organization, register)))
        return Entry("", b"", None, tuple(once(troubles)))
    name = slug(first(answers, "title"), organization, taken)
    data = entry_file.written(fields, body)
    path = folders.activities / organization / f"{name}.md"
    activity, problems, hints = source.checked(folders, register, today, path, data, language.code)
    troubles += [Trouble(questions.of_path(one.field), one) for one in problems]
    advice = [Trouble(questions.of_path(one.field), one) for one in hints]
    troubles = list(once(troubles))
    return Entry(f"{organization}/{name}.md", data, None if troubles else activity, tuple(troubles), tuple(advice))


def entries(sent: Iterable[Mapping[str, Iterable[str]]], loaded: source.Loaded, town: Town) -> Iterator[Entry]:
    """The entry that each submission makes; of two with the same title the second gets another name."""
    used = taken(loaded)
    known = twins.Index(loaded.agenda, town.today)
    for one in sent:
        found, troubles = read(one)
        made = entry(found, town.folders, loaded.agenda.register, town.today, town.language, used)
        if troubles:
            made = replace(made, activity=None, troubles=tuple(once([*troubles, *made.troubles])))
        elif made.activity:
            used.add(made.activity.address)
            if twin := known.twin(made.activity):
                made = replace(made, hints=(Trouble(QUESTIONS["title"], twins.fault(twin)), *made.hints))
            known.add(made.activity)
        yield made


def taken(loaded: source.Loaded) -> set[str]:
    """The addresses that no new entry may take: of activities, old and held back ones too, and of tombstones."""
    agenda = loaded.agenda
    former = {f"{one.organizer}/{slug}" for one in agenda.activities for slug in one.former_slugs}
    held_back = {f"{path.parent.name}/{path.stem}" for path in loaded.held_back}
    stones = {stone.path for stone in agenda.register.tombstones}
    return {one.address for one in agenda.activities} | former | held_back | stones


def slug(title: str, organization: str, taken: Container[str]) -> str:
    """A file's name made of a title: portable, and of no other entry of the organization."""
    name = portable(title, "activity")
    number, free = 1, name
    while f"{organization}/{free}" in taken:
        number += 1
        free = f"{name}-{number}"
    return free


def portable(title: str, otherwise: str) -> str:
    """A title as a name that every system takes; of one without such letters `otherwise`."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    name = re.sub(r"[^a-z0-9]+", "-", plain.replace("'", "")).strip("-")[:70].strip("-") or otherwise
    try:
        notation.parse_slug(name)
    except Fault:
        name = f"{name}-1"  # a device name of Windows
    return name


def once(troubles: Iterable[Trouble], asked: Iterable[str] = QUESTIONS) -> Iterator[Trouble]:
    """One for each question, the first, in the order of the form."""
    first: dict[str, Trouble] = {}
    for one in troubles:
        first.setdefault(one.question.name, one)
    return (first[name] for name in asked if name in first)


def _unanswered(answers: Answers) -> Iterator[Trouble]:
    needed = [one.name for one in questions.required()]
    repeat = first(answers, "repeat")
    if repeat in ("once", *when.REPEATING):
        needed.append("start")
    needed += {
        "dates": ["dates"],
        "by_appointment": ["appointment"],
        "ongoing": ["appointment"],
        "written": ["schedule"],
    }.get(repeat, [])
    if repeat == "monthly":
        needed.append("monthly")
    for name in needed:
        if not answers.get(name):
            chosen = QUESTIONS[name].kind in ("choice", "ids", "id")
            yield Trouble(QUESTIONS[name], Fault("nothing is chosen yet. Choose what fits.") if chosen
                          else Fault("nothing is filled in yet. Fill it in."))  # fmt: skip
    if not any(answers.get(name) for name in ("place", "place_name", "online")):
        yield Trouble(QUESTIONS["place"], Fault("no place is chosen yet. Choose one, or fill in its name below."))


def _unreadable(answers: Answers, language: Language) -> Iterator[Trouble]:
    """Days, times and choices that cannot be understood, in the form's own words."""
    names = months(language)
    known: dict[str, date] = {}
    for name, values in answers.items():
        question, value = QUESTIONS[name], values[0]
        if question.kind == "date":
            try:
                known[name] = parse_date(when.day(value, names))
            except Fault:
                fault = Fault("{value} is not a day. Write day, month and year, for example 24-11-2026.", value=value)
                yield Trouble(question, fault)
        elif question.kind == "time":
            try:
                parse_time(when.span("0:00", value) if name == "to" else when.clock(value))
            except Fault:
                yield Trouble(question, Fault("{value} is not a time. Write for example 10.00.", value=value))
        elif question.options:
            for value in values:
                if value not in dict(question.options):
                    yield Trouble(question, Fault("{value} is not one of the answers. Choose another.", value=value))
    if answers.get("to") and not answers.get("from"):
        yield Trouble(QUESTIONS["from"], Fault("there is an end but no beginning. Fill in from what time it is."))
    if "start" in known and "until" in known and known["until"] < known["start"]:
        yield Trouble(QUESTIONS["until"], Fault("the last day is before the first. Look at both days again."))


def _no_question(name: str, asked: Iterable[str]) -> Fault:
    if near := notation.nearest(name, asked):
        return Fault("{name} is no question of the form. Did you mean {near}?", name=name, near=near)
    return Fault("{name} is no question of the form. Leave it out.", name=name)


def _unknown(organization: str, register: Register) -> Fault:
    try:
        notation.known_id(organization, register.organizations)
    except Fault as fault:
        return fault
    raise AssertionError(organization)
