"""When Python looks for cycles: never, among what is new, as usual."""

import gc
import weakref

import pytest

from agenda import garbage


class Thing:
    """Something that can be pointed at."""


def cycle() -> weakref.ref:
    """A thing that holds itself, and that nobody else holds."""
    one = Thing()
    one.itself = one
    return weakref.ref(one)


def allocate(many: int) -> None:
    """So many objects that Python may look for cycles among them."""
    held = [[] for _ in range(many)]
    assert len(held) == many


@pytest.fixture(autouse=True)
def usual():
    yield
    garbage.as_usual()


def test_put_off_nobody_looks():
    gc.collect()
    garbage.put_off()
    one = cycle()
    allocate(garbage.NOW_AND_THEN + 1)
    assert one() is not None


def test_of_what_comes_cycles_go_now_and_then():
    garbage.put_off()
    before = cycle()
    garbage.of_what_comes()
    one = cycle()
    allocate(1000)
    assert one() is not None
    allocate(2 * garbage.NOW_AND_THEN)
    assert one() is None
    assert before() is not None  # what was there before is not looked through


def test_at_the_end_all_is_as_it_was():
    garbage.put_off()
    one = cycle()
    garbage.of_what_comes()
    garbage.as_usual()
    assert gc.isenabled()
    assert gc.get_threshold() == garbage.USUAL
    assert gc.get_freeze_count() == 0
    gc.collect()
    assert one() is None
