"""What two processes that work with one cache tell each other: both begin with what is known when they part."""

from collections.abc import Mapping
from typing import NamedTuple

from .shelf import Entry
from .traces import Pair


class Told(NamedTuple):
    """How much was made, read and asked for so far: in all, and of each kind."""

    made: int
    pairs: Mapping[str, int]
    asked: Mapping[str, int]


class News(NamedTuple):
    """What another process made: `base` pairs of each kind both know, the new ones, the entries, and what it used:
    names, and shelves of which it asked for everything.
    """

    base: Mapping[str, int]
    pairs: Mapping[str, list[Pair]]
    entries: list[tuple[str, str, Entry]]
    asked: Mapping[str, list[str]]
    complete: Mapping[str, set[int]]
