"""A server that rsync reaches: each publication is a folder `releases/TIME`, and `current` is a link to the last one.

    ADDRESS/feed-state.json          the newest state, whatever release is current
    ADDRESS/current -> releases/20261128T030000Z
    ADDRESS/releases/20261128T030000Z/

Only rsync is needed there, over ssh or as a daemon; no command is run. rsync puts each file, and the link, in place by
a rename. A file that did not change is a hard link to the one of the release before, so it keeps its ETag.
"""

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from agenda.state import PATH as STATE

from .failure import PublishError
from .record import PATH, Record
from .shipment import Shipment
from .target import Found

KEPT = 5  # releases
CURRENT, RELEASES, NEWEST = "current", "releases", "feed-state.json"
NAME = "%Y%m%dT%H%M%SZ"
PATIENCE = 600  # seconds without a word from the other side
_RELEASE = re.compile(r"\d{8}T\d{6}Z")
_NOT_THERE = 23  # rsync's exit status when something it was told to send is not there


class Releases:
    """The folder at an rsync address. `now` names the release (UTC); `work` is a folder for what is on its way."""

    compress, headers = True, False

    def __init__(self, address: str, work: Path, now: datetime) -> None:
        self.address = address.rstrip("/")
        self.now = now
        self.mirror = work / "server"

    def found(self) -> Found:
        """Bring what is needed to know: the link, the state, and the record of each release."""
        shutil.rmtree(self.mirror, ignore_errors=True)
        self.mirror.mkdir(parents=True)
        wanted = [f"/{CURRENT}", f"/{NEWEST}", f"/{RELEASES}/", f"/{RELEASES}/*/", f"/{RELEASES}/*/{PATH}"]
        self._run(["-rl", *(f"--include={one}" for one in wanted), "--exclude=*"], f"{self.address}/", self.mirror)
        current, state = self._current(), self.mirror / NEWEST
        record = self.mirror / RELEASES / current / PATH if current else None
        return Found(
            Record.read(record.read_bytes()) if record and record.is_file() else None,
            state.read_bytes() if state.is_file() else None,
            bool(current or self._names()),
        )

    def fetch(self, name: str) -> bytes | None:
        """A file of the current release. With it come all of its folder: the theme's files are asked for one by one."""
        if not (current := self._current()):
            return None
        top, here = name.partition("/")[0], self.mirror / RELEASES / current
        if not (here / top).exists():
            wanted = [f"--include=/{top}", f"--include=/{top}/***", "--exclude=*"]
            self._run(["-r", *wanted], f"{self.address}/{RELEASES}/{current}/", here)
        return (here / name).read_bytes() if (here / name).is_file() else None

    def send(self, shipment: Shipment) -> Iterator[str]:
        """The state, a new release beside the others, its record, then the link; last old releases go."""
        if STATE in shipment.files:
            self._run(["--checksum"], shipment.folder / STATE, f"{self.address}/{NEWEST}")
            yield "the feed state"
        name, before = self._name(), self._current()
        release = f"{self.address}/{RELEASES}/{name}"
        linked = [f"--link-dest=../{before}"] if before else []
        listed = "".join(f"{one}\n" for one in shipment.files)
        sent = self._run(
            ["-r", "--checksum", "--mkpath", "--files-from=-", *linked], f"{shipment.folder}/", f"{release}/", listed
        )
        yield f"{len(sent)} of {len(shipment.files)} files into {RELEASES}/{name}"
        with tempfile.TemporaryDirectory() as made:
            record = Path(made) / PATH
            record.write_bytes(shipment.record.written())
            self._run([], record, f"{release}/{PATH}")
            yield "its record: the release is whole"
            link = Path(made) / CURRENT
            link.symlink_to(f"{RELEASES}/{name}")
            self._run(["--links"], link, f"{self.address}/")
            yield f"{CURRENT} leads to it"
            old = self._old(name)
            if old:
                (Path(made) / "none" / RELEASES).mkdir(parents=True)
                gone = [f"--include=/{RELEASES}/", *(f"--include=/{RELEASES}/{one}/***" for one in old), "--exclude=*"]
                self._run(["-r", "--delete", *gone], f"{Path(made) / 'none'}/", f"{self.address}/")
            yield f"{len(old)} old releases deleted"

    def _current(self) -> str:
        """The release that the link leads to; nothing if there is no link."""
        link = self.mirror / CURRENT
        if not link.is_symlink():
            return ""
        folder, _, name = os.readlink(link).partition("/")
        if folder != RELEASES or not _RELEASE.fullmatch(name):
            raise PublishError(
                f"{self.address}/{CURRENT} leads to {os.readlink(link)!r}, not to a release. A daemon of rsync needs "
                f"`munge symlinks = no`. Else make the link lead to {RELEASES}/TIME, or delete it."
            )
        return name

    def _names(self) -> list[str]:
        """The releases that are there, whole or not, the newest first."""
        folder = self.mirror / RELEASES
        found = (path.name for path in folder.iterdir()) if folder.is_dir() else ()
        return sorted(filter(_RELEASE.fullmatch, found), reverse=True)

    def _name(self) -> str:
        """That of the new release: the time, or a second after the newest one if a clock was wrong."""
        name, newest = self.now.strftime(NAME), max(self._names(), default="")
        if name > newest:
            return name
        return (datetime.strptime(newest, NAME).replace(tzinfo=UTC) + timedelta(seconds=1)).strftime(NAME)

    def _old(self, new: str) -> list[str]:
        """Releases to delete: all but the newest whole ones. One without a record was never whole."""
        whole = [one for one in self._names() if (self.mirror / RELEASES / one / PATH).is_file()]
        return [one for one in self._names() if one != new and one not in whole[: KEPT - 1]]

    def _run(self, words: Iterable[str], source: str | Path, to: str | Path, given: str = "") -> list[str]:
        """Run rsync; the names of files that travelled."""
        command = ["rsync", "--perms", "--chmod=D755,F644", "--out-format=%i %n", f"--timeout={PATIENCE}"]
        try:
            done = subprocess.run(  # noqa: S603  no shell; the address is the town's own setting
                [*command, *words, "--", str(source), str(to)], input=given, capture_output=True, text=True
            )
        except FileNotFoundError:
            raise PublishError("rsync is not installed. On Debian: apt install rsync") from None
        if done.returncode:
            raise PublishError(_explained(done.returncode, done.stderr, self.address))
        return [line.split(" ", 1)[1] for line in done.stdout.splitlines() if line.startswith(("<f", ">f"))]


def _explained(status: int, said: str, address: str) -> str:
    """What went wrong between here and the server."""
    told = said.strip().splitlines()[:1]
    hint = (
        "Make the folder there first, and look whether it may be read and written."
        if status == _NOT_THERE
        else "Look whether the server can be reached and lets you in. Readers see the site as it was."
    )
    return f"rsync with {address} failed ({status}): {' '.join(told)} {hint}"
