"""A web page with schema.org Events (JSON-LD) -> events; an `eventSchedule` stays a series."""

import hashlib
import json
import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from html.parser import HTMLParser
from typing import Any
from zoneinfo import ZoneInfo

from agenda.problem import Fault

from . import plain_text
from .events import MOST, Event, Moment, Read, Refusal, joined, whole

_DAYS = {"monday": "MO", "tuesday": "TU", "wednesday": "WE", "thursday": "TH", "friday": "FR", "saturday": "SA",
         "sunday": "SU"}  # fmt: skip
_REPEATS = {"D": "DAILY", "W": "WEEKLY", "M": "MONTHLY", "Y": "YEARLY"}
_OFF = ("eventcancelled", "eventpostponed")


class _Scripts(HTMLParser):
    """Collects the page's JSON-LD."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.inside, self.found = False, []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        kind = (dict(attrs).get("type") or "").partition(";")[0].strip().lower()
        self.inside = tag == "script" and kind == "application/ld+json"
        if self.inside:
            self.found.append("")

    def handle_endtag(self, tag: str) -> None:
        self.inside = False

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.found[-1] += data


def read(data: bytes, zone: ZoneInfo) -> Read:
    """The events of a page. Raises Fault for a page without any."""
    page = _Scripts()
    page.feed(data.decode("utf-8-sig", errors="replace"))
    page.close()
    found: list[dict] = []
    for text in page.found:
        try:
            found += _things(json.loads(text))
        except (ValueError, RecursionError):
            continue  # a page often has more than one, and some programs write one of them wrong
    if not found:
        raise Fault(
            "this page has no events that a program can read (schema.org Event as JSON-LD). Ask for a calendar."
        )
    if len(found) > MOST:
        raise Fault(
            "the calendar has {number} events; at most {most} are read. Ask for one without past years.",
            number=len(found),
            most=MOST,
        )
    events, refusals = [], []
    for thing in found:
        title = plain_text.line(_text(thing.get("name")), 80)
        try:
            events += _events(thing, title, zone)
        except Fault as fault:
            refusals.append(Refusal(_uid(thing), title, fault))
        except (ValueError, TypeError, AttributeError, KeyError, OverflowError):
            fault = Fault("it cannot be read. Look at its date and time in the calendar.")
            refusals.append(Refusal(_uid(thing), title, fault))
    return Read(tuple(joined(events, zone)), tuple(refusals))


def _things(value: Any) -> Iterator[dict]:
    """Every event in the data, wherever it stands; events within an event are its own times and are left."""
    if isinstance(value, list):
        for one in value:
            yield from _things(one)
    elif isinstance(value, dict):
        kinds = value.get("@type")
        if any(isinstance(kind, str) and re.search(r"(Event|Festival)$", kind) for kind in _listed(kinds)):
            yield value
            return
        for one in value.values():
            if isinstance(one, dict | list):
                yield from _things(one)


def _events(thing: dict, title: str, zone: ZoneInfo) -> Iterator[Event]:
    status = _text(thing.get("eventStatus")).rpartition("/")[2].lower()
    common = {
        "title": title, "text": plain_text.paragraphs(_text(thing.get("description"))),
        "place": _place(thing.get("location")), "cancelled": status in _OFF,
        "words": tuple(plain_text.line(word, 80) for word in _words(thing.get("keywords"))[:20]),
    }  # fmt: skip
    plans = [one for one in _listed(thing.get("eventSchedule")) if isinstance(one, dict)]
    for number, plan in enumerate(plans):
        uid = _uid(thing) + (f"#{number + 1}" if number else "")
        start = _moment(f"{_text(plan['startDate'])[:10]}{_clock(plan.get('startTime'))}", zone)
        end = _moment(f"{_text(plan['startDate'])[:10]}{_clock(plan['endTime'])}", zone) if "endTime" in plan else None
        if end is not None and not whole(start) and end <= start:
            end += timedelta(1)
        out = tuple(_moment(_text(one), zone) for one in _listed(plan.get("exceptDate")))
        yield Event(uid, start=start, end=_until(start, end), rules=_rule(plan), out=out, **common)
    if not plans:
        if "startDate" not in thing:
            raise Fault("it has no date. Give it one in the calendar.")
        start = _moment(_text(thing["startDate"]), zone)
        end = _moment(_text(thing["endDate"]), zone) if thing.get("endDate") else None
        if end is not None and whole(start) != whole(end):
            end = None
        if end is not None and whole(start):
            end += timedelta(1)
        if end is not None and end < start:
            raise Fault("it ends before it begins. Mend it in the calendar.")
        yield Event(_uid(thing), start=start, end=_until(start, end), **common)


def _until(start: Moment, end: Moment | None) -> Moment | None:
    if whole(start):
        return end if end is not None and whole(end) else start + timedelta(1)
    return end if end is not None and end > start else None


def _rule(plan: dict) -> tuple[str, ...]:
    """The schedule's rule as an RRULE; none for a schedule of one time."""
    words = _text(plan.get("repeatFrequency")).upper()
    if not words:
        return ()
    if not (found := re.fullmatch(r"P(\d{1,3})([DWMY])", words)):
        raise Fault("its rule has {part}, which is not possible. Set its repeating again in the calendar.", part=words)
    parts = [f"FREQ={_REPEATS[found[2]]}", f"INTERVAL={found[1]}"]
    days = [_text(one).rpartition("/")[2].lower() for one in _listed(plan.get("byDay"))]
    if days:
        parts.append("BYDAY=" + ",".join(_DAYS.get(day, day.upper()) for day in days))
    for name, part in (("byMonth", "BYMONTH"), ("byMonthDay", "BYMONTHDAY"), ("byMonthWeek", "BYSETPOS")):
        if numbers := [str(one) for one in _listed(plan.get(name))]:
            parts.append(f"{part}={','.join(numbers)}")
    if plan.get("repeatCount"):
        parts.append(f"COUNT={plan['repeatCount']}")
    elif plan.get("endDate"):
        parts.append(f"UNTIL={date.fromisoformat(_text(plan['endDate'])[:10]):%Y%m%d}")
    return (";".join(parts),)


