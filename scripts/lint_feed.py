#!/usr/bin/env python3
"""Read calendar files as strict programs do: every fault with its line, and what breaks for whom."""

import argparse
import sys
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "plugins"))


from agenda import feed_lint, look, town  # noqa: E402

MOST = 20_000_000  # bytes that are read


def read(name: str) -> bytes:
    """The bytes of a file or an https address. Raises OSError."""
    if name.startswith(("https://", "http://")):
        request = urllib.request.Request(name, headers={"User-Agent": "agenda-lint"})  # noqa: S310
        with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310
            return answer.read(MOST)
    return Path(name).read_bytes()


def main() -> int:
    """Exit status 1 if anything is wrong; warnings don't count."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("feeds", nargs="+", metavar="FILE|URL")
    parser.add_argument("--settings", type=Path, default=look.settings_file(ROOT), help="the town's Pelican settings")
    options = parser.parse_args()
    language = town.read(options.settings).language
    wrong = False
    for name in options.feeds:
        try:
            data = read(name)
        except OSError as error:
            parser.error(f"{name}: {error}")
        for one in feed_lint.findings(data):
            kind = language.gettext("warning") + ": " if one.warning else ""
            print(f"{name}:{one.line}: {kind}{language.say(one.fault.text, **one.fault.values)}")
            wrong = wrong or not one.warning
    return int(wrong)


if __name__ == "__main__":
    sys.exit(main())
