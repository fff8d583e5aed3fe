"""iCalendar by the letter: what clients stumble over, seen in the bytes."""

import re
from dataclasses import replace
from datetime import date

import icalendar
import pytest

import random_schedules as chance
from agenda import ical
from agenda.model import Agenda
from agenda.state import State

TODAY = date(2026, 9, 1)
WEEKLY = {"start": "2026-09-03", "time": "10:00-12:00", "repeat": "weekly", "until": "2026-12-31"}


def written(plan: dict | list, url: str = "https://example.org", today: date = TODAY, **changes) -> bytes:
    """The calendar of one activity with this schedule, and other fields changed."""
    place, empty = chance.agenda(seed=0, number=0)
    activity = chance._activity(1, plan, empty.register).model_copy(update=changes)
    town = replace(place, url=url, today=today)
    whole = Agenda(empty.register, (activity,))
    return ical.Writer(whole, town, State(today)).calendar(
        "Meerwijk", "Wat is er te doen?", "wijk/meerwijk/", (activity,)
    )


def lines(data: bytes) -> list[str]:
    """The unfolded lines."""
    return data.decode().replace("\r\n ", "").split("\r\n")


def values(data: bytes, name: str) -> list[str]:
    """The values of a property, but for those of the time zone."""
    events = re.sub(rb"BEGIN:VTIMEZONE.*END:VTIMEZONE", b"", data, flags=re.DOTALL)
    return [line.partition(":")[2] for line in lines(events) if re.match(rf"{name}[:;]", line)]


def test_lines_end_in_crlf_and_are_folded_between_characters():
    data = written(WEEKLY, description="Ontmoet elkaar – één en al gezelligheid. " * 20)
    assert data.count(b"\n") == data.count(b"\r\n")
    assert max(len(line) for line in data.split(b"\r\n")) <= 75
    data.decode()
    for line in data.split(b"\r\n"):
        line.decode()


def test_calendar_names_itself_and_has_one_timezone_first():
    data = written(WEEKLY)
    for name in ("NAME", "X-WR-CALNAME"):
        assert values(data, name) == ["Meerwijk"]
    assert "SOURCE;VALUE=URI:https://example.org/wijk/meerwijk/agenda.ics" in lines(data)
    assert "URL;VALUE=URI:https://example.org/wijk/meerwijk/" in lines(data)
    assert "REFRESH-INTERVAL;VALUE=DURATION:PT12H" in lines(data)
    assert data.count(b"BEGIN:VTIMEZONE") == 1
    assert data.index(b"BEGIN:VTIMEZONE") < data.index(b"BEGIN:VEVENT")
    assert not values(data.split(b"BEGIN:VTIMEZONE")[0], "UID")
    assert b"METHOD" not in data


def test_name_of_the_calendar_cannot_be_cut_at_a_comma():
    place, empty = chance.agenda(seed=0, number=0)
    data = ical.Writer(empty, place, State(TODAY)).calendar("Koffie, thee; meer", "Kom, kijk", "", ())
    for name in ("NAME", "X-WR-CALNAME"):
        assert values(data, name) == ["Koffie\\, thee\\; meer"]
    for name in ("DESCRIPTION", "X-WR-CALDESC"):
        assert values(data, name) == ["Kom\\, kijk"]


def test_a_part_names_its_own_file():
    place, empty = chance.agenda(seed=0, number=0)
    town = replace(place, url="https://example.org")
    data = ical.Writer(empty, town, State(TODAY)).calendar("x", "y", "wijk/meerwijk/", (), "agenda-2.ics")
    assert "SOURCE;VALUE=URI:https://example.org/wijk/meerwijk/agenda-2.ics" in lines(data)
    assert "URL;VALUE=URI:https://example.org/wijk/meerwijk/" in lines(data)


def test_empty_calendar_is_valid():
    place, empty = chance.agenda(seed=0, number=0)
    data = ical.Writer(empty, place, State(TODAY)).calendar("x", "y", "", ())
    assert icalendar.Calendar.from_ical(data).events == []


@pytest.mark.parametrize(
    ("plan", "until"),
    [
        ({"start": "2026-09-03", "time": "10:00", "repeat": "weekly", "until": "2026-10-01"}, "20261001T215900Z"),
        ({"start": "2026-09-03", "time": "10:00", "repeat": "weekly", "until": "2026-12-31"}, "20261231T225900Z"),
        ({"start": "2026-09-03", "repeat": "weekly", "until": "2026-10-01"}, "20261001"),
    ],
    ids=["summer", "winter", "whole days"],
)
def test_until_is_the_end_of_the_last_day(plan, until):
    assert values(written(plan), "RRULE") == [f"FREQ=WEEKLY;BYDAY=TH;UNTIL={until}"]


