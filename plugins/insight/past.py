"""The agenda as it was on a day, from the history of the town's files."""

import tempfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from agenda import examples, history, source
from agenda.history import Commit
from agenda.model import Agenda
from agenda.problem import Fault
from agenda.register_source import Folders
from agenda.town import Town


@dataclass(frozen=True)
class Past:
    """The agenda of a day, read by today's rules. `unread` are addresses of entries that these rules refuse.

    `of` is the day of the last change that is in it.
    """

    agenda: Agenda
    of: date
    unread: frozenset[str]


def on(town: Town, day: date) -> Past:
    """The agenda on this day. Raises Fault if the history does not reach that far, or there is none."""
    content = history.on(town.folders.content, day, town.zone)
    activities = history.on(town.folders.activities, day, town.zone)
    if content is None or activities is None:
        raise _missing(town, day)
    return _read(town, content, activities, day)


def earliest(town: Town) -> Past:
    """The agenda of the first commits that are here. Raises Fault without a history."""
    content, activities = history.first(town.folders.content), history.first(town.folders.activities)
    if content is None or activities is None:
        raise _missing(town, town.today)
    return _read(town, content, activities, max(content.moment, activities.moment).astimezone(town.zone).date())


def _read(town: Town, content: Commit, activities: Commit, day: date) -> Past:
    with tempfile.TemporaryDirectory() as name:
        base = Path(name)
        folders = Folders(base / "content", base / "activities", base)
        history.files(town.folders.content, content, folders.content)
        history.files(town.folders.activities, activities, folders.activities)
        loaded = source.load(folders, town.zone, day)
    agenda = loaded.agenda if town.examples else examples.left_out(loaded.agenda)
    if loaded.broken_register:
        raise Fault("the vocabularies of {day} cannot be read by today's rules. Choose a later day.", day=day)
    unread = frozenset(f"{path.parent.name}/{path.stem}" for path in loaded.held_back)
    changed = max(content.moment, activities.moment).astimezone(town.zone).date()
    return Past(agenda, changed, unread)


def begin(town: Town) -> date | None:
    """The first day of which all files are known; None without a history."""
    firsts = [history.first(folder) for folder in (town.folders.content, town.folders.activities)]
    if None in firsts:
        return None
    return max(commit.moment for commit in firsts if commit).astimezone(town.zone).date()


def is_cut(town: Town) -> bool:
    """Is there more history than is here?"""
    return history.cut(town.folders.content) or history.cut(town.folders.activities)


def _missing(town: Town, day: date) -> Fault:
    start = begin(town)
    if start is None:
        return Fault("there is no history here. Use a clone of the repository, not a copy of its files.")
    if is_cut(town):
        return Fault(
            "the history here is cut: it begins on {start}, after {day}. Fetch all of it: git fetch --unshallow.",
            start=start, day=day,
        )  # fmt: skip
    return Fault("the history begins on {start}, after {day}. Choose a later day.", start=start, day=day)
