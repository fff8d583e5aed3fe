"""The pages that this plugin adds to the site."""

from collections.abc import Iterator

from agenda import freshness
from agenda.pages import Page, Site
from agenda.signals import Addition

from . import coverage, lists, offer, review
from .freshness import Writer, path_of
from .review import Review


def of(site: Site) -> Addition:
    """All pages that say how the agenda is doing.

    What organizers look after is in the first language only, and so are files.
    """
    counted = coverage.of(site.agenda, lists.coming(site.town, site.town.today))
    pages = [*offer.pages(site, counted)]
    if site.town.prefix:
        return Addition(pages)
    return Addition([*pages, *_reviews(site)], [offer.file(site, counted)])


def _reviews(site: Site) -> Iterator[Page]:
    """What each organization has to look at, and how many that are of all. Organizers and editors get the address."""
    reviews, writer = review.of(site), Writer(site)
    for one in reviews:
        path = path_of(one.organization.id, site.addresses, site.town)
        yield Page(path, "review.html", {"review": one, "writer": writer}, indexed=False)
    counts = [(one, path_of(one.organization.id, site.addresses, site.town), _counts(one)) for one in reviews]
    context = {"reviews": counts, "states": freshness.STATES, "summary": writer.summary(reviews)}
    yield Page(f"{site.town.words['review']}/", "reviews.html", context, indexed=False)


def _counts(one: Review) -> dict[str, int]:
    """How many of its activities are in each state (an example's is empty), and how many are asked for a holiday."""
    states = [entry.state for entry in one.entries]
    return {state: states.count(state) for state in ("", *freshness.STATES)} | {
        "questions": sum(bool(entry.questions) for entry in one.entries)
    }
