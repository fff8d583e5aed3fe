"""The records of the open data: what stands in each of its files, in their order."""

from collections.abc import Iterator
from typing import Any

from . import instants, sentence, wording, written
from .listing import Item
from .markup import plain
from .model import Activity, ActivityFile
from .pages import Site
from .record import Record
from .register import Contact, Named, Organization, Place

Row = dict[str, Any]

TERMS = ("areas", "audiences", "topics", "access", "discounts", "languages", "campaigns")
PAGES = {
    "areas": "area", "audiences": "audience", "topics": "topic", "campaigns": "campaign", "places": "place",
    "organizations": "organization",
}  # fmt: skip
# What is nobody's to take over: pictures, who looks after an entry, which other entries a campaign names.
KEPT = frozenset({"image", "image_alt", "mark", "forge", "attention_officer", "entries", "spotlight", "select"})
# Of an activity what its file does not say as a field.
ADDRESSED = frozenset(Activity.model_fields) - frozenset(ActivityFile.model_fields)


class Rows:
    """The records of each dataset, each with all its fields; None is not known.

    `of` gives those of an activity, the methods named like a dataset what that has besides.
    """

    def __init__(self, site: Site) -> None:
        self.site, self.town, self.register = site, site.town, site.agenda.register
        self.full = site.addresses.full

    def of(self, activity: Activity) -> dict[str, list[tuple[tuple, Row]]]:
        """The records of an activity in each dataset that has some, with what they are put in order by."""
        return {
            "activities": [((), self._activity(activity))],
            "occurrences": [(_order(item), self._occurrence(item)) for item in self._listed(activity)],
            "records": [((), self._recorded(activity))],
        }

    def _listed(self, activity: Activity) -> tuple[Item, ...]:
        """What the lists show of it, from today to their horizon."""
        listed = self.site.freshness.is_listed(activity)
        return self.site.upcoming.soon[activity.address] if listed else ()

    def _activity(self, activity: Activity) -> Row:
        place = activity.place(self.register)
        organizer = self.register.organizations[activity.organizer]
        sentences = sentence.of_activity(activity, self.register, self.town.language)
        return {
            "id": activity.identity,
            "url": self.full(self.site.addresses.activity(activity)),
            "title": activity.title,
            "summary": activity.summary,
            "text": plain(activity.description) or None,
            "organization": activity.organizer,
            "organization_name": organizer.name,
            "partners": list(activity.partners),
            "schedule": " ".join(wording.sentence(one) for one in sentences),
            "status": activity.status,
            "status_note": activity.status_note,
            **self._where(place),
            "street": place.street,
            "postcode": place.postcode,
            "city": place.city,
            "online": bool(place.online),
            "audiences": list(dict.fromkeys(activity.audiences)),
            "ages_from": activity.ages.lowest if activity.ages else None,
            "ages_to": activity.ages.highest if activity.ages else None,
            "topics": list(dict.fromkeys(activity.topics)),
            "price": activity.price,
            "currency": None if activity.price is None else "EUR",
            "price_note": activity.price_note,
            "discounts": list(dict.fromkeys(activity.discounts)),
            "registration": activity.registration,
            "form": activity.form,
            "access": list(dict.fromkeys((*activity.access, *place.access))),
            "transport": activity.transport or place.transport,
            "languages": list(dict.fromkeys(activity.languages)),
            "campaigns": list(dict.fromkeys(activity.campaigns)),
            **_reached(activity.contact, organizer.contact),
            "checked": activity.checked and activity.checked.isoformat(),
            "freshness": self.site.freshness.of(activity) or None,
            "source": activity.source and activity.source.name,
            "source_id": activity.source and activity.source.uid,
            "example": activity.example,
        }

    def _occurrence(self, item: Item) -> Row:
        activity, one, zone = item.activity, item.occurrence, self.town.zone
        place = activity.place(self.register, one.location)  # not the item's: who keeps the record has read this
        return {
            "activity": activity.identity,
            "title": activity.title,
            "start": instants.start(one, zone),
            "end": instants.end(one, zone),
            "whole_day": one.whole_day,
            "status": instants.status(activity, one),
            "previous_start": instants.previous_start(activity, one, zone),
            "reason": one.reason or None,
            "note": one.note or None,
            **self._where(place),
            "url": self.full(self.site.addresses.activity(activity)),
            "example": activity.example,
        }

    def organizations(self) -> Iterator[Row]:
        """Every organization, those without an activity too."""
        one: Organization
        for one in self.register.organizations.values():
            yield {
                "id": one.id,
                "url": self._page("organization", one),
                "name": one.name,
                "kind": one.kind,
                "summary": one.summary,
                "text": plain(one.text) or None,
                **_reached(None, one.contact),
                "hours": one.contact.hours,
                "membership": one.membership and one.membership.status,
                "membership_year": one.membership and one.membership.year,
                "membership_source": one.membership and one.membership.source,
                "groups": list(dict.fromkeys(one.groups)),
                "example": one.example,
            }

    def places(self) -> Iterator[Row]:
        """Every place of the register."""
        for one in self.register.places.values():
            yield {
                "id": one.id,
                "url": self._page("place", one),
                "name": one.name,
                "street": one.street,
                "postcode": one.postcode,
                "city": one.city,
                "area": one.area,
                "note": one.note,
                "access": list(dict.fromkeys(one.access)),
                "transport": one.transport,
                "website": one.website,
                "online": bool(one.online),
                "example": one.example,
            }

    def vocabulary(self) -> Iterator[Row]:
        """Every term of every list, and the campaigns."""
        for name in TERMS:
            for one in getattr(self.register, name).values():
                yield {
                    "list": name,
                    "id": one.id,
                    "url": self._page(PAGES[name], one) if name in PAGES else None,
                    "name": one.name,
                    "description": one.summary if name == "campaigns" else one.description,
                    "everyone": getattr(one, "everyone", False),
                    "code": getattr(one, "code", None),
                    "example": one.example,
                }

    def _recorded(self, activity: Activity) -> Row:
        url = self.full(self.site.addresses.activity(activity))
        return self._record("activities", activity.address, url, activity, activity.description, ADDRESSED)

    def records(self) -> Iterator[Row]:
        """All that an activity may refer to: read as files again, with the activities, it gives the same agenda."""
        for name in (*TERMS, "places", "organizations"):
            for one in getattr(self.register, name).values():
                url = self._page(PAGES[name], one) if name in PAGES else None
                yield self._record(name, one.id, url, one, getattr(one, "text", ""))
        yield self._record("holidays", "holidays", None, self.register.holidays)

    def _record(
        self, name: str, id: str, url: str | None, one: Record, text: str = "", besides: frozenset[str] = frozenset()
    ) -> Row:
        fields, example = written.fields(one, KEPT | besides), getattr(one, "example", False)
        return {"list": name, "id": id, "url": url, "fields": fields, "text": text or None, "example": example}

    def _page(self, kind: str, thing: Named) -> str | None:
        """Its page; None where the town has no pages of that kind."""
        path = self.site.addresses.of(kind, thing)
        return self.full(path) if self.site.addresses.has(path) else None

    def _where(self, place: Place) -> Row:
        return {"place": place.id or None, "place_name": place.name, "area": place.area}


def _order(item: Item) -> tuple:
    one = item.occurrence
    return (one.start, one.end or one.start, item.activity.identity)


def _reached(own: Contact | None, organizer: Contact) -> Row:
    """As on the activity's page: its own contact, if one can reach it."""
    who = own if own and (own.phone or own.email or own.website) else organizer
    return {"contact": who.role, "phone": who.phone, "email": who.email, "website": who.website}
