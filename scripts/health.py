#!/usr/bin/env python3
"""Look at a published site from outside: age, certificate, headers, feeds, links, security.txt, receiver."""

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "plugins"))


from agenda import look, progress, town  # noqa: E402
from health import inspection, report  # noqa: E402
from health.visit import Unreachable  # noqa: E402


def main() -> int:
    """Exit status 0 if all is well, 1 if something is wrong, 2 if the site cannot be reached."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("address", metavar="URL", help="the site's address: https://agenda.example.org/")
    parser.add_argument("--days", type=int, default=inspection.DAYS, help="without a build are too many (%(default)s)")
    parser.add_argument("--seconds", type=float, default=inspection.SECONDS, help="for all of it (%(default)s)")
    parser.add_argument(
        "--skip", action="append", default=[], choices=inspection.CHECKS, metavar="CHECK",
        help=f"leave a check out, for example headers where a host sets its own: {', '.join(inspection.CHECKS)}",
    )  # fmt: skip
    parser.add_argument("--format", choices=("text", "json"), default="text", help="json: for tools")
    parser.add_argument("--settings", type=Path, default=look.settings_file(ROOT), help="the town's Pelican settings")
    parser.add_argument("-q", "--quiet", action="store_true", help="only what is wrong, no progress")
    options = parser.parse_args()
    if not options.address.startswith(("https://", "http://")):
        parser.error(f"{options.address} is not an address. Write for example https://agenda.example.org/")
    sys.stdout.reconfigure(errors="backslashreplace")  # a console that lacks a character still shows the rest
    place = town.read(options.settings)
    track = progress.tracker(place.language.gettext(report.LOOKING), options.quiet)
    try:
        found = inspection.look(options.address, place, options.skip, options.days, options.seconds, track)
    except Unreachable as error:
        print(report.unreached(options.address, error, place.language))
        return 2
    if options.format == "json":
        print(report.record(options.address, found, place.language))
    else:
        shown = [one for one in found if one.level == "wrong" or not options.quiet]
        if shown:
            print(report.lines(shown, place.language))
    return 0 if inspection.is_well(found) else 1


if __name__ == "__main__":
    sys.exit(main())
