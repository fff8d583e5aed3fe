#!/usr/bin/env python3
"""Measure a check and a full build of a generated agenda: seconds, time per activity, ratios within this run."""

import argparse
import json
import logging
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RUNS = 3
WORDS = "koffie samen wandelen buurt tafel verhaal muziek tuin welkom loop binnen mensen taal spel soep brood".split()


def write_agenda(folder: Path, number: int, seed: int = 1) -> None:
    """Activities as a town has them: 60 % weekly, 15 % monthly, the rest once; texts of about 120 words."""
    chance = random.Random(seed)  # noqa: S311  a benchmark, not a secret
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


def measured(command: list, environment: dict) -> tuple[float, float]:
    """Wall seconds and peak MiB of a command."""
    begun = time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)  # noqa: S603
    errors = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(errors.decode())
    return time.perf_counter() - begun, usage.ru_maxrss / 1024


def feeds(number: int) -> None:
    """Print what the feeds of an agenda cost, by stage: seconds, files, bytes, and the largest calendar."""
    sys.path.insert(0, str(ROOT / "plugins"))
    from agenda import source, town
    from agenda.feeds import Feeds
    from agenda.pages import Site
    from agenda.state import State

    os.chdir(ROOT)
    logging.disable()
    with tempfile.TemporaryDirectory() as name:
        write_agenda(Path(name), number)
        place = town.read(ROOT / "pelicanconf.py")
        marks = [("", time.perf_counter())]
        folders = replace(place.folders, activities=Path(name))
        agenda = source.load(folders, place.zone, place.today).agenda
        marks.append(("files -> agenda", time.perf_counter()))
        site = Site(agenda, place)
        marks.append(("dates and selections", time.perf_counter()))
        made = Feeds(site, State(place.today))
        marks.append(("events and news, each once", time.perf_counter()))
        sizes = {path: len(data) for path, data in made.files()}
        marks.append(("all feeds", time.perf_counter()))
    for (_, begun), (stage, ended) in pairwise(marks):
        print(f"{stage}: {ended - begun:.1f} s")
    largest = max(size for path, size in sizes.items() if path.endswith(".ics"))
    parts = len(made.parts[""])
    total = sum(sizes.values()) / 1e6
    print(f"{len(sizes)} files, {total:.0f} MB; largest calendar {largest / 1e3:.0f} kB; the whole in {parts} parts")


def main() -> int:
    """Prints a table and writes build/bench.json."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=[1000, 4000], help="numbers of activities")
    parser.add_argument("--feeds", type=int, metavar="NUMBER", help="only what the feeds of so many activities cost")
    parser.add_argument("--finder", type=int, metavar="NUMBER", help="only how fast a browser finds among so many")
    options = parser.parse_args()
    if options.feeds:
        feeds(options.feeds)
        return 0
    if options.finder:
        sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "plugins")]
        import finder_bench

        os.chdir(ROOT)
        finder_bench.report(finder_bench.measured(options.finder, write_agenda))
        return 0
    sizes = [0, *options.sizes]
    environment = {**os.environ, "AGENDA_TODAY": "2026-11-22"}
    rows, folder = {}, Path(tempfile.mkdtemp())
    try:
        for size in sizes:
            agenda = folder / f"agenda-{size}"
            agenda.mkdir()
            write_agenda(agenda, size)
        commands = {
            size: {
                "check": [sys.executable, "scripts/check.py", "--quiet", str(folder / f"agenda-{size}")],
                "build": [sys.executable, "-m", "pelican", "content", "-s", "pelicanconf.py",
                          "-o", str(folder / f"out-{size}"),
                          "-e", f'AGENDA_PATH={json.dumps(str(folder / f"agenda-{size}"))}'],
            } for size in sizes
        }  # fmt: skip
        for run in range(RUNS):
            for size in sizes:  # in turn, so that noise meets all alike
                shutil.rmtree(folder / f"out-{size}", ignore_errors=True)
                for name, command in commands[size].items():
                    rows.setdefault((size, name), []).append(measured(command, environment))
                    print(f"run {run + 1}/{RUNS}: {size} activities, {name}", file=sys.stderr)
    finally:
        shutil.rmtree(folder)
    report(rows, sizes)
    return 0


def report(rows: dict, sizes: list[int]) -> None:
    """Medians; per activity what is above an empty agenda; and that against the first size."""
    result = {}
    print("| activities | command | s | ms per activity | ratio | peak MiB |\n| --- | --- | --- | --- | --- | --- |")
    for name in ("check", "build"):
        empty, first = statistics.median(wall for wall, _ in rows[0, name]), None
        for size in sizes:
            wall = statistics.median(wall for wall, _ in rows[size, name])
            peak = statistics.median(peak for _, peak in rows[size, name])
            each = (wall - empty) / size * 1000 if size else 0.0
            first = first or each
            result[f"{name}-{size}"] = {"wall": round(wall, 3), "ms_each": round(each, 3), "peak_mib": round(peak, 1)}
            ratio = f"{each / first:.2f}" if size else ""
            print(f"| {size} | {name} | {wall:.2f} | {each:.2f} | {ratio} | {peak:.0f} |")
    (ROOT / "build").mkdir(exist_ok=True)
    (ROOT / "build" / "bench.json").write_text(json.dumps(result, indent=1) + "\n")


if __name__ == "__main__":
    sys.exit(main())
