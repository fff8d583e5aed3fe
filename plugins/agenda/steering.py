"""What the coalition steers by, as its editors keep it: what people asked for, figures of areas, goals.

Each is a file of its own in content/ that a town may leave out: `demand.yaml`, `figures.yaml`, `goals.yaml`.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, ValidationInfo, model_validator

from . import fields as f
from . import notation
from .problem import Fault
from .register import Record

# Where a note speaks of a person. Wide on purpose: a note that is refused can be said otherwise.
_EMAIL = re.compile(r"\S@\S|\(at\)|\[at\]", re.IGNORECASE)
_NUMBER = re.compile(r"\+?\d(?:[\s()./-]*\d){6,}")  # seven digits and up: a telephone number, or somebody's number
_WHEN = re.compile(  # hours, days and years of a kind that no number looks like
    r"(?<![\d.])(?:[0-2]?\d[.:][0-5]\d\s*[-–]\s*[0-2]?\d[.:][0-5]\d|20\d\d-[01]\d-[0-3]\d|20\d\d\s*[-–/]\s*20\d\d)(?![\d.-]*\d)"
)
_HOME = re.compile(r"\b[1-9]\d{3}\s?[A-Za-z]{2}\b(?!\w)")  # a postcode
_TITLE = re.compile(r"\b(?:mevr|mevrouw|mw|dhr|meneer|fam|familie|mrs|ms|mr)\b\.?\s+[^\W\d_]", re.IGNORECASE)


def _impersonal(value: Any) -> str:
    """A short text in which no person can be found back."""
    note = notation.fitting(" ".join(notation.text(value).split()), 120)
    if _EMAIL.search(note):
        raise Fault("an e-mail address does not belong in a note. Write only what was asked for.")
    if _NUMBER.search(_WHEN.sub(" ", note)):
        raise Fault("a telephone number or somebody's number does not belong in a note. Write only what was asked for.")
    if _HOME.search(note):
        raise Fault("a postcode does not belong in a note. The field area says where; write only what was asked for.")
    if _TITLE.search(note):
        raise Fault("a person's name does not belong in a note. Write only what was asked for.")
    return note


class Demand(Record):
    """Something that somebody asked for and did not find: never who."""

    day: f.Date = Field(examples=["2026-11-20"])
    area: f.id_of("areas")
    audience: f.id_of("audiences")
    topic: f.id_of("topics")
    note: Annotated[str, BeforeValidator(_impersonal)] | None = None
    example: f.Yes = False


class DemandFile(Record):
    """`demand.yaml`: a list below `asked`."""

    asked: f.listed(Demand) = ()


def _amount(value: Any) -> Decimal:
    word = notation.text(value)
    if not re.fullmatch(r"\d{1,7}([.,]\d{1,2})?", word, re.ASCII):
        raise Fault("{value} is not a number. Write digits only, for example 1234 or 41,5.", value=word)
    return Decimal(word.replace(",", "."))


class Figure(Record):
    """A published figure of areas, with who published it and of which year it is."""

    name: f.line(80) = Field(examples=["Inhabitants"])
    source: f.line(200) = Field(examples=["the statistics office"])
    year: f.whole_number(1990, 2100) = Field(examples=["2025"])
    unit: f.choice("number", "percent") = "number"
    areas: dict[f.id_of("areas"), Annotated[Decimal, BeforeValidator(_amount)]]
    example: f.Yes = False


class FigureFile(Record):
    """`figures.yaml`: a list below `figures`."""

    figures: f.listed(Figure, at_most=20) = ()


MEASURES = (  # what a goal may be measured by; `insight` says how
    "activities", "special", "occurrences", "free", "step-free", "organizations", "areas", "checked", "joined",
    "days-to-online",
)  # fmt: skip
OF_THE_OFFER = ("activities", "special", "occurrences", "free", "step-free", "areas")  # of one audience, area or part
PARTS = ("morning", "afternoon", "evening", "saturday", "sunday")  # of a week; the first three are of weekdays


class Goal(Record):
    """What the coalition agreed on: reached when the measure is at least `target` (`days-to-online`: at most)."""

    goal: f.line(200) = Field(examples=["More to do in the evening"])
    measure: f.choice(*MEASURES) = Field(examples=["activities"])
    target: f.whole_number(0, 1_000_000) = Field(examples=["20"])
    by: f.Date = Field(examples=["2027-12-31"])
    audience: f.id_of("audiences") | None = None
    area: f.id_of("areas") | None = None
    part: f.choice(*PARTS) | None = None
    source: f.line(200) | None = None
    example: f.Yes = False

    @model_validator(mode="after")
    def _measurable(self, info: ValidationInfo) -> "Goal":
        for name in ("audience", "area", "part"):
            if getattr(self, name) and self.measure not in OF_THE_OFFER:
                raise Fault("{measure} cannot be measured of one {name}. Leave {name} out.",
                            measure=self.measure, name=name)  # fmt: skip
        if self.measure == "special" and not self.audience:
            raise Fault("special counts what is there for one audience. Write audience: and its id.")
        if self.measure == "areas" and self.area:
            raise Fault("areas counts all areas. Leave area out, or measure activities.")
        if self.measure == "checked" and self.target > 100:
            raise Fault("checked is a percentage. Write a target of 100 or less.")
        return self


class GoalFile(Record):
    """`goals.yaml`: a list below `goals`."""

    goals: f.listed(Goal, at_most=50) = ()


@dataclass(frozen=True)
class Steering:
    """All of it; empty for a town that keeps none."""

    demand: tuple[Demand, ...] = ()
    figures: tuple[Figure, ...] = ()
    goals: tuple[Goal, ...] = ()

    def real(self) -> "Steering":
        """Without the examples."""
        return Steering(*(tuple(one for one in part if not one.example) for part in self._parts()))

    def _parts(self) -> tuple[tuple, tuple, tuple]:
        return (self.demand, self.figures, self.goals)


NO_STEERING = Steering()
