"""An activity file that is right, made wrong in one place, and what the town says of it."""

from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

from agenda import source
from agenda.source import Folders, Loaded

ROOT = Path(__file__).parent.parent
ZONE = ZoneInfo("Europe/Amsterdam")
TODAY = date(2026, 11, 22)
FOLDERS = Folders(ROOT / "content", ROOT / "activities", ROOT)

RIGHT = {  # on the lines 2 to 8 of an entry
    "title": "Koffieochtend",
    "summary": "Koffie en een praatje.",
    "schedule": "{start: 2026-09-01, time: 10:00-12:00, repeat: weekly}",
    "location": "de-tulp",
    "audiences": "[iedereen]",
    "topics": "[koffie-en-praten]",
    "checked": "2026-11-20",
}


def fields(extra: str = "", **changes: str | None) -> str:
    """The fields of a right entry, one a line, with these changes (None: left out) and, after them, `extra`."""
    values = {**RIGHT, **changes}
    lines = [f"{name}: {value}" for name, value in values.items() if value is not None]
    return "\n".join([*lines, *([extra] if extra else [])]) + "\n"


def entry(folder: Path, extra: str = "", name: str = "x.md", body: str = "Loop binnen.", **changes) -> Path:
    """Write an otherwise right activity of dock-haarlem below `folder`."""
    return put(folder, f"---\n{fields(extra, **changes)}---\n{body}\n", name)


def put(folder: Path, content: str | bytes, name: str = "x.md", organization: str = "dock-haarlem") -> Path:
    """Write a file of an organization below `folder`."""
    path = folder / organization / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def load(*paths: Path, today: date = TODAY, language: str = "") -> Loaded:
    """What the town makes of these entries; hints on the texts as in this language."""
    return source.load(FOLDERS, ZONE, today, paths, language=language)


def problems(*paths: Path) -> list[tuple[int, int, str, str]]:
    """Line, column, field and English message of every problem."""
    return [(one.line, one.column, one.field, one.message()) for one in load(*paths).problems]


def hints(*paths: Path, today: date = TODAY, language: str = "") -> list[tuple[int, int, str, str]]:
    """Line, column, field and English message of every hint."""
    found = load(*paths, today=today, language=language).hints
    return [(one.line, one.column, one.field, one.message()) for one in found]
