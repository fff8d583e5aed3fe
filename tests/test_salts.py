"""What all that is kept depends on: what changes a salt, and what does not."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from jinja2 import FileSystemBytecodeCache

from agenda import keeping, salts
from agenda.digest import Digests
from agenda.reading import Listed
from agenda.register import Area, Coalition, Place, Register, Tombstone
from small_town import SETTINGS, small_town

FILTER = {"JINJA_FILTERS": {"shout": lambda words: words.upper()}}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param({"SITENAME": "A"}, {"SITENAME": "B"}, id="another name"),
        pytest.param({"A": 1}, {"B": 1}, id="another setting"),
        pytest.param({}, {"AGENDA_PHONE": ""}, id="one more setting"),
        pytest.param({"AGENDA_PHONE": None}, {"AGENDA_PHONE": ""}, id="none and empty"),
        pytest.param({"AGENDA_URLS": {"list": "a"}}, {"AGENDA_URLS": {"list": "b"}}, id="within a setting"),
        pytest.param({"PLUGINS": ["agenda", "insight"]}, {"PLUGINS": ["agenda"]}, id="a plugin less"),
        pytest.param({"PLUGINS": [keeping]}, {"PLUGINS": [salts]}, id="a plugin that is a module"),
        pytest.param(FILTER, {"JINJA_FILTERS": {"shout": lambda words: words.lower()}}, id="a function does other"),
        pytest.param({"A": lambda: "a"}, {"A": lambda: "b"}, id="a function says other"),
        pytest.param({"A": {"f": print, "b": 1}}, {"A": {"f": print, "b": 2}}, id="beside what cannot be told"),
    ],
)
def test_other_settings_give_another_salt(one, other):
    assert salts.of_settings(one) != salts.of_settings(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param({"A": 1, "B": 2}, {"B": 2, "A": 1}, id="in another order"),
        pytest.param({"OUTPUT_PATH": "a"}, {"OUTPUT_PATH": "b"}, id="where the output goes"),
        pytest.param({"AGENDA_STATE": "a"}, {}, id="where the state is from, of which feeds are made each time"),
        pytest.param({"DEBUG": True}, {"DEBUG": False}, id="how much is told"),
        pytest.param({"_AGENDA_MADE": 1}, {}, id="what a build hands on"),
        pytest.param({"small": 1}, {"small": 2}, id="what is no setting"),
        pytest.param(FILTER, {"JINJA_FILTERS": {"shout": lambda words: words.upper()}}, id="a function that does so"),
        pytest.param(
            {"J": {"cache": FileSystemBytecodeCache("/tmp")}},
            {"J": {"cache": FileSystemBytecodeCache("/var/tmp")}},
            id="an object",
        ),
    ],
)  # fmt: skip
def test_the_same_salt_whatever_is_otherwise_in(one, other):
    assert salts.of_settings(one) == salts.of_settings(other)


def test_files_count_by_their_names_and_all_that_stands_in_them(tmp_path):
    one, other = tmp_path / "a.po", tmp_path / "b.po"
    one.write_text("x")
    other.write_text("x")
    assert salts.of_files([one]) != salts.of_files([other]) != salts.of_files([one, other])
    before = salts.of_files([one, other])
    shutil.copystat(other, one)
    assert salts.of_files([one, other]) == before
    other.write_text("y")
    assert salts.of_files([one, other]) != before


def test_the_code_counts_and_so_does_every_library(tmp_path, monkeypatch):
    folder = Path(salts.__file__).parent.parent
    shutil.copytree(folder, tmp_path / "plugins", ignore=shutil.ignore_patterns("__pycache__"))
    here = salts.of_code()
    monkeypatch.setattr(salts, "__file__", str(tmp_path / "plugins/agenda/salts.py"))
    assert salts.of_code() == here  # the same code elsewhere
    with (tmp_path / "plugins/insight/pages.py").open("a") as file:
        file.write("# other\n")
    assert (changed := salts.of_code()) != here
    monkeypatch.setattr(salts, "_version", lambda name: "0.1" if name == "babel" else "")
    assert salts.of_code() != changed


def test_a_library_that_is_not_there_has_no_version():
    assert salts._version("no-such-library-for-agendas") == ""


REGISTER = Register(None, places={"a": Place(id="a", name="A")})


@pytest.mark.parametrize(
    ("register", "same"),
    [
        pytest.param(replace(REGISTER, areas={"n": Area(name="North")}), True, id="lists, whose readers are noted"),
        pytest.param(replace(REGISTER, places={}), True, id="another list"),
        pytest.param(replace(REGISTER, coalition=Coalition(title="Together")), False, id="the coalition"),
        pytest.param(
            replace(REGISTER, tombstones=(Tombstone(path="a/b", title="Gone", since="2026-10-01"),)), False,
            id="tombstones",
        ),
        pytest.param(
            replace(REGISTER, translations={("help", "fr"): Coalition(title="Aide")}), False, id="translations"
        ),
    ],
)  # fmt: skip
def test_of_the_register_counts_what_is_no_list(register, same):
    digests = Digests()
    assert (salts.of_register(register, digests) == salts.of_register(REGISTER, digests)) is same


@pytest.fixture
def kept(tmp_path):
    """What a build of a town on a day depends on, by kind."""

    def of(more=None, **changes):
        town = small_town(tmp_path, {"pelicanconf.py": SETTINGS + 'AGENDA_STYLE = "own.css"\n', "own.css": ""})
        (tmp_path / "own.css").write_text(changes.pop("style", ":root { --a: 1 }"))
        settings = {"SITENAME": "Littleham", **changes.pop("settings", {})}
        place = replace(town.settings(), **changes)
        register, cache = keeping.opened(tmp_path / "cache", town.agenda().register, place, settings, more)
        assert isinstance(register.places, Listed)
        return cache.salts

    return of


@pytest.mark.parametrize(
    ("changes", "of_entries", "of_pages"),
    [
        pytest.param({}, True, True, id="nothing"),
        pytest.param({"today": "tomorrow"}, True, False, id="the day"),
        pytest.param({"settings": {"SITENAME": "Other"}}, True, False, id="a setting"),
        pytest.param({"style": ":root { --a: 2 }"}, True, False, id="the town's style"),
        pytest.param({"more": ("tests", 1)}, True, False, id="what stands on each page"),
    ],
)
def test_entries_depend_on_code_alone_and_pages_on_all(changes, of_entries, of_pages, kept):
    before, after = kept(), kept(**changes)
    assert (before["entry"] == after["entry"], before["file"] == after["file"]) == (of_entries, of_pages)
    assert {before[kind] == after[kind] for kind in keeping.KINDS} == {of_pages}
