"""Selections of activities: all, by area, audience, topic, organization, place or campaign, and pairs with an area."""

from collections import defaultdict
from collections.abc import Container, Iterator
from dataclasses import dataclass

from .extent import ALL
from .model import Activity, Agenda
from .register import Area, Named

PAIRED = ("audience", "topic")  # kinds of which each has a selection within each area
LISTS = {
    "area": "areas",
    "audience": "audiences",
    "topic": "topics",
    "organization": "organizations",
    "place": "places",
    "campaign": "campaigns",
}

OPTIONAL = ("place", "campaign")  # kinds that a town may do without


@dataclass(frozen=True)
class Selection:
    """The activities that share `thing` (of `kind`; the whole agenda has neither), perhaps within one `area`."""

    kind: str
    thing: Named | None
    activities: tuple[Activity, ...]
    area: Area | None = None

    @property
    def id(self) -> str:
        """The thing's id; empty for the whole agenda."""
        return self.thing.id if self.thing else ""


def keys(activity: Activity, agenda: Agenda) -> dict[str, tuple[str, ...]]:
    """Of each kind the ids that the activity belongs to. What is for everyone is for every audience."""
    register = agenda.register
    place = activity.place(register)
    for_all = any(register.audiences[id].everyone for id in activity.audiences)
    return {
        "area": (place.area,) if place.area else (),
        "audience": tuple(register.audiences) if for_all else activity.audiences,
        "topic": activity.topics,
        "organization": tuple(dict.fromkeys((activity.organizer, *activity.partners))),
        "place": (place.id,) if place.id else (),
        "campaign": activity.campaigns,
    }


def selections(agenda: Agenda, parts: Container[str] = ALL) -> Iterator[Selection]:
    """Every selection that has a page, empty ones too, in a fixed order: all, the single ones, the pairs.

    Places, campaigns and pairs only if they are in `parts`.
    """
    lists = {kind: name for kind, name in LISTS.items() if kind not in OPTIONAL or name in parts}
    members: dict[tuple[str, str, str], list[Activity]] = defaultdict(list)
    for activity in agenda.activities:
        found = keys(activity, agenda)
        for kind, ids in found.items():
            for id in ids:
                members[kind, id, ""].append(activity)
                if kind in PAIRED and found["area"]:
                    members[kind, id, found["area"][0]].append(activity)
    yield Selection("", None, agenda.activities)
    things = {kind: getattr(agenda.register, name) for kind, name in lists.items()}
    for kind, known in things.items():
        for id, thing in known.items():
            yield Selection(kind, thing, tuple(members[kind, id, ""]))
    for area in things["area"].values() if "pairs" in parts else ():
        for kind in PAIRED:
            for id, thing in things[kind].items():
                yield Selection(kind, thing, tuple(members[kind, id, area.id]), area)
