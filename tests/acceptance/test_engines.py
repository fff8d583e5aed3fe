"""Engines of real calendar programs, which share no code with ours, read the built feeds and show the same dates."""

import sys
from collections import defaultdict
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent))

import case_feed
import engines
import random_schedules as chance

IDS = [case["id"] for case in case_feed.DATA["cases"]]


@pytest.fixture(scope="module")
def feed(tmp_path_factory) -> Path:
    return case_feed.build(tmp_path_factory.mktemp("cases"))


@pytest.fixture(scope="module", params=engines.COMMANDS)
def seen(request, feed) -> dict:
    return case_feed.found(engines.read(request.param, feed, case_feed.FIRST, case_feed.LAST))


@pytest.mark.parametrize("case", IDS)
def test_engine_shows_the_dates_of_the_case(case, seen):
    assert seen[case] == case_feed.expected()[case]


@pytest.mark.parametrize("engine", engines.COMMANDS)
def test_engine_shows_the_dates_of_schedules_by_chance(engine, tmp_path):
    place, whole = chance.agenda(seed=11, number=300)
    file = tmp_path / "chance.ics"
    file.write_bytes(chance.feed(place, whole))
    found = defaultdict(list)
    for record in engines.read(engine, file, str(chance.FIRST), str(chance.LAST)):
        slug = record["uid"].split("@")[0].split(".")[1]
        found[slug].append((record["start"], record["end"], record["status"]))
    expected = chance.expected(whole)
    wrong = [(one.summary, expected[one.slug], sorted(found[one.slug])) for one in whole.activities
             if expected[one.slug] != sorted(found[one.slug])]  # fmt: skip
    assert not wrong
