"""Recurrence rules: the same days as dateutil for any rule of RFC 5545, and a clear word about every other."""

import datetime as datetimes
from datetime import date, datetime, time, timedelta
from itertools import takewhile
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from dateutil import rrule
from hypothesis import given, settings
from hypothesis import strategies as st

from agenda import rule
from agenda.problem import Fault
from agenda.rule import Rule

ZONE = ZoneInfo("Europe/Amsterdam")
START = date(2026, 9, 1)  # a Tuesday
REACH = {"DAILY": 150, "WEEKLY": 700, "MONTHLY": 1500, "YEARLY": 5000}


def parse(text: str, start: date = START, clock: time = time(10)) -> Rule:
    """The rule of an RRULE's text."""
    return rule.parse(text, start, datetime.combine(start, clock), ZONE)


def numbers(lowest: int, highest: int) -> st.SearchStrategy[str]:
    """One to three whole numbers but 0."""
    return st.lists(st.integers(lowest, highest).filter(bool), min_size=1, max_size=3).map(
        lambda some: ",".join(map(str, some))
    )


@st.composite
def rules(draw) -> tuple[str, date, date, date]:
    """An RRULE's text, its start, and a window; without what dateutil reads otherwise than RFC 5545.

    That is: plain and numbered days in one BYDAY (it takes both filters at once), BYWEEKNO without a day (every day
    of the week), week numbers below -51 (not those of next year's week 1), and the first week with BYSETPOS (it
    begins at the start).
    """
    freq = draw(st.sampled_from(list(REACH)))
    start = draw(st.dates(date(2019, 1, 1), date(2030, 12, 31)))
    weekdays = st.lists(st.sampled_from(rule.CODES), min_size=1, max_size=4).map(",".join)
    parts = {
        "INTERVAL": draw(st.none() | st.integers(1, 9)),
        "WKST": draw(st.none() | st.sampled_from(rule.CODES)),
        "BYMONTH": draw(st.none() | numbers(1, 12)),
        "BYDAY": draw(st.none() | weekdays),
        "BYMONTHDAY": draw(st.none() | numbers(-31, 31)) if freq != "WEEKLY" else None,
        "BYYEARDAY": draw(st.none() | numbers(-366, 366)) if freq == "YEARLY" else None,
        "BYWEEKNO": draw(st.none() | numbers(-51, 53)) if freq == "YEARLY" else None,
    }
    if parts["BYWEEKNO"]:
        parts["BYDAY"] = parts["BYDAY"] or draw(weekdays)
    elif freq in ("MONTHLY", "YEARLY") and draw(st.booleans()):
        most = 5 if freq == "MONTHLY" or parts["BYMONTH"] else 53
        numbered = st.tuples(st.integers(-most, most).filter(bool), st.sampled_from(rule.CODES))
        parts["BYDAY"] = ",".join(f"{n}{day}" for n, day in draw(st.lists(numbered, min_size=1, max_size=3)))
    if any(value for name, value in parts.items() if name.startswith("BY")) and draw(st.booleans()):
        parts["BYSETPOS"] = draw(numbers(-5, 5))
        if freq == "WEEKLY":
            start -= timedelta((start.weekday() - rule.CODES.index(parts["WKST"] or "MO")) % 7)
    end = draw(st.sampled_from([None, "COUNT", "UNTIL"]))
    if end == "COUNT":
        parts["COUNT"] = draw(st.integers(1, 40))
    elif end == "UNTIL":
        parts["UNTIL"] = f"{start + timedelta(draw(st.integers(0, REACH[freq]))):%Y%m%d}"
    first = start + timedelta(draw(st.integers(-REACH[freq] // 4, REACH[freq])))
    last = first + timedelta(draw(st.integers(0, REACH[freq])))
    return (
        ";".join([f"FREQ={freq}", *(f"{name}={value}" for name, value in parts.items() if value)]),
        start,
        first,
        last,
    )


def of_dateutil(text: str, start: date, first: date, last: date) -> list[date]:
    """The days that dateutil names from `first` to `last`."""
    series = rrule.rrulestr(text, dtstart=datetime.combine(start, time(0)))
    days = takewhile(lambda day: day <= last, (moment.date() for moment in series))
    return [day for day in days if day >= first]


@settings(max_examples=150, deadline=None, derandomize=True, database=None)
@given(rules())
def test_the_same_days_as_dateutil(case):
    text, start, first, last = case
    with pytest.MonkeyPatch.context() as patch:  # dateutil seeks a rule without a day up to the last year there is
        patch.setattr(rrule, "datetime", SimpleNamespace(**{**vars(datetimes), "MAXYEAR": last.year}))
        expected = of_dateutil(*case)
    assert list(parse(text, start).days(first, last)) == expected


@settings(max_examples=30, deadline=None, derandomize=True, database=None)
@given(rules())
def test_text_says_the_rule_without_its_end(case):
    text, start, _, _ = case
    bare = ";".join(part for part in text.split(";") if not part.startswith(("UNTIL", "COUNT")))
    assert parse(parse(text, start).text(), start) == parse(bare, start)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("FREQ=MONTHLY;BYDAY=MO,1WE", "2026-09-02 2026-09-07 2026-09-14", id="plain-and-numbered-days"),
        pytest.param("FREQ=YEARLY;BYWEEKNO=40", "2026-09-29 2027-10-05 2028-10-03", id="week-number-alone"),
        pytest.param("FREQ=YEARLY;BYWEEKNO=-52;BYDAY=MO", "2027-01-04 2028-01-03 2029-01-01", id="weeks-from-the-end"),
        pytest.param("FREQ=WEEKLY;BYDAY=MO,WE,FR;BYSETPOS=1", "2026-09-07 2026-09-14 2026-09-21", id="first-in-week"),
        pytest.param("FREQ=YEARLY;BYMONTH=10,10;BYDAY=1MO", "2026-10-05 2027-10-04 2028-10-02", id="month-twice"),
        pytest.param("RRULE:freq=weekly;", "2026-09-01 2026-09-08 2026-09-15", id="small-letters-and-prefix"),
        pytest.param("FREQ=WEEKLY;UNTIL=20260908", "2026-09-01 2026-09-08", id="until-a-day"),
        pytest.param("FREQ=WEEKLY;UNTIL=20260908T100000", "2026-09-01 2026-09-08", id="until-the-moment"),
        pytest.param("FREQ=WEEKLY;UNTIL=20260908T095959", "2026-09-01", id="until-just-before-the-moment"),
        pytest.param("FREQ=WEEKLY;UNTIL=20260908T080000Z", "2026-09-01 2026-09-08", id="until-in-utc"),
        pytest.param("FREQ=WEEKLY;UNTIL=20260908T075959Z", "2026-09-01", id="until-just-before-in-utc"),
        pytest.param("FREQ=WEEKLY;UNTIL=20260801", "", id="until-before-the-start"),
        pytest.param("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "", id="no-day-at-all"),
        pytest.param("FREQ=DAILY;BYDAY=MO;BYSETPOS=2", "", id="no-second-of-a-day"),
    ],
)
def test_what_dateutil_is_no_measure_of(text, expected):
    found = parse(text).days(date(1900, 1, 1), date(2100, 12, 31))
    assert [str(day) for day, _ in zip(found, range(3), strict=False)] == expected.split()


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        pytest.param(dict(parity=0), "2026-12-22 2027-01-12", id="even-over-week-53"),
        pytest.param(dict(parity=1), "2026-12-15 2026-12-29 2027-01-05 2027-01-19", id="odd-over-week-53"),
        pytest.param(dict(interval=2), "2026-12-22 2027-01-05 2027-01-19", id="every-two-weeks"),
    ],
)
def test_weeks_by_number(fields, expected):
    found = Rule("weekly", START, **fields).days(date(2026, 12, 14), date(2027, 1, 25))
    assert " ".join(map(str, found)) == expected


