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


def slowly(things) -> tuple[int, list[int]]:
    """Which process did it, and what."""
    done = []
    for one in things:
        time.sleep(0.002)
        done.append(one)
    return os.getpid(), done


@two
def test_each_thing_is_done_once_from_both_ends():
    (mine, front), (other, back) = shared(slowly, MANY)
    assert front + back[::-1] == list(MANY)
    assert front
    assert back
    assert mine == os.getpid() != other


@two
def test_who_is_done_first_takes_more():
    first = os.getpid()

    def work(things) -> int:
        return sum(1 for _ in things if os.getpid() == first or not time.sleep(0.05))

    mine, other = shared(work, MANY)
    assert mine > other
    assert mine + other == len(MANY)


@pytest.mark.parametrize("many", [0, 1, FEW - 1])
@two
def test_few_things_are_not_worth_a_second_process(many):
    assert shared(slowly, range(many)) == [(os.getpid(), list(range(many)))]


def test_where_nothing_can_fork_one_process_does_it(monkeypatch):
    monkeypatch.setattr(workers, "_can_fork", lambda: False)
    assert shared(slowly, MANY) == [(os.getpid(), list(MANY)), (os.getpid(), [])]


@pytest.mark.parametrize("fork", [True, False])
def test_progress_is_that_of_both(fork, monkeypatch):
    monkeypatch.setattr(workers, "_can_fork", lambda: fork and hasattr(os, "fork"))
    shown = []

    def track(things):
        for one in things:
            shown.append(one)
            yield one

    shared(slowly, MANY, track)
    assert shown == list(MANY)[: len(shown)]
    assert len(shown) > 0.9 * len(MANY)


def wrong(things) -> None:
    """Work that goes wrong with its first thing, in one of the two processes."""
    for one in things:
        raise ValueError(f"number {one} is wrong")


@pytest.mark.parametrize("number", [MANY[0], MANY[-1]])
@two
def test_what_goes_wrong_in_either_process_is_told(number):
    def work(things):
        for one in things:
            time.sleep(0.002)
            if one == number:
                wrong([one])
        return "x" * 1_000_000  # more than a pipe holds: the second process waits to be read

    with pytest.raises(ValueError, match=f"number {number} is wrong"):
        shared(work, MANY)


@two
def test_what_goes_wrong_in_the_first_process_ends_the_second():
    first, begun = os.getpid(), time.monotonic()

    def work(things):
        for one in things:
            if os.getpid() == first:
                wrong([one])
            time.sleep(0.1)

    with pytest.raises(ValueError, match="number 0 is wrong"):
        shared(work, MANY)
    assert time.monotonic() - begun < len(MANY) * 0.1 / 2
