"""How long ago somebody made sure of an activity, and what follows: asked for, marked, out of lists and feeds.

Here alone is decided what lists and feeds hold. Nothing is deleted: an activity's own page and feed stay, and the
open data keeps it with its state.
"""

from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property

from .model import Activity, Agenda

STATES = FRESH, ASKED, MARKED, OUT = ("fresh", "asked", "marked", "out")


@cache
def months_later(day: date, months: int) -> date:
    """The same day of the month so many months later; where that month is shorter, its last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


@cache
def state(checked: date, today: date, months: tuple[int, int, int]) -> str:
    """One of `STATES`: after `months` it is asked for, marked, out; each begins on the day itself."""
    begun = sum(today >= months_later(checked, number) for number in months)
    return STATES[begun]


@dataclass(frozen=True)
class Freshness:
    """The state of each activity that is asked for, by address. Examples and what is over have none."""

    states: Mapping[str, str] = field(default_factory=dict)

    def of(self, activity: Activity) -> str:
        """One of `STATES`; empty if nobody has to look at it."""
        return self.states.get(activity.address, "")

    def is_listed(self, activity: Activity) -> bool:
        """Do lists and feeds hold it?"""
        return activity.address not in self.out

    def listed(self, agenda: Agenda) -> Agenda:
        """What lists and feeds hold of it."""
        activities = tuple(filter(self.is_listed, agenda.activities)) if self.out else agenda.activities
        return Agenda(agenda.register, activities)

    @cached_property
    def out(self) -> frozenset[str]:
        """The addresses of what neither lists nor feeds hold."""
        return frozenset(address for address, found in self.states.items() if found == OUT)

    @cached_property
    def marked(self) -> frozenset[str]:
        """The addresses of what stands after the others of its day."""
        return frozenset(address for address, found in self.states.items() if found == MARKED)


UNKNOWN = Freshness()  # of whom nothing is asked


def of(activities: Iterable[Activity], today: date, months: tuple[int, int, int]) -> Freshness:
    """The freshness of these activities, none of which is over."""
    checked = {one.address: day for one in activities if (day := one.checked)}
    states = {day: state(day, today, months) for day in set(checked.values())}
    return Freshness({address: states[day] for address, day in checked.items()})
