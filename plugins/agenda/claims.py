"""Who has an address: of activities that claim the same one, the one that was there first."""

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Protocol

from .model import Activity


class Claimant(Protocol):
    """What a file says, as `entries` found it."""

    path: Path
    activity: Activity


def of(activity: Activity) -> list[str]:
    """The addresses that are an activity's own: where it is, and where it was, oldest first."""
    return [activity.address, *(f"{activity.organizer}/{slug}" for slug in activity.former_slugs)]


def contested(activities: Iterable[Activity], others: Iterable[str] = ()) -> set[str]:
    """The addresses that more than one claims; `others` are claimed already."""
    claimed = [*others]
    for one in activities:
        claimed += of(one) if one.formerly else (one.address,)
    if len(set(claimed)) == len(claimed):
        return set()
    return {address for address, times in Counter(claimed).items() if times > 1}


def ordered(found: Iterable[Claimant], since: Callable[[Path], datetime | None]) -> list[Claimant]:
    """These, what was there first before what came later.

    `since` tells when git saw a file first, and is asked only of those that claim what others do; where it does not
    know, an earlier check goes first. Equal input gives equal order.
    """
    found = list(found)
    twice = contested(one.activity for one in found)

    def age(one: Claimant) -> tuple:
        activity, path = one.activity, one.path
        came = None if twice.isdisjoint(of(activity)) else since(path)
        since_then = came.timestamp() if came else float("inf")
        return since_then, activity.checked or date.max, activity.address, path.suffix

    return sorted(found, key=age)
