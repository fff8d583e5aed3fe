"""How dates, times and days are written in an entry: text -> value, or a fault that says what to write instead.

Dates are days, times are wall-clock times of the town. Nothing here looks at the clock.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from .notation import MEANT, nearest, one_of, text
from .problem import Fault

YEARS = range(1900, 2101)  # bounds every expansion
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = tuple(name.lower() for name in calendar.month_name[1:])
ORDINALS = {"1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "5th": 5, "last": -1}


@dataclass(frozen=True)
class TimeSpan:
    """A wall-clock time and its end (None: not known). `days` later it ends: 22:00-02:00 is 1, 10:00-12:00 is 0."""

    start: time
    end: time | None = None
    days: int = 0


@dataclass(frozen=True)
class DateRange:
    """Days from `first` to `last`, both in."""

    first: date
    last: date


@dataclass(frozen=True)
class Moment:
    """A loose date. Without a time it takes that of its schedule; `date` is None only in `to`."""

    date: date | None
    time: TimeSpan | None = None


@dataclass(frozen=True)
class DayName:
    """`tuesday` (n 0), `2nd tuesday`, `last friday` (n -1); without a weekday a day of the month: `15`, `last day`."""

    n: int
    weekday: int | None = None


def parse_date(value: Any) -> date:
    """`2026-11-20`; other spellings and days that do not exist are told what to write."""
    word = text(value)
    if found := re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", word, re.ASCII):
        return _date(word, *map(int, found.groups()))
    if guess := _guess(word):
        raise Fault("{value} is not written as a date. Write {guess}.", value=word, guess=guess)
    raise Fault("{value} is not a date. Write year-month-day, for example 2026-11-20.", value=word)


def _date(word: str, year: int, month: int, day: int) -> date:
    if year not in YEARS:
        raise Fault("{value}: the year is not between 1900 and 2100. Write for example 2026-11-20.", value=word)
    if not 1 <= month <= 12:
        raise Fault("{value}: months go from 01 to 12. Write year-month-day, for example 2026-11-20.", value=word)
    last = calendar.monthrange(year, month)[1]
    if not 1 <= day <= last:
        raise Fault(
            "{value} does not exist: that month has {last} days. Write the date as year-month-day.",
            value=word, last=last,
        )  # fmt: skip
    return date(year, month, day)


def _guess(word: str) -> str:
    """The date that 3-4-2026, 2026-4-3 or 3 april 2026 was meant to be; empty if it cannot be told."""
    if found := re.fullmatch(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})", word, re.ASCII):
        day, month, year = map(int, found.groups())
    elif found := re.fullmatch(r"(\d{4})[-/. ](\d{1,2})[-/. ](\d{1,2})", word, re.ASCII):
        year, month, day = map(int, found.groups())
    elif found := re.fullmatch(r"(?:\w+ )?(\d{1,2}) ([a-z]{3,9}) (\d{4})", word.lower(), re.ASCII):
        name = MEANT.get(found[2], found[2])
        if name not in MONTHS:
            return ""
        day, month, year = int(found[1]), MONTHS.index(name) + 1, int(found[3])
    else:
        return ""
    try:
        return _date(word, year, month, day).isoformat()
    except Fault:
        return ""


def parse_time(value: Any) -> TimeSpan:
    """`10:00-12:00` or `10:00`; an end before the start, and 24:00, is on the next day."""
    word = text(value)
    found = re.fullmatch(r"(\d{1,2}):(\d{2})(?:\s*[-–]\s*(\d{1,2}):(\d{2}))?", word, re.ASCII)
    if not found:
        times = re.findall(r"(?<!\d)([01]?\d|2[0-3])(?:[.:h]([0-5]\d))?(?!\d)", word, re.ASCII)
        guess = "-".join(f"{int(hour):02}:{minute or '00'}" for hour, minute in times[:2])
        raise Fault(
            "{value} is not a time. Write hours and minutes with a colon, for example {guess}.",
            value=word, guess=guess or "10:00-12:00",
        )  # fmt: skip
    start = _clock(word, found[1], found[2])
    if found[3] is None:
        return TimeSpan(start)
    if (int(found[3]), found[4]) == (24, "00"):
        return TimeSpan(start, time(0), 1)
    end = _clock(word, found[3], found[4])
    return TimeSpan(start, end, int(end < start))


def _clock(word: str, hour: str, minute: str) -> time:
    if int(hour) > 23 or int(minute) > 59:
        raise Fault(
            "{value}: hours go from 00 to 23 and minutes from 00 to 59. Write for example 10:00-12:00.", value=word
        )
    return time(int(hour), int(minute))


def parse_range(value: Any) -> DateRange:
    """`2026-12-22`, or `2026-12-21/2027-01-03` with both ends in."""
    first, slash, last = text(value).partition("/")
    days = DateRange(parse_date(first.strip()), parse_date(last.strip() if slash else first.strip()))
    if days.last < days.first:
        raise Fault("{value} ends before it begins. Write the first day first.", value=value)
    return days


def parse_moment(value: Any) -> Moment:
    """`2026-10-01 14:00-16:00`, or `2026-10-01` at the schedule's own time."""
    word = text(value)
    day = re.match(r"\d{1,2} [^\W\d]{3,9} \d{4}(?!\S)|\S*", word)[0]
    clock = word[len(day) :].strip()
    if not clock or (" " not in day and day.count("-") < 2):
        return Moment(parse_date(word))
    return Moment(parse_date(day), parse_time(clock))


def parse_new_moment(value: Any) -> Moment:
    """`to` of a change: a date, a time, or both; what is left out stays as planned."""
    word = text(value)
    return Moment(None, parse_time(word)) if re.match(r"\d{1,2}[:.]\d{2}(?![\d.])", word) else parse_moment(word)


def parse_day(value: Any) -> DayName:
    """`tuesday`, `2nd tuesday`, `last friday`, `15` or `last day`."""
    word = " ".join(text(value).lower().split())
    if re.fullmatch(r"\d{1,2}", word, re.ASCII):
        if not 1 <= int(word) <= 31:
            raise Fault("{value} is not a day of a month. Write a number from 1 to 31.", value=word)
        return DayName(int(word))
    if word == "last day":
        return DayName(-1)
    first, _, second = word.partition(" ")
    if not second:
        return DayName(0, WEEKDAYS.index(one_of(first, WEEKDAYS)))
    try:
        return DayName(ORDINALS[one_of(first, ORDINALS)], WEEKDAYS.index(one_of(second, WEEKDAYS)))
    except Fault:
        near = " ".join(MEANT.get(part, nearest(part, (*ORDINALS, *WEEKDAYS))) for part in (first, second))
        if near.split()[:1] == [near] or len(near.split()) < 2:
            near = "2nd tuesday"
        raise Fault("{value} is not a day. Write for example {near}.", value=word, near=near) from None


def parse_months(value: Any) -> tuple[int, ...]:
    """`november`, a list, or a range that may pass new year: `october-march`; as numbers from 1."""
    months: list[int] = []
    for word in value if isinstance(value, list) else [value]:
        first, dash, last = (part.strip() for part in text(word).lower().partition("-"))
        number = MONTHS.index(one_of(first, MONTHS))
        stop = MONTHS.index(one_of(last, MONTHS)) if dash else number
        months += [(number + step) % 12 + 1 for step in range((stop - number) % 12 + 1)]
    return tuple(dict.fromkeys(months))


def combine(day: date, clock: time, days: int = 0) -> datetime:
    """The wall-clock moment `days` after `day`."""
    return datetime.combine(day + timedelta(days), clock)
