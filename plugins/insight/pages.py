"""The pages that this plugin adds to the site."""

from collections.abc import Iterator
from functools import partial

from agenda import freshness
from agenda.model import Activity
from agenda.output import Files
from agenda.page import Section
from agenda.pages import Page, Site
from agenda.signals import Addition

from . import coverage, lists, offer, review
from .coverage import Coverage
from .freshness import Writer, path_of
from .review import Review


def of(site: Site) -> Addition:
    """All pages that say how the agenda is doing.

    What organizers look after is in the first language only, and so are files.
    """
    counted = _counted(site)
    of = site.cache.of(counted, offer.examples(site.agenda), site.agenda.steering)
    pages = site.section("offer", of, lambda: offer.pages(site, counted))
    if site.town.prefix:
        return Addition([pages])
    return Addition([pages, *_reviews(site)], [Files("offer", of, lambda: [offer.file(site, counted)])])


def _counted(site: Site) -> Coverage:
    """The offer that lists show: the same in each language, so counted once."""
    agenda, town, cache = site.agenda, site.town, site.cache
    files = [one.digest for one in agenda.activities]
    of = cache.of(b"".join(files)) if all(files) else b""
    return cache.made("coverage", "", of, lambda: coverage.of(agenda, lists.coming(town, town.today), cache))


def _reviews(site: Site) -> Iterator[Section]:
    """What each organization has to look at, and how many that are of all. Organizers and editors get the address."""
    for id, own in review.current(site).items():
        yield site.section(f"review {id}", site.seal(own), partial(_review, site, id, own))
    yield site.section("reviews", site.seal(site.agenda.activities), lambda: [_all(review.of(site), site)])


def _review(site: Site, id: str, activities: list[Activity]) -> Iterator[Page]:
    one = review.of_organization(site.agenda.register.organizations[id], activities, site)
    path = path_of(one.organization.id, site.addresses, site.town)
    yield Page(path, "review.html", {"review": one}, False, partial(dict, writer=Writer(site)))


def _all(reviews: list[Review], site: Site) -> Page:
    counts = [(one, path_of(one.organization.id, site.addresses, site.town), _counts(one)) for one in reviews]
    context = {"reviews": counts, "states": freshness.STATES, "summary": Writer(site).summary(reviews)}
    return Page(f"{site.town.words['review']}/", "reviews.html", context, indexed=False)


def _counts(one: Review) -> dict[str, int]:
    """How many of its activities are in each state (an example's is empty), and how many are asked for a holiday."""
    states = [entry.state for entry in one.entries]
    return {state: states.count(state) for state in ("", *freshness.STATES)} | {
        "questions": sum(bool(entry.questions) for entry in one.entries)
    }