@pytest.mark.parametrize("freq", rule.FREQUENCIES)
def test_nothing_is_named_after_the_last_year(freq):
    assert max(Rule(freq, date(2099, 12, 1)).days(date(2090, 1, 1), date(9999, 12, 31))) <= rule.LAST_DAY


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        pytest.param("FREQ=SECONDLY", "Choose DAILY, WEEKLY, MONTHLY or YEARLY", id="secondly"),
        pytest.param("FREQ=HOURLY;COUNT=2", "Choose DAILY, WEEKLY, MONTHLY or YEARLY", id="hourly"),
        pytest.param("INTERVAL=2", "Choose DAILY, WEEKLY, MONTHLY or YEARLY", id="no-frequency"),
        pytest.param("elke week", "Choose DAILY, WEEKLY, MONTHLY or YEARLY", id="no-rule"),
        pytest.param("FREQ=DAILY;INTERVAL=0", "from 1 to 99, not 0", id="interval-0"),
        pytest.param("FREQ=DAILY;INTERVAL=100", "from 1 to 99", id="interval-100"),
        pytest.param("FREQ=DAILY;INTERVAL=" + "9" * 200, "from 1 to 99", id="interval-of-200-digits"),
        pytest.param("FREQ=DAILY;COUNT=501", "from 1 to 500", id="count-501"),
        pytest.param("FREQ=DAILY;COUNT=2;UNTIL=20270101", "Keep one", id="count-and-until"),
        pytest.param("FREQ=DAILY;COUNT=2;COUNT=3", "COUNT stands twice", id="part-twice"),
        pytest.param("FREQ=DAILY;BYHOUR=9", "Leave it out", id="hours"),
        pytest.param("FREQ=DAILY;BYMONTH=13", "from 1 to 12", id="month-13"),
        pytest.param("FREQ=DAILY;BYMONTH=-1", "from 1 to 12", id="month-from-the-end"),
        pytest.param("FREQ=MONTHLY;BYMONTHDAY=0", "not 0", id="day-0"),
        pytest.param("FREQ=MONTHLY;BYDAY=DI", "Write MO, TU", id="dutch-day"),
        pytest.param("FREQ=MONTHLY;BYDAY=54MO", "Write MO, TU", id="54th-monday"),
        pytest.param("FREQ=WEEKLY;BYDAY=2TU", "FREQ=MONTHLY or FREQ=YEARLY", id="second-tuesday-of-a-week"),
        pytest.param("FREQ=YEARLY;BYWEEKNO=3;BYDAY=2TU", "FREQ=MONTHLY or FREQ=YEARLY", id="second-tuesday-in-weeks"),
        pytest.param("FREQ=WEEKLY;BYMONTHDAY=3", "not possible with FREQ=WEEKLY", id="month-days-of-a-week"),
        pytest.param("FREQ=MONTHLY;BYWEEKNO=3", "only possible with FREQ=YEARLY", id="week-numbers-of-a-month"),
        pytest.param("FREQ=MONTHLY;BYYEARDAY=3", "only possible with FREQ=YEARLY", id="year-days-of-a-month"),
        pytest.param("FREQ=MONTHLY;BYSETPOS=1", "Add it, or leave BYSETPOS out", id="position-in-nothing"),
        pytest.param("FREQ=DAILY;UNTIL=20260231", "UNTIL=20270629", id="until-no-day"),
        pytest.param("FREQ=DAILY;UNTIL=2026111", "UNTIL=20270629", id="until-of-seven-digits"),
        pytest.param("FREQ=DAILY;UNTIL=99991231", "UNTIL=20270629", id="until-year-9999"),
        pytest.param("FREQ=DAILY;UNTIL=20270101T250000Z", "UNTIL=20270629", id="until-hour-25"),
    ],
)
def test_refused_with_what_to_write_instead(text, advice):
    with pytest.raises(Fault) as error:
        parse(text)
    assert advice in str(error.value)
