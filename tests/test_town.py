"""Settings: what a town gets when it says nothing, what cannot be, and which day it is."""

from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from agenda import day, look, town

ROOT = Path(__file__).parent.parent


def settings(**changes) -> dict:
    values = {
        "PATH": str(ROOT / "content"),
        "THEME": str(ROOT / "theme"),
        "SITENAME": "Littleham",
        "SITEURL": "",
        "TIMEZONE": "Europe/Amsterdam",
        "DEFAULT_LANG": "en",
        "AGENDA_TODAY": "2026-11-22",
        **changes,
    }
    return {name: value for name, value in values.items() if value is not None}


@pytest.mark.parametrize(
    ("changes", "name", "expected"),
    [
        pytest.param({}, "horizon_days", 42, id="horizon by default"),
        pytest.param({"AGENDA_HORIZON_DAYS": 7}, "horizon_days", 7, id="horizon"),
        pytest.param({}, "on_problem", "stop", id="a problem stops"),
        pytest.param({}, "examples", True, id="examples are shown"),
        pytest.param({"AGENDA_EXAMPLES": False}, "examples", False, id="examples are left out"),
        pytest.param({}, "freshness", (3, 4, 6), id="months of freshness"),
        pytest.param({"AGENDA_FRESHNESS": [1, 2, 12]}, "freshness", (1, 2, 12), id="months from JSON"),
        pytest.param({}, "reminders", ROOT / "private/reminders.json", id="what was sent, beside the content"),
        pytest.param({"SITEURL": "https://example.org/a/"}, "url", "https://example.org/a", id="no slash at the end"),
        pytest.param({"AGENDA_TODAY": date(2027, 1, 2)}, "today", date(2027, 1, 2), id="a day in Python"),
        pytest.param({"AGENDA_MENU": [["Help", "help/"]]}, "menu", (("Help", "help/"),), id="menu from JSON"),
        pytest.param({}, "words", town.WORDS, id="English words"),
        pytest.param(
            {"AGENDA_URLS": {"area": "wijk"}}, "words", {**town.WORDS, "area": "wijk"}, id="a word of the town's own"
        ),
    ],
)
def test_setting(changes, name, expected):
    assert getattr(town.of(settings(**changes), {}), name) == expected


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        pytest.param({"AGENDA_TODAY": "22-11-2026"}, "AGENDA_TODAY: '22-11-2026' is not a day", id="another order"),
        pytest.param({"AGENDA_TODAY": 20261122}, "AGENDA_TODAY: 20261122 is not a day", id="a number"),
        pytest.param({"AGENDA_WORDS": {"Area": ""}}, "AGENDA_WORDS: by each English text", id="an empty word"),
        pytest.param({"AGENDA_WORDS": ["Area"]}, "AGENDA_WORDS: by each English text", id="a list of words"),
        pytest.param({"AGENDA_WORDS": {"{n} areas": "dorpen"}}, "'dorpen' has other names in braces", id="braces"),
        pytest.param(
            {"AGENDA_WORDS": {"by %(who)s": "%(wie)s"}}, "has other names in braces", id="names in a template"
        ),
        pytest.param({"AGENDA_HORIZON_DAYS": 0}, "AGENDA_HORIZON_DAYS: 0 is not a whole number", id="no days"),
        pytest.param({"AGENDA_HORIZON_DAYS": 401}, "from 1 to 400", id="too far"),
        pytest.param({"AGENDA_HORIZON_DAYS": "42"}, "AGENDA_HORIZON_DAYS: '42' is not", id="a text for a number"),
        pytest.param({"AGENDA_PER_PAGE": True}, "AGENDA_PER_PAGE: True is not a whole number", id="a truth value"),
        pytest.param({"AGENDA_FRESHNESS": (3, 4)}, "AGENDA_FRESHNESS: .* is not three numbers", id="two months"),
        pytest.param({"AGENDA_FRESHNESS": "3, 4, 6"}, "AGENDA_FRESHNESS: .* is not three numbers", id="months as text"),
        pytest.param({"AGENDA_FRESHNESS": (3, 3, 6)}, "AGENDA_FRESHNESS: .* does not rise", id="months that stay"),
        pytest.param({"AGENDA_FRESHNESS": (3, 4.5, 6)}, "AGENDA_FRESHNESS: 4.5 is not a whole", id="half a month"),
        pytest.param({"AGENDA_REMIND_DAYS": 0}, "AGENDA_REMIND_DAYS: 0 is not a whole number", id="daily letters"),
        pytest.param({"AGENDA_ON_PROBLEM": "ignore"}, "neither 'stop' nor 'last-good'", id="no such way"),
        pytest.param({"AGENDA_URLS": {"wijk": "wijk"}}, r"AGENDA_URLS: unknown words \['wijk'\]", id="no such word"),
        pytest.param({"AGENDA_URLS": {"area": "../x"}}, "area cannot be '../x'", id="a word that is a path"),
        pytest.param({"AGENDA_URLS": {"area": ""}}, "area cannot be ''", id="an empty word"),
        pytest.param({"AGENDA_MENU": [["Help"]]}, "AGENDA_MENU: every item is a text and an address", id="half a menu"),
        pytest.param({"AGENDA_MENU": ["help"]}, "AGENDA_MENU: every item", id="a menu of words"),
        pytest.param({"SITEURL": "agenda.example.org"}, "SITEURL: 'agenda.example.org' is not an address", id="a host"),
        pytest.param({"TIMEZONE": "Europe/Haerlem"}, "TIMEZONE: 'Europe/Haerlem' is not a time zone", id="no zone"),
        pytest.param({"TIMEZONE": None}, "TIMEZONE: None is not a time zone", id="zone missing"),
        pytest.param({"TIMEZONE": "../etc/passwd"}, "is not a time zone", id="a path for a zone"),
        pytest.param({"DEFAULT_LANG": "klingon"}, "DEFAULT_LANG: 'klingon' is not a language", id="no language"),
        pytest.param({"AGENDA_PATH": "activites"}, "AGENDA_PATH: .*activites.* is not a folder", id="no such folder"),
    ],
)
def test_what_cannot_be(changes, told):
    with pytest.raises(town.SettingsError, match=told):
        town.of(settings(**changes), {})


