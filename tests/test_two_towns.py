"""Two more towns on the same code, from their data alone: each says what is known of it, and names no other town."""

import os
import re
import shutil
import subprocess
from datetime import date, timedelta
from pathlib import Path

import pytest
from pelican.settings import read_settings

import two_towns
from agenda import schedule, source, town
from small_town import TODAY
from two_towns import ROOT, TOWNS

NAMES = ("haarlem", "heemstede", "deventer")
WORDS = {".html", ".css", ".js", ".json", ".ics", ".xml", ".txt", ".csv", ".svg", ".md", ".yaml"}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    return two_towns.wheel(tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def heemstede(tmp_path_factory, wheel) -> Path:
    """Built by this checkout."""
    return two_towns.build(two_towns.settle("heemstede", tmp_path_factory.mktemp("region") / "heemstede", wheel))


@pytest.fixture(scope="module")
def deventer(tmp_path_factory, wheel) -> Path:
    """Built by its own commands: the wheel in a fresh environment, in a folder with nothing else around it."""
    folder = two_towns.settle("deventer", tmp_path_factory.mktemp("elsewhere") / "deventer", wheel)
    given = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))}
    for command in (["make", "check"], ["make", "build"]):
        done = subprocess.run(
            command, cwd=folder, env={**given, "AGENDA_TODAY": TODAY}, capture_output=True, text=True, timeout=600
        )
        assert done.returncode == 0, done.stdout + done.stderr
    return folder / "output"


@pytest.fixture
def built(request, heemstede, deventer, site) -> Path:
    return {"heemstede": heemstede, "deventer": deventer, "haarlem": site}[request.param]


@pytest.mark.parametrize("built", NAMES, indirect=True)
def test_no_output_names_another_town(built, request):
    own = request.node.callspec.params["built"]
    others = re.compile("|".join(name for name in NAMES if name != own), re.IGNORECASE)
    files = [path for path in built.rglob("*") if path.suffix in WORDS]
    assert len(files) > 100
    assert [path for path in files if others.search(path.read_text(encoding="utf-8-sig"))] == []
    assert [path for path in built.rglob("*") if others.search(path.name)] == []


@pytest.mark.parametrize("name", NAMES)
def test_the_generator_knows_no_town(name):
    command = ["git", "grep", "-il", name, "--", "plugins", "scripts", "theme"]
    found = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert (found.returncode, found.stdout) == (1, "")  # 1: nothing was found


def test_the_wheel_is_built_without_the_checkout(deventer):
    """The town's own environment has the generator from the wheel, and nothing leads to this checkout."""
    folder = deventer.parent
    [link] = (folder / ".venv/lib").glob("python*/site-packages/agenda/__init__.py")
    assert not link.is_symlink()
    paths = list((folder / ".venv/lib").glob("python*/site-packages/*.pth"))
    assert [path for path in paths if str(ROOT) in path.read_text(errors="replace")] == []


def test_wheel_and_checkout_give_the_same_bytes(deventer, tmp_path, wheel):
    other = two_towns.build(two_towns.settle("deventer", tmp_path / "deventer", wheel))
    files = lambda folder: {  # noqa: E731
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }
    assert files(other) == files(deventer)


def loaded(name: str) -> tuple[source.Loaded, town.Town]:
    place = town.read(TOWNS / name / "pelicanconf.py")
    return source.load(place.folders, place.zone, date.fromisoformat(TODAY), language="nl"), place


@pytest.mark.parametrize("name", two_towns.ANSWERS)
class TestData:
    def test_nothing_is_wrong(self, name):
        assert [one.message() for one in loaded(name)[0].problems] == []

    def test_real_organizations_have_no_invented_activities(self, name):
        found, today = loaded(name)[0], date.fromisoformat(TODAY)
        register = found.agenda.register
        for activity in found.agenda.activities:
            if activity.example:
                assert register.organizations[activity.organizer].example
            else:
                assert not schedule.of_activity(activity, register, today, today + timedelta(400))

    def test_each_member_says_where_that_stands(self, name):
        for member in loaded(name)[0].agenda.register.members():
            assert member.example or (member.membership.status == "evidenced" and member.membership.source)

    def test_areas_have_their_codes_and_places_on_the_map(self, name):
        areas = loaded(name)[0].agenda.register.areas.values()
        prefix = {"heemstede": "WK0397", "deventer": "WK0150"}[name]
        assert len(areas) == {"heemstede": 3, "deventer": 15}[name]
        assert {one.code[:6] for one in areas} == {prefix}
        assert len({one.code for one in areas}) == len({tuple(one.tile) for one in areas}) == len(areas)

    def test_settings_are_those_that_new_town_writes(self, name, wheel, tmp_path):
        """The town may say more at the end, and other words; what the answers say stands as it was written."""
        assert two_towns.new_town(tmp_path / name, wheel, two_towns.ANSWERS[name]).returncode == 0
        written, own = (folder / "pelicanconf.py" for folder in (tmp_path / name, TOWNS / name))
        lines = [line for line in written.read_text().splitlines() if line.startswith(("SITENAME", "AGENDA_", "THEME"))]
        assert [line for line in lines if line not in own.read_text().splitlines()] == []


def test_deventer_has_its_own_words(deventer):
    page = lambda path: (deventer / path / "index.html").read_text()  # noqa: E731
    assert "Dorpskernen" in page("")
    assert "Wijk of dorpskern" in page("")
    assert "Lettele" in page("wijk-of-dorp/lettele")
    assert "Kom Erbij Festival Deventer" in page("campagne/kom-erbij-festival")
    assert "Meedoenregeling" in page("activiteit/voorbeeld-buurthuis/eettafel-in-het-dorp")
    assert "Het signaalpunt" in page("hulp")
    assert "Bathmens Contactteam" in page("coalitie")
    assert "Raadsstuk van juni 2021" in page("coalitie")


def test_its_words_are_texts_of_the_theme():
    place = loaded("deventer")[1]
    catalogue = (ROOT / "theme/translations/nl/LC_MESSAGES/agenda.po").read_text()
    words = read_settings(str(TOWNS / "deventer/pelicanconf.py"))["AGENDA_WORDS"]
    assert "Area" in words
    for text, own in words.items():
        assert f'msgid "{text}"\n' in catalogue
        assert place.language.gettext(text) == own


def test_heemstede_has_its_own_words(heemstede):
    page = lambda path: (heemstede / path / "index.html").read_text()  # noqa: E731
    assert "WIJ Heemstede" in page("coalitie")
    assert "Besluit van het college van 25 mei 2021" in page("coalitie")
    assert "sociale coalitie" in page("organisatie/kennemerhart")
    assert (heemstede / "wijk/heemstede-west-van-de-spoorbaan/agenda.ics").is_file()


def test_leaving_takes_the_data_along(heemstede, tmp_path):
    """What a town keeps when it leaves is text that stands by itself; the built site needs nothing that runs."""
    shutil.copytree(heemstede, tmp_path / "site")
    assert (tmp_path / "site/data/v1/activities.csv").is_file()
    kept = {path.suffix for part in ("content", "activities") for path in (TOWNS / "heemstede" / part).rglob("*.*")}
    assert kept == {".md", ".yaml", ".css"}
