"""What is told of many activities by one digest: all that lists show of them, and nothing else."""

from dataclasses import replace
from datetime import date

import pytest

from agenda import listing
from agenda.cache import Cache
from agenda.digest import Digests
from agenda.keeping import OWN
from agenda.model import Agenda
from agenda.page import Listing, Pager
from agenda.reading import Reading
from agenda.seals import Seals
from small_town import TODAY, activity, small_town

MOVED = "{start: 2026-12-01, time: '10:00', repeat: weekly, changes: [{date: 2026-12-08, location: hall}]}"
FILES = {
    "activities/walkers/moved.md": activity(title="Moved", schedule=MOVED),
    "content/places/hall.yaml": "name: The Hall\narea: south",
}


@pytest.fixture(scope="module")
def agenda(tmp_path_factory) -> Agenda:
    """Two activities, each with a digest of its own."""
    found = small_town(tmp_path_factory.mktemp("town"), FILES).agenda()
    known = tuple(one.model_copy(update={"digest": one.slug.encode()}) for one in found.activities)
    return replace(found, activities=known)


def seals(agenda: Agenda) -> Seals:
    cache = Cache(Reading(), Digests(OWN), {})
    return Seals(agenda, listing.upcoming(agenda, date.fromisoformat(TODAY), 42), cache)


def changed(agenda: Agenda, slug: str, **fields) -> Agenda:
    found = tuple(one.model_copy(update=fields) if one.slug == slug else one for one in agenda.activities)
    return replace(agenda, activities=found)


def with_place(agenda: Agenda, id: str) -> Agenda:
    places = agenda.register.places
    other = {**places, id: places[id].model_copy(update={"note": "Ring twice."})}
    return replace(agenda, register=replace(agenda.register, places=other))


@pytest.mark.parametrize(
    ("change", "same"),
    [
        pytest.param(lambda agenda: agenda, True, id="nothing"),
        pytest.param(lambda agenda: changed(agenda, "walk", digest=b"other"), False, id="a file"),
        pytest.param(lambda agenda: changed(agenda, "walk", campaigns=("open-week",)), False, id="who chose it"),
        pytest.param(lambda agenda: with_place(agenda, "mill"), False, id="the place of both"),
        pytest.param(lambda agenda: with_place(agenda, "hall"), False, id="where it is once"),
    ],
)
def test_what_counts_of_activities(change, same, agenda):
    other = change(agenda)
    assert (seals(agenda).of(agenda.activities) == seals(other).of(other.activities)) is same


def test_each_is_told_apart_from_what_else_there_is(agenda):
    known, [one, other] = seals(agenda), agenda.activities
    assert len({known.of([one]), known.of([other]), known.of([one, other]), known.of([other, one]), known.of([])}) == 5
    assert known.of([one], "more") not in (known.of([one]), known.of([one], "other"))


def test_where_the_file_of_one_is_not_known_nothing_is_told(agenda):
    found = changed(agenda, "walk", digest=b"")
    assert seals(found).of(found.activities) == b""
    assert seals(found).of([one for one in found.activities if one.slug == "moved"]) != b""


@pytest.fixture
def shown(agenda) -> Listing:
    """The first page of a list of all."""
    upcoming = listing.upcoming(agenda, date.fromisoformat(TODAY), 42)
    items = [item for one in agenda.activities for item in upcoming.soon[one.address]]
    return Listing(listing.by_day(items, date.fromisoformat(TODAY), date.max), Pager(1, 2), 2)


def less(shown: Listing) -> Listing:
    first = shown.days[0]
    return replace(shown, days=[first._replace(continued=True), *shown.days[1:]])


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda shown: replace(shown, days=shown.days[1:]), id="a day less"),
        pytest.param(less, id="a day that goes on"),
        pytest.param(lambda shown: replace(shown, pager=Pager(2, 2)), id="another page"),
        pytest.param(lambda shown: replace(shown, pager=Pager(1, 3)), id="of more pages"),
        pytest.param(lambda shown: replace(shown, total=3), id="another number"),
        pytest.param(lambda shown: replace(shown, later=[shown.days[0].items[0]]), id="something later"),
        pytest.param(
            lambda shown: replace(shown, undated=[shown.days[0].items[0].activity]), id="something without a time"
        ),
    ],
)
def test_what_counts_of_a_list(change, shown, agenda):
    known = seals(agenda)
    assert known.of_list(b"1", shown) == known.of_list(b"1", replace(shown))
    assert known.of_list(b"1", shown) != known.of_list(b"1", change(shown))
    assert known.of_list(b"1", shown) != known.of_list(b"2", shown)
    assert known.of_list(b"", shown) == b""
