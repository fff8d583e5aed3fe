"""Schedule -> the sentence people read: *elke dinsdag van 10.00 tot 12.00 uur, tot en met 29 juni 2027*.

What the sentence says is what the dates are; a series reads as its rule, loose dates as themselves. Changes of one
time are not told here: they stand with the dates.
"""

from collections.abc import Collection, Iterable
from datetime import date, timedelta
from itertools import groupby, pairwise

from . import rhythm, wording
from . import schedule as plan
from .holidays import merged
from .language import Language, told
from .model import Activity
from .moments import DateRange, Moment, TimeSpan
from .original import joined
from .register import Register
from .rule import LAST_DAY
from .timetable import Schedule

MANY = 10  # loose dates, or exceptions, that are still named one by one
YEAR = timedelta(365)


def of_activity(activity: Activity, register: Register, language: Language, today: date | None = None) -> list[str]:
    """One sentence for each of its schedules, without a capital and a full stop."""
    return [of_schedule(schedule, register, language, today) for schedule in activity.schedule]


def of_schedule(schedule: Schedule, register: Register, language: Language, today: date | None = None) -> str:
    """When it takes place: the rhythm, the time of day, the season, from when until when, when not, when too.

    With `today` it leaves out what is past; without, it stays the same every day.
    """
    return _Sentence(schedule, register, language, today).text()


