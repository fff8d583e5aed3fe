"""The agenda of a day from the files' history, and what is said where there is none."""

from datetime import date

import pytest
from pelican.settings import read_settings

from agenda import town
from agenda.problem import Fault
from insight import past
from small_town import activity, small_town
from test_history import git


def place_of(made, today: str = "2026-11-22", **settings) -> town.Town:
    return town.of({**read_settings(str(made.path / "pelicanconf.py")), **settings}, {"AGENDA_TODAY": today})


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """The walk from 1 September, an example from 10 September."""
    found = small_town(tmp_path_factory.mktemp("town"))
    git(found.path, "init", "-q")
    for day in (1, 10):
        if day == 10:
            found.write("activities/walkers/example.md", activity(checked=None, example="yes"))
        git(found.path, "add", "-A", ".")
        git(found.path, "commit", "-q", "-m", "files", written=f"2026-09-{day:02}T10:00:00+02:00")
    return found


@pytest.mark.parametrize(
    ("day", "slugs", "of"),
    [("2026-09-01", ["walk"], 1), ("2026-09-09", ["walk"], 1), ("2026-09-10", ["example", "walk"], 10)],
)
def test_on_a_day(day, slugs, of, made):
    found = past.on(place_of(made), date.fromisoformat(day))
    assert [one.slug for one in found.agenda.activities] == slugs
    assert (found.of, found.unread) == (date(2026, 9, of), frozenset())


def test_a_town_without_examples_had_none_then(made):
    found = past.on(place_of(made, AGENDA_EXAMPLES=False), date(2026, 9, 10))
    assert [one.slug for one in found.agenda.activities] == ["walk"]


def test_where_it_begins(made):
    place = place_of(made)
    assert past.begin(place) == past.earliest(place).of == date(2026, 9, 1)
    assert not past.is_cut(place)
    with pytest.raises(Fault, match="Choose a later day"):
        past.on(place, date(2026, 8, 31))


def test_without_a_history(tmp_path):
    place = place_of(small_town(tmp_path))
    assert past.begin(place) is None
    for ask in (lambda: past.on(place, date(2026, 9, 1)), lambda: past.earliest(place)):
        with pytest.raises(Fault, match="Use a clone of the repository"):
            ask()
