"""Event -> `schedule` of an activity file: the friendly fields first, then a rule, then loose dates.

Whatever is made is held against the event's times before it is used, up to the end of next year. What fits none of
the three is not kept, and that is said: a proposal is never nearly right.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from agenda import schedule
from agenda.frontmatter import Tree
from agenda.moments import MONTHS, ORDINALS, WEEKDAYS
from agenda.problem import Fault
from agenda.register import Register
from agenda.rule import LAST_DAY, Rule
from agenda.timetable import Schedule

from . import instances
from .events import Event, Other, named, wall, whole
from .instances import Instance

MOST_DATES = 400
_NTH = {number: word for word, number in ORDINALS.items()}

Locate = Callable[[str], Tree | None]


@dataclass(frozen=True)
class Plan:
    """The `schedule` of an event; `until`: it is written out as loose dates up to this day."""

    tree: Tree
    coming: bool
    until: date | None = None


class _Unfit(Exception):
    """This way of writing cannot say it."""


def of(event: Event, register: Register, today: date, locate: Locate) -> Plan:
    """The event's plan. `locate` gives the `location` that a text names. Raises Fault for what cannot be kept."""
    first, last = date(today.year, 1, 1), date(today.year + 1, 12, 31)
    if not event.rules:
        last = min(LAST_DAY, last + timedelta(3660))
    times = instances.of(event, register.zone, first - timedelta(366), last)
    coming = [one for one in times if (one.end or one.start).date() >= today]
    if not coming:
        return Plan([], False)
    recent = [one for one in times if one.start.date() >= first] or coming
    for made, until in ((_series, None), (_loose, last if event.rules else None)):
        try:
            tree = made(event, recent, register, locate)
            if _gives(tree, event, coming, register, today, last):
                return Plan(tree[0] if len(tree) == 1 else tree, True, until)
        except _Unfit:
            continue
    raise Fault("its times cannot be kept exactly. Enter it by hand, or make it simpler in the calendar.")


def _gives(tree: list, event: Event, coming: list[Instance], register: Register, today: date, last: date) -> bool:
    """Does the plan say just these times, from today on?"""
    try:
        plans = [Schedule.model_validate(one) for one in tree]
        if not plans or any(True for plan in plans for _ in schedule.misfits(plan, register)):
            return False
    except ValueError:
        return False
    found = {
        (one.start, one.end, one.whole_day, one.cancelled or event.cancelled)
        for plan in plans
        for one in schedule.occurrences(plan, register, today, last)
        if (one.end or one.start) - timedelta(one.whole_day) >= datetime.combine(today, datetime.min.time())
        and one.start.date() <= last
    }
    wanted = {(one.start, one.end, one.whole_day, one.cancelled) for one in coming}
    midnight = datetime.combine(today, datetime.min.time())
    over = {one for one in wanted if (one[1] or one[0]) <= midnight and one[0] < midnight}
    return {one for one in found if one not in over} == wanted - over


def _series(event: Event, recent: list[Instance], register: Register, locate: Locate) -> list[dict[str, Tree]]:
    """One schedule with exceptions, extra dates and changes; times of another shape as schedules of their own."""
    zone = register.zone
    rules = instances.recurrences(event, zone)
    if len(rules) > 1 or any(len(one.clocks) > 1 for one in rules) or (not rules and event.out):
        raise _Unfit
    start = instances.own_start(event) if rules else wall(event.start, zone)
    end = start + (event.end - event.start) if rules and event.end else event.end and wall(event.end, zone)
    nights, clock = _shape(start, end, whole(event.start))
    tree: dict[str, Tree] = _at(start, nights, clock)
    extra = [one for one in recent if one.other is None and _is_extra(one, event, zone)]
    out = sorted({named(one, event, zone).date() for one in event.out})
    if rules:
        recurrence = replace(rules[0].rule)
        if rules[0].clocks != (start.time(),):
            raise _Unfit
        first_too = next(recurrence.days(start.date(), LAST_DAY), None) == start.date()
        by_rule = set(recurrence.days(out[0], out[-1])) if out else set()
        tree |= _repeating(recurrence, start.date(), bool(by_rule) or not first_too)
        left_out = [day for day in out if day in by_rule]
        if not first_too and start.date() not in out:
            tree["extra"] = [start.date().isoformat()]
        if left_out:
            tree["except"] = [day.isoformat() for day in left_out]
    elif event.extra and not nights:
        dates = {one.planned: one for one in recent if one.other is None}
        planned = sorted({start, *(wall(one[0], zone) for one in event.extra)})
        ends = {wall(one, zone): stop for one, stop in event.extra}
        tree = {"dates": [_date(dates[one]) if one in dates else one.date().isoformat() + (
            f" {_shape(one, wall(ends[one], zone) if ends.get(one) else _stop(one, event), whole(event.start))[1]}"
            if not whole(event.start) else "") for one in planned]}  # fmt: skip
        extra = []
    more = []
    for one in extra:
        own = _shape(one.start, one.end, one.whole_day)
        if own[0] == nights and bool(own[1]) == bool(clock):
            tree["extra"] = [*tree.get("extra", []), _date(one)]
        else:
            more.append(_at(one.start, *own))
    changes, singles, without = _changes(event, recent, (start, nights, clock), tree, register, locate)
    if without:
        tree["except"] = sorted({*tree.get("except", []), *without})
    if changes:
        tree["changes"] = changes
    return [tree, *more, *singles]


