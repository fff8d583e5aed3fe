"""What the git history of the town's data says: earlier versions of a file, the files of a day, what was added when.

Everything is read from the published line: the first parents of what is checked out. Nothing without a repository.
"""

import io
import os
import subprocess
import tarfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

VERSIONS = 20  # how far back a good version is looked for
_COMMIT = "\x01"  # before a commit among the names of files


def older(path: Path) -> Iterator[tuple[Path, bytes]]:
    """The committed versions of a file, each with the path it had, newest first; nothing without a git repository.

    They go on below the path that a file was renamed from, unless something stands there now: then it is a copy.
    """
    up = _git(path.parent, "rev-parse", "--show-cdup")
    if up is None:
        return
    root = Path(os.path.normpath(path.parent / up.decode().strip()))
    log = ("log", "--follow", f"--max-count={VERSIONS}", "--diff-filter=d", "--diff-merges=first-parent", "-z")
    listed = _git(
        path.parent, "--literal-pathspecs", *log, "--name-only", f"--format={_COMMIT}%H", "--", f"./{path.name}"
    )
    for commit, names in _named(listed):
        if not names:
            continue
        there = root / names[0]
        if there != path and os.path.lexists(there):
            return
        data = _git(root, "show", f"{commit}:{names[0]}")
        if data is not None:
            yield there, data


def since(path: Path) -> datetime | None:
    """When a file came on the published line, the last time; None if git does not say."""
    log = ("log", "--first-parent", "--diff-merges=first-parent", "--no-renames", "--diff-filter=A", "-s", "-1")
    listed = _git(path.parent, "--literal-pathspecs", *log, "--format=%cI", "--", f"./{path.name}")
    return datetime.fromisoformat(listed.decode().strip()) if listed and listed.strip() else None


class Commit(NamedTuple):
    """A commit on the published line, and when it came there."""

    id: str
    moment: datetime


def cut(folder: Path) -> bool:
    """Is only the last part of the history here (a shallow clone)?"""
    return (_git(folder, "rev-parse", "--is-shallow-repository") or b"").strip() == b"true"


def on(folder: Path, day: date, zone: ZoneInfo) -> Commit | None:
    """The last commit of this day or before it; None if the history begins later, or there is none."""
    after = datetime.combine(day + timedelta(1), time(0), zone)
    found = [commit for commit in _line(folder) if commit.moment < after]
    return max(found, key=lambda commit: commit.moment, default=None)


def first(folder: Path) -> Commit | None:
    """The oldest commit that is here; None without a history."""
    return min(_line(folder), key=lambda commit: commit.moment, default=None)


def _line(folder: Path) -> list[Commit]:
    """The published line, newest first."""
    listed = (_git(folder, "log", "--first-parent", "--format=%H %cI") or b"").decode().split()
    return [Commit(id, datetime.fromisoformat(moment)) for id, moment in zip(listed[::2], listed[1::2], strict=True)]


def files(folder: Path, commit: Commit, target: Path) -> None:
    """Write the folder as it was in `commit` to the new folder `target`; links are left out, nothing is followed."""
    target.mkdir(parents=True)
    data = _git(folder, "archive", "--format=tar", commit.id, "--", ".")
    if data is None:  # the folder was not there yet
        return
    with tarfile.open(fileobj=io.BytesIO(data)) as archive:
        # What keeps `extractall` from leaving its folder came with Python 3.11.4: Debian 12 has 3.11.2.
        for member in archive:
            path = target / member.name
            if member.isreg() and ".." not in path.parts and path.is_relative_to(target):
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(archive.extractfile(member).read())


def added(folder: Path) -> dict[str, tuple[datetime, datetime]]:
    """Path below `folder` -> when its author committed it first, and when it came on the published line.

    What was there already where a shallow clone begins is left out: of that nothing is known. A file that was
    deleted and came back counts from the last time.
    """
    written, published = {}, {}
    # Newest first: of a path the first time that is met is the last one; a merge counts as what it brings.
    log = ("log", "--no-renames", "--diff-filter=A", "--name-only", "-z", "--relative")
    mainline = ("--first-parent", "--diff-merges=first-parent")
    unknown = _edge(folder)
    for commit, moment, paths in _additions(_git(folder, *log, *mainline, f"--format={_COMMIT}%H %cI", "--", ".")):
        for path in paths:
            published.setdefault(path, None if commit in unknown else moment)
    for commit, moment, paths in _additions(_git(folder, *log, f"--format={_COMMIT}%H %aI", "--", ".")):
        for path in paths:
            written.setdefault(path, None if commit in unknown else moment)
    return {path: (written[path], moment) for path, moment in published.items() if moment and written.get(path)}


def _additions(log: bytes | None) -> Iterator[tuple[str, datetime, list[str]]]:
    for head, paths in _named(log):
        commit, moment = head.split()
        yield commit, datetime.fromisoformat(moment), paths


def _named(log: bytes | None) -> Iterator[tuple[str, list[str]]]:
    """What stands at the head of each commit of a log, and the names of its files."""
    for entry in (log or b"").decode(errors="surrogateescape").split(_COMMIT)[1:]:
        head, *paths = entry.split("\0")
        yield head, [path.lstrip("\n") for path in paths if path.strip("\n")]


def _edge(folder: Path) -> set[str]:
    """The commits at which a shallow clone was cut: each seems to add all that was there."""
    path = (_git(folder, "rev-parse", "--git-path", "shallow") or b"").decode().strip()
    try:
        return set((folder / path).read_text().split()) if path else set()
    except OSError:
        return set()


def _git(folder: Path, *words: str) -> bytes | None:
    """What git prints; None when it fails or is not there."""
    try:
        done = subprocess.run(  # noqa: S603  no shell, and no word is a submitter's
            ["git", "-C", str(folder), *words],  # noqa: S607  git is where the system has it
            capture_output=True,
            check=True,
            timeout=60,
            env={**os.environ, "GIT_OPTIONAL_LOCKS": "0"},
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout
