"""Which activities belong to which selection, and which selections there are."""

import pytest

from agenda import facets
from small_town import activity, small_town


@pytest.fixture(scope="module")
def selections(tmp_path_factory) -> dict[str, list[str]]:
    """`kind/id@area` -> the slugs in that selection."""
    entries = {
        "all": activity(audiences="[all]", topics="[tea, outdoors]"),
        "old": activity(audiences="[old]", topics="[tea]", campaigns="[open-week]"),
        "young": activity(audiences="[young]", location="{name: Somewhere, area: south}"),
        "online": activity(audiences="[old, young]", location="{online: yes}", partners="[readers, walkers]"),
        "moved-once": activity(
            schedule="{start: 2026-12-10, changes: {date: 2026-12-10, location: {name: X, area: south}}}"
        ),
    }
    files = {f"activities/walkers/{slug}.md": text for slug, text in entries.items()}
    town = small_town(tmp_path_factory.mktemp("town"), {"activities/walkers/walk.md": None, **files})
    return {name(one): [each.slug for each in one.activities] for one in facets.selections(town.agenda())}


def name(selection: facets.Selection) -> str:
    return f"{selection.kind}/{selection.id}{f'@{selection.area.id}' if selection.area else ''}"


@pytest.mark.parametrize(
    ("selection", "expected"),
    [
        pytest.param("/", "all moved-once old online young", id="the whole agenda"),
        pytest.param("audience/all", "all moved-once", id="for everyone"),
        pytest.param("audience/old", "all moved-once old online", id="what is for everyone is for older people too"),
        pytest.param("audience/young", "all moved-once online young", id="one of two audiences"),
        pytest.param("topic/tea", "all old", id="one of two topics"),
        pytest.param("topic/outdoors", "all moved-once online young", id="topic"),
        pytest.param("area/north", "all moved-once old", id="the area of a place"),
        pytest.param("area/south", "young", id="the area in an entry; one occurrence elsewhere does not count"),
        pytest.param("place/mill", "all moved-once old", id="a place of the register"),
        pytest.param("organization/walkers", "all moved-once old online young", id="organizer, once if partner too"),
        pytest.param("organization/readers", "online", id="partner"),
        pytest.param("campaign/open-week", "old", id="campaign"),
        pytest.param("audience/old@north", "all moved-once old", id="everyone's within an area"),
        pytest.param("audience/old@south", "", id="an empty pair"),
        pytest.param("audience/young@south", "young", id="audience within an area"),
        pytest.param("topic/tea@north", "all old", id="topic within an area"),
    ],
)
def test_members(selection, expected, selections):
    assert selections[selection] == expected.split()


def test_every_selection_is_there_in_a_fixed_order(selections):
    single = ["/", "area/north", "area/south", "audience/all", "audience/old", "audience/young", "topic/outdoors"]
    single += ["topic/tea", "organization/readers", "organization/walkers", "place/mill", "campaign/open-week"]
    paired = ["audience/all", "audience/old", "audience/young", "topic/outdoors", "topic/tea"]
    assert list(selections) == [*single, *(f"{one}@{area}" for area in ("north", "south") for one in paired)]
