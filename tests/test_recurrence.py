"""Schedules become events that every engine reads the same: plain series, and single events for all else."""

from datetime import date
from zoneinfo import ZoneInfo

import pytest
import yaml

from agenda import frontmatter, recurrence
from agenda.holidays import HolidayTable
from agenda.recurrence import Series
from agenda.register import Register
from agenda.timetable import Schedule

ZONE = ZoneInfo("Europe/Amsterdam")
TODAY = date(2026, 9, 1)
HOLIDAYS = HolidayTable.model_validate(
    {
        "until": "2028-12-31",
        "sources": "test",
        "school-holidays": [{"date": "2026-10-10/2026-10-18", "name": "Herfstvakantie"}],
    }
)


def events(text: str, today: date = TODAY) -> list[str]:
    """Each event as `key: rule until=… out=…` or `key: start`, with `Z` if it is written in UTC."""
    assert yaml.safe_load(text)
    document = frontmatter.parse(text.encode(), front_matter=False)
    schedule = Schedule.model_validate(document.tree)
    found = recurrence.flat(schedule, Register(ZONE, holidays=HOLIDAYS), today)
    return [_shown(event) for event in found]


def _shown(event: recurrence.Event) -> str:
    start = event.occurrence.start
    if isinstance(event, Series):
        until = f" until={event.until}" if event.until else ""
        out = f" out={','.join(map(str, event.out))}" if event.out else ""
        return f"{event.key}: {start:%Y-%m-%d} {event.rule.text()}{until}{out}"
    return f"{event.key}: {start:%Y-%m-%dT%H:%M}{'Z' if event.utc else ''}"


