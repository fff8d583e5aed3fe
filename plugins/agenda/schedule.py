"""Schedule + holidays + window -> occurrences. Everything is reckoned in wall-clock time; nothing reads a clock.

What is planned: the rule's days, or the loose dates, without `except` and `pause`; and `extra`. A change beats
`except` and `pause`. Bounded: no window reaches past the year 2100, and only `count` looks back to the start.
"""

import bisect
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from heapq import merge
from zoneinfo import ZoneInfo

from . import clock
from .holidays import merged
from .model import Activity, Occurrence
from .moments import DateRange, Moment, TimeSpan, combine
from .problem import Fault
from .register import Register
from .rule import LAST_DAY
from .timetable import Change, Schedule

MIDNIGHT = TimeSpan(time(0))
FIRST_DAY = date(1900, 1, 1)
NEAR = timedelta(45)  # this far from a day that is not planned one that is may still be meant


def of_activity(activity: Activity, register: Register, first: date, last: date) -> list[Occurrence]:
    """All occurrences that overlap first 00:00 to the day after last 00:00, in order, each moment once.

    A cancelled or postponed activity has only cancelled ones.
    """
    off = activity.status in ("cancelled", "postponed")
    found: dict[tuple, Occurrence] = {}
    for schedule in activity.schedule:
        for occurrence in occurrences(schedule, register, first, last):
            if off:
                occurrence = occurrence._replace(cancelled=True, reason=activity.status_note or occurrence.reason)
            found.setdefault((occurrence.start, occurrence.end, occurrence.whole_day), occurrence)
    return sorted(found.values(), key=_order)


def occurrences(schedule: Schedule, register: Register, first: date, last: date) -> list[Occurrence]:
    """One schedule's occurrences that overlap first 00:00 to the day after last 00:00, in order."""
    if schedule.undated:
        return []
    first, last = max(first, FIRST_DAY), min(last, LAST_DAY)
    lowest, highest = datetime.combine(first, time(0)), datetime.combine(last, time(0)) + timedelta(1)
    ranges = [DateRange(first - timedelta(_nights(schedule) + 2), last)] if first <= last else []
    ranges += [DateRange(change.date.date, change.date.date) for change in schedule.changes]
    plan = list(_planned_in(schedule, register, ranges))
    changes = _assigned(schedule, plan)
    result = []
    for occurrence in plan:
        if change := changes.get(occurrence.planned):
            occurrence = _changed(schedule, occurrence, change)
        occurrence = _on_the_clock(occurrence, register.zone)
        until = occurrence.end or occurrence.start
        if occurrence.start < highest and (until > lowest or occurrence.start >= lowest):
            result.append(occurrence)
    return sorted(result, key=_order)


def _order(occurrence: Occurrence) -> tuple:
    return (occurrence.start, occurrence.end or occurrence.start, occurrence.planned)


def planned(schedule: Schedule, register: Register, first: date, last: date) -> Iterator[Occurrence]:
    """What is planned to begin from `first` to `last`, both in, in order, before changes and clock changes."""
    extra = {_plan(schedule, moment) for moment in schedule.extra}
    seen = set()
    regular = _regular(schedule, register, first, last)
    for occurrence in merge(regular, sorted(extra, key=_order), key=lambda one: one.planned):
        if occurrence.planned not in seen and first <= occurrence.day <= last:
            seen.add(occurrence.planned)
            yield occurrence


def _planned_in(schedule: Schedule, register: Register, ranges: list[DateRange]) -> Iterator[Occurrence]:
    """What is planned to begin in these ranges, in order; maybe more. What is counted from the start is so once."""
    ranges = merged(ranges)
    whole = schedule.dates is not None or schedule.count or any(rule.count for rule in schedule.rules(register.zone))
    if ranges and whole:
        ranges = [DateRange(ranges[0].first, ranges[-1].last)]
    for days in ranges:
        yield from planned(schedule, register, days.first, min(days.last, LAST_DAY))


