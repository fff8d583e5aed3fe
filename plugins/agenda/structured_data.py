"""schema.org as JSON-LD: what search engines and other programs take from a page without reading its words.

An activity with dates is an Event, one without is a Service: no date is made up. What is over or an example has
neither, nor has what is out of the lists. Only what a page shows stands here, and only what is known.
"""

import json
from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Any

from . import instants, recurrence
from .facets import Selection
from .language import told
from .listing import Item
from .model import Activity
from .pages import Page, Site
from .recurrence import Series
from .register import Organization, Place
from .rule import CODES

Node = dict[str, Any]

SCHEMA = "https://schema.org"
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
STATUS = {
    "scheduled": f"{SCHEMA}/EventScheduled",
    "rescheduled": f"{SCHEMA}/EventRescheduled",
    "cancelled": f"{SCHEMA}/EventCancelled",
    "postponed": f"{SCHEMA}/EventPostponed",
}
LETTERS = {"daily": "D", "weekly": "W", "monthly": "M", "yearly": "Y"}
DAY = timedelta(1)
KINDS = {
    "area": told("Area"),
    "audience": told("For whom"),
    "topic": told("Topic"),
    "organization": told("Organization"),
    "place": told("Place"),
    "campaign": told("Campaign"),
}
# What would end the element that the text stands in, begin another, or break a line of JavaScript.
ESCAPES = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def escaped(nodes: list[Node]) -> str:
    """The nodes as JSON that may stand within a script element, whatever people wrote."""
    text = json.dumps({"@context": SCHEMA, "@graph": nodes}, ensure_ascii=False, separators=(",", ":"))
    return text.translate(ESCAPES)


