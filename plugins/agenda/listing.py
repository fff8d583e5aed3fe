"""What a list shows: occurrences by day, offers without a fixed time, and what comes later than the list reaches."""

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from operator import attrgetter
from typing import NamedTuple

import orjson

from . import schedule
from .afresh import Afresh
from .cache import Cache
from .model import Activity, Agenda, Occurrence
from .register import Place

YEAR_AHEAD = timedelta(400)  # further only for what has nothing sooner


class Item(NamedTuple):
    """One occurrence of an activity where it takes place. `following`: of one that is off, the next that is on."""

    activity: Activity
    occurrence: Occurrence
    place: Place
    following: Occurrence | None = None

    @property
    def off(self) -> bool:
        """Does it not take place?"""
        return self.occurrence.cancelled

    @property
    def order(self) -> tuple:
        """By time, whole days last; ties by title and address, so that equal input gives equal output."""
        one = self.occurrence
        return (one.whole_day, one.start, one.end or one.start, self.activity.title, self.activity.address)

    @property
    def key(self) -> bytes:
        """Which of the activity's occurrences it is: the file, the holidays and the day decide all else of it."""
        return keys([self])


class Day(NamedTuple):
    """A day of a list; `continued`: what did not fit on the page before."""

    date: date
    items: tuple[Item, ...]
    continued: bool = False


class Upcoming(NamedTuple):
    """All that lists need of each activity, by address: `soon` from today to the horizon, `later` the next after it.

    `undated` are the activities without a fixed time that one can join now or later. `elsewhere` are the ids of the
    places, beside their usual one, where some of them take place.
    """

    soon: Mapping[str, tuple[Item, ...]]
    later: Mapping[str, Item]
    undated: frozenset[str]
    elsewhere: Mapping[str, frozenset[str]]


def upcoming(
    agenda: Agenda, today: date, horizon_days: int, cache: Cache | Afresh | None = None, prefix: str = ""
) -> Upcoming:
    """What is coming of every activity; `prefix` tells the languages of a site apart in the cache."""
    soon, later, undated, elsewhere = {}, {}, set(), {}

    def found(activity: Activity) -> tuple[list[tuple], bool]:
        near, next_one = coming(activity, agenda, today, horizon_days)
        items = [*near, *([next_one] if next_one else [])]
        joinable = any(plan.undated and (not plan.until or plan.until >= today) for plan in activity.schedule)
        return [(item.occurrence, item.following) for item in items], joinable

    end, register = datetime.combine(today + timedelta(horizon_days), time(0)), agenda.register
    every = (cache or Afresh()).made_of_each("coming", agenda.activities, found, prefix)
    for activity, (times, joinable) in zip(agenda.activities, every, strict=True):
        address, usual = activity.address, activity.place(register)
        items = [
            Item(activity, one, activity.place(register, one.location) if one.location else usual, following)
            for one, following in times
        ]
        if items and items[-1].occurrence.start >= end:  # they are in order
            near = [item for item in items if item.occurrence.start < end]
            if not near:
                later[address] = items[0]
            items = near
        soon[address] = tuple(items)
        if joinable:
            undated.add(address)
        if others := [one.location for one, _ in times if one.location]:
            elsewhere[address] = frozenset([place for place in others if isinstance(place, str)])
    return Upcoming(soon, later, frozenset(undated), elsewhere)


def keys(items: Sequence[Item]) -> bytes:
    """Which occurrences of their activities these are; many at once, as that is asked of long lists.

    They are told by start and end: of each pair an activity has one (`schedule.of_activity`).
    """
    found = [item.occurrence for item in items]
    return orjson.dumps([*[one.start for one in found], *[one.end for one in found]])


def coming(activity: Activity, agenda: Agenda, today: date, horizon_days: int) -> tuple[tuple[Item, ...], Item | None]:
    """What takes place of it from today to the horizon; if nothing does, the next after that (one that is on first)."""
    last = today + timedelta(horizon_days - 1)
    near = _items(activity, agenda, schedule.of_activity(activity, agenda.register, today, last))
    if near and not near[-1].off:
        return tuple(near), None
    if near:  # of the last ones, which are off, the time that follows is still to be found
        return tuple(item for item in ahead(activity, agenda, today) if item.occurrence.day <= last), None
    first = None
    for days in (horizon_days + 60, horizon_days + 180, YEAR_AHEAD.days, None):  # most come back soon
        until = date.max if days is None else today + timedelta(days)
        found = _items(activity, agenda, schedule.of_activity(activity, agenda.register, today, until))
        if following := next((item for item in found if not item.off), None):
            return (), following
        first = first or next(iter(found), None)
        if found and days == YEAR_AHEAD.days:
            break
    return (), first


def ahead(activity: Activity, agenda: Agenda, first: date) -> list[Item]:
    """The activity's occurrences that are not over on the day `first`, in order, a year ahead and a bit."""
    register = agenda.register
    found = schedule.of_activity(activity, register, first, first + YEAR_AHEAD)
    return _items(activity, agenda, found or schedule.of_activity(activity, register, first, date.max))


def _items(activity: Activity, agenda: Agenda, found: list[Occurrence]) -> list[Item]:
    """Occurrences that follow each other as items."""
    items, following, register = [], None, agenda.register
    for one in reversed(found):
        items.append(Item(activity, one, activity.place(register, one.location), following if one.cancelled else None))
        following = following if one.cancelled else one
    return items[::-1]


def notices(ahead: list[Item]) -> list[Item]:
    """What is otherwise with the next time, of an activity's occurrences in order: cancelled, moved or elsewhere.

    Whoever knows the rhythm comes on the planned day: what was planned before the next time that is as planned, or now
    takes place before it, concerns that reader too.
    """
    usual = next((one.occurrence.day for one in ahead if not _otherwise(one.occurrence)), date.max)
    found = [item for item in ahead if _otherwise(item.occurrence)]
    return [
        item
        for item in found
        if min(item.occurrence.day, (item.occurrence.planned or item.occurrence.start).date()) <= usual
    ]


def _otherwise(one: Occurrence) -> bool:
    return bool(one.cancelled or one.moved or one.location)


def by_day(items: Iterable[Item], first: date, last: date, after: Container[str] = ()) -> list[Day]:
    """The days from `first` to `last` that have something; what began earlier stands under the first.

    Activities whose addresses are in `after` come after the others of the day.
    """
    days: dict[date, list[Item]] = defaultdict(list)
    begin = datetime.combine(first, time(0))
    for item in items:
        start = item.occurrence.start
        day = start.date()
        if day >= first:
            if day <= last:
                days[day].append(item)
        elif day <= last and (item.occurrence.end or start) > begin:
            days[first].append(item)
    by = (lambda item: (item.activity.address in after, item.order)) if after else attrgetter("order")
    for found in days.values():
        if len(found) > 1:
            found.sort(key=by)
    return [Day(day, tuple(days[day])) for day in sorted(days)]


def pages(days: list[Day], per_page: int, spare: int) -> list[list[Day]]:
    """The days cut into pages of `per_page` occurrences, at least one; a day goes on over the next page if it must.

    `spare` more may stand on a page where that keeps a day whole: a tenth, as the finder's script (`daysOf`) cuts.
    """
    result: list[list[Day]] = [[]]
    room = per_page
    for day in days:
        items = day.items
        while items:
            if room <= 0:
                result.append([])
                room = per_page
            cut = len(items) if len(items) <= room + spare else room
            result[-1].append(Day(day.date, items[:cut], len(items) < len(day.items)))
            items = items[cut:]
            room -= cut
    return result
