"""What a build is made of: what makes it another build, what does not, and what it left."""

import json
import os
import runpy
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agenda import inputs
from agenda.inputs import LARGEST, Inputs, Receipt

DAY = "2026-11-22"
FILES = {
    "content/pages/about.md": "Title: About us\n",
    "content/images/mill.jpg": "not read as a picture",
    "activities/walkers/walk.md": "---\ntitle: Walk\n---\n",
    "theme/templates/base.html": "<p>{{ title }}</p>",
    "theme/empty.css": "",
    "look/town.css": ":root {}",
    "pelicanconf.py": "SITENAME = 'Littleham'",
    "private/sources.yaml": "a: b",
}


@pytest.fixture
def town(tmp_path):
    for path, text in FILES.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text)
    return tmp_path


def read(town, **changes) -> Inputs:
    settings = {
        "PATH": str(town / "content"),
        "AGENDA_PATH": "activities",
        "THEME": str(town / "theme"),
        "AGENDA_STYLE": "look/town.css",
        "PLUGINS": ["agenda", "insight", "intake"],
        "OUTPUT_PATH": str(town / "output"),
        "SITENAME": "Littleham",
    }
    return inputs.read({**settings, **changes}, DAY, b"state")


def digest(found: Inputs) -> bytes:
    return found.whole(found.state)


def write(path: str, text: str):
    return lambda town: (town / path).write_text(text)


def rename(path: str, to: str):
    return lambda town: (town / path).rename(town / to)


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(write("content/pages/about.md", "Title: About me\n"), id="a byte of a page"),
        pytest.param(write("activities/walkers/walk.md", ""), id="an activity without a word"),
        pytest.param(write("content/images/mill.jpg", "another"), id="a picture"),
        pytest.param(write("theme/templates/base.html", "<p></p>"), id="a template"),
        pytest.param(write("look/town.css", ":root { }"), id="the town's own stylesheet"),
        pytest.param(write("content/new.yaml", ""), id="an empty file more"),
        pytest.param(lambda town: (town / "theme/empty.css").unlink(), id="an empty file less"),
        pytest.param(rename("content/pages/about.md", "content/pages/us.md"), id="a name"),
        pytest.param(rename("content/pages/about.md", "content/about.md"), id="a folder"),
        pytest.param(
            lambda town: (rename("content/pages", "content/x")(town), (town / "content/pages").mkdir()),
            id="the name of a folder",
        ),
    ],
)
def test_a_file_that_is_otherwise_makes_it_another_build(change, town):
    before = read(town)
    change(town)
    after = read(town)
    assert digest(after) != digest(before)
    assert (before.told, after.told) == (True, True)
    assert (after.code, after.settings) == (before.code, before.settings)


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda town: None, id="nothing"),
        pytest.param(lambda town: os.utime(town / "content/pages/about.md", (0, 0)), id="the time of a file"),
        pytest.param(lambda town: (town / "content/pages/about.md").chmod(0o600), id="who may read it"),
        pytest.param(lambda town: (town / "content/empty").mkdir(), id="an empty folder"),
        pytest.param(write("private/sources.yaml", "c: d"), id="what no page is made of"),
        pytest.param(write("pelicanconf.py", "# a remark"), id="how settings are written"),
        pytest.param(
            lambda town: (rename("theme", "t")(town), rename("t", "theme")(town)), id="a folder that went and came back"
        ),
    ],
)
def test_what_does_not_matter(change, town):
    before = read(town)
    change(town)
    assert read(town) == before


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda town: (town / "content/link.md").symlink_to(town / "pelicanconf.py"), id="a link"),
        pytest.param(lambda town: (town / "content/link.md").symlink_to("nowhere"), id="a link to nowhere"),
        pytest.param(lambda town: (town / "content/more").symlink_to(town / "private"), id="a link to a folder"),
        pytest.param(lambda town: os.mkfifo(town / "content/pipe"), id="a pipe, on which nobody waits"),
        pytest.param(lambda town: os.truncate(town / "content/images/mill.jpg", LARGEST + 1), id="a huge file"),
        pytest.param(lambda town: (town / "look/town.css").unlink(), id="a stylesheet that is not there"),
    ],
)
def test_what_is_no_plain_file_cannot_be_told(change, town):
    change(town)
    assert not read(town).told


