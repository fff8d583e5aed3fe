"""A person subscribes: vdirsyncer fetches the built feed over http, khal shows it; every case has its dates."""

import importlib.util
import json
import subprocess
import sys
import threading
from collections import defaultdict
from pathlib import Path

import pytest

import case_feed

ROOT = Path(__file__).parent.parent
IDS = [case["id"] for case in case_feed.DATA["cases"]]
SYNC = """
[general]
status_path = "{folder}/status/"
[pair agenda]
a = "site"
b = "here"
collections = null
[storage site]
type = "http"
url = "{url}"
[storage here]
type = "filesystem"
path = "{folder}/calendar/"
fileext = ".ics"
"""
KHAL = """
[calendars]
[[agenda]]
path = {folder}/calendar/
[sqlite]
path = {folder}/khal.db
[locale]
local_timezone = Europe/Amsterdam
default_timezone = Europe/Amsterdam
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%dT%H:%M
longdatetimeformat = %Y-%m-%dT%H:%M
"""
FIELDS = ("url", "start-long-full", "end-long-full", "status")


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """The feed's address on a server that is as strict as a static host."""
    spec = importlib.util.spec_from_file_location("serve", ROOT / "scripts" / "serve.py")
    serve = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(serve)
    feed = case_feed.build(tmp_path_factory.mktemp("cases"))
    server = serve.server(feed.parent, 8900)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/{feed.name}"
    server.shutdown()


def run(*command: str, answer: str = "") -> str:
    done = subprocess.run([sys.executable, "-m", *command], input=answer, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def shown(address, tmp_path_factory) -> dict[str, set[tuple]]:
    """By case what khal lists: start, end (local; of whole days the last one), status."""
    folder = tmp_path_factory.mktemp("khal")
    (folder / "calendar").mkdir()
    (folder / "sync.conf").write_text(SYNC.format(folder=folder, url=address))
    (folder / "khal.conf").write_text(KHAL.format(folder=folder))
    run("vdirsyncer", "-c", str(folder / "sync.conf"), "discover", answer="y\n" * 9)
    run("vdirsyncer", "-c", str(folder / "sync.conf"), "sync")
    fields = [word for field in FIELDS for word in ("--json", field)]
    window = (case_feed.FIRST, f"{case_feed.LAST[:4]}-05-01")  # khal's end is the day after the last
    lines = run("khal", "-c", str(folder / "khal.conf"), "list", *window, *fields).splitlines()
    result = defaultdict(set)
    for record in (record for line in lines for record in json.loads(line)):
        case = record["url"].rstrip("/").rpartition("/")[2]
        result[case].add(tuple(record[field] for field in FIELDS[1:]))
    return result


def expected(case: dict) -> set[tuple]:
    """The case's dates as khal writes them: a whole day at 00:00."""
    held = [(*dates, "CONFIRMED") for dates in case["expected"]]
    off = [(*dates, "CANCELLED") for dates in case.get("expected_cancelled", ())]
    return {
        tuple(f"{word}T00:00" if len(word) == len("2026-09-01") else word for word in one[:2]) + one[2:]
        for one in held + off
    }


@pytest.mark.parametrize("case", case_feed.DATA["cases"], ids=IDS)
def test_khal_lists_the_dates_of_the_case(case, shown):
    assert shown[case["id"]] == expected(case)
