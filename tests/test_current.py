"""The town as it is now: read again when its files change or a day begins, and never waited for by a second reader."""

import threading
from datetime import timedelta

import pytest

from receiver import current
from receiver.current import Current
from receiving import Clock
from small_town import activity, small_town


@pytest.fixture
def town(tmp_path):
    return small_town(tmp_path)


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def now(town, clock):
    return Current(town.settings(), clock)


def test_read_once_while_nothing_changes(now, clock):
    first = now.get()
    clock.pass_by(minutes=5)
    assert now.get() is first


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("activities/walkers/talk.md", activity(title="Talk")),
        ("content/places/barn.yaml", "name: Barn\nstreet: Lane 1\npostcode: 1000 AA\ncity: Littleham\n"),
        ("activities/walkers/walk.md", None),
    ],
    ids=["new", "place", "gone"],
)
def test_read_again_when_a_file_changes(town, now, clock, path, text):
    first = now.get()
    town.write(path, text)
    assert now.get() is first  # not at each request
    clock.pass_by(seconds=3)
    assert now.get() is not first


def test_read_again_when_a_day_begins(now, clock):
    first = now.get()
    clock.pass_by(days=1)
    assert now.get().town.today == first.town.today + timedelta(1)


def test_what_no_new_entry_may_take(town, now):
    town.write("activities/readers/book.md", activity(formerly="[old-name]"))
    town.write("activities/readers/broken.md", "no entry")
    found = now.get()
    assert {"walkers/walk", "readers/book", "readers/old-name", "readers/broken"} <= found.taken
    assert (found.broken, "readers/broken" in found.by_address) == (False, False)


def test_who_comes_while_it_is_read_gets_the_one_before(town, now, clock, monkeypatch):
    first, begun, go_on = now.get(), threading.Event(), threading.Event()
    read = current.source.load

    def slow(*arguments):
        begun.set()
        go_on.wait(10)
        return read(*arguments)

    monkeypatch.setattr(current.source, "load", slow)
    town.write("activities/walkers/talk.md", activity(title="Talk"))
    clock.pass_by(seconds=3)
    reader = threading.Thread(target=now.get)
    reader.start()
    assert begun.wait(10)
    assert now.get() is first
    go_on.set()
    reader.join()
    assert "walkers/talk" in now.get().by_address
