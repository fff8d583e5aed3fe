"""Work in two processes: in order, as by one, and told when it goes wrong."""

import os
import signal

import pytest

from agenda import workers
from agenda.workers import FEW, beside, in_halves, meanwhile

two = pytest.mark.usefixtures("two_processors")


@pytest.fixture
def two_processors(monkeypatch):
    """Two processes at once, whatever this machine has."""
    monkeypatch.setattr(workers, "_can_fork", lambda: hasattr(os, "fork"))


def doubled(things) -> tuple[int, list[int]]:
    """Which process did it, and what."""
    return os.getpid(), [2 * one for one in things]


@pytest.mark.parametrize("many", [FEW, FEW + 1, 3 * FEW])
@two
def test_two_parts_in_order_each_by_a_process_of_its_own(many):
    (mine, first), (other, second) = in_halves(doubled, range(many))
    assert first + second == [2 * one for one in range(many)]
    assert mine == os.getpid() != other


@pytest.mark.parametrize("many", [0, 1, FEW - 1])
@two
def test_few_things_are_not_worth_a_second_process(many):
    assert in_halves(doubled, range(many)) == [(os.getpid(), [2 * one for one in range(many)])]


def test_where_nothing_can_fork_one_process_does_it(monkeypatch):
    monkeypatch.setattr(workers, "_can_fork", lambda: False)
    assert in_halves(doubled, range(FEW)) == [(os.getpid(), [2 * one for one in range(FEW)])]


@two
def test_progress_is_that_of_the_first_process():
    shown = []

    def track(things):
        for one in things:
            shown.append(one)
            yield one

    in_halves(doubled, range(FEW), track)
    assert shown == list(range(FEW // 2))


@two
def test_more_than_a_pipe_holds_comes_back_whole():
    first, second = in_halves(lambda things: ["x" * 1000 for _ in things], range(FEW))
    assert len(first) == len(second) == FEW // 2


def failing(what):
    """Work that goes wrong with the last thing."""

    def work(things):
        for one in things:
            if one == FEW - 1:
                what()
        return "x" * 1_000_000

    return work


def wrong():
    raise ValueError("number 199 is wrong")


@pytest.mark.parametrize(
    ("what", "kind", "told"),
    [
        pytest.param(wrong, ValueError, "number 199 is wrong", id="an exception is that exception"),
        pytest.param(
            lambda: os.kill(os.getpid(), signal.SIGKILL), RuntimeError, "ended before its time", id="it is killed"
        ),
        pytest.param(lambda: os._exit(0), RuntimeError, "ended before its time", id="it ends without an answer"),
    ],
)
@two
def test_what_goes_wrong_in_the_second_process_is_told(what, kind, told):
    with pytest.raises(kind, match=told):
        in_halves(failing(what), range(FEW))


@two
def test_what_cannot_travel_back_is_told():
    with pytest.raises(RuntimeError, match="cannot pickle 'generator' object"):
        in_halves(lambda things: (one for one in things), range(FEW))


@two
def test_what_goes_wrong_in_the_first_process_is_its_own_exception():
    def work(things):
        if 0 in things:
            wrong()
        return "x" * 1_000_000  # more than a pipe holds: the second process waits to be read

    with pytest.raises(ValueError, match="199 is wrong"):
        in_halves(work, range(FEW))


@two
def test_beside_the_first_process_goes_on():
    waited = beside(os.getpid)
    assert waited() != os.getpid()


@two
def test_what_goes_wrong_beside_it_is_told_when_it_is_asked_for():
    waited = beside(wrong)
    with pytest.raises(ValueError, match="199 is wrong"):
        waited()


def test_where_nothing_can_fork_it_is_done_when_it_is_asked_for(monkeypatch):
    monkeypatch.setattr(workers, "_can_fork", lambda: False)
    assert beside(os.getpid)() == os.getpid()


@two
def test_the_second_process_makes_no_third_one():
    inner, outer = beside(lambda: (beside(os.getpid)(), os.getpid()))()
    assert inner == outer


@two
def test_meanwhile_the_first_process_does_something_else():
    with meanwhile(os.getpid) as result:
        mine = os.getpid()
    assert result() != mine


@two
def test_what_fails_here_ends_the_work_there(tmp_path):
    begun, waiting = os.pipe(), os.pipe()

    def work():
        os.write(begun[1], b"%d" % os.getpid())
        os.read(waiting[0], 1)  # for ever

    others = []

    def fail():
        with meanwhile(work):
            others.append(int(os.read(begun[0], 20)))
            wrong()

    with pytest.raises(ValueError, match="199 is wrong"):
        fail()
    with pytest.raises(ProcessLookupError):
        os.kill(others[0], 0)


def test_where_nothing_can_fork_it_is_done_at_the_end(monkeypatch):
    monkeypatch.setattr(workers, "_can_fork", lambda: False)
    with meanwhile(os.getpid) as result:
        pass
    assert result() == os.getpid()
