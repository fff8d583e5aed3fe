"""The parts of a week that the offer is counted by: weekdays by time of day, Saturday and Sunday whole."""

from datetime import date, datetime, time, timedelta

from agenda.language import told
from agenda.model import Occurrence
from agenda.steering import PARTS

NOON, EVENING = time(12), time(18)
NAMES = {
    "morning": told("Weekdays, morning"),
    "afternoon": told("Weekdays, afternoon"),
    "evening": told("Weekdays, evening"),
    "saturday": told("Saturday"),
    "sunday": told("Sunday"),
}
WHEN = {  # within a sentence
    "morning": told("on weekdays in the morning"),
    "afternoon": told("on weekdays in the afternoon"),
    "evening": told("on weekdays in the evening"),
    "saturday": told("on Saturday"),
    "sunday": told("on Sunday"),
}
DAY = timedelta(1)


def part(moment: datetime) -> str:
    """The part of the week that a wall-clock moment is in."""
    if moment.weekday() > 4:
        return PARTS[moment.weekday() - 2]
    return "morning" if moment.time() < NOON else "afternoon" if moment.time() < EVENING else "evening"


def parts(occurrence: Occurrence, first: date, last: date) -> set[str]:
    """The parts of the week that it takes place in, from `first` to `last`, both in.

    What takes less than a day is in the part in which it begins. What takes longer is in every part that it touches;
    whole days are no evenings.
    """
    start, end = occurrence.start, occurrence.end
    if end is None or (not occurrence.whole_day and end - start < DAY):
        return {part(start)}
    hours = (time(0), NOON) if occurrence.whole_day else (time(0), NOON, EVENING)
    found: set[str] = set()
    day = max(start.date(), first)
    while day <= last and len(found) < len(PARTS):
        moments = [datetime.combine(day, hour) for hour in hours]
        found |= {
            part(moment)
            for moment, after in zip(moments, [*moments[1:], datetime.combine(day, time(0)) + DAY], strict=True)
            if moment < end and after > start
        }
        day += DAY
        if datetime.combine(day, time(0)) >= end:
            break
    return found
