"""What is read while something is made is noted, and nothing else."""

import pickle

import pytest

from agenda.reading import Listed, Reading
from agenda.register import Place, Register, Term
from small_town import small_town

THINGS = {"a": 1, "b": 2}
ALL = {("list",)}
ONE_BY_ONE = {("list", "a"), ("list", "b")}


def noted(read) -> set:
    """The keys that are noted while `read` has a list of `THINGS`."""
    reading = Reading()
    things = Listed(THINGS, "list", reading)
    with reading.noted() as keys:
        read(things)
    return keys


@pytest.mark.parametrize(
    ("read", "expected"),
    [
        pytest.param(lambda list: None, set(), id="nothing"),
        pytest.param(lambda list: list["a"], {("list", "a")}, id="one"),
        pytest.param(lambda list: (list["a"], list["b"], list["a"]), {("list", "a"), ("list", "b")}, id="two"),
        pytest.param(lambda list: list.get("a"), {("list", "a")}, id="one that may not be there"),
        pytest.param(lambda list: list.get("x", 0), {("list", "x")}, id="one that is not there"),
        pytest.param(lambda list: "x" in list, {("list", "x")}, id="whether it is there"),
        pytest.param(lambda list: "x" not in list, {("list", "x")}, id="whether it is not"),
        pytest.param(lambda list: next(iter(list)), ALL, id="the first"),
        pytest.param(lambda list: [*list], ALL, id="their ids"),
        pytest.param(lambda list: list.keys(), ALL, id="keys"),
        pytest.param(lambda list: list.values(), ALL, id="values"),
        pytest.param(lambda list: list.items(), ALL, id="items"),
        pytest.param(len, ALL, id="how many"),
        pytest.param(bool, ALL, id="whether there are any"),
        pytest.param(dict, ALL | ONE_BY_ONE, id="a copy"),
        pytest.param(lambda list: {**list, "c": 3}, ALL | ONE_BY_ONE, id="a copy with more"),
        pytest.param(sorted, ALL, id="sorted"),
        pytest.param(lambda list: list == THINGS, ALL, id="compared"),
        pytest.param(lambda list: list != THINGS, ALL, id="compared to be otherwise"),
    ],
)
def test_what_is_noted_of_a_list(read, expected):
    assert noted(read) == expected


def test_one_that_is_not_there_is_noted_before_it_is_an_error():
    def read(things):
        with pytest.raises(KeyError):
            things["x"]

    assert noted(read) == {("list", "x")}


def test_a_list_gives_what_the_mapping_gives():
    listed = Listed(THINGS, "list", Reading())
    assert (listed["a"], listed.get("x"), listed.get("x", 7), len(listed), "b" in listed) == (1, None, 7, 2, True)
    assert list(listed) == ["a", "b"]
    assert dict(listed.items()) == THINGS == listed
    assert type(pickle.loads(pickle.dumps(listed))) is dict


@pytest.mark.parametrize(
    ("key", "value"), [(("list", "a"), 1), (("list", "x"), None), (("list",), THINGS)], ids=["one", "none", "all"]
)
def test_behind_a_key_stands_what_was_read(key, value):
    reading = Reading()
    Listed(THINGS, "list", reading)
    with reading.noted() as keys:
        assert reading.value(key) == value
    assert keys == set()


def test_a_source_that_nobody_named_has_no_value():
    with pytest.raises(KeyError):
        Reading().value(("count", "a"))


def test_what_a_source_gives_is_noted_with_its_words():
    reading = Reading()
    count = reading.source("count", lambda *words: len(words))
    with reading.noted() as keys:
        assert (count(), count("a", "b")) == (0, 2)
    assert keys == {("count",), ("count", "a", "b")}
    assert reading.value(("count", "a")) == 1


def test_who_makes_something_of_it_has_read_it_too():
    reading = Reading()
    with reading.noted() as outer:
        reading.note(("a",))
        with reading.noted() as inner:
            reading.note(("b",))
        reading.note_all({("c",)})
    reading.note(("d",))  # nothing is being made
    assert (inner, outer) == ({("b",)}, {("a",), ("b",), ("c",)})


def test_what_was_read_before_something_went_wrong_counts_for_the_outer_one():
    reading = Reading()

    def fail():
        with reading.noted():
            reading.note(("a",))
            raise ValueError("wrong")

    with reading.noted() as outer:
        with pytest.raises(ValueError, match="wrong"):
            fail()
        assert reading.open
    assert outer == {("a",)}
    assert not reading.open


def test_two_languages_of_a_register_are_told_apart(tmp_path):
    register, reading = small_town(tmp_path).agenda().register, Reading()
    first, second = reading.watched(register), reading.watched(register, "fr/")
    with reading.noted() as keys:
        assert first.places["mill"] == second.places["mill"] == register.places["mill"]
    assert keys == {("places", "mill"), ("fr/places", "mill")}


def test_every_list_of_a_register_is_watched(tmp_path):
    reading = Reading()
    watched = reading.watched(Register(None, places={"a": Place(id="a", name="A")}, topics={"t": Term(name="T")}))
    assert {name for name, things in watched.lists().items() if type(things) is not Listed} == set()
    with reading.noted() as keys:
        watched.members()
    assert keys == {("organizations",)}
