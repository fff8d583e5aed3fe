"""A submission as an editor sees it: what it makes, who sent it, what is like it, what it changes."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from agenda import characters, frontmatter, source, twins
from agenda.language import Language, told
from agenda.model import Activity
from agenda.problem import Fault
from intake import answers, submission
from intake.answers import first
from intake.questions import QUESTIONS, Answers
from intake.submission import Entry

from .current import Snapshot
from .people import People
from .submission_record import Record

SPEAKS, KEEPS, UNKNOWN = "speaks", "keeps", "unknown"
STANDINGS = {
    SPEAKS: told("This address may speak for the organization."),
    KEEPS: told("This address may change this activity."),
    UNKNOWN: told("Nobody knows yet whether this address may speak for the organization. Ask, if you are not sure."),
}
_NAMES = ("title", "summary", "place_name", "street", "role", "website", "email")  # in which look-alike letters deceive


class Misfit(Fault):
    """What the check of entries says of a file."""


@dataclass(frozen=True)
class Difference:
    """A question that a proposal answers otherwise than the file does."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Case:
    """What an editor decides on. `entry` is what would be placed; `mixed` are words that mix two scripts."""

    record: Record
    entry: Entry
    standing: str
    twin: Activity | None = None
    mixed: tuple[str, ...] = ()
    differences: tuple[Difference, ...] = ()
    act: bool = False  # decided already: a trusted link's, or an editor's own

    @property
    def title(self) -> str:
        """What it is called."""
        return title(self.record)


def title(record: Record, names: Mapping[str, Activity] | None = None) -> str:
    """What a submission is called: its own title, else its entry's."""
    own = first(record.answers, "title")
    known = (names or {}).get(address(record.path))
    return own or (known.title if known else record.path) or "?"


def address(path: str) -> str:
    """The address `organization/slug` of an entry's path below activities/."""
    return path.rpartition(".")[0]


def of(record: Record, now: Snapshot, people: People, others: Iterable[Activity] = ()) -> Case:
    """The case of a submission. `others` are what else waits: twins may be among them."""
    organization = record.path.partition("/")[0] or first(record.answers, "organization")
    standing = _standing(record, people, organization)
    if record.act or record.thing:
        there = now.by_address.get(address(record.path)) if record.act else None
        return Case(record, Entry(record.path, b"", there, ()), standing, act=True)
    entry = made(record, now)
    twin = None
    if entry.activity:
        index = twins.Index(now.agenda, now.town.today, others)
        twin = now.twins.twin(entry.activity) or index.twin(entry.activity)
    mixed = [word for name in _NAMES if (word := characters.mixed_scripts(first(record.answers, name)))]
    changes = tuple(differences(record, now)) if record.path else ()
    return Case(record, entry, standing, twin, tuple(mixed), changes)


def made(record: Record, now: Snapshot) -> Entry:
    """The entry that a submission makes now."""
    town = now.town
    return submission.entry(
        record.answers, town.folders, now.register, record.received.date(), town.language, now.taken, record.path
    )


def _standing(record: Record, people: People, organization: str) -> str:
    if people.speaks_for(record.sender, organization):
        return SPEAKS
    known = people.entries.get(address(record.path), ()) if record.path else ()
    return KEEPS if record.sender.casefold() in map(str.casefold, known) else UNKNOWN


def answered(path: str, data: bytes) -> Answers:
    """The answers of a form that an entry is changed with. Whoever sends it says that it is right today."""
    document = frontmatter.parse(data, path.endswith(".md"))
    if document.faults:
        raise document.faults[0][2]
    body, tree = document.body, document.tree
    if path.endswith(".yaml") and isinstance(tree.get("description"), str):
        body, tree = tree["description"], {name: value for name, value in tree.items() if name != "description"}
    found = answers.of_entry(path.partition("/")[0], tree, body)
    return {name: value for name, value in found.items() if name != "checked"}


def differences(record: Record, now: Snapshot) -> Iterator[Difference]:
    """What a proposal changes, question by question."""
    language = now.town.language
    before = answered(record.path, record.base.encode())
    for name, question in QUESTIONS.items():
        was, becomes = before.get(name, ()), record.answers.get(name, ())
        if was != becomes and name != "checked":
            yield Difference(language.gettext(question.label), _said(name, was, now), _said(name, becomes, now))


def _said(name: str, values: tuple[str, ...], now: Snapshot) -> str:
    """Answers in words: what ids stand for, and the words of what was chosen."""
    question = QUESTIONS[name]
    words = dict(question.options)
    things = now.register.lists()[question.among] if question.among else {}
    gettext = now.town.language.gettext
    return ", ".join(things[one].name if one in things else gettext(words.get(one, one)) for one in values)


def merged(record: Record, current: bytes, language: Language) -> Record:
    """The proposal on top of what stands there by now. Raises Fault where both changed the same answer."""
    base, there = answered(record.path, record.base.encode()), answered(record.path, current)
    found: dict[str, tuple[str, ...]] = {}
    for name in QUESTIONS:
        was, is_now, wanted = base.get(name, ()), there.get(name, ()), record.answers.get(name, ())
        if wanted in (was, is_now) or name == "checked":
            value = wanted if name == "checked" else is_now
        elif is_now == was:
            value = wanted
        else:
            raise Fault("the file was changed by others too, at: {question}. Look at it, and send it in anew.",
                        question=language.gettext(QUESTIONS[name].label))  # fmt: skip
        if value:
            found[name] = value
    return replace(record, answers=found, base=current.decode())


def activity_of(now: Snapshot, path: str, data: bytes) -> Activity:
    """The activity of an entry's bytes. Raises Misfit with the first problem."""
    town = now.town
    activity, problems, _ = source.checked(town.folders, now.register, town.today, town.folders.activities / path, data)
    if activity is None:
        raise Misfit(problems[0].text, **dict(problems[0].values))
    return activity
