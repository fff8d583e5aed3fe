"""What the site is put together from, in each language: the agenda's pages, editors' pages, those of other plugins."""

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

from . import coalition, embed, help_page, posters, press, reference, slips
from .editorial import REFER
from .pages import Page, Site
from .signals import Addition

Composition = dict[Site, list[Page]]

OWN = {"slips": slips, "posters": posters, "coalition": coalition, "help": help_page, "press": press, "embed": embed}


class PathClash(ValueError):
    """Two pages want one path."""


def composed(additions: dict[Site, list[Addition]], written: Iterable[tuple[Any, bool]]) -> Composition:
    """All pages of each site, the first language first; `written` are Pelican's pages, and whether each is listed.

    From here on every site knows which pages it has. Raises PathClash.
    """
    written = list(written)
    pages = {site: list(_pages(site, added, written)) for site, added in additions.items()}
    for site, found in pages.items():
        site.addresses.know(page.path for page in found)
    _no_clash(pages)
    return pages


def referring(pages: Iterable[Page]) -> str:
    """The path of the page for who helps somebody else; empty when editors wrote none, or hid it."""
    return min((page.path for page in pages if page.template == f"{REFER}.html" and page.indexed), default="")


def files(additions: dict[Site, list[Addition]]) -> Iterator[tuple[str, bytes]]:
    """What other plugins add; of another language than the first only what stands below its prefix."""
    for site, added in additions.items():
        for path, data in chain.from_iterable(one.files for one in added):
            if path.startswith(site.town.prefix):
                yield path, data


def _pages(site: Site, additions: list[Addition], written: list[tuple[Any, bool]]) -> Iterator[Page]:
    yield from site.pages()
    if "fields" in site.town.parts and not site.town.prefix:  # it is, like the files it is about, in the first language
        yield reference.page(site.town, site.agenda.register)
    for part, own in OWN.items():
        if part in site.town.parts:
            yield from own.pages(site)
    yield from chain.from_iterable(added.pages for added in additions)
    for page, listed in written:
        if page.lang == site.town.language.code:
            yield Page(page.url, f"{page.template}.html", {"page": page}, listed)


def _no_clash(pages: Composition) -> None:
    """No two pages at one path; an editors' page may have the path of one of ours by mistake."""
    known: dict[str, Page] = {}
    for site, page in ((site, page) for site, found in pages.items() for page in found):
        path = site.addresses.placed(page.path)
        other = known.setdefault(path, page)
        if other is not page:
            written = next((one.given["page"] for one in (page, other) if "page" in one.given), None)
            if written:
                raise PathClash(
                    f"{written.relative_source_path}: Slug: {written.slug} is the address of another page. "
                    "Write another slug."
                )
            raise PathClash(f"AGENDA_URLS: two pages have the address {path}. Choose other words.")
