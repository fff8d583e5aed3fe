"""The offer counted: cell by cell as an independent count of the dates that `scripts/dates.py` gives."""

import json
import subprocess
import sys
from collections import Counter
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
import yaml

from agenda import source, town
from agenda.steering import PARTS
from insight import coverage
from insight.coverage import ALL, ELSEWHERE, UNDATED, Tally
from insight.lists import Lists
from small_town import activity, small_town

ROOT = Path(__file__).parent.parent
FIRST, LAST = date(2026, 11, 22), date(2027, 1, 16)
LISTS = Lists(FIRST, LAST, FIRST, (3, 4, 6))


def of_town(tmp_path, files):
    town = small_town(tmp_path, {"activities/walkers/walk.md": None, **files})
    return coverage.of(town.agenda(), LISTS)


def entry(**fields) -> dict[str, str]:
    return {"activities/walkers/it.md": activity(**fields)}


def cells(counted, area=ALL, audience=ALL) -> dict[str, int]:
    """Part -> number of dates, of the parts that have any."""
    found = {part: counted.at(area, audience, part).occurrences for part in PARTS}
    return {part: number for part, number in found.items() if number}


WEEKLY = "{start: 2026-09-01, time: 19:30-21:00, repeat: weekly}"  # Tuesdays


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        pytest.param(dict(schedule=WEEKLY), {"north": {"evening": 8}}, id="eight weeks have eight Tuesdays"),
        pytest.param(dict(schedule="{start: 2027-01-16}"), {"north": {"saturday": 1}}, id="the last day is in"),
        pytest.param(dict(schedule="{start: 2027-01-17}"), {}, id="the day after is not"),
        pytest.param(dict(schedule="{start: 2026-11-21}"), {}, id="yesterday is not"),
        pytest.param(dict(schedule=WEEKLY, status="cancelled"), {}, id="a cancelled activity does not count"),
        pytest.param(dict(schedule=WEEKLY, status="full"), {"north": {"evening": 8}}, id="a full one takes place"),
        pytest.param(
            dict(schedule=WEEKLY[:-1] + ", changes: [{date: 2026-11-24, cancelled: yes}]}"),
            {"north": {"evening": 7}},
            id="nor does a cancelled date",
        ),
        pytest.param(
            dict(schedule=WEEKLY[:-1] + ", changes: [{date: 2026-11-24, to: 2026-11-29 10:00-11:00}]}"),
            {"north": {"evening": 7, "sunday": 1}},
            id="a moved date counts at its new time",
        ),
        pytest.param(
            dict(schedule=WEEKLY[:-1] + ", changes: [{date: 2026-11-24, location: {name: Inn, area: south}}]}"),
            {"north": {"evening": 7}, "south": {"evening": 1}},
            id="and at its new place",
        ),
        pytest.param(
            dict(schedule=WEEKLY, location="{online: yes}"), {ELSEWHERE: {"evening": 8}}, id="online is in no area"
        ),
    ],
)
def test_what_counts_where_and_when(fields, expected, tmp_path):
    counted = of_town(tmp_path, entry(**fields))
    assert {area: found for area in counted.rows() if (found := cells(counted, area))} == expected


def test_what_is_for_everyone_counts_for_each_audience_and_apart(tmp_path):
    files = {
        "activities/walkers/a.md": activity(schedule=WEEKLY),
        "activities/walkers/b.md": activity(schedule=WEEKLY, audiences="[young]"),
    }
    counted = of_town(tmp_path, files)
    young, old = counted.at("north", "young"), counted.at("north", "old")
    assert (young.occurrences, young.activities, young.own_occurrences, young.own) == (16, 2, 8, 1)
    assert (old.occurrences, old.activities, old.own) == (8, 1, 0)
    assert counted.at("north", "all").own == 1


@pytest.mark.parametrize(
    ("fields", "free", "step_free"),
    [
        (dict(price="0", registration="none"), 1, 0),
        (dict(price="0", registration="welcome"), 1, 0),
        (dict(price="0", registration="required"), 0, 0),
        (dict(price="0"), 0, 0),  # nothing is said of signing up
        (dict(registration="none"), 0, 0),  # nor of the price
        (dict(price="2,50", registration="none"), 0, 0),
        (dict(access="[step-free]"), 0, 1),
    ],
)
def test_only_what_is_said_is_free_or_without_steps(fields, free, step_free, tmp_path):
    tally = of_town(tmp_path, entry(**fields)).at("north")
    assert (tally.free, tally.step_free) == (free, step_free)


def test_a_place_without_steps_is_enough(tmp_path):
    place = "name: The Mill\narea: north\naccess: [step-free]\n"
    assert of_town(tmp_path, {**entry(), "content/places/mill.yaml": place}).at("north").step_free == 1


@pytest.mark.parametrize(
    ("schedule", "status", "expected"),
    [
        ("{by_appointment: call us}", None, 1),
        ("{ongoing: always, until: 2026-11-22}", None, 1),
        ("{ongoing: always, until: 2026-11-21}", None, 0),
        ("{ongoing: always, start: 2027-01-17}", None, 0),
        ("{by_appointment: call us}", "cancelled", 0),
    ],
)
def test_what_has_no_fixed_time_is_counted_apart(schedule, status, expected, tmp_path):
    counted = of_town(tmp_path, entry(schedule=schedule, status=status))
    assert counted.at("north", part=UNDATED).activities == counted.at(part=UNDATED).activities == expected
    assert counted.at("north") == Tally()


