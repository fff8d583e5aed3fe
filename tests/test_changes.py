"""After any edits, and back again: exactly the events that an edit touches rise; all other bytes stay."""

import random
import re
from dataclasses import replace
from datetime import date, timedelta

import pytest

import random_schedules as chance
from agenda import ical
from agenda.holidays import Holiday
from agenda.model import Agenda
from agenda.moments import DateRange
from agenda.state import State

STAMPS = re.compile(rb"(DTSTAMP|LAST-MODIFIED|SEQUENCE):[^\r]*\r\n")
ESSENCE = (b"DTSTART", b"DTEND", b"RRULE", b"EXDATE", b"LOCATION", b"STATUS")


def events(data: bytes) -> dict[bytes, bytes]:
    """Each event's unfolded bytes by its UID."""
    found = re.findall(rb"BEGIN:VEVENT\r\n.*?END:VEVENT\r\n", data.replace(b"\r\n ", b""), re.DOTALL)
    return {re.search(rb"\nUID:([^\r]*)", one)[1]: one for one in found}


def value(event: bytes, name: bytes) -> bytes:
    return re.search(rb"\n" + name + rb":([^\r]*)", event)[1]


def essence(event: bytes) -> list[bytes]:
    return sorted(line for line in event.split(b"\r\n") if line.startswith(ESSENCE))


def edited(whole: Agenda, dice: random.Random) -> Agenda:
    """The agenda after one edit: words, a time, a cancelled date, a venue's address, or the table of holidays."""
    register, activities = whole.register, list(whole.activities)
    place = dice.randrange(len(activities))
    one = activities[place]
    kind = dice.choice(("words", "time", "status", "address", "holidays", "name", "nothing"))
    if kind == "words":
        activities[place] = one.model_copy(update={"summary": f"Anders {dice.random()}"})
    elif kind == "time":
        plan = one.schedule[0].model_copy(update={"time": chance.at(dice.choice(("09:00-11:00", "20:00-22:00")))})
        activities[place] = one.model_copy(update={"schedule": (plan,)})
    elif kind == "status":
        activities[place] = one.model_copy(update={"status": dice.choice(("scheduled", "cancelled", "full"))})
    elif kind == "address":
        venue = register.places["de-tulp"].model_copy(update={"street": f"Voorbeeldstraat {dice.randrange(5)}"})
        register = replace(register, places={**register.places, "de-tulp": venue})
    elif kind == "name":
        topic = register.topics["koffie-en-praten"].model_copy(update={"name": f"Koffie {dice.randrange(3)}"})
        register = replace(register, topics={**register.topics, topic.id: topic})
    elif kind == "holidays":
        day = date(2026, 10, 1) + timedelta(dice.randrange(200))
        more = Holiday.model_construct(date=DateRange(day, day), name="Extra")
        table = register.holidays.model_copy(update={"public": (*register.holidays.public, more)})
        register = replace(register, holidays=table)
    return Agenda(register, tuple(activities))


@pytest.mark.parametrize("seed", range(6))
def test_only_what_changed_rises(seed):
    dice = random.Random(seed)
    place, whole = chance.agenda(seed=seed, number=12)
    versions, today, entries = [whole], chance.TODAY, {}
    before, last_seen, highest, touched = {}, {}, b"", 0
    for step in range(16):
        if step and dice.random() < 0.25:
            versions.append(dice.choice(versions))  # back to an older version
        elif step:
            versions.append(edited(versions[-1], dice))
        today += timedelta(dice.choice((0, 0, 1)))
        state = State(today, entries)
        town = replace(place, today=today)
        data = ical.Writer(versions[-1], town, state).calendar("Proef", "Proef", "", versions[-1].activities)
        entries, after = state.entries, events(data)
        for uid, event in after.items():
            old = last_seen.get(uid)
            if old is not None and STAMPS.sub(b"", old) == STAMPS.sub(b"", event):
                assert event == old
            elif old is not None:
                touched += 1
                assert value(event, b"LAST-MODIFIED") > highest
                rose = int(value(event, b"SEQUENCE")) - int(value(old, b"SEQUENCE"))
                assert rose == (essence(old) != essence(event))
            assert value(event, b"DTSTAMP") == value(event, b"LAST-MODIFIED")
        highest = max(highest, *(value(event, b"LAST-MODIFIED") for event in after.values()))
        last_seen |= after
        before = after
    assert before
    assert touched > 5


def test_another_day_without_edits_changes_nothing():
    place, whole = chance.agenda(seed=2, number=30)
    state = State(chance.TODAY)
    first = events(ical.Writer(whole, place, state).calendar("x", "y", "", whole.activities))
    later = chance.TODAY + timedelta(30)
    writer = ical.Writer(whole, replace(place, today=later), State(later, state.entries))
    second = events(writer.calendar("x", "y", "", whole.activities))
    assert {uid: event for uid, event in first.items() if uid in second} == second
    assert len(second) > 30
