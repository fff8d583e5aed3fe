"""Numbers as a table that people read: rows, columns and cells with a level that a colour may repeat."""

from collections.abc import Iterable
from dataclasses import dataclass

from agenda.language import Language, told

# A level says how often something is on in eight weeks; the colour only repeats what the number says.
LEVELS = (0, 1, 8, 16, 32)
LEGEND = (
    told("0: nothing"),
    told("1 to 7: less than once a week"),
    told("8 to 15: about once a week"),
    told("16 to 31: twice a week or more"),
    told("32 and up: four times a week or more"),
)


@dataclass(frozen=True)
class Cell:
    """A number, perhaps with words below it; `level` (0 to 4) only where the numbers of a table compare."""

    text: str
    level: int | None = None
    note: str = ""


@dataclass(frozen=True)
class Row:
    """A row with its head, which may be a link (`path` on the site)."""

    head: str
    cells: tuple[Cell, ...]
    path: str = ""
    total: bool = False


@dataclass(frozen=True)
class Column:
    """A column's head, which may be a link (`path` on the site)."""

    head: str
    path: str = ""


@dataclass(frozen=True)
class Grid:
    """A table. `corner` says what the heads of the rows are."""

    id: str
    caption: str
    corner: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


def level(number: int) -> int:
    """The level of a number of dates in eight weeks."""
    return max(index for index, lowest in enumerate(LEVELS) if number >= lowest)


def dates(number: int, note: str = "") -> Cell:
    """A number of dates with its level."""
    return Cell(str(number), level(number), note)


def plain(numbers: Iterable[int | str]) -> tuple[Cell, ...]:
    """Numbers that are not compared by colour."""
    return tuple(Cell(str(number)) for number in numbers)


def legend(language: Language) -> list[tuple[int, str]]:
    """What each level means."""
    return [(number, language.gettext(text)) for number, text in enumerate(LEGEND)]
