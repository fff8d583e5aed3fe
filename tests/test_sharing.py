"""Work that two processes share: each thing is done once, by one of them, and what goes wrong is told."""

import os
import time

import pytest

from agenda import workers
from agenda.sharing import FEW, shared

two = pytest.mark.usefixtures("two_processors")
MANY = range(2 * FEW)


@pytest.fixture
def two_processors(monkeypatch):
    """Two processes at once, whatever this machine has."""
    monkeypatch.setattr(workers, "_can_fork", lambda: hasattr(os, "fork"))


def done(things) -> tuple[int, list[int]]:
    """Which process did it, and what."""
    return os.getpid(), list(things)


@pytest.fixture
def together(tmp_path):
    """Lets a process go on only when the other one has begun too, however busy the machine is."""
    first = os.getpid()

    def wait() -> None:
        mine, other = ("first", "second") if os.getpid() == first else ("second", "first")
        (tmp_path / mine).touch()
        for _ in range(3000):
            if (tmp_path / other).exists():
                return
            time.sleep(0.01)
        raise AssertionError(f"the {other} process never began")

    return wait


@two
def test_each_thing_is_done_once_from_both_ends(together):
    def work(things):
        mine = []
        for one in things:
            together()
            mine.append(one)
        return os.getpid(), mine

    (mine, front), (other, back) = shared(work, MANY)
    assert front + back[::-1] == list(MANY)
    assert front
    assert back
    assert mine == os.getpid() != other


@two
def test_who_is_done_first_takes_more(together, tmp_path):
    """The second process holds its first thing until the first one has done all others."""
    first, ended = os.getpid(), tmp_path / "ended"

    def work(things) -> int:
        mine = []
        for one in things:
            together()
            while os.getpid() != first and not ended.exists():
                time.sleep(0.01)
            mine.append(one)
        if os.getpid() == first:
            ended.touch()
        return len(mine)

    assert shared(work, MANY) == [len(MANY) - 1, 1]


@pytest.mark.parametrize("many", [0, 1, FEW - 1])
@two
def test_few_things_are_not_worth_a_second_process(many):
    assert shared(done, range(many)) == [(os.getpid(), list(range(many)))]


def test_where_nothing_can_fork_one_process_does_it(monkeypatch):
    monkeypatch.setattr(workers, "_can_fork", lambda: False)
    assert shared(done, MANY) == [(os.getpid(), list(MANY)), (os.getpid(), [])]


@pytest.mark.parametrize("fork", [True, False])
def test_progress_is_that_of_both(fork, monkeypatch):
    monkeypatch.setattr(workers, "_can_fork", lambda: fork and hasattr(os, "fork"))
    shown = []

    def track(things):
        for one in things:
            shown.append(one)
            yield one

    (_, mine), _ = shared(done, MANY, track)
    assert shown == list(MANY)[: len(shown)]
    assert len(mine) <= len(shown) <= len(MANY)
    assert fork or shown == list(MANY)


def wrong(things) -> None:
    """Work that goes wrong with its first thing, in one of the two processes."""
    for one in things:
        raise ValueError(f"number {one} is wrong")


@pytest.mark.parametrize("number", [MANY[0], MANY[-1]])
@two
def test_what_goes_wrong_in_either_process_is_told(number, together):
    def work(things):
        for one in things:
            together()
            if one == number:
                wrong([one])
        return "x" * 1_000_000  # more than a pipe holds: the second process waits to be read

    with pytest.raises(ValueError, match=f"number {number} is wrong"):
        shared(work, MANY)


@two
def test_what_goes_wrong_in_the_first_process_ends_the_second(together, tmp_path):
    first = os.getpid()

    def work(things):
        for one in things:
            together()
            if os.getpid() == first:
                wrong([one])
            (tmp_path / f"done {one}").touch()
            time.sleep(0.1)

    with pytest.raises(ValueError, match="number 0 is wrong"):
        shared(work, MANY)
    assert len(list(tmp_path.glob("done *"))) < len(MANY) - 1  # nothing was left to be taken