def test_differences_name_every_area_that_is_or_was(tmp_path):
    before = of_town(tmp_path / "a", entry(schedule=WEEKLY))
    after = of_town(
        tmp_path / "b",
        {
            **entry(schedule=WEEKLY, location="{online: yes}"),
            "content/vocabulary/areas.yaml": "south: {name: Southside}\neast: {name: Eastside}\n",
            "content/places/mill.yaml": None,
        },
    )
    found = {one.area: (one.activities, one.occurrences) for one in coverage.differences(before, after)}
    assert found == {ALL: (0, 0), "south": (0, 0), "east": (0, 0), "north": (-1, -8), ELSEWHERE: (1, 8)}


# The town's own content, counted here from `dates.py --json` and the files as YAML.


@pytest.fixture(scope="module")
def counts() -> tuple[Counter, Counter]:
    files = sorted(path for end in ("md", "yaml") for path in (ROOT / "activities").glob(f"*/*.{end}"))
    command = [
        sys.executable,
        "scripts/dates.py",
        *map(str, files),
        "--from",
        str(FIRST),
        "--to",
        str(LAST),
        "--json",
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    audiences = yaml.safe_load((ROOT / "content/vocabulary/audiences.yaml").read_text())
    places = {path.stem: yaml.safe_load(path.read_text()) for path in (ROOT / "content/places").glob("*.yaml")}
    dates, activities = Counter(), Counter()
    for file, found in zip(files, json.loads(done.stdout), strict=True):
        text = file.read_text()
        tree = yaml.load(text.split("---\n")[1] if file.suffix == ".md" else text, yaml.BaseLoader)
        own = tree["audiences"] if isinstance(tree["audiences"], list) else [tree["audiences"]]
        whom = audiences if any(audiences[id].get("everyone") for id in own) else own
        keys: Counter = Counter()
        for one in found:
            if one["status"] == "scheduled":
                area = area_of(tree, one, places)
                for part in ("", *parts_of(one)):
                    keys[area, part] += 1
        for (area, part), number in keys.items():
            for audience in ("", *whom):
                dates[area, audience, part] += number
                activities[area, audience, part] += 1
    return dates, activities


def area_of(tree: dict, one: dict, places: dict) -> str:
    """The area of its place, or of the place that a change to this start names."""
    where = tree["location"]
    schedules = tree["schedule"] if isinstance(tree["schedule"], list) else [tree["schedule"]]
    for change in (change for plan in schedules for change in plan.get("changes", ())):
        moment = change.get("to", change["date"])
        if "location" in change and moment[:10] == one["start"][:10]:
            where = change["location"]
    return (where if isinstance(where, dict) else places[where]).get("area", "-")


def parts_of(one: dict) -> set[str]:
    """Hour by hour for what is long; the start for what is short."""
    if "T" not in one["start"]:
        hours = {9, 15}
        day, last = date.fromisoformat(one["start"]), date.fromisoformat(one["end"])
        days = [day + timedelta(n) for n in range((last - day).days + 1)]
        moments = [datetime(d.year, d.month, d.day, hour) for d in days for hour in hours]
    else:
        start = datetime.fromisoformat(one["start"])
        end = datetime.fromisoformat(one["end"]) if one["end"] else start
        length = int((end - start) / timedelta(minutes=15))
        moments = [start + timedelta(minutes=15 * n) for n in range(length)] if length >= 96 else [start]
    moments = [one for one in moments if FIRST <= one.date() <= LAST]
    weekend = {5: "saturday", 6: "sunday"}
    return {
        weekend.get(one.weekday()) or ("morning" if one.hour < 12 else "afternoon" if one.hour < 18 else "evening")
        for one in moments
    }


@pytest.fixture(scope="module")
def counted():
    settings = {"PATH": str(ROOT / "content"), "THEME": str(ROOT / "theme"), "SITENAME": "x"}
    place = town.of({**settings, "TIMEZONE": "Europe/Amsterdam"}, {"AGENDA_TODAY": str(FIRST)})
    loaded = source.load(place.folders, place.zone, place.today)
    assert loaded.problems == []
    return coverage.of(loaded.agenda, LISTS)


def test_every_cell_of_the_town_is_as_counted_from_dates(counts, counted):
    dates, activities = counts
    ours = {key: tally for key, tally in counted.tallies.items() if key[0] and key[2] != UNDATED}
    assert {key: tally.occurrences for key, tally in ours.items()} == dict(dates)
    assert {key: tally.activities for key, tally in ours.items()} == dict(activities)
    assert len(dates) > 500


def test_the_town_is_the_sum_of_its_areas(counts, counted):
    dates, _ = counts
    for audience in ("", *counted.audiences):
        for part in ("", *PARTS):
            total = sum(number for (_, whom, when), number in dates.items() if (whom, when) == (audience, part))
            assert counted.at(ALL, audience, part).occurrences == total
