"""The vocabularies of several towns as one: what is the same once, what is a town's own with its name."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256

from .sources import Source
from .town_data import Published, Record, Tree

SHARED = ("audiences", "topics", "access", "languages")  # one term where towns have the same id and name
OWN = ("areas", "discounts", "places", "organizations", "campaigns")  # each a town's own
MOST_COLUMNS = 30  # of the map of tiles


@dataclass(frozen=True)
class Town:
    """A town to join, and what it publishes."""

    source: Source
    published: Published

    def own(self, id: str) -> str:
        """An id of the town as one of the region; one that gets too long ends with what tells it from others."""
        whole = f"{self.source.id}-{id}"
        return whole if len(whole) <= 80 else f"{whole[:71]}-{sha256(whole.encode()).hexdigest()[:8]}"

    def records(self, name: str) -> Iterable[Record]:
        """The town's records in a list."""
        return self.published.lists[name].values()


@dataclass(frozen=True)
class Terms:
    """`ids` are by (town, list) the region's ids by the town's; `shared` the terms of each shared list by id."""

    ids: Mapping[tuple[str, str], Mapping[str, str]]
    shared: Mapping[str, Mapping[str, dict[str, Tree]]]
    names: Mapping[str, Counter]

    def id(self, town: Town, name: str, id: str) -> str:
        """The region's id for what a town calls so; what the town's list does not have, no other town's has either."""
        return self.ids[town.source.id, name].get(id) or town.own(id)

    def named(self, town: Town, name: str, record: Record) -> str:
        """What it is called: with the town's name if another town has something of that name, and for passes always."""
        called = _name(record)
        both = f"{called} ({town.source.name})"
        return both if (name == "discounts" or self.names[name][called.casefold()] > 1) and len(both) <= 80 else called


def joined(towns: list[Town]) -> Terms:
    """The terms of these towns; where two mean something else by an id, the later town's gets the town's name."""
    ids = {(town.source.id, name): {one.id: town.own(one.id) for one in town.records(name)}
           for town in towns for name in OWN}  # fmt: skip
    shared: dict[str, dict[str, dict[str, Tree]]] = {}
    for name in SHARED:
        merged = shared[name] = {}
        for town in towns:
            ids[town.source.id, name] = {one.id: _shared(merged, town, name, one) for one in town.records(name)}
    names = {
        name: Counter(called for town in towns for called in {_name(one).casefold() for one in town.records(name)})
        for name in OWN
    }
    return Terms(ids, shared, names)


def _shared(merged: dict[str, dict[str, Tree]], town: Town, name: str, record: Record) -> str:
    """Put a term among those of all towns; its id there."""
    known = merged.get(record.id)
    if known is None or name == "languages" or str(known.get("name")).casefold() == _name(record).casefold():
        merged.setdefault(record.id, dict(record.fields))
        return record.id
    both = f"{_name(record)} ({town.source.name})"
    merged[town.own(record.id)] = {**record.fields, "name": both if len(both) <= 80 else _name(record)}
    return town.own(record.id)


def _name(record: Record) -> str:
    return str(record.fields.get("name", ""))


def shifts(towns: list[Town]) -> dict[str, int] | None:
    """By how many columns each town's tiles move, so that the towns lie beside each other; None: there is no room."""
    found, column = {}, 0
    for town in towns:
        columns = [tile[0] for one in town.records("areas") if (tile := tile_of(one))]
        if columns:
            found[town.source.id] = column + 1 - min(columns)
            column += max(columns) - min(columns) + 2
    return found if column - 1 <= MOST_COLUMNS else None


def tile_of(area: Record) -> tuple[int, int] | None:
    """Column and row of an area; None if it has none, or not such that it could be."""
    tile = area.fields.get("tile")
    if not isinstance(tile, list) or len(tile) != 2 or not all(isinstance(one, str) for one in tile):
        return None
    if not all(re.fullmatch(r"\d{1,2}", one, re.ASCII) for one in tile):
        return None
    column, row = map(int, tile)
    return (column, row) if 1 <= column <= MOST_COLUMNS else None
