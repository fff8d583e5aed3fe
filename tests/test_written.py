"""What is published can be written as a file again: read back, it is the same record."""

from datetime import date
from pathlib import Path

import pytest
import yaml

import random_schedules
from agenda import source, town, written
from agenda.model import ActivityFile
from agenda.register import Area, Campaign, Organization, Place, Term
from agenda.timetable import Schedule

ROOT = Path(__file__).parent.parent
CASES = sorted((ROOT / "tests/cases/activities").rglob("*.md"))


@pytest.fixture(scope="module")
def agenda():
    place = town.read(ROOT / "pelicanconf.py")
    return source.load(place.folders, place.zone, date(2026, 11, 22)).agenda


def again(model, record):
    return model.model_validate(written.fields(record))


def test_every_activity_of_the_town(agenda):
    for activity in agenda.activities:
        record = ActivityFile.model_construct(**{name: getattr(activity, name) for name in ActivityFile.model_fields})
        found = again(ActivityFile, record)
        assert {name: getattr(found, name) for name in ActivityFile.model_fields} == {
            name: getattr(activity, name) for name in ActivityFile.model_fields
        }, activity.address


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_every_schedule_of_the_cases(path):
    tree = yaml.load(path.read_text().split("---\n")[1], yaml.BaseLoader)["schedule"]
    for one in tree if isinstance(tree, list) else [tree]:
        schedule = Schedule.model_validate(one)
        assert again(Schedule, schedule) == schedule


@pytest.mark.parametrize(("name", "model"), [
    ("organizations", Organization), ("places", Place), ("areas", Area), ("audiences", Term), ("topics", Term),
    ("campaigns", Campaign), ("access", Term),
])  # fmt: skip
def test_the_register(name, model, agenda):
    for record in getattr(agenda.register, name).values():
        found = again(model, record)
        assert (
            found.model_copy(update={"id": record.id} | ({"text": record.text} if "text" in model.model_fields else {}))
            == record
        )


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"start": "2026-09-01", "time": "9:00"}, {"start": "2026-09-01", "time": "09:00"}),
        ({"start": "2026-09-01", "time": "22:00-02:00"}, {"start": "2026-09-01", "time": "22:00-02:00"}),
        ({"start": "2026-09-01", "time": "00:00-24:00"}, {"start": "2026-09-01", "time": "00:00-24:00"}),
        ({"start": "2026-09-01", "end": "2026-09-03", "time": "10:00-10:00"},
         {"start": "2026-09-01", "end": "2026-09-03", "time": "10:00-10:00"}),
        ({"start": "2026-09-01", "repeat": "monthly", "days": ["last day", "15", "2nd tuesday", "last friday"]},
         {"start": "2026-09-01", "repeat": "monthly", "days": ["last day", "15", "2nd tuesday", "last friday"]}),
        ({"start": "2026-09-01", "repeat": "weekly", "days": "tuesday", "months": "october-march"},
         {"start": "2026-09-01", "repeat": "weekly", "days": ["tuesday"],
          "months": ["october", "november", "december", "january", "february", "march"]}),
        ({"dates": ["2026-10-01 14:00-16:00", "2026-10-02"]}, {"dates": ["2026-10-01 14:00-16:00", "2026-10-02"]}),
        ({"start": "2026-09-01", "repeat": "weekly", "except": "2026-12-21/2027-01-03",
          "changes": [{"date": "2026-09-08", "cancelled": "yes"}, {"date": "2026-09-15", "to": "13:00-15:00"}]},
         {"start": "2026-09-01", "repeat": "weekly", "except": ["2026-12-21/2027-01-03"],
          "changes": [{"date": "2026-09-08", "cancelled": "yes"}, {"date": "2026-09-15", "to": "13:00-15:00"}]}),
    ],
)  # fmt: skip
def test_as_people_write_it(fields, expected):
    assert written.fields(Schedule.model_validate(fields)) == expected


def test_what_has_no_notation_is_not_made_up():
    with pytest.raises(TypeError, match="bytes has no notation"):
        written.fields(Place.model_construct(id="", name=b"mill"))


def test_schedules_by_chance():
    for fields in random_schedules.schedules(8, 300):
        schedule = Schedule.model_validate(fields)
        assert again(Schedule, schedule) == schedule
