"""What counts is what lists show: lists, the offer by area and a report agree on the day that an entry goes out."""

import csv
import io
from dataclasses import replace
from datetime import date, timedelta

import pytest
from pelican.settings import read_settings

from agenda import source, town
from agenda.pages import Site
from insight import coverage, lists, report
from insight import pages as insight_pages
from insight.coverage import UNDATED
from insight.lists import Lists
from site_files import made as files_of
from small_town import activity, small_town

MONTHS = (3, 4, 6)
OUT = date(2027, 2, 28)  # checked on 31 August: six months later
WEEKLY = "{start: 2026-06-01, time: 10:00-12:00, repeat: weekly}"  # Mondays


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return small_town(
        tmp_path_factory.mktemp("littleham"),
        {
            "activities/walkers/walk.md": activity(title="Old", schedule=WEEKLY, checked="2026-08-31"),
            "activities/walkers/call.md": activity(
                title="Call", schedule="{by_appointment: call us}", checked="2026-08-31"
            ),
            "activities/readers/tea.md": activity(title="Kept", schedule=WEEKLY, checked="2027-02-20"),
            "activities/readers/example.md": activity(
                title="Example", schedule=WEEKLY, checked=None, example="yes", location="{name: Hall, area: south}"
            ),
        },
    )


def read(made, today: date) -> tuple[town.Town, Site]:
    place = town.of(read_settings(str(made.path / "pelicanconf.py")), {"AGENDA_TODAY": str(today)})
    place = replace(place, horizon_days=lists.DAYS)  # lists look as far ahead as the offer
    loaded = source.load(place.folders, place.zone, place.today)
    return place, Site(loaded.agenda, place)


@pytest.mark.parametrize(
    ("today", "titles", "undated"),
    [
        (OUT - timedelta(1), {"Old", "Kept", "Example"}, 1),
        (OUT, {"Kept", "Example"}, 0),
        (OUT + timedelta(30), {"Kept", "Example"}, 0),
    ],
)
def test_lists_offer_and_report_agree_when_an_entry_goes_out(today, titles, undated, made):
    place, site = read(made, today)
    last = today + timedelta(lists.DAYS - 1)
    items = [item for day in site.days(site.listed.activities) if day.date <= last for item in day.items]
    assert {item.activity.title for item in items} == titles

    counted = coverage.of(site.agenda, lists.coming(place, today))
    assert counted.at().occurrences == len(items)
    assert counted.at().activities == len(titles)
    assert counted.at(part=UNDATED).activities == len(site.undated(site.listed.activities)) == undated

    sections = insight_pages.of(site).sections
    offer = next(page for one in sections for page in one.pages if page.template == "offer.html")
    assert offer.context["sum"] == counted.at()
    (data,) = files_of(insight_pages.of(site).files).values()
    whole = next(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
    assert (int(whole["occurrences"]), int(whole["activities"])) == (len(items), len(titles))

    found = report.of(place, site.agenda, today, last)
    assert found.counted == counted
    assert ("walkers" in found.organizations) is ("Old" in titles)


def test_a_report_looks_at_every_day_that_is_over_by_the_rule_of_that_day(made):
    place, site = read(made, date(2027, 5, 1))
    counted = report.of(place, site.agenda, date(2027, 2, 1), date(2027, 3, 31)).counted
    mondays = {True: 4, False: 5}  # of February and March, before and after
    assert counted.at("north").occurrences == sum(mondays.values()) + mondays[True]
    assert counted.at(part=UNDATED).activities == 1  # it stood in the lists in February


@pytest.mark.parametrize(
    ("day", "known", "expected"),
    [
        (OUT - timedelta(1), OUT + timedelta(9), True),
        (OUT, OUT + timedelta(9), False),
        (OUT, OUT - timedelta(1), True),  # the day before, lists still showed what is later
        (date(2026, 1, 1), OUT, True),  # somebody made sure after that day
    ],
)
def test_what_lists_hold(day, known, expected, made):
    _, site = read(made, OUT)
    walk = next(one for one in site.agenda.activities if one.title == "Old")
    assert Lists(day, day, known, MONTHS).hold(walk, day) is expected


def test_examples_stay(made):
    _, site = read(made, OUT)
    example = next(one for one in site.agenda.activities if one.example)
    assert Lists(OUT, OUT, OUT, MONTHS).hold(example, date(2099, 1, 1))


YEAR = [date(2026 + month // 12, month % 12 + 1, 1) for month in range(10, 23)]


@pytest.mark.parametrize("today", YEAR, ids=str)
def test_through_a_year_nothing_disappears_without_being_listed(today, made):
    """What lists no longer hold, its organization finds among what needs a look, and it has its page."""
    _, site = read(made, today)
    current = {one.address for one in site.agenda.activities if site.is_current(one)}
    listed = {one.address for one in site.listed.activities} & current
    every = [page for one in insight_pages.of(site).sections for page in one.pages]
    reviews = [page.context["review"] for page in every if page.template == "review.html"]
    out = {entry.activity.address for one in reviews for entry in one.asked if entry.state == "out"}
    assert current == listed | out
    assert not listed & out
    assert len(out) == (0 if today < OUT else 2 if today < date(2027, 8, 20) else 3)
    paths = {page.path for page in site.pages()}
    assert {f"activity/{address}/" for address in current} <= paths
