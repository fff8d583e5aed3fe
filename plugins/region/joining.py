"""Towns -> the files of a region: content and activities as any town has them, each entry with where it comes from.

Ids get the town's before them, so no town can name what is another's. Everything is text that came from elsewhere:
nothing is believed until the files are checked as all files are.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date

from pydantic import ValidationError

from agenda import holidays
from agenda.holidays import HolidayTable
from agenda.language import Language
from agenda.problem import Fault
from intake import entry_file

from . import terms as joined_terms
from .terms import SHARED, Terms, Town
from .town_data import Record, Tree

# What an organization, a place, … keeps of what its town says.
KEPT = {
    "organizations": ("aliases", "kind", "summary", "membership", "culture", "contact", "example"),
    "places": ("aliases", "street", "postcode", "city", "note", "transport", "website", "online", "example"),
    "campaigns": ("aliases", "summary", "start", "until", "color", "example"),
    "areas": ("aliases", "description", "code", "short", "translations", "example"),
    "discounts": ("aliases", "description", "translations", "example"),
}
REFERS = {
    "audiences": "audiences", "topics": "topics", "access": "access", "languages": "languages",
    "discounts": "discounts", "campaigns": "campaigns", "partners": "organizations", "vouched_by": "organizations",
}  # fmt: skip


def files(towns: list[Town], language: Language, table: HolidayTable) -> Iterator[tuple[str, bytes]]:
    """Path and bytes of every file of the region; `table` are its own holidays. Raises Fault."""
    terms, shifts = joined_terms.joined(towns), joined_terms.shifts(towns)
    makers = [_Maker(town, terms, shifts, language, table) for town in towns]
    for name in SHARED:
        yield _vocabulary(name), entry_file.text_of(dict(terms.shared[name])).encode()
    for name in ("areas", "discounts"):
        own = dict(pair for maker in makers for pair in maker.vocabulary(name))
        yield _vocabulary(name), entry_file.text_of(own).encode()
    for maker in makers:
        yield from maker.files()


def _vocabulary(name: str) -> str:
    return f"content/vocabulary/{name}.yaml"


VOCABULARIES = tuple(_vocabulary(name) for name in (*SHARED, "areas", "discounts"))


class _Maker:
    """Makes the files of one of the towns."""

    def __init__(self, town: Town, terms: Terms, shifts: dict[str, int] | None, language: Language, table) -> None:
        self.town, self.terms, self.shifts, self.language, self.table = town, terms, shifts, language, table
        self.differs = _table(town, table)

    def kept_of(self, name: str, record: Record) -> dict[str, Tree]:
        """What is kept of a record, with the name that it has in the region."""
        kept = {key: record.fields[key] for key in KEPT[name] if key in record.fields}
        return {"name": self.terms.named(self.town, name, record), **kept}

    def vocabulary(self, name: str) -> Iterator[tuple[str, Tree]]:
        """The town's own terms of a list."""
        for one in self.town.records(name):
            fields = self.kept_of(name, one)
            if name == "areas":
                fields["district"] = self.town.source.name
                if (tile := joined_terms.tile_of(one)) and self.shifts:
                    fields["tile"] = [str(tile[0] + self.shifts[self.town.source.id]), str(tile[1])]
            yield self.town.own(one.id), fields

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Its organizations, places, campaigns and activities."""
        for one in self.town.records("organizations"):
            origin = {"agenda": self.town.published.agenda, "organization": one.id}
            yield self._page("organizations", one, {"origin": origin})
        for one in self.town.records("places"):
            fields = self._renamed({**self.kept_of("places", one), **_some(one.fields, "access")})
            fields |= self._area(one.fields)
            yield f"content/places/{self.town.own(one.id)}.yaml", entry_file.text_of(fields).encode()
        for one in self.town.records("campaigns"):
            more = self._renamed(_some(one.fields, "partners"))
            if isinstance(results := one.fields.get("results"), str):
                more["results"] = self._linked(results)
            yield self._page("campaigns", one, more)
        for one in self.town.records("activities"):
            yield self._activity(one)

    def _page(self, name: str, one: Record, more: dict[str, Tree]) -> tuple[str, bytes]:
        fields = {**self.kept_of(name, one), **more}
        text = f"---\n{entry_file.text_of(fields)}---\n{self._text(one)}\n"
        return f"content/{name}/{self.town.own(one.id)}.md", text.encode()

    def _activity(self, one: Record) -> tuple[str, bytes]:
        organization, _, slug = one.id.partition("/")
        fields = self._renamed(one.fields)
        if "location" in fields:
            fields["location"] = self._location(fields["location"])
        if "schedule" in fields:
            fields["schedule"] = _each(fields["schedule"], self._plan)
        former = [text.rpartition("/")[2] for text in _texts(fields.pop("formerly", []))]
        fields |= {"formerly": former} if former else {}
        fields["source"] = {"name": self.town.source.name, "uid": f"{organization}/{former[0] if former else slug}"}
        return (
            f"activities/{self.town.own(organization)}/{slug}.md", entry_file.written(fields, self._text(one))
        )  # fmt: skip

    def _text(self, one: Record) -> str:
        """The text, its links to the town's own pages as they are there, and the way to the page itself."""
        there = self.language.say("On the site of {name}", name=self.town.source.name)
        return "\n\n".join(
            [*([self._linked(one.text)] if one.text else []), *([f"[{there}]({one.url})"] if one.url else [])]
        )

    def _linked(self, text: str) -> str:
        url = self.town.published.url
        return re.sub(r"\]\(/(?!/)", f"]({url}", text) if url else text

    def _renamed(self, fields: Mapping[str, Tree]) -> dict[str, Tree]:
        """The same fields; ids in them are those of the region."""
        return {
            key: _ids(value, lambda id, name=REFERS[key]: self.terms.id(self.town, name, id))
            if key in REFERS
            else value
            for key, value in fields.items()
        }

    def _area(self, fields: Mapping[str, Tree]) -> dict[str, Tree]:
        return {key: _ids(value, self.town.own) for key, value in _some(fields, "area").items()}

    def _location(self, value: Tree) -> Tree:
        if isinstance(value, str):
            return self.town.own(value)
        return {**value, **self._area(value)} if isinstance(value, dict) else value

    def _plan(self, plan: dict[str, Tree]) -> dict[str, Tree]:
        """A schedule: where its changes lead is the town's, and so are its holidays."""
        plan = dict(plan)
        if "changes" in plan:
            plan["changes"] = _each(plan["changes"], lambda one: (
                {**one, "location": self._location(one["location"])} if "location" in one else one
            ))  # fmt: skip
        if "pause" in plan and self.differs:
            out = holidays.merged(self.differs.ranges(tuple(_texts(plan.pop("pause")))))
            start = plan.get("start")
            days = [str(one.first) if one.first == one.last else f"{one.first}/{one.last}"
                    for one in out if not isinstance(start, str) or one.last.isoformat() >= start]  # fmt: skip
            plan["except"] = [*_texts(plan.get("except", [])), *days]
            if "repeat" in plan and not {"until", "count"} & set(plan):
                plan["until"] = self.differs.until.isoformat()
        return plan


