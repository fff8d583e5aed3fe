"""A town's data are hostile until proven otherwise: what is read of them, and what is refused at once."""

import json

import pytest

from agenda.problem import Fault
from region import town_data

INDEX = {"id": "littleham", "name": "Littleham", "url": "https://littleham.example"}
WALKERS = {"list": "organizations", "id": "walkers", "url": "https://littleham.example/organization/walkers/",
           "fields": {"name": "The Walkers", "kind": "member"}, "text": None, "example": False}  # fmt: skip
WALK = {"list": "activities", "id": "walkers/walk", "url": "https://littleham.example/activity/walkers/walk/",
        "fields": {"title": "Walk", "schedule": [{"start": "2026-12-10"}]}, "text": "Come."}  # fmt: skip


def read(index=INDEX, records=(WALKERS, WALK)):
    return town_data.read(json.dumps(index).encode(), json.dumps(records).encode())


def test_what_is_read():
    found = read()
    assert (found.agenda, found.name, found.url) == ("littleham", "Littleham", "https://littleham.example/")
    [walk] = found.lists["activities"].values()
    assert (walk.id, walk.text, walk.url) == ("walkers/walk", "Come.", WALK["url"])
    assert walk.fields == {"title": "Walk", "schedule": [{"start": "2026-12-10"}]}


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://littleham.example", "https://littleham.example/"),
        ("http://littleham.example/town/", "http://littleham.example/town/"),
        ("javascript:alert(1)", ""),
        ("//evil.example", ""),
        ("https://littleham.example/) [x](https://evil.example", ""),
        ("https://littleham.example/\nX", ""),
        ("", ""),
        (None, ""),
        (7, ""),
    ],
)
def test_addresses_that_can_be_links(address, expected):
    assert read({**INDEX, "url": address}).url == expected


def test_a_newer_town_may_have_more_lists_and_fields():
    found = read({**INDEX, "more": 1}, [WALKERS, WALK, {**WALKERS, "list": "songs", "new": [1]}])
    assert set(found.lists) == set(town_data.LISTS)


@pytest.mark.parametrize(
    ("index", "records", "told"),
    [
        pytest.param([], [], "index.json is not one record", id="index"),
        pytest.param(INDEX, {}, "records.json is not a list", id="records"),
        pytest.param({**INDEX, "id": "a b"}, [], "id is not what it can be", id="an id of two words"),
        pytest.param({**INDEX, "id": "x\n"}, [], "id is not what it can be", id="an id with a line break"),
        pytest.param({**INDEX, "name": ""}, [], "name is not what it can be", id="no name"),
        pytest.param({**INDEX, "name": "\u202eham"}, [], "name is not what it can be", id="a name that turns"),
        pytest.param(INDEX, ["x"], "has a record that says no list", id="a text for a record"),
        pytest.param(INDEX, [{**WALKERS, "list": None}], "has a record that says no list", id="no list"),
        pytest.param(INDEX, [{**WALKERS, "id": "../../etc"}], "id is not what it can be", id="a path"),
        pytest.param(INDEX, [{**WALKERS, "id": "a/b"}], "id is not what it can be", id="a slash"),
        pytest.param(INDEX, [WALKERS, {**WALK, "id": "walkers/../x"}], "id is not what it can be", id="up and away"),
        pytest.param(INDEX, [WALKERS, {**WALK, "id": "walk"}], "id is not what it can be", id="no organizer"),
        pytest.param(INDEX, [{**WALKERS, "fields": []}], "fields at walkers that are no texts", id="no fields"),
        pytest.param(INDEX, [{**WALKERS, "fields": {"a": None}}], "that are no texts", id="nothing for a text"),
        pytest.param(INDEX, [{**WALKERS, "fields": {"a": True}}], "that are no texts", id="yes for a text"),
        pytest.param(INDEX, [{**WALKERS, "fields": {"a": "\ud800"}}], "that are no texts", id="half a character"),
        pytest.param(INDEX, [{**WALKERS, "fields": {"\ud800": "a"}}], "that are no texts", id="half a name"),
        pytest.param(INDEX, [{**WALKERS, "text": ["a"]}], "a text at walkers that is none", id="a list for a text"),
        pytest.param(INDEX, [WALKERS, WALKERS], "has walkers twice in organizations", id="twice"),
        pytest.param(INDEX, [WALK], "the organizer of walkers/walk is not in records.json", id="no organizer there"),
        pytest.param(INDEX, [WALKERS] * 20_001, "more than 20000 records", id="too many"),
    ],
)  # fmt: skip
def test_what_is_refused(index, records, told):
    with pytest.raises(Fault) as fault:
        read(index, records)
    assert told in str(fault.value)


def deep(levels: int):
    return {"a": deep(levels - 1)} if levels else "x"


def test_fields_are_not_too_deep():
    with pytest.raises(Fault, match="no texts"):
        read(INDEX, [{**WALKERS, "fields": deep(13)}])


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "is no JSON"), (b"\xff", "is no JSON"), (b"[" * 1_000_000, "is no JSON"), (b"NaN", "is no JSON"),
        (b'{"a": 1' + b"0" * 10_000 + b"}", "records.json is not a list"), (b" " * 5_000_001, "is larger than 5 MB"),
    ],
)  # fmt: skip
def test_bytes_that_are_none(data, told):
    with pytest.raises(Fault) as fault:
        town_data.read(json.dumps(INDEX).encode(), data)
    assert told in str(fault.value)
