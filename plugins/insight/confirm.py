"""One edit re-confirms: `checked` in an activity file becomes a day, and not a byte else changes."""

import os
import re
from datetime import date
from pathlib import Path

from agenda import entries, frontmatter, report, source
from agenda.model import Activity
from agenda.problem import Fault, Problem
from agenda.town import Town

_DAY = re.compile(rb"""(["']?)\d{4}-\d{2}-\d{2}\1(?=[\s,}#]|$)""")


def confirmed(path: Path, town: Town) -> tuple[str, bool]:
    """Confirm a file; what to tell of it, and whether it is right. A file with problems stays as it is."""
    shown = source.shown_path(path, town.folders.base)
    if path.suffix not in entries.SUFFIXES:
        fault = Fault("this is not an activity file. Name a file that ends in .md or .yaml.")
        return report.written([Problem.of(fault, shown)], town.language), False
    loaded = source.load(town.folders, town.zone, town.today, [path])
    problems = loaded.problems
    try:
        if not problems:
            if confirm(path, loaded.agenda.activities[0], town.today):
                return town.language.say("{path}: checked on {day}.", path=shown, day=town.today), True
            return town.language.say("{path}: this stood there already.", path=shown), True
    except Fault as fault:
        problems = [Problem.of(fault, shown, field="checked")]
    except OSError as error:
        fault = Fault("the file cannot be written ({reason}). Look who may change it.", reason=error.strerror)
        problems = [Problem.of(fault, shown)]
    return report.written(problems, town.language), False


def confirm(path: Path, activity: Activity, today: date) -> bool:
    """Write in the file of this activity that it was checked today; False if that stood there already.

    Raises Fault for an example, and where the line is written in a way that only a person should change.
    """
    if activity.example:
        raise Fault("an example is not checked. Leave checked out, or leave example out.")
    before = path.read_bytes()
    after = rewritten(before, path.suffix == ".md", today)
    if after == before:
        return False
    temporary = path.with_name(f".{path.name}.new")
    temporary.write_bytes(after)
    temporary.chmod(path.stat().st_mode)
    os.replace(temporary, path)
    return True


def rewritten(data: bytes, front_matter: bool, today: date) -> bytes:
    """The file's bytes with this day; what stands around the value stays, its quotes too. Raises Fault."""
    document = frontmatter.parse(data, front_matter)
    line, column = document.values.get(("checked",), (0, 0))
    lines = re.split(rb"(?<=\n)|(?<=\r)(?!\n)", data)
    if line:
        own = lines[line - 1]
        mark = b"\xef\xbb\xbf" if line == 1 and own.startswith(b"\xef\xbb\xbf") else b""
        at = len(mark) + len(own[len(mark) :].decode()[: column - 1].encode())
        if found := _DAY.match(own, at):
            quote = found[1]
            lines[line - 1] = own[:at] + quote + str(today).encode() + quote + own[found.end() :]
            result = b"".join(lines)
            if frontmatter.parse(result, front_matter).tree == {**document.tree, "checked": str(today)}:
                return result
    raise Fault("the line of checked is written in an unusual way. Change it by hand: checked: {day}.", day=today)
