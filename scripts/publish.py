#!/usr/bin/env python3
"""Publish the agenda: build it, send what changed to a target, or go back to what was published before."""

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "plugins"))

from agenda import look, town  # noqa: E402
from agenda.town import SettingsError  # noqa: E402
from publish import course, servers  # noqa: E402
from publish.failure import PublishError  # noqa: E402
from publish.headers import Place  # noqa: E402

HEADERS = {"nginx": servers.nginx, "caddy": servers.caddy}


def main() -> int:
    """Exit status 0; 1: not published; 3: published, but entries are held back."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("target", nargs="?", default="", help="a name in AGENDA_PUBLISH, or pages")
    parser.add_argument("--settings", type=Path, default=look.settings_file(ROOT, "publishconf.py"))
    parser.add_argument(
        "--back", nargs="?", const="", metavar="COMMIT", help="publish what stood there before, or an earlier commit"
    )
    parser.add_argument("--again", action="store_true", help="publish a commit that was taken back")
    parser.add_argument("--state", type=Path, metavar="FILE", help="the feed state to go on with")
    parser.add_argument("--new-state", action="store_true", help="start a new feed state: the old one is lost")
    parser.add_argument("--headers", choices=sorted(HEADERS), help="print what a web server has to say, and stop")
    options = parser.parse_args()
    place = town.read(options.settings)
    if options.headers:
        print(HEADERS[options.headers](Place.of(place)), end="")
        return 0
    order = course.Order(
        place, options.settings, options.target, options.back, options.again, options.new_state, options.state
    )
    try:
        status = course.publish(order, datetime.now(UTC), lambda line: print(line, flush=True))
    except SettingsError as error:
        raise SystemExit(f"{options.settings.name}: {error}") from None
    except PublishError as error:
        raise SystemExit(str(error)) from None
    if status:
        print("Published, but not everything: what stands above has to be mended.", file=sys.stderr)
    return status


if __name__ == "__main__":
    sys.exit(main())
