"""Plainer words may never name other days: a rule and its simplest form have the same ones."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from agenda import rhythm, rule

START = date(2026, 9, 1)


@pytest.mark.parametrize(
    ("text", "frequency"),
    [
        ("FREQ=DAILY;BYDAY=SA,SU", "weekly"),
        ("FREQ=DAILY;BYDAY=SA;BYMONTH=6,7", "weekly"),
        ("FREQ=DAILY;BYMONTHDAY=15;BYMONTH=6,7", "monthly"),
        ("FREQ=DAILY;INTERVAL=2;BYDAY=MO", "daily"),
        ("FREQ=DAILY;BYDAY=FR;BYMONTHDAY=13", "daily"),
        ("FREQ=MONTHLY", "monthly"),
        ("FREQ=MONTHLY;BYDAY=MO,WE;BYMONTH=1,2", "weekly"),
        ("FREQ=MONTHLY;BYDAY=MO,1WE", "monthly"),
        ("FREQ=MONTHLY;INTERVAL=2;BYDAY=MO", "monthly"),
        ("FREQ=MONTHLY;BYDAY=TH;BYSETPOS=-2,1", "monthly"),
        ("FREQ=MONTHLY;BYDAY=TH,FR;BYSETPOS=1", "monthly"),
        ("FREQ=YEARLY", "yearly"),
        ("FREQ=YEARLY;BYMONTH=3,4", "yearly"),
        ("FREQ=YEARLY;BYDAY=TU", "weekly"),
        ("FREQ=YEARLY;BYDAY=TU;BYMONTH=6", "weekly"),
        ("FREQ=YEARLY;INTERVAL=2;BYDAY=TU", "yearly"),
        ("FREQ=YEARLY;BYMONTHDAY=15,-1", "monthly"),
        ("FREQ=YEARLY;BYMONTHDAY=15;BYMONTH=3", "yearly"),
        ("FREQ=YEARLY;BYDAY=SA;BYMONTH=9;BYSETPOS=4", "yearly"),
        ("FREQ=YEARLY;BYDAY=SA;BYMONTH=8,9;BYSETPOS=4", "yearly"),
        ("FREQ=YEARLY;BYDAY=SA;BYSETPOS=4", "yearly"),
        ("FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO", "yearly"),
        ("FREQ=YEARLY;BYYEARDAY=100", "yearly"),
    ],
)
def test_simplest_rule_has_the_same_days(text, frequency):
    parsed = rule.parse(text, START, datetime(2026, 9, 1, 10), ZoneInfo("Europe/Amsterdam"))
    simplest = rhythm.simplest(parsed)
    assert simplest.freq == frequency
    assert list(simplest.days(START, date(2032, 12, 31))) == list(parsed.days(START, date(2032, 12, 31)))
