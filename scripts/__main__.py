#!/usr/bin/env python3
"""One door to all commands: `python scripts check`, or `agenda check` where the generator is installed."""

import importlib.util
import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parent


def commands() -> dict[str, Path]:
    """The commands by name: `check`, `form-to-file`, …"""
    files = sorted(path for path in FOLDER.glob("*.py") if not path.stem.startswith("_"))
    return {path.stem.replace("_", "-"): path for path in files}


def main() -> int:
    """Run a command with the arguments after its name; its exit status, or 2 if there is none of that name."""
    known, given = commands(), sys.argv[1:]
    name = given[0].replace("_", "-") if given else ""
    if name not in known:
        print(f"usage: agenda COMMAND …\nCommands: {', '.join(known)}. What one does: agenda COMMAND --help",
              file=sys.stderr)  # fmt: skip
        return 2
    sys.argv = [f"agenda {name}", *given[1:]]
    spec = importlib.util.spec_from_file_location(f"command_{known[name].stem}", known[name])
    command = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(command)
    return command.main()


if __name__ == "__main__":
    sys.exit(main())