def _regular(schedule: Schedule, register: Register, first: date, last: date) -> Iterator[Occurrence]:
    """By rule or by loose dates, without what `except` and `pause` leave out, unless a change says otherwise."""
    spans: Iterable[tuple[date, TimeSpan | None]]
    if schedule.dates is not None:
        moments = sorted(schedule.dates, key=lambda moment: _plan(schedule, moment).planned)
        spans = ((moment.date, moment.time) for moment in moments)
    else:
        if schedule.pause:
            last = min(last, register.holidays.until)
        begin = schedule.start if schedule.count else first
        spans = ((day, None) for day in _once(rule.days(begin, last) for rule in schedule.rules(register.zone)))
    ranges = iter(merged([*schedule.except_, *register.holidays.ranges(schedule.pause)]))
    out = next(ranges, None)
    kept = {(change.date.date, change.date.time and change.date.time.start) for change in schedule.changes}
    held = 0
    for day, span in spans:
        while out and out.last < day:
            out = next(ranges, None)
        if out and out.first <= day and (day, None) not in kept:
            start = (span or schedule.time or MIDNIGHT).start
            if (day, start) not in kept:
                continue
        held += 1
        if schedule.count and held > schedule.count:
            return
        if day >= first:
            yield _plan(schedule, Moment(day, span), schedule.dates is not None)


def _once(series: Iterable[Iterator[date]]) -> Iterator[date]:
    """The days of several series in order, each once."""
    previous = None
    for day in merge(*series):
        if day != previous:
            yield day
        previous = day


def _plan(schedule: Schedule, moment: Moment, loose: bool = True) -> Occurrence:
    """What takes place at a planned moment: the schedule's own time and length unless the moment says a time."""
    span = moment.time or schedule.time
    days = _nights(schedule)
    start = combine(moment.date, (span or MIDNIGHT).start)
    if span is None:
        return Occurrence(start, combine(moment.date, time(0), days + 1), True, start, loose=loose)
    return Occurrence(start, _end(moment.date, span, days), False, start, loose=loose)


def at(schedule: Schedule, day: date) -> Occurrence:
    """What would take place if it began on `day` at the schedule's own time."""
    return _plan(schedule, Moment(day))


def _nights(schedule: Schedule) -> int:
    """How many days after its first day an occurrence ends that takes several days."""
    return (schedule.end - schedule.start).days if schedule.end else 0


def _end(day: date, span: TimeSpan, days: int) -> datetime | None:
    """When it ends that begins on `day` and, with `days`, goes on over as many nights."""
    if span.end is None:
        return None
    past_midnight = span.days if not days or span.end == time(0) else 0
    return combine(day, span.end, days + past_midnight)


def _assigned(schedule: Schedule, plan: list[Occurrence]) -> dict[datetime, Change]:
    """Which change is of which planned start."""
    by_day: dict[date, list[Occurrence]] = {}
    for occurrence in plan:
        by_day.setdefault(occurrence.day, []).append(occurrence)
    return {
        occurrence.planned: change
        for change in schedule.changes
        for occurrence in by_day.get(change.date.date, ())
        if not change.date.time or occurrence.planned.time() == change.date.time.start
    }


def _changed(schedule: Schedule, occurrence: Occurrence, change: Change) -> Occurrence:
    start, end, whole_day = occurrence.start, occurrence.end, occurrence.whole_day
    if change.to:
        day, span = change.to.date or start.date(), change.to.time
        length = end - start if end else None
        if span is None:
            start = datetime.combine(day, start.time())
            end = start + length if length is not None else None
        else:
            start, whole_day = datetime.combine(day, span.start), False
            if span.end is not None:
                end = _end(day, span, _nights(schedule))
            elif length is not None and not occurrence.whole_day:
                end = start + length
            else:
                end = None
    return occurrence._replace(
        start=start,
        end=end,
        whole_day=whole_day,
        changed=True,
        moved=(start, end) != (occurrence.start, occurrence.end),
        cancelled=change.cancelled is not None,
        reason=change.cancelled or "",
        note=change.note or "",
        location=change.location,
    )


