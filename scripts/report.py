#!/usr/bin/env python3
"""Report on a period: what was on, for whom and where, how current it is, what joined and left, and the goals."""

import argparse
import json
import sys
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "plugins"))

from agenda import examples, look, source, town  # noqa: E402
from agenda import report as problems  # noqa: E402
from agenda.problem import Fault  # noqa: E402
from insight import document, report  # noqa: E402


def main() -> int:
    """Exit status 1 if the files have problems, or the period cannot be."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--from", dest="first", type=date.fromisoformat, required=True, metavar="DATE")
    parser.add_argument(
        "--to", dest="last", type=date.fromisoformat, required=True, metavar="DATE", help="this day is in"
    )
    parser.add_argument(
        "--output", type=Path, default=Path("build/report"), metavar="DIR", help="a folder for the page"
    )
    parser.add_argument("--json", action="store_true", help="the numbers for tools instead of a page")
    parser.add_argument("--settings", type=Path, default=look.settings_file(ROOT), help="the town's Pelican settings")
    options = parser.parse_args()
    sys.stdout.reconfigure(errors="backslashreplace")  # a console that lacks a character still shows the rest
    place = town.read(options.settings)
    loaded = source.load(place.folders, place.zone, place.today)
    if loaded.problems:
        print(problems.written(loaded.problems, place.language), file=sys.stderr)
        return 1
    agenda = loaded.agenda if place.examples else examples.left_out(loaded.agenda)
    try:
        made = report.of(place, agenda, options.first, options.last)
    except Fault as fault:
        print(place.language.say(fault.text, **fault.values), file=sys.stderr)
        return 1
    if options.json:
        print(json.dumps(document.record(made, place.language), ensure_ascii=False, indent=1))
        return 0
    options.output.mkdir(parents=True, exist_ok=True)
    for name, data in document.files(made, place):
        (options.output / name).write_bytes(data)
    print(options.output / "index.html")
    return 0


if __name__ == "__main__":
    sys.exit(main())
