#!/usr/bin/env python3
"""Take submissions by a form: serve it, the editor's pages and organizers' links; bring away what is accepted."""

import argparse
import logging
import signal
import sys
from datetime import datetime
from pathlib import Path

import waitress

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "plugins"))


from agenda import look, town  # noqa: E402
from forge import chosen  # noqa: E402
from forge.change import Undelivered  # noqa: E402
from forge.repository import Author  # noqa: E402
from receiver import service, settings, web  # noqa: E402
from receiver.people import RegisterError  # noqa: E402
from receiver.spool import FullError  # noqa: E402

THREADS = 8


def made(options: argparse.Namespace) -> service.Service:
    """The receiver of these options; what is wrong with its settings ends the command with a message."""
    place = town.read(options.settings)
    file = options.receiver or place.folders.base / settings.PATH
    try:
        own = settings.read(file, place.folders.base)
        author = Author(place.name, place.email or f"agenda@{place.id}.invalid")
        setting = service.forge_setting(own.forge)
        forges = [chosen.of(setting, place.folders.base, author, straight) for straight in (False, True)]
        return service.of(place, own, lambda: datetime.now(place.zone), *forges)
    except (town.SettingsError, chosen.SettingsError, FullError) as error:
        raise SystemExit(str(error)) from None
    except Undelivered as error:
        raise SystemExit(place.language.say(error.fault.text, **error.fault.values)) from None


def arguments(parser: argparse.ArgumentParser) -> None:
    """What every command of the receiver takes."""
    parser.add_argument("--settings", type=Path, default=look.settings_file(ROOT), help="the town's Pelican settings")
    parser.add_argument("--receiver", type=Path, help="the receiver's settings, private/receiver.yaml otherwise")


def main() -> int:
    """Runs until it is interrupted; with --tidy it deletes what is too old, and ends."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tidy", action="store_true", help="delete what is older than its term, and stop")
    arguments(parser)
    options = parser.parse_args()
    logging.basicConfig(format="%(levelname)s %(message)s", level=logging.INFO)
    logging.getLogger("waitress").setLevel(logging.ERROR)
    found = made(options)
    if options.tidy:
        found.errands.tidy()
        return 0
    _tell(found)
    server = waitress.create_server(
        web.of(found), host=found.settings.host, port=found.settings.port, threads=THREADS, ident=None,
        clear_untrusted_proxy_headers=False, max_request_body_size=2**20, channel_timeout=60,
    )  # fmt: skip
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    found.worker.start()
    try:
        server.run()
    except (KeyboardInterrupt, SystemExit):
        print()
    finally:
        server.close()
        found.worker.stop()
    return 0


def _tell(found: service.Service) -> None:
    """Where it is, and what is missing before it can be used."""
    print(f"The form is at {found.addresses.whole(found.addresses.form())} (stop with Ctrl-C)", flush=True)
    if not found.settings.after:
        print("Nothing builds the site after a change yet: write after: make build in the settings.", flush=True)
    try:
        if not found.clerk.people.read().editors:
            print("Nobody is an editor yet. Name one: scripts/review.py editor name@example.org", flush=True)
    except RegisterError as error:
        raise SystemExit(str(error)) from None


if __name__ == "__main__":
    sys.exit(main())
