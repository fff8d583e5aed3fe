"""A report as an HTML page by itself, which prints on A4 and needs nothing but the files beside it; and as JSON."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from jinja2 import Environment, FileSystemLoader

from agenda import emblem
from agenda.language import Language
from agenda.model import Activity
from agenda.steering import PARTS
from agenda.town import Town

from . import goals, grid, week
from .coverage import ALL, UNDATED
from .goals import Outcome
from .grid import Cell, Column, Grid, Row
from .offer import area_names, culture
from .report import Note, Report

STYLES = ("tokens.css", "site.css", "pages.css", "sheets.css")
TOWN_STYLE = "town.css"  # what a town has otherwise
SHOWN = 60  # activities in a list of what joined or left


def files(report: Report, town: Town) -> Iterator[tuple[str, bytes]]:
    """The page and what it needs, as (name, bytes): all of it in one folder."""
    environment = Environment(
        loader=FileSystemLoader(town.theme / "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    environment.install_gettext_translations(town.language.translations, newstyle=True)
    environment.globals.update(language=town.language, town=town, emblem=emblem.ON_PAGES)
    html = environment.get_template("report.html").render(**_context(report, town))
    yield "index.html", html.encode()
    for name in STYLES:
        yield name, (town.theme / "static" / "css" / name).read_bytes()
    if town.style:
        yield TOWN_STYLE, town.style.read_bytes()


def _context(report: Report, town: Town) -> dict:
    language, changed = town.language, report.turnover
    houses = culture(report.agenda.register, report.counted, language)
    lists = []
    if changed:
        lists = [
            (language.gettext("New"), changed.joined),
            (language.gettext("Their last date was in this period"), changed.ended),
            (language.gettext("Deleted"), changed.deleted),
        ]
    return {
        "report": report,
        "styles": (*STYLES, TOWN_STYLE) if town.style else STYLES,
        "sum": report.counted.at(),
        "undated": report.counted.at(part=UNDATED).activities,
        "areas": sum(bool(report.counted.at(area).occurrences) for area in report.counted.areas),
        "examples": sum(one.example for one in report.agenda.activities),
        "notes": [said(note, language) for note in report.notes],
        "goals": _goals(report, language) if report.outcomes else None,
        "invented": any(one.goal.example for one in report.outcomes),
        "grids": [one for one in (_audiences(report, language), _areas(report, language), houses) if one],
        "lists": [(name, _titles(found), len(found)) for name, found in lists],
        "days": None if report.waiting is None else days(report.waiting.days, language),
    }


def said(note: Note, language: Language) -> str:
    """The note in this language, days as people write them."""
    values = {name: language.date(value) if isinstance(value, date) else value for name, value in note.values.items()}
    text = language.say(note.text, **values)
    return text[:1].upper() + text[1:]


def days(number: float | None, language: Language) -> str:
    """`minder dan een dag`, `3 dagen`; empty when not known."""
    if number is None:
        return ""
    whole = round(number)
    return language.count("{n} day", "{n} days", whole) if whole else language.gettext("less than a day")


def _titles(found: tuple[Activity, ...]) -> list[str]:
    return sorted(one.title for one in found)[:SHOWN]


def _number(value: float | None, language: Language) -> str:
    if value is None:
        return language.gettext("not known")
    return language.number(Decimal(str(round(value, 1))).normalize())


def _goals(report: Report, language: Language) -> Grid:
    gettext, register = language.gettext, report.agenda.register
    names = {id: one.name for id, one in (*register.areas.items(), *register.audiences.items())}
    names |= {part: gettext(week.NAMES[part]) for part in PARTS}

    def row(one: Outcome) -> Row:
        measure = goals.what(one.goal, names, language)
        numbers = (_number(one.value, language), str(one.goal.target), language.date(one.goal.by))
        return Row(one.goal.goal, (Cell(measure), *grid.plain((*numbers, gettext(goals.STATES[one.state])))))

    heads = (gettext("Measured by"), gettext("Measured"), gettext("Target"), gettext("By when"), gettext("State"))
    columns = tuple(Column(head) for head in heads)
    return Grid("goals", gettext("What was agreed, and how far it is"), gettext("Goal"), columns,
                tuple(map(row, report.outcomes)))  # fmt: skip


def _audiences(report: Report, language: Language) -> Grid:
    gettext, rows = language.gettext, []
    for id in report.counted.audiences:
        term, tally = report.agenda.register.audiences[id], report.counted.at(audience=id)
        numbers = (tally.occurrences, tally.own_occurrences, tally.activities, tally.own)
        rows.append(Row(term.name, grid.plain(numbers)))
    heads = (gettext("All dates"), gettext("Dates especially for them"), gettext("Activities"),
             gettext("Activities especially for them"))  # fmt: skip
    columns = tuple(Column(head) for head in heads)
    return Grid("audiences", gettext("For whom"), gettext("For whom"), columns, tuple(rows))


def _areas(report: Report, language: Language) -> Grid:
    gettext, rows, counted = language.gettext, [], report.counted
    names = area_names(report.agenda.register, language)
    for area in (ALL, *counted.rows()):
        tally = counted.at(area)
        numbers = [counted.at(area, part=part).occurrences for part in PARTS]
        cells = grid.plain((*numbers, tally.occurrences, tally.activities, tally.free, tally.step_free))
        rows.append(Row(names[area], cells, total=not area))
    heads = [gettext(week.NAMES[part]) for part in PARTS] + [gettext("All dates"), gettext("Activities")]
    heads += [gettext("Free, no signing up"), gettext("No steps")]
    columns = tuple(Column(head) for head in heads)
    return Grid("areas", gettext("Dates by area and part of the week"), gettext("Area"), columns, tuple(rows))


def record(report: Report, language: Language) -> dict:
    """All numbers for tools; what is not known is null."""
    counted, changed, waiting = report.counted, report.turnover, report.waiting
    return {
        "from": str(report.first),
        "to": str(report.last),
        "notes": [said(note, language) for note in report.notes],
        "examples": sum(one.example for one in report.agenda.activities),
        "activities": counted.at().activities,
        "occurrences": counted.at().occurrences,
        "cancelled": report.cancelled,
        "undated": counted.at(part=UNDATED).activities,
        "free": counted.at().free,
        "step_free": counted.at().step_free,
        "organizations": list(report.organizations),
        "areas": {id: counted.at(id).occurrences for id in counted.areas},
        "audiences": {
            id: {"occurrences": tally.occurrences, "activities": tally.activities,
                 "own_occurrences": tally.own_occurrences, "own_activities": tally.own}
            for id in counted.audiences
            for tally in [counted.at(audience=id)]
        },
        "culture": counted.houses_of_culture(report.agenda.register),
        "campaigns": {one.id: number for one, number in report.campaigns},
        "checked": {"within_90_days": report.checked.fresh, "of": report.checked.total},
        "since": changed and str(changed.since),
        "joined": changed and [one.address for one in changed.joined],
        "ended": changed and [one.address for one in changed.ended],
        "deleted": changed and [one.address for one in changed.deleted],
        "days_to_online": waiting and {"median": waiting.days, "known": waiting.known, "unknown": waiting.unknown},
        "goals": [
            {"goal": one.goal.goal, "measure": one.goal.measure, "value": one.value, "target": one.goal.target,
             "by": str(one.goal.by), "state": one.state, "example": one.goal.example}
            for one in report.outcomes
        ],
    }  # fmt: skip
