"""A schedule as the contract words it takes place on exactly these days."""

import pytest

from agenda import schedule
from agenda.timetable import Schedule
from occurrences import TOWN, held, weekly


def days(written: str, clock: str = "T10:00 - 12:00") -> list[str]:
    """Occurrences on these days at one time."""
    return [day + clock for day in written.split()]


@pytest.mark.parametrize(
    ("fields", "window", "expected"),
    [
        pytest.param(
            dict(start="2026-09-01", repeat="daily", interval="10"),
            "2026-09-01 2026-09-30", "2026-09-01 2026-09-11 2026-09-21", id="daily-by-interval",
        ),
        pytest.param(
            dict(start="2026-09-03", repeat="weekly", interval="2", days="tuesday"),
            "2026-09-01 2026-09-30", "2026-09-15 2026-09-29", id="weeks-count-from-that-of-start-though-empty",
        ),
        pytest.param(
            dict(start="2026-09-06", repeat="weekly", interval="2", days=["monday", "sunday"]),
            "2026-09-01 2026-09-30", "2026-09-06 2026-09-14 2026-09-20 2026-09-28", id="a-week-begins-on-monday",
        ),
        pytest.param(
            dict(start="2026-09-20", repeat="monthly", interval="2", days="15"),
            "2026-09-01 2027-02-28", "2026-11-15 2027-01-15", id="months-count-from-that-of-start-though-empty",
        ),
        pytest.param(
            dict(start="2026-09-20", repeat="yearly", interval="2", days="15"),
            "2026-09-01 2031-01-01", "2028-09-15 2030-09-15", id="years-count-from-that-of-start-though-empty",
        ),
        pytest.param(
            dict(start="2026-12-15", repeat="weekly", weeks="even"),
            "2026-12-14 2027-01-24", "2026-12-22 2027-01-12", id="even-weeks-over-week-53",
        ),
        pytest.param(
            dict(start="2026-12-15", repeat="weekly", weeks="odd"),
            "2026-12-14 2027-01-24", "2026-12-15 2026-12-29 2027-01-05 2027-01-19", id="odd-weeks-over-week-53",
        ),
        pytest.param(
            dict(start="2026-09-15", repeat="monthly", months="november-february"),
            "2026-09-01 2027-12-31", "2026-11-15 2026-12-15 2027-01-15 2027-02-15 2027-11-15 2027-12-15",
            id="months-over-new-year",
        ),
        pytest.param(
            dict(start="2026-09-01", repeat="weekly", months="october"),
            "2026-09-01 2026-12-31", "2026-10-06 2026-10-13 2026-10-20 2026-10-27", id="weekly-in-one-month",
        ),
        pytest.param(
            dict(start="2026-12-31", repeat="monthly"),
            "2026-12-01 2027-06-30", "2026-12-31 2027-01-31 2027-03-31 2027-05-31", id="month-without-the-day",
        ),
        pytest.param(
            dict(start="2026-12-01", repeat="monthly", days="last day"),
            "2026-12-01 2027-03-30", "2026-12-31 2027-01-31 2027-02-28", id="last-day",
        ),
        pytest.param(
            dict(start="2026-09-01", repeat="monthly", days=["5th monday", "last monday", "30"]),
            "2026-11-01 2026-12-31", "2026-11-30 2026-12-28 2026-12-30", id="one-day-by-three-names",
        ),
        pytest.param(
            dict(start="2026-09-01", repeat="monthly", days="5th wednesday"),
            "2026-09-01 2026-12-31", "2026-09-30 2026-12-30", id="fifth-only-where-there-is-one",
        ),
        pytest.param(
            dict(start="2024-02-29", repeat="yearly"),
            "2025-01-01 2032-12-31", "2028-02-29 2032-02-29", id="29-february",
        ),
        pytest.param(
            dict(start="2026-10-01", repeat="yearly", days="last sunday"),
            "2026-09-01 2028-12-31", "2026-10-25 2027-10-31 2028-10-29", id="yearly-in-the-month-of-start",
        ),
        pytest.param(
            dict(start="2026-09-01", repeat="weekly", until="2026-09-15"),
            "2026-09-01 2026-12-31", "2026-09-01 2026-09-08 2026-09-15", id="until-is-in",
        ),
        pytest.param(dict(start="2026-09-01"), "2026-01-01 2027-12-31", "2026-09-01", id="once"),
        pytest.param(
            dict(start="2026-09-01", rrule="FREQ=WEEKLY;COUNT=3", **{"except": "2026-09-08"}),
            "2026-09-01 2026-12-31", "2026-09-01 2026-09-15", id="count-of-a-rule-is-used-up-by-except",
        ),
        pytest.param(
            dict(start="2026-09-01", repeat="weekly", count="3", **{"except": "2026-09-08"}),
            "2026-09-01 2026-12-31", "2026-09-01 2026-09-15 2026-09-22", id="count-is-not-used-up-by-except",
        ),
        pytest.param(
            dict(start="2026-10-06", repeat="weekly", count="3", pause="school-holidays"),
            "2026-10-12 2026-12-31", "2026-10-20 2026-10-27", id="count-is-not-used-up-by-pause",
        ),
        pytest.param(
            dict(start="2026-10-06", repeat="weekly", count="2", changes={"date": "2026-10-06", "note": "x"}),
            "2026-10-01 2026-12-31", "2026-10-06 2026-10-13", id="count-is-used-up-by-a-change",
        ),
        pytest.param(
            dict(start="2026-09-01", repeat="weekly", count="2", extra="2026-09-03"),
            "2026-09-01 2026-12-31", "2026-09-01 2026-09-03 2026-09-08", id="count-is-not-used-up-by-extra",
        ),
        pytest.param(
            dict(start="2026-09-01", repeat="weekly", until="2026-09-08", extra=["2026-09-08", *["2026-09-03"] * 2]),
            "2026-09-01 2026-12-31", "2026-09-01 2026-09-03 2026-09-08", id="extra-that-is-there-counts-once",
        ),
        pytest.param(
            dict(start="2026-09-01", repeat="weekly", until="2026-09-08", extra="2026-08-01"),
            "2026-07-01 2026-12-31", "2026-08-01 2026-09-01 2026-09-08", id="extra-before-the-start",
        ),
        pytest.param(
            dict(start="2026-12-22", repeat="weekly", **{"except": ["2026-12-28/2027-01-05", "2027-01-03/2027-01-12"]}),
            "2026-12-01 2027-01-31", "2026-12-22 2027-01-19 2027-01-26", id="ranges-that-overlap-both-ends-in",
        ),
        pytest.param(
            dict(start="2026-12-11", repeat="weekly", pause=["public-holidays", "school-holidays"]),
            "2026-12-01 2027-01-10", "2026-12-11 2026-12-18 2027-01-08", id="pause",
        ),
        pytest.param(
            dict(start="2027-06-22", repeat="weekly", pause="public-holidays"),
            "2027-06-01 2027-12-31", "2027-06-22 2027-06-29", id="endless-with-a-pause-ends-with-the-table",
        ),
        pytest.param(
            dict(dates=["2026-12-25", "2026-10-01", "2026-10-01"], pause="public-holidays", extra="2026-12-26"),
            "2026-09-01 2027-12-31", "2026-10-01 2026-12-26", id="loose-dates-with-a-pause",
        ),
    ],
)  # fmt: skip
def test_days(fields, window, expected):
    assert held(*window.split(), {**fields, "time": "10:00-12:00"}) == days(expected)


