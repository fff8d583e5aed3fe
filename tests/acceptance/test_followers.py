"""Who follows the published agenda sees what came, what changed and what is off: khal through vdirsyncer, newsboat."""

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

import published
from published import commit, publish, town
from small_town import activity
from test_khal import KHAL, SYNC

WALK, TEA, CARDS = "activities/walkers/walk.md", "activities/readers/tea.md", "activities/readers/cards.md"
AT = "{{start: 2026-12-{day}, time: {time}}}"


def walk(**fields: str) -> str:
    return activity(title="Walk", **fields)


def tea(time: str = "14:00-15:00") -> str:
    return activity(title="Tea", topics="[tea]", schedule=AT.format(day=11, time=time))


# Of each publication the day, what is otherwise in the files, and what a follower sees then: the dates by their title.
PUBLICATIONS = (
    ("2026-11-22", {WALK: walk()}, {"Walk": ("2026-12-10T10:00", "CONFIRMED")}),
    (
        "2026-11-23",
        {WALK: walk(schedule=AT.format(day=10, time="11:00-12:00")), TEA: tea()},
        {"Walk": ("2026-12-10T11:00", "CONFIRMED"), "Tea": ("2026-12-11T14:00", "CONFIRMED")},
    ),
    (
        "2026-11-24",
        {
            WALK: walk(schedule=AT.format(day=10, time="11:00-12:00"), status="cancelled", status_note="Ice"),
            TEA: None,
            CARDS: activity(title="Cards", topics="[tea]", schedule=AT.format(day=12, time="20:00-22:00")),
        },
        {"CANCELLED: Walk": ("2026-12-10T11:00", "CANCELLED"), "Cards": ("2026-12-12T20:00", "CONFIRMED")},
    ),
)


class Khal:
    """A person's calendar program, which has subscribed to the agenda."""

    def __init__(self, folder: Path, address: str) -> None:
        self.folder = folder
        (folder / "calendar").mkdir(parents=True)
        (folder / "sync.conf").write_text(SYNC.format(folder=folder, url=f"{address}/agenda.ics"))
        (folder / "khal.conf").write_text(KHAL.format(folder=folder))
        self._run("vdirsyncer", "discover", answer="y\n" * 9)

    def sees(self) -> dict[str, tuple[str, str]]:
        self._run("vdirsyncer", "sync")
        fields = [word for field in ("title", "start-long-full", "status") for word in ("--json", field)]
        lines = self._run("khal", "list", "2026-12-01", "2027-01-01", *fields).splitlines()
        events = [event for line in lines for event in json.loads(line)]
        return {one["title"].partition(" [")[0]: (one["start-long-full"], one["status"]) for one in events}

    def _run(self, program: str, *words: str, answer: str = "") -> str:
        file = {"vdirsyncer": "sync.conf", "khal": "khal.conf"}[program]
        command = [sys.executable, "-m", program, "-c", str(self.folder / file), *words]
        done = subprocess.run(command, input=answer, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout


class Newsboat:
    """A person's reader of news, which keeps what it has read."""

    def __init__(self, folder: Path, address: str) -> None:
        folder.mkdir()
        self.folder = folder
        (folder / "urls").write_text(f"{address}/rss.xml\n")
        (folder / "config").touch()

    def sees(self) -> dict[str, tuple[str, str]]:
        """By its identity the title and text of each entry."""
        command = ["newsboat", *(word for name in "uCc" for word in (f"-{name}", self._file(name))), "-x", "reload"]
        environment = {"HOME": str(self.folder), "PATH": os.environ["PATH"], "LANG": "C.UTF-8"}
        subprocess.run(command, check=True, timeout=60, env=environment)
        with closing(sqlite3.connect(self._file("c"))) as database:
            rows = database.execute("SELECT guid, title, content FROM rss_item").fetchall()
        return {guid: (title, content) for guid, title, content in rows}

    def _file(self, name: str) -> str:
        return str(self.folder / {"u": "urls", "C": "config", "c": "cache.db"}[name])


@pytest.fixture(scope="module")
def story(tmp_path_factory):
    """What both saw after each publication to a server, and after one in which nothing was changed."""
    work = tmp_path_factory.mktemp("followers")
    place = town(work / "town")
    seen = []
    lines = published.headers(place, "nginx")
    with (
        published.rsync_server(work, work / "server") as to,
        published.nginx(work, work / "server" / "current", lines) as address,
    ):
        for day, files, _ in PUBLICATIONS:
            for path, text in files.items():
                place.write(path, text)
            commit(place)
            publish(place, "server", to=to, today=day)
            if not seen:
                khal, newsboat = Khal(work / "khal", address), Newsboat(work / "newsboat", address)
            seen.append((khal.sees(), newsboat.sees()))
        publish(place, "server", to=to, today="2026-11-24")
        seen.append((khal.sees(), newsboat.sees()))
    return seen


@pytest.mark.parametrize("number", range(len(PUBLICATIONS)), ids=["first", "changed and added", "off and withdrawn"])
def test_khal_shows_what_is_published(story, number):
    assert story[number][0] == PUBLICATIONS[number][2]


def test_newsboat_shows_additions_and_changes_under_their_identity(story):
    first, second, third = (newsboat for _, newsboat in story[:3])
    [walk] = first
    assert "Walk" in first[walk][0]
    assert "10:00" in first[walk][1]
    [tea] = set(second) - set(first)
    assert "Tea" in second[tea][0]
    assert "11:00" in second[walk][1]
    [cards] = set(third) - set(second)
    assert "Cards" in third[cards][0]
    assert "Cancelled." in third[walk][1]


def test_nothing_changed_nothing_is_new(story):
    assert story[3] == story[2]
