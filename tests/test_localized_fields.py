"""Every text that somebody writes freely is in a language, or a name, or nobody reads it in another language."""

from typing import get_args

import pytest

from agenda import help_desk, model, register, steering, timetable
from agenda.localized import NAMES, TEXTS
from agenda.record import Record

# Written for the check, for finding, for other programs or for the editors: no page in another language shows these.
WORDLESS = {
    "aliases", "code", "district", "rrule", "image", "uid", "mark", "sources",
    "Provenance.name", "Origin.agenda", "Holiday.name", "Demand.note", "Goal.goal", "Goal.source", "Figure.unit",
}  # fmt: skip
# What is in a language by what it is.
TRANSLATIONS = (
    model.Translation, register.TermTranslation, register.CoalitionWords, register.CountWords, help_desk.HelpWords,
    help_desk.HelpEntryWords,
)  # fmt: skip


def records(kind: type = Record) -> set[type]:
    return {kind}.union(*(records(one) for one in kind.__subclasses__()))


def is_free(annotation: object) -> bool:
    """Is it a text of a person's own words? `fields.line` and `fields.paragraph` have a most number of characters."""
    schemas = [one.json_schema for one in getattr(annotation, "__metadata__", ()) if hasattr(one, "json_schema")]
    return any("maxLength" in one for one in schemas) or any(is_free(one) for one in get_args(annotation))


def free(kind: type[Record]) -> set[str]:
    found = {name for name, info in kind.model_fields.items() if is_free(info.annotation)}
    return found | {
        name
        for name, info in kind.model_fields.items()
        if any("maxLength" in getattr(one, "json_schema", ()) for one in info.metadata)
    }


MODULES = {one.__name__ for one in (help_desk, model, register, steering, timetable)}  # what pages show
KINDS = [one for one in records() if one.__module__ in MODULES]
KINDS = sorted(set(KINDS) - {Record, register.Named, model.ActivityFile, *TRANSLATIONS}, key=lambda one: one.__name__)
assert {help_desk.HelpEntry, steering.Figure, timetable.Change, model.Activity} <= set(KINDS)


@pytest.mark.parametrize("kind", KINDS, ids=lambda one: one.__name__)
def test_every_free_text_is_in_a_language_or_a_name(kind):
    said = {name for one in kind.__mro__ for name in (*TEXTS.get(one, ()), *NAMES.get(one, ()))}
    left = {name for name in free(kind) if not {name, f"{kind.__name__}.{name}"} & WORDLESS}
    assert left - said == set()


def test_free_texts_are_found():
    assert {"title", "summary", "welcome", "price_note"} <= free(model.Activity)
    assert "note" in free(timetable.Change)
