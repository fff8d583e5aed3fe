"""Tables of numbers: a colour says no more than its number."""

import pytest

from agenda.language import Language
from insight import grid


@pytest.mark.parametrize(
    ("number", "level"), [(0, 0), (1, 1), (7, 1), (8, 2), (15, 2), (16, 3), (31, 3), (32, 4), (999, 4)]
)
def test_level(number, level):
    assert grid.level(number) == level
    assert grid.dates(number, "of which 2") == grid.Cell(str(number), level, "of which 2")


def test_plain_numbers_have_no_colour():
    assert [(cell.text, cell.level) for cell in grid.plain((0, 40, "Yes"))] == [
        ("0", None),
        ("40", None),
        ("Yes", None),
    ]


def test_the_legend_says_where_each_level_begins():
    for number, text in grid.legend(Language("en")):
        assert grid.level(int(text.split()[0].rstrip(":"))) == number