@pytest.mark.parametrize(
    ("environment", "setting", "expected"),
    [
        pytest.param({"AGENDA_TODAY": "2027-03-04"}, "2026-11-22", date(2027, 3, 4), id="the environment goes first"),
        pytest.param({"AGENDA_TODAY": ""}, "2026-11-22", date(2026, 11, 22), id="an empty environment says nothing"),
        pytest.param({}, "2026-11-22", date(2026, 11, 22), id="then the setting"),
        pytest.param({}, None, date(2026, 7, 1), id="then the clock, in the town's own time zone"),
    ],
)
def test_today(environment, setting, expected, monkeypatch):
    class Clock(datetime):
        @classmethod
        def now(cls, zone):
            return datetime(2026, 6, 30, 22, 30, tzinfo=UTC).astimezone(zone)

    monkeypatch.setattr(day, "datetime", Clock)
    found = town.of(settings(AGENDA_TODAY=setting), environment)
    assert (found.today, found.zone) == (expected, ZoneInfo("Europe/Amsterdam"))


def test_folders_stand_beside_the_content():
    folders = town.of(settings(), {}).folders
    assert (folders.content, folders.activities, folders.base) == (ROOT / "content", ROOT / "activities", ROOT)


def test_a_town_says_a_text_otherwise():
    """Only that text, in its own language, and no other town's."""
    own = town.of(settings(DEFAULT_LANG="nl", AGENDA_WORDS={"Area": "Dorp"}), {}).language
    other = town.of(settings(DEFAULT_LANG="nl"), {}).language
    assert [own.gettext(text) for text in ("Area", "all day")] == ["Dorp", "de hele dag"]
    assert own.count("{n} problem", "{n} problems", 2) == "2 problemen"
    assert other.gettext("Area") == "Wijk"
    assert town.of(settings(AGENDA_WORDS={"Area": "Village"}), {}).language.gettext("Area") == "Village"


def test_settings_of_a_command(tmp_path, monkeypatch):
    """A command in a checkout takes that town's; an installed one those of the folder it is run in."""
    monkeypatch.chdir(tmp_path)
    assert look.settings_file(ROOT) == ROOT / "pelicanconf.py"
    assert look.settings_file(tmp_path / "site-packages") == Path("pelicanconf.py")
