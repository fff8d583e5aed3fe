"""Selections of activities: all, by area, audience, topic, organization, place or campaign, and pairs with an area."""

from collections import defaultdict
from collections.abc import Container, Iterator
from dataclasses import dataclass, field
from operator import attrgetter

from .extent import ALL
from .model import Activity, Agenda
from .register import Area, Named, Place

PAIRED = ("audience", "topic")  # kinds of which each has a selection within each area
LISTS = {
    "area": "areas",
    "audience": "audiences",
    "topic": "topics",
    "organization": "organizations",
    "place": "places",
    "campaign": "campaigns",
}

ADDRESS = attrgetter("address")
OPTIONAL = ("place", "campaign")  # kinds that a town may do without


@dataclass(frozen=True)
class Selection:
    """The activities that share `thing` (of `kind`; the whole agenda has neither), perhaps within one `area`.

    `addresses` are those of its activities: pages and feeds go by them, in two processes.
    """

    kind: str
    thing: Named | None
    activities: tuple[Activity, ...]
    area: Area | None = None
    addresses: tuple[str, ...] = field(init=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "addresses", tuple(map(ADDRESS, self.activities)))

    @property
    def id(self) -> str:
        """The thing's id; empty for the whole agenda."""
        return self.thing.id if self.thing else ""


def keys(activity: Activity, agenda: Agenda) -> dict[str, tuple[str, ...]]:
    """Of each kind the ids that the activity belongs to. What is for everyone is for every audience."""
    audiences = agenda.register.audiences
    for_all = any(audiences[id].everyone for id in activity.audiences)
    return _keys(activity, activity.place(agenda.register), tuple(audiences) if for_all else activity.audiences)


def _keys(activity: Activity, place: Place, audiences: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    return {
        "area": (place.area,) if place.area else (),
        "audience": audiences,
        "topic": activity.topics,
        "organization": tuple(dict.fromkeys((activity.organizer, *activity.partners)))
        if activity.partners
        else (activity.organizer,),
        "place": (place.id,) if place.id else (),
        "campaign": activity.campaigns,
    }


def selections(agenda: Agenda, parts: Container[str] = ALL) -> Iterator[Selection]:
    """Every selection that has a page, empty ones too, in a fixed order: all, the single ones, the pairs.

    Places, campaigns and pairs only if they are in `parts`.
    """
    lists = {kind: name for kind, name in LISTS.items() if kind not in OPTIONAL or name in parts}
    members: dict[str, dict[str, list[Activity]]] = {kind: defaultdict(list) for kind in lists}
    pairs: dict[tuple[str, str, str], list[Activity]] = defaultdict(list)
    paired = PAIRED if "pairs" in parts else ()
    every = tuple(agenda.register.audiences)
    for_all = {id for id, one in agenda.register.audiences.items() if one.everyone}
    for activity in agenda.activities:
        place = activity.place(agenda.register)
        audiences = activity.audiences if for_all.isdisjoint(activity.audiences) else every
        found = _keys(activity, place, audiences)
        for kind, of_kind in members.items():
            for id in found[kind]:
                of_kind[id].append(activity)
        for kind in paired if place.area else ():
            for id in found[kind]:
                pairs[kind, id, place.area].append(activity)
    yield Selection("", None, agenda.activities)
    things = {kind: getattr(agenda.register, name) for kind, name in lists.items()}
    for kind, known in things.items():
        for id, thing in known.items():
            yield Selection(kind, thing, tuple(members[kind][id]))
    for area in things["area"].values():
        for kind in paired:
            for id, thing in things[kind].items():
                yield Selection(kind, thing, tuple(pairs[kind, id, area.id]), area)
