"""Schedules by chance, always the same for a seed: what the feeds say must be what the agenda says for all of them."""

import json
import random
from collections.abc import Iterator
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from pelican.settings import read_settings

from agenda import ical, moments, schedule, source, town
from agenda.model import Activity, Agenda, Occurrence
from agenda.register import Register
from agenda.state import State
from case_feed import ROOT, utc

TODAY = date(2026, 9, 1)
FIRST, LAST = date(2026, 9, 1), date(2027, 12, 31)  # as far as feeds are written out
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
TIMES = ("10:00-12:00", "19:30-21:00", "22:00-02:00", "23:30-03:30", "02:15-02:45", "01:00-02:30", "20:00-24:00",
         "02:30-04:00", "09:00", None, None, "00:00-06:00")  # fmt: skip


def schedules(seed: int, number: int) -> Iterator[dict]:
    """Schedules as they stand in files."""
    chance = random.Random(seed)
    for _ in range(number):
        yield _schedule(chance)


def _day(chance: random.Random, first: date = date(2026, 6, 1), days: int = 400) -> date:
    return first + timedelta(chance.randrange(days))


def _schedule(chance: random.Random) -> dict:
    start = _day(chance)
    plan: dict = {
        "start": str(start),
        "repeat": chance.choice(("daily", "weekly", "weekly", "weekly", "monthly", "yearly")),
    }
    plan["time"] = chance.choice(TIMES)
    if chance.random() < 0.15:
        plan["end"] = str(start + timedelta(chance.randrange(1, 4)))
    if chance.random() < 0.35:
        plan["interval"] = str(chance.randrange(1, 4))
    if plan["repeat"] == "weekly":
        plan["days"] = chance.sample(WEEKDAYS, chance.randrange(1, 4)) if chance.random() < 0.6 else None
        plan["weeks"] = chance.choice(("even", "odd")) if chance.random() < 0.25 else None
    elif plan["repeat"] != "daily":
        nth = chance.choice(("1st", "2nd", "3rd", "4th", "5th", "last"))
        choices = (f"{nth} {chance.choice(WEEKDAYS)}", str(chance.randrange(1, 32)), "last day")
        plan["days"] = chance.sample(choices, chance.randrange(1, 3)) if chance.random() < 0.7 else None
    if chance.random() < 0.25:
        plan["months"] = chance.choice(("october-march", "april-september", "september", "december-february"))
    if chance.random() < 0.4:
        plan["until"] = str(max(start, _day(chance, days=700)))
    elif chance.random() < 0.3:
        plan["count"] = str(chance.randrange(1, 30))
    if chance.random() < 0.5:
        first = _day(chance)
        plan["except"] = [str(_day(chance)), f"{first}/{first + timedelta(chance.randrange(30))}"]
    if chance.random() < 0.3:
        plan["pause"] = chance.choice(
            (["public-holidays"], ["school-holidays"], ["public-holidays", "school-holidays"])
        )
    if chance.random() < 0.3:
        plan["extra"] = [str(_day(chance))]
    return {name: value for name, value in plan.items() if value is not None}


def agenda(seed: int, number: int) -> tuple[town.Town, Agenda]:
    """An agenda of activities with such schedules; every third has some of its dates moved or cancelled."""
    settings = read_settings(str(ROOT / "pelicanconf.py"))
    place = town.of(settings, {"AGENDA_TODAY": str(TODAY)})
    register = source.load(place.folders, place.zone, TODAY, only=[]).agenda.register
    chance = random.Random(seed + 1)
    activities = []
    for index, plan in enumerate(schedules(seed, number)):
        activity = _activity(index, plan, register)
        if index % 3 == 0:
            activity = _activity(index, {**plan, "changes": _changes(activity, register, chance)}, register)
        activities.append(activity)
    return place, Agenda(register, tuple(activities))


def _changes(activity: Activity, register: Register, chance: random.Random) -> list[dict]:
    planned = list(schedule.planned(activity.schedule[0], register, FIRST, LAST))
    changes = []
    for one in chance.sample(planned, min(3, len(planned))):
        kind = chance.choice(("moved", "off", "shorter", "note"))
        change = {"date": str(one.day)}
        if kind == "moved":
            change["to"] = str(one.day + timedelta(chance.randrange(-10, 10)))
        elif kind == "off":
            change["cancelled"] = "yes"
        elif kind == "shorter":
            change["to"] = "13:00-14:00"
        else:
            change["note"] = "Neem een jas mee."
        changes.append(change)
    return changes


def _activity(index: int, plan: dict, register: Register) -> Activity:
    from agenda.model import ActivityFile

    tree = {
        "title": f"Activiteit {index}", "summary": json.dumps(plan)[:190], "schedule": plan, "location": "de-tulp",
        "audiences": "iedereen", "topics": "koffie-en-praten", "example": "yes",
    }  # fmt: skip
    record = ActivityFile.model_validate(tree, context={**register.lists()})
    values = {name: getattr(record, name) for name in ActivityFile.model_fields}
    return Activity.model_construct(**values, organizer="dock-haarlem", slug=f"a{index}", description="Tekst.")


def feed(place: town.Town, whole: Agenda) -> bytes:
    """All of it as one calendar."""
    return ical.Writer(whole, place, State(TODAY)).calendar("Proef", "Proef", "", whole.activities)


def expected(whole: Agenda) -> dict[str, list[tuple]]:
    """By slug what the agenda says: start, end (UTC), status."""
    return {
        activity.slug: sorted(record(one) for one in schedule.of_activity(activity, whole.register, FIRST, LAST))
        for activity in whole.activities
    }


def record(one: Occurrence) -> tuple:
    """An occurrence as an engine gives it."""
    status = "cancelled" if one.cancelled else "scheduled"
    if one.whole_day:
        return str(one.start.date()), str((one.end - timedelta(1)).date()), status
    start = utc(one.start.isoformat(timespec="minutes"))
    return start, utc(one.end.isoformat(timespec="minutes")) if one.end else None, status


ZONE = ZoneInfo("Europe/Amsterdam")


def at(text: str):
    """A time as the model holds it."""
    return moments.parse_time(text)
