"""What was read, as numbers: whether it still is as it was."""

from agenda.traces import Traces

NOW = {("place", "mill"): b"1", ("place", "hall"): b"2"}


def traces(pairs=(), now=NOW) -> Traces:
    return Traces(lambda key: now.get(key, b""), pairs)


def test_equal_traces_are_one_and_do_not_depend_on_the_order():
    known = traces()
    one, other = known.of([("place", "hall"), ("place", "mill")]), known.of([("place", "mill"), ("place", "hall")])
    assert one is other
    assert known.keys(one) == NOW.keys()


def test_it_holds_while_all_that_was_read_is_as_it_was():
    before = traces()
    both, hall = before.of(NOW), before.of([("place", "hall")])
    after = traces(before.pairs, {**NOW, ("place", "mill"): b"other"})
    assert (after.holds(both), after.holds(hall), after.holds(())) == (False, True, True)


def test_what_is_gone_is_otherwise_and_what_was_not_there_may_stay_away():
    before = traces(now={})
    nothing = before.of([("place", "mill")])
    assert traces(before.pairs, {}).holds(nothing)
    assert not traces(before.pairs).holds(nothing)


def test_pairs_of_another_process_get_numbers_of_their_own():
    here, there = traces(), traces()
    here.of([("place", "hall")])
    trace = there.of(NOW)
    taken = here.of_pairs(there.pairs[number] for number in trace)
    assert here.keys(taken) == NOW.keys()
    assert len(here.pairs) == 2
