#!/usr/bin/env python3
"""Join what towns publish into one agenda of their region. A town that is down keeps its last good data."""

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "plugins"))


from agenda import progress, report, town  # noqa: E402
from agenda.problem import Fault  # noqa: E402
from intake.wire import Wire  # noqa: E402
from region import join_report, join_run, sources  # noqa: E402


def main() -> int:
    """Exit status 1 if a town's new data were not taken; 2 if nothing could be joined, and nothing is changed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("towns", nargs="+", metavar="NAME=PLACE",
                        help="a town's name, and its agenda's address or the folder of its built site")  # fmt: skip
    parser.add_argument("--into", type=Path, default=Path(), help="the region's folder, with its pelicanconf.py")
    parser.add_argument("--accept-smaller", action="store_true", help="a town that shrank by half is right so")
    parser.add_argument("-q", "--quiet", action="store_true", help="no progress; only towns with an alarm")
    options = parser.parse_args()
    sys.stdout.reconfigure(errors="backslashreplace")  # a console that lacks a character still shows the rest
    if (options.into / "pelicanconf.py").is_file():
        (options.into / "activities").mkdir(exist_ok=True)  # a new region has none yet
    place = town.read(options.into / "pelicanconf.py")
    run = join_run.Run(place, Wire(), options.accept_smaller)
    try:
        asked = [sources.source(text) for text in options.towns]
        sources.distinct(asked)
        run.join(progress.tracker(place.language.gettext(join_report.WORKING), options.quiet)(asked))
    except Fault as fault:
        return _ended(run, options.quiet, place.language.say(fault.text, **fault.values))
    if run.problems:
        return _ended(run, options.quiet, report.written(run.problems, place.language))
    _say(run, options.quiet)
    return int(any(one.alarm for one in run.outcomes))


def _ended(run: join_run.Run, quiet: bool, why: str) -> int:
    _say(run, quiet)
    print(why, file=sys.stderr)
    return 2


def _say(run: join_run.Run, quiet: bool) -> None:
    for outcome in run.outcomes:
        if outcome.alarm or not quiet:
            print("\n".join(join_report.said(outcome, run.place.language)))


if __name__ == "__main__":
    sys.exit(main())
