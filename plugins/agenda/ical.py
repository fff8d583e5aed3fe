"""The agenda -> iCalendar (RFC 5545, RFC 7986): each event is written once, and its bytes are joined in every feed.

The rules, and which client breaks without each, stand in docs/feeds.md.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from functools import cached_property, partial

from . import content_lines, recurrence, schedule, sentence, wording
from .addresses import Addresses
from .afresh import Afresh
from .cache import Cache
from .content_lines import line, text, texts
from .descriptions import Descriptions
from .event import Unstamped, Written
from .freshness import UNKNOWN, Freshness
from .inputs import of_bytes
from .model import Activity, Agenda, Occurrence
from .moments import DateRange
from .recurrence import Series, Single
from .register import Place
from .state import State, digest_of
from .town import Town

KEEP_ENDED = timedelta(92)  # people look back; then an ended event leaves the feed
REFRESH = timedelta(hours=12)

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
    """Writes events in the town's language and time zone; the state stamps what changed.

    `sizes` is how many bytes the events of each activity have, by address: that is known without writing them.
    """

    def __init__(
        self,
        agenda: Agenda,
        town: Town,
        state: State,
        freshness: Freshness = UNKNOWN,
        cache: Cache | Afresh | None = None,
        descriptions: Descriptions | None = None,
    ) -> None:
        self.cache = cache = cache or Afresh()
        self.descriptions = descriptions or Descriptions(agenda, cache)
        self.agenda, self.town, self.state, self.freshness = agenda, town, state, freshness
        self.addresses = Addresses(town.words, town.url)
        self.gettext, self.say = town.language.gettext, town.language.say
        sizes = cache.made_of_each("size", agenda.activities, self._size, ready=self.descriptions.read_all)
        self.sizes = {one.address: size for one, size in zip(agenda.activities, sizes, strict=True)}

    @cached_property
    def events(self) -> dict[str, Written]:
        """The events of each activity, by address; one that is kept has the stamps of the state already."""
        made = self.cache.made_of_each(
            "stamped", self.agenda.activities, lambda one: self._written(self._unstamped(one)), shared=False
        )
        return {one.address: written for one, written in zip(self.agenda.activities, made, strict=True)}

    def _size(self, activity: Activity) -> int:
        return sum(one.size for one in self._unstamped(activity))

    def _unstamped(self, activity: Activity) -> list[Unstamped]:
        return self.cache.made("events", activity.address, activity.digest, lambda: self._activity(activity))

    def _written(self, events: list[Unstamped]) -> Written:
        stamps = [self.state.stamp_of(one.uid, one.content, one.essence) for one in events]
        told = [f"{one.content} {stamp.sequence} {stamp.modified}" for one, stamp in zip(events, stamps, strict=True)]
        data = b"".join(map(Unstamped.stamped, events, stamps))
        return Written(data, of_bytes(" ".join(told).encode()))

    def calendar(
        self, name: str, description: str, path: str, activities: Iterable[Activity], file: str = "agenda.ics",
        written: Mapping[str, Written] | None = None,
    ) -> bytes:  # fmt: skip
        """The feed `file` at `path` of these activities; without events it is still a valid calendar.

        `written` are other events than those of all days, by address.
        """
        make = partial(self._frame, name, description, path, file)
        head, end = self.cache.made("frame", f"{path}{file}", self.cache.of(name, description), make)
        zone = TIMEZONES[str(self.town.zone)]
        events = self.events if written is None else written
        found = [events[activity.address].data for activity in activities]
        return b"".join([head, zone, *found, b"END:VCALENDAR", end])

    def _frame(self, name: str, description: str, path: str, file: str) -> list[bytes]:
        """What stands before the time zone and the events of a calendar, and after its end."""
        from icalendar import Calendar, vDuration, vText, vUri  # it takes long to load, and is not always needed

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
        return calendar.to_ical().rsplit(b"END:VCALENDAR", 1)

    def _activity(self, activity: Activity) -> list[Unstamped]:
        """The activity's events that have not long ended; a broken identity would make clients show it twice."""
        found = recurrence.of_activity(activity, self.agenda.register, self.town.today)
        long_ago = self.town.today - KEEP_ENDED
        return [self._event(activity, key, one) for key, one in found if one.last is None or one.last >= long_ago]

    def within(self, activity: Activity, days: DateRange, name: str) -> Written:
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
        return self._written(parts)

    def _event(self, activity: Activity, key: str, event: recurrence.Event) -> Unstamped:
        """An event's lines in the order of RFC 5545's table, those without a place there by name."""
        uid = activity.global_id(self.agenda.register, self.town.id, key)
        one = event.occurrence
        place = activity.place(self.agenda.register, one.location)
        begin = line("BEGIN", "VEVENT")
        times = b"".join(self._times(one, not isinstance(event, Series) and event.utc))
        identity = line("UID", text(uid))
        rule = b"".join(self._rule(event)) if isinstance(event, Series) else b""
        location = wording.location(place)
        where = line("LOCATION", text(location)) if location else b""
        off = one.cancelled or activity.status in ("cancelled", "postponed")
        status = line("STATUS", "CANCELLED" if off else "CONFIRMED")
        end = line("END", "VEVENT")
        summary = line("SUMMARY", text(self._summary(activity, one)))
        names = [self.agenda.register.topics[id].name for id in activity.topics]
        categories = line("CATEGORIES", texts(names)) if names else b""
        description = line("DESCRIPTION", text(self._description(activity, one, place)))
        page = self.addresses.full(self.addresses.activity(activity))
        tail = line("TRANSP", "TRANSPARENT") + (line("URL", page) if self.town.url else b"")
        content = (begin, summary, times, identity, rule, categories, description, where, status, tail, end)
        return Unstamped(
            uid,
            digest_of(b"".join(content)),
            digest_of(b"".join((begin, times, identity, rule, where, status, end))),
            begin + summary + times,
            identity,
            rule + categories + description,
            where + status + tail + end,
        )

    def _times(self, one: Occurrence, utc: bool) -> Iterator[bytes]:
        """DTSTART and DTEND; of whole days DTEND is the day after; an end that is not known is left out."""
        for name, moment in (("DTSTART", one.start), ("DTEND", one.end)):
            if moment is None:
                continue
            if one.whole_day:
                yield line(f"{name};VALUE=DATE", content_lines.day(moment))
            elif utc:
                aware = moment.replace(tzinfo=self.town.zone).astimezone(UTC)
                yield line(name, f"{content_lines.moment(aware)}Z")
            else:
                yield line(f"{name};TZID={self.town.zone}", content_lines.moment(moment))

    def _rule(self, series: Series) -> Iterator[bytes]:
        """RRULE, with an UNTIL in UTC from local 23:59 (erratum 4414), and EXDATE of DTSTART's type (erratum 6316)."""
        one = series.occurrence
        rule = series.rule.text()
        if series.until and one.whole_day:
            rule += f";UNTIL={content_lines.day(series.until)}"
        elif series.until:
            late = datetime.combine(series.until, datetime.max.time().replace(second=0, microsecond=0), self.town.zone)
            rule += f";UNTIL={content_lines.moment(late.astimezone(UTC))}Z"
        yield line("RRULE", rule)
        for day in series.out:
            if one.whole_day:
                yield line("EXDATE;VALUE=DATE", content_lines.day(day))
            else:
                moment = datetime.combine(day, one.start.time())
                yield line(f"EXDATE;TZID={self.town.zone}", content_lines.moment(moment))

    def _summary(self, activity: Activity, one: Occurrence) -> str:
        """The title; a client that ignores STATUS reads there what is wrong with it."""
        if activity.status == "postponed":
            return self.say("POSTPONED: {title}", title=activity.title)
        if one.cancelled or activity.status == "cancelled":
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
        if one.cancelled or activity.status in ("cancelled", "postponed"):
            yield self.say("It does not take place. {reason}", reason=one.reason or activity.status_note or "").strip()
        elif activity.status == "full":
            yield self.say("It is full. {reason}", reason=activity.status_note or "").strip()
        if one.moved:
            yield self.say("This time it is otherwise than planned on {day}.", day=language.day(one.planned.date()))
        yield wording.sentence(one.note) if one.note else ""
        yield activity.summary
        yield self.descriptions.plain(activity.description)
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
