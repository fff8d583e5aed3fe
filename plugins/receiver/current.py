"""The town as it is now: its agenda read from the files, and read again when these change or a day begins."""

import os
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

from agenda import source, twins
from agenda.model import Activity, Agenda
from agenda.register import Register
from agenda.town import Town
from intake import submission

PAUSE = timedelta(seconds=2)  # between two looks at the files


@dataclass(frozen=True)
class Snapshot:
    """The agenda at one moment. `town` has the day of that moment; `taken` are addresses that no new entry may take."""

    town: Town
    agenda: Agenda
    taken: frozenset[str]
    twins: twins.Index
    broken: bool = False
    by_address: dict[str, Activity] = field(default_factory=dict)

    @property
    def register(self) -> Register:
        """What entries may name."""
        return self.agenda.register


class Current:
    """Keeps the newest snapshot. Who asks while another reads the files gets the one before."""

    def __init__(self, town: Town, clock: Callable[[], datetime]) -> None:
        self.town, self.clock = town, clock
        self._lock = threading.Lock()
        self._looked: datetime | None = None
        self._signature: object = None
        self._snapshot: Snapshot | None = None

    def get(self) -> Snapshot:
        """The town as it is now."""
        now = self.clock()
        found = self._snapshot
        if found and self._looked and now - self._looked < PAUSE and found.town.today == now.date():
            return found
        if not self._lock.acquire(blocking=found is None):
            return found
        try:
            signature = (now.date(), tuple(self._files()))
            if signature != self._signature or self._snapshot is None:
                self._snapshot, self._signature = self._read(now), signature
            self._looked = now
            return self._snapshot
        finally:
            self._lock.release()

    def _read(self, now: datetime) -> Snapshot:
        town = replace(self.town, today=now.date())
        loaded = source.load(town.folders, town.zone, town.today)
        index = twins.Index(loaded.agenda, town.today)
        by_address = {one.address: one for one in loaded.agenda.activities}
        taken = frozenset(submission.taken(loaded))
        return Snapshot(town, loaded.agenda, taken, index, loaded.broken_register, by_address)

    def _files(self) -> Iterator[tuple[str, int, int]]:
        """Every data file with its time and size; pictures and pages change nothing here, but cost little."""
        folders = self.town.folders
        for root in (folders.activities, folders.content):
            yield from _below(root)


def _below(folder: Path) -> Iterator[tuple[str, int, int]]:
    try:
        entries = sorted(os.scandir(folder), key=lambda one: one.name)
    except OSError:
        return
    for entry in entries:
        try:
            if entry.is_dir(follow_symlinks=False):
                yield from _below(Path(entry.path))
            else:
                stat = entry.stat(follow_symlinks=False)
                yield entry.path, stat.st_mtime_ns, stat.st_size
        except OSError:
            continue  # it went away just now
