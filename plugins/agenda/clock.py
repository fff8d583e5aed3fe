"""The nights in which a town's clock changes: which wall-clock times it skips in spring and repeats in autumn."""

from datetime import UTC, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo


@cache
def changes(year: int, zone: ZoneInfo) -> tuple[tuple[datetime, datetime], ...]:
    """The wall-clock times that the clock skips or repeats in a year: from, to."""
    found = []
    hour = datetime(year, 1, 1, tzinfo=UTC)
    before = hour.astimezone(zone).utcoffset()
    while hour.year == year:
        hour += timedelta(days=1)
        after = hour.astimezone(zone).utcoffset()
        if after != before:
            moment = next(
                hour - timedelta(minutes=15 * n)
                for n in range(96, -1, -1)
                if (hour - timedelta(minutes=15 * n)).astimezone(zone).utcoffset() == after
            )
            edges = [(moment + offset).replace(tzinfo=None) for offset in (before, after)]
            found.append((min(edges), max(edges)))
        before = after
    return tuple(found)


def existing(moment: datetime, zone: ZoneInfo) -> datetime:
    """The wall-clock moment itself, or by the gap later where the clock skips it."""
    if not any(low <= moment < high for low, high in changes(moment.year, zone)):
        return moment  # all but a few hours of a year
    return moment.replace(tzinfo=zone).astimezone(UTC).astimezone(zone).replace(tzinfo=None)