@pytest.mark.parametrize(
    ("fields", "last"),
    [
        pytest.param(weekly(), None, id="endless"),
        pytest.param(weekly(pause="public-holidays"), "2027-06-30", id="endless-with-a-pause"),
        pytest.param(weekly(until="2026-09-20"), "2026-09-20", id="until"),
        pytest.param(weekly(count="3"), "2026-09-15", id="count"),
        pytest.param(weekly(count="3", extra="2026-12-01"), "2026-12-01", id="extra"),
        pytest.param(weekly(count="1", changes={"date": "2026-09-01", "to": "2026-11-01"}), "2026-11-01", id="moved"),
        pytest.param(dict(dates=["2026-10-02", "2026-10-01"]), "2026-10-02", id="dates"),
        pytest.param(dict(ongoing="Hele jaar", until="2026-12-31"), "2026-12-31", id="ongoing"),
    ],
)
def test_last_day(fields, last):
    assert str(schedule.last_day(Schedule.model_validate(fields), TOWN)) == str(last)


@pytest.mark.parametrize(
    ("fields", "dates"),
    [
        pytest.param(weekly(start="2100-12-28"), True, id="in-the-last-year"),
        pytest.param(dict(start="2064-02-28", repeat="yearly", days="29", count="1"), True, id="leap-day-once"),
        pytest.param(dict(start="2026-09-01", repeat="monthly", months="february", days="30"), False, id="30-february"),
        pytest.param(weekly(until="2026-09-14", **{"except": "2026-09-01/2026-09-14"}), False, id="all-left-out"),
        pytest.param(dict(start="2026-12-25", pause="public-holidays"), False, id="once-on-a-holiday"),
        pytest.param(dict(start="2026-12-25", pause="public-holidays", extra="2027-01-01"), True, id="extra-on-one"),
        pytest.param(dict(dates="2026-12-25", **{"except": "2026-12-25"}), False, id="loose-date-left-out"),
    ],
)
def test_has_dates(fields, dates):
    assert schedule.has_dates(Schedule.model_validate(fields), TOWN) is dates


