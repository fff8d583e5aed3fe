"""Goals beside what was measured."""

from datetime import date

import pytest

from agenda.language import Language
from agenda.steering import MEASURES, Goal
from insight import goals
from insight.coverage import Coverage, Tally
from insight.goals import Facts

DAY = date(2026, 11, 22)
SOME = Tally(occurrences=16, activities=4, own_occurrences=8, own=2, free=3, step_free=1)
COUNTED = Coverage(
    DAY,
    DAY,
    ("north", "south"),
    ("young",),
    {("", "", ""): SOME, ("north", "", ""): SOME, ("north", "young", "evening"): Tally(5, 2, 3, 1)},
    {},
)
FACTS = Facts(COUNTED, organizations=7, checked=61.5, joined=None, days_to_online=4.0)


def goal(measure: str, target: int, by: str = "2026-12-31", **of: str) -> Goal:
    return Goal.model_validate({"goal": "More", "measure": measure, "target": str(target), "by": by, **of})


@pytest.mark.parametrize(
    ("of", "value", "state"),
    [
        (goal("activities", 4), 4, "reached"),
        (goal("activities", 5), 4, "not yet"),
        (goal("activities", 5, by="2026-11-22"), 4, "not yet"),  # the last day is not over
        (goal("activities", 5, by="2026-11-21"), 4, "missed"),
        (goal("activities", 4, by="2020-01-01"), 4, "reached"),
        (goal("occurrences", 16), 16, "reached"),
        (goal("free", 4), 3, "not yet"),
        (goal("step-free", 1), 1, "reached"),
        (goal("activities", 3, area="north", audience="young", part="evening"), 2, "not yet"),
        (goal("special", 1, area="north", audience="young", part="evening"), 1, "reached"),
        (goal("activities", 1, area="south"), 0, "not yet"),
        (goal("areas", 2), 1, "not yet"),
        (goal("areas", 1, audience="young", part="evening"), 1, "reached"),
        (goal("organizations", 7), 7, "reached"),
        (goal("checked", 62), 61.5, "not yet"),
        (goal("days-to-online", 4), 4.0, "reached"),
        (goal("days-to-online", 3), 4.0, "not yet"),
        (goal("joined", 1), None, "unknown"),
    ],
)
def test_outcome(of, value, state):
    found = goals.outcome(of, FACTS, DAY)
    assert (found.value, found.state) == (value, state)


def test_every_measure_and_state_has_a_name():
    assert set(goals.NAMES) == set(MEASURES)
    assert set(goals.STATES) == {"reached", "not yet", "missed", "unknown"}


def test_what_is_measured_in_words():
    names = {"north": "Northside", "young": "The young", "evening": "Weekdays, evening"}
    whole, part = goal("organizations", 1), goal("special", 1, area="north", audience="young", part="evening")
    assert goals.what(whole, names, Language("en")) == "organizations that take part"
    said = "activities especially for them: Northside, The young, Weekdays, evening"
    assert goals.what(part, names, Language("en")) == said
