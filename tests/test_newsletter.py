"""This week, for who makes a newsletter: the whole week and no other, the same on each of its days, ready to paste."""

import re
from datetime import UTC, date, datetime, timedelta
from html import unescape
from pathlib import Path

import feedparser
import lxml.html
import pytest

from agenda import facets, newsletter, town
from agenda.newsletter import Newsletter
from small_town import activity, small_town

ROOT = Path(__file__).parent.parent
MONDAY = date(2026, 11, 23)
CANCELLED = "{start: 2026-11-24, time: 10:00-11:00, repeat: weekly, changes: [{date: 2026-11-24, cancelled: Ill}]}"
MOVED = "{start: 2026-11-24, time: 10:00-11:00, changes: [{date: 2026-11-24, to: 2026-11-25, note: Bring a coat}]}"


def place(today: date = MONDAY, **settings) -> town.Town:
    """The settings of a small town on this day; its files are read elsewhere."""
    values = {
        "PATH": str(ROOT / "content"),
        "THEME": str(ROOT / "theme"),
        "SITENAME": "Littleham",
        "SITEURL": "https://example.org/agenda",
        "TIMEZONE": "Europe/Amsterdam",
        "AGENDA_ID": "littleham",
        **settings,
    }
    return town.of(values, {"AGENDA_TODAY": str(today)})


def letters(folder: Path, today: date, files: dict | None = None, **settings) -> dict[str, Newsletter]:
    """The newsletters of a small town by their paths, on this day."""
    agenda = small_town(folder, {"activities/walkers/walk.md": None, **(files or {})}).agenda()
    return {one.path: one for one in newsletter.of(agenda, place(today, **settings), facets.selections(agenda))}


def walk(**fields: str | None) -> dict[str, str]:
    return {"activities/walkers/walk.md": activity(**fields)}


def test_whole_town_and_every_area_have_one(tmp_path):
    found = letters(tmp_path, MONDAY, walk(schedule="{start: 2026-11-26, time: 10:00-12:00}"))
    assert {path: (one.title, len(one.days)) for path, one in found.items()} == {
        "week/": ("This week", 1),
        "week/north/": ("This week in Northside", 1),
        "week/south/": ("This week in Southside", 0),
    }


def test_word_in_the_address_is_a_setting(tmp_path):
    assert "letter/north/" in letters(tmp_path, MONDAY, AGENDA_URLS={"newsletter": "letter"})


@pytest.mark.parametrize(
    ("schedule", "headings"),
    [
        pytest.param("{start: 2026-11-22}", [], id="the Sunday before"),
        pytest.param("{start: 2026-11-23}", ["Monday 23 November"], id="Monday"),
        pytest.param("{start: 2026-11-29, time: 22:00-24:00}", ["Sunday 29 November"], id="Sunday evening"),
        pytest.param("{start: 2026-11-30}", [], id="the Monday after"),
        pytest.param("{start: 2026-11-01, end: 2026-11-25}", ["Monday 23 November"], id="began before"),
        pytest.param(
            "{start: 2026-11-01, repeat: weekly, days: [monday, sunday]}",
            ["Monday 23 November", "Sunday 29 November"],
            id="both ends of the week",
        ),
        pytest.param("{by_appointment: Call us.}", [], id="without a fixed time"),
    ],
)
@pytest.mark.parametrize("weekday", [0, 3, 6], ids=["on Monday", "on Thursday", "on Sunday"])
def test_week_is_whole_and_no_other(schedule, headings, weekday, tmp_path):
    found = letters(tmp_path, MONDAY + timedelta(weekday), walk(schedule=schedule))
    assert [heading for heading, _ in found["week/north/"].days] == headings


def test_each_day_of_the_week_gives_the_same(tmp_path):
    files = walk(schedule="{start: 2026-11-01, time: 10:00-12:00, repeat: daily}")
    made = [letters(tmp_path / str(n), MONDAY + timedelta(n), files) for n in range(8)]
    written = [[(one.html(), one.text(), one.channel(place()).rss()) for one in week.values()] for week in made]
    assert all(one == written[0] for one in written[1:7])
    assert written[7] != written[0]


@pytest.mark.parametrize(
    ("today", "period"),
    [
        (date(2026, 11, 26), "23 to 29 November 2026"),
        (date(2026, 12, 6), "30 November to 6 December 2026"),
        (date(2027, 1, 1), "28 December 2026 to 3 January 2027"),
    ],
    ids=str,
)
def test_period(today, period, tmp_path):
    assert letters(tmp_path, today)["week/"].period == period