class _Sentence:
    """The parts of one schedule's sentence."""

    def __init__(self, schedule: Schedule, register: Register, language: Language, today: date | None) -> None:
        self.schedule, self.register, self.language, self.today = schedule, register, language, today
        self.say, self.gettext, self.count = language.say, language.gettext, language.count
        repeats = schedule.repeat or schedule.rrule
        self.rules = [rhythm.simplest(rule) for rule in schedule.rules(register.zone)] if repeats else []
        self.nights = (schedule.end - schedule.start).days if schedule.end else 0

    def text(self) -> str:
        schedule = self.schedule
        if schedule.undated:
            period = self.period()
            return joined(" ", map(wording.sentence, (schedule.undated, period))) if period else schedule.undated
        if schedule.dates is not None:
            return _joined(self.loose(), self.extra())
        if not self.rules:
            return _joined(self.once(), self.extra())
        return _joined(
            _spaced(rhythm.of_rules(self.rules, self.language), self.clock()),
            self.length(),
            rhythm.season(self.rules, self.language),
            self.period(),
            self.without(),
            self.extra(),
        )

    # The time of day

    def clock(self) -> str:
        """`van 10.00 tot 12.00 uur`, `om 10.00 uur`; of several days until which."""
        span, nights = self.schedule.time, self.nights
        if not nights or span is None or span.end is None:
            return self.span(span)
        start, end = self.language.time(span.start), self.end(span)
        day = rhythm.weekday(self.rules)
        if day is not None and nights < 7:
            day = self.language.weekday((day + nights) % 7)
            return self.say("from {start} until {day} {end}", start=start, day=day, end=end)
        if nights == 1:
            return self.say("from {start} until {end} the next day", start=start, end=end)
        return self.say("from {start} until {end}, {n} days later", start=start, end=end, n=nights)

    def span(self, span: TimeSpan | None) -> str:
        if span is None:
            return ""
        if span.end is None:
            return self.say("at {time}", time=self.language.time(span.start))
        return self.say("from {start} to {end}", start=self.language.time(span.start), end=self.end(span))

    def end(self, span: TimeSpan) -> str:
        return self.language.end_time(span.end) if span.days else self.language.time(span.end)

    def length(self) -> str:
        """`de hele dag`, or `3 dagen lang` if the time of day does not tell."""
        if self.nights:
            told_already = self.schedule.time and self.schedule.time.end
            return "" if told_already else self.count("for {n} day", "for {n} days", self.nights + 1)
        return "" if self.schedule.time else self.gettext("all day")

    # One time, or loose dates

    def once(self) -> str:
        schedule, day = self.schedule, self.language.day
        first, last, span = schedule.start, schedule.end, schedule.time
        if not self.nights:
            return self.at([first], span)
        begins = day(first, last)
        if span:
            begins = self.say("{day} at {time}", day=begins, time=self.language.time(span.start))
        if span is None or span.end is None:
            return self.say("from {first} to {last}", first=begins, last=day(last))
        ends = self.say("{day} at {time}", day=day(last), time=self.end(span))
        return self.say("from {first} until {last}", first=begins, last=ends)

    def loose(self) -> str:
        """Loose dates; with today those to come, if there are any."""
        schedule = self.schedule
        out = [*schedule.except_, *self.register.holidays.ranges(schedule.pause)]
        kept = {change.date.date for change in schedule.changes}
        held = [
            moment for moment in schedule.dates
            if moment.date in kept or not any(days.first <= moment.date <= days.last for days in out)
        ]  # fmt: skip
        moments = self.coming(held) or held or schedule.dates
        if len(moments) <= MANY:
            return self.moments(moments)
        days = sorted({moment.date for moment in moments})
        first, last = self.language.date(days[0], days[0].year != days[-1].year), self.language.date(days[-1])
        named = self.say("on {n} days between {first} and {last}", n=len(days), first=first, last=last)
        spans = {moment.time or schedule.time for moment in moments}
        if len(spans) > 1:
            return _joined(named, self.gettext("at different times"))
        return _joined(named, self.span(spans.pop()) or self.gettext("all day"))

    def extra(self) -> str:
        moments = self.coming(self.schedule.extra)
        if len(moments) > MANY:
            return self.count("and on {n} more day", "and on {n} more days", len(moments))
        spans = {moment.time for moment in moments} if self.nights else set()
        when = self.moments(moments, {self.schedule.time, *spans})
        return self.say("also {when}", when=when) if moments else ""

    def coming(self, moments: Iterable[Moment]) -> list[Moment]:
        return [moment for moment in moments if self.today is None or moment.date >= self.today]

    def moments(self, moments: Iterable[Moment], known: Collection[TimeSpan | None] = ()) -> str:
        """`op dinsdag 1 en donderdag 3 december 2026 van 10.00 tot 12.00 uur`, without a time of day that is known."""
        by_span: dict[TimeSpan | None, list[date]] = {}
        for moment in sorted(moments, key=lambda moment: moment.date):
            by_span.setdefault(moment.time or self.schedule.time, []).append(moment.date)
        return self.language.all_of(
            self.on(days) if span in known else self.at(days, span) for span, days in by_span.items()
        )

    def at(self, days: list[date], span: TimeSpan | None) -> str:
        return _spaced(self.on(days), self.span(span)) if span else _joined(self.on(days), self.gettext("all day"))

    def on(self, days: list[date]) -> str:
        """The days, each with its year unless the next one is in the same."""
        named = [self.language.day(day, after) for day, after in pairwise([*days, None])]
        return self.say("on {days}", days=self.language.all_of(named))

    # From when until when, and when not

    def period(self) -> str:
        """`10 keer vanaf 7 september 2026`, `tot en met 29 juni 2027`. A series that has begun needs no beginning."""
        schedule, rule = self.schedule, self.rules[0] if self.rules else None
        first, last = schedule.start, schedule.until or (rule and rule.until)
        number = schedule.count or (rule and rule.count)
        if rule and rule.count and (schedule.except_ or schedule.pause):  # its COUNT counts those too
            number, last = None, max(rule.days(first, LAST_DAY), default=None)
        if number:
            times = self.count("{n} time", "{n} times", number)
            return _spaced(times, self.say("from {day}", day=self.language.date(first)))
        if first and (first <= self.today if self.today else not schedule.undated):
            first = None
        if first and last:
            return self.say("from {first} to {last}", first=self.language.date(first), last=self.language.date(last))
        if last:
            return self.say("up to and including {day}", day=self.language.date(last))
        return self.say("from {day}", day=self.language.date(first)) if first else ""

    def without(self) -> str:
        """`niet op 22 december, van 28 december tot en met 3 januari en in de schoolvakanties`."""
        out = [days for days in merged(list(self.schedule.except_)) if self.today is None or days.last >= self.today]
        many = self.count("with {n} exception", "with {n} exceptions", len(out)) if len(out) > MANY else ""
        parts = [] if many else self.exceptions(out)
        pauses = {"school-holidays": told("in the school holidays"), "public-holidays": told("on public holidays")}
        parts += [self.gettext(pauses[pause]) for pause in dict.fromkeys(self.schedule.pause)]
        return _joined(many, self.say("not {when}", when=self.language.all_of(parts)) if parts else "")

    def exceptions(self, out: list[DateRange]) -> list[str]:
        """With the year, unless each of these days comes once in the time that the sentence is about."""
        if self.today:
            years = any(days.last >= self.today + YEAR for days in out)
        else:
            last = plan.last_day(self.schedule, self.register) if out else None
            years = last is None or last - self.schedule.start >= YEAR
        parts = []
        for single, group in groupby(out, lambda days: days.first == days.last):
            if single:
                parts.append(self.on_dates([days.first for days in group], years))
            else:
                parts += [self.range(days, years) for days in group]
        return parts

    def on_dates(self, days: list[date], years: bool) -> str:
        shown = [years and (after is None or after.year != day.year) for day, after in pairwise([*days, None])]
        return self.say("on {days}", days=self.language.all_of(map(self.language.date, days, shown)))

    def range(self, days: DateRange, year: bool) -> str:
        first, last = days.first, days.last
        same_month = (first.year, first.month) == (last.year, last.month)
        named = str(first.day) if same_month else self.language.date(first, year and first.year != last.year)
        return self.say("from {first} to {last}", first=named, last=self.language.date(last, year))


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def _spaced(*parts: str) -> str:
    return " ".join(part for part in parts if part)
