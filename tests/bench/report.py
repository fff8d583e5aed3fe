"""The figures as they are told: JSON for programs, tables for people, and that part of the docs which is measured."""

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from . import chart, figures
from .contest import START, Results
from .figures import OURS, Row
from .measure import Machine
from .town import Measured

DOCS, PICTURE = "docs/benchmarks.md", "docs/images/bench.svg"
MEASURED = re.compile(r"(<!-- measured[^\n]*-->\n).*?(<!-- /measured -->)", re.DOTALL)
SAID = {"full": "full build", "one_changed": "one activity changed", "unchanged": "nothing changed"}


@dataclass(frozen=True)
class Report:
    """All that one run of the bench measured; `names` of the generators by their ids."""

    day: date
    machine: Machine
    runs: int
    names: Mapping[str, str]
    contest: Mapping[int, Results] = field(default_factory=dict)
    town: Mapping[tuple[int, str], Measured] = field(default_factory=dict)

    @property
    def rows(self) -> dict[int, dict[str, Row]]:
        """The figures of all generators, by size and id."""
        sizes = sorted(size for size in self.contest if size != START)
        return {size: {id: figures.row(self.contest[size], id) for id in self.contest[size].made} for size in sizes}


def data(report: Report) -> dict[str, Any]:
    """The shape of build/bench.json, which docs/benchmarks.md tells."""
    found: dict[str, Any] = {"day": str(report.day), "machine": asdict(report.machine), "runs": report.runs}
    if report.contest:
        rows = report.rows
        size = max(rows)
        found |= {"size": size, **rows[size][OURS].ratios, "growth": figures.growth(report.contest)}
        found["files"] = {id: row.made.files for id, row in rows[size].items()}
        found["generators"] = {
            str(size): {id: {"name": report.names[id], **asdict(row)} for id, row in all.items()}
            for size, all in rows.items()
        }
    if report.town:
        found["town"] = {f"{command}-{size}": asdict(one) for (size, command), one in report.town.items()}
    return found


def text(report: Report) -> str:
    """What was measured where, and tables of it, in Markdown."""
    machine = report.machine
    parts = [
        f"Measured on {report.day:%-d %B %Y}: {machine.cores} cores of {machine.processor}, {machine.memory} GiB, "
        f"{machine.system}; load average at the start {machine.load:.1f}. Medians of {report.runs} runs."
    ]
    for size, rows in report.rows.items():
        parts.append(_beside(size, rows, report.names))
    if report.contest and (grown := figures.growth(report.contest)):
        small, *_, large = report.rows
        parts.append(
            f"An activity takes {grown:.2f} times as long in our full build of {large:,} as in one of {small:,}, "
            "starting taken off."
        )
    if report.town:
        parts.append(_town(report.town))
    return "\n\n".join(parts) + "\n"


def _beside(size: int, rows: Mapping[str, Row], names: Mapping[str, str]) -> str:
    heads = [part for scenario in SAID.values() for part in (f"{scenario}, s", "× Hugo")]
    heads = [f"{size:,} activities", *heads, "computing, full build, s", "memory, MiB", "× Hugo"]
    lines = [f"| {' | '.join(heads)} |", "|" + " --- |" * len(heads)]
    for id, row in rows.items():
        cells = [_number(kind.get(scenario)) for scenario in SAID for kind in (row.wall, row.ratios)]
        cells += [_number(row.cpu.get("full")), f"{row.memory:.0f}", _number(row.ratios["memory"])]
        lines.append(f"| {names[id]} | {' | '.join(cells)} |")
    return "\n".join(lines)


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.2f}"


def _town(found: Mapping[tuple[int, str], Measured]) -> str:
    lines = ["| the town's full site | activities | s | computing, s | ms an activity | memory, MiB | stages, s |"]
    lines.append("| --- |" + " --- |" * 6)
    for (size, command), one in sorted(found.items(), key=lambda item: (item[0][1], item[0][0])):
        stages = ", ".join(f"{name} {seconds:.2f}" for name, seconds in one.stages.items())
        each = f"{one.each:.2f}" if size else ""
        lines.append(
            f"| {command} | {size:,} | {one.wall:.2f} | {one.cpu:.2f} | {each} | {one.memory:.0f} | {stages} |"
        )
    return "\n".join(lines)


def keep(report: Report, build: Path) -> None:
    """Write bench.json into the folder `build`; numbers to the thousandth."""
    build.mkdir(parents=True, exist_ok=True)
    rounded = json.loads(json.dumps(data(report)), parse_float=lambda number: round(float(number), 3))
    (build / "bench.json").write_text(json.dumps(rounded, indent=1) + "\n")


def publish(report: Report, root: Path) -> None:
    """Put the tables into the docs, between the two marks there, and the picture beside them."""
    docs = root / DOCS
    before = docs.read_text(encoding="utf-8")
    if not MEASURED.search(before):
        raise SystemExit(f"{DOCS} has no place for what was measured: write <!-- measured --> and <!-- /measured -->.")
    picture = f"![Bars of the table below]({Path(PICTURE).relative_to('docs')})"
    docs.write_text(MEASURED.sub(lambda found: f"{found[1]}\n{picture}\n\n{text(report)}\n{found[2]}", before), "utf-8")
    size, rows = list(report.rows.items())[-1]
    (root / PICTURE).write_text(chart.drawn(size, rows, report.names), encoding="utf-8")
