#!/usr/bin/env python3
"""Partners' calendars and pages -> proposals: activity files to look over. Nothing is deleted or written over."""

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "plugins"))


from agenda import look, progress, report, source, town  # noqa: E402
from agenda.problem import Fault  # noqa: E402
from intake import calendar_sources, import_report, import_run  # noqa: E402
from intake.wire import Wire  # noqa: E402


def main() -> int:
    """Exit status 1 if a source failed or shrank by more than half; 2 if nothing could be imported."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("ids", nargs="*", metavar="SOURCE", help="ids of sources; else all of the file")
    parser.add_argument("--sources", type=Path, help="the file of sources; else the setting AGENDA_SOURCES")
    parser.add_argument("--output", type=Path, default=Path("build/proposals"), help="where proposals are written")
    parser.add_argument("--again", action="store_true", help="propose what was proposed before once more")
    parser.add_argument("--accept-smaller", action="store_true", help="a source that shrank by half is right so")
    parser.add_argument("-n", "--dry-run", action="store_true", help="say what would be written, and write nothing")
    parser.add_argument("--settings", type=Path, default=look.settings_file(ROOT), help="the town's Pelican settings")
    parser.add_argument("-q", "--quiet", action="store_true", help="no progress; only sources with an alarm")
    options = parser.parse_args()
    sys.stdout.reconfigure(errors="backslashreplace")  # a console that lacks a character still shows the rest
    place = town.read(options.settings)
    try:
        return _imported(place, options)
    except Fault as fault:
        print(place.language.say(fault.text, **fault.values), file=sys.stderr)
        return 2


def _imported(place: town.Town, options: argparse.Namespace) -> int:
    """Read every source, propose, report; the state is kept last, when all is written."""
    loaded = source.load(place.folders, place.zone, place.today)
    if loaded.broken_register:
        raise Fault("the vocabularies have problems. Run scripts/check.py first.")
    path = options.sources or place.sources
    known, problems = calendar_sources.read(path, loaded.agenda.register)
    if problems:
        print(report.written(problems, place.language), file=sys.stderr)
        return 2
    ids = calendar_sources.chosen(known, options.ids)
    state = import_run.read_state(place.imports)
    run = import_run.Run(place, loaded, options.output, options.accept_smaller, options.again)
    track = progress.tracker(place.language.gettext(import_report.WORKING), options.quiet)
    alarms = 0
    for id in track(ids):
        try:
            found = import_run.fetched(known[id], path.parent, Wire(), place)
        except Fault as fault:
            found = fault
        outcome = run.source(id, known[id], state.setdefault(id, import_run.Health()), found)
        alarms += outcome.alarm is not None
        if outcome.alarm or not options.quiet:
            print("\n".join(import_report.said(outcome, place.language)))
    if not options.dry_run:
        run.write()
        import_run.write_state(place.imports, state)
    return int(alarms > 0)


if __name__ == "__main__":
    sys.exit(main())
