"""The pages with this week in the whole town and in each area, for who makes a newsletter; lists say it to others.

Like their files they are there in the town's first language.
"""

from collections.abc import Iterator
from functools import partial
from typing import Any

from . import newsletter
from .page import Page, Section
from .pages import Site


def sections(site: Site) -> Iterator[Section]:
    """The section of these pages."""
    if not site.town.prefix:
        yield site.section("letters", site.of_newsletters(), lambda: pages(site))


def pages(site: Site) -> Iterator[Page]:
    """A page for each; that of the whole town leads to the others."""
    for number, selection in enumerate(newsletter.chosen(site.selections)):
        path = newsletter.path(site.addresses, selection)
        yield Page(path, "newsletter.html", partial(_about, site, number), indexed=False)


def _about(site: Site, number: int) -> dict[str, Any]:
    letters = site.newsletters()
    return {"letter": letters[number], "letters": [] if number else letters[1:]}
