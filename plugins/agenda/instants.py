"""An occurrence as programs read it: ISO 8601, local time with the offset of that moment, whole days as dates."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from .model import Activity, Occurrence

STATUSES = ("scheduled", "rescheduled", "cancelled", "postponed")


def status(activity: Activity, one: Occurrence) -> str:
    """One of `STATUSES`; `rescheduled` is one that begins at another time than planned."""
    if one.cancelled:
        return "postponed" if activity.status == "postponed" else "cancelled"
    return "rescheduled" if one.moved and one.start != one.planned else "scheduled"


def start(one: Occurrence, zone: ZoneInfo) -> str:
    """When it begins; of whole days the first day."""
    return _written(one.start, zone, one.whole_day)


def end(one: Occurrence, zone: ZoneInfo) -> str | None:
    """When it ends, if that is known; of whole days the last day."""
    if one.end is None:
        return None
    return _written(one.end - timedelta(1) if one.whole_day else one.end, zone, one.whole_day)


def previous_start(activity: Activity, one: Occurrence, zone: ZoneInfo) -> str | None:
    """When it was to begin, of one that begins at another time; None for all others."""
    if status(activity, one) != "rescheduled":
        return None
    return _written(one.planned, zone, one.whole_day or one.planned.time() == time(0))


def _written(moment: datetime, zone: ZoneInfo, whole_day: bool) -> str:
    return moment.date().isoformat() if whole_day else moment.replace(tzinfo=zone).isoformat(timespec="minutes")
