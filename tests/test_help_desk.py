"""When help is there: hours as they are written, as they are told, and as the script reads them."""

from datetime import date
from zoneinfo import ZoneInfo

import pytest
from pydantic import ValidationError

from agenda.help_desk import Help, HelpEntry, Opening, instants
from agenda.language import Language
from agenda.moments import DateRange

ZONE = ZoneInfo("Europe/Amsterdam")
WEEK = {"days": "monday-friday", "time": "09:00-17:00"}
HOLIDAY = [DateRange(date(2026, 12, 25), date(2026, 12, 26))]


def intervals(first: str, last: str, **fields) -> list[str]:
    opening = Opening.model_validate(fields)
    found = opening.intervals(HOLIDAY, date.fromisoformat(first), date.fromisoformat(last))
    return [f"{start:%m-%d %H:%M}/{end:%m-%d %H:%M}" for start, end in found]


@pytest.mark.parametrize(
    ("fields", "first", "last", "expected"),
    [
        pytest.param({"week": WEEK}, "2026-11-21", "2026-11-23", ["11-23 09:00/11-23 17:00"], id="weekend"),
        pytest.param(
            {"week": {"days": "friday-monday", "time": "10:00-12:00"}}, "2026-11-22", "2026-11-24",
            ["11-22 10:00/11-22 12:00", "11-23 10:00/11-23 12:00"], id="a range over Sunday",
        ),
        pytest.param(
            {"week": {"days": ["monday", "sunday"], "time": ["09:00-12:00", "13:00-17:00"]}},
            "2026-11-23", "2026-11-23",
            ["11-23 09:00/11-23 12:00", "11-23 13:00/11-23 17:00"], id="with a break",
        ),
        pytest.param(
            {"week": {"days": "sunday", "time": "22:00-02:00"}}, "2026-11-22", "2026-11-23",
            ["11-22 22:00/11-23 02:00"], id="past midnight",
        ),
        pytest.param(
            {"week": {"days": "sunday-monday", "time": "00:00-24:00"}}, "2026-11-22", "2026-11-23",
            ["11-22 00:00/11-24 00:00"], id="hours that touch are one",
        ),
        pytest.param({"week": WEEK}, "2026-12-25", "2026-12-27", [], id="public holiday"),
        pytest.param(
            {"week": WEEK, "holidays": "open"}, "2026-12-25", "2026-12-27", ["12-25 09:00/12-25 17:00"],
            id="open on holidays",
        ),
        pytest.param(
            {"week": WEEK, "otherwise": {"date": "2026-12-25", "time": "10:00-11:00"}}, "2026-12-25", "2026-12-26",
            ["12-25 10:00/12-25 11:00"], id="otherwise beats the holiday",
        ),
        pytest.param(
            {"week": WEEK, "otherwise": {"date": "2026-11-23/2026-11-24"}}, "2026-11-23", "2026-11-25",
            ["11-25 09:00/11-25 17:00"], id="closed for two days",
        ),
        pytest.param({"always": "yes"}, "2026-12-25", "2026-12-25", ["12-25 00:00/12-26 00:00"], id="always"),
    ],
)  # fmt: skip
def test_intervals(fields, first, last, expected):
    assert intervals(first, last, **fields) == expected


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, "no day of the week"),
        ({"always": "yes", "week": WEEK}, "always open, and it has hours"),
        ({"week": {"days": "monday", "time": "09:00"}}, "until when"),
        ({"week": {"days": "maandag", "time": "09:00-10:00"}}, "Did you mean monday"),
        ({"week": {"days": "monday", "time": "9-17"}}, "Write hours and minutes"),
        ({"week": WEEK, "otherwise": {"date": "kerst"}}, "not a date"),
        ({"week": WEEK, "holidays": "maybe"}, "Choose one of: closed, open"),
    ],
)
def test_wrong_hours_are_told_what_to_write(fields, said):
    with pytest.raises(ValidationError, match=said):
        Opening.model_validate(fields)


def test_the_week_in_words():
    english = Language("en")
    opening = Opening.model_validate({"week": [WEEK, {"days": "wednesday", "time": "19:00-21:00"}]})
    assert opening.rows(english) == [
        ("Monday and Tuesday", "9:00 to 17:00"),
        ("Wednesday", "9:00 to 17:00 and 19:00 to 21:00"),
        ("Thursday and Friday", "9:00 to 17:00"),
        ("Saturday and Sunday", "closed"),
    ]


def test_other_days_in_words_until_they_are_over():
    days = [{"date": "2026-12-24", "time": "09:00-12:00", "note": "Christmas Eve"}, {"date": "2026-12-28/2026-12-30"}]
    opening = Opening.model_validate({"week": WEEK, "otherwise": days})
    english = Language("en")
    assert opening.coming(date(2026, 12, 24), english) == [
        "Thursday 24 December: 9:00 to 12:00 (Christmas Eve)",
        "Monday 28 December to Wednesday 30 December: closed",
    ]
    assert len(opening.coming(date(2026, 12, 25), english)) == 1


def test_instants_know_summer_and_winter():
    opening = Opening.model_validate({"week": WEEK})
    found = opening.intervals((), date(2026, 10, 23), date(2026, 10, 26))
    assert instants(found, ZONE) == "2026-10-23T07:00Z/2026-10-23T15:00Z 2026-10-26T08:00Z/2026-10-26T16:00Z"


@pytest.mark.parametrize(
    ("fields", "unfilled", "said"),
    [
        ({}, True, "nobody can be reached"),
        ({"phone": "112"}, False, "not said when"),
        ({"phone": "112", "hours": {"always": "yes"}}, False, ""),
        ({"email": "help@example.org"}, False, ""),
        ({"own": "yes"}, False, ""),
    ],
    ids=["nothing", "a number without hours", "a number with hours", "an address", "everybody's own"],
)
def test_what_is_to_be_filled_in_is_said(fields, unfilled, said):
    entry = {"name": "A voice", "group": "talk", "what": "Somebody listens.", **fields}
    assert HelpEntry.model_validate(entry).unfilled == unfilled
    help = Help.model_validate({"title": "Help", "entries": {"voice": entry}})
    hints = [str(fault) for _, fault in help.hints()]
    assert len(hints) == bool(said)
    assert all(said in hint for hint in hints)