class Writer:
    """Writes what is known of a page's subject, and where the page stands in the site."""

    def __init__(self, site: Site) -> None:
        self.site, self.town, self.register = site, site.town, site.agenda.register
        self.full, self.gettext = site.addresses.full, site.town.language.gettext

    def of(self, page: Page, images: Iterable[str] = ()) -> str:
        """The page's JSON-LD, with the addresses of its pictures; empty if there is nothing to say."""
        nodes = list(self._nodes(page, list(images)))
        return escaped(nodes) if nodes else ""

    def _nodes(self, page: Page, images: list[str]) -> Iterator[Node]:
        context = page.context
        if page.template == "activity.html":
            activity: Activity = context["activity"]
            if activity.example or not self.site.freshness.is_listed(activity):
                return
            if context["dates"]:
                yield self._event(activity, context["next"] or context["dates"][0], context["dates"], images)
            elif not context["ended"] and activity.status not in ("cancelled", "postponed"):
                yield self._service(activity, images)
            yield self._crumbs(self._way_to(activity))
        elif (selection := context.get("selection")) and selection.kind:
            if selection.thing.example:
                return
            if selection.kind == "organization" and context["listing"].pager.number == 1:
                yield self._organization(selection.thing, whole=True)
            yield self._crumbs(self._way_of(selection))

    def _event(self, activity: Activity, item: Item, dates: list[Item], images: list[str]) -> Node:
        """The next time that it is on, else the next that is off; of what recurs the rhythm and the next dates."""
        address = self.full(self.site.addresses.activity(activity))
        schedules = list(self._schedules(activity))
        several = len(dates) > 1 or schedules
        return _known({
            **self._time(activity, item),
            "@id": f"{address}#activity",
            "description": activity.summary,
            "url": address,
            "image": images,
            "organizer": self._organization(self.register.organizations[activity.organizer]),
            "contributor": [self._organization(self.register.organizations[id]) for id in activity.partners],
            "offers": self._offer(activity, address),
            "isAccessibleForFree": None if activity.price is None else not activity.price,
            "audience": self._audience(activity),
            "typicalAgeRange": _ages(activity),
            "inLanguage": list(activity.languages),
            "keywords": [self.register.topics[id].name for id in activity.topics],
            "eventSchedule": schedules,
            "subEvent": [self._time(activity, one) for one in dates] if several else None,
        })  # fmt: skip

    def _time(self, activity: Activity, item: Item) -> Node:
        """One occurrence: what every Event needs to be one by itself."""
        one, zone = item.occurrence, self.town.zone
        virtual, there = bool(item.place.online), bool(item.place.street) or not item.place.online
        mode = "Mixed" if virtual and there else "Online" if virtual else "Offline"
        places = [self._place(item.place)] if there else []
        places += [self._virtual(item.place)] if virtual else []
        return _known({
            "@type": "Event",
            "name": activity.title,
            "startDate": instants.start(one, zone),
            "endDate": instants.end(one, zone),
            "eventStatus": STATUS[instants.status(activity, one)],
            "previousStartDate": instants.previous_start(activity, one, zone),
            "eventAttendanceMode": f"{SCHEMA}/{mode}EventAttendanceMode",
            "location": places[0] if len(places) == 1 else places,
        })  # fmt: skip

    def _service(self, activity: Activity, images: list[str]) -> Node:
        """What has no date of its own: one makes an appointment, or it goes on all the time."""
        address = self.full(self.site.addresses.activity(activity))
        place = activity.place(self.register)
        channel = {
            "@type": "ServiceChannel",
            "serviceLocation": self._place(place) if place.street else None,
            "serviceUrl": place.online if place.online != "yes" else None,
            "availableLanguage": list(activity.languages),
        }
        return _known({
            "@type": "Service",
            "@id": f"{address}#activity",
            "name": activity.title,
            "description": activity.summary,
            "url": address,
            "image": images,
            "provider": self._organization(self.register.organizations[activity.organizer]),
            "areaServed": self._area(place),
            "availableChannel": channel if len(_known(channel)) > 1 else None,
            "audience": self._audience(activity),
            "offers": self._offer(activity, address),
            "serviceType": [self.register.topics[id].name for id in activity.topics],
        })  # fmt: skip

    def _schedules(self, activity: Activity) -> Iterator[Node]:
        """The series that go on, as the calendar feeds have them; what is moved or loose is a date among the others."""
        for _, event in recurrence.of_activity(activity, self.register, self.town.today):
            if isinstance(event, Series) and (event.last is None or event.last >= self.town.today):
                yield from self._schedule(event)

    def _schedule(self, series: Series) -> Iterator[Node]:
        """The series' rhythm; nothing where schema.org has no words for it (the last day of each month)."""
        rule, one = series.rule, series.occurrence
        if any(day < 0 for day in rule.monthdays):
            return
        length = one.end - one.start if one.end else timedelta(0)
        timed, long = not one.whole_day, length > DAY or (length == DAY and not one.whole_day)
        named = all(n == 0 for n, _ in rule.weekdays)
        yield _known({
            "@type": "Schedule",
            "repeatFrequency": f"P{rule.interval}{LETTERS[rule.freq]}",
            "byDay": [f"{SCHEMA}/{DAYS[day]}" if named else f"{n or ''}{CODES[day]}" for n, day in rule.weekdays],
            "byMonthDay": list(rule.monthdays),
            "byMonth": list(rule.months),
            "startDate": one.day.isoformat(),
            "endDate": series.until and series.until.isoformat(),
            "startTime": one.start.time().isoformat() if timed else None,
            "endTime": one.end.time().isoformat() if length and timed and not long else None,
            "duration": _duration(length) if long else None,
            "exceptDate": [day.isoformat() for day in series.out],
            "scheduleTimezone": str(self.town.zone),
        })  # fmt: skip

    def _place(self, place: Place) -> Node:
        # The contract knows Dutch postcodes only.
        has_page = place.id and "places" in self.town.parts
        address = {
            "@type": "PostalAddress",
            "streetAddress": place.street,
            "postalCode": place.postcode,
            "addressLocality": place.city,
            "addressCountry": "NL" if place.postcode else None,
        }
        return _known({
            "@type": "Place",
            "name": place.name,
            "url": self.full(self.site.addresses.place(place)) if has_page else None,
            "address": address if place.address else None,
            "containedInPlace": self._area(place),
        })  # fmt: skip

    def _area(self, place: Place) -> Node | None:
        return {"@type": "Place", "name": self.register.areas[place.area].name} if place.area else None

    def _virtual(self, place: Place) -> Node:
        return _known(
            {"@type": "VirtualLocation", "name": place.name, "url": place.online if place.online != "yes" else None}
        )

    def _organization(self, one: Organization, whole: bool = False) -> Node:
        """With `whole` also what only its own page tells."""
        address = self.full(self.site.addresses.of("organization", one))
        return _known({
            "@type": "Organization",
            "@id": f"{address}#organization",
            "name": one.name,
            "description": one.summary if whole else None,
            "url": one.contact.website or address,
            "telephone": one.contact.phone if whole else None,
            "email": one.contact.email if whole else None,
            "mainEntityOfPage": address if whole else None,
        })  # fmt: skip

    def _offer(self, activity: Activity, address: str) -> Node | None:
        """What it costs, if that is known, and whether it is full."""
        full = activity.status == "full"
        if activity.price is None and not full:
            return None
        return _known({
            "@type": "Offer",
            "price": None if activity.price is None else f"{activity.price:.2f}",
            "priceCurrency": None if activity.price is None else "EUR",
            "description": activity.price_note,
            "availability": f"{SCHEMA}/SoldOut" if full else None,
            "url": address,
        })  # fmt: skip

    def _audience(self, activity: Activity) -> list[Node]:
        names = [self.register.audiences[id].name for id in activity.audiences]
        return [{"@type": "Audience", "audienceType": name} for name in names]

    def _way_to(self, activity: Activity) -> list[tuple[str, str]]:
        """The crumbs of an activity's page, and the page itself."""
        addresses, place = self.site.addresses, activity.place(self.register)
        area = self.register.areas[place.area] if place.area else None
        between = [(area.name, addresses.of("area", area))] if area else []
        return [(self.gettext("Agenda"), ""), *between, (activity.title, addresses.activity(activity))]

    def _way_of(self, selection: Selection) -> list[tuple[str, str]]:
        """The crumbs of a list; a pair with an area stands below that area."""
        addresses, thing, area = self.site.addresses, selection.thing, selection.area
        if area:
            name = self.gettext("%(what)s in %(area)s") % {"what": thing.name, "area": area.name}
            above = [(area.name, addresses.of("area", area))]
        else:
            name, kind = thing.name, self.gettext(KINDS[selection.kind])
            above = [(kind, f"{addresses.selection('choose')}#{selection.kind}")] if "choose" in self.town.parts else []
        return [(self.gettext("Agenda"), ""), *above, (name, self.site.path(selection))]

    def _crumbs(self, way: list[tuple[str, str]]) -> Node:
        items = [
            {"@type": "ListItem", "position": position, "name": name, "item": self.full(path)}
            for position, (name, path) in enumerate(way, 1)
        ]
        return {"@type": "BreadcrumbList", "itemListElement": items}


def _known(node: Node) -> Node:
    """The node without what is not known."""
    return {
        name: _known(value) if isinstance(value, dict) else value
        for name, value in node.items()
        if value is not None and value != "" and value != []
    }


def _ages(activity: Activity) -> str | None:
    """`18-27`, `65-` (and older), `0-12`, as schema.org writes ages."""
    if not activity.ages:
        return None
    return f"{activity.ages.lowest or 0}-{'' if activity.ages.highest is None else activity.ages.highest}"


def _duration(length: timedelta) -> str:
    """An ISO 8601 duration of wall-clock time, a day or longer."""
    hours, minutes = divmod(length.seconds // 60, 60)
    clock = f"{hours}H" * bool(hours) + f"{minutes}M" * bool(minutes)
    return f"P{length.days}D" + (f"T{clock}" if clock else "")