def _stop(start: datetime, event: Event) -> datetime | None:
    return start + (event.end - event.start) if event.end is not None else None


def _is_extra(one: Instance, event: Event, zone) -> bool:
    return any(wall(start, zone) == one.planned or (whole(start) and start == one.planned.date())
               for start, _ in event.extra)  # fmt: skip


def _at(start: datetime, nights: int, clock: str | None) -> dict[str, Tree]:
    tree: dict[str, Tree] = {"start": start.date().isoformat()}
    if nights:
        tree["end"] = (start.date() + timedelta(nights)).isoformat()
    return tree | ({"time": clock} if clock else {})


def _shape(start: datetime, end: datetime | None, whole_day: bool) -> tuple[int, str | None]:
    """Over how many nights it goes, and its time as a file writes it."""
    if whole_day:
        return (end - start).days - 1 if end else 0, None
    if end is None:
        return 0, f"{start:%H:%M}"
    nights = (end.date() - start.date()).days
    if end.time() == datetime.min.time() and nights:
        return nights - 1, f"{start:%H:%M}-24:00"
    if nights == 1 and end.time() < start.time():
        nights = 0
    return nights, f"{start:%H:%M}-{end:%H:%M}"


def _date(one: Instance) -> str:
    """A loose date as a file writes it."""
    clock = _shape(one.start, one.end, one.whole_day)[1]
    return one.start.date().isoformat() + (f" {clock}" if clock else "")


def _changes(event, recent, shape, tree, register, locate) -> tuple[list[Tree], list[dict[str, Tree]], list[str]]:
    """The changed times: as changes, as schedules of their own, and the days that those leave out."""
    start, nights, clock = shape
    changes, singles, without = [], [], []
    for one in recent:
        if one.other is None:
            continue
        said = _said(event, one.other, locate)
        planned = _is_planned(one.planned, tree, start, register)
        own = _shape(one.start, one.end, one.whole_day)
        fits = (
            own[0] == nights and bool(own[1]) == bool(clock) and (own[1] or "-").count("-") == (clock or "-").count("-")
        )
        if planned and fits:
            moved = one.start != one.planned or own[1] != clock
            change = {"date": one.planned.date().isoformat()}
            if moved:
                same_day = one.start.date() == one.planned.date()
                change["to"] = own[1] if same_day and own[1] else _date(one)
            change |= said | ({"cancelled": "yes"} if one.other.cancelled else {})
            if len(change) > 1:
                changes.append(change)
            continue
        if planned:
            without.append(one.planned.date().isoformat())
        single = _at(one.start, *own)
        said |= {"cancelled": "yes"} if one.other.cancelled else {}
        singles.append(single | ({"changes": [{"date": single["start"], **said}]} if said else {}))
    return changes, singles, without


def _said(event: Event, other: Other, locate: Locate) -> dict[str, Tree]:
    """What a changed time says of itself beside its time."""
    said: dict[str, Tree] = {}
    if other.place and other.place != event.place and (place := locate(other.place)) is not None:
        said["location"] = place
    if other.title and other.title != event.title:
        said["note"] = other.title
    return said


def _is_planned(planned: datetime, tree: dict[str, Tree], start: datetime, register: Register) -> bool:
    try:
        plan = Schedule.model_validate(tree)
    except ValueError:
        raise _Unfit from None
    found = schedule.planned(plan, register, planned.date(), planned.date())
    return [one.planned for one in found] == [planned]


