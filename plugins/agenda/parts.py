"""In which part of a feed that is too big an activity stands. A subscriber keeps what a part has given.

Whoever follows the first part of a feed goes on seeing there what was there: an activity stays in its part as long as
it exists, what is new goes where there is room, and parts are never joined again. That takes a memory: the parts of
the build before are an input. (A hash of the identity needs none, but would take half of the activities away from a
subscriber on the day that the number of parts doubles.)
"""

from collections import Counter
from collections.abc import Mapping
from itertools import count

FILLED = 0.9  # of a part: what is in it may grow


def assigned(sizes: Mapping[str, int], room: int, known: Mapping[str, int]) -> dict[str, int]:
    """The part, from 1 on, of each key that takes room. `sizes` are in bytes, what was published first comes first.

    `known` are the parts of the build before. When what a part holds outgrows it, the newest in it has to move.
    What is bigger than a part has one of its own. Keys that are gone keep their part, for when they come back.
    """
    loads: Counter[int] = Counter()
    placed, without = dict(known), []
    for key, size in sizes.items():
        part = known.get(key)
        if part and (not loads[part] or loads[part] + size <= room):
            loads[part] += size
        elif size:
            without.append(key)
    for key in without:
        part = next(n for n in count(1) if not loads[n] or loads[n] + sizes[key] <= room * FILLED)
        loads[part] += sizes[key]
        placed[key] = part
    return placed
