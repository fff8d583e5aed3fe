"""The pages of which there is one: all selections, how one follows them, what one kept, what is not there."""

from collections.abc import Iterator

from . import facets
from .facets import Selection
from .page import Page, Section
from .pages import Site


def sections(site: Site) -> Iterator[Section]:
    """The section of these pages."""
    yield site.section("singles", b"", lambda: pages(site))


def pages(site: Site) -> Iterator[Page]:
    """Each of them that the town has."""
    parts, addresses = site.town.parts, site.addresses
    for stone in site.agenda.register.tombstones:
        yield Page(addresses.old(stone.path), "tombstone.html", {"stone": stone}, indexed=False)
    if "choose" in parts:  # how to find something without a script
        yield Page(addresses.selection("choose"), "choose.html", {"kinds": _kinds(site)})
    if "subscribe" in parts:
        context = {"whole": site.selections[0], "kinds": _kinds(site)}
        yield Page(addresses.selection("subscribe"), "subscribe.html", context)
    if "list" in parts:
        yield Page(addresses.selection("list"), "list.html", {}, indexed=False)
    if "missing" in parts and not site.town.prefix:  # a server has one
        yield Page("404.html", "404.html", {}, indexed=False)


def _kinds(site: Site) -> dict[str, list[Selection]]:
    """The single selections by their kind."""
    single = [one for one in site.selections if one.kind and one.area is None]
    return {kind: [one for one in single if one.kind == kind] for kind in facets.LISTS}
