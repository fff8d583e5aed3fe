"""Examples: what is marked as such and is not real. Publishing leaves all of it out; nothing real may lean on it."""

from collections.abc import Iterator
from dataclasses import replace

from .model import Activity, Agenda
from .problem import Fault
from .register import Named, Register, Venue

# Lists whose entries may be examples. Areas and access features are not here: real places name them.
LISTS = ("audiences", "topics", "discounts", "languages", "places", "organizations", "campaigns")


def left_out(agenda: Agenda) -> Agenda:
    """The agenda without its examples."""
    register = agenda.register
    real = {name: {id: thing for id, thing in getattr(register, name).items() if not thing.example} for name in LISTS}
    tombstones = tuple(stone for stone in register.tombstones if not stone.example)
    activities = tuple(one for one in agenda.activities if not one.example)
    return Agenda(replace(register, **real, tombstones=tombstones), activities, agenda.steering.real())


def misfits(activity: Activity, register: Register) -> Iterator[tuple[tuple, Fault]]:
    """Where a real activity leans on what is an example, with the path of the field."""
    if activity.example:
        return
    if register.organizations[activity.organizer].example:
        yield ("example",), Fault("the organization is an example. Write example: true here too.")
    for path, name, id in _named(activity):
        thing: Named = getattr(register, name)[id]
        if thing.example:
            yield path, Fault("{id} is an example. Choose what is real, or write example: true.", id=id)


def _named(activity: Activity) -> Iterator[tuple[tuple, str, str]]:
    """All that an activity names: the path of the field, the list, the id."""
    for name in ("audiences", "topics", "discounts", "languages", "campaigns"):
        yield from (((name, number), name, id) for number, id in enumerate(getattr(activity, name)))
    yield from ((("partners", number), "organizations", id) for number, id in enumerate(activity.partners))
    if activity.vouched_by:
        yield ("vouched_by",), "organizations", activity.vouched_by
    places: list[tuple[tuple, str | Venue | None]] = [(("location",), activity.location)]
    for number, plan in enumerate(activity.schedule):
        for other, change in enumerate(plan.changes):
            places.append((("schedule", number, "changes", other, "location"), change.location))
    yield from ((path, "places", place) for path, place in places if isinstance(place, str))
