"""Frames for other sites: one for each single selection, which opens nothing but the agenda itself."""

import pytest
from bs4 import BeautifulSoup

from small_town import activity, small_town

ADDRESS = "https://littleham.example.org/agenda"


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    daily = activity(
        title="Every day", schedule="{start: 2026-11-23, time: 10:00-11:00, repeat: daily}", topics="[tea]"
    )
    town = small_town(tmp_path_factory.mktemp("town"), {"activities/walkers/daily.md": daily})
    done = town.build(None, "-e", f'SITEURL="{ADDRESS}"')
    assert done.returncode == 0, done.stdout + done.stderr
    return town


def frame(town, path: str) -> BeautifulSoup:
    return BeautifulSoup(town.page(f"embed/{path}"), "lxml")


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("agenda", ["Every day"] * 8),
        ("topic/outdoors", ["Walk along the river"]),
        ("topic/tea", ["Every day"] * 8),
        ("area/north", ["Every day"] * 8),
        ("audience/old", ["Every day"] * 8),
        ("organization/walkers", ["Every day"] * 8),
        ("area/south", []),
        ("campaign/open-week", []),
    ],
)
def test_the_next_of_each_selection(path, expected, town):
    found = frame(town, path)
    assert [one.get_text() for one in found.select("li > a")] == expected
    assert ("nothing here" in found.get_text()) == (not expected)


def test_pairs_and_places_have_none(town):
    assert not (town.output / "embed/area/north/topic").exists()
    assert not (town.output / "embed/place").exists()


def test_links_leave_the_frame_and_nothing_runs_in_it(town):
    found = frame(town, "agenda")
    assert {one["target"] for one in found.select("a")} == {"_top"}
    assert all(one["href"].startswith("/agenda/") for one in found.select("a"))
    assert found.select("script, form, iframe, img") == []
    assert found.select_one("meta[name=robots]")["content"] == "noindex"
    assert "embed/" not in (town.output / "sitemap.xml").read_text().replace(f"{ADDRESS}/embed/</loc>", "")


def test_the_code_to_copy_leads_to_the_frame_and_names_it(town):
    page = BeautifulSoup(town.page("embed"), "lxml")
    code = BeautifulSoup(page.select_one("pre code").get_text(), "lxml").iframe
    assert code["src"] == f"{ADDRESS}/embed/agenda/"
    assert code["title"] == "Activities on Littleham"
    listed = {one.get_text() for one in page.select(".addresses code")}
    made = {
        f"{ADDRESS}/{one.parent.relative_to(town.output).as_posix()}/"
        for one in (town.output / "embed").rglob("index.html")
    }
    assert made - listed == {f"{ADDRESS}/embed/", f"{ADDRESS}/embed/agenda/"}


def test_without_an_address_there_is_nothing_to_copy(tmp_path):
    town = small_town(tmp_path)
    assert town.build().returncode == 0
    assert BeautifulSoup(town.page("embed"), "lxml").select("pre, .addresses code") == []
