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
COMMANDS = ("check", "build")
STAGES = "stages.json"  # seconds of each stage of a build by its name, where the setting AGENDA_STAGES asks for it
ENVIRONMENT = {"AGENDA_TODAY": "2026-11-22"}
WORDS = "koffie samen wandelen buurt tafel verhaal muziek tuin welkom loop binnen mensen taal spel soep brood".split()


def write(folder: Path, number: int, seed: int = 1) -> None:
    """So many activities into this folder, as a town has them: 60 % weekly, 15 % monthly, the rest once."""
    folder.mkdir(parents=True, exist_ok=True)
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
    memory, costs, stages = {}, defaultdict(list), defaultdict(list)
    for size in (0, *sizes):
        write(folder / f"agenda-{size}", size)
        for name in COMMANDS:
            say(f"the town's site, memory: {name}, {size} activities")
            memory[size, name] = measure.peak(_ready(name, folder, size), ROOT, ENVIRONMENT)
    for number in range(1, runs + 1):
        for size in (0, *sizes):
            for name in COMMANDS:
                say(f"the town's site, run {number} of {runs}: {name}, {size} activities")
                costs[size, name].append(measure.timed(_ready(name, folder, size), ROOT, ENVIRONMENT))
                if (told := folder / "built" / STAGES).is_file():
                    stages[size, name].append(json.loads(told.read_text()))
    found = {}
    for (size, name), all in costs.items():
        wall, cpu = (statistics.median(getattr(one, what) for one in all) for what in ("wall", "cpu"))
        each = (wall - found[0, name].wall) / size * 1000 if size else 0.0
        told = stages[size, name]
        parts = {stage: statistics.median(run[stage] for run in told) for stage in next(iter(told), ())}
        found[size, name] = Measured(wall, cpu, each, memory[size, name], parts)
    return found


def _ready(name: str, folder: Path, size: int) -> list[str]:
    """The command as users run it, with nothing there of an earlier build; a build is asked to tell its stages."""
    built = folder / "built"
    shutil.rmtree(built, ignore_errors=True)
    built.mkdir()
    agenda = str(folder / f"agenda-{size}")
    if name == "check":
        return [sys.executable, "scripts/check.py", "--quiet", agenda]
    settings = {"AGENDA_PATH": agenda, "AGENDA_STAGES": str(built / STAGES)}
    values = [f"{name}={json.dumps(value)}" for name, value in settings.items()]
    output = str(built / "output")
    return [sys.executable, "-m", "pelican", "content", "-s", "pelicanconf.py", "-o", output, "-e", *values]
