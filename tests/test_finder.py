"""The finder's index: everything that one can go to, once, small, and as the page itself says it."""

import json

import pytest

from agenda import finder
from agenda.language import Language
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
def index(tmp_path_factory) -> dict:
    town = small_town(tmp_path_factory.mktemp("town"), FILES)
    done = town.build()
    assert done.returncode == 0, done.stdout + done.stderr
    return json.loads(town.built()["finder.json"])


@pytest.fixture(scope="module")
def activities(index) -> dict[str, dict]:
    return {one["title"]: one for one in index["activities"]}


def test_all_that_is_current_once_in_the_order_of_titles(index):
    titles = [one["title"] for one in index["activities"]]
    assert titles == ["Camp", "Later", "Night", "Open", "Visit", "Walk"]


@pytest.mark.parametrize(
    ("title", "day", "time"),
    [
        pytest.param("Walk", 2, ["10:00", 120, 1, "", "10:00", " to 12:00"], id="hours"),
        pytest.param("Night", 0, ["22:00", 180, 4, "", "22:00", " to 1:00"], id="over midnight"),
        pytest.param("Open", 6, ["10:00", None, 1, "at ", "10:00", ""], id="end not known"),
        pytest.param("Camp", 0, ["", 3 * 1440, 7, "", "", "through Tue 24 Nov"], id="whole days"),
    ],
)
def test_a_date_is_a_day_and_a_time(title, day, time, index, activities):
    first = activities[title]["dates"][0]
    assert first[0] == day
    assert index["times"][first[1]] == time


def test_what_is_otherwise_stands_with_its_date(activities):
    plain, off = activities["Walk"]["dates"][:2]
    assert len(plain) == 2
    assert off[2]["off"] == 1
    assert off[2]["status"] == "Cancelled"
    assert off[2]["note"].startswith("No room. The next time is Tuesday 8 December")


def test_later_says_its_day_and_undated_that_it_is(activities):
    assert activities["Later"]["later"][-1] == "Monday 1 March 2027"
    assert "dates" not in activities["Later"]
    assert activities["Visit"]["undated"] == 1
    assert activities["Visit"]["organization"] == "The Walkers, The Readers"


def test_keys(activities):
    assert activities["Walk"]["keys"] == {
        "area": ["north"], "audience": ["*"], "topic": ["outdoors"], "organization": ["walkers"], "place": ["mill"],
        "price": ["free", "pass", "low"],
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
