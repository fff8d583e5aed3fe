"""A folder that a forge publishes as its pages; what was published before is asked of the published site itself."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import httpx

from agenda.state import PATH as STATE

from . import disk
from .failure import PublishError
from .record import PATH, Record
from .shipment import Shipment
from .target import Found

PATIENCE = 30  # seconds for one file
BIGGEST = 50_000_000  # bytes of a file
TRIES = 3


class Pages:
    """The folder `path`, which is made anew, and the site's address. `now` keeps caches from answering."""

    compress, headers = True, True

    def __init__(self, path: Path, address: str, now: str, transport: httpx.BaseTransport | None = None) -> None:
        self.path, self.address, self.now = path, address.rstrip("/"), now
        given = transport or httpx.HTTPTransport(retries=TRIES)
        self.client = httpx.Client(timeout=PATIENCE, follow_redirects=True, transport=given)

    def found(self) -> Found:
        """What the published site has. A site that cannot be asked may well be there: that is an error."""
        record, state = self.fetch(PATH), self.fetch(STATE)
        return Found(Record.read(record), state, record is not None or self.fetch("build.json") is not None)

    def fetch(self, name: str) -> bytes | None:
        """The bytes of a published file; None if the site says that it is not there."""
        address = f"{self.address}/{name}"
        try:
            answer = self.client.get(address, params={"at": self.now}, headers={"Cache-Control": "no-cache"})
        except httpx.HTTPError as error:
            raise PublishError(
                f"{address} cannot be asked for: {error}. Nothing was published. If nothing was ever published there, "
                "start with --new-state."
            ) from None
        if answer.status_code in (httpx.codes.NOT_FOUND, httpx.codes.GONE):
            return None
        if answer.status_code != httpx.codes.OK or len(answer.content) > BIGGEST:
            raise PublishError(
                f"{address} answers {answer.status_code}. Nothing was published. Try again later; if nothing was ever "
                "published there, start with --new-state."
            )
        return answer.content

    def send(self, shipment: Shipment) -> Iterator[str]:
        """Fill the folder; the forge puts it in place as a whole."""
        if self.path.exists() and not (self.path / disk.NO_JEKYLL).is_file() and any(self.path.iterdir()):
            raise PublishError(f"{self.path} is not empty, and no publication made it. Name another folder.")
        try:
            shutil.rmtree(self.path, ignore_errors=True)
            disk.write(self.path / disk.NO_JEKYLL, b"")
            for name in shipment.files:
                disk.write(self.path / name, shipment.read(name))
            disk.write(self.path / PATH, shipment.record.written())
        except OSError as error:
            raise PublishError(f"{error.filename or self.path}: {error.strerror}. Nothing was published.") from None
        yield f"{len(shipment.files)} files in {self.path}"
