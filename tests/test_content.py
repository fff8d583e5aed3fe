"""The town's own content: without a problem, complete enough to show what the contract can, true to what is known."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
import yaml
from pelican.settings import read_settings

from agenda import schedule, source, town
from agenda.model import ActivityFile
from agenda.register import Contact, Venue
from agenda.timetable import Change, Schedule

ROOT = Path(__file__).parent.parent
FILES = sorted((ROOT / "activities").glob("*/*.*"))


@pytest.fixture(scope="module")
def loaded():
    place = town.of(read_settings(str(ROOT / "pelicanconf.py")), {"AGENDA_TODAY": "2026-11-22"})
    return source.load(place.folders, place.zone, place.today)


@pytest.fixture(scope="module")
def trees() -> list[dict]:
    """The fields of every entry, as they stand there."""
    found = []
    for path in FILES:
        if path.suffix in (".md", ".yaml"):
            text = path.read_text()
            found.append(yaml.load(text.split("---\n")[1] if path.suffix == ".md" else text, yaml.BaseLoader))
    return found


def test_nothing_is_wrong(loaded):
    assert loaded.problems == []
    assert len(loaded.agenda.activities) >= 40


def used(nodes: list[dict]) -> set[str]:
    return {key for node in nodes for key in node}


def listed(value) -> list:
    return value if isinstance(value, list) else [value]


def test_every_field_of_the_contract_is_used(trees):
    schedules = [one for tree in trees for one in listed(tree["schedule"])]
    changes = [one for plan in schedules for one in listed(plan.get("changes", []))]
    venues = [tree["location"] for tree in trees if isinstance(tree["location"], dict)]
    contacts = [tree["contact"] for tree in trees if "contact" in tree]
    for model, nodes in (
        (ActivityFile, trees), (Schedule, schedules), (Change, changes), (Venue, venues), (Contact, contacts)
    ):  # fmt: skip
        fields = {info.alias or name for name, info in model.model_fields.items()}
        assert fields - used(nodes) == set(), model.__name__


@pytest.mark.parametrize("repeat", ["daily", "weekly", "monthly", "yearly"])
def test_every_rhythm_is_used(repeat, trees):
    assert [tree for tree in trees for one in listed(tree["schedule"]) if one.get("repeat") == repeat]


def test_register_is_as_large_as_the_town_is(loaded):
    register = loaded.agenda.register
    assert len(register.areas) == 21
    assert len({area.code for area in register.areas.values()}) == 21
    assert len({tuple(area.tile) for area in register.areas.values()}) == 21
    assert len(register.audiences) >= 8
    assert len(register.topics) >= 10
    assert [term.id for term in register.audiences.values() if term.everyone] == ["iedereen"]


@pytest.mark.parametrize("year", [2026, 2027, 2028])
def test_every_week_has_something_to_see(year, loaded):
    """From whichever day one looks, within a week something takes place."""
    register = loaded.agenda.register
    begin, end = date(year, 1, 1), date(year, 12, 31)
    days = {
        one.day
        for activity in loaded.agenda.activities
        for one in schedule.of_activity(activity, register, begin, end + timedelta(7))
        if not one.cancelled
    }
    empty = [
        day for day in (begin + timedelta(n) for n in range((end - begin).days + 1))
        if not days & {day + timedelta(n) for n in range(7)}
    ]  # fmt: skip
    assert empty == []


def test_real_organizations_have_no_invented_activities(loaded):
    """What is not an example was checked, and does not claim to run now: it has ended or has no date."""
    today = date(2026, 11, 22)
    register = loaded.agenda.register
    for activity in loaded.agenda.activities:
        if not activity.example:
            assert activity.checked
            assert not schedule.of_activity(activity, register, today, today + timedelta(400))
        else:
            organizer = register.organizations[activity.organizer]
            assert organizer.example or organizer.kind in ("residents", "business"), activity.address


def test_examples_have_no_real_telephone_number_or_address(trees):
    for tree in trees:
        if tree.get("example"):
            text = yaml.safe_dump(tree)
            phones = re.findall(r"phone: '?([^'\n]*)", text)
            hosts = re.findall(r"(?:@|https?://)([\w.-]+)", text)
            assert [phone for phone in phones if "000" not in phone] == []
            assert [host for host in hosts if not host.endswith("example.org")] == []


SEASON = {
    "public": "2026-12-25 2026-12-26 2027-01-01 2027-03-28 2027-03-29 2027-04-27 2027-05-05 2027-05-06"
    " 2027-05-16 2027-05-17",
    "school": "2026-10-10/2026-10-18 2026-12-19/2027-01-03 2027-02-20/2027-02-28 2027-04-24/2027-05-02",
}


@pytest.mark.parametrize(("kind", "days"), SEASON.items(), ids=SEASON)
def test_holidays_of_the_season_are_known(kind, days, loaded):
    table = getattr(loaded.agenda.register.holidays, kind)
    ranges = [one.date for one in table]
    written = [str(one.first) if one.first == one.last else f"{one.first}/{one.last}" for one in ranges]
    season = [day for day in written if "2026-09-01" <= day[:10] <= "2027-05-31"]
    assert season == days.split()
    assert {day[:4] for day in written} >= {"2026", "2027", "2028"}
