"""The words of a card: what a reader sees first of a date."""

from datetime import datetime

import pytest

from agenda import cards
from agenda.language import Language
from agenda.model import Occurrence

ENGLISH = Language("en")


def at(*values: int) -> datetime:
    return datetime(2026, 11, *values)


@pytest.mark.parametrize(
    ("occurrence", "clock", "moment", "over"),
    [
        pytest.param(Occurrence(at(24, 9), at(24, 12)), ("", "9:00", " to 12:00"), "2026-11-24T09:00", at(24, 12)),
        pytest.param(Occurrence(at(24, 10), None), ("at ", "10:00", ""), "2026-11-24T10:00", at(25), id="no end"),
        pytest.param(Occurrence(at(24), at(25), whole_day=True), ("", "", "all day"), "2026-11-24", at(25), id="a day"),
        pytest.param(Occurrence(at(24), at(26), True), ("", "", "through Wed 25 Nov"), "2026-11-24", at(26), id="two"),
    ],
)  # fmt: skip
def test_time(occurrence, clock, moment, over):
    assert cards.clock(occurrence, ENGLISH) == cards.Clock(*clock)
    assert cards.moment(occurrence) == moment
    assert cards.over(occurrence) == over
