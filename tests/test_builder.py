"""Builds that follow each other: each sees what the town is then, and code that was changed."""

import pytest

from agenda.builder import Builder
from small_town import TODAY, activity, small_town


@pytest.fixture
def town(tmp_path, monkeypatch):
    monkeypatch.setenv("AGENDA_TODAY", TODAY)
    return small_town(tmp_path)


@pytest.fixture
def builder(town):
    made = Builder(town.path, town.output)
    yield made
    made.close()


def test_each_build_shows_what_the_town_is_then(town, builder):
    page = town.output / "activity/walkers/walk/index.html"
    for title in ("Walk along the river", "Walk by the sea"):
        town.write("activities/walkers/walk.md", activity(title=title))
        assert builder.build()
        assert title in page.read_text(encoding="utf-8")


def test_a_build_that_fails_is_told_and_the_next_one_can_be_good(town, builder, capfd):
    right = (town.path / "activities/walkers/walk.md").read_text()
    assert builder.build()
    town.write("activities/walkers/walk.md", activity(checked="x"))
    assert not builder.build()
    assert "activities/walkers/walk.md" in "".join(capfd.readouterr())
    town.write("activities/walkers/walk.md", right)
    assert builder.build()


def test_changed_code_counts_when_it_is_begun_anew(town, builder):
    settings = town.path / "pelicanconf.py"
    settings.write_text(settings.read_text() + 'AGENDA_TAGLINE = "Out and about"\n')
    assert builder.build(anew=True)
    assert "Out and about" in (town.output / "index.html").read_text(encoding="utf-8")


def test_closed_it_leaves_no_process(town):
    builder = Builder(town.path, town.output)
    waiting = builder._waiting
    builder.close()
    assert waiting.returncode == 0
    assert not town.output.exists()
