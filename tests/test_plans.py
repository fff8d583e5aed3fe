"""A calendar's events as schedules: what the proposal says is what a calendar program says, or it is said why not."""

from collections import defaultdict
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest
import recurring_ical_events
from pelican.settings import read_settings

import case_feed
import random_schedules
from agenda import ical, schedule, source, town
from agenda.problem import Fault
from agenda.state import State
from agenda.timetable import Schedule
from intake import calendars, plans
from occurrences import TOWN

ZONE = ZoneInfo("Europe/Amsterdam")
TODAY = date(2026, 11, 22)


def calendar(*events: str, head: str = "") -> bytes:
    """A calendar of events, each given by its lines."""
    blocks = "".join(f"BEGIN:VEVENT\nUID:{n}@x\nSUMMARY:Event {n}\n{one.strip()}\nEND:VEVENT\n"
                     for n, one in enumerate(events))  # fmt: skip
    return f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//x\n{head}{blocks}END:VCALENDAR\n".replace("\n", "\r\n").encode()


def series(lines: str, *more: str) -> bytes:
    """One series and its changed times."""
    changed = "".join(f"END:VEVENT\nBEGIN:VEVENT\nUID:0@x\nSUMMARY:Event 0\n{one.strip()}\n" for one in more)
    return calendar(f"{lines.strip()}\n{changed}".strip())


def plan(data: bytes, today: date = TODAY) -> plans.Plan:
    read = calendars.read(data)
    if read.refusals:
        raise read.refusals[0].fault
    [event] = read.events
    return plans.of(event, TOWN, today, lambda text: {"name": text})


def ours(tree, first: date, last: date) -> set:
    """What the proposal says that begins in these days: start, end (None: not known), cancelled."""
    found = set()
    for one in tree if isinstance(tree, list) else [tree]:
        for time_ in schedule.occurrences(Schedule.model_validate(one), TOWN, first, last):
            if first <= time_.start.date() <= last:
                found.add((time_.start, time_.end, time_.cancelled))
    return found


def theirs(data: bytes, first: date, last: date) -> set:
    """What recurring-ical-events says of the same days."""
    return set().union(*by_uid(data, first, last).values())


def by_uid(data: bytes, first: date, last: date) -> dict[str, set]:
    """The same of each UID."""
    begin, end = (datetime.combine(day, time(0), ZONE) for day in (first, last + timedelta(1)))
    found = defaultdict(set)
    for event in recurring_ical_events.of(icalendar.Calendar.from_ical(data)).between(begin, end):
        start, stop = local(event["dtstart"].dt), local(event["dtend"].dt) if "dtend" in event else None
        if first <= start.date() <= last:
            known = stop if stop != start else None
            found[str(event["uid"])].add((start, known, event.get("status") == "CANCELLED"))
    return found


def local(moment) -> datetime:
    if not isinstance(moment, datetime):
        return datetime.combine(moment, time(0))
    return (moment.astimezone(ZONE) if moment.tzinfo else moment).replace(tzinfo=None)


