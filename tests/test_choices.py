"""What can be chosen, and how many it finds: a town of four activities, each choice with its number."""

from dataclasses import replace

import pytest
from pelican.settings import read_settings

from agenda import town as towns
from agenda.choices import Choices, small
from agenda.pages import Site
from small_town import activity, small_town

FILES = {
    "content/vocabulary/areas.yaml": (
        "north: {name: Northside, tile: [1, 1], district: Up}\nsouth: {name: Southside, tile: [1, 2], district: Up}\n"
        "up: {name: Upton}\n"
    ),
    "content/places/barn.yaml": "name: The Barn\narea: south\naccess: [step-free]\n",
    "activities/walkers/walk.md": activity(price="0", registration="none", languages="[fr]"),
    "activities/walkers/tea.md": activity(
        schedule="{start: 2026-11-22, time: 19:00-20:00}", location="barn", audiences="[old]", topics="[tea]", price="4"
    ),
    "activities/walkers/fair.md": activity(
        schedule="{start: 2026-11-21, end: 2026-11-23}", price="9", discounts="[pass]"
    ),
    "activities/walkers/visit.md": activity(schedule="{by_appointment: Call us.}", audiences="[young]"),
    "activities/walkers/over.md": activity(schedule="{start: 2026-11-01}", price="0"),
}  # fmt: skip


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Choices:
    town = small_town(tmp_path_factory.mktemp("town"), FILES)
    settings = read_settings(str(town.path / "pelicanconf.py"))
    return Choices(Site(town.agenda(), replace(towns.of(settings, {"AGENDA_TODAY": "2026-11-22"}))))


@pytest.mark.parametrize(
    ("group", "expected"),
    [
        ("when", {"today": 2, "tomorrow": 1, "week": 2, "weekend": 2}),
        ("part", {"morning": 2, "afternoon": 1, "evening": 2}),
        ("day", {"0": 1, "1": 0, "2": 0, "3": 1, "4": 0, "5": 0, "6": 2}),
        ("audience", {"old": 3, "young": 3}),
        ("topic", {"outdoors": 3, "tea": 1}),
        ("price", {"free": 1, "pass": 2, "low": 2}),
        ("registration", {"none": 1}),
        ("access", {"step-free": 1}),
        ("language", {"fr": 1}),
    ],
)
def test_counts(group, expected, made):
    found = next(one for one in made.groups if one.id == group)
    assert {one.key: one.count for one in found.options} == expected


def test_areas_begin_with_districts_whose_words_are_their_own(made):
    assert [(one.value, one.name, one.count) for one in made.areas.options] == [
        ("up-", "All of Up", 4), ("north", "Northside", 3), ("south", "Southside", 1), ("up", "Upton", 0),
    ]  # fmt: skip


def test_what_is_over_cannot_be_chosen(made):
    assert [one.slug for one in made.activities] == ["fair", "tea", "visit", "walk"]


@pytest.mark.parametrize(
    ("kind", "id", "area", "expected"),
    [
        pytest.param("area", "north", None, "?area=north", id="area"),
        pytest.param("topic", "tea", "south", "?area=south&topic=tea", id="pair"),
        pytest.param("organization", "walkers", None, "", id="not a choice"),
        pytest.param("", "", None, "", id="the whole agenda"),
    ],
)
def test_further_from_a_selection(kind, id, area, expected, made):
    found = [one for one in made.site.selections if (one.kind, one.id, one.area and one.area.id) == (kind, id, area)]
    assert [made.further(one) for one in found] == [expected]


def test_preset_of_a_moment_is_in_the_towns_words(made):
    assert made.preset(when="week") == "?when=this-week"


@pytest.mark.parametrize(("name", "said"), [("Older people", "older people"), ("GGZ", "GGZ"), ("", "")])
def test_small(name, said):
    assert small(name) == said
