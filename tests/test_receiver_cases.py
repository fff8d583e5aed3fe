"""A proposal beside the file that it changes: what differs, and both together when the file changed meanwhile."""

import pytest

from agenda.problem import Fault
from receiver import cases
from receiver.current import Current
from receiver.people import People
from receiver.submission_record import WAITING, Record
from receiving import MORNING, SENDER, Clock
from small_town import WALK, small_town

PATH = "walkers/walk.md"
BASE = WALK.encode()


@pytest.fixture(scope="module")
def now(tmp_path_factory):
    return Current(small_town(tmp_path_factory.mktemp("town")).settings(), Clock()).get()


def proposal(**answers: str) -> Record:
    """The walk with these answers otherwise; empty: not answered."""
    found = {**cases.answered(PATH, BASE), "checked": ("2026-11-22",)}
    found |= {name: (value,) for name, value in answers.items()}
    found = {name: value for name, value in found.items() if value != ("",)}
    return Record("0" * 20, WAITING, MORNING, MORNING, "en", SENDER, found, path=PATH, base=WALK)


def changed(old: str, new: str) -> bytes:
    assert old in WALK
    return WALK.replace(old, new).encode()


def test_nothing_otherwise_is_no_difference(now):
    assert list(cases.differences(proposal(), now)) == []


@pytest.mark.parametrize(
    ("answers", "label", "before", "after"),
    [
        ({"title": "Talk"}, "What is it called?", "Walk along the river", "Talk"),
        ({"price": ""}, "What does it cost, in euros?", "0", ""),
        ({"topics": "tea"}, "What is it about?", "Outdoors", "Tea and talk"),
        ({"registration": "required"}, "Do people have to register?", "", "Yes"),
    ],
)
def test_difference_in_words(now, answers, label, before, after):
    [one] = cases.differences(proposal(**answers), now)
    assert (one.label, one.before, one.after) == (label, before, after)


@pytest.mark.parametrize(
    ("there", "answers", "expected"),
    [
        (BASE, {"title": "Talk"}, {"title": "Talk"}),
        (changed("price: 0", "price: 5"), {"title": "Talk"}, {"title": "Talk", "price": "5"}),
        (changed("price: 0\n", ""), {"title": "Talk"}, {"title": "Talk", "price": ""}),
        (changed("price: 0", "price: 5"), {"price": "5"}, {"price": "5"}),
        (changed("checked: 2026-11-20", "checked: 2026-11-21"), {"title": "Talk"}, {"title": "Talk"}),
    ],
    ids=["as it was", "another field", "a field less", "both the same", "only checked"],
)
def test_merged(now, there, answers, expected):
    found = cases.merged(proposal(**answers), there, now.town.language)
    assert {name: (found.answers.get(name) or ("",))[0] for name in expected} == expected
    assert found.base.encode() == there
    assert found.answers["checked"] == ("2026-11-22",)


def test_both_changed_one_answer(now):
    with pytest.raises(Fault, match="What does it cost"):
        cases.merged(proposal(price="2"), changed("price: 0", "price: 5"), now.town.language)


@pytest.mark.parametrize(
    ("people", "standing"),
    [
        (People(), cases.UNKNOWN),
        (People(organizations={"walkers": (SENDER.upper(),)}), cases.SPEAKS),
        (People(organizations={"readers": (SENDER,)}), cases.UNKNOWN),
        (People(entries={"walkers/walk": (SENDER,)}), cases.KEEPS),
        (People(entries={"walkers/talk": (SENDER,)}), cases.UNKNOWN),
    ],
)
def test_standing_of_the_sender(now, people, standing):
    assert cases.of(proposal(title="Talk"), now, people).standing == standing
