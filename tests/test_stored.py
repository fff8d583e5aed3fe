"""An activity that was kept is, to whoever asks, the one that was read from its file."""

import copy
import pickle

import pytest

from agenda.model import AT_HAND, Activity, Stored, whole
from small_town import activity, small_town

RICH = activity(
    price="2.50", audiences="[young, old]", campaigns="[open-week]", partners="[readers]", access="[step-free]",
    location="{name: Ann's garden, area: south}", contact="{phone: 020-000 00 00}", ages="18-27", status="full",
    schedule="{start: 2026-11-03, time: 14:00-15:30, repeat: weekly, changes: [{date: 2026-11-24, cancelled: yes}]}",
    translations="{fr: {title: Promenade}}", formerly="[stroll]", text="Anne waits **at the door**.",
)  # fmt: skip


@pytest.fixture(scope="module", params=[activity(), RICH], ids=["plain", "rich"])
def first(request, tmp_path_factory) -> Activity:
    """As it was read."""
    return (
        small_town(tmp_path_factory.mktemp("town"), {"activities/walkers/walk.md": request.param})
        .agenda()
        .activities[0]
    )


@pytest.fixture
def stored(first) -> Activity:
    """The same, pickled and read back."""
    return pickle.loads(pickle.dumps(first, pickle.HIGHEST_PROTOCOL))


SAYS = {
    "every field": lambda one: {name: getattr(one, name) for name in Activity.model_fields},
    "fields from the last": lambda one: [getattr(one, name) for name in reversed(Activity.model_fields)],
    "iteration": list,
    "as a mapping": dict,
    "representation": repr,
    "text": str,
    "formatted": "{}".format,
    "dump": lambda one: one.model_dump(),
    "dump for files": lambda one: one.model_dump(mode="json", exclude={"digest"}, exclude_none=True),
    "JSON": lambda one: one.model_dump_json(exclude={"digest"}),
    "copy": copy.copy,
    "deep copy": copy.deepcopy,
    "copy of a record": lambda one: one.model_copy(),
    "copy with a change": lambda one: one.model_copy(update={"title": "Other", "price": None}),
    "title of a copy": lambda one: one.model_copy(update={"title": "Other"}).title,
    "pickled again": lambda one: pickle.loads(pickle.dumps(one)),
    "pickled twice": lambda one: pickle.loads(pickle.dumps(pickle.loads(pickle.dumps(one)))),
    "address": lambda one: (one.address, one.identity, one.former_slugs),
    "in a list": lambda one: [one],
}


@pytest.mark.parametrize("says", SAYS.values(), ids=SAYS)
def test_it_says_what_the_first_says(says, first, stored):
    assert says(stored) == says(first)


def test_they_are_equal_from_both_sides(first, stored):
    assert stored == first
    assert first == pickle.loads(pickle.dumps(first))


@pytest.mark.parametrize("which", ["first", "stored"])
def test_it_has_no_hash_as_it_holds_mappings(which, first, stored):
    with pytest.raises(TypeError, match="unhashable"):
        hash({"first": first, "stored": stored}[which])


def test_two_that_were_kept_are_equal(first, stored):
    assert stored == pickle.loads(pickle.dumps(first))


def test_one_that_says_something_else_is_not_equal(first, stored):
    assert stored != first.model_copy(update={"summary": "Other"})
    assert stored != "walkers/walk"


def test_a_name_that_it_does_not_have_is_an_error(stored):
    with pytest.raises(AttributeError, match="no_such_field"):
        stored.no_such_field  # noqa: B018


def test_what_lists_go_by_is_there_without_reading_the_rest(first, stored):
    at_hand = [name for name in sorted(AT_HAND) if name != "location" or isinstance(first.location, str)]
    assert [getattr(stored, name) for name in at_hand] == [getattr(first, name) for name in at_hand]
    assert (stored.address, stored.identity) == (first.address, first.identity)
    assert isinstance(stored, Activity)
    assert type(stored) is Stored  # nothing more was read


@pytest.mark.parametrize("ask", [lambda one: one.summary, whole, repr], ids=["a field", "whole", "how it is shown"])
def test_as_soon_as_more_is_asked_it_is_an_ordinary_one(ask, stored):
    ask(stored)
    assert type(stored) is Activity
    assert "_rest" not in vars(stored)
    assert whole(stored) is stored


def test_it_stays_frozen(stored):
    for _ in range(2):
        with pytest.raises(ValueError, match="frozen"):
            stored.title = "Other"
        whole(stored)
