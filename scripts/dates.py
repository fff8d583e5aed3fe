#!/usr/bin/env python3
"""Show on which dates activities take place, as the site will show them."""

import argparse
import json
import sys
from datetime import date, timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "plugins"))


from agenda import look, report, schedule, sentence, source, town  # noqa: E402


def record(occurrence) -> dict:
    """Start, end and status in local ISO time to the minute; whole days as dates, the end being the last day."""
    if occurrence.whole_day:
        start, end = occurrence.start.date(), (occurrence.end - timedelta(1)).date()
    else:
        start, end = occurrence.start.isoformat(timespec="minutes"), occurrence.end
        end = end and end.isoformat(timespec="minutes")
    status = "cancelled" if occurrence.cancelled else "scheduled"
    return {"start": str(start), "end": end and str(end), "status": status}


def main() -> int:
    """Exit status 1 if a file has problems, which go to stderr."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--from", dest="first", type=date.fromisoformat, required=True, metavar="DATE")
    parser.add_argument(
        "--to", dest="last", type=date.fromisoformat, required=True, metavar="DATE", help="this day is in"
    )
    parser.add_argument("--json", action="store_true", help="a list per file of start, end and status")
    parser.add_argument("--settings", type=Path, default=look.settings_file(ROOT), help="the town's Pelican settings")
    options = parser.parse_args()
    sys.stdout.reconfigure(errors="backslashreplace")  # a console that lacks a character still shows the rest
    if not date(1900, 1, 1) < options.first <= options.last < date(2100, 12, 31):
        parser.error("--from is after --to, or one of them is not between 1900 and 2100")
    place = town.read(options.settings)
    results, status = [], 0
    for file in options.files:
        loaded = source.load(place.folders, place.zone, place.today, [file])
        if loaded.problems:
            print(report.written(loaded.problems, place.language), file=sys.stderr)
            status = 1
        register = loaded.agenda.register
        for activity in loaded.agenda.activities:
            found = schedule.of_activity(activity, register, options.first, options.last)
            results.append([record(one) for one in found])
            if not options.json:
                print(f"{activity.path}: {'; '.join(sentence.of_activity(activity, register, place.language))}")
                for one in results[-1]:
                    end = f" – {one['end']}" if one["end"] else ""
                    print(f"  {one['start']}{end}{'  ' + one['status'] if one['status'] != 'scheduled' else ''}")
        if not loaded.agenda.activities:
            results.append([])
    if options.json:
        print(json.dumps(results))
    return status


if __name__ == "__main__":
    sys.exit(main())
