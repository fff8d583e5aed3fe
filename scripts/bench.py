#!/usr/bin/env python3
"""Measure this project beside other generators, and the town's full site: tables, and build/bench.json."""

import argparse
import os
import shutil
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "build"
SIZES = (1000, 10_000)
LEAST = 60  # activities: then no list is empty, of which Pelican makes no page


def main() -> int:
    """Without sizes the figures go into the docs too, but for those of the town alone."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, help="numbers of activities, for a quick look; else 1000 10000")
    parser.add_argument("--runs", type=int, default=3, help="of each command (default 3)")
    parser.add_argument("--only", choices=("generators", "town"), help="only the generators, or only the town's site")
    parser.add_argument("--feeds", type=int, metavar="NUMBER", help="only what the feeds of so many activities cost")
    parser.add_argument(
        "--finder",
        type=int,
        nargs="*",
        metavar="NUMBER",
        help="only what finding costs in a browser; else 1000 10000 50000",
    )
    options = parser.parse_args()
    if any(size < LEAST for size in options.sizes) or options.runs < 1:
        parser.error(f"a size is at least {LEAST}, and there is at least one run")
    sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "plugins")]
    if options.feeds or options.finder is not None:
        from bench import feeds, finder

        os.chdir(ROOT)
        feeds.report(options.feeds) if options.feeds else finder.report(tuple(options.finder) or finder.SIZES)
        return 0
    measured(options.sizes, options.runs, options.only)
    return 0


def measured(sizes: list[int], runs: int, only: str | None) -> None:
    """Measure, print and keep; what cannot be measured ends it with a message."""
    from bench import contest, eleventy, hugo, measure, ours, report, stock, town
    from bench.engine import Missing

    place = BUILD / "bench"
    shutil.rmtree(place, ignore_errors=True)
    try:
        made = report.Report(datetime.now(UTC).date(), measure.machine(), runs, {})
        if only != "town":
            engines = (ours.engine(), hugo.engine(), eleventy.engine(BUILD), *stock.engines())
            start = replace(ours.engine(), scenarios=("full",))
            found = {contest.START: (start,), **dict.fromkeys(sizes or SIZES, engines)}
            names = {one.id: one.name for one in engines}
            made = replace(made, names=names, contest=contest.run(found, runs, place, _say))
            report.keep(made, BUILD)  # the town's site takes long: what is measured is not lost with it
        if only != "generators":
            made = replace(made, town=town.run(sizes or SIZES, runs, place / "town", _say))
    except (Missing, contest.Unequal, measure.Failed) as error:
        sys.exit(str(error))
    finally:
        shutil.rmtree(place, ignore_errors=True)
    print(report.text(made), end="")
    report.keep(made, BUILD)
    if not sizes and only != "town":
        report.publish(made, ROOT)


def _say(what: str) -> None:
    print(what, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
