"""The nights in which the clock changes."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from agenda import clock

ZONE = ZoneInfo("Europe/Amsterdam")


@pytest.mark.parametrize(
    ("year", "expected"),
    [(2026, ["2026-03-29T02:00 2026-03-29T03:00", "2026-10-25T02:00 2026-10-25T03:00"])],
)
def test_changes_are_those_of_the_zone(year, expected):
    found = [f"{low:%Y-%m-%dT%H:%M} {high:%Y-%m-%dT%H:%M}" for low, high in clock.changes(year, ZONE)]
    assert found == expected


def test_zone_without_changes_has_none():
    assert clock.changes(2026, ZoneInfo("UTC")) == ()


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("2026-03-29T01:59", "2026-03-29T01:59"),
        ("2026-03-29T02:30", "2026-03-29T03:30"),  # skipped
        ("2026-03-29T03:00", "2026-03-29T03:00"),
        ("2026-10-25T02:30", "2026-10-25T02:30"),  # comes twice: the first
        ("2026-07-01T10:00", "2026-07-01T10:00"),
    ],
)
def test_moment_that_the_clock_skips_moves_by_the_gap(moment, expected):
    assert clock.existing(datetime.fromisoformat(moment), ZONE) == datetime.fromisoformat(expected)
