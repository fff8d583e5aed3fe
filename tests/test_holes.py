"""Holes in words: once, as wide as they are, true, and the most telling first."""

from datetime import date

import pytest

from agenda.language import Language
from agenda.steering import PARTS
from insight import holes
from insight.coverage import ALL, Coverage, Tally
from small_town import small_town

AREAS, AUDIENCES = ("a", "b", "c"), ("one", "two", "three", "four")
VOCABULARY = {
    "content/vocabulary/areas.yaml": "a: {name: Ash}\nb: {name: Birch}\nc: {name: Cedar}\nnorth: {name: North}\n",
    "content/vocabulary/audiences.yaml": (
        "all: {name: All, everyone: true}\none: {name: Ones}\ntwo: {name: Twos}\nthree: {name: Threes}\n"
        "four: {name: LGBT people}\n"
    ),
}


def coverage_of(*on: str) -> Coverage:
    """From lines `area audience part`, each something that is on; `*` is all of them."""
    cells: dict[tuple, Tally] = {}
    one = Tally(1, 1, 1, 1)
    for line in on:
        area, audience, part = line.split()
        for a in AREAS if area == "*" else (area,):
            for who in AUDIENCES if audience == "*" else (audience,):
                for when in PARTS if part == "*" else (part,):
                    for key in ((a, who, when), (a, who, ALL), (a, ALL, when), (a, ALL, ALL)):
                        cells[key] = one
    return Coverage(date(2026, 11, 22), date(2027, 1, 16), AREAS, AUDIENCES, cells)


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        pytest.param(["* * *"], [], id="no hole"),
        pytest.param([], ["In the whole town nothing at all."], id="nothing anywhere"),
        pytest.param(["a * *", "b * *"], ["Cedar: nothing at all."], id="nothing is said of its evenings"),
        pytest.param(
            ["* * morning", "* * afternoon", "* * evening", "* * saturday"],
            ["In the whole town nothing on Sunday."],
            id="on Sunday",
        ),
        pytest.param(
            ["a * *", "b * *", "c one *", "c two *", "c four *"], ["Cedar: nothing for threes."], id="for one audience"
        ),
        pytest.param(
            ["a * *", "b one *", "b two *", "c one *", "c two *"],
            ["In 2 areas nothing for threes or LGBT people: Birch and Cedar."],
            id="audiences and areas with the same hole together",
        ),
        pytest.param(
            ["a * *", "b * *", "c * morning", "c * afternoon", "c * saturday", "c * sunday", "c two evening"],
            ["Cedar: on weekdays in the evening only something for twos."],
            id="most audiences have nothing: who has something",
        ),
    ],
)
def test_sentences(on, expected, tmp_path):
    register = small_town(tmp_path, VOCABULARY | {"activities/walkers/walk.md": None}).agenda().register
    found = holes.of(coverage_of(*on), AUDIENCES)
    assert [holes.sentence(one, register, Language("en")) for one in found] == expected


def test_the_most_telling_first():
    on = ["a * morning", "a * afternoon", "a * saturday", "b * morning", "b * sunday", "b one evening", "c * morning"]
    found = holes.of(coverage_of(*on), AUDIENCES)
    general = [(one.part, len(one.areas)) for one in found if not one.audiences]
    assert general == [("evening", 2), ("sunday", 2), ("afternoon", 2), ("saturday", 2)]
    assert [bool(one.audiences) for one in found] == sorted(bool(one.audiences) for one in found)


def test_what_is_only_for_everyone_is_told_last_and_once():
    general = {
        key: Tally(1, 1, 0, 0) if key[1] in ("two", "four") or key[:2] == ("a", "one") else one
        for key, one in coverage_of("* * *").tallies.items()
    }
    found = holes.of(Coverage(date(2026, 1, 1), date(2026, 2, 1), AREAS, AUDIENCES, general), AUDIENCES)
    assert [(one.audiences, one.especially, one.everywhere) for one in found] == [
        (("two", "four"), True, True),
        (("one",), True, False),
    ]


def test_every_hole_is_true_and_none_is_forgotten():
    """Each empty cell of an area that has something is under exactly one sentence."""
    counted = coverage_of("a one *", "a two morning", "b * sunday", "b three evening", "c four *", "c one saturday")
    told = []
    for hole in holes.of(counted, AUDIENCES):
        if hole.especially:
            continue
        audiences = hole.audiences or AUDIENCES
        if hole.only:
            audiences = [one for one in AUDIENCES if one not in hole.audiences]
        for area in hole.areas:
            for audience in audiences:
                for part in [hole.part] if hole.part else PARTS:
                    assert not counted.at(area, audience, part).occurrences
                    told.append((area, audience, part))
    empty = [(a, who, when) for a in AREAS for who in AUDIENCES for when in PARTS
             if not counted.at(a, who, when).occurrences]  # fmt: skip
    assert set(told) == set(empty)
