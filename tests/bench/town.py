"""The full site of the town of this project, with everything on it, of a generated agenda at its own places."""

import json
import random
import shutil
import statistics
import sys
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from . import measure

ROOT = Path(__file__).parent.parent.parent
ENVIRONMENT = {"AGENDA_TODAY": "2026-11-22"}
WORDS = "koffie samen wandelen buurt tafel verhaal muziek tuin welkom loop binnen mensen taal spel soep brood".split()


def write(folder: Path, number: int, seed: int = 1) -> None:
    """So many activities into this folder, as a town has them: 60 % weekly, 15 % monthly, the rest once."""
    chance = random.Random(seed)
    areas = [path.stem for path in (ROOT / "content" / "places").glob("voorbeeld-*.yaml")]
    for index in range(number):
        day = f"2026-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}"
        repeat = chance.choices(("repeat: weekly", "repeat: monthly", ""), (60, 15, 25))[0]
        text = " ".join(chance.choices(WORDS, k=120))
        organization = folder / f"voorbeeld-{('wijkcentrum', 'taalhuis', 'cultuurhuis')[index % 3]}"
        organization.mkdir(parents=True, exist_ok=True)
        (organization / f"activiteit-{index}.md").write_text(
            f"---\ntitle: Activiteit {index}\nsummary: Samen {chance.choice(WORDS)} en praten.\n"
            f"schedule:\n  start: {day}\n"
            f"  time: 10:00-12:00\n  {repeat}\nlocation: {chance.choice(areas)}\naudiences: [iedereen]\n"
            f"topics: [koffie-en-praten]\nprice: 0\nexample: true\n---\n{text}\n"
        )


@dataclass(frozen=True)
class Measured:
    """Medians of one command at one size: `wall` and `cpu` in seconds, and of a build what each of its stages takes.

    `each` is the milliseconds of an activity, without what an empty agenda takes; `memory` is of one run, in MiB.
    """

    wall: float
    cpu: float
    each: float
    memory: float
    stages: Mapping[str, float]


def run(sizes: Sequence[int], runs: int, folder: Path, say: Callable[[str], None]) -> dict[tuple[int, str], Measured]:
    """Check, and build from nothing, at these sizes and at none, in turn: by size and command. Raises Failed."""
    sizes = (0, *sizes)
    for size in sizes:
        (folder / f"agenda-{size}").mkdir(parents=True)
        write(folder / f"agenda-{size}", size)
    memory, costs, stages = {}, defaultdict(list), defaultdict(list)
    for number in range(runs + 1):
        for size in sizes:
            for name, command in _commands(folder, size).items():
                say(f"the town's site, {f'run {number} of {runs}' if number else 'memory'}: {name}, {size} activities")
                shutil.rmtree(folder / f"output-{size}", ignore_errors=True)
                if number == 0:
                    memory[size, name] = measure.peak(command, ROOT, ENVIRONMENT)
                    continue
                costs[size, name].append(measure.timed(command, ROOT, ENVIRONMENT))
                if name == "build" and (file := folder / f"stages-{size}.json").is_file():
                    stages[size].append(json.loads(file.read_text()))
    found = {}
    for (size, name), all in costs.items():
        wall, cpu = (statistics.median(getattr(one, what) for one in all) for what in ("wall", "cpu"))
        each = (wall - found[0, name].wall) / size * 1000 if size else 0.0
        named = {one: statistics.median(run[one] for run in stages[size]) for one in next(iter(stages[size]), ())}
        found[size, name] = Measured(wall, cpu, each, memory[size, name], named if name == "build" else {})
    return found


def _commands(folder: Path, size: int) -> dict[str, list[str]]:
    """Check and build as users run them; the build is asked to write down its stages."""
    agenda, output = str(folder / f"agenda-{size}"), str(folder / f"output-{size}")
    settings = {"AGENDA_PATH": agenda, "AGENDA_STAGES": str(folder / f"stages-{size}.json")}
    return {
        "check": [sys.executable, "scripts/check.py", "--quiet", agenda],
        "build": [
            sys.executable, "-m", "pelican", "content", "-s", "pelicanconf.py", "-o", output,
            "-e", *(f"{name}={json.dumps(value)}" for name, value in settings.items()),
        ],
    }  # fmt: skip
