"""What is there for whom, where and when: area x audience x part of the week, counted from an agenda.

Counted is what lists show and what takes place: cancelled dates are not, moved ones are at their new time and place.
What is for everyone counts for each audience; `own` says how much of it is for that audience especially.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from agenda import facets
from agenda.afresh import Afresh
from agenda.cache import Cache
from agenda.model import Activity, Agenda
from agenda.register import Register

from . import week
from .lists import Lists

ALL = ""  # instead of an area, an audience or a part: all of them together
ELSEWHERE = "-"  # instead of an area: online, or where no area is known
UNDATED = "undated"  # instead of a part: what has no fixed time
STEP_FREE = "step-free"  # the access feature that is counted
FREE_TO_WALK_IN = ("none", "welcome")  # kinds of registration with which one may just come


class Tally(NamedTuple):
    """How much there is. All but `occurrences` and `own_occurrences` are numbers of distinct activities."""

    occurrences: int = 0
    activities: int = 0
    own_occurrences: int = 0
    own: int = 0
    free: int = 0
    step_free: int = 0


NOTHING = Tally()
Key = tuple[str, str, str]  # area, audience, part; each may be ALL


@dataclass(frozen=True)
class Coverage:
    """The offer from `first` to `last`, both in. `areas` and `audiences` are the ids in the register's order.

    `organizations` says of each that takes part, alone or together, how many activities it has.
    """

    first: date
    last: date
    areas: tuple[str, ...]
    audiences: tuple[str, ...]
    tallies: Mapping[Key, Tally]
    organizations: Mapping[str, int] = field(default_factory=dict)

    def at(self, area: str = ALL, audience: str = ALL, part: str = ALL) -> Tally:
        """The number of one cell; without a part all that has a date."""
        return self.tallies.get((area, audience, part), NOTHING)

    def houses_of_culture(self, register: Register) -> dict[str, int]:
        """Each house of culture with how many activities it has: the coalition asks for at least one."""
        return {id: self.organizations.get(id, 0) for id, one in register.organizations.items() if one.culture}

    def rows(self) -> tuple[str, ...]:
        """The areas, and what is in none if there is any."""
        elsewhere = self.at(ELSEWHERE).activities or self.at(ELSEWHERE, part=UNDATED).activities
        return (*self.areas, ELSEWHERE) if elsewhere else self.areas


def of(agenda: Agenda, lists: Lists, cache: Cache | Afresh | None = None) -> Coverage:
    """The offer that these lists show; each schedule is expanded once, over their days only.

    A `cache` keeps what it found of each activity; all that is asked of one cache has to be of the same lists.
    """
    register = agenda.register
    counts: dict[Key, list[int]] = defaultdict(lambda: [0] * 6)
    organizations: Counter[str] = Counter()
    each = (cache or Afresh()).made_of_each("offer", agenda.activities, lambda one: _counted(one, agenda, lists))
    for activity, (places, free, step_free) in zip(agenda.activities, each, strict=True):
        if not places:
            continue
        organizations.update({activity.organizer, *activity.partners})
        audiences = facets.keys(activity, agenda)["audience"]
        own = frozenset((ALL, *activity.audiences))
        for (area, part), number in places.items():
            for audience in (ALL, *audiences):
                count = counts[area, audience, part]
                count[0] += number
                count[1] += 1
                if audience in own:
                    count[2] += number
                    count[3] += 1
                count[4] += free
                count[5] += step_free
    tallies = {key: Tally(*count) for key, count in counts.items()}
    return Coverage(lists.first, lists.last, tuple(register.areas), tuple(register.audiences), tallies, organizations)


def _counted(activity: Activity, agenda: Agenda, lists: Lists) -> tuple[Counter[tuple[str, str]], bool, bool]:
    """What is counted of an activity: its places, is it free, and can one come there without steps?"""
    free = activity.price == 0 and activity.registration in FREE_TO_WALK_IN
    return _places(activity, agenda, lists), free, _step_free(activity, agenda)


def _places(activity: Activity, agenda: Agenda, lists: Lists) -> Counter[tuple[str, str]]:
    """(area, part) -> how many times it takes place there, sums included; an offer without a fixed time counts 0."""
    register = agenda.register
    found: Counter[tuple[str, str]] = Counter()
    for one in lists.occurrences(activity, register):
        if not one.cancelled:
            area = activity.place(register, one.location).area or ELSEWHERE
            for part in (ALL, *week.parts(one, lists.first, lists.last)):
                found[area, part] += 1
                found[ALL, part] += 1
    if lists.is_open(activity):
        area = activity.place(register).area or ELSEWHERE
        found[area, UNDATED] = found[ALL, UNDATED] = 0
    return found


def _step_free(activity: Activity, agenda: Agenda) -> bool:
    return STEP_FREE in activity.access or STEP_FREE in activity.place(agenda.register).access


@dataclass(frozen=True)
class Difference:
    """What an area had and has; `area` may be `ALL` or `ELSEWHERE`."""

    area: str
    before: Tally
    after: Tally

    @property
    def activities(self) -> int:
        """How many activities more (or less, below 0)."""
        return self.after.activities - self.before.activities

    @property
    def occurrences(self) -> int:
        """How many occurrences more (or less, below 0)."""
        return self.after.occurrences - self.before.occurrences


def differences(before: Coverage, after: Coverage) -> Iterator[Difference]:
    """Each area that now is, and the whole town first; areas are the same by their id."""
    elsewhere = [ELSEWHERE] if ELSEWHERE in (*before.rows(), *after.rows()) else []
    gone = [area for area in before.areas if area not in after.areas]
    for area in (ALL, *after.areas, *gone, *elsewhere):
        yield Difference(area, before.at(area), after.at(area))
