"""The finder's index: everything that one can go to, once, small, and as the page itself says it."""

import json

import pytest

from agenda import finder
from agenda.language import Language
from index_files import activities as told_of
from small_town import ROOT, activity, small_town

WEEKLY = "{start: 2026-11-24, time: 10:00-12:00, repeat: weekly, changes: [{date: 2026-12-01, cancelled: No room}]}"
FILES = {
    "content/vocabulary/areas.yaml": (
        "north: {name: Northside, tile: [1, 1], aliases: [Top]}\nsouth: {name: Southside, tile: [2, 2]}\n"
        "far: {name: Far, tile: [4, 4]}\n"
    ),
    "activities/walkers/walk.md": activity(title="Walk", schedule=WEEKLY, price="0", discounts="[pass]"),
    "activities/walkers/night.md": activity(
        title="Night", schedule="{start: 2026-11-22, time: 22:00-01:00}", audiences="[old]"
    ),
    "activities/walkers/open.md": activity(title="Open", schedule="{start: 2026-11-28, time: '10:00'}"),
    "activities/walkers/camp.md": activity(title="Camp", schedule="{start: 2026-11-22, end: 2026-11-24}"),
    "activities/walkers/visit.md": activity(title="Visit", schedule="{ongoing: Any time.}", partners="[readers]"),
    "activities/walkers/later.md": activity(title="Later", schedule="{start: 2027-03-01, time: 10:00-12:00}"),
    "activities/walkers/over.md": activity(title="Over", schedule="{start: 2026-11-01}"),
}  # fmt: skip


@pytest.fixture(scope="module")
def files(tmp_path_factory) -> dict[str, bytes]:
    town = small_town(tmp_path_factory.mktemp("town"), FILES)
    done = town.build()
    assert done.returncode == 0, done.stdout + done.stderr
    return town.built()


@pytest.fixture(scope="module")
def index(files) -> dict:
    return json.loads(files["finder.json"])


@pytest.fixture(scope="module")
def activities(files) -> dict[str, dict]:
    return {one["text"]["title"]: one for one in told_of(files).values()}


def test_all_that_is_current_once_in_the_order_of_titles(activities):
    assert list(activities) == ["Camp", "Later", "Night", "Open", "Visit", "Walk"]


@pytest.mark.parametrize(
    ("title", "day", "time"),
    [
        pytest.param("Walk", 2, (0, 600, 720, 720, 0, 1, ["", "10:00", " to 12:00"]), id="hours"),
        pytest.param("Night", 0, (0, 1320, 1500, 1500, 1, 4, ["", "22:00", " to 1:00"]), id="over midnight"),
        pytest.param("Open", 6, (0, 600, 600, 1440, 0, 1, ["at ", "10:00", ""]), id="end not known"),
        pytest.param("Camp", 0, (1, 0, 4320, 4320, 2, 7, ["", "", "through Tue 24 Nov"]), id="whole days"),
    ],
)
def test_a_date_is_a_day_and_a_time(title, day, time, activities):
    first = activities[title]["dates"][0]
    assert first["day"] == day
    assert tuple(first[name] for name in finder.TIME[:-1]) == time


def test_times_that_begin_and_end_together_have_one_rank(index):
    order = {one["rank"]: (one["whole"], one["begin"], one["end"]) for one in index["times"]}
    assert len(order) == len(set(order.values()))
    assert all(order[one["rank"]] == (one["whole"], one["begin"], one["end"]) for one in index["times"])


def test_what_is_otherwise_stands_with_its_date(activities):
    usual, off = activities["Walk"]["dates"][:2]
    assert (usual["bits"], off["bits"]) == (0, finder.OFF)
    assert list(activities["Walk"]["text"]["other"]) == ["1"]
    other = activities["Walk"]["text"]["other"]["1"]
    assert other["status"] == "Cancelled"
    assert other["note"].startswith("No room. The next time is Tuesday 8 December")


def test_later_says_its_day_and_undated_that_it_is(activities):
    assert activities["Later"]["text"]["later"] == "Monday 1 March 2027"
    assert [one["bits"] for one in activities["Later"]["dates"]] == [finder.LATER]
    assert activities["Visit"]["undated"]
    assert activities["Visit"]["text"]["organization"] == "The Walkers, The Readers"
    assert not activities["Walk"]["undated"]


def test_keys(activities):
    assert activities["Walk"]["keys"] == {
        "area": ["north"], "audience": ["*"], "topic": ["outdoors"], "price": ["free", "low", "pass"],
        "registration": [], "access": [], "language": [],
    }  # fmt: skip
    assert activities["Night"]["keys"]["audience"] == ["old"]


def test_near_are_areas_whose_tiles_touch(index):
    near = {id: area.get("near", []) for id, area in index["areas"].items()}
    assert near == {"north": ["south"], "south": ["north"], "far": []}
    assert index["areas"]["north"]["words"] == "Northside Top"


def test_words_are_the_sites(index):
    assert index["words"]["count"] == {"one": "{n} activity", "other": "{n} activities"}
    assert index["words"]["ahead"] == ["today", "tomorrow", "the day after tomorrow"]
    assert index["days"][0] == "Sunday 22 November"
    assert len(index["days"]) == 42


def test_plurals_are_all_those_of_a_language():
    found = dict(finder._plurals(Language("ar")))
    assert set(found) == {"zero", "one", "two", "few", "many", "other"}
    assert all("{n}" in text for text in found.values())
    dutch = dict(finder._plurals(Language("nl", ROOT / "theme" / "translations")))
    assert dutch == {"one": "{n} activiteit", "other": "{n} activiteiten"}