TEN = "DTSTART;TZID=Europe/Amsterdam:20261103T100000\nDTEND;TZID=Europe/Amsterdam:20261103T120000\n"
WEEKLY = {"start": "2026-11-03", "time": "10:00-12:00", "repeat": "weekly"}
FRIENDLY = {
    "once": (TEN.replace("1103", "1203"), {"start": "2026-12-03", "time": "10:00-12:00"}),
    "weekly": (TEN + "RRULE:FREQ=WEEKLY", WEEKLY),
    "on its own day": (TEN + "RRULE:FREQ=WEEKLY;BYDAY=TU;WKST=SU", WEEKLY),
    "two days": (TEN + "RRULE:FREQ=WEEKLY;BYDAY=TU,TH", {**WEEKLY, "days": ["tuesday", "thursday"]}),
    "every two weeks": (TEN + "RRULE:FREQ=WEEKLY;INTERVAL=2;UNTIL=20270629T080000Z",
                        {**WEEKLY, "interval": "2", "until": "2027-06-29"}),
    "counted": (TEN + "RRULE:FREQ=WEEKLY;COUNT=10", {**WEEKLY, "count": "10"}),
    "counted, with one left out": (
        TEN + "RRULE:FREQ=WEEKLY;COUNT=10\nEXDATE;TZID=Europe/Amsterdam:20261222T100000",
        {**WEEKLY, "until": "2027-01-05", "except": ["2026-12-22"]}),
    "the 2nd Tuesday": (TEN.replace("1103", "1110") + "RRULE:FREQ=MONTHLY;BYDAY=2TU",
                        {"start": "2026-11-10", "time": "10:00-12:00", "repeat": "monthly", "days": "2nd tuesday"}),
    "the same by position": (
        TEN.replace("1103", "1110") + "RRULE:FREQ=MONTHLY;BYDAY=TU;BYSETPOS=2",
        {"start": "2026-11-10", "time": "10:00-12:00", "repeat": "monthly", "days": "2nd tuesday"}),
    "the last working day": (
        TEN.replace("1103", "1130") + "RRULE:FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
        {"start": "2026-11-30", "time": "10:00-12:00", "rrule": "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1"}),
    "yearly": (TEN.replace("1103", "1205") + "RRULE:FREQ=YEARLY",
               {"start": "2026-12-05", "time": "10:00-12:00", "repeat": "yearly"}),
    "whole days": ("DTSTART;VALUE=DATE:20261205\nDTEND;VALUE=DATE:20261207",
                   {"start": "2026-12-05", "end": "2026-12-06"}),
    "a day without an end": ("DTSTART;VALUE=DATE:20261205", {"start": "2026-12-05"}),
    "without an end": ("DTSTART:20261205T100000", {"start": "2026-12-05", "time": "10:00"}),
    "by its length": ("DTSTART:20261205T220000\nDURATION:PT4H", {"start": "2026-12-05", "time": "22:00-02:00"}),
    "over a night and a day": ("DTSTART:20261205T100000\nDTEND:20261206T160000",
                               {"start": "2026-12-05", "end": "2026-12-06", "time": "10:00-16:00"}),
    "until midnight": ("DTSTART:20261205T200000\nDTEND:20261206T000000",
                       {"start": "2026-12-05", "time": "20:00-24:00"}),
    "in UTC": ("DTSTART:20261205T090000Z\nDTEND:20261205T110000Z", {"start": "2026-12-05", "time": "10:00-12:00"}),
    "loose dates": (TEN + "RDATE;TZID=Europe/Amsterdam:20261210T100000,20261217T140000",
                    {"dates": ["2026-11-03 10:00-12:00", "2026-12-10 10:00-12:00", "2026-12-17 14:00-16:00"]}),
    "an extra date": (TEN + "RRULE:FREQ=WEEKLY\nRDATE;TZID=Europe/Amsterdam:20261210T100000",
                      {**WEEKLY, "extra": ["2026-12-10 10:00-12:00"]}),
}  # fmt: skip


@pytest.mark.parametrize("name", FRIENDLY)
def test_it_is_written_as_a_person_would(name):
    lines, tree = FRIENDLY[name]
    data = calendar(lines)
    assert plan(data).tree == tree
    assert ours(tree, TODAY, date(2027, 11, 22)) == theirs(data, TODAY, date(2027, 11, 22))


AT = "RECURRENCE-ID;TZID=Europe/Amsterdam:20261201T100000\n"
CHANGED = {
    "cancelled": (AT + TEN.replace("1103", "1201") + "STATUS:CANCELLED",
                  [{"date": "2026-12-01", "cancelled": "yes"}]),
    "another hour": (AT + TEN.replace("1103T10", "1201T13").replace("1103T12", "1201T14"),
                     [{"date": "2026-12-01", "to": "13:00-14:00"}]),
    "another day": (AT + TEN.replace("1103", "1203"), [{"date": "2026-12-01", "to": "2026-12-03 10:00-12:00"}]),
    "another place and title": (AT + TEN.replace("1103", "1201") + "LOCATION:The Barn\nSUMMARY:Party",
                                [{"date": "2026-12-01", "location": {"name": "The Barn"}, "note": "Party"}]),
}  # fmt: skip


@pytest.mark.parametrize("name", CHANGED)
def test_a_changed_time_is_a_change(name):
    lines, changes = CHANGED[name]
    data = series(TEN + "RRULE:FREQ=WEEKLY", lines.replace("SUMMARY:Event 0\n", ""))
    if "SUMMARY:Party" in lines:
        data = data.replace(b"SUMMARY:Event 0\r\nRECURRENCE-ID", b"RECURRENCE-ID")
    tree = plan(data).tree
    assert tree == {**WEEKLY, "changes": changes}
    assert ours(tree, TODAY, date(2027, 11, 22)) == theirs(data, TODAY, date(2027, 11, 22))


ELSEWISE = {
    "another zone that keeps our hours": TEN.replace("Amsterdam", "Berlin") + "RRULE:FREQ=WEEKLY",
    "a series in UTC": "DTSTART:20261103T090000Z\nDTEND:20261103T110000Z\nRRULE:FREQ=WEEKLY",
    "the other side of the sea": TEN.replace("Europe/Amsterdam", "America/New_York") + "RRULE:FREQ=WEEKLY;COUNT=40",
    "two rules": TEN + "RRULE:FREQ=WEEKLY;BYDAY=TU\nRRULE:FREQ=MONTHLY;BYMONTHDAY=15",
    "twice a day": TEN + "RRULE:FREQ=WEEKLY;BYHOUR=10,15;BYMINUTE=0",
    "a start that the rule does not name": TEN + "RRULE:FREQ=WEEKLY;BYDAY=FR",
    "the first one left out": TEN + "RRULE:FREQ=WEEKLY\nEXDATE;TZID=Europe/Amsterdam:20261103T100000",
    "left out by the day": TEN + "RRULE:FREQ=WEEKLY\nEXDATE;VALUE=DATE:20261201",
    "the 31st": TEN.replace("1103", "1031") + "RRULE:FREQ=MONTHLY",
    "the 29th of February": "DTSTART;VALUE=DATE:20240229\nRRULE:FREQ=YEARLY;INTERVAL=1;BYMONTH=2;BYMONTHDAY=-1",
    "at the night the clock skips": TEN.replace("T100000", "T023000").replace("T120000", "T040000")
    + "RRULE:FREQ=DAILY;INTERVAL=3",
    "long ago, every second week": TEN.replace("20261103", "19980106") + "RRULE:FREQ=WEEKLY;INTERVAL=2",
    "counted beyond 500": TEN.replace("20261103", "20200107") + "RRULE:FREQ=DAILY;COUNT=3000",
}


