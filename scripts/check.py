#!/usr/bin/env python3
"""Check activity files: every problem as file:line:column: field: what is wrong. What to write instead."""

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "plugins"))


from agenda import history, look, owners, progress, report, source, town  # noqa: E402


def main() -> int:
    """Exit status 1 if anything is wrong; hints don't count."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="files or folders; else the whole agenda")
    parser.add_argument(
        "--by",
        action="append",
        default=[],
        metavar="NAME",
        help="who changed the files (an account or team of the forge, @town/walkers, or an organization's "
        "id; more than once for more of them): others' entries among them are pointed out",
    )
    parser.add_argument("--format", choices=report.FORMATS, default="text", help="github: annotations; json: for tools")
    parser.add_argument("--settings", type=Path, default=look.settings_file(ROOT), help="the town's Pelican settings")
    parser.add_argument("-q", "--quiet", action="store_true", help="no progress, no summary")
    options = parser.parse_args()
    if options.by and not options.paths:
        parser.error("--by needs the files that were changed")
    sys.stdout.reconfigure(errors="backslashreplace")  # a console that lacks a character still shows the rest
    place = town.read(options.settings)
    track = progress.tracker(place.language.gettext("Checking"), options.quiet)
    paths = options.paths
    if options.by:  # a change may delete files, and is not of entries alone
        activities = place.folders.activities
        paths = [path for path in paths if path.exists() and activities in path.absolute().parents]
    loaded = source.load(
        place.folders, place.zone, place.today, paths if options.paths else None, since=history.since, track=track,
        language=place.language.code,
    )  # fmt: skip
    if options.by:
        loaded.hints += owners.others(options.paths, options.by, loaded.agenda.register, place.folders)
    found = [*loaded.problems, *loaded.hints]
    if found or options.format == "json":
        print(report.written(found, place.language, options.format))
    if not options.quiet and options.format == "text":
        count = len(loaded.agenda.activities) + len(set(loaded.held_back))
        print(report.summary(count, len(loaded.problems), len(loaded.hints), place.language), file=sys.stderr)
    return 1 if loaded.problems else 0


if __name__ == "__main__":
    sys.exit(main())
