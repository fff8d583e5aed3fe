"""iCalendar (RFC 5545) -> events. What is hostile costs nothing: it is looked over before the library reads it.

Read by the icalendar library, which knows zones by their names and from VTIMEZONE; a calendar's X-WR-TIMEZONE holds
for times in UTC and without a zone, as its makers mean it. Nobody's name is taken: ORGANIZER and ATTENDEE stay there.
"""

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import Calendar

from agenda.problem import Fault

from . import plain_text
from .events import MOST, Event, Moment, Other, Read, Refusal, whole

_ZONE_RULE = {"FREQ", "BYMONTH", "BYDAY", "BYMONTHDAY", "UNTIL", "INTERVAL", "WKST"}
_UNREADABLE = Fault("it cannot be read. Look at its date and time in the calendar.")


def read(data: bytes) -> Read:
    """The events of a calendar. Raises Fault for what is no calendar, and for one with too many events."""
    text = data.decode("utf-8-sig", errors="replace").replace("\r\n", "\n").replace("\r", "\n")
    lines = re.sub(r"\n[ \t]", "", text).split("\n")
    if not lines or lines[0].strip().upper() != "BEGIN:VCALENDAR":
        raise Fault("this is not a calendar (iCalendar). Look whether the address is that of the calendar itself.")
    head, zones, blocks = _parts(lines)
    if len(blocks) > MOST:
        raise Fault(
            "the calendar has {number} events; at most {most} are read. Ask for one without past years.",
            number=len(blocks),
            most=MOST,
        )
    kept, refusals = [], []
    for block in blocks:
        if sum(line.count(",") + 1 for line in block if re.match(r"(EXDATE|RDATE)\b", line, re.I)) > MOST:
            refusals.append(
                _refusal(
                    block, Fault("it names more than {most} dates. Make a new series of it in the calendar.", most=MOST)
                )
            )
        else:
            kept.append(block)
    zones = [zone for zone in zones if _is_tame(zone)]
    found, broken = _components(head, zones, kept)
    refusals += broken
    calendar = _calendar([*head, "END:VCALENDAR"])
    own = _zone(str(calendar.get("x-wr-timezone", "")))
    series: dict[str, list] = defaultdict(list)
    for one in found:
        series[_uid(one)].append(one)
    events = []
    for uid, components in series.items():
        try:
            events += _events(uid, components, own)
        except Fault as fault:
            refusals.append(Refusal(uid, _title(components[0]), fault))
        except (ValueError, TypeError, AttributeError, KeyError, OverflowError, ArithmeticError):
            refusals.append(Refusal(uid, _title(components[0]), _UNREADABLE))
    return Read(tuple(events), tuple(refusals))


def _parts(lines: list[str]) -> tuple[list[str], list[list[str]], list[list[str]]]:
    """The lines before all components, those of each VTIMEZONE, and those of each VEVENT; the rest is left."""
    head, found, stack = [], {"VTIMEZONE": [], "VEVENT": []}, []
    block: list[str] = []
    for line in lines:
        name, _, value = line.partition(":")
        name, value = name.strip().upper(), value.strip().upper()
        if name == "BEGIN":
            stack.append(value)
            if len(stack) == 2:
                block = []
        if len(stack) == 1 and (name == "BEGIN" or not found["VEVENT"]) and line.strip():
            head.append(line)
        elif len(stack) > 1:
            block.append(line)
        if name == "END" and stack and stack[-1] == value:
            stack.pop()
            if len(stack) == 1 and value in found:
                found[value].append(block)
    return [line for line in head if not line.upper().startswith("END:")], found["VTIMEZONE"], found["VEVENT"]


def _is_tame(zone: list[str]) -> bool:
    """Can the zone's rules be worked out in a moment? Real ones change once or twice a year."""
    rules = [line.partition(":")[2] for line in zone if line.upper().startswith("RRULE")]
    dates = sum(line.count(",") + 1 for line in zone if line.upper().startswith("RDATE"))
    named = [dict(part.partition("=")[::2] for part in rule.upper().split(";") if part) for rule in rules]
    yearly = all(parts.get("FREQ") == "YEARLY" and set(parts) <= _ZONE_RULE for parts in named)
    return yearly and len(zone) <= 2_000 and len(rules) <= 200 and dates <= 1_000


def _calendar(lines: list[str]) -> Any:
    try:
        return Calendar.from_ical("\r\n".join(lines) + "\r\n")
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError):
        raise Fault("this calendar cannot be read. Ask who keeps it for a new export.") from None


def _components(head: list[str], zones: list[list[str]], blocks: list[list[str]]) -> tuple[list, list[Refusal]]:
    """The library's events; if all at once cannot be read, one by one, so that a bad one spoils no other."""
    frame = [*head, *(line for zone in zones for line in zone)]
    try:
        whole_one = _calendar([*frame, *(line for block in blocks for line in block), "END:VCALENDAR"])
        return whole_one.walk("VEVENT"), []
    except Fault:
        found, refusals = [], []
        for block in blocks:
            try:
                found += _calendar([*frame, *block, "END:VCALENDAR"]).walk("VEVENT")
            except Fault:
                refusals.append(_refusal(block, _UNREADABLE))
        return found, refusals


def _refusal(block: list[str], fault: Fault) -> Refusal:
    texts = dict.fromkeys(("UID", "SUMMARY"), "")
    for line in block:
        name, _, value = line.partition(":")
        if (name := name.partition(";")[0].upper()) in texts:
            texts[name] = texts[name] or plain_text.line(value, 80)
    return Refusal(texts["UID"], texts["SUMMARY"], fault)


