#!/usr/bin/env python3
"""Write the files by which a forge helps who hands something in: forms, request texts, owners, a template."""

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "plugins"))


from agenda import look, source, town  # noqa: E402
from intake import forge_files  # noqa: E402


def main() -> int:
    """Exit status 1 with --check if a file is not up to date; 2 if the town's own files have problems."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; say what is not up to date")
    parser.add_argument("--settings", type=Path, default=look.settings_file(ROOT), help="the town's Pelican settings")
    options = parser.parse_args()
    place = town.read(options.settings)
    loaded = source.load(place.folders, place.zone, place.today, only=[])
    if loaded.broken_register:
        print(place.language.say("the vocabularies have problems. Run scripts/check.py first."), file=sys.stderr)
        return 2
    stale = []
    for name, text in forge_files.files(place, loaded.agenda.register):
        path = place.folders.base / name
        if (path.read_text(encoding="utf-8") if path.is_file() else "") != text:
            stale.append(name)
            if not options.check:
                _put(path, text)
    for name in stale:
        print(name)
    return 1 if options.check and stale else 0


def _put(path: Path, text: str) -> None:
    """Write the file; one without a text goes away."""
    if not text:
        path.unlink()
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