def test_the_largest_file_is_read(town):
    os.truncate(town / "content/images/mill.jpg", LARGEST)
    assert read(town).told


def test_without_a_folder_there_are_no_files_of_it(town):
    found = read(town, AGENDA_PATH="nowhere")
    assert found.told
    assert {Path(path).relative_to(town).parts[0] for path in found.files} == {"content", "theme", "look"}


def test_paths_are_told_below_the_town_whatever_folder_that_is_in(town):
    path = "activities/walkers/walk.md"
    assert read(town).files[str(town / path)] == inputs.of_entry(path, FILES[path].encode())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param({"SITENAME": "A"}, {"SITENAME": "B"}, id="a text"),
        pytest.param({"AGENDA_TEXTS": {}}, {"AGENDA_TEXTS": {"en": {}}}, id="a mapping"),
        pytest.param({"AGENDA_MENU": ("a", "b")}, {"AGENDA_MENU": ("b", "a")}, id="the order of a list"),
        pytest.param({"AGENDA_MENU": (("a",), "b")}, {"AGENDA_MENU": (("a", "b"),)}, id="what a list holds"),
        pytest.param({"AGENDA_PARTS": {"list"}}, {"AGENDA_PARTS": {"slips"}}, id="what a set holds"),
        pytest.param({"AGENDA_PARTS": None}, {}, id="nothing, and nothing said"),
        pytest.param({"AGENDA_PER_PAGE": 1}, {"AGENDA_PER_PAGE": "1"}, id="a number and its digits"),
        pytest.param({"AGENDA_PER_PAGE": 1}, {"AGENDA_PER_PAGE": True}, id="a number and yes"),
        pytest.param({"SITEURL": "https://a.example"}, {"SITEURL": "https://b.example"}, id="a setting of Pelican's"),
        pytest.param({"JINJA_FILTERS": {"x": len}}, {"JINJA_FILTERS": {"x": sum}}, id="a function of Python's own"),
    ],
)
def test_a_setting_that_is_otherwise_makes_it_another_build(one, other):
    assert inputs.of_settings(one) != inputs.of_settings(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param({"A": 1, "B": 2}, {"B": 2, "A": 1}, id="the order of settings"),
        pytest.param({"PARTS": {"a", "b", "c"}}, {"PARTS": {"c", "b", "a"}}, id="the order of a set"),
        pytest.param({"PARTS": {"a"}}, {"PARTS": frozenset({"a"})}, id="a set that cannot change"),
        pytest.param({"AT": {"x": object()}}, {"AT": {"x": object()}}, id="where an object is in memory"),
        pytest.param({"A": 1}, {"A": 1, "lower": 2, "_A": 3}, id="what is no setting"),
        *(
            pytest.param({name: "a"}, {name: "b"}, id=name)
            for name in ("OUTPUT_PATH", "CACHE_PATH", "AGENDA_STATE", "DEBUG", "LOG_FILTER")
        ),
        pytest.param({"PLUGINS": ["agenda"]}, {"PLUGINS": [SimpleNamespace(__name__="agenda")]}, id="as a module"),
    ],
)
def test_settings_that_come_to_the_same(one, other):
    assert inputs.of_settings(one) == inputs.of_settings(other)


def settings_of(folder, source: str) -> dict:
    """The settings in a file with this text."""
    file = folder / "pelicanconf.py"
    file.write_text(source)
    return {name: value for name, value in runpy.run_path(str(file)).items() if name.isupper()}


FUNCTION = """
from functools import partial
suffix = "!"
def loud(text, more="?", *, end="."):
    return (lambda words: words.upper() + suffix)(text) + more + end
JINJA_FILTERS = {"loud": loud}
"""
TOLD_BY = {"itself": "loud", "a partial": "partial(loud, more='')", "a lambda": "lambda text: loud(text)"}