def _uid(component: Any) -> str:
    """The event's identity; of a long one, and one that cannot stand in a file, its hash."""
    uid = str(component.get("uid", "")).strip()
    if uid and len(uid) <= 250 and plain_text.allowed(uid) == uid and "\n" not in uid:
        return uid
    essence = uid or f"{component.get('summary', '')}{component['dtstart'].to_ical() if 'dtstart' in component else ''}"
    return f"sha256:{hashlib.sha256(essence.encode(errors='replace')).hexdigest()[:32]}"


def _title(component: Any) -> str:
    return plain_text.line(str(component.get("summary", "")), 80)


def _zone(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name) if name else None
    except (ValueError, OSError):
        return None


def _events(uid: str, components: list, own: ZoneInfo | None) -> Iterator[Event]:
    """The series of one UID with its changed times; changed times without a series are events by themselves."""
    master, others = None, {}
    for one in components:
        if str(one.get("class", "")).upper() in ("PRIVATE", "CONFIDENTIAL"):
            raise Fault("it is marked as private. Make it public in the calendar if it may be here.")
        if "recurrence-id" in one:
            if str(one["recurrence-id"].params.get("RANGE", "")).upper() == "THISANDFUTURE":
                raise Fault("a change is said to hold for all later times. Make a new series of it in the calendar.")
            planned = _moment(one["recurrence-id"].dt, own)
            others[planned] = _newest(others.get(planned), one)
        else:
            master = _newest(master, one)
    if master is None:
        for planned, one in others.items():
            start, end = _span(one, own)
            yield Event(f"{uid}#{planned:%Y%m%dT%H%M}", **_texts(one), start=start, end=end)
        return
    version = int(master.get("sequence", 0))
    if any(one.get("rrule") and int(one.get("sequence", 0)) < version for one in others.values()):
        raise Fault("a change is said to hold for all later times. Make a new series of it in the calendar.")
    if "exrule" in master:
        raise Fault("it has a rule for what it leaves out (EXRULE), which is no longer in use. Name those dates.")
    start, end = _span(master, own)
    yield Event(
        uid, **_texts(master), start=start, end=end,
        rules=tuple(dict.fromkeys(rule.to_ical().decode() for rule in _listed(master.get("rrule")) if rule)),
        out=tuple(_moment(value.dt, own) for value in _dates(master.get("exdate"))),
        extra=tuple(_extra(value.dt, own) for value in _dates(master.get("rdate"))),
        others=tuple(_other(planned, one, own) for planned, one in others.items()),
    )  # fmt: skip


def _newest(known: Any, other: Any) -> Any:
    """Of two versions that with the highest SEQUENCE, of equals the later one."""
    if known is None:
        return other
    return other if int(other.get("sequence", 0)) >= int(known.get("sequence", 0)) else known


def _texts(component: Any) -> dict[str, Any]:
    categories = [word for one in _listed(component.get("categories")) for word in getattr(one, "cats", [one])]
    return {
        "title": _title(component),
        "text": plain_text.paragraphs(str(component.get("description", ""))),
        "place": plain_text.line(str(component.get("location", "")), 300),
        "words": tuple(plain_text.line(str(word), 80) for word in categories[:20]),
        "cancelled": str(component.get("status", "")).upper() == "CANCELLED",
    }


def _other(planned: Moment, component: Any, own: ZoneInfo | None) -> Other:
    texts = _texts(component)
    start, end = _span(component, own)
    return Other(planned, start, end, texts["cancelled"], texts["title"], texts["place"])


def _span(component: Any, own: ZoneInfo | None) -> tuple[Moment, Moment | None]:
    """Start and end. Without an end a day lasts a day; a time has no known end then, nor if it ends when it begins."""
    if "dtstart" not in component:
        raise Fault("it has no date. Give it one in the calendar.")
    start = _moment(component["dtstart"].dt, own)
    if "dtend" in component:
        end = _moment(component["dtend"].dt, own)
    elif "duration" in component:
        end = start + component["duration"].dt
    else:
        return (start, start + timedelta(1)) if whole(start) else (start, None)
    if whole(start) != whole(end):
        raise Fault("its begin is a day and its end a time, or the reverse. Make both the same.")
    if whole(start) and end < start:
        raise Fault("it ends before it begins. Mend it in the calendar.")
    if whole(start):
        return start, max(end, start + timedelta(1))
    aware = (start.tzinfo is None) == (end.tzinfo is None)
    if not aware:
        end = end.replace(tzinfo=start.tzinfo) if end.tzinfo is None else end.replace(tzinfo=None)
    if end < start:
        raise Fault("it ends before it begins. Mend it in the calendar.")
    return start, end if end > start else None


def _moment(value: Any, own: ZoneInfo | None) -> Moment:
    """To the minute; in the calendar's own zone what is in UTC or without a zone, if it has one."""
    if not isinstance(value, datetime):
        if not isinstance(value, date):
            raise _UNREADABLE
        return value
    value = value.replace(second=0, microsecond=0)
    if own and value.tzinfo is None:
        return value.replace(tzinfo=own)
    return value.astimezone(own) if own and str(value.tzinfo) in ("UTC", str(UTC)) else value


def _extra(value: Any, own: ZoneInfo | None) -> tuple[Moment, Moment | None]:
    """A date of RDATE: by itself, or a period with its end."""
    if not isinstance(value, tuple):
        return _moment(value, own), None
    start, end = value
    start = _moment(start, own)
    return start, start + end if isinstance(end, timedelta) else _moment(end, own)


def _listed(value: Any) -> list:
    return value if isinstance(value, list) else [] if value is None else [value]


def _dates(value: Any) -> Iterator[Any]:
    for one in _listed(value):
        yield from one.dts
