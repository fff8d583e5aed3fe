"""Help that is no activity: whom to call or write, and when they are there. Hours are wall-clock times of the town."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import groupby
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from pydantic import BeforeValidator, Field, WithJsonSchema, model_validator

from . import fields as f
from .language import Language
from .moments import WEEKDAYS, DateRange, TimeSpan
from .notation import fitting, one_of, text
from .original import joined
from .problem import Fault
from .record import Record

GROUPS = ("emergency", "talk", "worry", "initiative")  # in the order of the page
Interval = tuple[datetime, datetime]


def parse_weekdays(value: Any) -> tuple[int, ...]:
    """`monday`, or `monday-friday` with both ends in; 0 is Monday."""
    first, dash, last = text(value).replace("–", "-").partition("-")
    begin = WEEKDAYS.index(one_of(first.strip(), WEEKDAYS))
    end = WEEKDAYS.index(one_of(last.strip(), WEEKDAYS)) if dash else begin
    return tuple((begin + number) % 7 for number in range((end - begin) % 7 + 1))


_Weekdays = Annotated[tuple[int, ...], BeforeValidator(parse_weekdays), WithJsonSchema({"type": "string"})]


def _ended(times: tuple[TimeSpan, ...]) -> None:
    if any(span.end is None for span in times):
        raise Fault("it is not said until when. Write for example time: 09:00-17:00.")


class OpenDays(Record):
    """Days of the week with the same hours."""

    days: f.listed(_Weekdays, at_least=1, at_most=7)
    time: f.listed(f.Time, at_least=1, at_most=6) = Field(examples=["09:00-17:00"])

    @model_validator(mode="after")
    def _ends(self) -> "OpenDays":
        _ended(self.time)
        return self

    @property
    def weekdays(self) -> set[int]:
        """The days, 0 is Monday."""
        return {day for some in self.days for day in some}


class OtherDays(Record):
    """Days with other hours than in a usual week; without a time: closed."""

    date: f.Days
    time: f.listed(f.Time, at_most=6) = ()
    note: f.line(80) | None = None

    @model_validator(mode="after")
    def _ends(self) -> "OtherDays":
        _ended(self.time)
        return self


class Opening(Record):
    """When somebody is there. On public holidays of the town's table it is closed, unless `holidays` says otherwise."""

    always: f.Yes = False
    week: f.listed(OpenDays, at_most=14) = ()
    holidays: f.choice("closed", "open") = "closed"
    otherwise: f.listed(OtherDays, at_most=60) = ()

    @model_validator(mode="after")
    def _says_when(self) -> "Opening":
        if self.always and (self.week or self.otherwise):
            raise Fault("it is always open, and it has hours. Leave always out, or leave week and otherwise out.")
        if not self.always and not self.week:
            raise Fault("no day of the week has hours. Write week: {example}, or always: yes.",
                        example="[{days: monday-friday, time: 09:00-17:00}]")  # fmt: skip
        return self

    def intervals(self, public: Iterable[DateRange], first: date, last: date) -> list[Interval]:
        """When it is open from the day `first` to `last`, in order; hours that touch are one. `public`: holidays."""
        public = list(public)
        found: list[Interval] = []
        for number in range((last - first).days + 1):
            day = first + timedelta(number)
            for span in self._times(day, public):
                begin = datetime.combine(day, span.start)
                end = datetime.combine(day + timedelta(span.days), span.end or time(0))
                found.append((begin, end))
        joined: list[Interval] = []
        for begin, end in sorted(found):
            if joined and begin <= joined[-1][1]:
                joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
            else:
                joined.append((begin, end))
        return joined

    def _times(self, day: date, public: list[DateRange]) -> tuple[TimeSpan, ...]:
        """The hours that begin on this day."""
        if self.always:
            return (TimeSpan(time(0), time(0), 1),)
        for other in self.otherwise:
            if other.date.first <= day <= other.date.last:
                return other.time
        if self.holidays == "closed" and any(days.first <= day <= days.last for days in public):
            return ()
        return tuple(span for one in self.week if day.weekday() in one.weekdays for span in one.time)

    def rows(self, language: Language) -> list[tuple[str, str]]:
        """The usual week in words: days with their hours; days beside each other with the same hours are one row."""
        times = [self._on(number) for number in range(7)]
        rows = []
        for hours, days in groupby(range(7), key=lambda number: times[number]):
            names = [language.weekday(number) for number in days]
            if len(names) > 2:
                shown = language.say("{first} to {last}", first=names[0], last=names[-1])
            else:
                shown = language.all_of(names)
            said = [_hours(span, language) for span in hours]
            rows.append((shown, language.all_of(said) if said else language.gettext("closed")))
        return rows

    def _on(self, weekday: int) -> tuple[TimeSpan, ...]:
        spans = [span for one in self.week if weekday in one.weekdays for span in one.time]
        return tuple(sorted(set(spans), key=lambda span: span.start))

    def coming(self, today: date, language: Language) -> list[str]:
        """The days from today on that are otherwise, each a sentence."""
        return list(self._coming(today, language))

    def _coming(self, today: date, language: Language) -> Iterator[str]:
        for other in sorted(self.otherwise, key=lambda one: one.date.first):
            if other.date.last < today:
                continue
            first, last = (language.day(day, today) for day in (other.date.first, other.date.last))
            one = other.date.first == other.date.last
            day = first if one else language.say("{first} to {last}", first=first, last=last)
            said = language.all_of(_hours(span, language) for span in other.time) or language.gettext("closed")
            yield joined("", [f"{day}: {said}", *((" (", other.note, ")") if other.note else ())])


