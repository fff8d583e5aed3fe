"""Posters: one sheet of A4 about a selection, for a notice board or a waiting room. It says what is on in two weeks.

How much fits is decided here, by counting lines of large type: a sheet that runs over is a sheet that nobody hangs up.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil

from . import qr_code, wording
from .facets import Selection
from .listing import Item
from .model import Activity
from .pages import Page, Site

SPAN = timedelta(14)  # from today: to the same day of the week after next
ROOM = 15  # lines of 24 points between the heading and the foot
WIDTH = 26  # characters on such a line beside the day, of ordinary words
LONGEST = 2 * WIDTH  # of a title or a place


@dataclass(frozen=True)
class Line:
    """What a poster says of one activity: on a day, or without a fixed time (no `item`)."""

    activity: Activity
    title: str
    place: str
    item: Item | None = None
    day: date | None = None  # of the list: later than the item's own if that began before

    @property
    def height(self) -> int:
        """Lines of type: the day and the time take two."""
        return max(2, ceil(len(self.title) / WIDTH) + ceil(len(self.place) / WIDTH))


def pages(site: Site) -> Iterator[Page]:
    """The whole town's poster, and one for each area."""
    for selection in site.selections:
        if not selection.kind or (selection.kind == "area" and not selection.area):
            yield poster(site, selection)


def poster(site: Site, selection: Selection, first: date | None = None) -> Page:
    """The poster of any selection; `first` is the day that it begins with, otherwise today."""
    first = max(first or site.town.today, site.town.today)
    last = first + SPAN
    found = list(_lines(site, selection, first, last))
    shown, room = [], ROOM
    for line in found:
        room -= line.height
        if room < 0:
            break
        shown.append(line)
    address = site.addresses.full(site.path(selection)) if site.town.url else ""
    context = {
        "selection": selection,
        "first": first,
        "last": last,
        "lines": shown,
        "more": len(found) - len(shown),
        "address": address,
        "code": qr_code.inline(address) if address else "",
        "list_path": site.path(selection),
    }
    return Page(path(site, selection), "poster.html", context, indexed=False)


def path(site: Site, selection: Selection) -> str:
    """`poster/` of the town, `poster/<id>/` of an area, and below a selection's own page for every other."""
    word = site.town.words["poster"]
    if not selection.kind:
        return f"{word}/"
    if selection.kind == "area" and not selection.area:
        return f"{word}/{selection.id}/"
    return f"{site.path(selection)}{word}/"


def _lines(site: Site, selection: Selection, first: date, last: date) -> Iterator[Line]:
    """What one can go to, by day, each activity once a day; then what has no fixed time."""
    for day in site.days(selection.activities):
        seen = set()
        for item in day.items:
            open_to_join = not item.off and item.activity.status == "scheduled"
            if first <= day.date <= last and open_to_join and item.activity.address not in seen:
                seen.add(item.activity.address)
                yield _line(item.activity, item.place.name, item, day.date)
    for activity in site.undated(selection.activities):
        if activity.status == "scheduled":
            yield _line(activity, activity.place(site.agenda.register).name)


def _line(activity: Activity, place: str, item: Item | None = None, day: date | None = None) -> Line:
    return Line(activity, wording.shortened(activity.title, LONGEST), wording.shortened(place, LONGEST), item, day)
