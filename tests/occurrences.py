"""What takes place by a schedule's fields, in lines that are easy to read."""

from datetime import date
from zoneinfo import ZoneInfo

from agenda import schedule
from agenda.holidays import HolidayTable
from agenda.model import Activity
from agenda.register import Register
from agenda.timetable import Schedule

HOLIDAYS = HolidayTable.model_validate(
    {
        "until": "2027-06-30",
        "sources": "the town",
        "public-holidays": [{"date": "2026-12-25", "name": "Kerst"}, {"date": "2027-01-01", "name": "Nieuwjaar"}],
        "school-holidays": [{"date": "2026-10-10/2026-10-18", "name": "Herfst"}],
    }
)
TOWN = Register(ZoneInfo("Europe/Amsterdam"), holidays=HOLIDAYS)


def said(one) -> str:
    """An occurrence in a line: start and end, whole days as dates with the last one in, then what is special."""
    form = "%Y-%m-%d" if one.whole_day else "%Y-%m-%dT%H:%M"
    end = one.end and (one.end.date() - date.resolution if one.whole_day else one.end)
    same_day = end and not one.whole_day and end.date() == one.start.date()
    words = [one.start.strftime(form), "-", (end.strftime("%H:%M" if same_day else form) if end else "?")]
    return " ".join([*words, *(["off"] if one.cancelled else []), *([one.reason] if one.reason else [])])


def held(first: str, last: str, *fields: dict, **others) -> list[str]:
    """What an activity with schedules of these fields does from `first` to `last`; `others` are its other fields."""
    window = date.fromisoformat(first), date.fromisoformat(last)
    activity = Activity.model_construct(schedule=tuple(map(Schedule.model_validate, fields)), **others)
    return [said(one) for one in schedule.of_activity(activity, TOWN, *window)]


def weekly(**fields) -> dict:
    """Tuesdays from 1 September 2026, 10:00 to 12:00."""
    return {"start": "2026-09-01", "time": "10:00-12:00", "repeat": "weekly", **fields}
