"""What is wrong with an iCalendar file that validators let pass: each fault with its line and who stumbles over it.

The faults are those that clients were seen to trip over (docs/feeds.md). Nothing is expanded beyond what a fault needs.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from . import rule
from .problem import Fault

LARGEST = 900_000
UTC = ZoneInfo("UTC")
TEXTS = ("SUMMARY", "DESCRIPTION", "LOCATION", "COMMENT", "CONTACT", "NAME", "X-WR-CALNAME", "X-WR-CALDESC")
REQUIRED = {
    "PRODID": Fault("PRODID is missing: several programs refuse the calendar."),
    "VERSION": Fault("VERSION is missing: several programs refuse the calendar."),
    "UID": Fault("UID is missing: the event comes back double at every update."),
    "DTSTAMP": Fault("DTSTAMP is missing: strict programs refuse the event."),
    "DTSTART": Fault("DTSTART is missing: programs skip the event."),
}


@dataclass(frozen=True)
class Finding:
    """A fault at a line of the file (from 1); a warning does not make the file wrong."""

    line: int
    fault: Fault
    warning: bool = False


@dataclass(frozen=True)
class Property:
    """A content line: `DTSTART;TZID=Europe/Amsterdam:20260903T100000`."""

    line: int
    name: str
    parameters: dict[str, str]
    value: str


@dataclass
class Component:
    """What stands between BEGIN and END."""

    line: int
    name: str
    properties: list[Property] = field(default_factory=list)
    components: list["Component"] = field(default_factory=list)

    def all(self, name: str) -> list[Property]:
        """The properties of this name, in order."""
        return [one for one in self.properties if one.name == name]

    def first(self, name: str) -> Property | None:
        """The first property of this name."""
        return next(iter(self.all(name)), None)


def findings(data: bytes) -> list[Finding]:
    """All faults and warnings of a file, by line."""
    try:
        data.decode()
    except UnicodeDecodeError as error:
        line = _line_of(data, error.start)
        split = error.end < len(data) and b"\r\n " in data[error.start : error.start + 8]
        fault = (
            Fault("a character is split by folding: programs show a broken character.")
            if split
            else Fault("this is not UTF-8: programs show broken characters or refuse the file.")
        )
        return [Finding(line, fault)]
    found = [*_lines(data)]
    roots = _tree(_unfolded(data), found)
    for calendar in roots:
        found += _calendar(calendar)
    if not roots:
        found.append(Finding(1, Fault("this is no calendar: BEGIN:VCALENDAR is missing.")))
    if len(data) > LARGEST:
        fault = Fault(
            "the file has {size} kB: Google is reported to show it in part above 1,000.", size=len(data) // 1000
        )
        found.append(Finding(1, fault, warning=True))
    return sorted(found, key=lambda one: one.line)


def _lines(data: bytes) -> Iterator[Finding]:
    """Line endings, lengths and characters of the raw lines."""
    bare = re.search(rb"(?<!\r)\n", data)
    if bare:
        yield Finding(
            _line_of(data, bare.start()),
            Fault("a line ends in a bare LF: Outlook and strict programs refuse it."),
        )
    for number, line in enumerate(data.split(b"\n"), 1):
        line = line.removesuffix(b"\r")
        if len(line) > 75:
            yield Finding(number, Fault("the line has {size} octets; 75 fit. Old programs cut it.", size=len(line)))
        if re.search(rb"[\x00-\x08\x0b-\x1f\x7f]", line):
            yield Finding(number, Fault("a control character stands here: programs refuse the file."))
        try:
            line.decode()
        except UnicodeDecodeError:
            yield Finding(number, Fault("a character is split by folding: programs show a broken character."))


def _unfolded(data: bytes) -> Iterator[tuple[int, str]]:
    """Content lines with the number of their first line."""
    number, content = 0, ""
    for count, line in enumerate(data.decode("utf-8", "replace").replace("\r\n", "\n").split("\n"), 1):
        if line[:1] in (" ", "\t") and number:
            content += line[1:]
            continue
        if number and content:
            yield number, content
        number, content = count, line
    if content:
        yield number, content


def _tree(lines: Iterator[tuple[int, str]], found: list[Finding]) -> list[Component]:
    """The calendars of a file; what cannot be read as a line goes to `found`."""
    roots, stack = [], []
    for number, content in lines:
        match = re.match(r'([A-Za-z0-9-]+)((?:;[A-Za-z0-9-]+=(?:"[^"]*"|[^";:]*))*):(.*)$', content, re.DOTALL)
        if not match:
            found.append(Finding(number, Fault("this is no property: a line break stands in a text. Write it as \\n.")))
            continue
        name, value = match[1].upper(), match[3]
        if name == "BEGIN":
            component = Component(number, value.upper())
            (stack[-1].components if stack else roots).append(component)
            stack.append(component)
        elif name == "END":
            if not stack or stack[-1].name != value.upper():
                found.append(Finding(number, Fault("END:{name} ends nothing that began.", name=value)))
            else:
                stack.pop()
        elif stack:
            pairs = re.findall(r';([A-Za-z0-9-]+)=("[^"]*"|[^";:]*)', match[2])
            stack[-1].properties.append(
                Property(number, name, {key.upper(): word.strip('"') for key, word in pairs}, value)
            )
    found += [Finding(one.line, Fault("{name} is not ended.", name=one.name)) for one in stack]
    return [one for one in roots if one.name == "VCALENDAR"]


def _calendar(calendar: Component) -> Iterator[Finding]:
    for name in ("PRODID", "VERSION"):
        if not calendar.first(name):
            yield Finding(calendar.line, REQUIRED[name])
    events = [one for one in calendar.components if one.name == "VEVENT"]
    if not events:
        yield Finding(calendar.line, Fault("there is no event in it."), warning=True)
    zones = {
        zone.first("TZID").value for zone in calendar.components if zone.name == "VTIMEZONE" and zone.first("TZID")
    }
    masters: set[str] = set()
    for event in events:
        uid, override = event.first("UID"), event.first("RECURRENCE-ID")
        if uid and not override:
            if uid.value in masters:
                fault = Fault("two events have the UID {uid}: programs keep one of them.", uid=uid.value)
                yield Finding(uid.line, fault)
            masters.add(uid.value)
        yield from _event(event, zones)
    for event in events:
        uid, override = event.first("UID"), event.first("RECURRENCE-ID")
        if uid and override and uid.value not in masters:
            yield Finding(override.line, Fault("a changed occurrence has no series: Google and Outlook drop it."))
    for one in calendar.properties:
        yield from _text(one)


def _event(event: Component, zones: set[str]) -> Iterator[Finding]:
    for name in ("UID", "DTSTAMP", "DTSTART"):
        if not event.first(name):
            yield Finding(event.line, REQUIRED[name])
    for one in event.properties:
        yield from _text(one)
        zone = one.parameters.get("TZID")
        if zone and zone not in zones:
            fault = Fault("the time zone {zone} is not in the file: programs take another time.", zone=zone)
            yield Finding(one.line, fault)
    if (end := event.first("DTEND")) and event.first("DURATION"):
        yield Finding(end.line, Fault("DTEND and DURATION stand together: strict programs refuse the event."))
    start = event.first("DTSTART")
    if start and _moment(start.value) is not None:
        yield from _length(start, end)
        yield from _recurrence(event, start)


def _length(start: Property, end: Property | None) -> Iterator[Finding]:
    if end is None or (begin := _moment(start.value)) is None or (stop := _moment(end.value)) is None:
        return
    if _kind(start) != _kind(end) and "date" in (_kind(start)[0], _kind(end)[0]):
        yield Finding(end.line, Fault("DTEND is of another kind than DTSTART: programs refuse the event."))
    elif begin == stop and _kind(start)[0] == "date":
        yield Finding(end.line, Fault("a whole day has no length: ical.js shows an end before its start."))
    elif _kind(start) == _kind(end) and stop < begin:
        yield Finding(end.line, Fault("it ends before it begins: programs drop it or show it wrong."))


def _recurrence(event: Component, start: Property) -> Iterator[Finding]:
    excluded = []
    for one in event.all("EXDATE"):
        if _kind(one) != _kind(start):
            yield Finding(
                one.line, Fault("EXDATE is of another kind than DTSTART: programs show the date all the same.")
            )
        excluded += [(one.line, _moment(word)) for word in one.value.split(",")]
    found = event.first("RRULE")
    if not found:
        return
    parts = dict(part.partition("=")[::2] for part in found.value.upper().split(";"))
    if "COUNT" in parts and "UNTIL" in parts:
        yield Finding(found.line, Fault("COUNT and UNTIL stand together: programs refuse the rule."))
        return
    kind, until = _kind(start), parts.get("UNTIL")
    if until:
        right = {"date": len(until) == 8, "zone": until.endswith("Z"), "utc": until.endswith("Z")}
        if not right.get(kind[0], len(until) == 15):
            yield Finding(found.line, Fault("UNTIL is of the wrong kind: the last date is lost or one comes too many."))
    begin = _moment(start.value)
    try:
        series = rule.parse(found.value, begin.date(), begin, UTC)
    except Fault as fault:
        yield Finding(found.line, fault)
        return
    if next(series.days(begin.date(), begin.date()), None) is None:
        yield Finding(start.line, Fault("DTSTART is not a date of the rule: programs differ on whether it is one."))
    out = {moment.date() for _, moment in excluded if moment}
    if out and all(day in out for day in _some(series, len(out) + 1)):
        yield Finding(found.line, Fault("every date is left out: Nextcloud refuses the event."))
    for line, moment in excluded:
        if moment and next(series.days(moment.date(), moment.date()), None) is None:
            yield Finding(line, Fault("EXDATE is not a date of the rule: ical.js then passes over the next one."))


def _some(series: rule.Rule, number: int) -> list[date]:
    """The first few days of a rule, looked for in twenty years."""
    days = series.days(series.start, min(rule.LAST_DAY, series.start + timedelta(7310)))
    return [day for day, _ in zip(days, range(number), strict=False)]


def _text(one: Property) -> Iterator[Finding]:
    if one.name in TEXTS and re.search(r"(?<!\\)(?:\\\\)*[,;]", one.value):
        yield Finding(one.line, Fault("a comma or semicolon stands in a text without \\: programs cut the text there."))


def _kind(one: Property) -> tuple[str, str]:
    """date, zone (with its name), utc or floating."""
    word = one.value.split(",")[0]
    if one.parameters.get("VALUE") == "DATE" or re.fullmatch(r"\d{8}", word):
        return "date", ""
    if zone := one.parameters.get("TZID"):
        return "zone", zone
    return ("utc", "") if word.endswith("Z") else ("floating", "")


def _moment(word: str) -> datetime | None:
    """The date or time that a value says, without its zone; None if it says none."""
    for form in ("%Y%m%d", "%Y%m%dT%H%M%S", "%Y%m%dT%H%M%SZ"):
        try:
            return datetime.strptime(word, form)
        except ValueError:
            continue
    return None


def _line_of(data: bytes, index: int) -> int:
    """The number of the line that a byte stands in."""
    return len(data[:index].split(b"\n"))
