"""Schedule -> flat recurrence: plain series and single events that every calendar client reads the same.

A series holds only what all engines agree on: a plain RRULE that begins on a real date, and the dates it leaves out.
Everything else is a single event: moved, cancelled, extra and loose dates, and nights in which the clock changes.
What must be split in time (even and odd weeks, seasons, clock changes, rules without a plain form) is written out to
31 December of next year, so that it does not move daily; plain rules stay open. Every series is held against the
dates before it is used: days that its rule does not name become single events.
"""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import NamedTuple
from zoneinfo import ZoneInfo

from . import clock
from . import schedule as plan
from .model import Activity, Occurrence
from .register import Register
from .rule import LAST_DAY, Rule
from .timetable import Schedule

FIRST_DAY = date(1900, 1, 2)


class Single(NamedTuple):
    """One event by itself. `utc`: it touches a clock change, where engines differ unless it is written in UTC."""

    key: str
    occurrence: Occurrence
    utc: bool = False

    @property
    def last(self) -> date:
        """The day it ends or begins."""
        return (self.occurrence.end or self.occurrence.start).date()


class Series(NamedTuple):
    """`rule` from the `occurrence` on, without the days `out`. `until`: the last day it begins; None is open."""

    key: str
    occurrence: Occurrence
    rule: Rule
    until: date | None
    out: tuple[date, ...]

    @property
    def last(self) -> date | None:
        """The day its last occurrence ends or begins; None is open."""
        if self.until is None:
            return None
        one = self.occurrence
        return self.until + ((one.end or one.start).date() - one.day)


Event = Single | Series


def of_activity(activity: Activity, register: Register, today: date) -> Iterator[tuple[str, Event]]:
    """All events of an activity, each with a key that stays when others change. What two schedules share is once."""
    seen: set[tuple] = set()
    for number, schedule in enumerate(activity.schedule, 1):
        prefix = f"{number}" if number > 1 else ""
        for event in flat(schedule, register, today, seen):
            yield ".".join(word for word in (prefix, event.key) if word), event


def flat(schedule: Schedule, register: Register, today: date, seen: set[tuple] | None = None) -> list[Event]:
    """The schedule as events, in the order of their keys; without what is in `seen`, which it adds to."""
    if schedule.undated:
        return []
    seen = set() if seen is None else seen
    rules = schedule.rules(register.zone)
    plain = {rule: _plain(rule, schedule, register.zone, today) for rule in rules}
    split = any(simple is None or cut is not None for simple, cut in plain.values())
    stop = _stop(schedule, register, today, split)
    once = not schedule.repeat and not schedule.rrule and schedule.dates is None
    found = _found(schedule, register, stop, seen)
    events: list[Event] = []
    regular: dict[date, Occurrence] = {}
    for one in found:
        if _is_regular(one, register.zone):
            regular[one.day] = one
        else:
            at_change = _at_change(one, register.zone)
            # Of what takes place once, the one date is the same event when it is moved or called off.
            key = "" if once and not (one.loose or at_change) else _moment(one)
            events.append(Single(key, one, at_change))
    end = plan.last_day(schedule, register)
    open_from = stop if end is None or stop < end else None
    for number, rule in enumerate(rules):
        days = list(rule.days(min(regular), max(regular))) if regular else []
        own = [regular.pop(day) for day in days if day in regular]
        events += _series(*plain[rule], own, f"r{number + 1}" if number else "", open_from, end)
    return sorted(events, key=lambda event: event.key)


def _stop(schedule: Schedule, register: Register, today: date, split: bool) -> date:
    """The last day on which events are worked out one by one."""
    stop = date(today.year + 1, 12, 31)
    if not split:
        stop = max(
            [stop, *(days.last for days in schedule.except_), *(change.date.date for change in schedule.changes)]
        )
        if schedule.pause:
            stop = max(stop, register.holidays.until)
    end = plan.last_day(schedule, register)
    return min(stop, end or LAST_DAY, LAST_DAY)


def _found(schedule: Schedule, register: Register, stop: date, seen: set[tuple]) -> list[Occurrence]:
    """What takes place up to `stop` by plan, and all extra and changed dates, whenever they are."""
    named = [moment.date for moment in (*(schedule.dates or ()), *schedule.extra)]
    named += [day for change in schedule.changes for day in (change.date.date, change.to and change.to.date) if day]
    first = min([*named, *([schedule.start] if schedule.start else [])]) - timedelta(1)
    last = max([*named, stop]) + timedelta(1)
    result = []
    for one in plan.occurrences(schedule, register, max(first, FIRST_DAY), min(last, LAST_DAY)):
        what = (one.start, one.end, one.whole_day)
        if what not in seen and (one.planned.date() <= stop or one.loose or one.changed):
            seen.add(what)
            result.append(one)
    return result


def _is_regular(one: Occurrence, zone: ZoneInfo) -> bool:
    return not one.loose and not one.changed and one.start == one.planned and not _at_change(one, zone)


def _moment(one: Occurrence) -> str:
    """What identifies a single event: when it was planned."""
    return f"{one.planned:%Y%m%d}" if one.whole_day else f"{one.planned:%Y%m%dT%H%M}"


