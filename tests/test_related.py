"""More like it nearby: what two activities share, how near it is, and that many cost no more than each its own."""

from datetime import date
from time import process_time

import pytest

from agenda import listing
from agenda import town as settings
from agenda.model import Activity, Agenda
from agenda.pages import Site
from agenda.register import Area
from agenda.related import MOST, Alike, Related, nearby, neighbours
from small_town import TODAY, activity, small_town

AREAS = """
middle: {name: Middle, tile: [2, 2]}
corner: {name: Corner, tile: [1, 1]}
far: {name: Far, tile: [4, 2]}
adrift: {name: Adrift}
"""


def at(area: str | None, day: int, **fields: str) -> str:
    place = f"{{name: Hall, area: {area}}}" if area else "{online: yes}"
    return activity(location=place, schedule=f"{{start: 2026-12-{day:02}, time: 10:00}}", **fields)


ENTRIES = {
    "it": at("middle", 10),
    "sooner": at("middle", 9),
    "later": at("middle", 20),
    "corner": at("corner", 2),
    "far": at("far", 1),
    "adrift": at("adrift", 1),
    "online": at(None, 1),
    "online-too": at(None, 2),
    "no-date": activity(location="{name: Hall, area: middle}", schedule="{by_appointment: Call us.}"),
    "off": at("middle", 3, status="cancelled"),
    "postponed": at("middle", 3, status="postponed"),
    "full": at("middle", 3, status="full"),
    "this-time-off": activity(
        location="{name: Hall, area: middle}",
        schedule="{start: 2026-12-03, time: 10:00, changes: [{date: 2026-12-03, cancelled: yes}]}",
    ),
    "over": activity(location="{name: Hall, area: middle}", schedule="{start: 2026-11-03}"),
    "tea": at("middle", 1, topics="[tea]", audiences="[all]"),
    "tea-for-old": at("middle", 4, topics="[tea]", audiences="[old]"),
    "tea-for-old-too": at("corner", 4, topics="[tea]", audiences="[all, old]"),
}


@pytest.fixture(scope="module")
def agenda(tmp_path_factory) -> Agenda:
    files = {f"activities/walkers/{slug}.md": text for slug, text in ENTRIES.items()}
    town = small_town(
        tmp_path_factory.mktemp("town"),
        {
            **files,
            "activities/walkers/walk.md": None,
            "content/vocabulary/areas.yaml": AREAS,
            "content/places/mill.yaml": "name: The Mill\narea: middle",
        },
    )
    return town.agenda()


def related(agenda: Agenda) -> Related:
    return Related(agenda, listing.upcoming(agenda, date.fromisoformat(TODAY), 42))


def to(activity: Activity, found: Related) -> list[Alike]:
    return nearby(activity, found.register, found.of, lambda area: found.neighbours.get(area, ()))


@pytest.mark.parametrize(
    ("slug", "expected"),
    [
        pytest.param("it", ["sooner", "later", "no-date", "corner"], id="here by date, no date last, then who touches"),
        pytest.param("off", ["sooner", "it", "later", "no-date"], id="of a cancelled one: what is on"),
        pytest.param("corner", ["sooner", "it", "later", "no-date"], id="nothing here: who touches, soonest first"),
        pytest.param("far", [], id="nothing near"),
        pytest.param("adrift", [], id="an area without a tile has no neighbours"),
        pytest.param("online", ["online-too"], id="without an area: others without one"),
        pytest.param("tea", ["tea-for-old", "tea-for-old-too"], id="a topic"),
        pytest.param("tea-for-old-too", ["tea", "tea-for-old"], id="a topic and an audience count once"),
        pytest.param("over", ["sooner", "it", "later", "no-date"], id="of what is over"),
    ],
)
def test_what_is_like_it(slug, expected, agenda):
    known = {one.slug: one for one in agenda.activities}
    assert [alike.activity.slug for alike in to(known[slug], related(agenda))] == expected


def test_it_names_the_next_time_that_is_on(agenda):
    known = {one.slug: one for one in agenda.activities}
    days = [alike.item and alike.item.occurrence.day.day for alike in to(known["it"], related(agenda))]
    assert days == [9, 20, None, 2]


def test_tiles_touch_by_side_and_corner():
    tiles = {"a": (1, 1), "b": (2, 1), "c": (2, 2), "d": (3, 3), "e": None}
    areas = {id: Area.model_construct(id=id, name=id, tile=tile) for id, tile in tiles.items()}
    assert neighbours(areas) == {"a": ("b", "c"), "b": ("a", "c"), "c": ("a", "b", "d"), "d": ("c",)}


def copies(agenda: Agenda, number: int) -> Agenda:
    one = next(one for one in agenda.activities if one.slug == "it")
    return Agenda(agenda.register, tuple(one.model_copy(update={"slug": f"copy-{n:05}"}) for n in range(number)))


def seconds(agenda: Agenda) -> float:
    """To find what is like every activity; the dates are the lists' and cost here nothing."""
    upcoming = listing.upcoming(agenda, date.fromisoformat(TODAY), 42)
    begin = process_time()
    found = Related(agenda, upcoming)
    assert all(len(to(one, found)) == MOST for one in agenda.activities)
    return process_time() - begin


def test_cost_grows_with_the_number_and_not_with_its_square(agenda):
    """All alike and in one area: the worst there is. Five times as many may cost ten times, not twenty-five."""
    few, many = copies(agenda, 400), copies(agenda, 2000)
    assert seconds(many) < 10 * max(seconds(few), 0.005)


def test_a_page_gets_them(agenda, tmp_path):
    town = small_town(tmp_path)
    of = settings.of({
        "PATH": str(town.path / "content"), "THEME": "theme", "SITENAME": "x", "TIMEZONE": "Europe/Amsterdam",
        "AGENDA_TODAY": TODAY,
    }, {})  # fmt: skip
    site = Site(agenda, of)
    page = site.activity(next(one for one in agenda.activities if one.slug == "tea"))
    assert [one.activity.slug for one in page.context["nearby"]] == ["tea-for-old", "tea-for-old-too"]
