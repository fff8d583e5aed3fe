"""The spool: a folder with a file for each submission, which is in exactly one state whatever happens.

A file is written beside its place, brought to the disk and renamed; its folder too is brought to the disk before
anybody is told that something is kept. So a process that is killed, or a machine that stops, leaves each file as it was
before a step or as it is after it. A lock that the system takes back from who dies keeps processes apart.
"""

import fcntl
import os
import re
import secrets
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from . import submission_record
from .submission_record import BEGINNINGS, Record, StepError

ID = re.compile(r"[0-9a-f]{20}")
STALE = timedelta(hours=1)  # after which a half-written file belongs to nobody


class FullError(Exception):
    """Nothing more can be kept now: the disk is full or cannot be written, or too much lies here already."""


class Spool:
    """Submissions in `folder`, at most `most` of them."""

    def __init__(self, folder: Path, most: int = 5000) -> None:
        self.folder, self.most = folder, most
        self._own = threading.Lock()
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise FullError(f"{folder}: {error.strerror}") from None

    def put(self, record: Record) -> bool:
        """Keep a new submission; False if one with its id is kept already. On returning it is on the disk.

        Raises FullError.
        """
        if record.state not in BEGINNINGS:
            raise StepError("", record.state)
        self._path(record.id)  # raises for what is no id
        with self._writing(record) as temporary, self._locked():
            if self._path(record.id).exists():
                return False
            if sum(1 for _ in self.folder.glob("*.json")) >= self.most:
                raise FullError(f"{self.folder}: {self.most} submissions lie here already")
            self._place(temporary, record.id)
        return True

    def get(self, id: str) -> Record | None:
        """The submission with this id; None if there is none, or it cannot be read."""
        if not ID.fullmatch(id):
            return None
        try:
            return submission_record.read(self._path(id).read_bytes())
        except (OSError, ValueError):
            return None

    def change(self, id: str, step: Callable[[Record], Record]) -> Record:
        """Take a step with a submission, as it is now. Raises KeyError, FullError, and whatever `step` raises."""
        with self._locked():
            before = self.get(id)
            if before is None:
                raise KeyError(id)
            after = step(before)
            if after != before:
                with self._writing(after) as temporary:
                    self._place(temporary, id)
        return after

    def all(self) -> list[Record]:
        """Every submission, the oldest first."""
        found = (self.get(path.stem) for path in self.folder.glob("*.json"))
        return sorted((one for one in found if one), key=lambda one: (one.received, one.id))

    def unreadable(self) -> list[str]:
        """The names of files that should be a submission and are not."""
        return sorted(path.name for path in self.folder.glob("*.json") if self.get(path.stem) is None)

    def writable(self) -> bool:
        """Can something be kept now?"""
        trial = self.folder / f".{secrets.token_hex(10)}.new"
        try:
            with open(os.open(trial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                file.write(b"x" * 4096)
                os.fsync(file.fileno())
        except OSError:
            return False
        finally:
            trial.unlink(missing_ok=True)
        return True

    def delete(self, id: str) -> None:
        """Forget a submission altogether."""
        with self._locked():
            self._path(id).unlink(missing_ok=True)
            self._sync()

    def sweep(self, now: datetime) -> None:
        """Delete what a process left half-written that died long ago."""
        for path in self.folder.glob(".*.new"):
            try:
                if path.stat().st_mtime < (now - STALE).timestamp():
                    path.unlink()
            except OSError:
                continue  # another process was first

    def _path(self, id: str) -> Path:
        if not ID.fullmatch(id):
            raise KeyError(id)
        return self.folder / f"{id}.json"

    @contextmanager
    def _writing(self, record: Record) -> Iterator[Path]:
        """A file with the record beside its place, on the disk; gone again if it is not put there."""
        temporary = self.folder / f".{record.id}.{secrets.token_hex(4)}.new"
        try:
            with open(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                file.write(record.data())
                file.flush()
                os.fsync(file.fileno())
            yield temporary
        except OSError as error:
            raise FullError(f"{self.folder}: {error.strerror}") from None
        finally:
            temporary.unlink(missing_ok=True)

    def _place(self, temporary: Path, id: str) -> None:
        os.replace(temporary, self._path(id))
        self._sync()

    def _sync(self) -> None:
        """The folder itself to the disk: a name that is only in memory is gone with the power."""
        folder = os.open(self.folder, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)

    @contextmanager
    def _locked(self) -> Iterator[None]:
        with self._own, self._file_lock(".lock"):
            yield

    @contextmanager
    def errands(self) -> Iterator[None]:
        """While one process brings things away, others wait. Raises FullError."""
        with self._file_lock(".errands"):
            yield

    @contextmanager
    def _file_lock(self, name: str) -> Iterator[None]:
        try:
            lock = os.open(self.folder / name, os.O_WRONLY | os.O_CREAT, 0o600)
        except OSError as error:
            raise FullError(f"{self.folder}: {error.strerror}") from None
        try:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield
        finally:
            os.close(lock)
