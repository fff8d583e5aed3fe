"""Event -> its times on the town's clock, one by one: what any plan that is made of it has to give again.

Rules are worked out in the event's own zone, by the agenda's rules and so bounded. Nothing goes below a day: what
repeats by the hour is no activity.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from agenda import clock, rule
from agenda.moments import YEARS
from agenda.problem import Fault

from .events import Event, Moment, Other, named, wall, whole

_LARGEST = {"INTERVAL": 1_000, "COUNT": 100_000}


@dataclass(frozen=True)
class Instance:
    """One time. `planned` is its start by the series; `end` is None if it is not known; `other` what changed it."""

    start: datetime
    end: datetime | None
    whole_day: bool
    planned: datetime
    cancelled: bool = False
    other: Other | None = None


@dataclass(frozen=True)
class Recurrence:
    """A rule in days, and the times of the day on which it falls."""

    rule: rule.Rule
    clocks: tuple[time, ...]


def recurrences(event: Event, zone: ZoneInfo) -> list[Recurrence]:
    """The event's rules. Raises Fault for what cannot be kept."""
    own = own_start(event)
    if own.year not in YEARS:
        raise Fault("it begins in the year {year}. Look at its date in the calendar.", year=own.year)
    texts = event.rules
    if whole(event.start):  # UNTIL is a day then (RFC 5545, 3.3.10), whatever time some programs add
        texts = tuple(re.sub(r"(UNTIL=\d{8})T\w+", r"\1", text.upper()) for text in texts)
    return [_recurrence(text, own, getattr(event.start, "tzinfo", None) or zone) for text in texts]


def own_start(event: Event) -> datetime:
    """The first start on the event's own clock."""
    if whole(event.start):
        return datetime.combine(event.start, time(0))
    return event.start.replace(tzinfo=None)


def _recurrence(text: str, own: datetime, zone) -> Recurrence:
    parts = dict(part.partition("=")[::2] for part in text.upper().split(";") if part)
    if parts.get("FREQ") in ("SECONDLY", "MINUTELY", "HOURLY"):
        raise Fault("it repeats within a day. Make of it one event a day.")
    numbers = {}
    for name, most in _LARGEST.items():
        word = parts.pop(name, "")
        if word and not (re.fullmatch(r"\d{1,9}", word, re.ASCII) and 1 <= int(word) <= most):
            raise Fault(
                "its rule has {part}, which is not possible. Set its repeating again in the calendar.",
                part=f"{name}={word}",
            )
        if word:
            numbers[name.lower()] = int(word)
    clocks = _clocks(parts, own)
    if len(clocks) > 1 and ("count" in numbers or "BYSETPOS" in parts):
        raise Fault("it has several times on a day and is counted. Make of it an event for each time.")
    if re.match(r"(?!20|19)\d{4}", until := parts.get("UNTIL", "")) and until[:4] > "2100":
        del parts["UNTIL"]
    found = rule.parse(";".join(f"{name}={value}" for name, value in parts.items()), own.date(), own, zone)
    return Recurrence(replace(found, **numbers), clocks)


def _clocks(parts: dict[str, str], own: datetime) -> tuple[time, ...]:
    """The times of day that a rule names; those of the event if it names none."""
    words = {name: parts.pop(name, "") for name in ("BYHOUR", "BYMINUTE", "BYSECOND")}
    try:
        hours = [int(word) for word in words["BYHOUR"].split(",") if word] or [own.hour]
        minutes = [int(word) for word in words["BYMINUTE"].split(",") if word] or [own.minute]
        clocks = sorted({time(hour, minute) for hour in hours for minute in minutes})
    except ValueError:
        raise Fault("its rule names a time that does not exist. Set its repeating again in the calendar.") from None
    if len(clocks) > 24:
        raise Fault("it repeats within a day. Make of it one event a day.")
    return tuple(clocks)


def of(event: Event, zone: ZoneInfo, first: date, last: date) -> list[Instance]:
    """All that begin from `first` to `last`, both in, in order. Raises Fault for what cannot be kept."""
    length = _length(event)
    starts = {wall(one, zone): _ending(one, length, None, zone) for one in _by_rule(event, zone, first, last)}
    for start, end in event.extra:
        own = start if isinstance(start, datetime) or whole(event.start) else _on_day(event, start)
        starts.setdefault(wall(own, zone), _ending(own, length, end, zone))
    days = {one for one in event.out if whole(one) and not whole(event.start)}
    out = {named(one, event, zone) for one in event.out if one not in days}
    starts = {one: end for one, end in starts.items() if one not in out and one.date() not in days}
    others = _by_start(event, starts, zone)
    found = [
        _instance(planned, end, whole(event.start), zone, planned, event.cancelled)
        for planned, end in starts.items()
        if planned not in others
    ]
    for planned, other in others.items():
        if planned not in out and planned.date() not in days:
            start = wall(other.start, zone)
            end = _ending(other.start, _length(other), None, zone)
            cancelled = event.cancelled or other.cancelled
            found.append(replace(_instance(start, end, whole(other.start), zone, planned, cancelled), other=other))
    chosen = [one for one in found if first <= one.start.date() <= last]
    return sorted(chosen, key=lambda one: (one.start, one.end or one.start, one.planned))


def _by_rule(event: Event, zone: ZoneInfo, first: date, last: date) -> Iterator[Moment]:
    """The first start, and those by rule near `first` to `last`, in the event's own zone."""
    rules = recurrences(event, zone)
    if event.rules and all(one.rule.until and one.rule.until < one.rule.start for one in rules):
        return
    yield event.start
    for one in rules:
        for day in one.rule.days(first - timedelta(2), last + timedelta(2)):
            for hour in one.clocks:
                yield day if whole(event.start) else datetime.combine(day, hour, event.start.tzinfo)


def _on_day(event: Event, day: date) -> datetime:
    return datetime.combine(day, own_start(event).time(), event.start.tzinfo)


def _length(one: Event | Other) -> timedelta | None:
    """How long it takes on its own clock; None if that is not known."""
    return one.end - one.start if one.end is not None else None


def _ending(start: Moment, length: timedelta | None, end: Moment | None, zone: ZoneInfo) -> datetime | None:
    if end is None:
        end = start + length if length is not None else None
    return wall(end, zone) if end is not None else None


def _by_start(event: Event, starts: dict[datetime, datetime | None], zone: ZoneInfo) -> dict[datetime, Other]:
    """The changed times by their planned start; one that names only the day is of what begins on it."""
    found = {}
    for other in event.others:
        planned = named(other.planned, event, zone)
        if whole(other.planned) and not whole(event.start):
            planned = next((one for one in sorted(starts) if one.date() == planned.date()), planned)
        found[planned] = other
    return found


def _instance(
    start: datetime, end: datetime | None, whole_day: bool, zone: ZoneInfo, planned: datetime, cancelled: bool
) -> Instance:
    """A time that the clock skips moves by the gap, as the agenda's own do."""
    if not whole_day:
        moved = clock.existing(start, zone)
        end = end and clock.existing(end, zone)
        if end is not None and end <= moved:
            end = end + (moved - start) if end + (moved - start) > moved else None
        start = moved
    return Instance(start, end, whole_day, planned, cancelled)