def _clock(value: Any) -> str:
    return f"T{_text(value)}" if value else ""


def _moment(text: str, zone: ZoneInfo) -> Moment:
    """A date, or a time to the minute: without a zone or an offset by the town's clock, else turned to it."""
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
        return date.fromisoformat(text)
    moment = datetime.fromisoformat(text).replace(second=0, microsecond=0)
    return moment.astimezone(zone).replace(tzinfo=None) if moment.tzinfo else moment


def _place(value: Any) -> str:
    """A place's name and address on one line; of a meeting online its address."""
    for one in _listed(value):
        if isinstance(one, str):
            return plain_text.line(one, 300)
        if isinstance(one, dict) and "VirtualLocation" in _listed(one.get("@type")):
            return _text(one.get("url"))[:300]
        if isinstance(one, dict):
            address = one.get("address")
            parts = [_text(one.get("name"))]
            if isinstance(address, dict):
                names = ("streetAddress", "postalCode", "addressLocality")
                parts += [_text(address.get(name)) for name in names]
            else:
                parts.append(_text(address))
            return plain_text.line(", ".join(part for part in parts if part), 300)
    return ""


def _uid(thing: dict) -> str:
    """Its own identity: @id or address; else of what it is."""
    for name in ("@id", "identifier", "url"):
        value = thing.get(name)
        if isinstance(value, str) and 0 < len(value) <= 250 and plain_text.line(value, 300) == value:
            return value
    essence = json.dumps([_text(thing.get("name")), _place(thing.get("location"))])
    return f"sha256:{hashlib.sha256(essence.encode()).hexdigest()[:32]}"


def _words(value: Any) -> list[str]:
    return [word.strip() for one in _listed(value) for word in _text(one).split(",") if word.strip()]


def _text(value: Any) -> str:
    """A text; of several the first, of a thing its name."""
    if isinstance(value, list):
        return _text(value[0]) if value else ""
    if isinstance(value, dict):
        return _text(value.get("@value") or value.get("name"))
    return str(value) if isinstance(value, str | int | float) else ""


def _listed(value: Any) -> list:
    return value if isinstance(value, list) else [] if value is None else [value]