@pytest.mark.parametrize("by", TOLD_BY.values(), ids=TOLD_BY)
@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("+ more", "+ more + more", id="its body"),
        pytest.param("words.upper()", "words.lower()", id="a name that a function within it uses"),
        pytest.param("+ suffix", "+ suffix + suffix", id="a function within it"),
        pytest.param('more="?"', 'more="*"', id="a default"),
        pytest.param('end="."', 'end=";"', id="a default of a named one"),
        pytest.param('suffix = "!"', 'suffix = "*"', id="what it takes from around it"),
    ],
)
def test_a_function_in_the_settings_that_was_edited(old, new, by, tmp_path):
    source = FUNCTION.replace(": loud}", f": {by}}}")
    before = inputs.of_settings(settings_of(tmp_path, source))
    assert inputs.of_settings(settings_of(tmp_path, source)) == before
    assert inputs.of_settings(settings_of(tmp_path, source.replace(old, new, 1))) != before


@pytest.mark.parametrize(
    ("plugins", "told"),
    [
        pytest.param([], True, id="none"),
        pytest.param(["agenda", "insight", "intake", "publish"], True, id="ours"),
        pytest.param(None, True, id="nothing said"),
        pytest.param(["agenda", "sitemap"], False, id="one from elsewhere, which may read anything"),
        pytest.param([SimpleNamespace(__name__="sitemap")], False, id="as a module"),
    ],
)
def test_only_with_our_own_plugins_a_build_can_be_told(plugins, told, town):
    assert read(town, PLUGINS=plugins).told is told


def test_the_code_of_a_plugin_from_elsewhere_counts(tmp_path, monkeypatch):
    file = tmp_path / "elsewhere.py"
    monkeypatch.setitem(sys.modules, "elsewhere", SimpleNamespace(__file__=str(file)))
    found = {inputs.of_settings({"PLUGINS": ["elsewhere"]})}
    for text in ("a = 1", "a = 2"):
        file.write_text(text)
        found.add(inputs.of_settings({"PLUGINS": ["elsewhere"]}))
    assert len(found) == 3


def test_the_code_counts_and_is_the_same_twice(monkeypatch):
    before = inputs.of_code()
    assert inputs.of_code() == before
    monkeypatch.setattr(inputs, "LIBRARIES", (*inputs.LIBRARIES, "pytest"))
    assert inputs.of_code() != before


def test_every_library_that_is_named_is_there():
    assert [name for name in inputs.LIBRARIES if not inputs._version(name)] == []
    assert {name: inputs._versions().get(name) for name in inputs.LIBRARIES} == {
        name: inputs._version(name) for name in inputs.LIBRARIES
    }


MADE = Inputs({"a": b"1", "b": b"2"}, b"code", b"settings", DAY, b"state", True)


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(Inputs({"a": b"1", "b": b"3"}, b"code", b"settings", DAY, b"state", True), id="a file"),
        pytest.param(Inputs({"a": b"1", "c": b"2"}, b"code", b"settings", DAY, b"state", True), id="a name"),
        pytest.param(Inputs({"a": b"2", "b": b"1"}, b"code", b"settings", DAY, b"state", True), id="two that swapped"),
        pytest.param(Inputs({"a": b"1"}, b"code", b"settings", DAY, b"state", True), id="a file less"),
        pytest.param(Inputs({"a": b"1b2"}, b"code", b"settings", DAY, b"state", True), id="bytes that read like two"),
        pytest.param(Inputs(MADE.files, b"codes", b"ettings", DAY, b"state", True), id="code"),
        pytest.param(Inputs(MADE.files, b"code", b"other", DAY, b"state", True), id="settings"),
        pytest.param(Inputs(MADE.files, b"code", b"settings", "2026-11-23", b"state", True), id="the day"),
        pytest.param(Inputs(MADE.files, b"code", b"settings", DAY, b"other", True), id="the feed state"),
    ],
)
def test_all_of_it_counts(other):
    assert digest(other) != digest(MADE)
    assert digest(Inputs({"b": b"2", "a": b"1"}, b"code", b"settings", DAY, b"state", True)) == digest(MADE)


