"""The agenda as open data below `data/v1/`: JSON and CSV for programs and spreadsheets, each with a JSON Schema.

What each file holds stands in `datasets`, how a cell is written in `spreadsheet`, and the whole in docs/open-data.md.
"""

import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from . import datasets, instants, sentence, spreadsheet, wording
from .datasets import Dataset
from .listing import Item
from .markup import plain
from .pages import Site
from .register import Contact, Named, Organization, Place

Row = dict[str, Any]

FOLDER = "data/v1/"


def files(site: Site) -> Iterator[tuple[str, bytes]]:
    """Path and bytes of every file, the same for equal input: the records, their schemas, and what all of it is."""
    rows = _Rows(site)
    for dataset in datasets.ALL:
        records = list(getattr(rows, dataset.name)())
        yield f"{FOLDER}{dataset.name}.json", _json(records)
        if dataset in datasets.TABLES:
            yield f"{FOLDER}{dataset.name}.csv", spreadsheet.table(dataset, records)
        yield _schema_path(dataset.name), _written(schema(dataset, site))
    yield f"{FOLDER}index.json", _written(index(site))
    yield _schema_path("index"), _written(_index_schema(site))


class _Rows:
    """The records of each dataset, each with all its fields; None is not known."""

    def __init__(self, site: Site) -> None:
        self.site, self.town, self.register = site, site.town, site.agenda.register
        self.full = site.addresses.full

    def activities(self) -> Iterator[Row]:
        """Every activity that has a page, in the order of their addresses."""
        for activity in self.site.agenda.activities:
            place = activity.place(self.register)
            organizer = self.register.organizations[activity.organizer]
            sentences = sentence.of_activity(activity, self.register, self.town.language)
            yield {
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

    def occurrences(self) -> Iterator[Row]:
        """What the lists show, from today to their horizon."""
        for item in sorted(self.site.soon(self.site.listed.activities), key=_order):
            activity, one, zone = item.activity, item.occurrence, self.town.zone
            yield {
                "activity": activity.identity,
                "title": activity.title,
                "start": instants.start(one, zone),
                "end": instants.end(one, zone),
                "whole_day": one.whole_day,
                "status": instants.status(activity, one),
                "previous_start": instants.previous_start(activity, one, zone),
                "reason": one.reason or None,
                "note": one.note or None,
                **self._where(item.place),
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
        pages = {"areas": "area", "audiences": "audience", "topics": "topic", "campaigns": "campaign"}
        for name in ("areas", "audiences", "topics", "access", "discounts", "languages", "campaigns"):
            for one in getattr(self.register, name).values():
                yield {
                    "list": name,
                    "id": one.id,
                    "url": self._page(pages[name], one) if name in pages else None,
                    "name": one.name,
                    "description": one.summary if name == "campaigns" else one.description,
                    "everyone": getattr(one, "everyone", False),
                    "code": getattr(one, "code", None),
                    "example": one.example,
                }

    def _page(self, kind: str, thing: Named) -> str:
        return self.full(self.site.addresses.of(kind, thing))

    def _where(self, place: Place) -> Row:
        return {"place": place.id or None, "place_name": place.name, "area": place.area}


def _order(item: Item) -> tuple:
    one = item.occurrence
    return (one.start, one.end or one.start, item.activity.identity)


def _reached(own: Contact | None, organizer: Contact) -> Row:
    """As on the activity's page: its own contact, if one can reach it."""
    who = own if own and (own.phone or own.email or own.website) else organizer
    return {"contact": who.role, "phone": who.phone, "email": who.email, "website": who.website}


def schema(dataset: Dataset, site: Site) -> dict:
    """The JSON Schema of a file: draft-07 keywords. Fields may be added to v1; none leaves it or changes its kind."""
    gettext = site.town.language.gettext
    properties = {}
    for field in dataset.fields:
        kind = _nullable(datasets.KINDS[field.kind]) if field.optional else datasets.KINDS[field.kind]
        known = {"schema.org": field.schema_org, "HSDS": field.hsds}
        comment = "; ".join(f"{name}: {term}" for name, term in known.items() if term)
        words = {"description": gettext(field.about)} | ({"$comment": comment} if comment else {})
        properties[field.name] = words | kind
    record = {"type": "object", "required": [field.name for field in dataset.fields], "properties": properties}
    return {**_head(dataset.name, gettext(dataset.about), site), "type": "array", "items": record}


def _nullable(kind: dict) -> dict:
    if "enum" in kind:
        return {"enum": [*kind["enum"], None]}
    return {**kind, "type": [kind["type"], "null"]}


def _head(name: str, title: str, site: Site) -> dict:
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "$id": site.addresses.full(_schema_path(name)),
        "title": title,
    }


def index(site: Site) -> dict:
    """What the files are, whose, and under which licence."""
    town = site.town
    provenance = town.language.gettext(
        "Organizations hand in their own activities as text files. Every file is checked before it is published."
    )
    return {
        "name": town.name,
        "url": site.addresses.full(""),
        "license": town.data_license,
        "license_url": f"https://spdx.org/licenses/{town.data_license}.html",
        "provenance": provenance,
        "repository": town.entrance.repository or None,
        "contact": town.email or None,
        "language": town.language.code,
        "timezone": str(town.zone),
        "horizon_days": town.horizon_days,
        "examples": town.examples,
        "files": [_file(dataset, suffix, site) for dataset in datasets.ALL for suffix in _suffixes(dataset)],
    }


def _suffixes(dataset: Dataset) -> tuple[str, ...]:
    return ("json", "csv") if dataset in datasets.TABLES else ("json",)


def _file(dataset: Dataset, suffix: str, site: Site) -> dict:
    return {
        "name": f"{dataset.name}.{suffix}",
        "title": site.town.language.gettext(dataset.about),
        "url": site.addresses.full(f"{FOLDER}{dataset.name}.{suffix}"),
        "media_type": {"json": "application/json", "csv": "text/csv; charset=utf-8"}[suffix],
        "schema": site.addresses.full(_schema_path(dataset.name)),
    }


def _index_schema(site: Site) -> dict:
    text, link = datasets.KINDS["text"], datasets.KINDS["url"]
    file = dict.fromkeys(("name", "title", "media_type"), text) | {"url": link, "schema": link}
    properties = {
        **dict.fromkeys(("name", "license", "provenance", "language", "timezone"), text),
        **dict.fromkeys(("url", "license_url"), link),
        **{name: _nullable(text) for name in ("repository", "contact")},
        "horizon_days": datasets.KINDS["whole"],
        "examples": datasets.KINDS["yes"],
        "files": {
            "type": "array",
            "items": {"type": "object", "required": sorted(file), "properties": file},
        },
    }
    title = site.town.language.gettext("The open data of this agenda")
    head = _head("index", title, site)
    return {**head, "type": "object", "required": sorted(properties), "properties": properties}


def _schema_path(name: str) -> str:
    return f"{FOLDER}schema/{name}.json"


def _json(records: list[Row]) -> bytes:
    """A list with a record on each line: small, and a change is a line."""
    lines = [json.dumps(record, ensure_ascii=False, default=_number) for record in records]
    return ("[\n" + ",\n".join(lines) + "\n]\n").encode()


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def _written(tree: dict) -> bytes:
    return (json.dumps(tree, ensure_ascii=False, indent=1) + "\n").encode()
