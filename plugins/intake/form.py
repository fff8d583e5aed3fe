"""The questions as a form: for each of them what a template draws, with what was answered and what is wrong with it.

One form for the static page, which nobody has filled in yet, and for the receiver, which gives it back as it was sent.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from agenda.language import Language, told
from agenda.notation import fitting, parse_email
from agenda.original import Original, joined
from agenda.problem import Fault
from agenda.register import Named, Register
from agenda.wording import capital

from . import when
from .answers import Trouble
from .questions import SECTIONS, Answers, Question, Section
from .register_questions import listed

# What is asked beside the activity itself; no answer to these stands in a file.
SENDER = Question(
    "sender", "line", told("What is your own e-mail address?"),
    told("We write to you there about this activity. It does not stand on the site."), required=True,
)  # fmt: skip
LICENSE = Question(
    "license", "yes", told("Everyone may use what I filled in: it becomes open data ({license})."), required=True,
)  # fmt: skip
TRAP = "website_url2"  # nobody sees this field: who fills it in is a program

# Questions that few need: they stand together at the end of their section, and need opening.
RARE = frozenset((
    "ages", "languages", "schedule", "place_note", "transport", "price_note", "discounts", "form", "website", "hours",
    "referral", "referral_how", "more",
))  # fmt: skip

# What a question is about only if another has one of these answers; a script hides it otherwise.
_DATED = ("once", *when.REPEATING)
ABOUT: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "start": ("repeat", _DATED), "from": ("repeat", (*_DATED, "dates")), "to": ("repeat", (*_DATED, "dates")),
    "days": ("repeat", ("weekly", "biweekly")), "monthly": ("repeat", ("monthly",)),
    "until": ("repeat", when.REPEATING), "not_on": ("repeat", when.REPEATING), "pause": ("repeat", when.REPEATING),
    "dates": ("repeat", ("dates",)), "appointment": ("repeat", ("by_appointment", "ongoing")),
    "place_name": ("place", ("",)), "street": ("place", ("",)), "postcode": ("place", ("",)), "city": ("place", ("",)),
    "area": ("place", ("",)), "place_note": ("place", ("",)),
}  # fmt: skip

_TYPES = {"phone": "tel", "email": "email", "website": "url", "sender": "email"}
_KEYBOARDS = {"price": "decimal", "phone": "tel", "email": "email", "website": "url", "sender": "email"}
_WIDTHS = {"date": "medium", "time": "short", "price": "short", "ages": "short", "postcode": "short", "phone": "medium"}


@dataclass(frozen=True)
class Option:
    """An answer that may be chosen. `id` is that of its control, of a list in which each has one."""

    value: str
    label: str
    id: str = ""
    chosen: bool = False


@dataclass(frozen=True)
class Group:
    """Options of a list under a name; without one they stand by themselves."""

    name: str
    options: tuple[Option, ...]


@dataclass(frozen=True)
class Field:
    """A question as it is drawn. `kind` is that of its question; `id` is where a link to it leads.

    `about` is another question, and the answers to it with which this one is about something; empty: always.
    """

    name: str
    kind: str
    label: str
    help: str = ""
    value: str = ""
    groups: tuple[Group, ...] = ()
    required: bool = False
    error: str = ""
    hint: str = ""
    most: int = 200
    type: str = "text"
    keyboard: str = ""
    width: str = ""
    about: tuple[str, tuple[str, ...]] = ("", ())

    @property
    def id(self) -> str:
        """Of its control; of several, of the first."""
        return f"q-{self.name}"

    @property
    def options(self) -> tuple[Option, ...]:
        """All that may be chosen."""
        return tuple(option for group in self.groups for option in group.options)

    @property
    def told_by(self) -> str:
        """The ids of what tells more about it, for `aria-describedby`."""
        parts = {"help": self.help, "hint": self.hint, "error": self.error}
        return " ".join(f"{self.id}-{name}" for name, text in parts.items() if text)


@dataclass(frozen=True)
class Part:
    """A section: its questions, and those that few need. `open`: something stands in these, or is wrong there."""

    number: int
    title: str
    fields: tuple[Field, ...]
    rest: tuple[Field, ...]
    open: bool


@dataclass(frozen=True)
class Form:
    """The whole form. `token` is the receiver's; without one a script makes the file in the browser."""

    parts: tuple[Part, ...]
    token: str = ""
    message: str = ""

    @property
    def fields(self) -> tuple[Field, ...]:
        """All questions, in order."""
        return tuple(field for part in self.parts for field in (*part.fields, *part.rest))

    @property
    def errors(self) -> tuple[Field, ...]:
        """The questions whose answers are wrong, in order."""
        return tuple(field for field in self.fields if field.error)

    @property
    def hints(self) -> tuple[Field, ...]:
        """The questions whose answers could be better, in order."""
        return tuple(field for field in self.fields if field.hint)


def of(
    register: Register,
    language: Language,
    license: str,
    answers: Answers | None = None,
    troubles: Iterable[Trouble] = (),
    hints: Iterable[Trouble] = (),
    token: str = "",
    message: str = "",
    sections: Iterable[Section] | None = None,
) -> Form:
    """The form, filled in with these answers. `license` is that of the town's data, `message` stands above it.

    With a `token` it is one that a receiver takes: then the sender's own address is asked too. `sections`: other
    questions, of who is known already.
    """
    own = Section(told("About you"), (SENDER, LICENSE) if token else (LICENSE,))
    drawn = _Drawn(register, language, license, answers or {}, _texts(troubles, language), _texts(hints, language))
    parts = tuple(drawn.part(number, section) for number, section in enumerate(sections or (*SECTIONS, own), 1))
    return Form(parts, token, message)