def _repeating(recurrence: Rule, start: date, uncounted: bool) -> dict[str, Tree]:
    """The rule as friendly fields if they say the same, else as an RRULE. What is counted has a last day instead,
    where dates are left out: theirs count too in a calendar."""
    last = recurrence.until
    fields: dict[str, Tree] = {}
    if recurrence.count and (uncounted or recurrence.count > 500):
        days = list(recurrence.days(start, LAST_DAY))
        last = days[-1] if days else start
    elif recurrence.count:
        fields["count"] = str(recurrence.count)
    if last:
        fields["until"] = last.isoformat()
    bare = replace(recurrence, count=None, until=None)
    for friendly in _friendly(bare):
        if _same({"start": start.isoformat(), **friendly}, bare, start):
            return friendly | fields
    text = bare.text() + (f";UNTIL={last:%Y%m%d}" if last else "")
    return {"rrule": text + (f";COUNT={recurrence.count}" if "count" in fields else "")}


def _same(tree: dict[str, Tree], recurrence: Rule, start: date) -> bool:
    try:
        rules = Schedule.model_validate(tree).rules(None)
    except ValueError:
        return False
    until = min(start + timedelta(366 * 9), LAST_DAY)
    return {day for one in rules for day in one.days(start, until)} == set(recurrence.days(start, until))


def _friendly(one: Rule) -> Iterator[dict[str, Tree]]:
    """Ways in which our fields may say the rule."""
    if one.yeardays or one.weeknos or (one.weekdays and one.monthdays):
        return
    common: dict[str, Tree] = {"interval": str(one.interval)} if one.interval > 1 else {}
    months = [MONTHS[number - 1] for number in dict.fromkeys(one.months)]
    only = {"months": months[0] if len(months) == 1 else months} if months else {}
    plain_days = [WEEKDAYS[day] for n, day in sorted(one.weekdays) if n == 0]
    if one.freq == "daily" and not one.setpos:
        yield {"repeat": "daily", **common, **only} if not one.weekdays and not one.monthdays else {}
        if plain_days and one.interval == 1:
            yield {"repeat": "weekly", "days": plain_days, **only}
    elif one.freq == "weekly" and not one.setpos:
        yield {"repeat": "weekly", **common, **only}
        yield {"repeat": "weekly", **common, "days": plain_days, **only}
    elif one.freq in ("monthly", "yearly"):
        names = [f"{_NTH[n]} {WEEKDAYS[day]}" for n, day in one.weekdays if n in _NTH]
        if len(one.weekdays) == 1 and len(one.setpos) == 1 and one.setpos[0] in _NTH and plain_days:
            names = [f"{_NTH[one.setpos[0]]} {plain_days[0]}"]
        elif one.setpos:
            return
        names += ["last day" if day == -1 else str(day) for day in one.monthdays]
        yield {"repeat": one.freq, **common, **only}
        if names:
            yield {"repeat": one.freq, **common, "days": names[0] if len(names) == 1 else names, **only}


def _loose(event: Event, recent: list[Instance], register: Register, locate: Locate) -> list[dict[str, Tree]]:
    """Every time by itself; those over several days as one schedule for each length."""
    groups: dict[tuple, list[Instance]] = {}
    for one in recent:
        nights, clock = _shape(one.start, one.end, one.whole_day)
        groups.setdefault((nights, bool(clock)), []).append(one)
    if len(recent) > MOST_DATES:
        raise Fault(
            "it has {number} times without a rule; at most {most} fit. Make shorter series of it in the calendar.",
            number=len(recent), most=MOST_DATES,
        )  # fmt: skip
    found = []
    for (nights, _), group in groups.items():
        dates = list(dict.fromkeys(_date(one) for one in group))
        changes = []
        for one in group:
            said = _said(event, one.other, locate) if one.other else {}
            said |= {"cancelled": "yes"} if one.cancelled and not event.cancelled else {}
            if said:
                day = one.start.date().isoformat()
                several = sum(date.startswith(day) for date in dates) > 1
                changes.append({"date": f"{day} {one.start:%H:%M}" if several else day, **said})
        if nights:
            tree = _at(group[0].start, *_shape(group[0].start, group[0].end, group[0].whole_day))
            tree |= {"extra": dates[1:]} if dates[1:] else {}
        else:
            tree = {"dates": dates}
        found.append(tree | ({"changes": changes} if changes else {}))
    return found
