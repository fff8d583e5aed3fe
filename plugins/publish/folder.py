"""A folder on this machine that a web server serves: file by file, whole ones only, and only what differs."""

from collections.abc import Iterator
from pathlib import Path

from agenda.state import PATH as STATE

from . import disk
from .failure import PublishError
from .record import PATH, Record
from .shipment import Shipment
from .target import Found


class Folder:
    """The folder at `path`. What no publication made is left alone."""

    compress, headers = True, False

    def __init__(self, path: Path) -> None:
        self.path = path

    def found(self) -> Found:
        """What stands there now."""
        record, state = self.fetch(PATH), self.fetch(STATE)
        return Found(Record.read(record), state, record is not None or (self.path / "index.html").is_file())

    def fetch(self, name: str) -> bytes | None:
        """The bytes of a published file."""
        file = self.path / name
        try:
            return file.read_bytes() if file.is_file() else None
        except OSError as error:
            raise PublishError(f"{file} cannot be read: {error.strerror}.") from None

    def send(self, shipment: Shipment) -> Iterator[str]:
        """The state, a record of both publications, all else in its order; last what is no longer made goes."""
        try:
            yield from self._send(shipment)
        except OSError as error:
            raise PublishError(
                f"{error.filename or self.path}: {error.strerror}. Readers see whole files, old and new; publish again."
            ) from None

    def _send(self, shipment: Shipment) -> Iterator[str]:
        if STATE in shipment.files:
            self._put(STATE, shipment)
            yield "the feed state"
        before, now = shipment.before, shipment.record
        disk.write(self.path / PATH, before.halfway(now).written())
        yield "the record of what is under way"
        self._clear_the_way(shipment)
        sent = [name for name in shipment.files if self._put(name, shipment)]
        yield f"{len(sent)} of {len(shipment.files)} files"
        gone = [name for name in disk.files(self.path) if before.made_it(name) and not now.made_it(name)]
        for name in gone:
            disk.delete(self.path, name)
        yield f"{len(gone)} files deleted"
        disk.write(self.path / PATH, now.written())
        yield "the record"

    def _put(self, name: str, shipment: Shipment) -> bool:
        """Put a file in place if it differs: did it?"""
        data = shipment.read(name)
        if self.fetch(name) == data:
            return False
        disk.write(self.path / name, data)
        return True

    def _clear_the_way(self, shipment: Shipment) -> None:
        """What a publication made and has the name of a folder that is needed now, or is a folder where a file goes."""
        folders = {str(one) for name in shipment.files for one in Path(name).parents}
        files = set(shipment.files)
        for name in disk.files(self.path):
            inside = any(str(one) in files for one in Path(name).parents)
            if (name in folders or inside) and shipment.before.made_it(name):
                disk.delete(self.path, name)