@pytest.mark.parametrize(
    ("fields", "path", "advice"),
    [
        pytest.param(
            weekly(changes={"date": "2026-09-09", "note": "x"}), ("changes", 0, "date"), "for example 2026-09-08",
            id="change-of-a-day-that-is-not-planned",
        ),
        pytest.param(
            weekly(changes={"date": "2026-08-31", "note": "x"}), ("changes", 0, "date"), "for example 2026-09-01",
            id="change-before-the-start",
        ),
        pytest.param(
            weekly(changes={"date": "2020-01-01", "note": "x"}), ("changes", 0, "date"), "Write the day by plan.",
            id="change-far-from-any-day",
        ),
        pytest.param(
            weekly(changes={"date": "2026-09-08 14:00", "note": "x"}), ("changes", 0, "date"), "for example 2026-09-08",
            id="change-at-a-time-that-is-not-planned",
        ),
        pytest.param(
            weekly(count="2", changes=[{"date": "2026-09-08", "note": "x"}, {"date": "2026-09-15", "note": "x"}]),
            ("changes", 1, "date"), "for example 2026-09-08", id="change-after-the-last-of-a-count",
        ),
        pytest.param(
            dict(dates=["2026-10-01 10:00", "2026-10-01 14:00"], changes={"date": "2026-10-01", "note": "x"}),
            ("changes", 0, "date"), "Write the time too: 2026-10-01 10:00.", id="change-of-a-day-with-two-times",
        ),
        pytest.param(
            weekly(extra=["2026-09-03", "2026-09-08 10:00-13:00"]), ("extra", 1), "write it in changes",
            id="extra-with-another-end",
        ),
    ],
)  # fmt: skip
def test_misfits(fields, path, advice):
    [(where, fault)] = schedule.misfits(Schedule.model_validate(fields), TOWN)
    assert where == path
    assert advice in str(fault)


def test_a_date_that_is_planned_and_extra_is_there_once_for_a_change():
    fields = weekly(extra="2026-09-08", changes={"date": "2026-09-08", "to": "14:00"})
    assert list(schedule.misfits(Schedule.model_validate(fields), TOWN)) == []
    assert held("2026-09-07", "2026-09-13", fields) == ["2026-09-08T14:00 - 16:00"]