def _series(
    simple: Rule | None, cut, own: list[Occurrence], suffix: str, open_from: date | None, end: date | None
) -> Iterator[Event]:
    """The regular occurrences of one rule as series. It goes on after `open_from` (None: it does not) until `end`."""
    if simple is None:
        yield from (Single(_moment(one), one) for one in own)
        return
    for part, group in groupby(own, key=lambda one: cut(one.day) if cut else ""):
        days = list(group)
        held = [one.day for one in days]
        until = end if open_from and not cut else held[-1]
        here = replace(simple, start=held[0], until=until)
        named = set(here.days(held[0], min(until or LAST_DAY, open_from or LAST_DAY)))
        key = "-".join(word for word in (suffix, part) if word)
        if until == held[0]:
            yield Single(key, days[0])
        elif named >= set(held):
            yield Series(key, days[0], here, until, tuple(sorted(named - set(held))))
        else:
            yield from (Single(_moment(one), one) for one in days)


def _plain(rule: Rule, schedule: Schedule, zone: ZoneInfo, today: date) -> tuple[Rule | None, object]:
    """The rule in its plain form (None: it has none), and how its days are cut into series (None: not at all).

    Plain is what every engine tested reads right: no BYSETPOS, BYWEEKNO or BYYEARDAY, no WEEKLY with BYMONTH, no
    WKST that matters; COUNT becomes UNTIL.
    """
    simple = _simple(replace(rule, count=None, wkst=0 if rule.interval == 1 else rule.wkst))
    if simple is None:
        return None, None
    cuts = []
    if rule.parity is not None:
        cuts.append(lambda day: str(day.isocalendar().year))
    if rule.months and rule.freq != "yearly" and len(set(rule.months)) < 12:
        cuts.append(lambda day: _season(day, set(rule.months)))
    weekdays = {day for _, day in rule.weekdays} if simple.freq == "weekly" else set(range(7))
    changes = {change for year in (today.year, today.year + 1) for change in clock.changes(year, zone)}
    if _may_meet(changes, schedule, weekdays):
        if any(low.time() <= schedule.time.start < high.time() for low, high in changes):
            return None, None  # libical stays an hour late after a start that the clock skipped
        cuts.append(lambda day: "")
    if not cuts:
        return simple, None
    return simple, lambda day: "-".join(word for word in (cut(day) for cut in cuts) if word)


def _simple(rule: Rule) -> Rule | None:
    if rule.setpos or rule.weeknos or rule.yeardays or rule.wkst:
        return None
    every = rule.weekdays and all(n == 0 for n, _ in rule.weekdays)
    if rule.freq in ("daily", "monthly") and every and rule.interval == 1 and not rule.monthdays:
        return replace(rule, freq="weekly", months=())
    if rule.freq == "daily":
        return None if rule.weekdays or rule.monthdays else replace(rule, months=())
    if rule.freq == "weekly":
        if rule.parity is not None and rule.interval > 1:
            return None
        interval = rule.interval if rule.parity is None else 2
        weekdays = tuple(sorted(rule.weekdays)) or ((0, rule.start.weekday()),)
        return replace(rule, interval=interval, parity=None, months=(), weekdays=weekdays)
    if rule.weekdays and (rule.monthdays or any(n == 0 for n, _ in rule.weekdays)):
        return None
    monthdays = rule.monthdays or (() if rule.weekdays else (rule.start.day,))
    if rule.freq == "monthly":
        return replace(rule, months=(), monthdays=monthdays)
    months = set(rule.months or ((rule.start.month,) if not (rule.weekdays or rule.monthdays) else ()))
    if len(months) != 1:
        return None
    month = months.pop()
    if month == 2 and any(not 0 < day < 29 for day in monthdays):
        return None  # ical.js makes 1 March of 29 February
    size = monthrange(2027, month)[1]
    days = tuple(sorted({day if day > 0 else size + 1 + day for day in monthdays}))  # it drops BYMONTHDAY=-1 of a year
    return replace(rule, months=(month,), monthdays=days) if all(day <= size for day in days) else None


def _season(day: date, months: set[int]) -> str:
    """The month in which the season of `day` began, as 202610."""
    year, month = day.year, day.month
    while (month - 2) % 12 + 1 in months:
        year, month = (year, month - 1) if month > 1 else (year - 1, 12)
    return f"{year}{month:02}"


def _at_change(one: Occurrence, zone: ZoneInfo) -> bool:
    """Does it touch a time that the clock skips or repeats?"""
    if one.whole_day:
        return False
    first, last = min(one.start, one.planned), one.end or one.start
    years = {first.year, last.year}
    return any(first < high and last >= low for year in years for low, high in clock.changes(year, zone))


def _may_meet(changes: set[tuple[datetime, datetime]], schedule: Schedule, weekdays: set[int]) -> bool:
    """Can an occurrence that begins on one of these weekdays touch a clock change?"""
    if schedule.time is None:
        return False
    length = (schedule.end - schedule.start).days if schedule.end else 0
    for low, high in changes:
        for back in range(length + 2):
            one = plan.at(schedule, low.date() - timedelta(back))
            if one.day.weekday() in weekdays and one.start < high and (one.end or one.start) >= low:
                return True
    return False
