"""What Pelican calls: settings that always hold, a run that is over if nothing changed, and what is lost made again."""

import os
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest

from agenda import stages
from building import build
from small_town import TODAY, Town, contents, small_town

DAY = date.fromisoformat(TODAY)
STATE = "data/v1/feed-state.json"
RECEIPT, CACHE = "output.receipt", "output.cache"  # beside the output
KEPT = {RECEIPT, CACHE}
SAME = "nothing changed since the last build"
WALK = "output/activity/walkers/walk"


def times(folder: Path) -> dict[str, int]:
    """Path -> when it was last written (in ns), of every file below a folder, and of what a build keeps beside it."""
    beside = [path for path in folder.parent.glob(f"{folder.name}.*") if path.is_file()]
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {path.relative_to(folder.parent).as_posix(): path.stat().st_mtime_ns for path in (*files, *beside)}


def again(town: Town, output: str = "output", day: date = DAY, **settings) -> None:
    build(town, town.path / output, day, **settings)


@pytest.fixture(scope="module")
def clean(tmp_path_factory):
    """A town after its first build, and its files then."""
    town = small_town(tmp_path_factory.mktemp("town"))
    again(town)
    return town, town.built()


@pytest.fixture
def town(clean):
    """The town after a build; a test may do what it likes with its output."""
    town, files = clean
    town.write(f"output/{STATE}", files[STATE])  # which remembers what another test built
    again(town)
    assert town.built() == files
    return town


@pytest.fixture
def said(monkeypatch):
    """What builds say. (Pelican's own log tells a line only once.)"""
    lines = []
    monkeypatch.setattr(stages, "log", SimpleNamespace(info=lambda line, *words: lines.append(line % words)))
    return lines


def test_a_second_build_of_the_same_writes_nothing(town, said):
    before = times(town.output)
    assert before.keys() > KEPT
    again(town)
    assert said[-1] == SAME
    assert times(town.output) == before
    assert not town.output.with_name("output.staging").exists()


def cut(path: str):
    return lambda town: os.truncate(town.path / path, (town.path / path).stat().st_size // 2)


def lose(*paths: str):
    return lambda town: [(town.path / path).unlink() for path in paths]


def say(path: str, text: str):
    return lambda town: (town.path / path).write_text(text)


def flip(path: str):
    def change(town: Town) -> None:
        data = bytearray((town.path / path).read_bytes())
        data[len(data) // 2] ^= 1
        (town.path / path).write_bytes(data)

    return change


@pytest.mark.parametrize(
    ("change", "made"),
    [
        pytest.param(lose("output/index.html"), {"output/index.html"}, id="a page is lost"),
        pytest.param(cut(f"{WALK}/index.html"), {f"{WALK}/index.html"}, id="a page is cut off"),
        pytest.param(lose("output/agenda.ics"), {"output/agenda.ics"}, id="a feed is lost"),
        pytest.param(cut("output/rss.xml"), {"output/rss.xml"}, id="news are cut off"),
        pytest.param(lose("output/theme/css/site.css"), {"output/theme/css/site.css"}, id="a stylesheet is lost"),
        pytest.param(lose("output/.manifest"), {"output/.manifest"}, id="the list of files is lost"),
        pytest.param(lose(f"output/{STATE}"), {f"output/{STATE}"}, id="the feed state of today is lost"),
        pytest.param(lose(RECEIPT), set(), id="the receipt is lost"),
        pytest.param(cut(RECEIPT), set(), id="the receipt is cut off"),
        pytest.param(say(RECEIPT, "[]"), set(), id="the receipt is something else"),
        pytest.param(lose(RECEIPT, CACHE), set(), id="with the cache"),
    ],
)
def test_what_is_lost_is_made_again_and_nothing_else_is_written(change, made, town, clean, said):
    before = times(town.output)
    change(town)
    again(town)
    assert said[-1] != SAME
    assert town.built() == clean[1]
    assert {path for path, time in times(town.output).items() if before[path] != time} - KEPT == made
    again(town)
    assert said[-1] == SAME


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lose(CACHE), id="lost"),
        pytest.param(cut(CACHE), id="cut off"),
        pytest.param(flip(CACHE), id="a bit is otherwise"),
        pytest.param(say(CACHE, ""), id="empty"),
        pytest.param(say(CACHE, "something else"), id="something else"),
    ],
)
def test_whatever_happened_to_the_cache(damage, town, clean):
    damage(town)
    lose("output/index.html")(town)
    cut("output/agenda.ics")(town)
    again(town)
    assert town.built() == clean[1]


def test_a_file_that_no_build_made_stays(town):
    own, more = town.write("output/by-hand.txt", "mine"), town.output / "activity/walkers/more"
    file = town.write("activities/walkers/more.md", (town.path / "activities/walkers/walk.md").read_text())
    again(town)
    assert more.is_dir()
    file.unlink()
    again(town)
    assert not more.exists()
    assert own.read_text() == "mine"
    own.unlink()


