"""A town of its own, small enough to build in a second: what a test needs of a town, and nothing of a real one."""

import atexit
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

from agenda import source, town
from agenda.model import Agenda
from agenda.source import Folders, Loaded
from agenda.town import Town as AgendaTown

ROOT = Path(__file__).parent.parent
TODAY = "2026-11-22"  # a Sunday
NAME = "Littleham"

# Templates are compiled once for all towns of a run.
COMPILED = tempfile.mkdtemp(prefix="templates-")
atexit.register(shutil.rmtree, COMPILED, ignore_errors=True)

SETTINGS = f'''
from jinja2 import FileSystemBytecodeCache

JINJA_ENVIRONMENT = {{"bytecode_cache": FileSystemBytecodeCache({COMPILED!r})}}
SITENAME = "{NAME}"
SITEURL = ""
TIMEZONE = "Europe/Amsterdam"
DEFAULT_LANG = "en"
PATH = "content"
OUTPUT_PATH = "output"
THEME = {str(ROOT / "theme")!r}
PLUGIN_PATHS = [{str(ROOT / "plugins")!r}]
PLUGINS = ["agenda", "insight", "intake"]
AGENDA_ID = "littleham"
AGENDA_TAGLINE = "What is on in Littleham?"
'''

# A single date, well before the horizon and after any "tomorrow": its pages are the same two days later.
WALK = """---
title: Walk along the river
summary: We walk for an hour and drink tea.
schedule:
  start: 2026-12-10
  time: 10:00-12:00
location: mill
audiences: [all]
topics: [outdoors]
price: 0
checked: 2026-11-20
---
Anne waits **at the door**.
"""

FILES: dict[str, str] = {
    "pelicanconf.py": SETTINGS,
    "content/vocabulary/areas.yaml": "north: {name: Northside, tile: [1, 1]}\nsouth: {name: Southside, tile: [1, 2]}\n",
    "content/vocabulary/audiences.yaml": (
        "all: {name: Everyone, everyone: true}\nold: {name: Older people}\nyoung: {name: Young people}\n"
    ),
    "content/vocabulary/topics.yaml": "outdoors: {name: Outdoors}\ntea: {name: Tea and talk}\n",
    "content/vocabulary/access.yaml": "step-free: {name: No steps}\n",
    "content/vocabulary/discounts.yaml": "pass: {name: Town pass}\n",
    "content/vocabulary/languages.yaml": "en: {name: English}\nfr: {name: French}\n",
    "content/vocabulary/holidays.yaml": (
        "until: 2028-12-31\nsources: [The town]\npublic-holidays: [{date: 2026-12-25, name: Christmas}]\n"
    ),
    "content/places/mill.yaml": "name: The Mill\nstreet: Mill Lane 1\npostcode: 1000 AA\ncity: Littleham\narea: north",
    "content/organizations/walkers.md": "---\nname: The Walkers\nkind: member\ncontact: {phone: 020-000 00 00}\n---\n",
    "content/organizations/readers.md": "---\nname: The Readers\nkind: partner\n---\nWe *read*.\n",
    "content/campaigns/open-week.md": "---\nname: Open week\nstart: 2026-12-07\nuntil: 2026-12-13\n---\nCome in.\n",
    "content/pages/about.md": "Title: About us\nSlug: about\n\nA town by a river.\n",
    "activities/walkers/walk.md": WALK,
}


@dataclass(frozen=True)
class Town:
    """A town's folder, with its settings, content and activities."""

    path: Path

    @property
    def output(self) -> Path:
        return self.path / "output"

    def write(self, path: str, content: str | bytes | None) -> Path:
        """Write a file of the town; None deletes it."""
        file = self.path / path
        if content is None:
            file.unlink()
            return file
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode() if isinstance(content, str) else content)
        return file

    def build(self, env: dict[str, str] | None = None, *arguments: str) -> subprocess.CompletedProcess:
        """Build it as a user does, on `TODAY` unless `env` says otherwise."""
        command = [sys.executable, "-m", "pelican", "content", "-s", "pelicanconf.py", *arguments]
        environment = {**os.environ, "AGENDA_TODAY": TODAY, **(env or {})}
        return subprocess.run(
            command, cwd=self.path, env=environment, capture_output=True, text=True, encoding="utf-8", timeout=120
        )

    def load(self, language: str | None = None) -> Loaded:
        """What the reader makes of its files, in this process; hints in a language, if one is named."""
        folders = Folders(self.path / "content", self.path / "activities", self.path)
        return source.load(folders, ZoneInfo("Europe/Amsterdam"), date.fromisoformat(TODAY), language=language)

    def settings(self) -> AgendaTown:
        """Its settings, as commands read them, on `TODAY`."""
        return replace(town.read(self.path / "pelicanconf.py"), today=date.fromisoformat(TODAY))

    def agenda(self) -> Agenda:
        """Its agenda, which has to be without problems."""
        loaded = self.load()
        assert [one.message() for one in loaded.problems] == []
        return loaded.agenda

    def built(self) -> dict[str, bytes]:
        """Every file of the output."""
        return contents(self.output)

    def page(self, path: str = "") -> str:
        """The HTML of the page at `path`."""
        return (self.output / path / "index.html").read_text(encoding="utf-8")


def contents(folder: Path) -> dict[str, bytes]:
    """Path -> bytes of every file below a folder."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def activity(**fields: str | None) -> str:
    """An activity file: the walk with these fields instead, each as it stands in the file; None leaves one out."""
    values = {
        "title": "Walk along the river",
        "summary": "We walk for an hour and drink tea.",
        "schedule": "{start: 2026-12-10, time: 10:00-12:00}",
        "location": "mill",
        "audiences": "[all]",
        "topics": "[outdoors]",
        "checked": "2026-11-20",
    }
    text = fields.pop("text", "Anne waits at the door.")
    lines = [f"{name}: {value}" for name, value in {**values, **fields}.items() if value is not None]
    return "\n".join(["---", *lines, "---", text, ""])


def small_town(folder: Path, files: dict[str, str | bytes | None] | None = None) -> Town:
    """The town in `folder`, with these files otherwise; None leaves a file out."""
    made = Town(folder)
    for path, content in {**FILES, **(files or {})}.items():
        if content is not None:
            made.write(path, content)
    return made
