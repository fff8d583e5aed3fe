"""What every generator of the bench is: a project that is written, a command that builds it, an output that is counted."""

import re
import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from .agenda import Activity, Agenda

SITES = Path(__file__).parent / "sites"  # what stands there is a generator's own settings and templates
URL = "https://agenda.example.org"
SCENARIOS = ("full", "unchanged", "one_changed")  # in the order in which they are measured

File = tuple[str, str]  # a path below the project's folder, and its text


class Missing(Exception):
    """A generator is not there, or cannot be installed; the message says what to do."""


@dataclass(frozen=True)
class Engine:
    """A generator. `files` are the agenda as it reads it, `entry` is the file of one activity; `caches` are folders and
    files that a clean build does not have. It runs in the project's folder and writes to `output` there.
    """

    id: str
    name: str
    command: tuple[str, ...]
    files: Callable[[Agenda], Iterable[File]]
    entry: Callable[[Activity], File]
    output: str = "output"
    caches: tuple[str, ...] = ()
    environment: Mapping[str, str] | None = None
    scenarios: tuple[str, ...] = SCENARIOS


def lay_out(engine: Engine, folder: Path, agenda: Agenda) -> None:
    """Write the whole project into a new folder."""
    shutil.copytree(SITES / engine.id, folder, ignore=shutil.ignore_patterns("package*.json"))
    for path, text in engine.files(agenda):
        _write(folder / path, text)
    for activity in agenda.activities:
        change(engine, folder, activity)


def change(engine: Engine, folder: Path, activity: Activity) -> None:
    """Write one activity's file, new or over what stood there."""
    path, text = engine.entry(activity)
    _write(folder / path, text)


def clean(engine: Engine, folder: Path) -> None:
    """Take away all that a build made."""
    for name in (engine.output, *engine.caches):
        path = folder / name
        shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


@dataclass(frozen=True)
class Made:
    """What a build made: files by the ending of their names, `entries` in all lists, `events` in all calendars.

    Files whose names begin with a dot, and those that only the next build reads, are left out.
    """

    files: Mapping[str, int]
    entries: int
    events: int
    size: int

    @property
    def compared(self) -> dict[str, int]:
        """What has to be the same for every generator."""
        kinds = {kind: self.files.get(kind, 0) for kind in ("html", "ics", "xml")}
        return {**kinds, "entries": self.entries, "events": self.events}


def made(engine: Engine, folder: Path) -> Made:
    """Count what stands in the output."""
    files, entries, events, size = Counter(), 0, 0, 0
    for path in (folder / engine.output).rglob("*"):
        if not path.is_file() or path.name.startswith("."):
            continue
        data, kind = path.read_bytes(), path.suffix[1:]
        files[kind] += 1
        size += len(data)
        entries += len(re.findall(rb'<li class="entry"', data)) if kind == "html" else 0
        events += data.count(b"BEGIN:VEVENT") if kind == "ics" else 0
    return Made(dict(sorted(files.items())), entries, events, size)
