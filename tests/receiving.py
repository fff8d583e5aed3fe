"""What tests of the receiver share: a small town with one, a clock that they move, and a forge that they can break."""

import re
import socket
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from email import message_from_bytes, policy
from pathlib import Path
from urllib.parse import urlencode, urlsplit
from zoneinfo import ZoneInfo

import waitress
from flask.testing import FlaskClient

from agenda.problem import Fault
from forge.change import Change, Conflict, Forge, Unreachable
from receiver import service, settings, web
from receiver.people import People
from receiver.service import Service
from small_town import TODAY, Town

ZONE = ZoneInfo("Europe/Amsterdam")
MORNING = datetime.fromisoformat(f"{TODAY}T09:00:00").replace(tzinfo=ZONE)
EDITOR, SENDER, SPEAKER = "editor@example.org", "sender@example.org", "speaker@example.org"
SECRET = "a-secret-that-only-these-tests-know-of"

ANSWERS: Mapping[str, str | list[str]] = {
    "organization": "walkers", "title": "Coffee at the mill", "summary": "We drink coffee and talk.",
    "description": "Come in at ten. Somebody waits for you.", "topics": ["tea"], "audiences": ["all"],
    "repeat": "weekly", "start": "1-12-2026", "from": "10.00", "to": "12.00", "until": "29-12-2026", "place": "mill",
    "price": "0", "registration": "none", "phone": "020-000 00 00",
}  # fmt: skip
OWN = {"sender": SENDER, "license": "yes"}


@dataclass
class Clock:
    """Says what time it is; tests move it."""

    now: datetime = MORNING

    def __call__(self) -> datetime:
        return self.now

    def pass_by(self, **time: float) -> None:
        self.now += timedelta(**time)


@dataclass
class Folder:
    """A forge that is the town's own folder. `error` is raised instead, `delivered` is what came, by key."""

    path: Path
    error: Exception | None = None
    delivered: dict[str, Change] = field(default_factory=dict)
    times: list[str] = field(default_factory=list)

    def read(self, path: str) -> bytes | None:
        if isinstance(self.error, Unreachable):
            raise self.error
        file = self.path / path
        return file.read_bytes() if file.exists() else None

    def deliver(self, change: Change) -> str:
        if self.error:
            raise self.error
        if change.key in self.delivered:
            return f"commit-{change.key}"
        for path, data in change.expected.items():
            if self.read(path) != data:
                raise Conflict(Fault("the file is another one now."))
        for path, data in change.files.items():
            (self.path / path).parent.mkdir(parents=True, exist_ok=True)
            (self.path / path).write_bytes(data)
        self.delivered[change.key] = change
        self.times.append(change.key)
        return f"commit-{change.key}"


@dataclass
class Receiver:
    """A receiver without a server: its parts, and a client of its pages."""

    town: Town
    service: Service
    clock: Clock
    forge: Folder
    client: FlaskClient

    def form(self, path: str = "/add-an-activity/", wait: float = 10) -> str:
        """A fresh form's token, and time goes by as it is filled in."""
        token = re.search(r'name="token" value="([^"]+)"', self.client.get(path).text)[1]
        self.clock.pass_by(seconds=wait)
        return token

    def post(self, path: str, fields: Mapping | bytes, **options):
        body = fields if isinstance(fields, bytes) else urlencode(fields, doseq=True)
        return self.client.post(path, data=body, content_type="application/x-www-form-urlencoded", **options)

    def send(self, answers: Mapping | None = None, path: str = "/add-an-activity/", **fields):
        """Hand this in by a fresh form."""
        own = {"action": "send", "token": fields.pop("token", None) or self.form(path), **OWN}
        return self.post(path, {**ANSWERS, **own, **(answers or {}), **fields})

    def run(self) -> None:
        self.service.errands.run()

    def letters(self, to: str = "") -> list:
        """The letters in the outbox, oldest first."""
        files = sorted((self.town.path / "private/outbox").glob("*.eml"), key=lambda file: file.stat().st_mtime_ns)
        found = [message_from_bytes(file.read_bytes(), policy=policy.default) for file in files]
        return [one for one in found if not to or one["To"] == to]

    def link(self, to: str, word: str = "") -> str:
        """The path of the last link to this address that has this word in it."""
        found = [
            link for letter in self.letters(to) for link in re.findall(r"https?://\S+", letter.get_content())
            if word in link
        ]  # fmt: skip
        return urlsplit(found[-1]).path

    def records(self) -> list:
        return self.service.clerk.spool.all()

    def only(self):
        [record] = self.records()
        return record

    def confirmed(self, answers: Mapping | None = None):
        """Handed in and confirmed: it waits."""
        assert self.send(answers).status_code == 200
        self.run()
        assert self.post(self.link(SENDER, "confirm"), {}).status_code == 200
        self.run()
        return [one for one in self.records() if one.state == "waiting"][-1]

    def accepted(self, trusted: bool = True, answers: Mapping | None = None):
        """Handed in, confirmed, accepted by the editor and brought to the forge."""
        record = self.confirmed(answers)
        fields = {"action": "accept", **({"trusted": "yes"} if trusted else {})}
        assert self.post(self.link(EDITOR, record.id), fields).status_code == 200
        self.run()
        self.clock.pass_by(seconds=5)  # the files are looked at again
        return self.service.clerk.spool.get(record.id)


def receiver(town: Town, forge: Forge | None = None, **changes: object) -> Receiver:
    """A receiver of this town; `changes` are of its settings. Its forge is the town's folder unless told otherwise."""
    clock = Clock()
    town.write("private/register.yaml", f"editors: [{EDITOR}]\norganizations: {{walkers: [{SPEAKER}]}}\n")
    place = replace(town.settings(), url=changes.pop("url", "http://localhost:8000"))
    own = replace(settings.of(f"secret: {SECRET}\n".encode(), town.path), **changes)
    forge = forge or Folder(town.path)
    found = service.of(place, own, clock, forge, forge)
    return Receiver(town, found, clock, forge, web.of(found).test_client())


@contextmanager
def served(one: Receiver, port: int) -> Iterator[str]:
    """The address of a receiver that runs as it does for people, its errands in a thread."""
    server = waitress.create_server(web.of(one.service), host="127.0.0.1", port=port, threads=4)
    thread = threading.Thread(target=server.run, daemon=True)
    one.service.worker.start()
    thread.start()
    yield one.service.settings.address
    server.close()
    one.service.worker.stop()


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def people(one: Receiver) -> People:
    return one.service.clerk.people.read()
