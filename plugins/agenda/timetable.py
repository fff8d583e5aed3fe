"""When: the fields of `schedule`, and what contradicts what among them."""

from collections.abc import Iterator
from datetime import time
from zoneinfo import ZoneInfo

from pydantic import Field, model_validator

from . import fields as f
from . import rule
from .moments import WEEKDAYS, combine
from .problem import Fault, Faults
from .register import Location, Record

UTC = ZoneInfo("UTC")


class Change(Record):
    """One occurrence that is otherwise than planned. `date` is its planned day, with a time where a day has two."""

    date: f.LooseDate = Field(examples=["2026-11-17"])
    to: f.NewDate | None = None
    location: Location | None = None
    note: f.line(200) | None = None
    cancelled: f.Cancelled = None


class Schedule(Record):
    """When an activity takes place. All times are wall-clock in the town's time zone."""

    start: f.Date | None = None
    end: f.Date | None = None
    time: f.Time | None = None
    repeat: f.choice(*rule.FREQUENCIES) | None = None
    interval: f.whole_number(1, 99) | None = None
    weeks: f.choice("even", "odd") | None = None
    days: f.listed(f.Day, at_most=40) | None = None
    months: f.Months | None = None
    until: f.Date | None = None
    count: f.whole_number(1, 500) | None = None
    rrule: f.line(300) | None = None
    dates: f.listed(f.LooseDate) | None = None
    except_: f.listed(f.Days) = Field((), alias="except")
    pause: f.listed(f.choice("public-holidays", "school-holidays")) = ()
    extra: f.listed(f.LooseDate, at_most=200) = ()
    changes: f.listed(Change, at_most=200) = ()
    by_appointment: f.line(200) | None = None
    ongoing: f.line(200) | None = None

    @model_validator(mode="after")
    def _agrees(self) -> "Schedule":
        if faults := list(_schedule_faults(self)):
            raise Faults(faults)
        return self

    @property
    def undated(self) -> str | None:
        """The text that stands instead of dates (*Bel voor een afspraak*), if one does."""
        return self.by_appointment or self.ongoing

    def rules(self, zone: ZoneInfo) -> list[rule.Rule]:
        """The rules whose days together are this schedule's; none for loose dates and for no dates."""
        if self.rrule:
            at = combine(self.start, self.time.start if self.time else time(0))
            return [rule.parse(self.rrule, self.start, at, zone)]
        if not self.start or self.undated:
            return []
        if not self.repeat:
            return [rule.Rule("daily", self.start, count=1)]
        common = dict(interval=self.interval or 1, months=self.months or (), until=self.until)
        if self.weeks:
            common["parity"] = int(self.weeks == "odd")
        if self.repeat == "yearly" and not self.months:
            common["months"] = (self.start.month,)
        weekdays = tuple((day.n, day.weekday) for day in self.days or () if day.weekday is not None)
        monthdays = tuple(day.n for day in self.days or () if day.weekday is None)
        if self.repeat == "weekly" and not weekdays:
            weekdays = ((0, self.start.weekday()),)
        if self.repeat in ("monthly", "yearly") and not weekdays and not monthdays:
            monthdays = (self.start.day,)
        parts = [dict(weekdays=tuple(dict.fromkeys(weekdays)))] if weekdays or not monthdays else []
        parts += [dict(monthdays=tuple(dict.fromkeys(monthdays)))] if monthdays else []
        return [rule.Rule(self.repeat, self.start, **common, **part) for part in parts]


_ONLY_REPEATING = ("interval", "weeks", "days", "months", "until", "count")
_ONLY_PLANNED = ("start", "end", "repeat", *_ONLY_REPEATING, "rrule")


