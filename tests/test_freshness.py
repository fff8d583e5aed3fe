"""How old a check may be: states on the right day, and lists, feeds and data that agree on what they hold."""

import json
import re
from dataclasses import replace
from datetime import date, timedelta

import feedparser
import pytest

from agenda import freshness, open_data, source, town
from agenda.feeds import Feeds
from agenda.pages import Site
from agenda.state import State
from site_files import made as files_of
from small_town import activity, small_town

MONTHS = (3, 4, 6)
WEEKLY = "{start: 2026-01-06, time: 10:00-12:00, repeat: weekly}"
OFFER = "{by_appointment: Call us.}"
FILES = {
    "activities/walkers/walk.md": None,
    "activities/walkers/a-dated.md": activity(title="A dated", schedule=WEEKLY, checked="2026-08-31"),
    "activities/walkers/b-undated.md": activity(title="B undated", schedule=OFFER, checked="2026-08-31"),
    "activities/walkers/c-kept.md": activity(title="C kept", schedule=WEEKLY, checked="2026-11-20"),
    "activities/walkers/d-example.md": activity(title="D example", schedule=WEEKLY, checked=None, example="yes"),
    "activities/walkers/e-over.md": activity(
        title="E over", schedule="{start: 2026-09-02, time: 10:00-12:00}", checked="2026-08-31"
    ),
}


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        ("2026-08-15", 3, "2026-11-15"),
        ("2026-11-15", 3, "2027-02-15"),
        ("2026-08-31", 3, "2026-11-30"),
        ("2026-11-30", 3, "2027-02-28"),
        ("2027-11-30", 3, "2028-02-29"),
        ("2026-12-31", 12, "2027-12-31"),
        ("2028-02-29", 12, "2029-02-28"),
    ],
)
def test_months_later_is_the_same_day_or_the_last_of_a_shorter_month(day, months, expected):
    assert str(freshness.months_later(date.fromisoformat(day), months)) == expected


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        ("2026-08-31", "fresh"),
        ("2026-11-29", "fresh"),
        ("2026-11-30", "asked"),
        ("2026-12-30", "asked"),
        ("2026-12-31", "marked"),
        ("2027-02-27", "marked"),
        ("2027-02-28", "out"),
        ("2036-01-01", "out"),
        ("2026-08-30", "fresh"),  # checked tomorrow: a mistake, which a hint tells
    ],
)
def test_state(today, expected):
    assert freshness.state(date(2026, 8, 31), date.fromisoformat(today), MONTHS) == expected


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """A town of which several activities were checked on the last day of August."""
    made = small_town(tmp_path_factory.mktemp("town"), FILES)
    return town.read(made.path / "pelicanconf.py")


@pytest.fixture(scope="module")
def agenda(place):
    loaded = source.load(place.folders, place.zone, place.today)
    assert loaded.problems == []
    return loaded.agenda


def site(place, agenda, today: date) -> Site:
    return Site(agenda, replace(place, today=today))


def slugs(activities) -> set[str]:
    return {one.address.rpartition("/")[2] for one in activities}


def on_pages(found: Site) -> set[str]:
    """What the whole agenda's own pages hold, and those of today, the week, and what has no fixed time."""
    lists = [page.context["listing"] for page in found.pages() if "listing" in page.context]
    items = [item.activity for one in lists for day in one.days for item in day.items]
    return slugs(
        [*items, *(item.activity for one in lists for item in one.later), *(a for x in lists for a in x.undated)]
    )


def titles_in(data: bytes) -> set[str]:
    """The summaries of a calendar's events."""
    return set(re.findall(r"^SUMMARY:(?:.*: )?([A-E] [a-z]+)", data.decode(), re.MULTILINE))


def title(slug: str) -> str:
    letter, _, word = slug.partition("-")
    return f"{letter.upper()} {word}"


# A day each month, and those around a change: what is asked, marked and out then.
YEAR = [
    ("2026-09-01", "", "", ""),
    ("2026-10-01", "", "", ""),
    ("2026-11-29", "", "", ""),
    ("2026-11-30", "a b", "", ""),
    ("2026-12-30", "a b", "", ""),
    ("2026-12-31", "", "a b", ""),
    ("2027-01-31", "", "a b", ""),
    ("2027-02-20", "c", "a b", ""),
    ("2027-02-27", "c", "a b", ""),
    ("2027-02-28", "c", "", "a b"),
    ("2027-03-20", "", "c", "a b"),
    ("2027-04-30", "", "c", "a b"),
    ("2027-05-20", "", "", "a b c"),
    ("2027-06-30", "", "", "a b c"),
    ("2027-08-31", "", "", "a b c"),
]


