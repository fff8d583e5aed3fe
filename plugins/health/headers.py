"""Does the server say what keeps readers safe, and of each file what it is?"""

import re
from collections.abc import Callable, Iterator
from urllib.parse import urljoin, urlsplit

from agenda.language import told
from agenda.problem import Fault

from .finding import Finding, well, wrong
from .visit import Answer, Unreachable, Visitor

DAY = 86_400
# Of each file the types that programs take it by.
TYPES = {
    "": ("text/html",),
    "agenda.ics": ("text/calendar",),
    "rss.xml": ("application/rss+xml", "application/xml", "text/xml"),
    "atom.xml": ("application/atom+xml", "application/xml", "text/xml"),
    "feed.json": ("application/feed+json", "application/json"),
    "build.json": ("application/json",),
}


def _policy(value: str) -> bool:
    """Nothing but what is named may be loaded, and no script may stand in a page."""
    said = {words[0]: words[1:] for part in value.lower().split(";") if (words := part.split())}
    scripts = said.get("script-src", said.get("default-src", ["*"]))
    return said.get("default-src") == ["'none'"] and not {"*", "'unsafe-inline'", "'unsafe-eval'"} & set(scripts)


def _hsts(value: str) -> bool:
    age = re.search(r"max-age=\"?(\d+)", value)
    return bool(age) and int(age[1]) >= DAY


# Name, is its value good, only over https.
SAFE: tuple[tuple[str, Callable[[str], bool], bool], ...] = (
    ("Content-Security-Policy", _policy, False),
    ("X-Content-Type-Options", lambda value: value.strip().lower() == "nosniff", False),
    ("Strict-Transport-Security", _hsts, True),
)


def check(visitor: Visitor, home: Answer) -> Iterator[Finding]:
    """The home page's headers, and the types of the files that programs ask for."""
    bad = 0
    for name, good, only_safe in SAFE:
        value = home.headers.get(name.lower(), "")
        if (urlsplit(home.address).scheme == "https" or not only_safe) and not good(value):
            bad += 1
            fault = Fault("the header {name} is missing. Send what the project's headers say.", name=name)
            if value:
                fault = Fault(
                    "the header {name} does not keep readers safe: {value}. Send what the project's headers say.",
                    name=name,
                    value=value,
                )
            yield wrong("headers", home.address, fault)
    for path, types in TYPES.items():
        address = urljoin(home.address, path)
        try:
            answer = visitor.get(address)
        except Unreachable:
            continue  # its own check says so
        if answer.status == 200 and answer.media_type not in types:
            bad += 1
            yield wrong(
                "headers",
                address,
                Fault(
                    "its type is {type}; programs want {wanted}. Set it on the server.",
                    type=answer.media_type or "—",
                    wanted=types[0],
                ),
            )
    if not bad:
        yield well("headers", home.address, told("the headers and types are as they should be."))
