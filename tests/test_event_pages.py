"""A page's schema.org Events become events; our own pages come back as the series that they are."""

import json
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from agenda.problem import Fault
from intake import event_pages, plans
from occurrences import TOWN

ZONE = ZoneInfo("Europe/Amsterdam")
WALK = {
    "@type": "Event", "@id": "https://example.org/walk", "name": "Walk", "description": "<p>We <b>walk</b>.</p>",
    "startDate": "2026-12-10T10:00:00+01:00", "endDate": "2026-12-10T12:00:00+01:00",
    "location": {"@type": "Place", "name": "The Mill",
                 "address": {"streetAddress": "Mill Lane 1", "postalCode": "1000 AA", "addressLocality": "Littleham"}},
}  # fmt: skip


def page(*things) -> bytes:
    scripts = "".join(f'<script type="application/ld+json">{json.dumps(one)}</script>' for one in things)
    return f"<!doctype html><title>x</title>{scripts}<p>Text".encode()


def test_an_event_is_read_with_its_place_and_plain_text():
    [event] = event_pages.read(page({"@context": "https://schema.org", "@graph": [WALK]}), ZONE).events
    assert (event.uid, event.title, event.text) == ("https://example.org/walk", "Walk", "We walk.")
    assert event.place == "The Mill, Mill Lane 1, 1000 AA, Littleham"
    assert (event.start, event.end) == (datetime(2026, 12, 10, 10), datetime(2026, 12, 10, 12))


def test_a_schedule_stays_a_series():
    plan = {"@type": "Schedule", "startDate": "2026-12-01", "startTime": "10:00", "endTime": "12:00",
            "repeatFrequency": "P1W", "byDay": "https://schema.org/Tuesday", "exceptDate": "2026-12-22"}  # fmt: skip
    [event] = event_pages.read(page({**WALK, "eventSchedule": plan}), ZONE).events
    made = plans.of(event, TOWN, date(2026, 11, 22), lambda text: text)
    assert made.tree == {
        "start": "2026-12-01", "time": "10:00-12:00", "repeat": "weekly", "except": ["2026-12-22"],
    }  # fmt: skip


def test_a_list_of_the_same_is_one_with_loose_dates():
    days = ["2026-12-10", "2026-12-17", "2026-12-24"]
    each = [{**WALK, "@id": f"https://example.org/{day}", "startDate": f"{day}T10:00", "endDate": f"{day}T12:00"}
            for day in days]  # fmt: skip
    [event] = event_pages.read(page(*each), ZONE).events
    made = plans.of(event, TOWN, date(2026, 11, 22), lambda text: text)
    assert made.tree == {"dates": [f"{day} 10:00-12:00" for day in days]}


def test_a_cancelled_one_is_so():
    [event] = event_pages.read(page({**WALK, "eventStatus": "https://schema.org/EventCancelled"}), ZONE).events
    assert event.cancelled


NOTHING = {
    "no page": b"", "no data": b"<p>Hello", "no JSON": b'<script type="application/ld+json">{"a"</script>',
    "no event": page({"@type": "Organization", "name": "x"}),
    "too deep": b'<script type="application/ld+json">' + b"[" * 100_000 + b"</script>",
}  # fmt: skip


@pytest.mark.parametrize("name", NOTHING)
def test_a_page_without_events_is_told(name):
    with pytest.raises(Fault, match="no events"):
        event_pages.read(NOTHING[name], ZONE)


@pytest.mark.parametrize("wrong", [{"startDate": "soon"}, {"startDate": None}, {"startDate": {"a": 1}}])
def test_a_bad_one_spoils_no_other(wrong):
    read = event_pages.read(page({**WALK, **wrong, "name": "Bad"}, WALK), ZONE)
    assert [one.title for one in read.events] == ["Walk"]
    assert [one.title for one in read.refusals] == ["Bad"]
