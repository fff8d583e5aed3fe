"""The same agenda in every generator: first what they make is compared, then they are measured in turn."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from . import agenda as agendas
from . import engine as engines
from . import measure
from .agenda import Agenda
from .engine import SCENARIOS, Engine, Made, Project
from .measure import Cost

START = 1  # the size of an agenda that takes as long as starting does
Say = Callable[[str], None]
Costs = dict[str, list[Cost]]  # by scenario, in the order of the runs


class Unequal(Exception):
    """Two generators do not make the same, or one has not made what it should."""


@dataclass
class Results:
    """What each generator made at one size, and what it cost, by its id. `memory` in MiB, in the order of the runs."""

    made: dict[str, Made] = field(default_factory=dict)
    memory: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    costs: dict[str, Costs] = field(default_factory=lambda: defaultdict(lambda: defaultdict(list)))


def run(found: Mapping[int, Sequence[Engine]], runs: int, folder: Path, say: Say) -> dict[int, Results]:
    """Measure each size's generators; all in turn, so that what else the machine does meets all alike.

    Memory is that of clean builds of their own; the first of these is what is compared. Raises Unequal, measure.Failed.
    """
    agenda = {size: agendas.generated(size) for size in found}
    results = {size: Results() for size in found}
    projects = {
        size: [engines.laid_out(one, folder / f"{one.id}-{size}", agenda[size]) for one in all]
        for size, all in found.items()
    }
    for size, all in projects.items():
        for number in range(1, runs + 1):
            for project in all:
                say(f"memory, run {number} of {runs}: {project.engine.name}, {size} activities")
                _remember(project, results[size])
        _same(results[size], size)
    for number in range(1, runs + 1):
        for scenario in SCENARIOS:
            for size, all in projects.items():
                for project in all:
                    if scenario in project.engine.scenarios:
                        say(f"{scenario}, run {number} of {runs}: {project.engine.name}, {size} activities")
                        cost = _cost(project, scenario, agenda[size], number)
                        results[size].costs[project.engine.id][scenario].append(cost)
    for size, all in projects.items():
        for project in all:
            if engines.made(project).compared != results[size].made[project.engine.id].compared:
                raise Unequal(f"{project.engine.name} makes other pages when it builds again than at first.")
    return results


def _remember(project: Project, results: Results) -> None:
    id = project.engine.id
    engines.clean(project)
    results.memory[id].append(measure.peak(project.engine.command, project.folder, project.environment))
    if id not in results.made:
        results.made[id] = engines.made(project)


def _same(results: Results, size: int) -> None:
    """No time counts if one of them makes more or less than another."""
    compared = {id: made.compared for id, made in results.made.items()}
    if any(one != next(iter(compared.values())) for one in compared.values()):
        lines = "\n".join(f"  {id}: {one}" for id, one in compared.items())
        raise Unequal(f"They do not make the same of {size} activities, so no time counts:\n{lines}")


def _cost(project: Project, scenario: str, agenda: Agenda, number: int) -> Cost:
    """What a scenario costs; after an edit it looks whether that is published."""
    changed = agendas.edited(agenda, number) if scenario == "one_changed" else None
    if scenario == "full":
        engines.clean(project)
    if changed:
        engines.change(project, changed)
    cost = measure.timed(project.engine.command, project.folder, project.environment)
    if changed:
        pages = project.output.rglob(f"{changed.id}/index.html")
        if not any(agendas.mark(number) in page.read_text(encoding="utf-8") for page in pages):
            raise Unequal(f"{project.engine.name} has not published what was changed in {changed.id}.")
    return cost
