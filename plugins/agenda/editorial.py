"""The editors' pages and pictures: what may stand in them. The one place that says so, for check, build and requests.

Pelican reads these pages, and does what they say: a field can name the file that is written, or any template. So the
fields that a page may have are few, and each has its values. Text is published as it is written, with its HTML:
what would run in a reader's browser is refused.
"""

import html
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import PurePosixPath

from . import frontmatter, images, notation
from .problem import Fault

REFER = "refer"  # the template of the page for who helps somebody else
TEMPLATES = ("page", "accessibility", REFER)
STATES = ("published", "hidden", "draft")
Found = tuple[tuple[int, int], str, Fault]  # line and column, field, what is wrong


def _any(value: str) -> None:
    """A text that readers see: nothing to check but that it is there."""
    if not value:
        raise Fault("this is empty. Fill it in, or delete the line.")


def _lang(value: str) -> None:
    if not re.fullmatch("[a-z]{2,3}", value):
        raise Fault("{value} is not a language. Write its code: nl, or en.", value=value)


# What a page may say above its text. Pelican takes any name there, and makes it a property of the page.
FIELDS: Mapping[str, Callable[[str], object]] = {
    "title": _any,
    "slug": notation.parse_slug,
    "lang": _lang,
    "summary": _any,
    "template": lambda value: notation.one_of(value, TEMPLATES),
    "status": lambda value: notation.one_of(value, STATES),
}
_FIELD = re.compile(r" {0,3}([\w-]+):[ \t]*(.*)", re.ASCII)  # as Python-Markdown's extension `meta` reads them
_MORE = re.compile(r" {4,}\S")  # the same: the line above goes on
_BEGINS, _ENDS = "---", ("---", "...")

# Over all of the text: what is in examples and comments is found too. It says more than is wrong rather than less.
_NAMES = "(attach|static|filename|include|index|category|tag|author)"
_LINK = re.compile(rf"\{{\\?{_NAMES}\\?\}}|(?<=[(\"'<])\|{_NAMES}\|", re.IGNORECASE)
_SCHEMES = "|".join(r"\s*".join(word) for word in ("javascript", "vbscript", "data"))  # browsers skip what is between
_RUNS = {
    "<script>": r"<\s*(script|iframe|object|embed|form|base|meta|link|style|svg|math)\b",
    "onclick=": r"<[^<]*[\s/\"']on\w+\s*=",
    "javascript:": rf"([(\"'=<]|\]:)\s*(<\s*)?({_SCHEMES})\s*:",
}
_RUNNING = {name: re.compile(pattern, re.IGNORECASE) for name, pattern in _RUNS.items()}
_ENTITY = re.compile(r"&#?[0-9a-z]{1,30};?", re.IGNORECASE)


def of_picture(path: PurePosixPath) -> Iterator[Found]:
    """What is wrong with a file of content/images, which is published as it is."""
    if path.suffix not in images.SUFFIXES:
        yield (1, 1), "", Fault("{name} is not a picture. Use a .jpg, .png or .webp file.", name=path.name)


def of_page(path: PurePosixPath, data: bytes) -> Iterator[Found]:
    """What is wrong with a file of content/pages."""
    if path.suffix != ".md":
        yield (1, 1), "", Fault(
            "{name} is not a page. Pages are .md files; pictures stand in content/images.", name=path.name
        )  # fmt: skip
        return
    document = frontmatter.plain(data)
    if document.faults:
        yield from (((line, column), "", fault) for _, (line, column), fault in document.faults)
        return
    yield from _head(document.body.expandtabs(4).split("\n"))
    yield from _text(document.body)


def faults(path: PurePosixPath, data: bytes) -> Iterator[Found]:
    """What is wrong with a file of the content; `path` is below that folder. Of other files than these nothing is."""
    if path.parts[0] == "images":
        yield from of_picture(path)
    elif path.parts[0] == "pages":
        yield from of_page(path, data)


def _head(lines: list[str]) -> Iterator[Found]:
    """The fields, to the first empty line; it may stand between two lines ---."""
    known: dict[str, int] = {}
    first = int(lines[0].startswith(_BEGINS))
    for number, line in enumerate(lines[first:], first + 1):
        if not line.strip() or line.startswith(_ENDS):
            break
        if known and _MORE.match(line):
            yield (number, 1), "", Fault("this line goes on with the field above. Write each field on one line.")
            continue
        if not (found := _FIELD.match(line)):
            break
        name, value = found[1].lower(), found[2].strip()
        if name in known:
            yield (number, 1), found[1], Fault(
                "{name} stands here twice: on line {first} and on line {second}. Keep one of them.",
                name=found[1], first=known[name], second=number,
            )  # fmt: skip
        known.setdefault(name, number)
        yield from (((number, 1), found[1], fault) for fault in _field(found[1], value))
    if "title" not in known:
        yield (1, 1), "", Fault("the page has no title. Write Title: and a title on its first line.")


def _field(name: str, value: str) -> Iterator[Fault]:
    if not (check := FIELDS.get(name.lower())):
        yield Fault(
            "{name} is not a field of a page. Those are {known}. If this is text, leave a line empty above it.",
            name=name, known=", ".join(one.capitalize() for one in FIELDS),
        )  # fmt: skip
        return
    try:
        check(value)
    except Fault as fault:
        yield fault


def _text(text: str) -> Iterator[Found]:
    if found := _LINK.search(text):
        yield _at(text, found), "", Fault(
            "{what} does nothing here. Write the address on the site: /about/, or /images/photo.jpg.",
            what=found[0],
        )  # fmt: skip
    for name, pattern in _RUNNING.items():
        read = _ENTITY.sub(_meant, text) if name == "javascript:" else text  # as an address is; a tag has no entities
        if found := pattern.search(read):
            yield _at(read, found), "", Fault(
                "a page cannot hold {what} or the like: nothing of it runs, and nothing comes from elsewhere. "
                "Leave it out, or make it a link.", what=name,
            )  # fmt: skip


def _meant(entity: re.Match) -> str:
    """What an entity stands for; a space instead of a line break, so that lines keep their numbers."""
    return " " if (meant := html.unescape(entity[0])).isspace() else meant


def _at(text: str, found: re.Match) -> tuple[int, int]:
    """Line and column."""
    return text.count("\n", 0, found.start()) + 1, found.start() - text.rfind("\n", 0, found.start())