@pytest.mark.parametrize("name", ELSEWISE)
def test_what_is_rare_is_just_as_right(name):
    data = calendar(ELSEWISE[name])
    made = plan(data)
    until = min(date(2027, 11, 22), made.until or date.max)
    assert ours(made.tree, TODAY, until) == theirs(data, TODAY, until) != set()


NOT_KEPT = {
    "by the second": (TEN + "RRULE:FREQ=SECONDLY", "repeats within a day"),
    "by the hour": (TEN + "RRULE:FREQ=HOURLY;INTERVAL=5", "repeats within a day"),
    "never on": (TEN + "RRULE:FREQ=WEEKLY;INTERVAL=0", "INTERVAL=0"),
    "private": (TEN + "CLASS:PRIVATE", "private"),
    "ends first": (TEN.replace("T120000", "T090000"), "ends before it begins"),
    "a rule that leaves out": (TEN + "RRULE:FREQ=DAILY\nEXRULE:FREQ=WEEKLY", "EXRULE"),
    "daily, but not by a rule": (TEN.replace("Europe/Amsterdam", "America/New_York") + "RRULE:FREQ=DAILY", "times"),
    "no such day": ("DTSTART:20261341T100000", "date"),
    "a bomb of dates": (TEN + "RRULE:FREQ=DAILY\nEXDATE:" + ",".join(["20261103T100000"] * 200_000), "2000 dates"),
}


@pytest.mark.parametrize("name", NOT_KEPT)
def test_what_cannot_be_kept_is_said(name):
    lines, reason = NOT_KEPT[name]
    with pytest.raises(Fault, match=reason):
        plan(calendar(lines))


def test_a_change_for_all_later_times_is_said():
    with pytest.raises(Fault, match="all later times"):
        plan(series(TEN + "RRULE:FREQ=WEEKLY", AT.replace("ID;", "ID;RANGE=THISANDFUTURE;") + TEN))


@pytest.mark.parametrize("seed", [11])
def test_our_own_feeds_come_back_the_same(seed):
    """Whatever the agenda publishes, read again as a partner's calendar: each event by itself, over a year."""
    place, agenda = random_schedules.agenda(seed, 40)
    data = random_schedules.feed(place, agenda)
    first, last = random_schedules.TODAY, random_schedules.TODAY + timedelta(365)
    read = calendars.read(data)
    assert read.refusals == ()
    expected, kept = by_uid(data, first, last), 0
    for event in read.events:
        made = plans.of(event, TOWN, first, lambda text: {"name": text})
        held = {(start, end, off and not event.cancelled) for start, end, off in expected[event.uid]}
        assert (ours(made.tree, first, last) if made.coming else set()) == held, event
        kept += made.coming
    assert kept > 40


def test_all_schedule_cases_come_back_the_same():
    """The feed of the cases that everything is held against, read as a partner's calendar."""
    settings = read_settings(str(case_feed.ROOT / "pelicanconf.py"))
    place = town.of(settings, {"AGENDA_TODAY": case_feed.FIRST})
    folder = case_feed.CASES / "activities"
    loaded = source.load(place.folders, place.zone, place.today, only=[folder])
    assert loaded.problems == []
    written = ical.Writer(loaded.agenda, place, State(place.today))
    data = written.calendar("Proef", "Proef", "", loaded.agenda.activities)
    first, last = (date.fromisoformat(str(day)) for day in (case_feed.FIRST, case_feed.LAST))
    found, wanted = defaultdict(set), defaultdict(set)
    read = calendars.read(data)
    assert read.refusals == ()
    for event in read.events:
        made = plans.of(event, TOWN, first, lambda text: {"name": text})
        case = event.uid.split("@")[0].split(".")[1]
        found[case] |= {(*one[:2], one[2] or event.cancelled) for one in ours(made.tree, first, last)}
    for uid, times in by_uid(data, first, last).items():
        wanted[uid.split("@")[0].split(".")[1]] |= times
    assert {case: times for case, times in found.items() if times} == wanted
    assert len(wanted) >= 30