def _schedule_faults(s: Schedule) -> Iterator[tuple[tuple, Fault]]:
    """What contradicts what within one schedule."""
    if s.by_appointment and s.ongoing:
        yield ("ongoing",), Fault("by_appointment stands here too. Keep one of the two.")
    if s.undated or s.dates is not None:
        word = "dates" if not s.undated else "by_appointment" if s.by_appointment else "ongoing"
        allowed = ("start", "until") if s.undated else ()
        unfit = [name for name in _ONLY_PLANNED if name not in allowed and getattr(s, name) is not None]
        if s.undated:
            unfit += [name for name in ("time", "dates") if getattr(s, name) is not None]
            unfit += [name for name in ("pause", "extra", "changes") if getattr(s, name)]
            unfit += ["except"] if s.except_ else []
        for name in unfit:
            yield (name,), Fault("{name} does not go with {other}. Leave one of the two out.", name=name, other=word)
    elif s.start is None:
        yield ("start",), Fault("start is missing. Write the first day, for example start: 2026-09-01.")
    if s.dates == ():
        yield ("dates",), Fault("the list is empty. Choose at least one.")
    if s.until and s.start and s.until < s.start:
        yield ("until",), Fault(
            "until ({until}) is before start ({start}). Write the last day on which it may begin.",
            until=s.until, start=s.start,
        )  # fmt: skip
    yield from _length_faults(s)
    if s.rrule:
        for name in ("repeat", *_ONLY_REPEATING):
            if getattr(s, name) is not None:
                yield (name,), Fault("{name} does not go with rrule. Put it in the rule.", name=name)
        if s.start:
            try:
                s.rules(UTC)
            except Fault as fault:
                yield ("rrule",), fault
    elif not s.repeat and s.dates is None and not s.undated:
        for name in _ONLY_REPEATING:
            if getattr(s, name) is not None:
                yield (name,), Fault("{name} needs repeat. Write for example repeat: weekly.", name=name)
    yield from _day_faults(s)
    moments = [(change.date.date, change.date.time and change.date.time.start) for change in s.changes]
    for number, change in enumerate(s.changes):
        if moments[number] in moments[:number]:
            yield (
                ("changes", number, "date"),
                Fault("{date} has a change already. Put both in one.", date=change.date.date),
            )
        if change.to is None and change.location is None and change.note is None and change.cancelled is None:
            yield (
                ("changes", number),
                Fault("this change changes nothing. Write to, location, note or cancelled below it."),
            )


def _length_faults(s: Schedule) -> Iterator[tuple[tuple, Fault]]:
    if s.end and s.start and s.end < s.start:
        yield ("end",), Fault(
            "end ({end}) is before start ({start}). Write the last day of the first occurrence.",
            end=s.end, start=s.start,
        )  # fmt: skip
    if s.end and s.start and (s.end - s.start).days > 366:
        yield ("end",), Fault("end is over a year after start. Use ongoing for what has no fixed time.")
    if not s.end or s.end == s.start:
        spans = [(("time",), s.time)]
        for name, moments in (("dates", s.dates or ()), ("extra", s.extra)):
            spans += [((name, n), moment.time) for n, moment in enumerate(moments)]
        spans += [(("changes", n, "to"), change.to.time) for n, change in enumerate(s.changes) if change.to]
        for path, span in spans:
            if span and span.start == span.end and not span.days:
                yield path, Fault("it ends when it begins. Write another end, or only the start.")


def _day_faults(s: Schedule) -> Iterator[tuple[tuple, Fault]]:
    if s.weeks and s.repeat not in (None, "weekly"):
        yield ("weeks",), Fault("weeks goes only with repeat: weekly. Leave it out.")
    for number, day in enumerate(s.days or ()):
        path = ("days", number)
        if s.repeat == "daily":
            yield path, Fault("days does not go with repeat: daily. Write repeat: weekly.")
        elif s.repeat == "weekly" and (day.n or day.weekday is None):
            yield path, Fault("this day is one of a month. Write repeat: monthly, or a day such as tuesday.")
        elif s.repeat in ("monthly", "yearly") and day.n == 0:
            name = WEEKDAYS[day.weekday]
            yield path, Fault("which {day} of the month? Write for example 2nd {day} or last {day}.", day=name)
