"""The offer on a terminal: the numbers in columns, and what changed since a day."""

from datetime import date

import pytest

from agenda.language import Language
from insight import coverage, offer_text
from insight.lists import Lists
from insight.past import Past
from small_town import activity, small_town

ENGLISH = Language("en")
TODAY, BEFORE = date(2026, 11, 22), date(2026, 9, 1)
WEEKLY = "{start: 2026-09-01, time: 19:30-21:00, repeat: weekly}"  # Tuesdays


@pytest.fixture(scope="module")
def agenda(tmp_path_factory):
    """One that was out of the lists by November, and one that is in."""
    return small_town(
        tmp_path_factory.mktemp("town"),
        {
            "activities/walkers/walk.md": activity(schedule=WEEKLY, checked="2026-05-01"),
            "activities/readers/tea.md": activity(schedule=WEEKLY),
        },
    ).agenda()


def counted(agenda, day: date) -> coverage.Coverage:
    return coverage.of(agenda, Lists(day, date.fromordinal(day.toordinal() + 55), day, (3, 4, 6)))


def rows(text: str) -> dict[str, list[str]]:
    """First word of each line -> the words after it."""
    return {line.split()[0]: line.split()[1:] for line in text.splitlines() if line.strip()}


def test_areas_by_part_of_the_week_and_the_holes_in_words(agenda):
    text = offer_text.written(agenda, counted(agenda, TODAY), ENGLISH)
    assert text.splitlines()[0] == "Offer by area, from 22 November 2026 to 16 January 2027"
    assert rows(text)["Northside"] == ["0", "0", "8", "0", "0", "8"]
    assert "Southside: nothing at all." in text


def test_changes_by_the_lists_of_each_day(agenda):
    before, after = counted(agenda, BEFORE), counted(agenda, TODAY)
    changes = list(offer_text.changes(agenda, before, after, ENGLISH))
    text = offer_text.compared(changes, before, after, Past(agenda, BEFORE, frozenset({"a/b"})), ENGLISH)
    assert rows(text)["Northside"] == ["2", "1", "-1", "16", "8", "-8"]
    assert rows(text)["Southside"] == ["0", "0", "=", "0", "0", "="]
    assert "1 activity of that day cannot be read by today's rules and is not counted." in text
