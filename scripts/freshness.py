#!/usr/bin/env python3
"""Show which activities need a look: not checked for long, or on a holiday without a word. Ask their organizers."""

import argparse
import json
import sys
from datetime import datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "plugins"))


from agenda import look, progress, source, town  # noqa: E402
from agenda.pages import Site  # noqa: E402
from insight import confirm, freshness, reminders, review  # noqa: E402
from post import mailer  # noqa: E402


def main() -> int:
    """Exit status 1 if something needs a look; with --send, if a letter did not go; with --confirm, if a file stays."""
    parser = argparse.ArgumentParser(description=__doc__)
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--json", action="store_true", help="a list of organizations, for tools")
    what.add_argument("--send", action="store_true", help="a letter to each organizer for whom something is new")
    what.add_argument("--confirm", nargs="+", type=Path, metavar="FILE", help="write in these files: checked today")
    parser.add_argument("--settings", type=Path, default=look.settings_file(ROOT), help="the town's Pelican settings")
    parser.add_argument("-q", "--quiet", action="store_true", help="no progress, no summary")
    options = parser.parse_args()
    sys.stdout.reconfigure(errors="backslashreplace")  # a console that lacks a character still shows the rest
    place = town.read(options.settings)
    if options.confirm:
        told = [confirm.confirmed(file, place) for file in options.confirm]
        for words, good in told:
            if not (good and options.quiet):
                print(words)
        return 0 if all(good for _, good in told) else 1
    track = progress.tracker(place.language.gettext("Checking"), options.quiet)
    loaded = source.load(place.folders, place.zone, place.today, track=track)
    site = Site(loaded.agenda, place)
    reviews, writer = review.of(site), freshness.Writer(site)
    if loaded.problems and not options.quiet:
        print(writer.left_out(len(set(loaded.held_back))), file=sys.stderr)
    if options.send:
        return _send(reviews, writer, place, options.quiet)
    if options.json:
        print(json.dumps(freshness.records(reviews, site), ensure_ascii=False, indent=1))
    elif not options.quiet:
        print(writer.report(reviews))
    return 1 if any(one.asked for one in reviews) else 0


def _send(reviews: list[review.Review], writer: freshness.Writer, place: town.Town, quiet: bool) -> int:
    """What went and what did not; what is wrong with the settings ends the command before any letter."""
    try:
        reminders.has_address(place)
        post = mailer.of(place.mail, place.email, place.folders.base)
        log = reminders.Log.read(place.reminders)
        done = reminders.send(reviews, writer, post, log, datetime.now(place.zone))
    except (mailer.SettingsError, town.SettingsError, reminders.LogError) as error:
        raise SystemExit(str(error)) from None
    for words in done.failures(place.language):
        print(words, file=sys.stderr)
    if not quiet:
        for words in done.told(place.language):
            print(words)
    return 1 if done.failed else 0


if __name__ == "__main__":
    sys.exit(main())
