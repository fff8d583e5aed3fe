"""The site's pages: for each its path, its template and what the template prints. Nothing here renders or writes."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import cached_property, partial
from typing import Any

from . import campaigns, facets, freshness, listing, newsletter, sentence
from .addresses import Addresses
from .cache import Afresh, Cache
from .campaigns import Plan
from .descriptions import Descriptions
from .facets import Selection
from .listing import Day, Item
from .model import Activity, Agenda
from .newsletter import Newsletter
from .page import Later, Listing, Page, Pager
from .related import Related
from .town import Town

NEXT_DATES = 8  # on an activity's page


class Site:
    """All pages of an agenda, for one town on one day. `listed` is what lists and feeds hold of it."""

    def __init__(
        self,
        agenda: Agenda,
        town: Town,
        cache: Cache | Afresh | None = None,
        descriptions: Descriptions | None = None,
    ) -> None:
        self.agenda, self.town, self.cache = agenda, town, cache or Afresh()
        self.descriptions = descriptions or Descriptions(agenda, self.cache)  # the texts of its activities
        self.addresses = Addresses(town.words, town.url, town.prefix)
        self.upcoming = listing.upcoming(agenda, town.today, town.horizon_days, self.cache, town.prefix)
        self.freshness = freshness.of(filter(self.is_current, agenda.activities), town.today, town.freshness)
        self.listed = Agenda(agenda.register, tuple(filter(self.freshness.is_listed, agenda.activities)))
        self.selections = list(facets.selections(self.listed, town.parts))

    # What only some parts of a site need is worked out when one of them asks.

    @cached_property
    def nearby(self) -> Related:
        """What is like each activity."""
        return Related(self.listed, self.upcoming)

    @cached_property
    def newsletters(self) -> list[Newsletter]:
        """This week in the whole town and in each area."""
        if "newsletters" not in self.town.parts:
            return []
        return list(newsletter.of(self.listed, self.town, self.selections, self.freshness))

    @cached_property
    def campaigns(self) -> dict[str, Plan]:
        """What the page of each campaign shows, by its id."""
        town = self.town
        return {
            one.id: campaigns.plan(one.thing, one.activities, self.listed, self.upcoming, town.today, town.horizon_days)
            for one in self.selections
            if one.kind == "campaign"
        }

    @cached_property
    def numbers(self) -> dict[tuple, int]:
        """Of each selection how many of its activities one can still go to."""
        return {
            (one.kind, one.id, one.area and one.area.id): len(self.current_activities(one)) for one in self.selections
        }

    def pages(self) -> Iterator[Page]:
        """Every page but the editors' own."""
        for selection in self.selections:
            yield from self.selection(selection)
        parts = self.town.parts
        yield from self.moments() if "moments" in parts else ()
        yield from self.letters()
        for activity in self.agenda.activities:
            yield self.activity(activity)
            yield from self.old_paths(activity)
        for stone in self.agenda.register.tombstones:
            yield Page(self.addresses.old(stone.path), "tombstone.html", {"stone": stone}, indexed=False)
        if "choose" in parts:
            yield self.choose()
        if "subscribe" in parts:
            yield self.subscribe()
        if "list" in parts:
            yield Page(self.addresses.selection("list"), "list.html", {}, indexed=False)
        if "missing" in parts and not self.town.prefix:  # a server has one
            yield Page("404.html", "404.html", {}, indexed=False)

    def selection(self, selection: Selection) -> Iterator[Page]:
        """A selection's list, on as many pages as it takes."""
        path = self.path(selection)
        plan = self.campaigns.get(selection.id) if selection.kind == "campaign" else None
        each = self.town.lists == "next"
        days = plan.days if plan else self.next_days(selection.activities) if each else self.days(selection.activities)
        undated = plan.undated if plan else self.undated(selection.activities)
        related = self.related(selection)
        for part, pager in self._paged(path, days):
            shown = Listing(
                part,
                pager,
                self.current(selection),
                undated,
                (plan.later if plan else [] if each else self.later(selection.activities))
                if pager.number == pager.total
                else [],
            )
            context = {"selection": selection, "listing": shown, "list_path": path, "related": related}
            if plan:
                context["plan"] = plan
            indexed = pager.number == 1 and selection.area is None
            yield Page(self.addresses.page(path, pager.number), _template(selection), context, indexed)

    def _paged(self, path: str, days: list[Day]) -> Iterator[tuple[list[Day], Pager]]:
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
        last = self.town.today + timedelta(self.town.horizon_days - 1)
        return listing.by_day(self.soon(activities), self.town.today, last, self.freshness.marked)

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
        if not selection.kind:
            return [
                one for one in self.selections if one.kind in ("area", "topic") and not one.area and self.current(one)
            ]
        area = selection.area or (selection.thing if selection.kind == "area" else None)
        if area is not None:
            return [one for one in self.selections if one.area is area and one is not selection and self.current(one)]
        if selection.kind in facets.PAIRED:
            return [
                one for one in self.selections
                if one.area and one.kind == selection.kind and one.id == selection.id and self.current(one)
            ]  # fmt: skip
        return []

    def moments(self) -> Iterator[Page]:
        """Today, what is left of this week, the weekend, and what has no fixed time."""
        today = self.town.today
        sunday = today + timedelta(6 - today.weekday())
        spans = {
            "today": (today, today),
            "week": (today, sunday),
            "weekend": (max(today, sunday - timedelta(1)), sunday),
        }
        for kind, (first, last) in spans.items():
            days = listing.by_day(self.soon(self.listed.activities), first, last, self.freshness.marked)
            total = len({item.activity.address for day in days for item in day.items})
            path = self.addresses.selection(kind)
            for part, pager in self._paged(path, days):
                shown = Listing(part, pager, total)
                context = {"kind": kind, "first": first, "last": last, "listing": shown}
                yield Page(self.addresses.page(path, pager.number), "moment.html", context, pager.number == 1)
        activities = self.undated(self.listed.activities)
        shown = Listing([], Pager(1, 1), len(activities), activities)
        context = {"kind": "undated", "first": today, "last": today, "listing": shown}
        yield Page(self.addresses.selection("undated"), "moment.html", context)

    def letters(self) -> Iterator[Page]:
        """This week in the whole town and in each area, for who makes a newsletter; lists say the same to others.

        Like its files it is there in the town's first language.
        """
        for letter in self.newsletters if not self.town.prefix else ():
            context = {"letter": letter, "letters": [] if letter.area else self.newsletters[1:]}
            yield Page(letter.path, "newsletter.html", context, indexed=False)

    def current(self, selection: Selection) -> int:
        """How many of its activities one can still go to."""
        return self.numbers[selection.kind, selection.id, selection.area and selection.area.id]

    def current_activities(self, selection: Selection) -> tuple[Activity, ...]:
        """Those of its activities that one can still go to; of a campaign with days, in those days."""
        if selection.kind == "campaign":
            return self.campaigns[selection.id].activities
        known = self._current
        return tuple(one for one in selection.activities if one.address in known)

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
        near = self.nearby.to(activity) if "nearby" in self.town.parts else []
        return Page(
            self.addresses.activity(activity),
            "activity.html",
            {"activity": activity, "nearby": near},
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
        }

    def old_paths(self, activity: Activity) -> Iterator[Page]:
        """A page at each former address that sends on to the present one."""
        for slug in activity.former_slugs:
            path = self.addresses.old(f"{activity.organizer}/{slug}")
            yield Page(path, "redirect.html", {"activity": activity}, indexed=False)

    def choose(self) -> Page:
        """All selections as links: how to find something without a script."""
        return Page(self.addresses.selection("choose"), "choose.html", {"kinds": self._kinds()})

    def subscribe(self) -> Page:
        """How one follows the agenda, or a selection, in a calendar of one's own."""
        context = {"whole": self.selections[0], "kinds": self._kinds()}
        return Page(self.addresses.selection("subscribe"), "subscribe.html", context)

    def qr_code(self, selection: Selection) -> str:
        """The file of the QR code beside a selection's feed, which opens what follows it."""
        return f"{self.path(selection)}{self.town.words['subscribe']}.svg"

    def _kinds(self) -> dict[str, list[Selection]]:
        """The single selections by their kind."""
        single = [one for one in self.selections if one.kind and one.area is None]
        return {kind: [one for one in single if one.kind == kind] for kind in facets.LISTS}


def _template(selection: Selection) -> str:
    named = {"organization": "organization.html", "place": "place.html", "campaign": "campaign.html"}
    return named.get(selection.kind, "agenda.html")
