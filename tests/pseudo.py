"""A language that nobody speaks, written from right to left: it shows which words a page does not take from gettext."""

import io
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parent.parent
CODE = "he"  # a code whose dates, lists and plurals babel knows, and whose script is written from right to left
LETTERS = {
    ord(latin): hebrew for latin, hebrew in zip("abcdefghijklmnopqrstuvwxyz", "אבגדהוזחטיכלמנסעפצקרשתאבגד", strict=True)
}
KEPT = re.compile(r"(%\(\w+\)s|\{\w+\})")
TODAY = "2026-11-22"
PATTERN = re.compile(r"[EdMy ]+")  # how babel writes a day is a message too


def said(text: str) -> str:
    """The message in that language: every letter another, what is filled in the same."""
    if PATTERN.fullmatch(text):
        return text
    parts = KEPT.split(text)
    return "".join(part if KEPT.fullmatch(part) else part.lower().translate(LETTERS) for part in parts)


def theme(folder: Path) -> Path:
    """The project's theme with a catalogue of that language too."""
    made = folder / "theme"
    shutil.copytree(ROOT / "theme", made)
    with (made / "translations" / "nl" / "LC_MESSAGES" / "agenda.po").open("rb") as file:
        known = read_po(file)
    catalogue = Catalog(locale=CODE)
    for message in known:
        if not message.id:
            continue
        if isinstance(message.id, str):
            catalogue.add(message.id, said(message.id))
        else:
            catalogue.add(message.id, tuple(said(message.id[1]) for _ in range(catalogue.num_plurals)))
    written = io.BytesIO()
    write_po(written, catalogue)
    target = made / "translations" / CODE / "LC_MESSAGES" / "agenda.po"
    target.parent.mkdir(parents=True)
    target.write_bytes(written.getvalue())
    return made


def site(folder: Path) -> Path:
    """The real town, built with pages in that language too."""
    output = folder / "output"
    settings = {
        "THEME": str(theme(folder)),
        "AGENDA_LANGUAGES": {"en": [], CODE: ["a test", TODAY]},
    }
    command = [sys.executable, "-m", "pelican", "content", "-s", "pelicanconf.py", "-o", str(output), "-e"]
    command += [f"{name}={json.dumps(value)}" for name, value in settings.items()]
    environment = {**os.environ, "AGENDA_TODAY": TODAY}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return output