def _table(town: Town, own: HolidayTable) -> HolidayTable | None:
    """The town's holidays if they are others than the region's: then its entries name the days themselves."""
    records = list(town.records("holidays"))
    if not records:
        return None
    try:
        table = HolidayTable.model_validate(records[0].fields)
    except ValidationError:
        raise Fault("its holidays cannot be read. Ask the town.") from None
    same = all(table.ranges((kind,)) == own.ranges((kind,)) for kind in ("public-holidays", "school-holidays"))
    return None if same and table.until == own.until else table


def _some(fields: Mapping[str, Tree], *names: str) -> dict[str, Tree]:
    return {name: fields[name] for name in names if name in fields}


def _ids(value: Tree, renamed: Callable[[str], str]) -> Tree:
    """An id or a list of them, each renamed; what is no id is left to the check."""
    if isinstance(value, list):
        return [renamed(one) if isinstance(one, str) else one for one in value]
    return renamed(value) if isinstance(value, str) else value


def _each(value: Tree, changed: Callable[[dict[str, Tree]], dict[str, Tree]]) -> Tree:
    """Fields, or a list of them, each changed; what is neither is left to the check."""
    if isinstance(value, list):
        return [changed(one) if isinstance(one, dict) else one for one in value]
    return changed(value) if isinstance(value, dict) else value


def _texts(value: Tree) -> list[str]:
    return [one for one in (value if isinstance(value, list) else [value]) if isinstance(one, str)]


def tombstones(gone: Mapping[str, tuple[str, date]]) -> dict[str, Tree]:
    """By address what is no longer there: its title, and since when."""
    return {address: {"title": title, "since": since.isoformat()} for address, (title, since) in gone.items()}
