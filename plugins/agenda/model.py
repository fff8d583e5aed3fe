"""The agenda's own nouns: Activity, Schedule, Occurrence, Agenda. Frozen and validated; only `source` makes them.

`ActivityFile` is the file contract: what may stand in an entry, and no more. The JSON Schema and the reference page
are drawn from it. An `Activity` is such a file with its organizer, address, identity and place. It is long because
what contradicts what within a record stands beside that record's fields.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from pydantic import BeforeValidator, Discriminator, Field, Tag, ValidationInfo, model_validator

from . import fields as f
from . import rule
from .notation import WEEKDAYS, combine
from .problem import Fault, Faults
from .register import Contact, Place, Record, Register

UTC = ZoneInfo("UTC")


class Venue(Record):
    """A place that stands in the entry itself."""

    name: f.line(80) | None = None
    street: f.line(80) | None = None
    postcode: f.Postcode | None = None
    city: f.line(80) | None = None
    area: f.id_of("areas") | None = None
    note: f.line(200) | None = None
    online: f.Online | None = None

    @model_validator(mode="after")
    def _is_somewhere(self) -> "Venue":
        if not (self.name or self.online):
            raise Fault("the place has no name. Write name: or, for a meeting online, online: yes.")
        return self

    def place(self) -> Place:
        """The same as a place without an id."""
        return Place.model_construct(id="", **{**dict(self), "name": self.name or "Online"})


# A step of a path that begins with = names a form that a value may have; it does not stand in the file.
Location = Annotated[
    Annotated[f.id_of("places"), Tag("=id")] | Annotated[Venue, Tag("=venue")],
    Discriminator(lambda value: "=venue" if isinstance(value, dict | Venue) else "=id"),
]


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
    for number, change in enumerate(s.changes):
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


def _schedules(value: Any) -> Any:
    if not isinstance(value, dict | list):
        raise Fault("fields are expected here. Write start, time and repeat on the lines below, indented.")
    return value


Schedules = Annotated[f.listed(Schedule, at_least=1, at_most=20), BeforeValidator(_schedules)]


class Referral(Record):
    """What a referrer needs to know."""

    needed: f.Yes = False
    how: f.line(300) | None = None
    contact: Contact | None = None


class Translation(Record):
    """An activity's own words in another language."""

    title: f.line(80) | None = None
    summary: f.line(200) | None = None
    description: f.paragraph(10_000) | None = None


class Provenance(Record):
    """Where an importer got an entry: the source's name, and the entry's identity there."""

    name: f.line(80)
    uid: f.line(300) | None = None


class ActivityFile(Record):
    """The fields of an activity file, in the order of the template. The text below them is not one of them."""

    title: f.line(80) = Field(examples=["Koffieochtend"])
    summary: f.line(200) = Field(examples=["Elke dinsdag koffie en een praatje"])
    schedule: Schedules = Field(examples=["{start: 2026-09-01, time: 10:00-12:00}"])
    location: Location
    audiences: f.listed(f.id_of("audiences"), at_least=1, at_most=30)
    topics: f.listed(f.id_of("topics"), at_least=1, at_most=30)
    checked: f.Date | None = None
    welcome: f.line(300) | None = None
    price: f.Price | None = None
    price_note: f.line(200) | None = None
    discounts: f.listed(f.id_of("discounts"), at_most=30) = ()
    registration: f.choice("none", "welcome", "required") | None = None
    contact: Contact | None = None
    access: f.listed(f.id_of("access"), at_most=30) = ()
    transport: f.line(200) | None = None
    languages: f.listed(f.id_of("languages"), at_most=30) = ()
    ages: f.AgeRange | None = None
    form: f.choice("drop-in", "course", "buddy") | None = None
    referral: Referral | None = None
    partners: f.listed(f.id_of("organizations"), at_most=30) = ()
    vouched_by: f.id_of("organizations") | None = None
    campaigns: f.listed(f.id_of("campaigns"), at_most=30) = ()
    image: f.line(90) | None = None
    image_alt: f.line(200) | None = None
    status: f.choice("scheduled", "cancelled", "postponed", "full") = "scheduled"
    status_note: f.line(200) | None = None
    translations: dict[f.id_of("languages"), Translation] = {}
    formerly: f.listed(f.OldPath, at_most=20) = ()
    source: Provenance | None = None
    example: f.Yes = False

    @model_validator(mode="after")
    def _agrees(self, info: ValidationInfo) -> "ActivityFile":
        faults = []
        if not self.checked and not self.example:
            faults.append((("checked",), Fault(
                "checked is missing. Write the day on which you made sure that all this is right: checked: 2026-11-20."
            )))  # fmt: skip
        if self.example and self.checked:
            faults.append((("checked",), Fault("an example is not checked. Leave checked out, or leave example out.")))
        if self.image and not self.image_alt:
            faults.append((("image_alt",), Fault(
                "image_alt is missing. Say what the picture shows, for who cannot see it."
            )))  # fmt: skip
        if faults:
            raise Faults(faults)
        return self


class Activity(ActivityFile):
    """An activity as the site knows it. `path` is where it came from; `description` its Markdown, still untrusted."""

    organizer: str
    slug: str
    description: str = ""
    path: str = ""

    @property
    def address(self) -> str:
        """`organization/slug`: its place under the site's activities."""
        return f"{self.organizer}/{self.slug}"

    @property
    def identity(self) -> str:
        """`organization/slug` of its oldest path: what stays when it is renamed."""
        return f"{self.organizer}/{self.former_slugs[0] if self.formerly else self.slug}"

    @property
    def former_slugs(self) -> list[str]:
        """The slugs it had, oldest first."""
        return [path.rpartition("/")[2] for path in self.formerly]

    def place(self, register: Register, location: str | Venue | None = None) -> Place:
        """Where it is, or where an occurrence's own `location` is."""
        where = location or self.location
        return where.place() if isinstance(where, Venue) else register.places[where]


@dataclass(frozen=True)
class Occurrence:
    """One time that something takes place, in wall-clock time without a zone.

    Of whole days `start` is 00:00 of the first and `end` 00:00 of the day after the last. An `end` of None is not
    known. `planned` is the start by plan: what identifies it. `moved`: a change gave it another time; `changed`: the
    file says something of its own about it; `loose`: it stands there by itself, not by a rule.
    """

    start: datetime
    end: datetime | None
    whole_day: bool = False
    planned: datetime | None = None
    cancelled: bool = False
    reason: str = ""
    note: str = ""
    location: str | Venue | None = None
    moved: bool = False
    changed: bool = False
    loose: bool = False

    @property
    def day(self) -> date:
        """The day it begins."""
        return self.start.date()


@dataclass(frozen=True)
class Agenda:
    """Everything that is published: the register, and activities in the order of their addresses."""

    register: Register
    activities: tuple[Activity, ...]
