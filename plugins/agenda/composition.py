"""What the site is put together from, in each language: the agenda's pages, editors' pages, those of other plugins."""

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any, NamedTuple

from . import coalition, embed, help_page, letters, posters, press, reference, singles, slips, spans
from .editorial import REFER
from .output import Files
from .page import Entry, Section
from .pages import Page, Site
from .signals import Addition

OWN = {
    "moments": spans, "newsletters": letters, "slips": slips, "posters": posters, "coalition": coalition,
    "help": help_page, "press": press, "embed": embed,
}  # fmt: skip


class PathClash(ValueError):
    """Two pages want one path."""


class Composition(NamedTuple):
    """The pages of a site in their sections, with what the rest of the site has to know of the pages of each."""

    parts: list[tuple[Section, list[Entry]]]

    @property
    def entries(self) -> Iterator[Entry]:
        """That of all pages."""
        return (entry for _, entries in self.parts for entry in entries)


def composed(additions: dict[Site, list[Addition]], written: Iterable[tuple[Any, bool]]) -> dict[Site, Composition]:
    """All pages of each site, the first language first; `written` are Pelican's pages, and whether each is listed.

    From here on every site knows which pages it has. Raises PathClash.
    """
    written = list(written)
    found = {
        site: Composition([
            (section, site.cache.made("pages", section.name, section.of, section.entries))
            for section in _sections(site, added, written)
        ])
        for site, added in additions.items()
    }  # fmt: skip
    for site, composition in found.items():
        site.addresses.know(entry.path for entry in composition.entries)
    _no_clash(found)
    return found


def referring(entries: Iterable[Entry]) -> str:
    """The path of the page for who helps somebody else; empty when editors wrote none, or hid it."""
    return min((one.path for one in entries if one.template == f"{REFER}.html" and one.indexed), default="")


def files(additions: dict[Site, list[Addition]]) -> Iterator[Files]:
    """What other plugins add."""
    for added in additions.values():
        yield from chain.from_iterable(one.files for one in added)


def _sections(site: Site, additions: list[Addition], written: list[tuple[Any, bool]]) -> Iterator[Section]:
    yield from site.sections()
    yield from singles.sections(site)
    for part, own in OWN.items():
        if part in site.town.parts:
            yield from own.sections(site)
    yield from chain.from_iterable(added.sections for added in additions)
    yield site.section("reference and written", b"", lambda: _others(site, written))


def _others(site: Site, written: list[tuple[Any, bool]]) -> Iterator[Page]:
    if "fields" in site.town.parts and not site.town.prefix:  # it is, like the files it is about, in the first language
        yield reference.page(site.town, site.agenda.register)
    for page, listed in written:
        if page.lang == site.town.language.code:
            yield Page(page.url, f"{page.template}.html", {"page": page}, listed)


def _no_clash(pages: dict[Site, Composition]) -> None:
    """No two pages at one path; an editors' page may have the path of one of ours by mistake."""
    known: dict[str, Section] = {}
    for site, composition in pages.items():
        for section, entry in ((section, entry) for section, entries in composition.parts for entry in entries):
            path = site.addresses.placed(entry.path)
            if path not in known:
                known[path] = section
                continue
            pages_there = [one for found in (section, known[path]) for one in found.pages if path.endswith(one.path)]
            if written := next((one.given["page"] for one in pages_there if "page" in one.given), None):
                raise PathClash(
                    f"{written.relative_source_path}: Slug: {written.slug} is the address of another page. "
                    "Write another slug."
                )
            raise PathClash(f"AGENDA_URLS: two pages have the address {path}. Choose other words.")