def _on_the_clock(occurrence: Occurrence, zone: ZoneInfo) -> Occurrence:
    """Moved by the gap where the clock skips its start or end; an end not after the start then moves with it."""
    if occurrence.whole_day:
        return occurrence
    start = clock.existing(occurrence.start, zone)
    end = occurrence.end and clock.existing(occurrence.end, zone)
    if end is not None and end <= start:
        end += start - occurrence.start
    same = (start, end) == (occurrence.start, occurrence.end)
    return occurrence if same else occurrence._replace(start=start, end=end)


def misfits(schedule: Schedule, register: Register) -> Iterator[tuple[tuple, Fault]]:
    """What is wrong only when the dates are known: a change of what is not planned, an extra date that clashes."""
    days = [change.date.date for change in schedule.changes] + [moment.date for moment in schedule.extra]
    plan: dict[date, list[Occurrence]] = {}
    for occurrence in _planned_in(schedule, register, [DateRange(day - NEAR, day + NEAR) for day in days]):
        plan.setdefault(occurrence.day, []).append(occurrence)
    for number, change in enumerate(schedule.changes):
        day = change.date.date
        there = plan.get(day, [])
        if change.date.time:
            there = [one for one in there if one.planned.time() == change.date.time.start]
        path = ("changes", number, "date")
        if not there and (near := _nearest(list(plan), day)):
            yield (
                path,
                Fault("nothing is planned on {date}. Write the day by plan, for example {near}.", date=day, near=near),
            )
        elif not there:
            yield path, Fault("nothing is planned on {date}. Write the day by plan.", date=day)
        elif len(there) > 1:
            times = ", ".join(f"{one.planned:%H:%M}" for one in there)
            yield path, Fault(
                "{date} has more than one time ({times}). Write the time too: {date} {first}.",
                date=day, times=times, first=f"{there[0].planned:%H:%M}",
            )  # fmt: skip
    for number, moment in enumerate(schedule.extra):
        mine = _plan(schedule, moment)
        for one in plan.get(moment.date, ()):
            if one.planned == mine.planned and one.end != mine.end:
                yield ("extra", number), Fault(
                    "at {date} something is planned already. To give it another end, write it in changes.",
                    date=f"{mine.planned:%Y-%m-%d %H:%M}",
                )  # fmt: skip


def _nearest(days: list[date], day: date) -> date | None:
    """The nearest of these days, which are in order; None if none is near."""
    at = bisect.bisect(days, day)
    near = [one for one in days[max(at - 1, 0) : at + 1] if abs(one - day) <= NEAR]
    return min(near, key=lambda one: abs(one - day), default=None)


def has_dates(schedule: Schedule, register: Register) -> bool:
    """Does anything take place in the first forty years? What recurs is found at once."""
    loose = [moment.date for moment in (*(schedule.dates or ()), *schedule.extra)]
    begin = min([*loose, *([schedule.start] if schedule.start else [])])
    last = min(begin + timedelta(40 * 366), LAST_DAY)
    return next(planned(schedule, register, begin, last), None) is not None


def last_day(schedule: Schedule, register: Register) -> date | None:
    """The last day on which it may begin by plan; None when it goes on and on (or leaves no day at all)."""
    if schedule.undated:
        return schedule.until
    days = [moment.date for moment in (*(schedule.dates or ()), *schedule.extra)]
    days += [change.to.date for change in schedule.changes if change.to and change.to.date]
    if schedule.dates is None:
        rules = schedule.rules(register.zone)
        if schedule.count or any(rule.count for rule in rules):
            days += [one.day for one in _regular(schedule, register, schedule.start, LAST_DAY)][-1:]
        elif all(rule.until for rule in rules):
            days += [rule.until for rule in rules]
        elif schedule.pause:
            days.append(register.holidays.until)
        else:
            return None
    return max(days, default=None)
