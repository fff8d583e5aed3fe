"""Calendar engines that read a feed: each gives a list of uid, start, end (UTC; whole days as dates) and status."""

import json
import subprocess
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import icalendar
import recurring_ical_events

ZONE = ZoneInfo("Europe/Amsterdam")
CLIENTS = Path(__file__).parent / "clients"
COMMANDS = {
    "ical.js": ["node", str(CLIENTS / "icaljs.mjs")],
    "node-ical": ["node", str(CLIENTS / "nodeical.mjs")],
    "libical": ["/usr/bin/python3", str(CLIENTS / "libical.py")],
}


def read(engine: str, feed: Path, first: str, last: str) -> list[dict]:
    """What a client of `COMMANDS` finds between two days, both in."""
    command = [*COMMANDS[engine], str(feed), first, last]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def read_here(data: bytes, first: str, last: str) -> list[dict]:
    """What recurring-ical-events finds; it expands with dateutil, which the agenda does not."""
    calendar = icalendar.Calendar.from_ical(data)
    begin, end = (datetime.combine(date.fromisoformat(day), time(0), ZONE) for day in (first, last))
    events = recurring_ical_events.of(calendar).between(begin, end + timedelta(1))
    return [_record(event) for event in events]


def _record(event: icalendar.Event) -> dict:
    start, end = event.decoded("dtstart"), event.get("dtend") and event.decoded("dtend")
    if not isinstance(start, datetime):
        end = end - timedelta(1)
    elif end == start:  # this is how it says that no end is known
        end = None
    status = "cancelled" if event.get("status") == "CANCELLED" else "scheduled"
    return {"uid": str(event["uid"]), "start": _text(start), "end": end and _text(end), "status": status}


def _text(moment: date) -> str:
    if isinstance(moment, datetime):
        return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%MZ}"
    return str(moment)
