"""The town's own table of holidays, and ranges of days on which something does not take place."""

from datetime import date, timedelta

from pydantic import Field

from . import fields as f
from .moments import DateRange
from .record import Record


class Holiday(Record):
    """One day, or days with both ends in."""

    date: f.Days
    name: f.line(80)


class HolidayTable(Record):
    """The town's own table of holidays: what `pause` refers to, up to and including `until`."""

    until: f.Date
    sources: f.listed(f.line(300), at_least=1)
    public: f.listed(Holiday) = Field((), alias="public-holidays")
    school: f.listed(Holiday) = Field((), alias="school-holidays")

    def ranges(self, pauses: tuple[str, ...]) -> list[DateRange]:
        """The days on which a schedule with these pauses does not take place."""
        chosen = {"public-holidays": self.public, "school-holidays": self.school}
        return [holiday.date for pause in dict.fromkeys(pauses) for holiday in chosen[pause]]


NO_HOLIDAYS = HolidayTable.model_construct(until=date(2100, 12, 31), sources=(), public=(), school=())


def merged(ranges: list[DateRange]) -> list[DateRange]:
    """The same days as few ranges in order that do not touch."""
    result: list[DateRange] = []
    for days in sorted(ranges, key=lambda days: days.first):
        if result and days.first <= result[-1].last + timedelta(1):
            result[-1] = DateRange(result[-1].first, max(days.last, result[-1].last))
        else:
            result.append(days)
    return result
