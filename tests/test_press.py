"""A campaign is one new file: its page, its days, its feeds, its poster, its press kit and its frame follow."""

import io
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from icalendar import Calendar
from PIL import Image

from agenda import badges, colours, emblem
from small_town import activity, small_town

TEA_WEEK = """---
name: Tea week
summary: A week in which the kettle is on.
start: 2026-12-07
until: 2026-12-13
select: {topics: tea}
spotlight: [walkers/tea]
partners: [readers]
---
Drink *tea* with us.
"""
SUN = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle cx="4" cy="4" r="3"/></svg>'
LOOK = colours.read([(Path(__file__).parent.parent / "theme/static/css/tokens.css").read_text()])
ADDRESS = "https://littleham.example.org"


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    """The town with one more file, and one more with a mark of its own; with a weekly activity that fits."""
    files = {
        "content/campaigns/tea-week.md": TEA_WEEK,
        "content/campaigns/own-mark.md": "---\nname: Sun\nmark: sun.svg\n---\n",
        "content/campaigns/sun.svg": SUN,
        "activities/walkers/tea.md": activity(
            title="Tea on Monday", topics="[tea]", schedule="{start: 2026-11-23, time: 10:00-11:00, repeat: weekly}"
        ),
    }
    town = small_town(tmp_path_factory.mktemp("town"), files)
    done = town.build(None, "-e", f'SITEURL="{ADDRESS}"')
    assert done.returncode == 0, done.stdout + done.stderr
    return town


def page(town, path: str) -> BeautifulSoup:
    return BeautifulSoup(town.page(path), "lxml")


def test_its_page_has_only_its_days(town):
    found = page(town, "campaign/tea-week")
    days = [one["datetime"] for one in found.select("section.day h2 time")]
    assert days == ["2026-12-07"]
    words = found.select_one(".campaign").get_text(" ", strip=True)
    assert "It will be from 7 December up to and including 13 December 2026." in words
    assert found.select_one(".campaign a")["href"] == "/organization/readers/"
    assert [one["href"] for one in found.select(".spotlight li a")] == ["/activity/walkers/tea/"]


def test_its_calendar_has_only_its_days(town):
    calendar = Calendar.from_ical((town.output / "campaign/tea-week/agenda.ics").read_bytes())
    events = [(str(one["uid"]), str(one.decoded("dtstart"))[:16], "rrule" in one) for one in calendar.walk("VEVENT")]
    assert events == [("walkers.tea.tea-week.20261207T1000@littleham", "2026-12-07 10:00", False)]


@pytest.mark.parametrize("file", ["rss.xml", "atom.xml", "feed.json"])
def test_its_news_has_its_activities(file, town):
    data = (town.output / "campaign/tea-week" / file).read_text()
    assert "Tea on Monday" in data
    assert "Walk along the river" not in data


def test_data_and_the_activity_say_so_too(town):
    assert '"campaigns": ["tea-week"]' in (town.output / "data/v1/activities.json").read_text()
    assert "/campaign/tea-week/" in town.page("activity/walkers/tea")


def test_home_page_names_the_one_that_ends_first(town):
    banner = page(town, "").select_one(".banner")
    assert banner.a["href"] == "/campaign/open-week/"
    assert "Open week Mon 7 Dec to Sun 13 Dec" in banner.get_text(" ", strip=True)


def test_its_press_kit_is_whole(town):
    found = page(town, "campaign/tea-week/press")
    folder = town.output / "campaign/tea-week/press"
    for link in found.select("main a[download]"):
        assert (town.output / link["href"].lstrip("/")).is_file()
    assert len(found.select("main a[download]")) == 4
    assert (folder / "mark.svg").read_bytes() == emblem.svg(LOOK)
    for name in ("mark.png", "badge.png"):
        Image.open(io.BytesIO((folder / name).read_bytes())).load()
    text = found.select_one("blockquote").get_text(" ", strip=True)
    for part in ("Tea week", "the kettle is on", "7 December", "13 December 2026", f"{ADDRESS}/campaign/tea-week/"):
        assert part in text


def test_its_poster_has_only_its_days_and_is_found_from_its_page_and_its_kit(town):
    sheet = page(town, "campaign/tea-week/poster")
    assert sheet.h1.get_text() == "Tea week"
    assert "7 December up to and including 13 December" in sheet.select_one(".poster-span").get_text(" ", strip=True)
    assert [one.get_text(" ", strip=True) for one in sheet.select(".poster-title")] == ["Tea on Monday"]
    assert "Mon 7 Dec" in sheet.select_one(".poster-time").get_text(" ", strip=True)
    for path in ("campaign/tea-week", "campaign/tea-week/press"):
        assert page(town, path).select_one('main a[href="/campaign/tea-week/poster/"]'), path


def test_a_poster_does_not_call_two_weeks_the_days_of_a_campaign_that_has_none(town):
    said = page(town, "campaign/own-mark/poster").select_one(".poster-span").get_text(" ", strip=True)
    assert said == "What belongs to it 22 November up to and including 6 December 2026"


def test_a_poster_has_the_mark_of_the_campaign(town):
    assert page(town, "campaign/own-mark/poster").select_one(".poster-head img")["src"].endswith("/press/mark.svg")
    assert page(town, "campaign/tea-week/poster").select_one(".poster-head svg.mark")


def test_the_badge_to_copy_is_html_that_leads_here(town):
    code = page(town, "campaign/tea-week/press").select_one("pre code").get_text()
    link = BeautifulSoup(code, "lxml").a
    assert link["href"] == f"{ADDRESS}/campaign/tea-week/"
    assert link.img["src"] == f"{ADDRESS}/campaign/tea-week/press/badge.svg"
    assert link.img["alt"] == "We take part: Tea week"
    assert link.img["width"] == str(badges.width("We take part", "Tea week"))


def test_a_mark_of_its_own_is_used_and_has_no_picture_that_nobody_made(town):
    folder = town.output / "campaign/own-mark/press"
    assert (folder / "mark.svg").read_bytes() == SUN
    assert not (folder / "mark.png").exists()
    assert "mark.png" not in town.page("campaign/own-mark/press")
    assert page(town, "campaign/own-mark").select_one(".campaign img")["src"] == "/campaign/own-mark/press/mark.svg"
