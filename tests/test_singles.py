"""The pages of which there is one: which a town has, and what they lead to."""

from dataclasses import replace

import pytest

from agenda import singles
from agenda.pages import Site
from small_town import small_town

FILES = {"content/tombstones.yaml": "walkers/gone: {title: Gone, since: 2026-10-01}\n"}


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    return small_town(tmp_path_factory.mktemp("town"), FILES)


def pages(town, parts=None) -> dict:
    settings = town.settings()
    settings = settings if parts is None else replace(settings, parts=frozenset(parts))
    [section] = singles.sections(Site(town.agenda(), settings))
    return {page.template: page for page in section.pages}


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        pytest.param((), ["tombstone.html"], id="what is gone is always told"),
        pytest.param(("choose",), ["tombstone.html", "choose.html"], id="all selections"),
        pytest.param(("subscribe",), ["tombstone.html", "subscribe.html"], id="how one follows them"),
        pytest.param(("list",), ["tombstone.html", "list.html"], id="what one kept"),
        pytest.param(("missing",), ["tombstone.html", "404.html"], id="what is not there"),
    ],
)
def test_which_of_them_a_town_has(parts, expected, town):
    assert list(pages(town, parts)) == expected


def test_every_single_selection_can_be_chosen_and_followed(town):
    found = pages(town)
    kinds = found["choose.html"].given["kinds"]
    assert kinds == found["subscribe.html"].given["kinds"]
    assert [one.id for one in kinds["area"]] == ["north", "south"]
    assert all(one.area is None for several in kinds.values() for one in several)
    assert not found["subscribe.html"].given["whole"].kind


def test_what_search_engines_pass_by(town):
    assert sorted(name for name, page in pages(town).items() if not page.indexed) == [
        "404.html", "list.html", "tombstone.html",
    ]  # fmt: skip
