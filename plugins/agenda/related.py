"""More like it nearby: to an activity the others that share a topic or an audience, soonest first.

In the same area first, then in the areas whose tiles touch it; what has no area (online, by telephone) goes with what
has none. Only what one can go to: no cancelled, postponed or full ones. Linear: of each topic and audience in each area
no more is kept than a page can show.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from .listing import Item, Upcoming
from .model import Activity, Agenda
from .register import Area, Register

MOST = 4
Shared = tuple[str, str]  # a list of the register, and an id in it


class Alike(NamedTuple):
    """Another activity, and its next time; None for one without a fixed time."""

    activity: Activity
    item: Item | None = None

    @property
    def order(self) -> tuple:
        """Soonest first, what has no fixed time last; ties by address, so that equal input gives equal output."""
        start = self.item.occurrence.start if self.item else None
        return (start is None, start or 0, self.activity.address)


class Related:
    """What activities have in common, in an index that is made once."""

    def __init__(self, agenda: Agenda, ahead: Upcoming) -> None:
        self.register = agenda.register
        self.neighbours = neighbours(agenda.register.areas)
        found: dict[str, dict[Shared, list[Alike]]] = defaultdict(lambda: defaultdict(list))
        for activity in agenda.activities:
            if alike := _open(activity, ahead):
                area = activity.place(self.register).area or ""
                for one in _shared(activity, self.register):
                    found[area][one].append(alike)
        # One more than fits: an activity stands in its own lists. The soonest of a union are among those of its parts.
        self.index = {
            area: {one: sorted(several, key=lambda alike: alike.order)[: MOST + 1] for one, several in lists.items()}
            for area, lists in found.items()
        }

    def of(self, area: str, kind: str, id: str) -> list[Alike]:
        """The soonest of an area that have a topic or an audience."""
        return self.index.get(area, {}).get((kind, id), [])


def nearby(
    activity: Activity,
    register: Register,
    alike: Callable[[str, str, str], list[Alike]],
    neighbours: Callable[[str], tuple[str, ...]],
) -> list[Alike]:
    """At most `MOST` others, nearest first, of what an area's activities have in common (`Related.of`)."""

    def within(areas: Iterable[str]) -> list[Alike]:
        every = (one for area in areas for kind, id in shared for one in alike(area, kind, id))
        found = {one.activity.address: one for one in every if one.activity.address != activity.address}
        return sorted(found.values(), key=lambda one: one.order)

    area, shared = activity.place(register).area or "", list(_shared(activity, register))
    result = within([area])
    if len(result) < MOST:
        result += within(neighbours(area))
    return result[:MOST]


def _shared(activity: Activity, register: Register) -> Iterator[Shared]:
    """What another can have in common with it. That both are for everyone makes two activities no more alike."""
    yield from (("topics", id) for id in activity.topics)
    yield from (("audiences", id) for id in activity.audiences if not register.audiences[id].everyone)


def neighbours(areas: Mapping[str, Area]) -> dict[str, tuple[str, ...]]:
    """Of each area with a tile the areas whose tiles touch its own, by a side or a corner, in the register's order."""
    tiles = {id: area.tile for id, area in areas.items() if area.tile}
    return {
        id: tuple(
            other
            for other, (column, row) in tiles.items()
            if other != id and abs(column - tile[0]) <= 1 and abs(row - tile[1]) <= 1
        )
        for id, tile in tiles.items()
    }


def _open(activity: Activity, ahead: Upcoming) -> Alike | None:
    """The activity with its next time, if one can go there."""
    if activity.status != "scheduled":
        return None
    soon = next((item for item in ahead.soon[activity.address] if not item.off), None)
    item = soon or ahead.later.get(activity.address)
    if item and not item.off:
        return Alike(activity, item)
    return Alike(activity) if activity.address in ahead.undated else None
