"""What joined and left between two days, and how long it took to get online."""

from datetime import UTC, date, datetime

import pytest

from insight import turnover
from insight.turnover import Turnover, Waiting
from small_town import activity, small_town

FIRST, LAST = date(2026, 9, 1), date(2026, 9, 30)
WEEKLY = "{start: 2026-06-01, time: 10:00-12:00, repeat: weekly}"


def agenda(folder, **entries: dict):
    files = {f"activities/walkers/{slug}.md": activity(title=slug, **fields) for slug, fields in entries.items()}
    return small_town(folder, {"activities/walkers/walk.md": None, **files}).agenda()


def slugs(found: Turnover) -> dict[str, list[str]]:
    return {name: [one.slug for one in getattr(found, name)] for name in ("joined", "deleted", "ended")}


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ({}, {"a": {"schedule": WEEKLY}}, {"joined": ["a"]}),
        ({"a": {}}, {}, {"deleted": ["a"]}),
        ({"a": {}}, {"b": {"formerly": "[a]"}}, {}),  # another name
        ({"a": {}}, {"a": {"summary": "Other words."}}, {}),
        ({"a": {}}, {"a": {"schedule": "{start: 2026-09-10}"}}, {"ended": ["a"]}),
        ({"a": {}}, {"a": {"schedule": "{start: 2026-08-31}"}}, {}),  # it ended before
        ({"a": {}}, {"a": {"schedule": "{by_appointment: call, until: 2026-09-10}"}}, {"ended": ["a"]}),
        ({"a": {}}, {"a": {"schedule": "{by_appointment: call, until: 2026-10-01}"}}, {}),
    ],
)
def test_between_two_days(before, after, expected, tmp_path):
    then = agenda(tmp_path / "then", **before)
    now = agenda(tmp_path / "now", **after)
    found = turnover.of(then, now, (), (), FIRST, LAST)
    assert slugs(found) == {"joined": [], "deleted": [], "ended": []} | expected


def test_what_cannot_be_read_was_there_all_the_same(tmp_path):
    one, none = agenda(tmp_path / "one", a={"schedule": WEEKLY}), agenda(tmp_path / "none")
    nothing = {"joined": [], "deleted": [], "ended": []}
    assert slugs(turnover.of(none, one, ["walkers/a"], (), FIRST, LAST)) == nothing
    assert slugs(turnover.of(one, none, (), ["walkers/a"], FIRST, LAST)) == nothing


def at(day: int) -> datetime:
    return datetime(2026, 9, day, 12, tzinfo=UTC)


def test_waiting_is_the_middle_one_of_what_is_known(tmp_path):
    joined = agenda(tmp_path, a={}, b={}, c={}, d={}, e={"formerly": "[old]"}).activities
    added = {
        "walkers/a.md": (at(1), at(2)),
        "walkers/b.md": (at(1), at(4)),
        "walkers/c.yaml": (at(9), at(8)),  # clocks differ: not less than none
        "walkers/e.md": (at(1), at(20)),  # it was online under its old name
    }
    assert turnover.waiting(joined, added) == Waiting(1.0, 3, 2)
    assert turnover.waiting(joined, {}) == Waiting(None, 0, 5)