@pytest.mark.parametrize(
    "other",
    [
        pytest.param({"day": date(2026, 11, 25)}, id="another day"),
        pytest.param({"SITENAME": "Greatham"}, id="another name"),
        pytest.param({"AGENDA_PARTS": ["places"]}, id="fewer parts"),
    ],
)
def test_there_and_back_is_as_it_was(other, town, clean):
    state = town.write("state.json", clean[1][STATE])
    again(town, AGENDA_STATE=str(state), **other)
    assert town.built() != clean[1]
    again(town, AGENDA_STATE=str(state))
    assert town.built() == clean[1]
    state.unlink()


def test_another_output_is_made_whole_and_this_one_left_alone(town, clean, said):
    before = times(town.output)
    again(town, "elsewhere")
    assert contents(town.path / "elsewhere") == clean[1]
    again(town, "elsewhere")
    assert said[-1] == SAME
    assert times(town.output) == before


def test_an_output_that_was_moved_is_made_anew(town, clean):
    town.output.rename(town.path / "moved")
    again(town)
    assert town.built() == contents(town.path / "moved") == clean[1]


def test_with_a_problem_nothing_is_put_in_place_and_nothing_forgotten(town, said):
    before = times(town.output)
    broken = town.write("activities/walkers/broken.md", "---\ntitle: Broken\n---\n")
    with pytest.raises(SystemExit, match=r"broken\.md"):
        again(town)
    assert times(town.output) == before
    broken.unlink()
    again(town)
    assert said[-1] == SAME


def test_what_is_held_back_is_told_at_each_build(tmp_path, capsys):
    town = small_town(tmp_path, {"activities/walkers/broken.md": "---\ntitle: Broken\n---\n"})
    for _ in range(2):
        with pytest.raises(SystemExit, match=r"^3$"):
            again(town, AGENDA_ON_PROBLEM="last-good")
        assert "broken.md" in capsys.readouterr().out
    assert not (tmp_path / RECEIPT).exists()
    assert (town.output / "activity/walkers/walk/index.html").is_file()


def test_with_a_plugin_from_elsewhere_all_is_built_each_time(tmp_path, said):
    town = small_town(tmp_path, {"more/elsewhere.py": "def register():\n    pass\n"})
    settings = (tmp_path / "pelicanconf.py").read_text()
    town.write(
        "pelicanconf.py", f"{settings}\nPLUGIN_PATHS += [{str(tmp_path / 'more')!r}]\nPLUGINS += ['elsewhere']\n"
    )
    for _ in range(2):
        again(town)
        assert SAME not in said
        assert not (tmp_path / RECEIPT).exists()


NOT_READ = {"html": None, "htm": None, "rst": None, "markdown": None, "mkd": None, "mdown": None}


def pelican(folder: Path, **settings) -> SimpleNamespace:
    (folder / "content").mkdir(exist_ok=True)
    return SimpleNamespace(settings={"PATH": str(folder / "content"), "JINJA_ENVIRONMENT": {}, **settings})


@pytest.mark.parametrize(
    ("given", "name", "expected"),
    [
        pytest.param({"READERS": {"html": object}}, "READERS", NOT_READ, id="readers"),
        pytest.param({"INTRASITE_LINK_REGEX": "x"}, "INTRASITE_LINK_REGEX", "(?P<what>(?!))", id="no links to files"),
        pytest.param({"ARTICLE_PATHS": ["blog"]}, "ARTICLE_PATHS", [], id="no articles"),
        pytest.param({"PAGE_SAVE_AS": "pages/{slug}.html"}, "PAGE_SAVE_AS", "", id="pages are rendered as all others"),
        pytest.param({"PAGE_URL": "pages/{slug}.html"}, "PAGE_URL", "{slug}/", id="where a page is"),
        pytest.param({"DIRECT_TEMPLATES": ["index"]}, "DIRECT_TEMPLATES", [], id="no pages of Pelican's own"),
        pytest.param({"RELATIVE_URLS": True}, "RELATIVE_URLS", False, id="whole addresses"),
        pytest.param({"LOAD_CONTENT_CACHE": True}, "LOAD_CONTENT_CACHE", False, id="nothing by time stamps"),
        pytest.param({"FEED_ALL_ATOM": "all.xml"}, "FEED_ALL_ATOM", None, id="no feeds of Pelican's own"),
        pytest.param({"STATIC_PATHS": ["/etc"]}, "STATIC_PATHS", [], id="no pictures where there are none"),
        pytest.param({"THEME": "own"}, "THEME", "own", id="what is not about that is the town's"),
    ],
)
def test_settings_that_always_hold(given, name, expected, tmp_path):
    made = pelican(tmp_path, **given)
    stages.initialize(made)
    assert made.settings[name] == expected


def test_pictures_of_the_editors_are_copied(tmp_path):
    made = pelican(tmp_path)
    (tmp_path / "content/images").mkdir()
    stages.initialize(made)
    assert made.settings["STATIC_PATHS"] == ["images"]


@pytest.mark.parametrize(
    "environment", [{}, {"autoescape": False, "extensions": ["jinja2.ext.do"]}], ids=["nothing said", "otherwise"]
)
def test_templates_escape_and_are_translated(environment, tmp_path):
    made = pelican(tmp_path, JINJA_ENVIRONMENT=dict(environment))
    stages.initialize(made)
    found = made.settings["JINJA_ENVIRONMENT"]
    assert found["autoescape"] is True
    assert found["extensions"] == [*environment.get("extensions", []), "jinja2.ext.i18n"]
