"""Vocabularies of several towns as one: what is the same, what gets the town's name, and where tiles lie."""

import pytest

from region import terms
from region.sources import Source
from region.terms import Town
from region.town_data import LISTS, Published, Record


def town(name: str, **lists: dict[str, dict]) -> Town:
    records = {one: {} for one in LISTS} | {
        key: {id: Record(id, fields, "", "") for id, fields in found.items()} for key, found in lists.items()
    }
    return Town(Source(name, name.lower(), ""), Published(name.lower(), name, "", records))


NORTHAM = town(
    "Northam",
    audiences={"old": {"name": "Older people"}, "all": {"name": "Everyone"}},
    languages={"fr": {"name": "French"}},
    areas={"a": {"name": "Centre", "tile": ["2", "1"]}, "b": {"name": "Dunes", "tile": ["4", "1"]}},
    discounts={"pass": {"name": "Pass"}},
)
SOUTHAM = town(
    "Southam",
    audiences={"old": {"name": "Elders"}, "all": {"name": "everyone"}},
    languages={"fr": {"name": "Frans"}},
    areas={"a": {"name": "Centre", "tile": ["1", "3"]}, "c": {"name": "Marsh"}},
    discounts={"pass": {"name": "Pass"}},
)


def test_one_term_where_towns_mean_the_same():
    joined = terms.joined([NORTHAM, SOUTHAM])
    assert {id: one["name"] for id, one in joined.shared["audiences"].items()} == {
        "old": "Older people", "all": "Everyone", "southam-old": "Elders (Southam)",
    }  # fmt: skip
    assert joined.id(SOUTHAM, "audiences", "old") == "southam-old"
    assert joined.id(SOUTHAM, "audiences", "all") == "all"
    assert joined.id(SOUTHAM, "audiences", "northam-old") == "southam-northam-old"  # nothing of another town
    assert list(joined.shared["languages"]) == ["fr"]  # a code means the same everywhere


@pytest.mark.parametrize(
    ("where", "name", "id", "expected"),
    [
        (NORTHAM, "areas", "a", "Centre (Northam)"),
        (NORTHAM, "areas", "b", "Dunes"),
        (SOUTHAM, "areas", "a", "Centre (Southam)"),
        (SOUTHAM, "discounts", "pass", "Pass (Southam)"),
    ],
)
def test_names_tell_apart(where, name, id, expected):
    joined = terms.joined([NORTHAM, SOUTHAM])
    assert joined.named(where, name, where.published.lists[name][id]) == expected


def test_a_town_by_itself_needs_no_names_but_for_passes():
    joined = terms.joined([NORTHAM])
    assert joined.named(NORTHAM, "areas", NORTHAM.published.lists["areas"]["a"]) == "Centre"
    assert joined.named(NORTHAM, "discounts", NORTHAM.published.lists["discounts"]["pass"]) == "Pass (Northam)"


def test_tiles_lie_beside_each_other():
    assert terms.shifts([NORTHAM, SOUTHAM]) == {"northam": -1, "southam": 4}
    wide = [town(f"T{n}", areas={"a": {"tile": ["1", "1"]}, "b": {"tile": ["9", "1"]}}) for n in range(4)]
    assert terms.shifts(wide[:3]) == {"t0": 0, "t1": 10, "t2": 20}
    assert terms.shifts(wide) is None


@pytest.mark.parametrize(
    "tile", ["x", [], ["1"], ["1", "2", "3"], ["a", "1"], ["0", "1"], ["31", "1"], [["1"], "1"], ["٣", "1"]]
)
def test_what_is_no_tile(tile):
    assert terms.tile_of(Record("a", {"tile": tile}, "", "")) is None


def test_long_ids_stay_apart():
    ids = {NORTHAM.own("x" * 78 + end) for end in ("a", "b")}
    assert len(ids) == 2
    assert {len(id) for id in ids} == {80}
