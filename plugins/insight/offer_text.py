"""The offer by area on a terminal, and what was gained and lost between two days."""

from collections.abc import Iterable, Iterator

from agenda.datasets import Dataset, Field
from agenda.language import Language, told
from agenda.model import Agenda
from agenda.steering import PARTS

from . import coverage, holes, week
from .coverage import ALL, Coverage
from .offer import area_names, culture
from .past import Past

CHANGES = Dataset("offer-changes", told("What was gained and lost in each area."), (
    Field("area", "id", told("The id of the area; empty: the whole town; -: online or not known."), "", ""),
    Field("area_name", "text", told("What the area is called."), "", ""),
    Field("activities_before", "whole", told("How many activities there were."), "", ""),
    Field("activities_after", "whole", told("How many activities."), "", ""),
    Field("occurrences_before", "whole", told("How many dates there were."), "", ""),
    Field("occurrences_after", "whole", told("How many dates."), "", ""),
))  # fmt: skip


def written(agenda: Agenda, counted: Coverage, language: Language) -> str:
    """The areas by parts of the week, and the holes in words."""
    names = area_names(agenda.register, language)
    heads = [language.gettext(week.NAMES[part]) for part in PARTS] + [language.gettext("All dates")]
    rows = [
        (names[area], *(counted.at(area, part=part).occurrences for part in (*PARTS, ALL)))
        for area in (ALL, *counted.rows())
    ]
    audiences = [id for id in counted.audiences if not agenda.register.audiences[id].everyone]
    found = holes.of(counted, audiences)
    told_holes = [holes.sentence(one, agenda.register, language) for one in found[: holes.MOST]]
    period = language.say(
        "Offer by area, from {first} to {last}",
        first=language.date(counted.first),
        last=language.date(counted.last),
    )
    lines = [period, "", *_columns((language.gettext("Area"), *heads), rows), "", *told_holes]
    if houses := culture(agenda.register, counted, language):
        rows = [(row.head, *(cell.text for cell in row.cells)) for row in houses.rows]
        lines += ["", houses.caption, *_columns((houses.corner, *(one.head for one in houses.columns)), rows)]
    return "\n".join(lines)


def changes(agenda: Agenda, before: Coverage, after: Coverage, language: Language) -> Iterator[dict]:
    """A record for each area; one that is gone from the vocabulary goes by its id."""
    names = area_names(agenda.register, language)
    for one in coverage.differences(before, after):
        yield {
            "area": one.area,
            "area_name": names.get(one.area, one.area),
            "activities_before": one.before.activities,
            "activities_after": one.after.activities,
            "occurrences_before": one.before.occurrences,
            "occurrences_after": one.after.occurrences,
        }


def compared(records: Iterable[dict], before: Coverage, after: Coverage, past: Past, language: Language) -> str:
    """The differences as a table, with what they rest on."""
    say = language.say
    rows = []
    for one in records:
        numbers = []
        for name in ("activities", "occurrences"):
            old, new = one[f"{name}_before"], one[f"{name}_after"]
            numbers += [old, new, f"{new - old:+d}" if new != old else "="]
        rows.append((one["area_name"], *numbers))
    activities, dates = say("Activities"), say("Dates")
    heads = (say("Area"), activities, say("now"), "±", dates, say("now"), "±")
    lines = [
        say("The eight weeks from {first}, beside those from {second}", first=language.date(before.first),
            second=language.date(after.first)),
        say("The files are those of {day}, the last change before that day.", day=language.date(past.of)),
    ]  # fmt: skip
    if past.unread:
        lines.append(
            language.count(
                "{n} activity of that day cannot be read by today's rules and is not counted.",
                "{n} activities of that day cannot be read by today's rules and are not counted.",
                len(past.unread),
            )
        )
    return "\n".join([*lines, "", *_columns(heads, rows)])


def _columns(heads: tuple, rows: list[tuple]) -> Iterator[str]:
    """Columns of a terminal: the first to the left, numbers to the right."""
    table = [tuple(str(cell) for cell in row) for row in (heads, *rows)]
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    for first, *others in table:
        cells = [cell.rjust(width) for cell, width in zip(others, widths[1:], strict=True)]
        yield "  ".join([first.ljust(widths[0]), *cells]).rstrip()
