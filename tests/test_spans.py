"""The lists of a span of days: which days each has, and what stands in it."""

from dataclasses import replace
from datetime import date

import pytest

from agenda import spans
from agenda.pages import Site
from small_town import activity, small_town

WEEKLY = "{start: 2026-11-02, time: '10:00', repeat: weekly, days: [tuesday, saturday]}"
FILES = {
    "activities/walkers/walk.md": activity(schedule=WEEKLY),
    "activities/walkers/visit.md": activity(title="Visit", schedule="{by_appointment: Call us.}"),
}


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    return small_town(tmp_path_factory.mktemp("town"), FILES)


def pages(town, today: str) -> dict:
    site = Site(town.agenda(), replace(town.settings(), today=date.fromisoformat(today)))
    [section] = spans.sections(site)
    return {page.given["kind"]: page.given for page in section.pages}


@pytest.mark.parametrize(
    ("today", "kind", "first", "last", "days"),
    [
        pytest.param("2026-11-24", "today", "2026-11-24", "2026-11-24", ["2026-11-24"], id="today"),
        pytest.param("2026-11-25", "today", "2026-11-25", "2026-11-25", [], id="nothing today"),
        pytest.param("2026-11-24", "week", "2026-11-24", "2026-11-29", ["2026-11-24", "2026-11-28"], id="a week begun"),
        pytest.param("2026-11-29", "week", "2026-11-29", "2026-11-29", [], id="on Sunday the week is that day"),
        pytest.param("2026-11-24", "weekend", "2026-11-28", "2026-11-29", ["2026-11-28"], id="the weekend to come"),
        pytest.param("2026-11-29", "weekend", "2026-11-29", "2026-11-29", [], id="what is left of the weekend"),
    ],
)
def test_which_days_a_list_has(today, kind, first, last, days, town):
    found = pages(town, today)[kind]
    assert (str(found["first"]), str(found["last"])) == (first, last)
    assert [str(day.date) for day in found["listing"].days] == days
    assert found["listing"].total == bool(days)


def test_what_has_no_fixed_time_has_a_list_of_its_own(town):
    found = pages(town, "2026-11-24")
    assert list(found) == ["today", "week", "weekend", "undated"]
    assert [one.slug for one in found["undated"]["listing"].undated] == ["visit"]
    assert found["undated"]["listing"].days == []
