"""What every generator of the bench is: a project that is written, a command that builds it, and what that makes."""

import re
import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from .agenda import Activity, Agenda

SITES = Path(__file__).parent / "sites"  # what stands there is a generator's own settings and templates
SCENARIOS = ("full", "unchanged", "one_changed")  # in the order in which they are measured

File = tuple[str, str]  # a path below the project's folder, and its text


class Missing(Exception):
    """A generator is not there, or cannot be installed; the message says what to do."""


@dataclass(frozen=True)
class Engine:
    """A generator. `site` is the folder of its settings and templates, `files` are the agenda as it reads it, `entry`
    is the file of one activity. Its command runs in the project's folder and writes to `output` there.
    """

    id: str
    name: str
    site: str
    command: tuple[str, ...]
    files: Callable[[Agenda], Iterable[File]]
    entry: Callable[[Activity], File]
    output: str = "output"
    environment: Mapping[str, str] = field(default_factory=dict)
    scenarios: tuple[str, ...] = SCENARIOS


@dataclass(frozen=True)
class Project:
    """An agenda in a folder, for one generator; `own` are the names of what was there before anything was built."""

    engine: Engine
    folder: Path
    own: frozenset[str]

    @property
    def output(self) -> Path:
        """The folder of what is built."""
        return self.folder / self.engine.output

    @property
    def environment(self) -> dict[str, str]:
        """What the command finds in its environment: also a place for what it keeps between two builds."""
        kept = {"TMPDIR": str(self.folder / "tmp"), "XDG_CACHE_HOME": str(self.folder / "cache")}
        return {**kept, **self.engine.environment}


def laid_out(engine: Engine, folder: Path, agenda: Agenda) -> Project:
    """The whole project in a new folder."""
    shutil.copytree(SITES / engine.site, folder, ignore=shutil.ignore_patterns("package*.json", "__pycache__"))
    for path, text in (*engine.files(agenda), *map(engine.entry, agenda.activities)):
        _write(folder / path, text)
    project = Project(engine, folder, frozenset(path.name for path in folder.iterdir()))
    clean(project)
    return project


def change(project: Project, activity: Activity) -> None:
    """Write an activity's file over what stood there."""
    path, text = project.engine.entry(activity)
    _write(project.folder / path, text)


def clean(project: Project) -> None:
    """Put aside all that was built, and all that was kept for another build.

    It goes with the whole folder of the bench. Deleted now it would count: ext4 without a journal leaves alone for a
    minute or more what was just deleted, and looks at all of it for each file that is made.
    """
    aside = project.folder.with_name(f"{project.folder.name}.aside")
    aside = aside / str(len(list(aside.iterdir())) if aside.is_dir() else 0)
    aside.mkdir(parents=True)
    for path in project.folder.iterdir():
        if path.name not in project.own:
            path.rename(aside / path.name)
    (project.folder / "tmp").mkdir()


def with_front_matter(activity: Activity, zone: str = "") -> File:
    """An activity as generators with YAML above a Markdown text read it, its terms by the words in their addresses."""
    return f"content/activiteit/{activity.id}.md", (
        f'---\ntitle: {activity.title}\ndate: {activity.start}T{activity.begin}:00{zone}\nend: "{activity.end}"\n'
        f'summary: {activity.summary}\nrepeat: "{activity.repeat}"\nplace: {activity.place.id}\n'
        f"wijk: {activity.place.area}\norganisatie: {activity.organization.id}\n"
        f"doelgroep: [{', '.join(one.id for one in activity.audiences)}]\n"
        f"thema: [{', '.join(one.id for one in activity.topics)}]\nprice: {activity.price}\n---\n{activity.text}\n"
    )


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


@dataclass(frozen=True)
class Made:
    """What a build made: `files` by the endings of their names, and their `size` in bytes; `entries` in all lists,
    `events` in all calendars. A file whose name begins with a dot is nobody's page.
    """

    files: Mapping[str, int]
    size: int
    entries: int
    events: int

    @property
    def compared(self) -> dict[str, int]:
        """What has to be the same for every generator. Styles, and what a build keeps for the next one, need not be."""
        kinds = {kind: self.files.get(kind, 0) for kind in ("html", "ics", "xml")}
        return {**kinds, "entries": self.entries, "events": self.events}


def made(project: Project) -> Made:
    """Count what stands in the output."""
    files, size, entries, events = Counter(), 0, 0, 0
    for path in project.output.rglob("*"):
        if not path.is_file() or path.name.startswith("."):
            continue
        data, kind = path.read_bytes(), path.suffix[1:]
        files[kind] += 1
        size += len(data)
        entries += len(re.findall(rb'<li class="entry"', data)) if kind == "html" else 0
        events += data.count(b"BEGIN:VEVENT") if kind == "ics" else 0
    return Made(dict(sorted(files.items())), size, entries, events)
