"""Few combinations that hold every pair: how tests meet a table of states without trying all that could be combined."""

from collections.abc import Mapping, Sequence
from itertools import combinations, product
from typing import Any


def pairwise(factors: Mapping[str, Sequence[Any]]) -> list[dict[str, Any]]:
    """Rows, a value for each factor, in which any two values of any two factors meet at least once.

    Greedy: each row holds as many new pairs as it can; of equals the first in the order of the values, so equal input
    gives equal rows. It looks at every combination for every row: for thousands of combinations, not for millions.
    """
    rows = [dict(zip(factors, values, strict=True)) for values in product(*map(range, map(len, factors.values())))]
    held = [frozenset(combinations(sorted(row.items()), 2)) for row in rows]
    missing, chosen = set().union(*held), []
    while missing:
        best = max(range(len(rows)), key=lambda index: len(held[index] & missing))
        missing -= held[best]
        chosen.append({name: factors[name][at] for name, at in rows[best].items()})
    return chosen
