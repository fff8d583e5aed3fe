"""The coalition's goals beside what was measured: reached, not yet, missed, or not measurable."""

from dataclasses import dataclass
from datetime import date

from agenda.language import Language, told
from agenda.steering import Goal

from .coverage import ALL, Coverage

NAMES = {
    "activities": told("activities"),
    "special": told("activities especially for them"),
    "occurrences": told("dates"),
    "free": told("activities that are free, without signing up"),
    "step-free": told("activities without steps"),
    "organizations": told("organizations that take part"),
    "areas": told("areas where something is on"),
    "checked": told("percent checked within 90 days"),
    "joined": told("new activities"),
    "days-to-online": told("days from hand-in to online, at most"),
}
STATES = {
    "reached": told("Reached"),
    "not yet": told("Not yet"),
    "missed": told("Not reached in time"),
    "unknown": told("Not measurable"),
}


@dataclass(frozen=True)
class Facts:
    """What goals are measured by; None: not known."""

    counted: Coverage
    organizations: int
    checked: float | None  # percent
    joined: int | None
    days_to_online: float | None


@dataclass(frozen=True)
class Outcome:
    """A goal, what was measured, and its state (of `STATES`)."""

    goal: Goal
    value: float | None
    state: str


def outcome(goal: Goal, facts: Facts, day: date) -> Outcome:
    """How far a goal is at the end of `day`."""
    value = measured(goal, facts)
    if value is None:
        return Outcome(goal, None, "unknown")
    reached = value <= goal.target if goal.measure == "days-to-online" else value >= goal.target
    return Outcome(goal, value, "reached" if reached else "not yet" if goal.by >= day else "missed")


def measured(goal: Goal, facts: Facts) -> float | None:
    """The goal's measure in numbers; None if it is not known."""
    counted = facts.counted
    if goal.measure == "areas":
        cells = (counted.at(area, goal.audience or ALL, goal.part or ALL) for area in counted.areas)
        return sum(bool(cell.occurrences) for cell in cells)
    tally = counted.at(goal.area or ALL, goal.audience or ALL, goal.part or ALL)
    return {
        "activities": tally.activities,
        "special": tally.own,
        "occurrences": tally.occurrences,
        "free": tally.free,
        "step-free": tally.step_free,
        "organizations": facts.organizations,
        "checked": facts.checked,
        "joined": facts.joined,
        "days-to-online": facts.days_to_online,
    }[goal.measure]


def what(goal: Goal, names: dict[str, str], language: Language) -> str:
    """What is measured, in words: `activiteiten: Molenwijk, Jongeren, Zondag`. `names` are those of its ids."""
    parts = [names[id] for id in (goal.area, goal.audience, goal.part) if id]
    measure = language.gettext(NAMES[goal.measure])
    return f"{measure}: {', '.join(parts)}" if parts else measure
