"""Where the offer has holes, in words: the most telling first, areas with the same hole in one sentence, and not all.

A hole is told once, as wide as it is: where there is nothing at all, nothing is said of evenings or of an audience.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from agenda.language import Language, told
from agenda.original import begun
from agenda.register import Register
from agenda.steering import PARTS

from . import week
from .coverage import ALL, Coverage

MOST = 16  # holes that are told; the tables have them all
NAMED = ("evening", "sunday")  # when people are alone and least is on: told before the others of their kind


@dataclass(frozen=True)
class Hole:
    """Areas in which there is nothing (or nothing for these audiences), ever or in one part of the week.

    `only`: instead, these are the audiences that there is something for. `especially`: what is for everyone is there,
    nothing is for this audience in particular. `everywhere`: these are all areas of the town.
    """

    areas: tuple[str, ...]
    audiences: tuple[str, ...] = ()
    part: str = ALL
    especially: bool = False
    only: bool = False
    everywhere: bool = False


def of(coverage: Coverage, audiences: Sequence[str]) -> list[Hole]:
    """All holes for these audiences, the most telling first: nothing for anybody, then by the number of areas."""
    missing: dict[tuple[str, str], list[str]] = defaultdict(list)  # area and part -> for whom there is nothing
    for audience in audiences:
        for area, part in _without(coverage, audience):
            missing[area, part].append(audience)
    only: dict[tuple, list[str]] = defaultdict(list)
    nothing: dict[tuple[str, str], list[str]] = defaultdict(list)
    for (area, part), without in missing.items():
        if len(audiences) > 3 and len(audiences) > len(without) > len(audiences) / 2:
            only[tuple(one for one in audiences if one not in without), part].append(area)
        else:
            for audience in without:
                nothing[audience, part].append(area)
    together: dict[tuple, list[str]] = defaultdict(list)
    for (audience, part), areas in nothing.items():
        together[_ordered(coverage, areas), part].append(audience)
    return sorted(
        [
            *_general(coverage),
            *(_hole(coverage, areas, told, part, only=True) for (told, part), areas in only.items()),
            *(_hole(coverage, areas, without, part) for (areas, part), without in together.items()),
            *_especially(coverage, audiences),
        ],
        key=_weight,
    )


def _ordered(coverage: Coverage, areas: Iterable[str]) -> tuple[str, ...]:
    """The areas in the order of the register."""
    return tuple(sorted(areas, key=coverage.areas.index))


def _weight(hole: Hole) -> tuple:
    """For nobody, for some, for nobody in particular; of each the widest first, evenings and Sundays before others."""
    kind = (bool(hole.audiences), hole.especially, bool(hole.part) and not hole.audiences)
    size = len(hole.areas) + (0.5 if hole.part in NAMED else 0)
    return (*kind, -size, hole.areas, hole.audiences, hole.part)


def _general(coverage: Coverage) -> Iterator[Hole]:
    empty = [area for area in coverage.areas if not coverage.at(area).occurrences]
    if empty:
        yield _hole(coverage, empty)
    for part in PARTS:
        missing = [
            area for area in coverage.areas if area not in empty and not coverage.at(area, part=part).occurrences
        ]
        if missing:
            yield _hole(coverage, missing, part=part)


def _without(coverage: Coverage, audience: str) -> Iterator[tuple[str, str]]:
    """Areas and parts with nothing for this audience where there is something for others."""
    for area in coverage.areas:
        if not coverage.at(area, audience).occurrences:
            if coverage.at(area).occurrences:
                yield area, ALL
            continue
        for part in PARTS:
            if coverage.at(area, part=part).occurrences and not coverage.at(area, audience, part).occurrences:
                yield area, part


def _especially(coverage: Coverage, audiences: Iterable[str]) -> Iterator[Hole]:
    together: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for audience in audiences:
        tallies = {area: coverage.at(area, audience) for area in coverage.areas}
        if general := tuple(area for area, tally in tallies.items() if tally.occurrences and not tally.own):
            together[general].append(audience)
    for areas, general_for in together.items():
        yield _hole(coverage, areas, general_for, especially=True)


def _hole(
    coverage: Coverage,
    areas: Sequence[str],
    audiences: Sequence[str] = (),
    part: str = ALL,
    especially: bool = False,
    only: bool = False,
) -> Hole:
    everywhere = len(areas) == len(coverage.areas)
    return Hole(_ordered(coverage, areas), tuple(audiences), part, especially, only, everywhere)


def sentence(hole: Hole, register: Register, language: Language) -> str:
    """`Molenwijk: niets voor jongeren op werkdagen in de avond.` for one area; several are counted and named."""
    areas = [register.areas[area].name for area in hole.areas]
    audiences = [_inside(register.audiences[audience].name) for audience in hole.audiences]
    what = language.say(
        _what(hole),
        audience=language.all_of(audiences) if hole.only else language.one_of(audiences),
        when=language.gettext(week.WHEN[hole.part]) if hole.part else "",
    )
    if hole.everywhere:
        return language.say("In the whole town {what}.", what=what)
    if len(areas) == 1:
        return language.say("{area}: {what}.", area=areas[0], what=what)
    return language.say("In {n} areas {what}: {areas}.", n=len(areas), what=what, areas=language.all_of(areas))


def _what(hole: Hole) -> str:
    """What is missing, with its names still to fill in."""
    if hole.especially:
        return told("nothing especially for {audience}, only what is for everyone")
    if hole.only and hole.part:
        return told("{when} only something for {audience}")
    if hole.only:
        return told("only something for {audience}")
    if hole.audiences and hole.part:
        return told("nothing for {audience} {when}")
    if hole.audiences:
        return told("nothing for {audience}")
    return told("nothing {when}") if hole.part else told("nothing at all")


def _inside(name: str) -> str:
    """A name as it stands within a sentence: an abbreviation keeps its capitals."""
    return name if name[1:2].isupper() else begun(name, str.lower)
