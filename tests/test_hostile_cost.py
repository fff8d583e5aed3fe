"""Entries of at most 64 kB made to cost much: the check reads all of a kind within a few seconds and 300 MB."""

import os
import resource
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest

from entries import ROOT, fields, put

SECONDS, BYTES = 8, 300 * 1024 * 1024


def days(number: int, first: str = "2099-01-01", step: int = 1) -> list[str]:
    """So many days, each `step` after the one before."""
    return [str(date.fromisoformat(first) + timedelta(step * n)) for n in range(number)]


def flow(items) -> str:
    """A list on one line."""
    return "[" + ", ".join(items) + "]"


def changes(planned: list[str]) -> str:
    """A change of each of these days."""
    return "changes: " + flow(f"{{date: {day}, note: x}}" for day in planned)


def plans(number: int, *parts: str) -> dict[str, str]:
    """The same schedule, daily or by a rule since 1900, so many times."""
    return {"schedule": flow([f"{{start: 1900-01-01, {', '.join(parts)}}}"] * number)}


def rules(name: str, rule: str) -> dict[str, dict[str, str]]:
    """Schedules by this rule, which names no day: many of them, and with many changes."""
    return {
        f"{name}-many": plans(10, f"rrule: '{rule};COUNT=500'", "pause: public-holidays"),
        f"{name}-changed": plans(3, f"rrule: '{rule}'", changes(days(200, "1990-01-01", 180))),
    }


WORDS = ("voorbeeld", "ontmoeting", "koffie", "samen", "wijk", "bibliotheek", "taal")
NEAR = [f"{WORDS[n % 7]}-{WORDS[n % 5]}-{WORDS[n % 3]}{n}" for n in range(1900)]
ALL = "except: 1900-01-01/2098-12-31"
GAPS = "except: " + flow(f"{day}/{day}" for day in days(90, "1900-01-01", 3))

KINDS: dict[str, dict[str, dict[str, str]]] = {
    "schedules": {
        "daily-with-gaps": plans(20, "repeat: daily", GAPS),
        "daily-on-no-day": plans(20, "repeat: daily", "except: 1900-01-01/2100-12-31"),
        "counted-on-no-day": plans(20, "repeat: daily", "count: 500", "except: 1900-01-01/2100-12-31"),
        "counted-and-changed": plans(3, "repeat: daily", "count: 500", ALL, changes(days(200))),
        "counted-with-extra": plans(3, "repeat: daily", "count: 500", ALL, "extra: " + flow(days(200))),
        "2000-changes": plans(1, "repeat: daily", "changes: " + flow(["x"] * 1950)),
        "pauses": plans(4, "repeat: daily", "pause: " + flow(["school-holidays"] * 480), ALL),
        "loose": {"schedule": f"{{dates: {flow(days(500))}, extra: {flow(days(200))}, {changes(days(200))}}}"},
        "600-schedules": plans(600, "rrule: 'FREQ=DAILY;UNTIL=21001231'"),
    },
    "rules": {
        **rules("no-day", "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"),
        **rules("no-month-day", "FREQ=MONTHLY;BYMONTHDAY=31;BYMONTH=2,4,6;BYDAY=MO"),
        **rules("positions", "FREQ=YEARLY;BYDAY=MO,TU,WE,TH,FR,SA,SU;BYSETPOS=366"),
        **rules("weeks", f"FREQ=YEARLY;BYWEEKNO={','.join(map(str, range(-53, -1)))};BYDAY=MO,TU;BYSETPOS=366"),
    },
    "texts": {
        "brackets": {"price": "[" * 60_000},
        "braces": {"price": "{" * 60_000},
        "dashes": {"price": "\n " + "- " * 30_000},
        "names": {"price": "\n" + "? " * 30_000},
        "nested-names": {"price": "{a: " * 15_000},
        "closed": {"price": "[" * 30_000 + "]" * 30_000},
        "deep": {"price": "\n" + "\n".join(" " * n + "a:" for n in range(1, 340))},
        "indented": {"price": "\n" + " " * 60_000 + "x"},
        "anchors": {"price": "&a " * 20_000},
        "tags": {"price": "! " * 30_000},
        "quotes": {"price": "'" + "''" * 30_000},
        "comments": {"price": "0\n" + "# x\n" * 15_000},
        "twice": {"price": "0\nprice: 0" * 1900},
        "partners": {"partners": flow(NEAR)},
        "topics": {"topics": flow(NEAR)},
        "translations": {"translations": "{" + ", ".join(f"{word}: {{title: x}}" for word in NEAR[:900]) + "}"},
        "unknown-fields": {"price": "0\n" + "\n".join(f"registratio{n:016}: x" for n in range(1900))},
        "unknown-days": {"schedule": f"{{start: 2026-09-01, repeat: monthly, days: {flow(NEAR)}}}"},
        "unknown-months": {"schedule": f"{{start: 2026-09-01, repeat: daily, months: {flow(NEAR)}}}"},
        "long-id": {"campaigns": "week-voor-" * 6000},
        "long-word": {"form": "drop" * 15_000},
        "long-name": {"price": "0\n? " + "titel" * 12_000 + "\n: x"},
        "mixed-scripts": {"title": "aа" * 15_000},
        "zero-width": {"title": "\u200d" * 20_000},
        "zero-width-escaped": {"title": '"' + r"\u200d" * 10_000 + '"'},
        "emoji": {"title": "👩\u200d" * 8000},
        "price": {"price": "2," * 30_000},
        "digits": {"price": "9" * 60_000},
        "time": {"schedule": f"{{start: 2026-09-01, time: '10:00{' ' * 60_000}x'}}"},
        "time-digits": {"schedule": f"{{start: 2026-09-01, time: '{'1' * 60_000}x'}}"},
        "moment": {"schedule": f'{{dates: "{"-" * 60_000} a\\nb"}}'},
        "new-moment": {
            "schedule": f'{{start: 2026-09-01, changes: {{date: 2026-09-01, to: "{"a-" * 30_000} a\\nb"}}}}'
        },
        "ranges": {"schedule": f"{{start: 2026-09-01, except: '{'/' * 60_000}'}}"},
        "rrule": {"schedule": f"{{start: 2026-09-01, rrule: 'FREQ=DAILY;BYDAY={'MO,' * 20_000}'}}"},
        "ages": {"ages": f"'1{' ' * 60_000}x'"},
        "email": {"contact": f"{{email: '{'a.' * 15_000}@{'a.' * 15_000}'}}"},
        "website": {"contact": f"{{website: 'https://{'a-.' * 20_000}!'}}"},
        "phone": {"contact": f"{{phone: '{'(1' * 30_000}x'}}"},
    },
}


def bound() -> None:
    """What the check may use; more ends it."""
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_DATA, (BYTES, BYTES))


@pytest.mark.parametrize("kind", KINDS)
def test_the_check_is_bounded(kind, tmp_path):
    for name, hostile in KINDS[kind].items():
        content = f"---\n{fields(**hostile)}---\nLoop binnen.\n".encode()
        assert len(content) <= 65536, name
        put(tmp_path, content, f"{name}.md")
    command = [sys.executable, ROOT / "scripts/check.py", tmp_path]
    environment = {**os.environ, "AGENDA_TODAY": "2028-10-01"}  # when the holidays end soon
    done = subprocess.run(command, env=environment, preexec_fn=bound, capture_output=True, text=True)
    told = {Path(line.partition(".md:")[0]).name for line in done.stdout.splitlines()}
    assert done.returncode in (0, 1), done.stderr
    assert "Traceback" not in done.stderr
    assert told == set(KINDS[kind])
