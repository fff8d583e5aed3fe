"""What changed since the last build: stamps that only rise, and stay where nothing changed."""

import json
from datetime import UTC, date, datetime

import pytest

from agenda.state import State

MONDAY, TUESDAY = date(2026, 11, 23), date(2026, 11, 24)


def carried(state: State, today: date) -> State:
    """The state as the next build reads it."""
    return State(today, json.loads(state.written())["entries"])


def test_first_publication_is_stamped_today():
    stamp = State(MONDAY).stamp("a", b"text")
    assert (stamp.first, stamp.modified, stamp.sequence) == (datetime(2026, 11, 23, tzinfo=UTC),) * 2 + (0,)


def test_unchanged_content_keeps_its_stamp_on_another_day():
    state = State(MONDAY)
    before = state.stamp("a", b"text", b"time")
    assert carried(state, TUESDAY).stamp("a", b"text", b"time") == before


@pytest.mark.parametrize(
    ("content", "essence", "sequence"),
    [(b"other words", b"time", 0), (b"other time", b"other", 1)],
    ids=["words raise the stamp only", "time and place raise the sequence too"],
)
def test_change_raises(content, essence, sequence):
    state = State(MONDAY)
    before = state.stamp("a", b"text", b"time")
    after = carried(state, TUESDAY).stamp("a", content, essence)
    assert after.modified > before.modified
    assert after.first == before.first
    assert after.sequence == sequence


def test_rolling_back_rises_too_and_on_the_same_day():
    first = State(MONDAY)
    one = first.stamp("a", b"old", b"t1")
    second = carried(first, MONDAY)
    two = second.stamp("a", b"new", b"t2")
    three = carried(second, MONDAY).stamp("a", b"old", b"t1")
    assert one.modified < two.modified < three.modified
    assert (one.sequence, two.sequence, three.sequence) == (0, 1, 2)


def test_a_clock_that_went_back_does_not_lower_stamps():
    state = State(TUESDAY)
    before = state.stamp("a", b"old")
    assert carried(state, MONDAY).stamp("a", b"new").modified > before.modified


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", '{"entries": 3}', '{"entries": {"a": {}}}', '{"entries": {"a": {"modified": "yesterday"}}}'],
)
def test_state_that_cannot_be_read_is_a_new_one(tmp_path, text):
    file = tmp_path / "state.json"
    file.write_text(text)
    assert State.read(MONDAY, file).entries == {}
    with pytest.raises(ValueError, match="no feed state"):
        State.of(MONDAY, text.encode())


def test_parts_of_feeds_are_carried_on(tmp_path):
    parts = {"agenda.ics": {"walkers/walk": 2}}
    file = tmp_path / "state.json"
    file.write_bytes(State(MONDAY, parts=parts).written())
    assert State.read(TUESDAY, file).parts == parts
    assert b"parts" not in State(MONDAY).written()


@pytest.mark.parametrize("text", ["[]", "3", '{"a": 3}', '{"a": {"b": 0, "c": "2", "d": 1e9, "e": 10000000}}'])
def test_parts_that_cannot_be_are_left_out_and_stamps_stay(tmp_path, text):
    state = State(MONDAY)
    stamp = state.stamp("a", b"text")
    file = tmp_path / "state.json"
    file.write_text(json.dumps({**json.loads(state.written()), "parts": json.loads(text)}))
    found = State.read(TUESDAY, file)
    assert not any(found.parts.values())
    assert found.stamp("a", b"text") == stamp


def test_no_state_is_a_new_one(tmp_path):
    assert State.read(MONDAY, tmp_path / "none.json").entries == {}
