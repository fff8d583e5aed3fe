"""The pages with this week in the whole town and in each area, for who makes a newsletter; lists say it to others.

Like their files they are there in the town's first language.
"""

from collections.abc import Iterator

from .page import Page, Section
from .pages import Site


def sections(site: Site) -> Iterator[Section]:
    """The section of these pages."""
    if not site.town.prefix:
        yield site.section("letters", site.seal(site.listed.activities), lambda: pages(site))


def pages(site: Site) -> Iterator[Page]:
    """A page for each; that of the whole town leads to the others."""
    letters = site.newsletters()
    for letter in letters:
        context = {"letter": letter, "letters": [] if letter.area else letters[1:]}
        yield Page(letter.path, "newsletter.html", context, indexed=False)
