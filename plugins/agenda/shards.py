"""The finder's index as files: one for a town; for a large agenda one with what is common, and the rest by area.

What is common says of each set of areas (`shards`) which file has its activities. Such a shard is an index of its own,
with the `numbers` of its activities in the whole (each told by how much it is more than the one before), and
with `texts` as names of files too: the texts of its activities in parts, those together whose dates come first, and in
`part` which part has an activity's text, in the order of its activities. So a choice of an area costs its shard, a few
bytes of an activity, and the parts with what is on the screen.

A file is named by what is in it. So what an index names is of the same build, or is not there: two never mix.
"""

import hashlib
import json
from collections.abc import Hashable, Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Any

WHOLE = (
    2000  # activities up to which all is one file: what is fetched at once is then at most what it was without shards
)
SIZE = 100  # texts in a part: some 7 kB packed, so that a screen of another area costs less than a picture
DIGITS = 12  # of a file's name: as many as in the name of the theme's folder


def once(values: Iterable[Hashable]) -> dict[str, list]:
    """Each value once (`sets`), in the order in which they came, and of all of them which of these they are (`of`)."""
    numbers: dict[Hashable, int] = {}
    which = [numbers.setdefault(value, len(numbers)) for value in values]
    return {"sets": list(numbers), "of": which}


def cut(path: str, index: Mapping[str, Any], whole: int = WHOLE, size: int = SIZE) -> dict[str, str]:
    """The files of an index (`finder.index`), JSON by path: itself at `path`, the others in a folder of the same name.

    Up to `whole` activities it stays in one piece; `size` is how many texts a part has.
    """
    if len(index["texts"]) <= whole:
        return {path: _written(index)}
    folder, files, shards = path.removesuffix(".json"), {}, []

    def put(value: Any) -> str:
        text = _written(value)
        name = hashlib.sha256(text.encode()).hexdigest()[:DIGITS]
        files[f"{folder}/{name}.json"] = text
        return name

    for number, areas in enumerate(index["keys"]["area"]["sets"]):
        found = [place for place, of in enumerate(index["keys"]["area"]["of"]) if of == number]
        shard = _some(index, found)
        parts = list(_parts(shard["dates"], size))
        texts = [put([index["texts"][found[place]] for place in part]) for part in parts]
        part_of = {place: number for number, part in enumerate(parts) for place in part}
        part = [part_of[place] for place in range(len(found))]
        shards.append({"areas": areas, "file": put({**shard, "texts": texts, "part": part})})
    columns = {"keys", "dates", "undated", "unchecked", "texts"}
    common = {name: value for name, value in index.items() if name not in columns}
    return {path: _written({**common, "shards": shards}), **files}


def _some(index: Mapping[str, Any], numbers: list[int]) -> dict[str, Any]:
    """What these activities are chosen by."""

    def again(values: Mapping[str, list]) -> dict[str, list]:
        return once(_fixed(values["sets"][values["of"][number]]) for number in numbers)

    places = {number: place for place, number in enumerate(numbers)}
    return {
        "numbers": [now - before for before, now in pairwise((0, *numbers))],
        "keys": {kind: again(values) for kind, values in index["keys"].items()},
        "dates": again(index["dates"]),
        **{mark: [places[one] for one in index[mark] if one in places] for mark in ("undated", "unchecked")},
    }


def _fixed(value: Any) -> Any:
    """The value as one that can be compared and counted."""
    return tuple(map(_fixed, value)) if isinstance(value, (list, tuple)) else value


def _parts(dates: Mapping[str, list], size: int) -> Iterator[list[int]]:
    """The places of activities in parts, by their first date; without one last. In a part they are in order."""
    first = [run[0][0] if run else float("inf") for run in dates["sets"]]
    order = sorted(range(len(dates["of"])), key=lambda place: (first[dates["of"][place]], place))
    for begin in range(0, len(order), size):
        yield sorted(order[begin : begin + size])


def _written(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"
