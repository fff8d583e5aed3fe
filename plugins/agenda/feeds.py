"""All feeds of a site, with the newsletters: for each its path and bytes, and how one follows it."""

import copy
import logging
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property, partial
from typing import Any

from . import ical, parts, qr_code, subscription, syndication
from .event import Written
from .facets import Selection
from .model import Activity
from .moments import DateRange
from .output import Files
from .pages import Site
from .register import Campaign
from .state import PATH, State
from .subscription import Subscription

log = logging.getLogger(__name__)

HEAD = 4_000  # bytes of a feed that are no events, at most
QR_CODES = ("", "area")  # kinds of selections that have one, to follow a list that is on paper or another screen


class Feeds:
    """The feeds, known before the pages: those say in how many parts a feed is. What they hold is written later."""

    def __init__(self, site: Site, state: State) -> None:
        self.site, self.state, self.largest = site, state, site.town.largest_feed
        self.calendars = ical.Writer(site.agenda, site.town, state, site.freshness, site.cache, site.descriptions)
        followed = [one for one in site.selections if self._has_calendar(one)]
        self.limited = {site.path(one): self._in_days(one) for one in followed if _days(one)}
        self.large: dict[str, list[int]] = {}  # of what is in parts, or too much for one: the bytes of each
        self.parts = {site.path(one): self._parts(one) for one in followed}

    @cached_property
    def news(self) -> syndication.Writer:
        """The news of all activities."""
        return syndication.Writer(self.site.agenda, self.site.town, self.state, self.site.cache)

    def named_for(self, site: Site) -> "Feeds":
        """The same feeds, named in the language of this site's readers."""
        named = copy.copy(self)
        named.site = site
        return named

    def subscriptions(self, selection: Selection) -> list[Subscription]:
        """The feed of a selection; of one that is too big its parts, all of which make the whole."""
        path, name = self.site.path(selection), _named(selection, self.site)
        numbers = range(1, len(self.parts.get(path, ())) + 1)
        return [self._subscription(path, self._name(path, name, number), number) for number in numbers]

    def files(self) -> Iterator[Files]:
        """Calendars, news of the single selections, QR codes, and last the state for the next build."""
        events, news, cache = self.calendars.events, self.news.told, self.site.cache
        # Of each activity all that its feeds hold: what it says, its events and its news.
        each = ((one.address, one.digest) for one in self.site.agenda.activities)
        told = {key: b"".join((of, events[key].told, news[key])) if of else b"" for key, of in each}
        for selection in self.site.selections:
            path = self.site.path(selection)
            parts = self.parts.get(path, ())
            channel = self.news.stamp(selection, self.site.current(selection)) if self._has_news(selection) else None
            split = [[one.address for one in part] for part in parts] if len(parts) > 1 else len(parts)
            limited = [one.told for one in self.limited.get(path, {}).values()]
            of = self._of(selection, told, split, limited, channel)
            yield Files(f"feeds {path}", of, partial(self._of_selection, selection, path))
        if "calendars" in self.site.town.parts:
            for activity in self.site.agenda.activities:
                all_of_it = told[activity.address]
                of = cache.of(all_of_it) if all_of_it else b""
                yield Files(f"calendar {activity.address}", of, partial(self._activity, activity))
        yield Files("tombstones", cache.of("tombstones"), self._tombstones)
        if "newsletters" in self.site.town.parts:
            yield Files("letters", self.site.of_newsletters(), self._letters)
        yield Files("state", b"", lambda: [(PATH, self.state.written())])

    def _of(self, selection: Selection, told: Mapping[str, bytes], *more: Any) -> bytes:
        """The digest of all that the feeds of a selection hold; empty where nobody can tell."""
        every = list(map(told.__getitem__, selection.addresses))
        plan = self.site.of(selection) if selection.kind == "campaign" else b"none"  # it goes by all activities
        return self.site.cache.of(selection, plan, b"".join(every), *more) if plan and all(every) else b""

    def _of_selection(self, selection: Selection, path: str) -> Iterator[tuple[str, bytes]]:
        """The calendar of a selection, its news, and the code that leads to what follows it."""
        wanted, name, single = self.site.town.parts, _named(selection, self.site), selection.area is None
        if path in self.parts:
            yield from self._calendars(path, name)
        if self._has_news(selection):
            yield from self._news(selection, path, name)
        if single and "codes" in wanted and selection.kind in QR_CODES and self.site.town.url:
            yield self.site.qr_code(selection), qr_code.svg(self._scanned(selection))

    def _tombstones(self) -> Iterator[tuple[str, bytes]]:
        for stone in self.site.agenda.register.tombstones:
            path = self.site.addresses.old(stone.path)
            yield f"{path}agenda.ics", self.calendars.calendar(stone.title, self._about(), path, ())

    def _has_calendar(self, selection: Selection) -> bool:
        """The whole agenda and each area have one whatever a town leaves out."""
        return "calendars" in self.site.town.parts or (selection.area is None and selection.kind in ("", "area"))

    def _has_news(self, selection: Selection) -> bool:
        """The whole agenda has some whatever a town leaves out."""
        return selection.area is None and ("news" in self.site.town.parts or not selection.kind)

    def _news(self, selection: Selection, path: str, name: str) -> Iterator[tuple[str, bytes]]:
        """What is new in a selection."""
        channel = self.news.channel(selection, name, self._about(), self.site.current_activities(selection))
        yield f"{path}rss.xml", channel.rss()
        if "news" in self.site.town.parts:
            yield f"{path}atom.xml", channel.atom()
            yield f"{path}feed.json", channel.json()

    def _letters(self) -> Iterator[tuple[str, bytes]]:
        """The week of each area and of the town, for who makes a newsletter."""
        for letter in self.site.newsletters():
            # ASCII: it has no head to name its encoding, and a server may not either.
            yield f"{letter.path}fragment.html", letter.html().encode("ascii", "xmlcharrefreplace")
            yield f"{letter.path}week.txt", letter.text().encode()
            yield f"{letter.path}rss.xml", letter.channel(self.site.town).rss()

    def _parts(self, selection: Selection) -> list[tuple[Activity, ...]]:
        """The activities of each file of a feed: one file, unless it is too big or once was."""
        path, activities = self.site.path(selection), selection.activities
        key, room = f"{path}agenda.ics", self.largest - HEAD
        known = self.state.parts.get(key, {})
        limited = self.limited.get(path)
        bytes_of = {key: len(one.data) for key, one in limited.items()} if limited else self.calendars.sizes
        if not known and sum(map(bytes_of.__getitem__, selection.addresses)) <= room:
            return [activities]
        sizes = {one.identity: bytes_of[one.address] for one in self._oldest_first(activities)}
        placed = self.state.parts[key] = parts.assigned(sizes, room, known)
        found: list[list[Activity]] = [[] for _ in range(max(placed.values()))]
        self.large[path] = [0] * len(found)
        for one in activities:
            if part := placed.get(one.identity):
                found[part - 1].append(one)
                self.large[path][part - 1] += sizes[one.identity]
        return list(map(tuple, found))

    def _in_days(self, selection: Selection) -> dict[str, Written]:
        """By address what a campaign's calendar holds of its activities: only what takes place in its days."""
        days = _days(selection)
        return {one.address: self.calendars.within(one, days, selection.id) for one in selection.activities}

    def _oldest_first(self, activities: Iterable[Activity]) -> list[Activity]:
        return sorted(activities, key=lambda one: (self.state.first(syndication.key(one)), one.identity))

    def _calendars(self, path: str, name: str) -> Iterator[tuple[str, bytes]]:
        """The files of a feed; that it is split, or still too big, is said."""
        written = self.limited.get(path)
        for number, activities in enumerate(self.parts[path], 1):
            file, about = subscription.file(number), self._about(path, number)
            data = self.calendars.calendar(self._name(path, name, number), about, path, activities, file, written)
            yield f"{path}{file}", data

    def warn(self) -> None:
        """Say which feeds are split, which are too big all the same, and which have too long an address."""
        self._long_addresses()
        for path, sizes in self.large.items():
            if len(sizes) > 1:
                log.warning("%sagenda.ics would have %d kB: it is split into %d parts, all on its page",
                            path, sum(sizes) // 1000, len(sizes))  # fmt: skip
            for number, size in enumerate(sizes, 1):
                if size + HEAD > self.largest:
                    log.warning("%s has %d kB in one activity; Google shows at most about 1 MB",
                                f"{path}{subscription.file(number)}", size // 1000)  # fmt: skip

    def _activity(self, activity: Activity) -> Iterator[tuple[str, bytes]]:
        """The feed of one activity, at its former addresses too: who subscribed there keeps it."""
        addresses = self.site.addresses
        path = addresses.activity(activity)
        data = self.calendars.calendar(activity.title, activity.summary, path, (activity,))
        for slug in activity.former_slugs:
            yield f"{addresses.old(f'{activity.organizer}/{slug}')}agenda.ics", data
        yield f"{path}agenda.ics", data

    def _long_addresses(self) -> None:
        """Say which feeds have an address that some programs refuse."""
        if not self.site.town.url:
            return
        parts = [(path, number) for path, split in self.parts.items() for number in range(1, len(split) + 1)]
        paths = [f"{path}{subscription.file(number)}" for path, number in parts]
        if "calendars" in self.site.town.parts:
            paths += [f"{self.site.addresses.activity(one)}agenda.ics" for one in self.site.agenda.activities]
        long = [one for one in map(self.site.addresses.full, paths) if len(one) > subscription.LONGEST]
        if long:
            log.warning(
                "%d calendar feeds have an address of more than %d characters, which some programs refuse: %s",
                len(long), subscription.LONGEST, ", ".join(sorted(long, key=lambda one: (-len(one), one))[:5]),
            )  # fmt: skip

    def _subscription(self, path: str, name: str, number: int) -> Subscription:
        return Subscription(f"{path}{subscription.file(number)}", name, self.site.town.url, number)

    def _scanned(self, selection: Selection) -> str:
        """Where a QR code leads: to the page with the ways to follow. Android's camera knows no webcal address."""
        addresses = self.site.addresses
        if selection.kind or "subscribe" not in self.site.town.parts:
            return f"{addresses.full(self.site.path(selection))}#feeds"
        return addresses.full(addresses.selection("subscribe"))

    def _name(self, path: str, name: str, number: int) -> str:
        """What a file of a feed is called."""
        say = self.site.town.language.say
        return say("{name}, part {number}", name=name, number=number) if len(self.parts[path]) > 1 else name

    def _about(self, path: str = "", number: int = 0) -> str:
        """What a feed says of itself; a part, which part it is."""
        town = self.site.town
        about, total = town.tagline or town.name, len(self.parts[path]) if number else 1
        if total == 1:
            return about
        part = town.language.say("This is part {number} of {total}.", number=number, total=total)
        return f"{about} {part}"


def _days(selection: Selection) -> DateRange | None:
    """The days that a campaign is limited to."""
    return selection.thing.period if isinstance(selection.thing, Campaign) else None


def _named(selection: Selection, site: Site) -> str:
    """What a feed is called."""
    words = [
        site.town.name,
        selection.thing.name if selection.thing else "",
        selection.area.name if selection.area else "",
    ]
    return " – ".join(word for word in words if word)
