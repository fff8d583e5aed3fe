"""The pages of the offer by area as values: the whole, and one for each audience; the same numbers as a table (CSV)."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from agenda import spreadsheet
from agenda.addresses import Addresses
from agenda.datasets import Dataset, Field
from agenda.language import Language, told
from agenda.model import Agenda
from agenda.original import joined
from agenda.pages import Page, Site
from agenda.register import Area, Register
from agenda.steering import PARTS

from . import demand, grid, holes, week
from .coverage import ALL, ELSEWHERE, UNDATED, Coverage
from .grid import Cell, Column, Grid, Row

DATASET = Dataset("offer", told("The offer by area, audience and part of the week."), (
    Field("area", "id", told("The id of the area; empty: the whole town; -: online or not known."), "", ""),
    Field("area_name", "text", told("What the area is called."), "", ""),
    Field("audience", "id", told("The id of the audience; empty: everybody."), "", ""),
    Field("audience_name", "text", told("What the audience is called."), "", ""),
    Field("part", "id", told("The part of the week; empty: all of it; undated: without a fixed time."), "", ""),
    Field("occurrences", "whole", told("How many dates."), "", ""),
    Field("activities", "whole", told("How many activities."), "", ""),
    Field("own_occurrences", "whole", told("How many dates especially for this audience."), "", ""),
    Field("own_activities", "whole", told("How many activities especially for this audience."), "", ""),
    Field("free", "whole", told("How many activities that are free, without signing up."), "", ""),
    Field("step_free", "whole", told("How many activities without steps."), "", ""),
))  # fmt: skip


@dataclass(frozen=True)
class Tile:
    """An area on the map, with its number of dates."""

    area: Area
    number: int
    level: int


def pages(site: Site, counted: Coverage) -> Iterator[Page]:
    """The page of the whole offer, then one for each audience that is not everyone."""
    maker = _Maker(site, counted)
    yield Page(_path(site), "offer.html", maker.whole)
    for id, one in site.agenda.register.audiences.items():
        if not one.everyone:
            yield Page(_path(site, id), "offer.html", partial(maker.of_audience, id), indexed=False)


def examples(agenda: Agenda) -> int:
    """How many of the activities are examples: the pages say so, as nobody can go there."""
    return sum(one.example for one in agenda.activities)


def file(site: Site, counted: Coverage) -> tuple[str, bytes]:
    """All numbers as CSV, beside the page."""
    return _csv(site), spreadsheet.table(DATASET, records(site.agenda, counted, site.town.language))


def records(agenda: Agenda, counted: Coverage, language: Language) -> Iterator[dict]:
    """A record for each area, audience and part of the week, sums and nothings included."""
    register, names = agenda.register, area_names(agenda.register, language)
    for area in (ALL, *counted.rows()):
        for audience in (ALL, *counted.audiences):
            for part in (ALL, *PARTS, UNDATED):
                tally = counted.at(area, audience, part)
                yield {
                    "area": area,
                    "area_name": names[area] if area else "",
                    "audience": audience,
                    "audience_name": register.audiences[audience].name if audience else "",
                    "part": part,
                    "occurrences": tally.occurrences,
                    "activities": tally.activities,
                    "own_occurrences": tally.own_occurrences,
                    "own_activities": tally.own,
                    "free": tally.free,
                    "step_free": tally.step_free,
                }


def area_names(register: Register, language: Language) -> dict[str, str]:
    """What each area is called, the whole town and what is in none included."""
    names = {ALL: language.gettext("Whole town"), ELSEWHERE: language.gettext("Online or elsewhere")}
    return names | {id: area.name for id, area in register.areas.items()}


def culture(
    register: Register, counted: Coverage, language: Language, addresses: Addresses | None = None
) -> Grid | None:
    """The houses of culture, each asked for an activity, with how many it has; None where there is no such house."""
    rows = []
    for id, number in counted.houses_of_culture(register).items():
        one = register.organizations[id]
        state = language.gettext("Yes") if number else language.gettext("Not yet")
        path = addresses.of("organization", one) if addresses else ""
        rows.append(Row(one.name, (*grid.plain([number]), Cell(state)), path))
    if not rows:
        return None
    heads = [language.gettext("Activities"), language.gettext("At least one activity")]
    caption = language.gettext("Houses of culture: each is asked for at least one activity to meet and take part")
    return Grid("culture", caption, language.gettext("House of culture"), _columns(heads), tuple(rows))


def _path(site: Site, audience: str = "") -> str:
    return site.addresses.selection("offer", audience)


def _csv(site: Site) -> str:
    return f"{_path(site)}{site.town.words['offer']}.csv"


class _Maker:
    """Tells what the pages of one site are about, from one count."""

    def __init__(self, site: Site, counted: Coverage) -> None:
        self.site, self.counted, self.language = site, counted, site.town.language
        self.register = site.agenda.register
        self.audiences = [id for id in counted.audiences if not self.register.audiences[id].everyone]

    def path(self, audience: str = "") -> str:
        return _path(self.site, audience)

    def page(self, audience: str, grids: list[Grid], found: list[holes.Hole], **more) -> dict[str, Any]:
        language = self.language
        return {
            "audience": self.register.audiences[audience] if audience else None,
            "first": self.counted.first,
            "last": self.counted.last,
            "sum": self.counted.at(ALL, audience),
            "undated": self.counted.at(ALL, audience, UNDATED).activities,
            "examples": examples(self.site.agenda),
            "holes": [holes.sentence(one, self.register, language) for one in found[: holes.MOST]],
            "more_holes": len(found[holes.MOST :]),
            "tiles": self.tiles(audience),
            "legend": grid.legend(language),
            "grids": grids,
            "csv": _csv(self.site),
            "whole": self.path(),
            **more,
        }

    def whole(self) -> dict[str, Any]:
        steering = self.site.agenda.steering
        grids = [self.by_week("", wide=True), self.audiences_by_week(), self.by_audience()]
        asked = demand.of(steering.demand, self.counted, self.site.town.today)
        grids += [self.asked(asked)] if asked else []
        houses = culture(self.register, self.counted, self.language, self.site.addresses)
        grids += [houses] if houses else []
        grids += [self.figures()] if steering.figures else []
        return self.page(ALL, grids, holes.of(self.counted, self.audiences), sources=steering.figures)

    def of_audience(self, audience: str) -> dict[str, Any]:
        found = [one for one in holes.of(self.counted, [audience]) if one.audiences or not one.part]
        return self.page(audience, [self.by_week(audience)], found, sources=())

    def rows(self) -> Iterator[tuple[str, str, str]]:
        """Id, name and path of the whole town and each area."""
        names = area_names(self.register, self.language)
        for area in (ALL, *self.counted.rows()):
            path = self.site.addresses.selection("area", area) if area in self.register.areas else ""
            yield area, names[area], path

    def by_week(self, audience: str, wide: bool = False) -> Grid:
        """Areas by parts of the week."""
        gettext, rows = self.language.gettext, []
        for area, name, path in self.rows():
            tally = self.counted.at(area, audience)
            cells = [self.dates(self.counted.at(area, audience, part).occurrences, area) for part in PARTS]
            cells.append(self.dates(tally.occurrences, area))
            undated = self.counted.at(area, audience, UNDATED).activities
            more = (tally.activities, undated, tally.free, tally.step_free) if wide else (tally.own, undated)
            rows.append(Row(name, (*cells, *grid.plain(more)), path, not area))
        heads = [gettext(week.NAMES[part]) for part in PARTS]
        heads.append(gettext("All dates"))
        if wide:
            heads += [
                gettext("Activities"),
                gettext("No fixed time"),
                gettext("Free, no signing up"),
                gettext("No steps"),
            ]
        else:
            heads += [gettext("Activities especially for them"), gettext("No fixed time")]
        return Grid(
            "by-week", gettext("Dates by area and part of the week"), gettext("Area"), _columns(heads), tuple(rows)
        )

    def dates(self, number: int, area: str, note: str = "") -> Cell:
        """The sum of the town has no colour: it does not compare with one area."""
        return grid.dates(number, note) if area else Cell(str(number), None, note)

    def audiences_by_week(self) -> Grid:
        """Audiences by parts of the week, in the whole town."""
        gettext, rows = self.language.gettext, []
        for audience in self.audiences:
            tally = self.counted.at(ALL, audience)
            numbers = [self.counted.at(ALL, audience, part).occurrences for part in PARTS]
            cells = grid.plain((*numbers, tally.occurrences, tally.own_occurrences, tally.own))
            rows.append(Row(self.register.audiences[audience].name, cells, self.path(audience)))
        heads = [gettext(week.NAMES[part]) for part in PARTS]
        heads += [gettext("All dates"), gettext("Dates especially for them"), gettext("Activities especially for them")]
        caption = gettext("Dates by audience and part of the week, in the whole town")
        return Grid("by-audience", caption, gettext("For whom"), _columns(heads), tuple(rows))

    def by_audience(self) -> Grid:
        """Areas by audiences: the dates, and how many of them are for this audience especially."""
        say, rows = self.language.say, []
        for area, name, path in self.rows():
            cells = []
            for audience in self.audiences:
                tally = self.counted.at(area, audience)
                note = say("of which {n}", n=tally.own_occurrences) if tally.own_occurrences else ""
                cells.append(self.dates(tally.occurrences, area, note))
            rows.append(Row(name, tuple(cells), path, not area))
        columns = tuple(Column(self.register.audiences[one].name, self.path(one)) for one in self.audiences)
        caption = say("Dates by area and audience; below each number how many are especially for that audience")
        return Grid("by-area", caption, say("Area"), columns, tuple(rows))

    def asked(self, found: list[demand.Asked]) -> Grid:
        """What was asked for beside what there is."""
        gettext, rows = self.language.gettext, []
        for one in found:
            topics = joined(", ", (
                joined("", (self.register.topics[topic].name, f" ({times})" if times > 1 else ""))
                for topic, times in one.topics
            ))  # fmt: skip
            cells = (Cell(self.register.audiences[one.audience].name), Cell(topics))
            numbers = grid.plain((one.times, one.offer.occurrences, one.offer.own_occurrences))
            rows.append(Row(self.register.areas[one.area].name, cells + numbers))
        heads = [gettext("For whom"), gettext("What"), gettext("Times asked"), gettext("Dates there are")]
        heads.append(gettext("Dates especially for them"))
        caption = gettext("What people asked for in the past year and did not find, beside what there is")
        if any(one.example for one in self.site.agenda.steering.demand):
            caption += ". " + gettext("Among these are examples: nobody asked for them.")
        return Grid("asked", caption, gettext("Area"), _columns(heads), tuple(rows))

    def figures(self) -> Grid:
        """Published figures of the areas beside the number of dates."""
        gettext = self.language.gettext
        figures, rows = self.site.agenda.steering.figures, []
        for area, name, path in self.rows():
            if area in self.counted.areas:
                cells = [Cell(self._figure(one, area)) for one in figures]
                rows.append(Row(name, (*cells, self.dates(self.counted.at(area).occurrences, area)), path))
        heads = [one.name for one in figures] + [gettext("All dates")]
        caption = gettext("Published figures of the areas, beside the number of dates")
        return Grid("figures", caption, gettext("Area"), _columns(heads), tuple(rows))

    def _figure(self, figure, area: str) -> str:
        if area not in figure.areas:
            return self.language.gettext("not known")
        number = self.language.number(figure.areas[area])
        return f"{number} %" if figure.unit == "percent" else number

    def tiles(self, audience: str) -> list[Tile]:
        """The areas that have a place on the map."""
        numbers = {id: self.counted.at(id, audience).occurrences for id in self.counted.areas}
        return [
            Tile(self.register.areas[id], number, grid.level(number))
            for id, number in numbers.items()
            if self.register.areas[id].tile
        ]


def _columns(heads: list[str]) -> tuple[Column, ...]:
    return tuple(Column(head) for head in heads)
