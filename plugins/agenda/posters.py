"""Posters: one sheet of A4 about a selection, for a notice board or a waiting room. It says what is on in two weeks.

How much fits is decided here, by counting lines of large type: a sheet that runs over is a sheet that nobody hangs up.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from math import ceil
from typing import Any, NamedTuple

from . import qr_code, wording
from .facets import Selection
from .listing import Item
from .model import Activity
from .page import Section
from .pages import Page, Site

SPAN = timedelta(14)  # from today: to the same day of the week after next
WIDTH = 26  # characters of 24 points on a line beside the day, of ordinary words
LONGEST = 2 * WIDTH  # of a title or a place
WORD = 15  # characters of one word in the heading; with a longer one it is set smaller, so that no word is broken

# In millimetres, as paper.css sets it: the sheet between its margins, what stands between the parts, and lines of type.
SHEET, GAPS, LINE, NAME_LINE, PHONE_LINE = 272, 20, 9.8, 16.4, 16.4
HEAD, CODE, BETWEEN = 26, 44, 3.6


class Line(NamedTuple):
    """What a poster says of one activity: on a day, or without a fixed time (no `item`)."""

    activity: Activity
    title: str
    place: str
    item: Item | None = None
    day: date | None = None  # of the list: later than the item's own if that began before

    @property
    def height(self) -> float:
        """What it takes, in millimetres; the day and the time are two lines."""
        marked = len(self.place) + (12 if self.activity.example else 0)
        return max(2, ceil(len(self.title) / WIDTH) + ceil(marked / WIDTH)) * LINE + BETWEEN


def sections(site: Site) -> Iterator[Section]:
    """The whole town's poster, and one for each area and each campaign."""
    for selection in site.selections:
        if selection.kind in ("", "area", "campaign") and not selection.area:
            name = f"poster {site.path(selection)}"
            yield site.section(name, site.of(selection), lambda selection=selection: [poster(site, selection)])


def poster(site: Site, selection: Selection) -> Page:
    """The poster of any selection: from today, or of a campaign's own days if it has them."""
    return Page(path(site, selection), "poster.html", partial(_about, site, selection), indexed=False)


def _about(site: Site, selection: Selection) -> dict[str, Any]:
    first, last = _days(site, selection)
    found = list(_lines(site, selection, first, last))
    address = site.addresses.full(site.path(selection)) if site.town.url else ""
    shown, room = [], _room(site, selection, address)
    for line in found:
        room -= line.height
        if room < 0:
            break
        shown.append(line)
    return {
        "selection": selection,
        "first": first,
        "last": last,
        "lead": _lead(site, selection),
        "lines": shown,
        "more": len(found) - len(shown),
        "address": address,
        "code": qr_code.inline(address) if address else "",
        "list_path": site.path(selection),
        "long": max(map(len, _name(site, selection).split())) > WORD,
    }


def _days(site: Site, selection: Selection) -> tuple[date, date]:
    """What the poster is about: two weeks, of a campaign that has days no other than those."""
    today = site.town.today
    if selection.kind == "campaign" and (period := site.campaigns[selection.id].campaign.period):
        first = max(today, period.first) if today <= period.last else period.first
        return first, min(first + SPAN, period.last)
    return today, today + SPAN


def _lead(site: Site, selection: Selection) -> str:
    """What stands before the days. Of a campaign whose days are not known they are not its own, so it says whose."""
    if selection.kind == "campaign" and not site.campaigns[selection.id].campaign.period:
        return site.town.language.gettext("What belongs to it")
    return site.town.tagline


def path(site: Site, selection: Selection) -> str:
    """`poster/` of the town, `poster/<id>/` of an area, and below a selection's own page for every other."""
    word = site.town.words["poster"]
    if not selection.kind:
        return f"{word}/"
    if selection.kind == "area" and not selection.area:
        return f"{word}/{selection.id}/"
    return f"{site.path(selection)}{word}/"


def _name(site: Site, selection: Selection) -> str:
    """About what the heading says, for its length."""
    name = selection.thing.name if selection.thing else site.town.name
    return f"{name} - {selection.area.name}" if selection.area else name


def _room(site: Site, selection: Selection, address: str) -> float:
    """What is left for the activities between the heading and the foot, in millimetres."""
    town, name = site.town, _name(site, selection)
    head = max(HEAD, (LINE if selection.kind else 0) + ceil(len(name) / 16) * NAME_LINE)
    span = (ceil(len(_lead(site, selection)) / 42) + 1) * LINE
    foot = 2 * LINE + ceil(len(address.partition("://")[2]) / 28) * LINE  # how many more there are, and the address
    if town.phone:
        foot += ceil((len(town.phone) + 6) / 16) * PHONE_LINE + ceil(len(town.phone_hours) / 30) * LINE
    return SHEET - GAPS - head - span - max(foot, CODE if address else 0)


def _lines(site: Site, selection: Selection, first: date, last: date) -> Iterator[Line]:
    """What one can go to, by day, each activity once a day; then what has no fixed time."""
    plan = site.campaigns[selection.id] if selection.kind == "campaign" else None
    for day in plan.days if plan else site.days(selection.activities):
        seen = set()
        for item in day.items:
            open_to_join = not item.off and item.activity.status == "scheduled"
            if first <= day.date <= last and open_to_join and item.activity.address not in seen:
                seen.add(item.activity.address)
                yield _line(item.activity, item.place.name, item, day.date)
    for activity in plan.undated if plan else site.undated(selection.activities):
        if activity.status == "scheduled":
            yield _line(activity, activity.place(site.agenda.register).name)


def _line(activity: Activity, place: str, item: Item | None = None, day: date | None = None) -> Line:
    return Line(activity, wording.shortened(activity.title, LONGEST), wording.shortened(place, LONGEST), item, day)