def own_answers(sent: Mapping[str, Iterable[str]]) -> tuple[dict[str, tuple[str, ...]], list[Trouble]]:
    """What was answered to the questions about the sender, and what is wrong with that; to be put with the others."""
    answers: dict[str, tuple[str, ...]] = {}
    troubles = []
    for question in (SENDER, LICENSE):
        values = [value.strip() for value in sent.get(question.name, ()) if value.strip()]
        answers |= {question.name: (values[0],)} if values else {}
        if fault := _fault(question, values):
            troubles.append(Trouble(question, fault))
    return answers, troubles


def _fault(question: Question, values: list[str]) -> Fault | None:
    if len(values) > 1:
        return Fault("this was sent more than once. Answer it once.")
    if question is LICENSE:
        return None if values == ["yes"] else Fault("without this we cannot place it. Tick the box if you agree.")
    if not values:
        return Fault("nothing is filled in yet. Fill it in.")
    try:
        parse_email(fitting(values[0], question.most))
    except Fault as fault:
        return fault
    return None


def _texts(troubles: Iterable[Trouble], language: Language) -> dict[str, str]:
    """What is said at each question, as a sentence of its own; of several the first."""
    found: dict[str, str] = {}
    for one in troubles:
        found.setdefault(one.question.name, capital(one.message(language)))
    return found


@dataclass(frozen=True)
class _Drawn:
    """The questions drawn for one reader, with these answers."""

    register: Register
    language: Language
    license: str
    answers: Answers
    errors: Mapping[str, str]
    hints: Mapping[str, str]

    def part(self, number: int, section: Section) -> Part:
        """A section, with what few need of it apart."""
        fields = [self.field(question) for question in section.questions]
        rest = tuple(field for field in fields if field.name in RARE)
        opened = any(field.error or field.hint or self.answers.get(field.name) for field in rest)
        plain = tuple(field for field in fields if field.name not in RARE)
        return Part(number, self.language.gettext(section.title), plain, rest, opened)

    def field(self, question: Question) -> Field:
        """A question with its answer."""
        name, say = question.name, self.language.say
        return Field(
            name,
            question.kind,
            say(question.label, license=Original(self.license)),
            say(question.help),
            "" if question.options or question.among else "\n".join(self.answers.get(name, ())),
            tuple(self.groups(question)),
            question.required,
            self.errors.get(name, ""),
            self.hints.get(name, ""),
            question.most,
            _TYPES.get(name, "text"),
            _KEYBOARDS.get(name, ""),
            _WIDTHS.get(name, _WIDTHS.get(question.kind, "")),
            self.about(name),
        )

    def about(self, name: str) -> tuple[str, tuple[str, ...]]:
        """Only residents and businesses need somebody who knows them: which these are, the register says."""
        if name == "vouched_by":
            return "organization", tuple(
                id for id, one in self.register.organizations.items() if one.kind in ("residents", "business")
            )
        return ABOUT.get(name, ("", ()))

    def groups(self, question: Question) -> Iterator[Group]:
        """What may be chosen, in the order in which a reader looks for it."""
        chosen = self.answers.get(question.name, ())
        made = list(self.named(question))
        known = {value for _, options in made for value, _ in options}
        lost = [(value, value) for value in chosen if value not in known]  # it stays there, with what is wrong with it
        if lost and (question.options or question.among):
            made.append(("", lost))
        count = 0
        for name, options in made:
            drawn = []
            for value, label in options:
                at = f"q-{question.name}-{count}" if count else f"q-{question.name}"
                drawn.append(Option(value, label, at, value in chosen or (not value and not chosen)))
                count += 1
            yield Group(name, tuple(drawn))

    def named(self, question: Question) -> Iterator[tuple[str, list[tuple[str, str]]]]:
        """Each group's name, with the answers and what they say."""
        gettext = self.language.gettext
        if question.options:
            blank = [("", gettext("I leave this open"))] if _may_stay_open(question) else []
            yield "", blank + [(value, gettext(label)) for value, label in question.options]
        elif question.name == "place":
            yield "", [("", gettext("Not in this list"))]
            yield from self.places()
        elif question.among:
            things = listed(question, self.register).values()
            if question.name == "vouched_by":
                things = [one for one in things if one.kind == "member"]
            if question.kind == "id":
                yield "", [("", gettext("Choose"))]
                things = sorted(things, key=_by_name)
            yield "", [(one.id, one.name) for one in things]

    def places(self) -> Iterator[tuple[str, list[tuple[str, str]]]]:
        """The places under their areas, each with its street: two may have one name."""
        areas = self.register.areas
        found: dict[str, list] = {}
        for one in sorted(self.register.places.values(), key=_by_name):
            words = joined(", ", filter(None, (one.name, one.street)))
            found.setdefault(one.area or "", []).append((one.id, words))
        for id in sorted(found, key=lambda id: (not id, id and areas[id].name.casefold())):
            yield (areas[id].name if id else self.language.gettext("Elsewhere")), found[id]


def _may_stay_open(question: Question) -> bool:
    """A round button cannot be let go again: what need not be answered has one that says so."""
    return question.kind == "choice" and not question.required and question.name not in ABOUT


def _by_name(thing: Named) -> tuple[str, str]:
    return thing.name.casefold(), thing.id
