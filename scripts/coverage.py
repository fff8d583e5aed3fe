#!/usr/bin/env python3
"""Show the offer by area: what is on in the coming eight weeks for whom, where and when, and what is missing."""

import argparse
import json
import sys
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "plugins"))

from agenda import examples, look, report, source, spreadsheet, town  # noqa: E402
from agenda.problem import Fault  # noqa: E402
from insight import coverage, lists, offer, offer_text, past  # noqa: E402


def main() -> int:
    """Exit status 1 if the files have problems, or the day to compare with is not known."""
    parser = argparse.ArgumentParser(description=__doc__)
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--csv", action="store_true", help="all numbers as a table")
    form.add_argument("--json", action="store_true", help="all numbers for tools")
    parser.add_argument(
        "--compare", type=date.fromisoformat, metavar="DATE", help="what was gained and lost since that day, from git"
    )
    parser.add_argument("--settings", type=Path, default=look.settings_file(ROOT), help="the town's Pelican settings")
    options = parser.parse_args()
    sys.stdout.reconfigure(errors="backslashreplace")  # a console that lacks a character still shows the rest
    place = town.read(options.settings)
    loaded = source.load(place.folders, place.zone, place.today)
    if loaded.problems:
        print(report.written(loaded.problems, place.language), file=sys.stderr)
        return 1
    agenda = loaded.agenda if place.examples else examples.left_out(loaded.agenda)
    counted = coverage.of(agenda, lists.coming(place, place.today))
    before = None
    if options.compare:
        try:
            before = past.on(place, options.compare)
        except Fault as fault:
            print(place.language.say(fault.text, **fault.values), file=sys.stderr)
            return 1
    if options.csv and not before:
        sys.stdout.buffer.write(spreadsheet.table(offer.DATASET, offer.records(agenda, counted, place.language)))
    elif options.json and not before:
        print(json.dumps(list(offer.records(agenda, counted, place.language)), ensure_ascii=False, indent=1))
    elif before:
        earlier = coverage.of(before.agenda, lists.coming(place, options.compare))
        changes = list(offer_text.changes(agenda, earlier, counted, place.language))
        if options.csv:
            sys.stdout.buffer.write(spreadsheet.table(offer_text.CHANGES, changes))
        elif options.json:
            print(json.dumps(changes, ensure_ascii=False, indent=1))
        else:
            print(offer_text.compared(changes, earlier, counted, before, place.language))
    else:
        print(offer_text.written(agenda, counted, place.language))
    return 0


if __name__ == "__main__":
    sys.exit(main())
