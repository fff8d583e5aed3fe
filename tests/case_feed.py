"""The feed of all schedule cases as the site publishes it, and what each engine must find in it."""

import os
import subprocess
import sys
from collections import defaultdict
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import yaml

ROOT = Path(__file__).parent.parent
CASES = Path(__file__).parent / "cases"
DATA = yaml.safe_load((CASES / "schedules.yaml").read_text())
FIRST, LAST = DATA["window"]
ZONE = ZoneInfo(DATA["timezone"])


def build(folder: Path) -> Path:
    """A real build of the town with the cases as its activities; the path of the organizer's feed."""
    command = [sys.executable, "-m", "pelican", "content", "-s", "pelicanconf.py", "-o", str(folder)]
    command += ["-e", 'AGENDA_PATH="tests/cases/activities"']
    environment = {**os.environ, "AGENDA_TODAY": FIRST}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "organisatie" / "dock-haarlem" / "agenda.ics"


def utc(local: str) -> str:
    """A local time as UTC; a date stays a date."""
    if "T" not in local:
        return local
    return f"{datetime.fromisoformat(local).replace(tzinfo=ZONE).astimezone(UTC):%Y-%m-%dT%H:%MZ}"


def expected() -> dict[str, list[tuple]]:
    """Of each case its occurrences as an engine gives them: start, end (UTC), status."""
    result = {}
    for case in DATA["cases"]:
        held = case.get("expected_utc") or [[utc(start), utc(end)] for start, end in case["expected"]]
        off = [(utc(start), utc(end), "cancelled") for start, end in case.get("expected_cancelled", ())]
        result[case["id"]] = sorted([(start, end, "scheduled") for start, end in held] + off)
    return result


def found(records: list[dict]) -> dict[str, list[tuple]]:
    """An engine's records by case; the case's id is the second part of the UID."""
    result = defaultdict(list)
    for record in records:
        case = record["uid"].split("@")[0].split(".")[1]
        result[case].append((record["start"], record["end"], record["status"]))
    return {case["id"]: sorted(result[case["id"]]) for case in DATA["cases"]}
