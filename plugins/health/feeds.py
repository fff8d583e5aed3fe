"""Are a site's feeds what programs can read: calendars by `feed_lint`, news by their form."""

import json
import re
from collections.abc import Iterator
from urllib.parse import urljoin
from xml.etree import ElementTree

from agenda import feed_lint
from agenda.language import told
from agenda.problem import Fault

from .finding import Finding, well, wrong
from .visit import Answer, Unreachable, Visitor

NEWS = ("rss.xml", "atom.xml", "feed.json")
MOST = 20  # calendars
ROOTS = {"rss.xml": "rss", "atom.xml": "{http://www.w3.org/2005/Atom}feed"}


def check(visitor: Visitor, home: Answer, subscribe: str) -> Iterator[Finding]:
    """The agenda's own feeds, and the calendars that the page of following (`subscribe`, its path) names."""
    page = visitor.get(urljoin(home.address, subscribe))
    named = re.findall(rf"{re.escape(home.address)}[^\"'<\s]+\.ics", page.text) if page.status == 200 else []
    own = urljoin(home.address, "agenda.ics")
    calendars = list(dict.fromkeys([own, *named]))[:MOST]
    bad = 0
    for address in [*calendars, *(urljoin(home.address, name) for name in NEWS)]:
        for finding in _of(visitor, address):
            bad += 1
            yield finding
    if not bad:
        read = told("{number} calendars and {news} feeds of news can be read.")
        yield well("feeds", own, read, number=len(calendars), news=len(NEWS))


def _of(visitor: Visitor, address: str) -> Iterator[Finding]:
    try:
        answer = visitor.get(address)
    except Unreachable as error:
        yield wrong("feeds", address, Fault("the feed cannot be had: {told}. Publish it again.", told=error))
        return
    if answer.status != 200:
        yield wrong("feeds", address, Fault("the feed cannot be had: {told}. Publish it again.", told=answer.status))
    elif not answer.whole:
        yield wrong(
            "feeds", address, Fault("the feed is larger than programs read. Look at what the build said of it.")
        )
    elif address.endswith(".ics"):
        for found in feed_lint.findings(answer.body):
            if not found.warning:
                yield wrong("feeds", f"{address}:{found.line}", found.fault)
    elif not _news(answer):
        yield wrong("feeds", address, Fault("this is no feed of news that programs can read. Publish it again."))


def _news(answer: Answer) -> bool:
    """Is it what its name says?"""
    name = answer.address.rpartition("/")[2]
    try:
        if name == "feed.json":
            return str(json.loads(answer.body)["version"]).startswith("https://jsonfeed.org/version/")
        if b"<!DOCTYPE" in answer.body or b"<!ENTITY" in answer.body:  # ours have none, and one may be a bomb
            return False
        return ElementTree.fromstring(answer.body).tag == ROOTS[name]  # noqa: S314
    except (ValueError, KeyError, TypeError, ElementTree.ParseError):
        return False
