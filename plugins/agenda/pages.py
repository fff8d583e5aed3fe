"""The site's pages: for each its path, its template and what the template prints. Nothing here renders or writes.

They come in sections, of which most need not be worked out after a change: see `page.Section`.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from functools import cached_property, partial
from itertools import compress
from typing import Any
from zlib import crc32

from . import campaigns, facets, freshness, listing, newsletter, related, sentence
from .addresses import Addresses
from .afresh import Afresh
from .cache import Cache
from .campaigns import Plan
from .descriptions import Descriptions
from .facets import Selection
from .listing import Day, Item
from .model import Activity, Agenda
from .newsletter import Newsletter
from .page import Later, Listing, Page, Pager, Section
from .related import Alike, Related
from .seals import Seals
from .town import Town

NEXT_DATES = 8  # on an activity's page
SECTIONS = 32  # of the pages of activities
MANY = 8  # a list of more than an eighth of all


class Site:
    """All pages of an agenda, for one town on one day. `listed` is what lists and feeds hold of it."""

    def __init__(
        self, agenda: Agenda, town: Town, cache: Cache | Afresh | None = None, descriptions: Descriptions | None = None
    ) -> None:
        self.agenda, self.town, self.cache = agenda, town, cache or Afresh()
        self.descriptions = descriptions or Descriptions(agenda, self.cache)  # the texts of its activities
        self.addresses = Addresses(town.words, town.url, town.prefix)
        self.upcoming = listing.upcoming(agenda, town.today, town.horizon_days, self.cache, town.prefix)
        self.freshness = freshness.of(filter(self.is_current, agenda.activities), town.today, town.freshness)
        self.listed = self.freshness.listed(agenda)
        self.selections = list(facets.selections(self.listed, town.parts))
        self.newsletters = self.cache.reading.once(self._letters)  # this week in the whole town and in each area
        self._told: dict[str, bytes] = {}
        self._numbers: dict[tuple, int] = {}
        self._plans = self.cache.reading.once(self._planned)
        # What depends on many activities: who asks is noted to have read that alone.
        source = partial(self._source, self.cache.reading)
        self._narrower = source("narrower", self._narrower_than)
        self.alike = source("alike", lambda area, kind, id: self._related.of(area, kind, id))
        self.neighbours = source("neighbours", lambda area: self._related.neighbours.get(area, ()))

    def _source(self, reading: Any, name: str, give: Callable[..., Any]) -> Callable[..., Any]:
        return reading.source(f"{self.town.prefix}{name}", give)

    # What only some parts of a site need is worked out when one of them asks.

    @cached_property
    def _related(self) -> Related:
        """What activities have in common."""
        return Related(self.listed, self.upcoming)

    @cached_property
    def _seals(self) -> Seals:
        return Seals(self.agenda, self.upcoming, self.cache)

    def seal(self, activities: Iterable[Activity], *more: Any) -> bytes:
        """The digest of all that lists show of these activities, and of what else something is made of."""
        return self._seals.of(activities, *more)

    def of_newsletters(self) -> bytes:
        """The digest of all that newsletters are made of."""
        return self.seal(self.listed.activities, list(newsletter.chosen(self.selections)))

    def _letters(self) -> list[Newsletter]:
        return list(newsletter.of(self.listed, self.town, self.selections, self.freshness, self.cache))

    @property
    def campaigns(self) -> dict[str, Plan]:
        """What the page of each campaign shows, by its id."""
        return self._plans()

    def _planned(self) -> dict[str, Plan]:
        town = self.town
        return {
            one.id: campaigns.plan(one.thing, one.activities, self.listed, self.upcoming, town.today, town.horizon_days)
            for one in self.selections
            if one.kind == "campaign"
        }

    def pages(self) -> Iterator[Page]:
        """Every page but the editors' own."""
        for section in self.sections():
            yield from section.pages

    def section(self, name: str, of: bytes, make: Callable[[], Iterable[Page]]) -> Section:
        """Pages of this site that are worked out together."""
        return Section(f"{self.town.prefix}{name}", of, make, self.cache.reading)

    def sections(self) -> Iterator[Section]:
        """The same pages in the sections in which they are worked out."""
        for selection in self.selections:
            yield self.section(self.path(selection), self.of(selection), partial(self.selection, selection))
        yield from self.of_activities("activities", lambda one: (self.activity(one), *self.old_paths(one)))

    def of_activities(self, name: str, make: Callable[[Activity], Iterable[Page]]) -> Iterator[Section]:
        """Sections of the pages that each activity has for itself: an activity stays in its own."""
        several: dict[int, list[Activity]] = defaultdict(list)
        for activity in self.agenda.activities:
            several[crc32(activity.address.encode()) % SECTIONS].append(activity)
        for number, some in several.items():
            yield self.section(
                f"{name} {number}", self.seal(some), lambda some=some: (page for one in some for page in make(one))
            )

    def of(self, selection: Selection, *more: Any) -> bytes:
        """The digest of all that lists show of a selection, and of what else something is made of."""
        path = self.path(selection)
        if path not in self._told:
            every = self.selections[0].addresses if selection.kind == "campaign" else ()  # its plan goes by all of them
            self._told[path] = self._seals.of_addresses((*selection.addresses, *every), selection)
        return self.cache.of(self._told[path], *more) if more and self._told[path] else self._told[path]

    def selection(self, selection: Selection) -> Iterator[Page]:
        """A selection's list, on as many pages as it takes."""
        path = self.path(selection)
        plan = self.campaigns.get(selection.id) if selection.kind == "campaign" else None
        each = self.town.lists == "next"
        days = plan.days if plan else self.next_days(selection.activities) if each else self.days(selection.activities)
        undated = Later(lambda: plan.undated if plan else self.undated(selection.activities))
        later = Later(lambda: plan.later if plan else [] if each else self.later(selection.activities))
        more = partial(dict, related=Later(lambda: self.related(selection)))
        of = Later(lambda: b"" if plan else self.cache.of(selection))

        def about(part: list[Day], pager: Pager) -> dict[str, Any]:
            last = later() if pager.number == pager.total else []
            shown = Listing(part, pager, self.current(selection), undated(), last)
            return {"selection": selection, "listing": shown, "list_path": path} | ({"plan": plan} if plan else {})

        for part, pager in self.paged(path, days):
            address, found = self.addresses.page(path, pager.number), Later(partial(about, part, pager))
            seal = partial(lambda found: self._seals.of_list(of(), found()["listing"]), found)
            yield Page(address, _template(selection), found, pager.number == 1 and not selection.area, more, seal)

    def paged(self, path: str, days: list[Day]) -> Iterator[tuple[list[Day], Pager]]:
        """The pages of the list that begins at `path`: what stands on each, and where the others are."""
        most = self.town.per_page
        parts = listing.pages(days, most, 0 if self.town.lists == "next" else most // 10)
        for number, part in enumerate(parts, 1):
            previous = self.addresses.page(path, number - 1) if number > 1 else ""
            following = self.addresses.page(path, number + 1) if number < len(parts) else ""
            yield part, Pager(number, len(parts), previous, following)

    def path(self, selection: Selection) -> str:
        """Where the selection's first page and its feeds are."""
        return self.addresses.selection(selection.kind, selection.id, selection.area.id if selection.area else "")

    def days(self, activities: tuple[Activity, ...]) -> list[Day]:
        """The coming days of these activities, to the horizon."""
        if len(activities) * MANY < len(self.listed.activities):
            return self._in_order(activities)
        chosen = {one.address for one in activities}
        every = ((day, tuple(item for item in day.items if item.activity.address in chosen)) for day in self._days)
        some = len(activities) < len(self.listed.activities)
        return [Day(day.date, found) for day, found in every if found] if some else self._days

    def _in_order(self, activities: Iterable[Activity]) -> list[Day]:
        last = self.town.today + timedelta(self.town.horizon_days - 1)
        return listing.by_day(self.soon(activities), self.town.today, last, self.freshness.marked)

    @cached_property
    def _days(self) -> list[Day]:
        """The coming days of all that is listed: most of it is chosen from this, what is little put in order anew."""
        return self._in_order(self.listed.activities)

    def next_days(self, activities: tuple[Activity, ...]) -> list[Day]:
        """The days on which each of these activities takes place next, however far ahead."""
        later, soon = self.upcoming.later, self.upcoming.soon
        items = [found for one in activities if (found := next(iter(soon[one.address]), later.get(one.address)))]
        return listing.by_day(items, self.town.today, date.max, self.freshness.marked)

    def soon(self, activities: Iterable[Activity]) -> list[Item]:
        """All that takes place of these activities, from today to the horizon."""
        return [item for activity in activities for item in self.upcoming.soon[activity.address]]

    def undated(self, activities: tuple[Activity, ...]) -> list[Activity]:
        """Those without a fixed time, by title; what is marked last."""
        known = self.upcoming.undated
        found = [activity for activity in activities if activity.address in known] if known else []
        return sorted(found, key=lambda one: (one.address in self.freshness.marked, one.title, one.address))

    def later(self, activities: tuple[Activity, ...]) -> list[Item]:
        """Those whose next date is after the horizon, by date."""
        found = [self.upcoming.later.get(activity.address) for activity in activities]
        return sorted(
            (item for item in found if item),
            key=lambda item: (item.occurrence.start, item.activity.title, item.activity.address),
        )

    def related(self, selection: Selection) -> list[Selection]:
        """The selections one step narrower that hold something: areas and topics; of an area its pairs."""
        if selection.area or selection.kind == "area":
            found = self._narrower("area", (selection.area or selection.thing).id)
            return [one for one in found if one is not selection]
        if not selection.kind or selection.kind in facets.PAIRED:
            return self._narrower(selection.kind, selection.id)
        return []

    def _narrower_than(self, kind: str, id: str) -> list[Selection]:
        """The selections that hold something and are one step narrower than that of this kind and id."""
        return [one for one in self._steps[kind, id] if self.current(one)]

    @cached_property
    def _steps(self) -> dict[tuple[str, str], list[Selection]]:
        """The selections one step narrower, by kind and id of the wider one."""
        found: dict[tuple[str, str], list[Selection]] = defaultdict(list)
        for one in self.selections:
            if one.area:
                found["area", one.area.id].append(one)
                found[one.kind, one.id].append(one)
            elif one.kind in ("area", "topic"):
                found["", ""].append(one)
        return found

    def current(self, selection: Selection) -> int:
        """How many of its activities one can still go to."""
        named = selection.kind, selection.id, selection.area and selection.area.id
        if named not in self._numbers:
            self._numbers[named] = len(self.current_activities(selection))
        return self._numbers[named]

    def current_activities(self, selection: Selection) -> tuple[Activity, ...]:
        """Those of its activities that one can still go to; of a campaign with days, in those days."""
        if selection.kind == "campaign":
            return self.campaigns[selection.id].activities
        return tuple(compress(selection.activities, map(self._current.__contains__, selection.addresses)))

    def is_current(self, activity: Activity) -> bool:
        """Can one still go there: does it have a date to come, or none at all?"""
        return activity.address in self._current

    @cached_property
    def _current(self) -> frozenset[str]:
        """The addresses of those that one can still go to."""
        ahead = self.upcoming
        return ahead.undated.union(ahead.later, (address for address, found in ahead.soon.items() if found))

    def activity(self, activity: Activity) -> Page:
        """An activity's own page."""
        return Page(
            self.addresses.activity(activity),
            "activity.html",
            {"activity": activity},
            self.freshness.is_listed(activity),
            partial(self._about, activity),
        )

    def _about(self, activity: Activity) -> dict[str, Any]:
        """What its page says of an activity."""
        register, town = self.agenda.register, self.town
        ahead = Later(lambda: listing.ahead(activity, self.agenda, town.today))
        return {
            "place": activity.place(register),
            "organizer": register.organizations[activity.organizer],
            "sentences": Later(lambda: sentence.of_activity(activity, register, town.language, town.today)),
            "dates": Later(lambda: ahead()[:NEXT_DATES]),
            "next": Later(lambda: next((item for item in ahead() if not item.off), None)),
            "notices": Later(lambda: listing.notices(ahead())),
            "undated": activity.address in self.upcoming.undated,
            "ended": not self.is_current(activity),
            "nearby": Later(lambda: self.nearby(activity)),
        }

    def nearby(self, activity: Activity) -> list[Alike]:
        """More like it nearby."""
        if "nearby" not in self.town.parts:
            return []
        return related.nearby(activity, self.agenda.register, self.alike, self.neighbours)

    def old_paths(self, activity: Activity) -> Iterator[Page]:
        """A page at each former address that sends on to the present one."""
        for slug in activity.former_slugs:
            path = self.addresses.old(f"{activity.organizer}/{slug}")
            yield Page(path, "redirect.html", {"activity": activity}, indexed=False)

    def qr_code(self, selection: Selection) -> str:
        """The file of the QR code beside a selection's feed, which opens what follows it."""
        return f"{self.path(selection)}{self.town.words['subscribe']}.svg"


def _template(selection: Selection) -> str:
    named = {"organization": "organization.html", "place": "place.html", "campaign": "campaign.html"}
    return named.get(selection.kind, "agenda.html")
