"""Likely twins: two entries for one activity, at the same place and time under much the same title. Only a hint.

Looked up by place, start and word, so that it costs as much as there are entries, not their square.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, time, timedelta

from . import schedule
from .model import Activity, Agenda
from .problem import Fault

AHEAD = timedelta(28)  # in which both take place
ALIKE = 0.5  # the share of words that both titles have
CANDIDATES = 5  # looked at for each word: more share it only where something else is wrong
_SHORT = 3  # letters of words that say nothing: articles, prepositions


def fault(other: Activity) -> Fault:
    """What is said of an entry that has this twin."""
    return Fault("it looks the same as {other}: the same place, the same time. Keep one of the two.",
                 other=other.address)  # fmt: skip


def words(title: str) -> frozenset[str]:
    """The words of a title that tell, without case and accents."""
    plain = title.casefold()
    if not plain.isascii():
        plain = "".join(char for char in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(char))
    found = re.findall(r"\w+", plain)
    return frozenset(word for word in found if len(word) > _SHORT) or frozenset(found)


def alike(one: frozenset[str], other: frozenset[str]) -> bool:
    """Do two titles share most of their words?"""
    return bool(one) and len(one & other) / len(one | other) >= ALIKE


class Index:
    """The entries of an agenda by what their twins would share."""

    def __init__(self, agenda: Agenda, today: date, activities: Iterable[Activity] | None = None) -> None:
        self.register, self.today = agenda.register, today
        self.at: dict[tuple[str, str, time], list[tuple[Activity, frozenset[str]]]] = defaultdict(list)
        self.starts: dict[str, frozenset] = {}
        for activity in agenda.activities if activities is None else activities:
            self.add(activity)

    def add(self, activity: Activity) -> None:
        """Let others find it as their twin."""
        titled = words(activity.title)
        for key in self._keys(activity, titled):
            self.at[key].append((activity, titled))

    def _keys(self, activity: Activity, titled: frozenset[str]) -> Iterator[tuple[str, str, time]]:
        """Where, a word of the title, and at what time of the day: what twins have in common."""
        place = activity.place(self.register)
        where = place.id or " ".join(sorted(words(place.name)))
        clocks = _clocks(activity)
        return ((where, word, clock) for word in titled for clock in clocks)

    def twin(self, activity: Activity) -> Activity | None:
        """An entry that looks the same; None if there is none."""
        titled = words(activity.title)
        seen = {activity.address}
        for key in self._keys(activity, titled):
            for other, others in self.at.get(key, ())[:CANDIDATES]:
                if other.address in seen:
                    continue
                seen.add(other.address)
                if not (alike(titled, others) and _weekdays(activity) & _weekdays(other)):
                    continue
                if self._starts(activity) & self._starts(other):
                    return other
        return None

    def _starts(self, activity: Activity) -> frozenset:
        """When it begins in the next weeks; worked out only for who has a likely twin."""
        if activity.address not in self.starts:
            found = schedule.of_activity(activity, self.register, self.today, self.today + AHEAD)
            self.starts[activity.address] = frozenset(one.start for one in found if not one.cancelled)
        return self.starts[activity.address]


def _clocks(activity: Activity) -> set[time]:
    """The times of the day at which it may begin; 00:00 stands for whole days."""
    found = set()
    for plan in activity.schedule:
        moments = [*(plan.dates or ()), *plan.extra, *(change.to for change in plan.changes if change.to)]
        spans = [plan.time, *(moment.time for moment in moments)]
        found |= {span.start if span else time(0) for span in spans}
    return found


def _weekdays(activity: Activity) -> set[int]:
    """The days of the week on which it may begin: of what is simply weekly, before any date is worked out."""
    found: set[int] = set()
    for plan in activity.schedule:
        if plan.repeat != "weekly" or plan.extra or plan.changes or not plan.start:
            return set(range(7))
        found |= {day.weekday for day in plan.days} if plan.days else {plan.start.weekday()}
    return found


def hints(agenda: Agenda, today: date) -> Iterator[tuple[Activity, Fault]]:
    """Of each pair of twins the one whose address comes last, with the other."""
    index = Index(agenda, today, ())
    for activity in agenda.activities:
        if other := index.twin(activity):
            yield activity, fault(other)
        index.add(activity)
