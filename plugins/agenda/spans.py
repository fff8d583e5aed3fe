"""The lists of a span of days: today, what is left of this week, the weekend; and of what has no fixed time."""

from collections.abc import Iterator
from datetime import date, timedelta

from . import listing
from .page import Listing, Page, Pager, Section
from .pages import Site


def sections(site: Site) -> Iterator[Section]:
    """The section of these pages."""
    yield site.section("spans", site.seal(site.listed.activities), lambda: pages(site))


def pages(site: Site) -> Iterator[Page]:
    """Each list, on as many pages as it takes."""
    addresses, activities, today = site.addresses, site.listed.activities, site.town.today
    for kind, (first, last) in _spans(today).items():
        days = listing.by_day(site.soon(activities), first, last, site.freshness.marked)
        total = len({item.activity.address for day in days for item in day.items})
        path = addresses.selection(kind)
        for part, pager in site.paged(path, days):
            context = {"kind": kind, "first": first, "last": last, "listing": Listing(part, pager, total)}
            yield Page(addresses.page(path, pager.number), "moment.html", context, pager.number == 1)
    undated = site.undated(activities)
    shown = Listing([], Pager(1, 1), len(undated), undated)
    context = {"kind": "undated", "first": today, "last": today, "listing": shown}
    yield Page(addresses.selection("undated"), "moment.html", context)


def _spans(today: date) -> dict[str, tuple[date, date]]:
    """The first and the last day of each."""
    sunday = today + timedelta(6 - today.weekday())
    return {
        "today": (today, today),
        "week": (today, sunday),
        "weekend": (max(today, sunday - timedelta(1)), sunday),
    }
