"""Are a site's links alive: those of its home page, and a sample of all its pages. Others' sites are not asked."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import urldefrag, urljoin, urlsplit

from agenda.language import told
from agenda.problem import Fault

from .finding import Finding, well, wrong
from .visit import Answer, Unreachable, Visitor

MOST = 60  # links of the home page that are followed
SAMPLE = 20  # pages of the sitemap that are looked at


class _Links(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.page, self.found = page, []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        for name, value in attributes:
            if name in ("href", "src") and value:
                self.found.append(urldefrag(urljoin(self.page, value))[0])


def of(page: Answer) -> list[str]:
    """The addresses of the same site that a page leads to or loads, each once, in order."""
    parser = _Links(page.address)
    parser.feed(page.text)
    return [one for one in dict.fromkeys(parser.found) if _same(one, page.address)]


def _same(one: str, other: str) -> bool:
    return urlsplit(one)[:2] == urlsplit(other)[:2]


def check(visitor: Visitor, home: Answer) -> Iterator[Finding]:
    """Every link of the home page, and a spread of the sitemap's pages."""
    map_address = urljoin(home.address, "sitemap.xml")
    listed = re.findall(r"<loc>([^<]+)</loc>", visitor.get(map_address).text)
    own = [urljoin(map_address, one.strip()) for one in listed]
    if not own:
        yield wrong(
            "links", map_address, Fault("there is no list of pages (sitemap.xml). Publish the whole site again.")
        )
    foreign = next((one for one in own if not _same(one, home.address)), None)
    if foreign:
        yield wrong(
            "links",
            map_address,
            Fault("the pages name another address, {address}. Set SITEURL to this one.", address=foreign),
        )
    spread = own[:: max(1, len(own) // SAMPLE)][:SAMPLE]
    asked = {one: map_address for one in spread if _same(one, home.address)}
    asked |= dict.fromkeys(of(home)[:MOST], home.address)
    dead = 0
    for address, page in asked.items():
        how = _dead(visitor, address)
        if how:
            dead += 1
            yield wrong(
                "links",
                address,
                Fault("{told}; {page} leads there. Put it back, or mend the link.", told=how, page=page),
            )
    if not dead:
        yield well("links", home.address, told("{number} links are alive."), number=len(asked))


def _dead(visitor: Visitor, address: str) -> str:
    """How an address does not work; nothing if it does."""
    try:
        status = visitor.get(address).status
    except Unreachable as error:
        return str(error)
    return "" if status == 200 else str(status)
