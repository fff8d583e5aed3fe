"""What was published and is nowhere now is told, until somebody says what became of it."""

import re
from datetime import date

import pytest

from agenda import losses
from agenda.state import State
from small_town import SETTINGS, TODAY, activity, small_town

DAY = date.fromisoformat(TODAY)
STONE = "walkers/gone: {title: Gone, since: 2026-10-01}\n"


def state(*identities: str) -> State:
    made = State(DAY)
    for identity in identities:
        made.stamp(f"activity:{identity}", b"")
    made.stamp("channel:agenda", b"")
    return made


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        pytest.param({}, ["walkers/gone"], id="nobody says anything"),
        pytest.param({"activities/walkers/gone.md": activity()}, [], id="it is there"),
        pytest.param({"activities/walkers/new.md": activity(formerly="[gone]")}, [], id="it has another name"),
        pytest.param({"content/tombstones.yaml": STONE}, [], id="it was deleted, and a page says so"),
        pytest.param({"activities/walkers/gone.md": activity(checked="x")}, [], id="held back: told already"),
    ],
)
def test_what_is_nowhere(tmp_path, files, expected):
    loaded = small_town(tmp_path, files).load()
    assert losses.identities(state("walkers/walk", "walkers/gone"), loaded) == expected


def test_what_is_told_says_what_to_write(tmp_path):
    town = small_town(tmp_path)
    [line] = losses.vanished(state("walkers/gone"), town.load(), town.settings())
    assert line.startswith("walkers/gone was published and is not there any more.")
    assert "formerly: [gone]" in line
    assert "content/tombstones.yaml" in line


def test_a_page_that_pelican_passed_over_is_told(tmp_path):
    read = {"pages/about.md": object(), "pages/other.md": None}
    [line] = losses.unread(read, small_town(tmp_path).settings())
    assert line.startswith("content/pages/other.md: this page cannot be read.")


MENU = """
AGENDA_MENU = (("About", "about/"), ("Gone", "gone/"), ("Elsewhere", "https://example.org/"))
AGENDA_FOOTER = (("Data", "build.json"), ("Home", ""), ("Next to mill", "place/mil/"), ("Part", "about/#part"))
"""


def test_items_that_lead_nowhere_are_told_by_the_build(tmp_path):
    done = small_town(tmp_path, {"pelicanconf.py": SETTINGS + MENU}).build({"COLUMNS": "300"})
    assert done.returncode == 0
    said = " ".join((done.stdout + done.stderr).split())
    told = re.findall(r"(AGENDA_\w+: .*? is left out): there is no page (\S+)\. ", said)
    assert told == [
        ("AGENDA_MENU: Gone is left out", "/gone/"),
        ("AGENDA_FOOTER: Next to mill is left out", "/place/mil/"),
    ]


def test_of_many_the_first_are_named_and_the_rest_counted(tmp_path):
    town = small_town(tmp_path)
    lines = list(losses.vanished(state(*(f"walkers/{n:03}" for n in range(100))), town.load(), town.settings()))
    assert len(lines) == losses.MOST + 1
    assert lines[-1] == "And 80 more were published and are not there any more."
