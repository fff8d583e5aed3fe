"""The form's questions about when make the schedule that people mean, and are filled in from any schedule."""

from pathlib import Path

import pytest

from agenda import frontmatter
from agenda.language import Language
from agenda.problem import Fault
from intake import when
from intake.answers import months

MONTHS = months(Language("nl"))
ENTRIES = sorted((Path(__file__).parent / "cases").rglob("*.md"))


def answers(**given: str | tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    return {name: value if isinstance(value, tuple) else (value,) for name, value in given.items()}


SCHEDULES = {
    "once": (
        {"repeat": "once", "start": "24-11-2026", "from": "10.00", "to": "12.00"},
        {"start": "2026-11-24", "time": "10:00-12:00"},
    ),
    "the end is not known": (
        {"repeat": "once", "start": "24 november 2026", "from": "10"},
        {"start": "2026-11-24", "time": "10:00"},
    ),
    "whole days": ({"repeat": "once", "start": "di 24 november 2026"}, {"start": "2026-11-24"}),
    "every week on two days": (
        {"repeat": "weekly", "start": "1-9-2026", "from": "9u30", "days": ("thursday", "tuesday")},
        {"start": "2026-09-01", "repeat": "weekly", "days": ["tuesday", "thursday"], "time": "9:30"},
    ),
    "every two weeks": (
        {"repeat": "biweekly", "start": "1/9/2026"},
        {"start": "2026-09-01", "repeat": "weekly", "interval": "2"},
    ),
    "the second Tuesday": (
        {"repeat": "monthly", "monthly": "weekday", "start": "8-12-2026"},
        {"start": "2026-12-08", "repeat": "monthly", "days": "2nd tuesday"},
    ),
    "the last Friday": (
        {"repeat": "monthly", "monthly": "last", "start": "27-11-2026"},
        {"start": "2026-11-27", "repeat": "monthly", "days": "last friday"},
    ),
    "the fifteenth": (
        {"repeat": "monthly", "monthly": "date", "start": "15-12-2026"},
        {"start": "2026-12-15", "repeat": "monthly"},
    ),
    "until, not on, never on": (
        {
            "repeat": "weekly", "start": "1-9-2026", "until": "29-6-2027", "pause": ("public-holidays",),
            "not_on": "22-12-2026\n28 december 2026 t/m 3 januari 2027",
        },
        {
            "start": "2026-09-01", "repeat": "weekly", "until": "2027-06-29",
            "except": ["2026-12-22", "2026-12-28/2027-01-03"], "pause": ["public-holidays"],
        },
    ),
    "loose dates": (
        {"repeat": "dates", "from": "10.00", "to": "12.00", "dates": "24-11-2026, 1 december 2026 14.00-16.00"},
        {"dates": ["2026-11-24", "2026-12-01 14:00-16:00"], "time": "10:00-12:00"},
    ),
    "by appointment": (
        {"repeat": "by_appointment", "appointment": "Bel even."},
        {"by_appointment": "Bel even."},
    ),
    "what has no question stands as in the file": (
        {"repeat": "weekly", "start": "1-9-2026", "schedule": "weeks: even\ncount: 10"},
        {"start": "2026-09-01", "repeat": "weekly", "weeks": "even", "count": "10"},
    ),
    "several schedules": (
        {"repeat": "written", "schedule": "- {start: 2026-09-01}\n- {start: 2026-10-01}"},
        [{"start": "2026-09-01"}, {"start": "2026-10-01"}],
    ),
    "what is no day stays, for the check to say": (
        {"repeat": "once", "start": "31-2-2027", "from": "laat"},
        {"start": "2027-02-31", "time": "laat"},
    ),
    "answers to questions that do not belong to it are passed over": (
        {"repeat": "once", "start": "24-11-2026", "until": "1-1-2027", "days": ("monday",), "dates": "1-1-2027"},
        {"start": "2026-11-24"},
    ),
}  # fmt: skip


@pytest.mark.parametrize(("given", "schedule"), SCHEDULES.values(), ids=SCHEDULES)
def test_answers_make_this_schedule(given, schedule):
    assert when.schedule(answers(**given), MONTHS) == schedule


def alike(tree):
    """A list of one is its only value."""
    if isinstance(tree, dict):
        return {name: alike(value) for name, value in tree.items()}
    return tree[0] if isinstance(tree, list) and len(tree) == 1 else tree


@pytest.mark.parametrize("path", ENTRIES, ids=lambda path: path.stem)
def test_the_form_filled_in_from_a_schedule_makes_it_again(path):
    tree = frontmatter.parse(path.read_bytes()).tree["schedule"]
    assert alike(when.schedule(when.answers(tree), MONTHS)) == alike(tree)


def test_questions_are_asked_for_what_they_can_say():
    tree = {
        "start": "2026-09-01",
        "time": "10:00-12:00",
        "repeat": "weekly",
        "changes": [{"date": "2026-12-08", "cancelled": "yes"}],
    }
    assert when.answers(tree) == answers(**{
        "repeat": "weekly", "start": "1-9-2026", "from": "10.00", "to": "12.00",
        "schedule": 'changes:\n  - date: 2026-12-08\n    cancelled: "yes"',
    })  # fmt: skip


def test_words_of_the_file_that_cannot_be_read_are_a_fault():
    with pytest.raises(Fault, match="not closed"):
        when.schedule(answers(repeat="written", schedule="start: [2026"), MONTHS)


CLOCKS = {
    "10.00": "10:00", "10:00": "10:00", "9.30": "9:30", "10u": "10:00", "10 uur": "10:00", "1030": "10:30", "9": "9:00",
    "half elf": "half elf", "": "",
}  # fmt: skip


@pytest.mark.parametrize(("written", "clock"), CLOCKS.items())
def test_times_as_people_write_them(written, clock):
    assert when.clock(written) == clock
