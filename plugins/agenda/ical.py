"""The agenda -> iCalendar (RFC 5545, RFC 7986): each event is written once, and its bytes are joined in every feed.

The rules, and which client breaks without each, stand in docs/feeds.md.
"""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta

from icalendar import Calendar, Event, vDuration, vText, vUri

from . import recurrence, schedule, sentence, wording
from .addresses import Addresses
from .freshness import UNKNOWN, Freshness
from .markup import plain
from .model import Activity, Agenda, Occurrence
from .moments import DateRange
from .recurrence import Series, Single
from .register import Place
from .state import State
from .town import Town

KEEP_ENDED = timedelta(92)  # people look back; then an ended event leaves the feed
REFRESH = timedelta(hours=12)
LARGEST = 900_000  # bytes: above 1 MB Google is reported to show a feed in part

# One constant with yearly rules: the law's since 1996. Generated transition lists make ical.js show summers wrong.
TIMEZONES = {
    "Europe/Amsterdam": b"""BEGIN:VTIMEZONE
TZID:Europe/Amsterdam
BEGIN:DAYLIGHT
DTSTART:19960331T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE
""".replace(b"\n", b"\r\n")
}


class Writer:
    """Writes events in the town's language and time zone; the state stamps what changed."""

    def __init__(self, agenda: Agenda, town: Town, state: State, freshness: Freshness = UNKNOWN) -> None:
        self.agenda, self.town, self.state, self.freshness = agenda, town, state, freshness
        self.addresses = Addresses(town.words, town.url)
        self.gettext, self.say = town.language.gettext, town.language.say
        self.written = {activity.address: self._activity(activity) for activity in agenda.activities}

    def calendar(
        self, name: str, description: str, path: str, activities: Iterable[Activity], file: str = "agenda.ics",
        written: Mapping[str, bytes] | None = None,
    ) -> bytes:  # fmt: skip
        """The feed `file` at `path` of these activities; without events it is still a valid calendar.

        `written` are other events than those of all days, by address.
        """
        calendar = Calendar()
        calendar.add("prodid", f"-//{self.town.id}//agenda//{self.town.language.code.upper()}")
        calendar.add("version", "2.0")
        calendar.add("calscale", "GREGORIAN")
        for key in ("name", "x-wr-calname"):
            calendar.add(key, vText(name))
        for key in ("description", "x-wr-caldesc"):
            calendar.add(key, vText(description))
        calendar.add("x-wr-timezone", str(self.town.zone))
        calendar.add("color", "maroon")
        calendar.add("refresh-interval", vDuration(REFRESH), parameters={"VALUE": "DURATION"})
        calendar.add("x-published-ttl", vDuration(REFRESH))
        if self.town.url:
            feed = self.addresses.full(f"{path}{file}")
            calendar.add("source", vUri(feed), parameters={"VALUE": "URI"})
            calendar.add("url", vUri(self.addresses.full(path)), parameters={"VALUE": "URI"})
        head, end = calendar.to_ical().rsplit(b"END:VCALENDAR", 1)
        zone = TIMEZONES[str(self.town.zone)]
        written = self.written if written is None else written
        events = [written[activity.address] for activity in activities]
        return b"".join([head, zone, *events, b"END:VCALENDAR", end])

    def _activity(self, activity: Activity) -> bytes:
        """The activity's events that have not long ended; a broken identity would make clients show it twice."""
        parts = []
        for key, event in recurrence.of_activity(activity, self.agenda.register, self.town.today):
            if event.last is None or event.last >= self.town.today - KEEP_ENDED:
                parts.append(self._event(activity, key, event))
        return b"".join(parts)

    def within(self, activity: Activity, days: DateRange, name: str) -> bytes:
        """What begins in these days, each time an event by itself, `name` in its identity.

        A series cannot be cut at both ends and stay itself: who follows this list and another one sees both.
        """
        parts = []
        seen: dict[str, int] = {}
        for one in schedule.of_activity(activity, self.agenda.register, days.first, days.last):
            key = f"{name}.{one.planned:%Y%m%d}" if one.whole_day else f"{name}.{one.planned:%Y%m%dT%H%M}"
            seen[key] = seen.get(key, 0) + 1
            event = Single(key if seen[key] == 1 else f"{key}.{seen[key]}", one)
            if event.last >= self.town.today - KEEP_ENDED:
                parts.append(self._event(activity, event.key, event))
        return b"".join(parts)

    def _event(self, activity: Activity, key: str, event: recurrence.Event) -> bytes:
        uid = activity.global_id(self.agenda.register, self.town.id, key)
        vevent = Event()
        vevent.add("uid", uid)
        one = event.occurrence
        utc = not isinstance(event, Series) and event.utc
        self._times(vevent, one, utc)
        if isinstance(event, Series):
            self._rule(vevent, event)
        place = activity.place(self.agenda.register, one.location)
        off = one.cancelled or activity.status in ("cancelled", "postponed")
        vevent.add("status", "CANCELLED" if off else "CONFIRMED")
        if location := wording.location(place):
            vevent.add("location", location)
        essence = vevent.to_ical()
        vevent.add("summary", self._summary(activity, one))
        vevent.add("description", self._description(activity, one, place))
        if names := [self.agenda.register.topics[id].name for id in activity.topics]:
            vevent.add("categories", names)
        if self.town.url:
            vevent.add("url", vUri(self.addresses.full(self.addresses.activity(activity))))
        vevent.add("transp", "TRANSPARENT")
        stamp = self.state.stamp(uid, vevent.to_ical(), essence)
        vevent.add("dtstamp", stamp.modified)
        vevent.add("last-modified", stamp.modified)
        vevent.add("sequence", stamp.sequence)
        return vevent.to_ical()

    def _times(self, vevent: Event, one: Occurrence, utc: bool) -> None:
        """DTSTART and DTEND; of whole days DTEND is the day after; an end that is not known is left out."""
        if one.whole_day:
            vevent.add("dtstart", one.start.date())
            vevent.add("dtend", one.end.date())
            return
        vevent.add("dtstart", self._moment(one.start, utc))
        if one.end is not None:
            vevent.add("dtend", self._moment(one.end, utc))

    def _moment(self, moment: datetime, utc: bool) -> datetime:
        aware = moment.replace(tzinfo=self.town.zone)
        return aware.astimezone(UTC) if utc else aware

    def _rule(self, vevent: Event, series: Series) -> None:
        """RRULE, with an UNTIL in UTC from local 23:59 (erratum 4414), and EXDATE of DTSTART's type (erratum 6316)."""
        one = series.occurrence
        text = series.rule.text()
        if series.until and one.whole_day:
            text += f";UNTIL={series.until:%Y%m%d}"
        elif series.until:
            late = datetime.combine(series.until, datetime.max.time().replace(second=0, microsecond=0), self.town.zone)
            text += f";UNTIL={late.astimezone(UTC):%Y%m%dT%H%M%SZ}"
        vevent["rrule"] = _Verbatim(text)
        for day in series.out:
            if one.whole_day:
                vevent.add("exdate", [day])
            else:
                vevent.add("exdate", [datetime.combine(day, one.start.time(), self.town.zone)])

    def _summary(self, activity: Activity, one: Occurrence) -> str:
        """The title; a client that ignores STATUS reads there what is wrong with it."""
        if activity.status == "postponed":
            return self.say("POSTPONED: {title}", title=activity.title)
        if one.cancelled:
            return self.say("CANCELLED: {title}", title=activity.title)
        if activity.status == "full":
            return self.say("FULL: {title}", title=activity.title)
        return activity.title

    def _description(self, activity: Activity, one: Occurrence, place: Place) -> str:
        """Complete by itself: some clients show nothing else."""
        return "\n\n".join(part for part in self._parts(activity, one, place) if part)

    def _parts(self, activity: Activity, one: Occurrence, place: Place) -> Iterable[str]:
        register, language = self.agenda.register, self.town.language
        if activity.example:
            yield self.gettext("This is an example, not a real activity.")
        yield wording.unchecked(activity, self.freshness.of(activity), language, self.town.today)
        if one.cancelled or activity.status == "postponed":
            yield self.say("It does not take place. {reason}", reason=one.reason or activity.status_note or "").strip()
        elif activity.status == "full":
            yield self.say("It is full. {reason}", reason=activity.status_note or "").strip()
        if one.moved:
            yield self.say("This time it is otherwise than planned on {day}.", day=language.day(one.planned.date()))
        yield wording.sentence(one.note) if one.note else ""
        yield activity.summary
        yield plain(activity.description)
        sentences = sentence.of_activity(activity, register, language)
        yield self._line("When", " ".join(wording.sentence(one) for one in sentences))
        yield self._line("Where", ", ".join(part for part in (wording.location(place), place.note) if part))
        yield self._line("For whom", language.all_of(register.audiences[id].name for id in activity.audiences))
        yield self._line("Age", wording.ages(activity, language))
        passes = [register.discounts[id].name for id in activity.discounts]
        cost = [wording.price(activity, language), activity.price_note or "", *passes]
        yield self._line("Cost", ", ".join(part for part in cost if part))
        features = dict.fromkeys((*activity.access, *place.access))
        yield self._line("Access", language.all_of(register.access[id].name for id in features))
        yield self._line("Getting there", activity.transport or place.transport or "")
        yield self._line("Joining", wording.registration(activity, language))
        yield self._line("Contact", wording.contact(activity, register))
        yield self._line("Organized by", register.organizations[activity.organizer].name)
        if self.town.url:
            yield self.addresses.full(self.addresses.activity(activity))

    def _line(self, label: str, text: str) -> str:
        return f"{self.gettext(label)}: {text}" if text else ""


class _Verbatim(vText):
    """A value that is written as it is: an RRULE, whose separators a text would escape."""

    def to_ical(self) -> bytes:
        return str(self).encode()
