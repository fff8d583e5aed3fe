"""The feeds say what the agenda says: for every schedule case in a real build, and for schedules by chance."""

from collections import defaultdict

import pytest

import case_feed
import engines
import random_schedules as chance

IDS = [case["id"] for case in case_feed.DATA["cases"]]


@pytest.fixture(scope="module")
def cases(tmp_path_factory) -> dict:
    feed = case_feed.build(tmp_path_factory.mktemp("cases"))
    return case_feed.found(engines.read_here(feed.read_bytes(), case_feed.FIRST, case_feed.LAST))


@pytest.mark.parametrize("case", IDS)
def test_built_feed_gives_the_dates_of_the_case(case, cases):
    assert cases[case] == case_feed.expected()[case]


def by_slug(records: list[dict]) -> dict[str, list[tuple]]:
    result = defaultdict(list)
    for record in records:
        slug = record["uid"].split("@")[0].split(".")[1]
        result[slug].append((record["start"], record["end"], record["status"]))
    return {slug: sorted(found) for slug, found in result.items()}


def test_feed_of_schedules_by_chance_gives_their_dates():
    place, whole = chance.agenda(seed=7, number=150)
    records = engines.read_here(chance.feed(place, whole), str(chance.FIRST), str(chance.LAST))
    found, expected = by_slug(records), chance.expected(whole)
    wrong = [(one.summary, expected[one.slug], found.get(one.slug)) for one in whole.activities
             if expected[one.slug] != found.get(one.slug, [])]  # fmt: skip
    assert not wrong
