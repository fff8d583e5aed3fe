"""What docs/incidents.md says to do when something is wrong: its own commands, on a small town, and what they mend."""

import os
import re
import shutil
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from agenda import feed_lint
from forge import chosen
from forge.repository import Author
from receiver import settings
from receiver.seals import CHANGE, DESK, Link, Seals
from receiving import EDITOR, MORNING, SENDER, receiver
from small_town import ROOT, Town, activity, small_town

TEXT = (ROOT / "docs" / "incidents.md").read_text()
WALK = "activities/walkers/walk.md"
PRIVATE = "anne@example.org"
LEAK = activity(text=f"Anne waits at the door. Mail her: {PRIVATE}.")
IDENTITY = ("-c", "user.name=Test", "-c", "user.email=test@example.org")
ENVIRONMENT = {
    **os.environ,
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
    "GIT_AUTHOR_NAME": "Test", "GIT_AUTHOR_EMAIL": "test@example.org",
    "GIT_COMMITTER_NAME": "Test", "GIT_COMMITTER_EMAIL": "test@example.org",
    "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
}  # fmt: skip


def blocks(heading: str) -> list[str]:
    """The commands under a heading, as they stand."""
    [part] = re.findall(rf"^## {re.escape(heading)}\n(.*?)(?=^## |\Z)", TEXT, re.MULTILINE | re.DOTALL)
    return re.findall(r"```sh\n(.*?)```", part, re.DOTALL)


