"""A file of records: what its index names is there, whole, or not at all."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agenda.store import FOOT, HEAD, Store

SOME = {"first": b"one", "second": b"", "third": bytes(1000)}


@pytest.fixture
def path(tmp_path):
    return tmp_path / "new" / "output.cache"


def written(path, new=SOME, stay=(), said=b"index") -> dict:
    """Write these records beside some that stay; the places of all, by name."""
    found = {}
    store = Store(path)
    store.set_aside()
    store.write(
        dict(stay),
        {name: lambda data=data: data for name, data in new.items()},
        lambda places: found.update(places) or said,
    )
    return found


def read(path, places) -> dict[str, bytes | None]:
    store = Store(path)
    return {name: store.record(place) for name, place in places.items()}


@pytest.mark.parametrize(
    "records",
    [
        pytest.param({}, id="none"),
        pytest.param({"a": b""}, id="an empty one"),
        pytest.param(SOME, id="some"),
        pytest.param({"a": HEAD, "b": HEAD * 2}, id="that look like a head"),
        pytest.param({"a": bytes(100_000)}, id="a large one"),
    ],
)
def test_what_is_written_is_read(records, path):
    places = written(path, records)
    assert Store(path).index == b"index"
    assert read(path, places) == records
    assert [one.name for one in path.parent.iterdir()] == [path.name]


def test_it_grows_by_what_is_new(path):
    places = written(path, {"large": bytes(10_000)})
    size = path.stat().st_size
    for number in range(5):
        places |= written(path, {f"{number}": b"%d" % number}, places)
    assert read(path, places) == {"large": bytes(10_000), **{f"{number}": b"%d" % number for number in range(5)}}
    assert path.stat().st_size - size < 5 * (FOOT + 10)


def test_it_is_written_anew_when_half_of_it_is_of_no_use(path):
    places = written(path, {"a": bytes(10_000), "b": b"b"})
    places = written(path, {"c": b"c"}, {"b": places["b"]})
    assert path.stat().st_size < 200
    assert read(path, places) == {"b": b"b", "c": b"c"}


def test_put_aside_it_is_not_there(path):
    written(path)
    store = Store(path)
    store.set_aside()
    assert Store(path).index == b""
    store.write({}, {}, lambda places: b"again")
    assert Store(path).index == b"again"


@pytest.mark.parametrize("grows", [True, False], ids=["it would grow", "it would be written anew"])
def test_what_was_aside_and_is_lost_does_not_stay(grows, path):
    places = written(path, {"a": bytes(1000), "b": bytes(10)})
    store, told = Store(path), {}
    store.set_aside()
    path.with_name("output.cache.old").unlink()
    stay = places if grows else {"b": places["b"]}
    store.write(stay, {"new": lambda: b"new"}, lambda found: told.update(found) or b"index")
    assert list(told) == ["new"]
    assert read(path, told) == {"new": b"new"}


def test_a_damaged_record_counts_as_not_there_and_the_others_stay(path):
    places = written(path)
    data = bytearray(path.read_bytes())
    data[places["third"].at + 500] ^= 1
    path.write_bytes(data)
    assert read(path, places) == {**SOME, "third": None}
    again = written(path, {"new": b"new"}, {"first": places["first"], "third": places["third"]})
    assert read(path, again).get("third") is None  # it does not become whole by being kept on
    assert read(path, again)["first"] == b"one"


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda data: b"", id="empty"),
        pytest.param(lambda data: HEAD, id="only its head"),
        pytest.param(lambda data: data[:-FOOT], id="without its end"),
        pytest.param(lambda data: data + b"\\0", id="with something after it"),
        pytest.param(lambda data: data.replace(b"store 1", b"store 0", 1), id="of another version"),
        pytest.param(lambda data: b"\\x80\\x05." * 50, id="something else"),
    ],
)
def test_what_cannot_be_trusted_counts_as_none(damage, path):
    written(path)
    path.write_bytes(damage(path.read_bytes()))
    assert Store(path).index == b""


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.data())
def test_any_damage_loses_records_and_changes_none(path, data):
    places = written(path)
    broken = bytearray(path.read_bytes())
    for at in data.draw(st.lists(st.integers(0, len(broken) - 1), min_size=1, max_size=3, unique=True)):
        broken[at] ^= data.draw(st.integers(1, 255))
    path.write_bytes(broken[: len(broken) - data.draw(st.integers(0, 5))])
    store = Store(path)
    assert store.index in (b"", b"index")
    if store.index:
        for name, place in places.items():
            assert store.record(place) in (None, SOME[name])


def test_a_folder_of_that_name_counts_as_none(path):
    path.mkdir(parents=True)
    assert Store(path).index == b""