def _hours(span: TimeSpan, language: Language) -> str:
    return language.say("{start} to {end}", start=language.time(span.start), end=language.end_time(span.end))


def instants(intervals: Iterable[Interval], zone: ZoneInfo) -> str:
    """The intervals in UTC for the script, `2026-11-23T08:00Z/2026-11-23T16:00Z` with spaces between them."""
    return " ".join("/".join(_utc(moment, zone) for moment in interval) for interval in intervals)


def _utc(moment: datetime, zone: ZoneInfo) -> str:
    return f"{moment.replace(tzinfo=zone).astimezone(UTC):%Y-%m-%dT%H:%MZ}"


class HelpEntry(Record):
    """Where one can go with a question; what is not known stays away, and the page says so."""

    name: f.line(80)
    group: f.choice(*GROUPS)
    what: f.line(300)
    phone: f.Phone | None = None
    email: f.Email | None = None
    website: f.Website | None = None
    hours: Opening | None = None
    note: f.line(200) | None = None
    own: f.Yes = False  # everybody has a number of their own, as of a doctor

    @property
    def unfilled(self) -> bool:
        """Does nobody know yet how to reach it?"""
        return not (self.phone or self.email or self.website or self.own)


class Help(Record):
    """The page of help: its title, what stands above it as Markdown (`text`), and where one can go, by id."""

    title: f.line(80)
    summary: f.line(200) | None = None
    entries: dict[Annotated[str, BeforeValidator(lambda value: fitting(text(value), 80))], HelpEntry]
    text: str = Field("", exclude=True)

    def hints(self) -> Iterator[tuple[tuple, Fault]]:
        """What the editors still have to fill in, with the path of its field."""
        for id, entry in self.entries.items():
            if entry.unfilled:
                yield ("entries", id), Fault("nobody can be reached here yet. Fill in a phone, an email or a website.")
            elif entry.phone and not entry.hours:
                yield ("entries", id), Fault("it is not said when somebody answers. Fill in hours.")


class HelpEntryWords(Record):
    """What an entry says in another language."""

    name: f.line(80) | None = None
    what: f.line(300) | None = None
    note: f.line(200) | None = None


class HelpWords(Record):
    """The page of help in another language; what is left out stays as it is."""

    title: f.line(80) | None = None
    summary: f.line(200) | None = None
    entries: dict[f.id_of("entries"), HelpEntryWords] = {}
    text: str = Field("", exclude=True)
