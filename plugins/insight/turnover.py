"""What joined the agenda and what left it between two days, and how long it took to get online."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median

from agenda import listing
from agenda.model import Activity, Agenda

DAY = timedelta(1)
SUFFIXES = (".md", ".yaml")


@dataclass(frozen=True)
class Turnover:
    """Activities that are new, that were deleted, and whose last date passed. `since`: compared with that day."""

    since: date
    joined: tuple[Activity, ...]
    deleted: tuple[Activity, ...]
    ended: tuple[Activity, ...]


@dataclass(frozen=True)
class Waiting:
    """From the commit in which an author handed a file in to its arrival on the published line.

    `days` is the median of `known` new files; of `unknown` ones the history does not tell it.
    """

    days: float | None
    known: int
    unknown: int


def of(
    before: Agenda, after: Agenda, unread_before: Iterable[str], unread_after: Iterable[str], first: date, last: date
) -> Turnover:
    """Between the agenda of the day before `first` and that of `last`. Who moved with `formerly` did not leave.

    What cannot be read (addresses) was there all the same.
    """
    old, new = _known(before, unread_before), _known(after, unread_after)
    return Turnover(
        first,
        tuple(one for one in after.activities if not _names(one) & old),
        tuple(one for one in before.activities if not _names(one) & new),
        tuple(one for one in after.activities if is_on(one, after, first) and not is_on(one, after, last + DAY)),
    )


def _names(activity: Activity) -> set[str]:
    """Every address that it has or had."""
    return {activity.address, *(f"{activity.organizer}/{slug}" for slug in activity.former_slugs)}


def _known(agenda: Agenda, unread: Iterable[str]) -> set[str]:
    return set(unread).union(*map(_names, agenda.activities))


def is_on(activity: Activity, agenda: Agenda, day: date) -> bool:
    """Can one go there on this day or later?"""
    return any(plan.undated and (not plan.until or plan.until >= day) for plan in activity.schedule) or bool(
        listing.ahead(activity, agenda, day)
    )


def waiting(joined: Iterable[Activity], added: Mapping[str, tuple[datetime, datetime]]) -> Waiting:
    """How long the new ones took; `added` is the history's: path -> handed in, online."""
    spans, unknown = [], 0
    for activity in joined:
        found = next((added[path] for end in SUFFIXES if (path := activity.address + end) in added), None)
        if found and not activity.formerly:
            written, online = found
            spans.append(max(online - written, timedelta(0)) / DAY)
        else:
            unknown += 1
    return Waiting(median(spans) if spans else None, len(spans), unknown)
