"""This week in an area, or in the whole town, as an editor pastes it in a newsletter: HTML, plain text, and a channel.

It is about the whole week that today is in, Monday to Sunday: within that week every day gives the same.
"""

import html
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

from . import listing, schedule, wording
from .addresses import Addresses
from .afresh import Afresh
from .cache import Cache
from .channel import Channel, Entry
from .facets import Selection
from .freshness import UNKNOWN, Freshness
from .language import Language, told
from .listing import Item
from .model import Activity, Agenda, Occurrence
from .register import Area
from .town import Town


class Line(NamedTuple):
    """An activity on a day: what it is called, where its page is, and all that one needs to go there."""

    title: str
    url: str
    facts: str


class Newsletter(NamedTuple):
    """A week of one area, or of the whole town without one. `days` are headings with their lines."""

    path: str
    area: Area | None
    monday: date
    title: str
    period: str
    days: tuple[tuple[str, tuple[Line, ...]], ...]
    nothing: str
    more: Line

    def text(self) -> str:
        """Plain text, a blank line between its parts."""
        parts = [f"{self.title}\n{self.period}"]
        for heading, lines in self.days:
            parts.append(heading)
            parts += [f"{line.title}\n{line.facts}\n{line.url}" for line in lines]
        if not self.days:
            parts.append(self.nothing)
        parts.append(f"{self.more.title}\n{self.more.url}")
        return "\n\n".join(parts) + "\n"

    def html(self) -> str:
        """Headings, lists and whole addresses, nothing else: the tool it is pasted in gives it its looks."""
        return f"<h2>{_escaped(self.title)}</h2>\n{self.body()}"

    def body(self) -> str:
        """The same without the heading above it."""
        parts = [f"<p>{_escaped(self.period)}</p>"]
        for heading, lines in self.days:
            items = [f"<li>{_link(line)}<br>{_escaped(line.facts)}</li>" for line in lines]
            parts += [f"<h3>{_escaped(heading)}</h3>", "<ul>", *items, "</ul>"]
        if not self.days:
            parts.append(f"<p>{_escaped(self.nothing)}</p>")
        parts.append(f"<p>{_link(self.more)}</p>")
        return "\n".join(parts) + "\n"

    def channel(self, town: Town) -> Channel:
        """One entry, this week; none if nothing takes place, so that no tool sends an empty letter by itself."""
        year, week, _ = self.monday.isocalendar()
        midnight = datetime.combine(self.monday, time(0), UTC)
        own = f".{self.area.id}" if self.area else ""
        page = Addresses(town.words, town.url).full(self.path)
        entry = Entry(
            id=f"week-{year}-{week:02}{own}@{town.id}",
            title=f"{self.title}: {self.period}",
            url=page,
            text=self.text(),
            first=midnight,
            modified=midnight,
            author=town.name,
            html=self.body(),
        )
        title = f"{self.title} – {town.name}"
        entries = (entry,) if self.days else ()
        return Channel(f"week{own}@{town.id}", title, title, page, town.language.code, town.name, midnight, entries)


def of(
    agenda: Agenda,
    town: Town,
    selections: Iterable[Selection],
    freshness: Freshness = UNKNOWN,
    cache: Cache | Afresh | None = None,
) -> Iterator[Newsletter]:
    """The newsletters of the whole town and of each area, those without anything too."""
    writer = _Writer(agenda, town, freshness, cache or Afresh())
    return map(writer.newsletter, chosen(selections))


def chosen(selections: Iterable[Selection]) -> Iterator[Selection]:
    """What there is a newsletter of."""
    return (one for one in selections if one.area is None and one.kind in ("", "area"))


def path(addresses: Addresses, selection: Selection) -> str:
    """Where that of a selection is."""
    return addresses.selection("newsletter", selection.id)


