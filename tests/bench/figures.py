"""What was measured -> the figures that are told: medians, and ratios of what was measured side by side."""

import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .contest import START, Results
from .engine import SCENARIOS, Made

OURS, BESIDE = "ours", "hugo"  # whose ratio is told: ours ÷ Hugo's


@dataclass(frozen=True)
class Row:
    """A generator at one size: medians by scenario (`wall` and `cpu` in seconds), and of its memory (MiB).

    `ratios` are to Hugo: of wall by scenario, and of `memory`. A scenario that was not measured is in none of them.
    """

    wall: Mapping[str, float]
    cpu: Mapping[str, float]
    memory: float
    made: Made
    ratios: Mapping[str, float]


def row(results: Results, id: str) -> Row:
    """The figures of this generator; Hugo is one of those that were measured."""
    costs = {scenario: costs for scenario in SCENARIOS if (costs := results.costs[id].get(scenario))}
    wall = {scenario: [one.wall for one in found] for scenario, found in costs.items()}
    beside = {scenario: [one.wall for one in found] for scenario, found in results.costs[BESIDE].items()}
    ratios = {scenario: ratio(found, beside[scenario]) for scenario, found in wall.items()}
    ratios["memory"] = ratio(results.memory[id], results.memory[BESIDE])
    return Row(
        {scenario: statistics.median(found) for scenario, found in wall.items()},
        {scenario: statistics.median(one.cpu for one in found) for scenario, found in costs.items()},
        statistics.median(results.memory[id]),
        results.made[id],
        ratios,
    )


def ratio(these: Sequence[float], those: Sequence[float]) -> float:
    """The median of the ratios of runs side by side."""
    return statistics.median(one / other for one, other in zip(these, those, strict=True))


def growth(results: Mapping[int, Results]) -> float | None:
    """How the time of an activity grows in our full build, from the smallest size to the largest; of one size None.

    What an agenda of one activity takes is what starting takes, and is taken off.
    """
    walls = {size: [one.wall for one in found.costs[OURS]["full"]] for size, found in results.items()}
    start, small, large = walls.pop(START), min(walls), max(walls)
    if small == large:
        return None
    each = {
        size: [(wall - before) / size for wall, before in zip(found, start, strict=True)]
        for size, found in walls.items()
    }
    return ratio(each[large], each[small])
