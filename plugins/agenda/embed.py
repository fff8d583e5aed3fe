"""Pages to be shown in a frame on somebody else's site: the next activities of a selection, without script or cookie.

A publisher lets these pages alone be framed (frame-ancestors *): all others stay out of frames.
"""

from collections.abc import Iterator
from itertools import islice

from .facets import Selection
from .listing import Item
from .page import Section
from .pages import Page, Site

KINDS = ("", "area", "audience", "topic", "organization", "campaign")  # selections that have one
NEXT = 8  # occurrences in a frame


def sections(site: Site) -> Iterator[Section]:
    """The page that explains it, and one for each single selection: in the first language, so below one path."""
    if site.town.prefix:
        return
    chosen = [one for one in site.selections if one.area is None and one.kind in KINDS]
    by_kind = {kind: [(one, path(site, one)) for one in chosen if one.kind == kind] for kind in KINDS}
    about = {"frames": by_kind, "whole": by_kind[""][0][1]}
    at = site.addresses.selection("embed")
    yield site.section("embed", b"", lambda: [Page(at, "embed_about.html", about)])
    for selection in chosen:
        name = f"embed {site.path(selection)}"
        yield site.section(name, site.of(selection), lambda selection=selection: [_frame(site, selection)])


def _frame(site: Site, selection: Selection) -> Page:
    context = {"chosen": selection, "items": items(site, selection), "list_path": site.path(selection)}
    return Page(path(site, selection), "embed.html", context, indexed=False)


def path(site: Site, selection: Selection) -> str:
    """Where the page of a selection is: its own path below the word; the whole agenda's is `agenda/`."""
    return f"{site.addresses.selection('embed')}{site.path(selection) or 'agenda/'}"


def items(site: Site, selection: Selection) -> list[Item]:
    """The next occurrences of a selection, as its own list has them."""
    plan = site.campaigns.get(selection.id) if selection.kind == "campaign" else None
    days = plan.days if plan else site.days(selection.activities)
    return list(islice((item for day in days for item in day.items), NEXT))
