"""Each fault that validators let pass is found at its line with its own message; clean files pass."""

import subprocess
import sys
from pathlib import Path

import pytest

from agenda import feed_lint

ROOT = Path(__file__).parent.parent
CLEAN = """BEGIN:VCALENDAR
PRODID:-//test//NL
VERSION:2.0
BEGIN:VTIMEZONE
TZID:Europe/Amsterdam
BEGIN:STANDARD
DTSTART:19961027T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
UID:a
DTSTAMP:20260901T000000Z
DTSTART;TZID=Europe/Amsterdam:20260903T100000
DTEND;TZID=Europe/Amsterdam:20260903T120000
RRULE:FREQ=WEEKLY;BYDAY=TH;UNTIL=20261001T215900Z
EXDATE;TZID=Europe/Amsterdam:20260910T100000
SUMMARY:Koffie\\, thee
END:VEVENT
END:VCALENDAR
"""
WHOLE_DAY = """BEGIN:VCALENDAR
PRODID:-//test//NL
VERSION:2.0
BEGIN:VEVENT
UID:a
DTSTAMP:20260901T000000Z
DTSTART;VALUE=DATE:20260903
DTEND;VALUE=DATE:20260904
END:VEVENT
END:VCALENDAR
"""


def found(text: str | bytes) -> list[tuple[int, str]]:
    """Line and message of each fault."""
    data = text if isinstance(text, bytes) else text.replace("\n", "\r\n").encode()
    return [(one.line, str(one.fault)) for one in feed_lint.findings(data)]


def holds(text: str | bytes, line: int, message: str) -> bool:
    """Is there a fault at this line whose message begins so?"""
    return any(at == line and words.startswith(message) for at, words in found(text))


@pytest.mark.parametrize("text", [CLEAN, WHOLE_DAY], ids=["timed series", "whole day"])
def test_clean_file_has_no_fault(text):
    assert found(text) == []


FAULTS = {
    "no PRODID": ("PRODID:-//test//NL\n", "", 1, "PRODID is missing"),
    "no VERSION": ("VERSION:2.0\n", "", 1, "VERSION is missing"),
    "no UID": ("UID:a\n", "", 12, "UID is missing"),
    "no DTSTAMP": ("DTSTAMP:20260901T000000Z\n", "", 12, "DTSTAMP is missing"),
    "no DTSTART": ("DTSTART;TZID=Europe/Amsterdam:20260903T100000\n", "", 12, "DTSTART is missing"),
    "end before start": ("20260903T120000", "20260903T090000", 16, "it ends before it begins"),
    "time zone without VTIMEZONE": ("DTSTART;TZID=Europe/Amsterdam", "DTSTART;TZID=Europe/Paris", 15, "the time zone"),
    "long line": ("thee", "thee " * 20, 19, "the line has"),
    "UNTIL as a date": ("UNTIL=20261001T215900Z", "UNTIL=20261001", 17, "UNTIL is of the wrong kind"),
    "UNTIL as local time": ("UNTIL=20261001T215900Z", "UNTIL=20261001T235900", 17, "UNTIL is of the wrong kind"),
    "EXDATE as a date": ("EXDATE;TZID=Europe/Amsterdam:20260910T100000", "EXDATE;VALUE=DATE:20260910", 18,
                         "EXDATE is of another kind than DTSTART"),
    "EXDATE in UTC": ("EXDATE;TZID=Europe/Amsterdam:20260910T100000", "EXDATE:20260910T080000Z", 18,
                      "EXDATE is of another kind than DTSTART"),
    "EXDATE off the rule": ("20260910T100000", "20260911T100000", 18, "EXDATE is not a date of the rule"),
    "comma not escaped": ("Koffie\\,", "Koffie,", 19, "a comma or semicolon stands in a text without \\"),
    "semicolon not escaped": ("Koffie\\,", "Koffie;", 19, "a comma or semicolon stands in a text without \\"),
    "DTSTART off the rule": ("BYDAY=TH", "BYDAY=FR", 15, "DTSTART is not a date of the rule"),
    "all dates left out": ("UNTIL=20261001T215900Z\nEXDATE;TZID=Europe/Amsterdam:20260910T100000",
                           "UNTIL=20260910T215900Z\nEXDATE;TZID=Europe/Amsterdam:20260903T100000,20260910T100000",
                           17, "every date is left out"),
    "override without a series": ("UID:a\n", "UID:a\nRECURRENCE-ID;TZID=Europe/Amsterdam:20260917T100000\n", 14,
                                  "a changed occurrence has no series"),
    "COUNT with UNTIL": ("UNTIL=", "COUNT=4;UNTIL=", 17, "COUNT and UNTIL stand together"),
    "DTEND with DURATION": ("DTEND", "DURATION:PT2H\nDTEND", 17, "DTEND and DURATION stand together"),
    "raw newline": ("thee", "thee\nen koek", 20, "this is no property"),
    "control character": ("thee", "the\x07", 19, "a control character stands here"),
    "two events with one UID": ("END:VEVENT\n", "END:VEVENT\nBEGIN:VEVENT\nUID:a\nDTSTAMP:20260901T000000Z\n"
                                "DTSTART:20260901T080000Z\nEND:VEVENT\n", 22, "two events have the UID a"),
    "a rule below a day": ("FREQ=WEEKLY", "FREQ=HOURLY", 17, "FREQ=HOURLY is not possible"),
    "not ended": ("END:VCALENDAR\n", "", 1, "VCALENDAR is not ended"),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "line", "message"), FAULTS.values(), ids=FAULTS)
def test_fault_is_found_at_its_line(old, new, line, message):
    broken = CLEAN.replace(old, new)
    assert broken != CLEAN
    assert holds(broken, line, message)


def test_zero_length_whole_day():
    assert holds(WHOLE_DAY.replace("20260904", "20260903"), 8, "a whole day has no length")


RAW = CLEAN.replace("\n", "\r\n").encode()


@pytest.mark.parametrize(
    ("data", "line", "message"),
    [
        (CLEAN.encode(), 1, "a line ends in a bare LF"),
        (RAW.replace(b"thee", b"th\xe9e"), 19, "this is not UTF-8"),
        (RAW.replace(b"thee", b"th\xc3\r\n \xa9e"), 19, "a character is split by folding"),
        (b"<html></html>", 1, "this is no calendar"),
        (b"", 1, "this is no calendar"),
    ],
    ids=["bare LF", "Latin-1", "split character", "no calendar", "nothing"],
)
def test_fault_of_the_bytes(data, line, message):
    assert holds(data, line, message)


def test_warnings_do_not_fail(tmp_path):
    empty = tmp_path / "empty.ics"
    empty.write_bytes(b"BEGIN:VCALENDAR\r\nPRODID:x\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n")
    large = tmp_path / "large.ics"
    event = CLEAN[CLEAN.index("BEGIN:VEVENT") : CLEAN.index("END:VCALENDAR")]
    events = "".join(event.replace("UID:a", f"UID:a{n}") for n in range(3500))
    large.write_bytes(CLEAN.replace(event, events).replace("\n", "\r\n").encode())
    command = [sys.executable, ROOT / "scripts" / "lint_feed.py", empty, large]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout
    assert len(done.stdout.splitlines()) == 2


def test_every_built_feed_is_clean(site):
    feeds = sorted(site.rglob("agenda.ics"))
    assert len(feeds) > 100
    wrong = [(feed, one) for feed in feeds for one in feed_lint.findings(feed.read_bytes()) if not one.warning]
    assert wrong == []
