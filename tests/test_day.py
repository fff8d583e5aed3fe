"""Which day it is: the one that is named, else the clock's in the town."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from agenda import day

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
PLACE = {"TIMEZONE": "Europe/Amsterdam"}
CLOCK = datetime.fromisoformat("2026-11-22T23:30+00:00")


@pytest.fixture
def clock(monkeypatch):
    """The clock stands still: shortly before midnight in Greenwich."""

    class Still(datetime):
        @classmethod
        def now(cls, tz=None):
            return CLOCK.astimezone(tz)

    monkeypatch.setattr(day, "datetime", Still)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        pytest.param("2026-11-22", date(2026, 11, 22), id="a day"),
        pytest.param("2028-02-29", date(2028, 2, 29), id="of a leap year"),
        pytest.param(date(2027, 1, 2), date(2027, 1, 2), id="a day in Python"),
    ],
)
def test_the_day_that_is_named(value, expected, clock):
    assert day.of(value, AMSTERDAM) == expected


@pytest.mark.parametrize("value", [None, ""])
@pytest.mark.parametrize(
    ("zone", "expected"),
    [
        pytest.param("Europe/Amsterdam", date(2026, 11, 23), id="past midnight in the town"),
        pytest.param("UTC", date(2026, 11, 22), id="before midnight"),
        pytest.param("America/Curacao", date(2026, 11, 22), id="in the evening"),
        pytest.param("Pacific/Kiritimati", date(2026, 11, 23), id="where a day begins first"),
    ],
)
def test_else_the_day_in_the_town(value, zone, expected, clock):
    assert day.of(value, ZoneInfo(zone)) == expected


@pytest.mark.parametrize("value", ["22-11-2026", "2026-02-29", "tomorrow", 20261122, True, ["2026-11-22"]])
def test_what_is_no_day(value):
    with pytest.raises(ValueError, match=r"^AGENDA_TODAY: .* is not a day\. Write for example 2026-11-22\.$"):
        day.of(value, AMSTERDAM)


@pytest.mark.parametrize(
    ("settings", "environment", "expected"),
    [
        pytest.param(PLACE, {}, "2026-11-23", id="nothing said: the clock's"),
        pytest.param({**PLACE, "AGENDA_TODAY": "2026-12-01"}, {}, "2026-12-01", id="a setting"),
        pytest.param({**PLACE, "AGENDA_TODAY": date(2026, 12, 1)}, {}, "2026-12-01", id="a setting in Python"),
        pytest.param(PLACE, {"AGENDA_TODAY": "2026-12-02"}, "2026-12-02", id="the environment"),
        pytest.param(
            {**PLACE, "AGENDA_TODAY": "2026-12-01"}, {"AGENDA_TODAY": "2026-12-02"}, "2026-12-02", id="which goes first"
        ),
        pytest.param({**PLACE, "AGENDA_TODAY": "2026-12-01"}, {"AGENDA_TODAY": ""}, "2026-12-01", id="unless empty"),
        pytest.param({**PLACE, "AGENDA_TODAY": "soon"}, {}, "", id="no day"),
        pytest.param(PLACE, {"AGENDA_TODAY": "soon"}, "", id="no day in the environment"),
        pytest.param({}, {}, "", id="no zone"),
        pytest.param({"TIMEZONE": "Mars/Base"}, {}, "", id="an unknown zone"),
        pytest.param({"TIMEZONE": "../zone"}, {}, "", id="a path for a zone"),
        pytest.param({"TIMEZONE": None}, {}, "", id="nothing for a zone"),
        pytest.param({"TIMEZONE": 5}, {}, "", id="a number for a zone"),
    ],
)
def test_the_day_of_a_build(settings, environment, expected, clock):
    assert day.told(settings, environment) == expected
