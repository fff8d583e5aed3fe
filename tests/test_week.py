"""Parts of the week: by the clock for what is short, every part that it touches for what is long."""

from datetime import date, datetime

import pytest

from agenda.model import Occurrence
from agenda.steering import PARTS
from insight import week

FIRST, LAST = date(2026, 11, 22), date(2027, 1, 16)  # a Sunday, a Saturday


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("2026-11-23 00:00", "morning"),
        ("2026-11-23 11:59", "morning"),
        ("2026-11-23 12:00", "afternoon"),
        ("2026-11-27 17:59", "afternoon"),
        ("2026-11-27 18:00", "evening"),
        ("2026-11-28 20:00", "saturday"),
        ("2026-11-29 09:00", "sunday"),
    ],
)
def test_a_moment_is_in_one_part(moment, expected):
    assert week.part(datetime.fromisoformat(moment)) == expected


@pytest.mark.parametrize(
    ("start", "end", "whole_day", "expected"),
    [
        ("2026-11-24 17:30", "2026-11-24 20:00", False, "afternoon"),
        ("2026-11-24 19:30", None, False, "evening"),
        ("2026-11-27 22:00", "2026-11-28 02:00", False, "evening"),
        ("2026-11-27 19:00", "2026-11-29 15:00", False, "evening saturday sunday"),
        ("2026-11-24 00:00", "2026-11-25 00:00", True, "morning afternoon"),
        ("2026-11-27 00:00", "2026-11-30 00:00", True, "morning afternoon saturday sunday"),
        ("2026-11-24 13:00", "2026-11-25 13:00", False, "afternoon evening morning"),
        ("2026-11-20 00:00", "2026-11-24 00:00", True, "sunday morning afternoon"),  # began before the first day
        ("2027-01-15 10:00", "2027-01-20 10:00", False, "morning afternoon evening saturday"),  # goes on after the last
        ("2026-10-01 00:00", "2027-03-01 00:00", True, "morning afternoon saturday sunday"),
    ],
)
def test_what_takes_place_is_in_each_part_that_it_touches(start, end, whole_day, expected):
    one = Occurrence(datetime.fromisoformat(start), end and datetime.fromisoformat(end), whole_day)
    assert week.parts(one, FIRST, LAST) == set(expected.split())


def test_every_part_has_words():
    assert set(week.NAMES) == set(week.WHEN) == set(PARTS)
