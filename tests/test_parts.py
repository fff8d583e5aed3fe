"""Parts of a feed that is too big: what a part has given stays there."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agenda import parts


def loads(sizes: dict[str, int], placed: dict[str, int]) -> dict[int, int]:
    result = Counter()
    for key, size in sizes.items():
        if key in placed:
            result[placed[key]] += size
    return dict(result)


@pytest.mark.parametrize(
    ("sizes", "known", "expected"),
    [
        pytest.param(
            {"a": 50, "b": 40, "c": 30}, {}, {"a": 1, "b": 1, "c": 2}, id="the oldest first, nine tenths full"
        ),
        pytest.param({"a": 50, "b": 45, "c": 30}, {}, {"a": 1, "b": 2, "c": 1}, id="where there is room"),
        pytest.param({"a": 10, "b": 10}, {"a": 2}, {"a": 2, "b": 1}, id="a known one stays"),
        pytest.param({"a": 60, "b": 40}, {"a": 1, "b": 1}, {"a": 1, "b": 1}, id="a part may grow to its brim"),
        pytest.param({"a": 61, "b": 40}, {"a": 1, "b": 1}, {"a": 1, "b": 2}, id="then the newest has to move"),
        pytest.param({"b": 10}, {"a": 2, "b": 1}, {"a": 2, "b": 1}, id="one that is gone keeps its part"),
        pytest.param({"a": 200, "b": 10}, {}, {"a": 1, "b": 2}, id="one bigger than a part has its own"),
        pytest.param({"a": 200, "b": 10}, {"a": 1, "b": 2}, {"a": 1, "b": 2}, id="and keeps it"),
        pytest.param({"a": 0, "b": 95}, {}, {"b": 1}, id="without events it has no part"),
        pytest.param({"a": 0}, {"a": 2}, {"a": 2}, id="but keeps the one it had"),
    ],
)
def test_assigned(sizes, known, expected):
    assert parts.assigned(sizes, 100, known) == expected


names = st.text("abcdefgh", min_size=1, max_size=3)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.dictionaries(names, st.integers(1, 60), max_size=40), min_size=1, max_size=5))
def test_over_many_builds_no_part_is_too_big_and_nobody_moves_without_need(builds):
    """Activities come, go, grow and shrink from build to build."""
    placed: dict[str, int] = {}
    for sizes in builds:
        before, placed = placed, parts.assigned(sizes, 100, placed)
        assert set(sizes) <= set(placed)
        assert all(load <= 100 for load in loads(sizes, placed).values())
        kept = loads(sizes, before)
        for key, part in before.items():
            assert placed[key] == part or kept[part] > 100
