"""Cut or whole, the finder's files tell of the same activities; each is in one shard, its words in one part."""

import hashlib
import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agenda import shards
from index_files import activities

AREAS = ((), ("north",), ("south",), ("far",))
RUNS = ((), ((2, 0),), ((0, 1), (7, 1, 1)), ((90, 0, 2),), ((1, 0), (2, 0)))


def index(areas, runs, marked) -> dict:
    """An index of so many activities as there are areas, as `finder.index` makes one."""
    texts = [{"address": f"walkers/{number}", "title": f"Walk {number}"} for number in range(len(areas))]
    rank = {"whole": 0, "begin": 600, "end": 660}
    return {
        "today": "2026-11-22",
        "times": [{**rank, "rank": 0}, {**rank, "end": 690, "rank": 1}],
        "keys": {"area": shards.once(areas), "topic": shards.once(("tea",) * (n % 3) for n in range(len(runs)))},
        "dates": shards.once(runs),
        "undated": [number for number, run in enumerate(runs) if not run],
        "unchecked": [number for number, mark in enumerate(marked) if mark],
        "texts": texts,
    }  # fmt: skip


indexes = st.lists(st.tuples(st.sampled_from(AREAS), st.sampled_from(RUNS), st.booleans()), max_size=40).map(
    lambda rows: index([row[0] for row in rows], [row[1] for row in rows], [row[2] for row in rows])
)
SIX = index(
    [AREAS[1], AREAS[2], AREAS[1], AREAS[1], (), AREAS[1]],
    [RUNS[1], RUNS[1], RUNS[0], RUNS[2], RUNS[4], RUNS[4]],
    [0] * 6,
)


@given(indexes, st.integers(1, 7))
def test_cut_it_tells_what_one_file_tells(whole, size):
    files = shards.cut("nl/finder.json", whole, 0, size)
    assert activities(files, "nl/finder.json") == activities(shards.cut("nl/finder.json", whole, 100), "nl/finder.json")


@given(indexes, st.integers(1, 7))
def test_every_file_is_named_by_what_is_in_it_and_needed(whole, size):
    files = shards.cut("finder.json", whole, 0, size)
    common = json.loads(files.pop("finder.json"))
    found = [one["file"] for one in common.get("shards", ())]
    needed = [*found, *(name for one in found for name in json.loads(files[f"finder/{one}.json"])["texts"])]
    assert sorted(files) == sorted(f"finder/{name}.json" for name in needed)
    for name in needed:
        assert hashlib.sha256(files[f"finder/{name}.json"].encode()).hexdigest().startswith(name)


def test_a_town_has_one_file():
    assert list(shards.cut("finder.json", SIX)) == ["finder.json"]
    assert json.loads(shards.cut("finder.json", SIX)["finder.json"])["texts"] == SIX["texts"]


@pytest.mark.parametrize(("whole", "number"), [(6, 1), (5, 8)])
def test_from_which_number_on_it_is_cut(whole, number):
    assert len(shards.cut("finder.json", SIX, whole, 2)) == number


def test_a_shard_has_one_area_and_no_words():
    files = shards.cut("finder.json", SIX, 0, 2)
    common = json.loads(files["finder.json"])
    assert [one["areas"] for one in common["shards"]] == [["north"], ["south"], []]
    assert not {"keys", "dates", "undated", "unchecked", "texts"} & common.keys()
    north = json.loads(files[f"finder/{common['shards'][0]['file']}.json"])
    assert north["keys"]["area"] == {"sets": [["north"]], "of": [0, 0, 0, 0]}
    assert north["numbers"] == [0, 2, 1, 2]
    assert all(re.fullmatch("[0-9a-f]{12}", name) for name in north["texts"])


def test_those_whose_dates_come_first_are_in_the_first_part():
    """Of the area's four: the first on day 2, one without a date, one on day 0, one on day 1."""
    files = shards.cut("finder.json", SIX, 0, 2)
    north = json.loads(files[f"finder/{json.loads(files['finder.json'])['shards'][0]['file']}.json"])
    parts = [[one["title"] for one in json.loads(files[f"finder/{name}.json"])] for name in north["texts"]]
    assert parts == [["Walk 3", "Walk 5"], ["Walk 0", "Walk 2"]]
    assert north["part"] == [1, 1, 0, 0]


def test_it_is_the_same_each_time():
    assert shards.cut("finder.json", SIX, 0, 2) == shards.cut("finder.json", SIX, 0, 2)
