"""What a new town says of itself: the questions, how each answer is checked, and the answers."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from agenda import colours, notation
from agenda.entrance import FORGES
from agenda.language import told
from agenda.problem import Fault

from . import area_list
from .area_list import Area

LANGUAGES = ("nl", "en")  # those that there are starting files in
_NAME = re.compile(r"[\w][\w’' .&-]{0,58}")


@dataclass(frozen=True)
class Answers:
    """A town's answers, each checked; what was left out is empty."""

    name: str
    town: str
    id: str
    address: str
    language: str
    areas: tuple[Area, ...] = ()  # none: a region, whose areas are those of its towns
    colour: str = ""
    dark_colour: str = ""
    phone: str = ""
    hours: str = ""
    email: str = ""
    repository: str = ""
    forge: str = ""


@dataclass(frozen=True)
class Question:
    """A question: the name of its answer, its text, how the answer is read, and whether one may leave it empty."""

    name: str
    text: str
    read: Callable[[str], object]
    optional: bool = True


def _name(value: str) -> str:
    if not _NAME.fullmatch(value):
        raise Fault("{value} is not a name. Use letters, digits, spaces and . ' & -, 59 at most.", value=value or '""')
    return value


def _id(value: str) -> str:
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]{1,60}", value, re.ASCII):
        raise Fault("{value} is not an id. Use small letters, digits and hyphens.", value=value)
    return value


def _address(value: str) -> str:
    address = notation.parse_website(value).rstrip("/")
    if not address.startswith("https://") or re.search(r"[?#]", address):
        raise Fault("{value} is not the address of a site. Write for example https://agenda.example.org.", value=value)
    return address


def _areas(value: str) -> tuple[Area, ...]:
    try:
        return area_list.read(Path(value).expanduser().read_bytes())
    except OSError as error:
        raise Fault("{path} cannot be read ({reason}). Name a CSV file with the columns code and name.",
                    path=value, reason=error.strerror) from None  # fmt: skip


def _colour(value: str) -> str:
    if not colours.HEX.fullmatch(value):
        raise Fault("{value} is not a colour. Write for example #024a86.", value=value)
    return value.lower()


def _hours(value: str) -> str:
    if len(value) > 120 or not value.isprintable():
        raise Fault("{value} is too long. Write for example maandag tot en met vrijdag 9.00 tot 17.00 uur.",
                    value=value[:40])  # fmt: skip
    return value


def _one_of(known: tuple[str, ...]) -> Callable[[str], str]:
    return lambda value: notation.one_of(value, known)


QUESTIONS = (
    Question("name", told("What is the site called? For example: Littleham Meets"), _name, False),
    Question("town", told("What is the town called?"), _name, False),
    Question("address", told("At which address will it stand? Like https://agenda.example.org"), _address, False),
    Question("language", told("In which language is it, nl or en?"), _one_of(LANGUAGES), False),
    Question("areas", told("In which CSV file are its areas (code,name)? Empty: a region, joined of towns"), _areas),
    Question("id", told("Which id in the feeds, for ever? Empty: made of the name"), _id),
    Question("colour", told("Which colour have links and buttons? Like #024a86; empty: that of the theme"), _colour),
    Question("dark_colour", told("And on a dark screen? Like #9cc4ff; empty: that of the theme"), _colour),
    Question("phone", told("Which telephone number can readers call? Empty: none yet"), notation.parse_phone),
    Question("hours", told("When does somebody answer it?"), _hours),
    Question("email", told("At which e-mail address are the editors? Empty: none yet"), notation.parse_email),
    Question("repository", told("At which address will its files be (a forge)? Empty: not known yet"), _address),
    Question("forge", told("What kind of place is that: github, gitlab or forgejo?"), _one_of(FORGES)),
)  # fmt: skip
_HOSTS = {"github.com": "github", "gitlab.com": "gitlab", "codeberg.org": "forgejo"}


def read(question: Question, given: str) -> object:
    """The answer to a question. Raises Fault."""
    given = given.strip()
    if not given and not question.optional:
        raise Fault("it is empty. Fill it in.")
    return question.read(given) if given else ""


def made(found: Mapping[str, object], tokens: str) -> Answers:
    """The answers together; `tokens` is the theme's stylesheet of colours. Raises Fault where they do not agree."""
    given = {name: value for name, value in found.items() if value}
    given.setdefault("id", area_list.slug(str(given["name"])))
    host = str(given.get("repository", "")).removeprefix("https://").partition("/")[0]
    if host in _HOSTS:
        given.setdefault("forge", _HOSTS[host])
    if given.get("forge") and not given.get("repository"):
        raise Fault("a forge is named, but not the address of the files there. Answer both, or neither.")
    if given.get("hours") and not given.get("phone"):
        raise Fault("it is said when somebody answers, but not at which number. Fill in the telephone number too.")
    answers = Answers(**given)
    try:
        colours.check(colours.read([tokens, style(answers)]))
    except ValueError as error:
        raise Fault("these colours cannot be read ({reason}). Choose others.", reason=str(error).rstrip(".")) from None
    return answers


PAPERS = ("#ffffff", "#1d2528")  # in the light and in the dark: what a tint is mixed with
TINTED = (0.12, 0.2)  # how much of the colour is in it


def style(answers: Answers) -> str:
    """The stylesheet with the town's colours, and tints of them; empty if the theme's are right."""
    light, dark = map(_tokens, (answers.colour, answers.dark_colour), PAPERS, TINTED)
    return (f":root {{ {light} }}\n" if light else "") + (
        f"@media (prefers-color-scheme: dark) {{\n  :root {{ {dark} }}\n}}\n" if dark else ""
    )


def _tokens(colour: str, paper: str, share: float) -> str:
    """The tokens of a colour: text, background, and a tint behind what is chosen."""
    if not colour:
        return ""
    whole = colour if len(colour) == 7 else "#" + "".join(digit * 2 for digit in colour[1:])
    tint = "#" + "".join(
        f"{round(int(whole[at : at + 2], 16) * share + int(paper[at : at + 2], 16) * (1 - share)):02x}"
        for at in (1, 3, 5)
    )
    named = {"color-default": whole, "inverse-bg-default": whole, "bg-subtle": tint}
    return " ".join(f"--basis-color-action-1-{name}: {value};" for name, value in named.items())