@pytest.mark.parametrize(
    ("time", "exdate"),
    [("10:00-12:00", "EXDATE;TZID=Europe/Amsterdam:20260910T100000"), (None, "EXDATE;VALUE=DATE:20260910")],
    ids=["timed", "whole days"],
)
def test_exdate_has_the_type_of_the_start(time, exdate):
    plan = {key: value for key, value in {**WEEKLY, "except": "2026-09-10", "time": time}.items() if value}
    assert exdate in lines(written(plan))


def test_whole_day_ends_on_the_day_after():
    data = written({"start": "2026-09-26"})
    assert "DTSTART;VALUE=DATE:20260926" in lines(data)
    assert "DTEND;VALUE=DATE:20260927" in lines(data)


def test_unknown_end_is_left_out():
    assert not values(written({"start": "2026-09-26", "time": "10:00"}), "DTEND")


@pytest.mark.parametrize(
    "forbidden", ["RDATE", "RECURRENCE-ID", "COUNT=", "BYSETPOS", "BYWEEKNO", "X-ALT-DESC", "ORGANIZER"]
)
def test_what_clients_read_differently_is_never_written(forbidden):
    place, whole = chance.agenda(seed=5, number=60)
    assert forbidden not in chance.feed(place, whole).decode().replace("\r\n ", "")


def test_weekly_series_never_names_months():
    place, whole = chance.agenda(seed=5, number=60)
    rules = values(chance.feed(place, whole), "RRULE")
    assert len([rule for rule in rules if "FREQ=WEEKLY" in rule]) > 5
    assert not [rule for rule in rules if "FREQ=WEEKLY" in rule and "BYMONTH" in rule]


def test_identities_are_unique_and_do_not_name_the_site():
    place, whole = chance.agenda(seed=5, number=60)
    found = values(chance.feed(place, whole), "UID")
    assert len(found) > 60
    assert len(found) == len(set(found))
    assert {uid.rpartition("@")[2] for uid in found} == {place.id}
    assert values(written(WEEKLY, "https://a.example"), "UID") == values(written(WEEKLY, "https://b.example"), "UID")


def test_renamed_activity_keeps_its_identity():
    assert values(written(WEEKLY, slug="new", formerly=("a1",)), "UID") == values(written(WEEKLY), "UID")


def test_cancelled_date_says_so_in_status_and_summary():
    data = written({**WEEKLY, "changes": {"date": "2026-09-10", "cancelled": "Het gebouw is dicht."}})
    event = next(one for one in icalendar.Calendar.from_ical(data).events if one["STATUS"] == "CANCELLED")
    assert event["SUMMARY"] == "AFGELAST: Activiteit 1"
    assert "Het gebouw is dicht." in event["DESCRIPTION"]
    assert event["DTSTART"].dt.date() == date(2026, 9, 10)


@pytest.mark.parametrize(
    ("status", "summary", "word"),
    [
        ("cancelled", "AFGELAST: ", "CANCELLED"),
        ("postponed", "UITGESTELD: ", "CANCELLED"),
        ("full", "VOL: ", "CONFIRMED"),
    ],
)
def test_status_of_the_whole_activity(status, summary, word):
    data = written(WEEKLY, status=status)
    assert values(data, "SUMMARY") == [f"{summary}Activiteit 1"]
    assert values(data, "STATUS") == [word]


def test_text_cannot_become_a_property():
    data = written(WEEKLY, title="Koffie, thee; en\nATTENDEE:mailto:x@example.org")
    assert not values(data, "ATTENDEE")
    assert values(data, "SUMMARY") == ["Koffie\\, thee\\; en\\nATTENDEE:mailto:x@example.org"]


def test_stamp_is_the_last_change():
    data = written(WEEKLY)
    assert values(data, "DTSTAMP") == values(data, "LAST-MODIFIED") == ["20260901T000000Z"]
    assert values(data, "SEQUENCE") == ["0"]


@pytest.mark.parametrize(
    ("today", "events"), [(date(2027, 3, 31), 1), (date(2027, 4, 30), 0)], ids=["still there", "gone"]
)
def test_ended_series_leaves_the_feed_after_a_while(today, events):
    assert len(values(written(WEEKLY, today=today), "DTSTART")) == events


def test_description_is_complete_by_itself():
    text = values(written(WEEKLY, price_note="Koffie inbegrepen"), "DESCRIPTION")[-1]
    for part in ("Tekst.", "Iedereen", "Koffie inbegrepen", "De Tulp", "DOCK", "https://example.org/activiteit/"):
        assert part in text
