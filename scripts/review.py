#!/usr/bin/env python3
"""Decide on what was handed in, in a terminal: what waits, yes, or no with a reason; and who may do what."""

import argparse
import logging
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "plugins"), str(ROOT / "scripts")]


import receive  # noqa: E402
from receiver.people import RegisterError  # noqa: E402
from receiver.spool import FullError  # noqa: E402
from receiver.terminal import NoneSuch, Terminal  # noqa: E402


def parser() -> argparse.ArgumentParser:
    """The commands and what each takes."""
    made = argparse.ArgumentParser(description=__doc__)
    receive.arguments(made)
    commands = made.add_subparsers(dest="command", required=True, metavar="COMMAND")
    commands.add_parser("list", help="what waits, each with its id")
    show = commands.add_parser("show", help="one submission: what it makes, who sent it, what to look at")
    accept = commands.add_parser("accept", help="say yes, and bring it to the repository")
    refuse = commands.add_parser("refuse", help="say no; the sender hears why")
    for one in (show, accept, refuse):
        one.add_argument("id", help="as the list has it; its first four characters do")
    accept.add_argument("--trusted", action="store_true", help="the sender may change it at once from now on")
    refuse.add_argument("--reason", required=True, help="what the sender hears")
    editor = commands.add_parser("editor", help="make somebody an editor; prints the link of the editor's page")
    successor = commands.add_parser("successor", help="who looks after an activity from now on; prints the link")
    revoke = commands.add_parser("revoke", help="make all links of an activity worthless")
    for one in (successor, revoke):
        one.add_argument("entry", help="organization/name")
    for one in (editor, successor):
        one.add_argument("address", help="an e-mail address")
    return made


def main() -> int:
    """Exit status 1 for what is not there or cannot be done."""
    options = parser().parse_args()
    logging.basicConfig(format="%(levelname)s %(message)s")
    terminal = Terminal(receive.made(options))
    steps = {
        "list": terminal.list,
        "show": lambda: terminal.show(options.id),
        "accept": lambda: [terminal.accept(options.id, options.trusted)],
        "refuse": lambda: [terminal.refuse(options.id, options.reason)],
        "editor": lambda: [terminal.editor(options.address)],
        "successor": lambda: [terminal.successor(options.entry, options.address)],
        "revoke": lambda: [terminal.revoke(options.entry)],
    }
    try:
        for line in steps[options.command]():
            print(line)
    except (NoneSuch, RegisterError, FullError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