class _Writer:
    """Each activity's times in the week are found and told once, and kept."""

    def __init__(self, agenda: Agenda, town: Town, freshness: Freshness, cache: Cache | Afresh) -> None:
        self.freshness, self.today = freshness, town.today
        self.register, self.language = agenda.register, town.language
        self.addresses = Addresses(town.words, town.url)
        self.monday = town.today - timedelta(town.today.weekday())
        self.sunday = self.monday + timedelta(6)
        every = cache.made_of_each("week", agenda.activities, self._told, town.prefix)
        self.items: dict[str, list[Item]] = {}
        self.lines: dict[int, Line] = {}  # by the id of an item, which stays its own while the item is there
        for activity, found in zip(agenda.activities, every, strict=True):
            items = self.items[activity.address] = [self._item(activity, occurrence) for occurrence, _ in found]
            self.lines |= {id(item): line for item, (_, line) in zip(items, found, strict=True)}

    def newsletter(self, selection: Selection) -> Newsletter:
        say, area = self.language.say, selection.thing
        items = [item for activity in selection.activities for item in self.items[activity.address]]
        days = listing.by_day(items, self.monday, self.sunday, self.freshness.marked)
        page = self.addresses.full(self.addresses.selection(selection.kind, selection.id))
        return Newsletter(
            path=path(self.addresses, selection),
            area=area,
            monday=self.monday,
            title=say("This week in {area}", area=area.name) if area else say("This week"),
            period=say("{first} to {last}", first=self._first(), last=self.language.date(self.sunday)),
            days=tuple((self._heading(day.date), tuple(self.lines[id(one)] for one in day.items)) for day in days),
            nothing=self.language.gettext("There is nothing in the agenda for these days."),
            more=Line(say("The whole agenda of {area}", area=area.name) if area else say("The whole agenda"), page, ""),
        )

    def _told(self, activity: Activity) -> list[tuple[Occurrence, Line]]:
        found = schedule.of_activity(activity, self.register, self.monday, self.sunday)
        return [(one, self._line(self._item(activity, one))) for one in found]

    def _item(self, activity: Activity, one: Occurrence) -> Item:
        return Item(activity, one, activity.place(self.register, one.location))

    def _first(self) -> str:
        """`23`, `30 november` or `28 december 2026`: as much of Monday as Sunday does not say."""
        first, last = self.monday, self.sunday
        return str(first.day) if first.month == last.month else self.language.date(first, first.year != last.year)

    def _heading(self, day: date) -> str:
        words = self.language.day(day, self.sunday)
        return words[:1].upper() + words[1:]

    def _line(self, item: Item) -> Line:
        status = _status(item, self.language)
        title = f"{status}: {item.activity.title}" if status else item.activity.title
        url = self.addresses.full(self.addresses.activity(item.activity))
        return Line(title, url, " ".join(wording.sentence(fact) for fact in self._facts(item) if fact))

    def _facts(self, item: Item) -> Iterator[str]:
        """When, where, what, and how to get in."""
        activity, one, language = item.activity, item.occurrence, self.language
        day = max(one.day, self.monday)  # on which it is told
        if activity.example:
            yield language.gettext("This is an example, not a real activity.")
        when = wording.when(one, language)
        if one.day < day:
            when = language.say("began on {day}: {when}", day=language.day(one.day, self.sunday), when=when)
        yield when
        if one.moved:
            yield language.say("It was planned for {day}.", day=language.day(one.planned.date(), self.sunday))
        if one.cancelled:
            yield one.reason
            return
        yield one.note
        if activity.status == "full":
            yield activity.status_note or ""
        yield wording.location(item.place)
        yield activity.summary
        yield wording.unchecked(activity, self.freshness.of(activity), language, self.today)
        yield wording.price(activity, language)
        if activity.registration == "required":
            yield wording.registration(activity, language)
            yield wording.contact(activity, self.register)


def _status(item: Item, language: Language) -> str:
    """What is otherwise than planned, in one or two words: `Gaat niet door`, `Vol`; empty when all is as planned."""
    activity, one = item.activity, item.occurrence
    if one.cancelled:
        return language.gettext(told("Postponed") if activity.status == "postponed" else told("Cancelled"))
    if activity.status == "full":
        return language.gettext("Full")
    if one.moved:
        return language.gettext("Moved")
    return language.gettext("Another place") if one.location else ""


def _link(line: Line) -> str:
    return f'<a href="{_escaped(line.url)}">{_escaped(line.title)}</a>'


def _escaped(text: str) -> str:
    return html.escape(text)
