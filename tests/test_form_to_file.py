"""The command: submissions become files below activities/, nothing is overwritten, what is wrong is told."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from small_town import TODAY, Town, small_town
from test_submission import SENT

SCRIPT = Path(__file__).parent.parent / "scripts" / "form_to_file.py"


@pytest.fixture
def town(tmp_path) -> Town:
    return small_town(tmp_path)


def run(town: Town, *arguments: str) -> subprocess.CompletedProcess:
    command = [sys.executable, str(SCRIPT), "--settings", "pelicanconf.py", *arguments]
    environment = {**os.environ, "AGENDA_TODAY": TODAY}
    return subprocess.run(command, cwd=town.path, env=environment, capture_output=True, text=True)


def test_what_is_right_is_written_and_what_is_wrong_is_told(town):
    sent = [SENT, {**SENT, "price": "ten"}, {**SENT, "organization": "../.."}]
    town.write("sent.json", json.dumps(sent))
    before = {path for path in town.path.rglob("*") if path.is_file()}
    done = run(town, "sent.json")
    assert done.returncode == 1
    assert "sent.json:2: price: ten is not an amount." in done.stdout
    assert "sent.json:3: organization: ../.. does not stand in the list." in done.stdout
    assert {path for path in town.path.rglob("*") if path.is_file()} - before == {
        town.path / "activities/walkers/walk-along-the-river.md"
    }
    assert town.load().problems == []


def test_the_same_again_is_another_file(town):
    town.write("sent.json", json.dumps(SENT))
    assert [run(town, "sent.json").returncode for _ in range(2)] == [0, 0]
    assert (town.path / "activities/walkers/walk-along-the-river-2.md").exists()


def test_a_table_with_a_guessed_mapping(town):
    town.write(
        "rows.csv", "Name;Summary;Audience;Topic;Date;Time;Location\nTalk;We talk.;all;tea;24-11-2026;10.00;The Mill\n"
    )
    guess = run(town, "rows.csv", "--guess").stdout
    town.write("map.yaml", guess.replace("  # organization:", "  organization: readers\n  repeat: once"))
    done = run(town, "rows.csv", "--mapping", "map.yaml", "--dry-run")
    assert done.returncode == 0
    assert "talk.md: right, not written." in done.stdout
    assert not (town.path / "activities/readers").exists()


def test_a_file_becomes_answers_that_make_it_again(town):
    answers = run(town, "activities/walkers/walk.md", "--to-form").stdout
    town.write("sent.json", answers)
    assert run(town, "sent.json").returncode == 0
    one, two = (town.load().agenda.activities[number] for number in (0, 1))
    same = {"organizer", "slug", "path", "digest"}
    assert one.model_dump(exclude=same) == two.model_dump(exclude=same)


@pytest.mark.parametrize(
    ("arguments", "says"),
    {
        "no file": (("none.json",), "none.json: No such file or directory"),
        "no JSON": (("bad.json",), "bad.json: this is not JSON"),
        "a table without a mapping": (("bad.csv",), "bad.csv: a table needs a mapping."),
    }.values(),
)
def test_a_file_that_cannot_be_read_ends_with_2(arguments, says, town):
    town.write("bad.json", "{")
    town.write("bad.csv", "Name\nWalk\n")
    done = run(town, *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert says in done.stderr


def test_places_and_organizations_by_the_same_command(town):
    town.write("places.csv", "Name;Street;Area\nThe Hall;Mill Lane 2;Northside\nThe Barn;Mill Lane 3;nowhere\n")
    town.write("map.yaml", run(town, "places.csv", "--kind", "place", "--guess").stdout)
    done = run(town, "places.csv", "--kind", "place", "--mapping", "map.yaml")
    assert done.returncode == 1
    assert "places.csv:2: area: nowhere does not stand in the list." in done.stdout
    assert "name: " in (town.path / "content/places/the-hall.yaml").read_text()
    town.write("sent.json", json.dumps({"name": "The Singers", "kind": "partner"}))
    assert run(town, "sent.json", "--kind", "organization").returncode == 0
    assert town.load().problems == []
    assert {"the-singers"} < set(town.load().agenda.register.organizations)
    answers = json.loads(
        run(town, "content/organizations/the-singers.md", "--kind", "organization", "--to-form").stdout
    )
    assert answers == {"name": ["The Singers"], "kind": ["partner"]}


def test_the_text_of_an_issue(town):
    town.write("issue.md", "### What is the place called?\n\nThe Barn\n\n### Postcode\n\n_No response_\n")
    assert run(town, "issue.md", "--kind", "place").returncode == 0
    assert (town.path / "content/places/the-barn.yaml").read_text() == 'name: "The Barn"\n'
    town.write("issue.md", "Hello\n")
    done = run(town, "issue.md")
    assert (done.returncode, done.stdout) == (2, "")
    assert "no question of the form stands in this text" in done.stderr
