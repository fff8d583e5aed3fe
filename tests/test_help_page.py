"""The page of help: each place with what is known, and what is not yet said to be so."""

import pytest
from bs4 import BeautifulSoup

from small_town import small_town

HELP = """---
title: Help
entries:
  line:
    name: The line
    group: talk
    what: Somebody listens.
    phone: 020-000 00 01
    hours:
      week: {days: monday-friday, time: 09:00-17:00}
      otherwise: {date: 2026-12-24, time: 09:00-12:00}
  danger: {name: Danger, group: emergency, what: Call., phone: "112", hours: {always: yes}}
  desk: {name: The desk, group: worry, what: Tell it here.}
---
Or [come along](/).
"""


@pytest.fixture(scope="module")
def page(tmp_path_factory) -> BeautifulSoup:
    town = small_town(tmp_path_factory.mktemp("town"), {"content/help.md": HELP})
    done = town.build()
    assert done.returncode == 0, done.stdout + done.stderr
    return BeautifulSoup(town.page("help"), "lxml")


def test_groups_stand_in_order_and_empty_ones_do_not(page):
    assert [one["id"] for one in page.select(".desks h2")] == ["emergency", "talk", "worry"]


def test_a_place_with_its_number_and_hours(page):
    place = page.select_one("[aria-labelledby=talk] .desk")
    assert place.select_one("a.button")["href"] == "tel:+31200000001"
    rows = [" ".join(row.get_text(" ").split()) for row in place.select("tbody tr")]
    assert rows == ["Monday to Friday 9:00 to 17:00", "Saturday and Sunday closed"]
    words = " ".join(place.get_text(" ").split())
    assert "Closed on public holidays." in words
    assert "Thursday 24 December: 9:00 to 12:00." in words


def test_the_script_gets_hours_without_the_holiday(page):
    now = page.select_one("[aria-labelledby=talk] .now")
    assert now.has_attr("hidden")
    days = [one[:10] for one in now["data-open"].split()]
    assert days[0] == "2026-11-23"
    assert now["data-open"].startswith("2026-11-23T08:00Z/2026-11-23T16:00Z ")
    assert page.select_one(".desks")["data-zone"] == "Europe/Amsterdam"


def test_what_is_always_open_needs_no_script(page):
    place = page.select_one("[aria-labelledby=emergency] .desk")
    assert "Day and night" in place.get_text()
    assert place.select(".now, table") == []


def test_what_is_not_known_is_said(page):
    assert "still to be filled in" in page.select_one("[aria-labelledby=worry] .desk").get_text()


def test_editors_see_what_is_to_be_filled_in(tmp_path):
    loaded = small_town(tmp_path, {"content/help.md": HELP}).load("en")
    told = [(one.path, one.field) for one in loaded.hints if one.path.endswith("help.md")]
    assert told == [("content/help.md", "entries.desk")]


@pytest.mark.parametrize(
    ("change", "at", "said"),
    [
        (("group: worry", "group: wory"), 13, "Did you mean worry?"),
        (("09:00-17:00", "9"), 10, "is not a time"),
        (("monday-friday", "monday-frday"), 10, "Did you mean friday?"),
        (("hours: {always: yes}", "houres: {always: yes}"), 12, "Did you mean hours?"),
        (('"112"', "help"), 12, "not a telephone number"),
    ],
    ids=["group", "time", "day", "field", "phone"],
)
def test_what_is_wrong_is_told_at_its_line(change, at, said, tmp_path):
    problems = small_town(tmp_path, {"content/help.md": HELP.replace(*change)}).load().problems
    assert len(problems) == 1
    assert said in problems[0].message()
    assert (problems[0].path, problems[0].line) == ("content/help.md", at)