TABLE = {
    "what takes place once is the same event when it is called off": (
        "{start: 2026-09-10, time: '10:00', changes: [{date: 2026-09-10, cancelled: rain}]}",
        [": 2026-09-10T10:00"],
    ),
    "and when it is moved": (
        "{start: 2026-09-10, time: '10:00', changes: [{date: 2026-09-10, to: '2026-09-11 12:00'}]}",
        [": 2026-09-11T12:00"],
    ),
    "an extra date beside it is one of its own": (
        "{start: 2026-09-10, time: '10:00', extra: [2026-09-12], changes: [{date: 2026-09-10, note: later}]}",
        [": 2026-09-10T10:00", "20260912T1000: 2026-09-12T10:00"],
    ),
    "a plain weekly series stays open": (
        "{start: 2026-01-08, time: '19:30-21:30', repeat: weekly}",
        [": 2026-01-08 FREQ=WEEKLY;BYDAY=TH"],
    ),
    "a series begins on its first real date": (
        "{start: 2026-09-01, time: '10:00', repeat: weekly, days: thursday, except: 2026-09-03, until: 2026-09-24}",
        [": 2026-09-10 FREQ=WEEKLY;BYDAY=TH until=2026-09-24"],
    ),
    "a dropped last date shortens the series": (
        "{start: 2026-09-01, time: '10:00', repeat: weekly, until: 2026-09-29, except: 2026-09-29}",
        [": 2026-09-01 FREQ=WEEKLY;BYDAY=TU until=2026-09-22"],
    ),
    "count becomes until": (
        "{start: 2026-09-07, time: '10:00', repeat: weekly, count: 3, except: 2026-09-14}",
        [": 2026-09-07 FREQ=WEEKLY;BYDAY=MO until=2026-09-28 out=2026-09-14"],
    ),
    "what is left of a series of one date is a single event": (
        "{start: 2026-09-10, time: '10:00', repeat: weekly, until: 2026-09-10}",
        [": 2026-09-10T10:00"],
    ),
    "a cancelled and a moved date are events of their own, named by the plan": (
        "{start: 2026-11-02, time: '17:30-20:00', repeat: weekly, until: 2026-11-30, "
        "changes: [{date: 2026-11-09, to: 2026-11-18}, {date: 2026-11-16, cancelled: yes}]}",
        [
            ": 2026-11-02 FREQ=WEEKLY;BYDAY=MO until=2026-11-30 out=2026-11-09,2026-11-16",
            "20261109T1730: 2026-11-18T17:30",
            "20261116T1730: 2026-11-16T17:30",
        ],
    ),
    "odd weeks are a series for each ISO year": (
        "{start: 2026-09-10, time: '14:00', repeat: weekly, weeks: odd, until: 2027-01-21}",
        [
            "2026: 2026-09-10 FREQ=WEEKLY;INTERVAL=2;BYDAY=TH until=2026-12-31",
            "2027: 2027-01-07 FREQ=WEEKLY;INTERVAL=2;BYDAY=TH until=2027-01-21",
        ],
    ),
    "a season is a series, up to the end of next year": (
        "{start: 2026-09-01, time: '14:00', repeat: weekly, months: november-january}",
        [
            "202611: 2026-11-03 FREQ=WEEKLY;BYDAY=TU until=2027-01-26",
            "202711: 2027-11-02 FREQ=WEEKLY;BYDAY=TU until=2027-12-28",
        ],
    ),
    "a night in which the clock changes is an event in UTC": (
        "{start: 2026-10-17, time: '22:00-02:00', repeat: weekly, until: 2026-10-31}",
        [": 2026-10-17 FREQ=WEEKLY;BYDAY=SA until=2026-10-31 out=2026-10-24", "20261024T2200: 2026-10-24T22:00Z"],
    ),
    "a start that the clock may skip makes single events": (
        "{start: 2027-03-21, time: '02:15-02:45', repeat: weekly, until: 2027-04-04}",
        ["20270321T0215: 2027-03-21T02:15", "20270328T0215: 2027-03-28T03:15Z", "20270404T0215: 2027-04-04T02:15"],
    ),
    "the last day of January is its 31st": (
        "{start: 2026-01-31, repeat: yearly, days: last day}",
        [": 2026-01-31 FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=31"],
    ),
    "29 February is written out": ("{start: 2024-02-29, repeat: yearly}", ["20240229: 2024-02-29T00:00"]),
    "two kinds of days are two series, and what both name stands once": (
        "{start: 2026-09-01, time: '10:00', repeat: monthly, days: [1st tuesday, 1], until: 2026-12-31}",
        [
            ": 2026-09-01 FREQ=MONTHLY;BYDAY=1TU until=2026-12-01",
            "r2: 2026-10-01 FREQ=MONTHLY;BYMONTHDAY=1 until=2026-11-01",
        ],
    ),
    "a set position is written out": (
        "{start: 2026-12-01, time: '10:00', rrule: 'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1;UNTIL=20270131'}",
        ["20261201T1000: 2026-12-01T10:00", "20270101T1000: 2027-01-01T10:00"],
    ),
    "a pause ends the series with the table": (
        "{start: 2026-10-06, time: '10:00', repeat: weekly, pause: school-holidays}",
        [": 2026-10-06 FREQ=WEEKLY;BYDAY=TU until=2028-12-26 out=2026-10-13"],
    ),
    "loose and extra dates are single events": (
        "{dates: ['2026-10-01 14:00-16:00', 2026-10-02], time: '10:00-11:00', extra: [2026-10-03]}",
        ["20261001T1400: 2026-10-01T14:00", "20261002T1000: 2026-10-02T10:00", "20261003T1000: 2026-10-03T10:00"],
    ),
    "no dates, no events": ("{by_appointment: Bel ons.}", []),
}


@pytest.mark.parametrize(("text", "expected"), TABLE.values(), ids=TABLE)
def test_schedule_becomes_events(text, expected):
    assert events(text) == expected


def test_bytes_do_not_move_within_a_year():
    text = "{start: 2026-09-01, time: '14:00', repeat: weekly, weeks: even, months: november-january}"
    assert events(text, date(2026, 9, 1)) == events(text, date(2026, 12, 31))
