"""The digest of a value: the same for what says the same, another for all else, none for what cannot be told."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agenda.digest import Digests
from agenda.inputs import SIZE, of_bytes
from agenda.original import Original
from agenda.register import Campaign, Place, Term


@dataclass(frozen=True)
class Point:
    x: object
    y: object = None


@dataclass(frozen=True)
class Spot:
    x: object
    y: object = None


class Row(NamedTuple):
    x: object
    y: object = None


def of(value) -> bytes:
    return Digests().of(value)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(1, True, id="a number and yes"),
        pytest.param(0, False, id="nothing and no"),
        pytest.param(1, "1", id="a number and its digits"),
        pytest.param(1, 1.0, id="a whole number and a fraction"),
        pytest.param(None, "None", id="nothing and its name"),
        pytest.param("a", b"a", id="text and bytes"),
        pytest.param(True, b"ool True", id="bytes that read like another type"),
        pytest.param("", [], id="no text and no list"),
        pytest.param([], {}, id="no list and no mapping"),
        pytest.param(["ab"], ["a", "b"], id="one text and its letters"),
        pytest.param([["a"], "b"], [["a", "b"]], id="what stands within a list and after it"),
        pytest.param([1, 2], [2, 1], id="the order of a list"),
        pytest.param({"a": 1, "b": 2}, {"b": 2, "a": 1}, id="the order of a mapping, which is that of a page"),
        pytest.param({"a": 1}, ["a", 1], id="a mapping and its parts"),
        pytest.param({1}, {2}, id="sets"),
        pytest.param(date(2026, 11, 22), datetime(2026, 11, 22), id="a day and its midnight"),
        pytest.param(time(10), timedelta(hours=10), id="a time and a length"),
        pytest.param(Decimal("2.5"), Decimal("2.50"), id="amounts that are written otherwise"),
        pytest.param("Walk", Original("Walk", "en"), id="words, and the same as another language's"),
        pytest.param(Original("Walk", "en"), Original("Walk", "nl"), id="of another language"),
        pytest.param(Original("Walk", "en", "x"), Original("Walk", "nl", "x"), id="of another language, shown alike"),
        pytest.param(Original("a b", html="c"), Original("a", html="b c"), id="words and how they are shown"),
        pytest.param(Point(1), Point(2), id="values of a class"),
        pytest.param(Point(1), Spot(1), id="classes"),
        pytest.param(Row(1), (1, None), id="a tuple with names and one without"),
        pytest.param(Row(1), Row(1, 2), id="a value in a tuple with names"),
        pytest.param(Point(Point(1), 2), Point(Point(1, 2)), id="where in a class"),
        pytest.param(Path("a"), "a", id="a path and its text"),
        pytest.param(Term(id="a", name="A"), Place(id="a", name="A"), id="kinds of records"),
        pytest.param(Term(id="a", name="A"), Term(id="b", name="A"), id="ids of records"),
        pytest.param(
            Term(name="A", translations={"fr": {"name": "B"}}),
            Term(name="A", translations={"fr": {"name": "C"}}),
            id="within records",
        ),
        pytest.param(Campaign(name="A"), Campaign(name="A", spotlight=[]), id="a field that is there, though empty"),
    ],
)
def test_what_differs_is_told_apart(one, other):
    assert of(one) != of(other)
    assert of([one]) != of([other])
    assert of({"a": one}) != of({"a": other})


@pytest.mark.parametrize(
    "made",
    [
        pytest.param(lambda: "".join(["wa", "lk"]), id="text"),
        pytest.param(lambda: [1, {"a": (2, None)}], id="structures"),
        pytest.param(lambda: {"c", "a", "b"}, id="sets"),
        pytest.param(lambda: frozenset(["b", "a", "c"]), id="sets in another order"),
        pytest.param(lambda: Original("Walk", "en"), id="marked words"),
        pytest.param(lambda: Point("a", [Spot(1)]), id="classes"),
        pytest.param(lambda: Row("a", [Row(1)]), id="tuples with names"),
        pytest.param(lambda: Term(id="a", name="A", description="B"), id="records"),
        pytest.param(lambda: "\ud800", id="half a character"),
    ],
)
def test_what_says_the_same_has_the_same_digest_whichever_it_is(made):
    one, other = made(), made()
    assert of(one) == of(other)
    assert len(of(one)) == SIZE
    both = Digests()
    assert both.of([one, other]) == of([one, one])  # in one go too


def test_a_set_has_no_order():
    assert of({"a", "b", "c"}) == of(frozenset(["c", "b", "a"]))


@pytest.mark.parametrize(
    "value",
    [of, object(), Point, (one for one in ()), [object()], {"a": print}, Point(object())],
    ids=["a function", "an object", "a class", "a generator", "in a list", "in a mapping", "in a value"],
)
def test_what_cannot_be_told_has_none(value):
    with pytest.raises(TypeError, match="has no digest"):
        of(value)


def test_of_a_type_counts_what_its_owner_says():
    digests = Digests({Point: lambda one: one.x})
    assert digests.of(Point(1, 2)) == digests.of(Point(1, 3))
    assert digests.of([Point(1, object())]) != digests.of([Point(2)])


def test_what_stands_in_many_others_is_looked_at_once():
    looked = []
    digests = Digests({Point: lambda one: looked.append(one) or one.x})
    point, spot = Point(1), Spot(Point(2))
    assert digests.of([point, point, spot, spot]) == digests.of([point, point, spot, spot])
    assert looked == [point, spot.x]


def test_the_id_of_a_thing_that_is_gone_is_not_taken_for_another_s():
    digests = Digests({Point: lambda one: (one.x, one.y)})
    assert len({digests.of(Point(number)) for number in range(1000)}) == 1000


def test_bytes_are_told_apart_by_where_they_end():
    assert of_bytes(b"ab", b"c") != of_bytes(b"a", b"bc")
    assert of_bytes(b"") != of_bytes()


plain = st.one_of(
    st.none(), st.booleans(), st.integers(-3, 3), st.floats(allow_nan=False, width=16), st.text("1sby ", max_size=3),
    st.binary(max_size=3), st.sampled_from(["1", "True", "None", "int 1", "l1", "d0"]),
)  # fmt: skip
values = st.recursive(
    plain,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.text("ab", max_size=2), inner, max_size=3),
        st.builds(Point, inner, inner),
    ),
    max_leaves=8,
)  # fmt: skip


def _exactly(value):
    """The value with all that Python's own equality leaves out: types, and the order of mappings."""
    if isinstance(value, list):
        return ["list", *map(_exactly, value)]
    if isinstance(value, dict):
        return ["dict", *([name, _exactly(one)] for name, one in value.items())]
    if isinstance(value, Point):
        return ["Point", _exactly(value.x), _exactly(value.y)]
    return [type(value).__name__, repr(value)]


@given(values, values)
def test_digests_are_equal_as_values_are(one, other):
    assert (of(one) == of(other)) == (_exactly(one) == _exactly(other))
