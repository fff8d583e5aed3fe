"""Values that stand together: taken at once where all are as they were, one by one where they are not."""

import pickle

import pytest

from agenda.shelf import Entry, Shelf

A, B, C = (Entry(name, (0,), name.decode()) for name in (b"a", b"b", b"c"))


def shelf(**entries: Entry) -> Shelf:
    made = Shelf()
    for name, entry in entries.items():
        made.put(name, entry)
    return made


@pytest.fixture
def known() -> Shelf:
    """One that was written by an earlier build, in another order than that of the names."""
    return Shelf.read(shelf(c=C, a=A, b=Entry(b"b", (0, 1), "b")).written())


def test_what_is_written_is_read_again(known):
    assert known.entries == {"a": A, "b": Entry(b"b", (0, 1), "b"), "c": C}
    assert list(known.names) == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("names", "of", "found"),
    [
        pytest.param("abc", [b"a", b"b", b"c"], ({(0,), (0, 1)}, ["a", "b", "c"]), id="all"),
        pytest.param("bc", [b"b", b"c"], ({(0,), (0, 1)}, ["b", "c"]), id="some that follow each other"),
        pytest.param("ac", [b"a", b"c"], None, id="some with another between them"),
        pytest.param("abc", [b"a", b"x", b"c"], None, id="one is made of something else"),
        pytest.param("abcd", [b"a", b"b", b"c", b"d"], None, id="one is not there"),
        pytest.param("abc", [b"a", b"", b"c"], None, id="of one nobody can tell of what"),
    ],
)
def test_values_that_are_taken_at_once(names, of, found, known):
    assert known.values(list(names), of) == found


def test_after_a_change_each_is_asked_for_by_itself(known):
    known.put("b", B)
    assert known.values(["a"], [b"a"]) is None
    assert known.entries["b"] == B
    assert Shelf.read(known.written()).values(["a", "b"], [b"a", b"b"]) == ({(0,)}, ["a", "b"])


@pytest.mark.parametrize(
    ("names", "gone", "left"),
    [
        pytest.param({"a", "c"}, True, {"a", "c"}, id="without one"),
        pytest.param({"b", "x"}, True, {"b"}, id="what was not there does not come"),
        pytest.param({"a", "b", "c", "x"}, False, {"a", "b", "c"}, id="all"),
    ],
)
def test_only_what_is_asked_for_stays(names, gone, left, known):
    assert known.keep_only(names) == gone
    assert set(known.names) == left
    assert set(Shelf.read(known.written()).names) == left


class Apart:
    """What is pickled beside the rest, as an activity keeps most of its fields."""

    def __init__(self, data) -> None:
        self.data = data

    def __reduce_ex__(self, protocol):
        return Apart, (pickle.PickleBuffer(self.data),)


@pytest.mark.parametrize("sizes", [[0], [3], [0, 5, 0], [70_000, 1]])
def test_what_is_pickled_beside_the_rest_comes_back(sizes):
    first = shelf(**{f"n{number}": Entry(b"", (), Apart(b"%d" % number * size)) for number, size in enumerate(sizes)})
    again = Shelf.read(Shelf.read(first.written()).written())
    assert [bytes(again.get(name).value.data) for name in again.names] == [
        b"%d" % number * size for number, size in enumerate(sizes)
    ]


@pytest.mark.parametrize("name", ["a", "b", "c", "", "aa", "d"])
def test_one_is_found_as_it_stands_and_after_a_change(name, known):
    found = known.get(name)
    known.put("x", A)
    assert found == known.get(name) == {"a": A, "b": Entry(b"b", (0, 1), "b"), "c": C}.get(name)


def test_nothing_stands_on_a_new_one():
    assert Shelf().get("a") is None
    assert not Shelf().names
    assert Shelf().values(["a"], [b"a"]) is None
