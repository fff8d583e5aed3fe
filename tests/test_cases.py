"""Every case of cases/schedules.yaml, written as a partner would, gives exactly its dates by scripts/dates.py."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parent.parent
CASES = Path(__file__).parent / "cases"
DATA = yaml.safe_load((CASES / "schedules.yaml").read_text())
IDS = [case["id"] for case in DATA["cases"]]


def expected(case) -> list[dict]:
    """The case's dates as dates.py writes them."""
    held = [(start, end, "scheduled") for start, end in case["expected"]]
    off = [(start, end, "cancelled") for start, end in case.get("expected_cancelled", ())]
    return [{"start": start, "end": end, "status": status} for start, end, status in sorted(held + off)]


@pytest.fixture(scope="module")
def dates() -> dict[str, list[dict]]:
    """What dates.py says of every case."""
    files = [f"activities/dock-haarlem/{id}.md" for id in IDS]
    first, last = DATA["window"]
    command = [sys.executable, ROOT / "scripts/dates.py", *files, "--from", first, "--to", last, "--json"]
    done = subprocess.run(command, cwd=CASES, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return dict(zip(IDS, json.loads(done.stdout), strict=True))


@pytest.mark.parametrize("case", DATA["cases"], ids=IDS)
def test_dates_are_exactly_those_of_the_case(case, dates):
    assert dates[case["id"]] == expected(case)