def run(town: Town, commands: str) -> str:
    """Run them in the town's folder, with this project's own programs; what they print."""
    text = re.sub(r"(?m)^\.venv/bin/python", sys.executable, commands)
    text = re.sub(r" scripts/(\w+\.py)", rf" {ROOT}/scripts/\1 --settings pelicanconf.py", text)
    build = f"{sys.executable} -m pelican content -s pelicanconf.py > private/build.txt 2>&1"
    text = text.replace("make build", build)
    environment = {**ENVIRONMENT, "AGENDA_TODAY": "2026-11-22"}
    done = subprocess.run(["bash", "-euo", "pipefail", "-c", text], cwd=town.path, env=environment, capture_output=True,
                          text=True, timeout=120)  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def git(folder: Path, *words: str) -> str:
    done = subprocess.run(["git", "-C", folder, *IDENTITY, *words], env=ENVIRONMENT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


def in_git(town: Town) -> Town:
    """Committed, with an origin that has it too."""
    town.write(".gitignore", "private/\noutput*\n__pycache__/\n")
    (town.path / "private").mkdir(exist_ok=True)
    git(town.path, "init", "-q", "-b", "main")
    git(town.path, "add", "-A")
    git(town.path, "commit", "-q", "-m", "The town")
    origin = town.path.with_name("origin.git")
    git(town.path, "clone", "-q", "--bare", ".", str(origin))
    git(town.path, "remote", "add", "origin", str(origin))
    return town


def published(town: Town, mode: str = "last-good") -> int:
    return town.build(None, "-e", f'AGENDA_ON_PROBLEM="{mode}"').returncode


def event(town: Town) -> dict[str, str]:
    """The properties of the one event of the walk's feed that is about 8 December."""
    text = (town.output / "activity" / "walkers" / "coffee-at-the-mill" / "agenda.ics").read_bytes().decode()
    text = text.replace("\r\n ", "").replace("\r\n", "\n")
    for one in re.findall(r"BEGIN:VEVENT\n(.*?)END:VEVENT", text, re.DOTALL):
        found = dict(line.partition(":")[::2] for line in one.splitlines())
        start = next(value for name, value in found.items() if name.startswith("DTSTART"))
        if start.startswith("20261208"):
            return found
    return {}


def holds(folder: Path) -> list[str]:
    return [path.name for path in folder.rglob("*") if path.is_file() and PRIVATE.encode() in path.read_bytes()]


@pytest.fixture(scope="module")
def leaking(tmp_path_factory):
    """It was published with the address; then its file is mended in the work tree."""
    made = in_git(small_town(tmp_path_factory.mktemp("leak") / "town", {WALK: LEAK}))
    assert published(made) == 0
    assert holds(made.output)
    return made


class TestALeakedAddress:
    def test_a_hasty_mend_brings_it_back_from_the_history(self, leaking):
        leaking.write(WALK, activity(checked="today"))
        assert published(leaking) == 3
        assert holds(leaking.output)

    def test_off_the_site(self, leaking):
        leaking.write(WALK, activity(text="Somebody waits at the door."))
        assert "not on the site any more" in run(leaking, blocks("A leaked address")[0])
        assert holds(leaking.output) == []

    def test_out_of_the_history_of_the_repository(self, leaking):
        origin = leaking.path.with_name("origin.git")
        git(leaking.path, "push", "-q", "origin", "main")
        assert PRIVATE in git(origin, "log", "--all", "-p")
        before = git(origin, "rev-list", "--count", "main")
        said = run(leaking, blocks("A leaked address")[1])
        assert said.endswith("seconds.\n")  # of the rewriting: of the log not a line
        assert PRIVATE not in git(origin, "log", "--all", "-p")
        assert git(origin, "rev-list", "--count", "main") == before
        assert "Somebody waits" in git(origin, "show", f"main:{WALK}")

    def test_then_no_mistake_brings_it_back(self, leaking):
        clean = Town(leaking.path.with_name("afresh"))
        git(leaking.path, "clone", "-q", str(leaking.path.with_name("origin.git")), str(clean.path))
        clean.write(WALK, activity(checked="today"))
        assert published(clean) == 3
        assert "walk" in str([*clean.output.rglob("*")])
        assert holds(clean.output) == []


@pytest.fixture(scope="module")
def cancelled(tmp_path_factory):
    """A receiver on the town's repository; somebody called off 8 December by the organizer's link."""
    town = in_git(small_town(tmp_path_factory.mktemp("cancelled") / "town"))
    settings.make(town.path / "private" / "receiver.yaml")
    forge = chosen.of({"kind": "local"}, town.path, Author("Littleham", "agenda@example.org"))
    own = settings.read(town.path / "private" / "receiver.yaml", town.path)
    made = receiver(town, forge, secret=own.secret)
    made.accepted()
    assert published(town) == 0
    made.post(made.link(SENDER, "/change/"), {"what": "cancel", "planned": "2026-12-08T10:00"})
    made.run()
    assert published(town) == 0
    return made


class TestAWrongCancellation:
    def test_it_is_off_for_everybody_who_follows(self, cancelled):
        assert event(cancelled.town)["STATUS"] == "CANCELLED"

    def test_the_history_tells_what_it_was(self, cancelled):
        told = run(cancelled.town, blocks("A wrong cancellation")[0].replace("walk.md", "coffee-at-the-mill.md"))
        assert len(told.splitlines()) == 2
        assert "Littleham" in told.splitlines()[0]

    def test_undone_the_date_is_in_its_series_again(self, cancelled):
        assert "20261208T100000" in " ".join(series(cancelled.town).values())  # left out of it
        off, link = series(cancelled.town), cancelled.link(SENDER, "/change/")
        assert cancelled.client.get(link).status_code == 200
        run(cancelled.town, blocks("A wrong cancellation")[1].replace("walkers/walk", "walkers/coffee-at-the-mill"))
        on = series(cancelled.town)
        assert event(cancelled.town) == {}
        assert "20261208T100000" not in " ".join(on.values())
        assert on["UID"] == off["UID"]
        assert int(on["SEQUENCE"]) > int(off["SEQUENCE"])
        assert feed_lint.findings((cancelled.town.output / "agenda.ics").read_bytes()) == []
        cancelled.clock.pass_by(seconds=5)
        assert cancelled.client.get(link).status_code == 404


def series(town: Town) -> dict[str, str]:
    """The properties of the series of the coffee morning."""
    text = (town.output / "activity" / "walkers" / "coffee-at-the-mill" / "agenda.ics").read_bytes().decode()
    one = re.search(r"BEGIN:VEVENT\r\n(.*?)END:VEVENT", text.replace("\r\n ", ""), re.DOTALL)[1]
    return dict(line.partition(":")[::2] for line in one.splitlines())


class TestALostKey:
    @pytest.fixture
    def town(self, tmp_path):
        made = in_git(small_town(tmp_path / "town"))
        settings.make(made.path / "private" / "receiver.yaml")
        made.write("private/register.yaml", f"editors: [{EDITOR}]\n")
        return made

    def seals(self, town: Town) -> Seals:
        return Seals(settings.read(town.path / "private" / "receiver.yaml", town.path))

    def test_a_new_secret_ends_all_links_and_makes_new_ones(self, town):
        old = self.seals(town)
        links = {
            purpose: old.link(Link(purpose, "walkers/walk", old.who(EDITOR), MORNING.replace(year=2030)))
            for purpose in (CHANGE, DESK)
        }
        made = run(town, blocks("A lost key")[0])
        new = self.seals(town)
        assert new.settings.secret != old.settings.secret
        assert [new.read(purpose, word, MORNING) for purpose, word in links.items()] == [None, None]
        word = re.search(r"/desk/([^/\s]+)", made)[1]
        assert new.read(DESK, word, MORNING).who == new.who(EDITOR)
        assert old.read(DESK, word, MORNING) is None

    def test_the_rest_of_the_settings_stays(self, town):
        file = town.path / "private" / "receiver.yaml"
        before = file.read_text() + "port: '9999'\n"
        file.write_text(before)
        run(town, blocks("A lost key")[0])
        assert re.sub("secret: .*", "", file.read_text()) == re.sub("secret: .*", "", before)
        assert file.stat().st_mode & 0o077 == 0

    def test_a_higher_key_ends_the_links_of_organizers(self, town):
        old = self.seals(town)
        word = old.link(Link(CHANGE, "walkers/walk", old.who(SENDER), MORNING.replace(year=2030)))
        file = town.path / "private" / "receiver.yaml"
        file.write_text(file.read_text() + "key: 2\n")
        assert self.seals(town).read(CHANGE, word, MORNING) is None


@pytest.fixture(scope="module")
def stateless(tmp_path_factory):
    """Published, and published again with another hour."""
    made = small_town(tmp_path_factory.mktemp("state") / "town")
    assert published(made) == 0
    made.write(WALK, activity(schedule="{start: 2026-12-10, time: 11:00-12:00}"))
    assert published(made) == 0
    made.write("private/.keep", "")
    shutil.copytree(made.output, made.path / "online")
    return made


def numbers(town: Town) -> tuple[str, str]:
    text = (town.output / "agenda.ics").read_text()
    return re.search(r"UID:(\S+)", text)[1], re.search(r"SEQUENCE:(\d+)", text)[1]


class TestALostState:
    def test_without_it_identities_stay_and_numbers_fall(self, stateless):
        uid, number = numbers(stateless)
        assert number == "1"
        shutil.rmtree(stateless.output)
        assert published(stateless) == 0
        assert numbers(stateless) == (uid, "0")

    def test_with_the_one_of_the_site_all_is_as_it_was(self, stateless):
        [command] = blocks("A lost state")
        target, address = re.fullmatch(r"curl -fo (\S+) https://agenda\.example\.org/(\S+)\n", command).groups()
        online = stateless.path / "online"
        urllib.request.urlretrieve(f"file://{online / address}", stateless.path / target)
        shutil.rmtree(stateless.output)
        named = re.search(r"`AGENDA_STATE = \"(.*?)\"`", TEXT)[1]
        assert stateless.build(None, "-e", f'AGENDA_STATE="{named}"').returncode == 0
        same = ("agenda.ics", "rss.xml", "data/v1/feed-state.json")
        assert [path for path in same if (stateless.output / path).read_bytes() != (online / path).read_bytes()] == []
