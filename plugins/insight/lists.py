"""What lists show of an agenda from one day to another: the one place that says what insight counts.

An activity that nobody has checked for too long is in no list, so nobody who looks for something finds it, and it
counts for nothing. A day that is over is looked at by the rule of that day; what is still to come by that of today.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from agenda import freshness, schedule
from agenda.model import Activity
from agenda.register import Register
from agenda.schedule import Occurrence
from agenda.timetable import Schedule
from agenda.town import Town

DAYS = 56  # eight weeks, today in


@dataclass(frozen=True)
class Lists:
    """The lists of the days `first` to `last`, both in, as they are known on the day `known`.

    `months` are the town's: after how many an activity is asked for, marked, and out.
    """

    first: date
    last: date
    known: date
    months: tuple[int, int, int]

    def hold(self, activity: Activity, day: date) -> bool:
        """Do lists hold it on this day? An example's `checked` is empty: it always stays."""
        day = min(day, self.known)
        return not activity.checked or freshness.state(activity.checked, day, self.months) != freshness.OUT

    def occurrences(self, activity: Activity, register: Register) -> list[Occurrence]:
        """Its dates in these days that stand in lists, cancelled ones too; one that goes on counts from `first`."""
        found = schedule.of_activity(activity, register, self.first, self.last)
        return [one for one in found if self.hold(activity, max(one.day, self.first))]

    def is_open(self, activity: Activity) -> bool:
        """Is it an offer without a fixed time that stands in lists on one of these days, not called off?"""
        off = activity.status in ("cancelled", "postponed")
        return not off and any(self._open(activity, plan) for plan in activity.schedule)

    def _open(self, activity: Activity, plan: Schedule) -> bool:
        if not plan.undated or (plan.until and plan.until < self.first) or (plan.start and plan.start > self.last):
            return False
        return self.hold(activity, max(self.first, plan.start or self.first))


def of(town: Town, first: date, last: date) -> Lists:
    """The lists of a period, as this town's rules make them."""
    return Lists(first, last, town.today, town.freshness)


def coming(town: Town, day: date) -> Lists:
    """The lists as they were on `day`, for the eight weeks that begin with it."""
    return Lists(day, day + timedelta(DAYS - 1), day, town.freshness)