@given(st.lists(st.binary(max_size=3), max_size=4), st.lists(st.binary(max_size=3), max_size=4))
def test_parts_are_told_apart(some, others):
    assert (inputs.of_bytes(*some) == inputs.of_bytes(*others)) == (some == others)


@pytest.fixture
def built(tmp_path):
    """An output of three files, with its receipt."""
    for name, text in {"index.html": "home", "a/index.html": "a page", "empty.css": ""}.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    files = inputs.sizes(tmp_path, ["index.html", "a/index.html", "empty.css", "nowhere.html"])
    assert files == {"index.html": 4, "a/index.html": 6, "empty.css": 0}
    return Receipt(digest(MADE), files), tmp_path


def test_a_receipt_is_read_as_it_was_written(built):
    receipt, output = built
    path = output / "receipt"
    receipt.write(path)
    assert Receipt.read(path) == receipt
    receipt.write(path)  # over the one before
    assert [one.name for one in output.glob("receipt*")] == ["receipt"]
    assert Receipt.read(path).is_of(MADE)


def test_of_a_file_whose_name_is_no_text_there_is_no_receipt(tmp_path):
    Receipt(digest(MADE), {os.fsdecode(b"\xff.html"): 4}).write(tmp_path / "receipt")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"\x00\xff", id="no text"),
        pytest.param(b'{"of": "00", "files": {', id="cut off"),
        pytest.param(b"[]", id="a list"),
        pytest.param(b"null", id="nothing"),
        pytest.param(b'{"files": {}}', id="without what it is of"),
        pytest.param(b'{"of": "00"}', id="without files"),
        pytest.param(b'{"of": "xyz", "files": {}}', id="not of a digest"),
        pytest.param(b'{"of": 5, "files": {}}', id="of a number"),
    ],
)
def test_a_receipt_that_cannot_be_read_is_none(data, tmp_path):
    path = tmp_path / "receipt"
    path.write_bytes(data)
    assert Receipt.read(path) is None
    assert Receipt.read(tmp_path / "nowhere") is None
    assert Receipt.read(tmp_path) is None


@pytest.mark.parametrize("files", [[], ["index.html"], None, "index.html", 5])
def test_a_receipt_of_what_is_no_list_of_files_is_none(files, tmp_path):
    path = tmp_path / "receipt"
    path.write_text(json.dumps({"of": digest(MADE).hex(), "files": files}))
    assert Receipt.read(path) is None


@pytest.mark.parametrize(
    ("change", "same"),
    [
        pytest.param(lambda output: None, True, id="nothing"),
        pytest.param(lambda output: (output / "more.html").write_text("by hand"), True, id="a file of somebody else"),
        pytest.param(lambda output: os.utime(output / "index.html", (0, 0)), True, id="the time of a file"),
        pytest.param(lambda output: (output / "index.html").unlink(), False, id="a file is lost"),
        pytest.param(lambda output: (output / "empty.css").unlink(), False, id="an empty file is lost"),
        pytest.param(lambda output: (output / "index.html").write_text("hom"), False, id="a file is cut off"),
        pytest.param(lambda output: (output / "a/index.html").write_text("a page!"), False, id="a file has grown"),
        pytest.param(lambda output: (output / "a").rename(output / "b"), False, id="a folder is elsewhere"),
    ],
)
def test_what_came_out_has_to_be_there(change, same, built):
    receipt, output = built
    change(output)
    assert (inputs.sizes(output, receipt.files) == receipt.files) is same


@pytest.mark.parametrize(
    "found",
    [
        pytest.param(Inputs(MADE.files, b"other", b"settings", DAY, b"state", True), id="another build"),
        pytest.param(Inputs(MADE.files, b"code", b"settings", DAY, b"other", True), id="another feed state"),
        pytest.param(Inputs(MADE.files, b"code", b"settings", DAY, b"state", False), id="what cannot be told"),
    ],
)
def test_what_went_in_has_to_be_the_same(found, built):
    receipt, _ = built
    assert not receipt.is_of(found)