@pytest.mark.parametrize(("today", "asked", "marked", "out"), YEAR, ids=[row[0] for row in YEAR])
def test_lists_feeds_and_data_agree_on_each_day(today, asked, marked, out, place, agenda):
    found = site(place, agenda, date.fromisoformat(today))
    for state, letters in (("asked", asked), ("marked", marked), ("out", out)):
        there = slugs(one for one in agenda.activities if found.freshness.of(one) == state)
        assert {one.partition("-")[0] for one in there} == set(letters.split()), state
    gone = {one for one in slugs(agenda.activities) if one.partition("-")[0] in out.split()}
    current = slugs(one for one in agenda.activities if found.is_current(one))
    assert ("e-over" in current) is (today == "2026-09-01")
    shown = on_pages(found)
    assert shown == current - gone

    feeds = files_of(Feeds(found, State(found.town.today)).files())
    for folder in ("", "area/north/", "organization/walkers/", "topic/outdoors/", "audience/old/"):
        titles = {title(one) for one in current - gone}
        assert titles_in(feeds[f"{folder}agenda.ics"]) - {"E over"} == titles - {"B undated", "E over"}
        assert {one.title for one in feedparser.parse(feeds[f"{folder}rss.xml"]).entries} == titles
        assert {one["title"] for one in json.loads(feeds[f"{folder}feed.json"])["items"]} == titles
    assert not {title(one) for one in gone} & set(re.findall(r"[A-E] [a-z]+", feeds["week/week.txt"].decode()))

    data = dict(open_data.files(found))
    records = {one["title"]: one for one in json.loads(data["data/v1/activities.json"])}
    assert set(records) == {title(one) for one in slugs(agenda.activities)}
    assert {name for name, one in records.items() if one["freshness"] == "out"} == {title(one) for one in gone}
    assert records["D example"]["freshness"] is None
    assert {one["title"] for one in json.loads(data["data/v1/occurrences.json"])} <= {title(one) for one in shown}


def test_what_is_out_keeps_its_page_and_its_own_feed_which_say_so(place, agenda):
    found = site(place, agenda, date(2027, 3, 1))
    pages = {page.path: page for page in found.pages()}
    page = pages["activity/walkers/a-dated/"]
    assert not page.indexed
    assert page.context["dates"]
    feeds = files_of(Feeds(found, State(found.town.today)).files())
    assert titles_in(feeds["activity/walkers/a-dated/agenda.ics"]) == {"A dated"}
    assert b"We do not know whether this is still right." in feeds["activity/walkers/a-dated/agenda.ics"].replace(
        b"\r\n ", b""
    )
    assert b"We do not know" not in feeds["agenda.ics"]


def test_what_is_marked_stands_after_the_others_of_its_day(place, agenda):
    for today, expected in ((date(2026, 12, 1), ["A dated", "C kept", "D example"]),
                            (date(2027, 1, 4), ["C kept", "D example", "A dated"])):  # fmt: skip
        found = site(place, agenda, today)
        days = found.days(found.listed.activities)
        assert all([item.activity.title for item in day.items] == expected for day in days)
        letter = found.newsletters()[0]
        assert [line.title for _, lines in letter.days for line in lines] == expected


def test_a_town_has_its_own_months(place, agenda):
    found = Site(agenda, replace(place, today=date(2026, 9, 30), freshness=(1, 2, 3)))
    assert found.freshness.of(agenda.activities[0]) == "asked"
    later = Site(agenda, replace(place, today=date(2026, 11, 30), freshness=(1, 2, 3)))
    assert not later.freshness.is_listed(agenda.activities[0])


def test_checked_again_it_is_back(place, agenda):
    today = date(2027, 3, 1)
    again = [
        one.model_copy(update={"checked": today - timedelta(1)}) if one.checked else one for one in agenda.activities
    ]
    found = site(place, replace(agenda, activities=tuple(again)), today)
    assert slugs(found.listed.activities) == slugs(agenda.activities)


@pytest.mark.parametrize(
    ("today", "on_card", "on_page"),
    [
        ("2026-12-01", "", "Checked on 31 August 2026 by The Walkers."),
        (
            "2026-12-31",
            "Not checked since August.",
            "Not checked since August. Last checked on 31 August 2026 by The Walkers.",
        ),
        (
            "2027-01-04",
            "Not checked since August 2026.",
            "Not checked since August 2026. Last checked on 31 August 2026",
        ),
        ("2027-03-01", None, "We do not know whether this is still right."),
    ],
)
def test_readers_see_it(today, on_card, on_page, tmp_path):
    made = small_town(tmp_path, {**FILES, "activities/walkers/c-kept.md": None})
    done = made.build({"AGENDA_TODAY": today})
    assert done.returncode == 0, done.stderr
    home, page = (" ".join(re.sub("<[^>]+>", " ", text).split()) for text in
                  (made.page(), made.page("activity/walkers/a-dated")))  # fmt: skip
    assert on_page in page
    if on_card is None:
        assert "A dated" not in home
        assert "Call first. Call 020-000 00 00" in page
        assert "activities are out of lists and feeds" in " ".join((done.stdout + done.stderr).split())
        assert "activity/walkers/a-dated" not in (made.output / "sitemap.xml").read_text()
        assert 'type="application/ld+json"' not in made.page("activity/walkers/a-dated")
    else:
        assert "A dated" in home
        assert ("Not checked since" in home) is bool(on_card)
        assert on_card in home