@pytest.mark.parametrize(
    ("fields", "title", "told"),
    [
        pytest.param(
            {"price": "0"},
            "Walk along the river",
            ["10:00 to 12:00.", "The Mill, Mill Lane 1", "Free."],
            id="as planned",
        ),
        pytest.param({"price": "2.50"}, "Walk along the river", ["€2.50."], id="price"),
        pytest.param({"schedule": CANCELLED}, "Cancelled: Walk along the river", ["Ill."], id="cancelled"),
        pytest.param(
            {"schedule": MOVED},
            "Moved: Walk along the river",
            ["It was planned for Tuesday 24 November.", "Bring a coat."],
            id="moved",
        ),
        pytest.param({"status": "full"}, "Full: Walk along the river", [], id="full"),
        pytest.param({"status": "postponed"}, "Postponed: Walk along the river", [], id="postponed"),
        pytest.param(
            {"registration": "required"},
            "Walk along the river",
            ["You have to sign up first. 020-000 00 00."],
            id="how",
        ),
        pytest.param(
            {"example": "yes", "checked": None}, "Walk along the river", ["This is an example"], id="an example"
        ),
        pytest.param(
            {"schedule": "{start: 2026-11-20, end: 2026-11-25}"},
            "Walk along the river",
            ["Began on Friday 20 November: up to and including Wednesday 25 November"],
            id="began before",
        ),
    ],
)
def test_line_says_what_one_needs(fields, title, told, tmp_path):
    found = letters(tmp_path, MONDAY, walk(**{"schedule": "{start: 2026-11-26, time: 10:00-12:00}", **fields}))
    [(_, [line])] = found["week/north/"].days
    assert line.title == title
    assert line.url == "https://example.org/agenda/activity/walkers/walk/"
    assert [one for one in told if one not in line.facts] == []


def test_what_does_not_take_place_sends_nobody_there(tmp_path):
    [(_, [line])] = letters(tmp_path, MONDAY, walk(schedule=CANCELLED))["week/"].days
    assert line.facts == "10:00 to 11:00. Ill."


def test_html_is_plain_and_escapes_what_partners_write(tmp_path):
    files = walk(title="'<b>Tea</b> & \"cake\"'", schedule="{start: 2026-11-26}")
    written = letters(tmp_path, MONDAY, files)["week/north/"].html()
    tree = lxml.html.fragment_fromstring(written, create_parent="div")
    assert {element.tag for element in tree.iterdescendants()} == {"h2", "p", "h3", "ul", "li", "a", "br"}
    assert {name for element in tree.iter() for name in element.attrib} == {"href"}
    assert all(one.startswith("https://example.org/agenda/") for one in tree.xpath("//@href"))
    assert tree.xpath("//li/a")[0].text == '<b>Tea</b> & "cake"'
    assert not re.search(r"<(html|head|body|script|style)", written)


def test_text_holds_all_that_the_html_does(tmp_path):
    letter = letters(tmp_path, MONDAY, walk(schedule="{start: 2026-11-26, time: 10:00-12:00}"))["week/north/"]
    lines = letter.text().splitlines()
    assert lines[:4] == ["This week in Northside", "23 to 29 November 2026", "", "Thursday 26 November"]
    words = unescape(re.sub(r"<[^>]+>", "\n", letter.html()))
    assert [line for line in words.splitlines() if line and line not in lines] == []
    assert lines[-1] == "https://example.org/agenda/area/north/"


def test_channel_has_one_entry_a_week_with_the_dates_in_its_text(tmp_path):
    found = letters(tmp_path, MONDAY + timedelta(3), walk(schedule="{start: 2026-11-26, time: 10:00-12:00}"))
    for path, id in {"week/": "week-2026-48@littleham", "week/north/": "week-2026-48.north@littleham"}.items():
        feed = feedparser.parse(found[path].channel(place()).rss())
        assert not feed.bozo
        [entry] = feed.entries
        assert entry.id == id
        assert entry.link == feed.feed.link == f"https://example.org/agenda/{path}"
        assert entry.title.endswith(": 23 to 29 November 2026")
        assert "<h3>Thursday 26 November</h3>" in entry.description
        for moment in (entry.published_parsed, feed.feed.updated_parsed):
            assert datetime(*moment[:6], tzinfo=UTC) == datetime(2026, 11, 23, tzinfo=UTC)


@pytest.mark.parametrize(
    ("today", "id"),
    [
        (date(2026, 1, 5), "week-2026-02@littleham"),
        (date(2027, 1, 3), "week-2026-53@littleham"),
        (date(2027, 1, 4), "week-2027-01@littleham"),
    ],
    ids=str,
)
def test_week_has_its_iso_number(today, id, tmp_path):
    files = walk(schedule="{start: 2026-01-01, repeat: daily}")
    assert letters(tmp_path, today, files)["week/"].channel(place()).entries[0].id == id


def test_empty_week_says_so_and_is_a_feed_without_entries(tmp_path):
    letter = letters(tmp_path, MONDAY)["week/south/"]
    assert "There is nothing in the agenda for these days." in letter.html()
    assert "There is nothing in the agenda for these days." in letter.text()
    feed = feedparser.parse(letter.channel(place()).rss())
    assert not feed.bozo
    assert feed.entries == []


def test_page_shows_the_week_and_how_to_use_it(found, site):
    page = found["week/molenwijk/"]
    links = page.all("//main//a/@href")
    assert [f"/week/molenwijk/{name}" for name in ("week.txt", "fragment.html", "rss.xml")] == [
        one for one in links if one.startswith("/week/molenwijk/")
    ]
    shown = (site / "week/molenwijk/fragment.html").read_text()
    assert unescape(shown.partition("</h2>\n")[2]) in unescape(page.source)
    assert shown.isascii()
    areas = {one for one in found["week/"].all("//main//a/@href") if re.fullmatch(r"/week/[^/]+/", one)}
    assert areas == {f"/{path}" for path in found if re.fullmatch(r"week/[^/]+/", path)}


def test_lists_of_areas_lead_to_it(found):
    for path in ("", "wijk/molenwijk/"):
        assert found[path].all(f"//section[@class='feeds']//a[@href='/{path.replace('wijk/', 'week/', 1) or 'week/'}']")
