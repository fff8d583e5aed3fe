"""Which days a recurrence rule names: RFC 5545 section 3.3.10 without anything below a day.

Our own, and not dateutil's, for two reasons: dateutil runs for seconds to the year 9999 on a rule that names no day
(FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30), and it begins at the series' start however long ago. This one costs what the
window costs. The tests hold it against dateutil.
"""

import calendar
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cache
from itertools import islice
from zoneinfo import ZoneInfo

from .problem import Fault

CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
FREQUENCIES = ("daily", "weekly", "monthly", "yearly")
LAST_DAY = date(2100, 12, 31)


@dataclass(frozen=True)
class Rule:
    """Days from `start` on. Fields as in RFC 5545; `weekdays` are (n, day) with day 0 = Monday and n = 0 for every.

    `parity` (0 even, 1 odd) filters by ISO week number; `until` is the last day, in; `count` counts as RFC 5545 does.
    """

    freq: str
    start: date
    interval: int = 1
    weekdays: tuple[tuple[int, int], ...] = ()
    monthdays: tuple[int, ...] = ()
    months: tuple[int, ...] = ()
    yeardays: tuple[int, ...] = ()
    weeknos: tuple[int, ...] = ()
    setpos: tuple[int, ...] = ()
    parity: int | None = None
    wkst: int = 0
    until: date | None = None
    count: int | None = None

    def days(self, first: date, last: date) -> Iterator[date]:
        """The rule's days from `first` to `last`, both in, in order."""
        last = min(last, self.until or LAST_DAY, LAST_DAY)
        if self.count is not None:
            counted = islice(replace(self, count=None).days(self.start, last), self.count)
            yield from (day for day in counted if day >= first)
            return
        named = self._named()
        for period in self._periods(max(first, self.start), last):
            for day in named(period):
                if day > last:
                    return
                if day >= first and day >= self.start:
                    yield day

    def _periods(self, first: date, last: date) -> Iterator[Sequence[date]]:
        """The days of each period that is on the interval and touches first..last; of a daily rule many at once."""
        if self.freq == "daily":
            skip = -((self.start - first).days // self.interval) * self.interval
            numbers = range(self.start.toordinal() + skip, last.toordinal() + 1, self.interval)
            size = 1 if self.setpos else 100
            for at in range(0, len(numbers), size):
                yield [date.fromordinal(number) for number in numbers[at : at + size]]
        elif self.freq == "weekly":
            week = self.start - timedelta((self.start.weekday() - self.wkst) % 7)
            week += timedelta((first - week).days // (7 * self.interval) * 7 * self.interval)
            # Only the weekdays that it names: most rules are of this kind, and have one.
            weekdays = {day for n, day in self.weekdays if n == 0} or {self.start.weekday()}
            within = [timedelta(n) for n in range(7) if (self.wkst + n) % 7 in weekdays]
            while week <= last:
                yield [week + days for days in within]
                week += timedelta(7 * self.interval)
        elif self.freq == "monthly":
            origin = self.start.year * 12 + self.start.month - 1
            month = origin + (first.year * 12 + first.month - 1 - origin) // self.interval * self.interval
            bare = not (self.weekdays or self.monthdays or self.yeardays or self.weeknos)
            monthdays = (self.start.day,) if bare else self.monthdays
            while month <= last.year * 12 + last.month - 1:
                yield _named_in(month // 12, month % 12 + 1, self.weekdays, monthdays)
                month += self.interval
        else:
            year = self.start.year + (first.year - self.start.year) // self.interval * self.interval
            while year <= last.year:
                months = self.months or self._default_months()
                yield [day for month in sorted(set(months)) for day in _month(year, month)]
                year += self.interval

    def _default_months(self) -> tuple[int, ...]:
        """A yearly rule without any day part stays in the month of its start."""
        bare = not (self.weekdays or self.monthdays or self.yeardays or self.weeknos)
        return (self.start.month,) if bare else tuple(range(1, 13))

    def _named(self) -> Callable[[Sequence[date]], Sequence[date]]:
        """What picks the rule's days from those of a period: one filter after the other."""
        filters = list(self._filters())

        def named(days: Sequence[date]) -> Sequence[date]:
            for holds in filters:
                days = [day for day in days if holds(day)]
            if self.setpos:
                size = len(days)
                picked = {n - 1 if n > 0 else size + n for n in self.setpos}
                days = [day for position, day in enumerate(days) if position in picked]
            return days

        return named

    def _filters(self) -> Iterator[Callable[[date], bool]]:
        """What each day of the rule has to be."""
        if self.months:
            yield lambda day: day.month in self.months
        if self.parity is not None:
            yield lambda day: day.isocalendar().week % 2 == self.parity
        if self.monthdays and self.freq != "monthly":
            yield lambda day: _counted(_in_month(day), self.monthdays)
        if self.yeardays:
            yield lambda day: _counted(_in_year(day), self.yeardays)
        if self.weekdays:
            if self.freq in ("daily", "yearly"):
                yield _on_weekday(self.weekdays, _in_year if self.freq == "yearly" and not self.months else _in_month)
        elif not self.monthdays and not self.yeardays:
            if self.weeknos:
                yield lambda day: day.weekday() == self.start.weekday()
            elif self.freq == "yearly":
                yield lambda day: day.day == self.start.day
        if self.weeknos:
            yield self._in_weeks

    def _in_weeks(self, day: date) -> bool:
        """Is it in one of `weeknos`, with weeks that begin on `wkst`? A week is of the year that has its fourth day."""
        number, size = _in_year(day + timedelta(3 - (day.weekday() - self.wkst) % 7))
        return (number - 1) // 7 + 1 in self.weeknos or -((size - number) // 7 + 1) in self.weeknos

    def text(self) -> str:
        """The rule as RFC 5545 writes it, without UNTIL and COUNT; only for rules without `parity`."""
        parts = [f"FREQ={self.freq.upper()}"]
        if self.interval > 1:
            parts.append(f"INTERVAL={self.interval}")
        named = {
            "BYMONTH": self.months,
            "BYWEEKNO": self.weeknos,
            "BYYEARDAY": self.yeardays,
            "BYMONTHDAY": self.monthdays,
            "BYDAY": [f"{n or ''}{CODES[day]}" for n, day in self.weekdays],
            "BYSETPOS": self.setpos,
        }
        parts += [f"{name}={','.join(map(str, values))}" for name, values in named.items() if values]
        if self.wkst:
            parts.append(f"WKST={CODES[self.wkst]}")
        return ";".join(parts)


def _on_weekday(
    weekdays: tuple[tuple[int, int], ...], count: Callable[[date], tuple[int, int]]
) -> Callable[[date], bool]:
    """Is a day one of `weekdays`, of the month or the year, as `count` counts?"""
    every = {weekday for n, weekday in weekdays if n == 0}

    def is_nth(day: date) -> bool:
        number, size = count(day)
        forth, back = (number - 1) // 7 + 1, -((size - number) // 7 + 1)
        return (forth, day.weekday()) in weekdays or (back, day.weekday()) in weekdays

    if len(every) == len(set(weekdays)):
        return lambda day: day.weekday() in every
    return lambda day: day.weekday() in every or is_nth(day)


@cache
def _named_in(
    year: int, month: int, weekdays: tuple[tuple[int, int], ...], monthdays: tuple[int, ...]
) -> tuple[date, ...]:
    """The days of a month that are on these weekdays and have these numbers; empty names all."""
    days = _month(year, month)
    if monthdays:
        days = tuple(day for day in days if _counted(_in_month(day), monthdays))
    if weekdays:
        days = tuple(filter(_on_weekday(weekdays, _in_month), days))
    return days


@cache
def _month(year: int, month: int) -> tuple[date, ...]:
    return tuple(date(year, month, day) for day in range(1, calendar.monthrange(year, month)[1] + 1))


def _in_month(day: date) -> tuple[int, int]:
    """Which day of its month it is, and how many that month has."""
    return day.day, len(_month(day.year, day.month))


def _in_year(day: date) -> tuple[int, int]:
    """Which day of its year it is, and how many that year has."""
    first = date(day.year, 1, 1).toordinal()
    return day.toordinal() - first + 1, 366 if calendar.isleap(day.year) else 365


def _counted(place: tuple[int, int], numbers: tuple[int, ...]) -> bool:
    """Is a day, with its number and how many there are, one of `numbers`, of which -1 is the last?"""
    number, size = place
    return number in numbers or number - size - 1 in numbers


_NUMBERS = {  # part -> (field, largest size, may it be negative)
    "BYMONTHDAY": ("monthdays", 31, True),
    "BYMONTH": ("months", 12, False),
    "BYYEARDAY": ("yeardays", 366, True),
    "BYWEEKNO": ("weeknos", 53, True),
    "BYSETPOS": ("setpos", 366, True),
}


def parse(text: str, start: date, at: datetime, zone: ZoneInfo) -> Rule:
    """The rule that an RRULE's text says for a series that starts on `start` (its first moment: `at`, wall-clock).

    Raises Fault for anything below a day, parts that contradict each other, and parts RFC 5545 forbids together.
    """
    parts: dict[str, str] = {}
    for part in text.upper().removeprefix("RRULE:").strip(";").split(";"):
        name, _, value = part.partition("=")
        if name in parts:
            raise Fault("{name} stands twice in the rule. Keep one.", name=name)
        parts[name] = value
    fields: dict = {}
    freq = parts.pop("FREQ", "").lower()
    if freq not in FREQUENCIES:
        raise Fault("FREQ={value} is not possible. Choose DAILY, WEEKLY, MONTHLY or YEARLY.", value=freq.upper() or "?")
    for name, value in parts.items():
        if name in ("INTERVAL", "COUNT"):
            fields[name.lower()] = _number(name, value, 1, 99 if name == "INTERVAL" else 500)
        elif name in _NUMBERS:
            field, most, negative = _NUMBERS[name]
            fields[field] = tuple(_number(name, word, -most if negative else 1, most) for word in value.split(","))
        elif name == "BYDAY":
            fields["weekdays"] = tuple(_weekday(word) for word in value.split(","))
        elif name == "WKST":
            fields["wkst"] = _weekday(value)[1]
        elif name == "UNTIL":
            fields["until"] = _until(value, at, zone)
        else:
            raise Fault("{name} is not possible in a rule here. Leave it out.", name=name)
    if "COUNT" in parts and "UNTIL" in parts:
        raise Fault("a rule has COUNT or UNTIL, not both. Keep one.")
    if fields.get("setpos") and len(fields.keys() & {"weekdays", "monthdays", "months", "yeardays", "weeknos"}) == 0:
        raise Fault("BYSETPOS needs BYDAY or another BY… part. Add it, or leave BYSETPOS out.")
    if "BYWEEKNO" in parts and freq != "yearly":
        raise Fault("BYWEEKNO is only possible with FREQ=YEARLY.")
    if "BYYEARDAY" in parts and freq != "yearly":
        raise Fault("BYYEARDAY is only possible with FREQ=YEARLY.")
    if "BYMONTHDAY" in parts and freq == "weekly":
        raise Fault("BYMONTHDAY is not possible with FREQ=WEEKLY.")
    if any(n for n, _ in fields.get("weekdays", ())) and (freq not in ("monthly", "yearly") or "BYWEEKNO" in parts):
        raise Fault("a number in BYDAY is only possible with FREQ=MONTHLY or FREQ=YEARLY.")
    return Rule(freq, start, **fields)


def _number(name: str, word: str, lowest: int, highest: int) -> int:
    if not re.fullmatch(r"[+-]?\d{1,3}", word, re.ASCII) or not lowest <= int(word) <= highest or int(word) == 0:
        raise Fault(
            "{name}={value} is not possible. Write a whole number from {lowest} to {highest}, not 0.",
            name=name, value=word, lowest=lowest, highest=highest,
        )  # fmt: skip
    return int(word)


def _weekday(word: str) -> tuple[int, int]:
    found = re.fullmatch(r"([+-]?[1-9]\d?)?(MO|TU|WE|TH|FR|SA|SU)", word, re.ASCII)
    if not found or abs(int(found[1] or 1)) > 53:
        raise Fault("{value} is not a day in a rule. Write MO, TU, WE, TH, FR, SA or SU.", value=word)
    return int(found[1] or 0), CODES.index(found[2])


def _until(word: str, at: datetime, zone: ZoneInfo) -> date:
    """The last day on which an occurrence at `at`'s time of day is not after UNTIL."""
    for form, digits in (("%Y%m%d", 8), ("%Y%m%dT%H%M%S", 15), ("%Y%m%dT%H%M%SZ", 16)):
        try:
            moment = datetime.strptime(word, form)
        except ValueError:
            continue
        if len(word) != digits or not 1900 <= moment.year <= 2100:
            break
        if form == "%Y%m%d":
            return moment.date()
        if form.endswith("Z"):
            moment = moment.replace(tzinfo=ZoneInfo("UTC")).astimezone(zone).replace(tzinfo=None)
        return moment.date() if at.time() <= moment.time() else moment.date() - timedelta(1)
    raise Fault("UNTIL={value} is not a date. Write for example UNTIL=20270629.", value=word)
