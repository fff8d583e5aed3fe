"""The receiver is killed at random moments under load: what it said it kept is there, once, and is placed, once."""

import http.client
import os
import random
import signal
import socket
import subprocess
import threading
import time
from collections import Counter
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import urlencode

import pytest
import waitress

from forge import chosen
from forge.repository import Author
from receiver import service, settings, web
from receiver.seals import CONFIRM, DESK, Link, Seals
from receiver.submission_record import ACCEPTED, DELIVERED, UNCONFIRMED, WAITING
from receiving import ANSWERS, EDITOR, SECRET, ZONE, free_port
from small_town import small_town

KILLS = 50
SENDERS = 2  # at a time
KIND = {"Content-Type": "application/x-www-form-urlencoded"}


def now() -> datetime:
    return datetime.now(ZONE)


class Town:
    """A small town in a repository of its own, with a receiver that is started in a process of its own."""

    def __init__(self, folder: Path) -> None:
        self.town = small_town(folder)
        self.town.write("private/register.yaml", f"editors: [{EDITOR}]\n")
        self.town.write(".gitignore", "private/\n")
        git = ["git", "-c", "user.name=x", "-c", "user.email=x@example.org"]
        for command in (["init", "-q", "-b", "main"], ["add", "-A"], ["commit", "-q", "-m", "The town"]):
            subprocess.run([*git, *command], cwd=folder, check=True)
        self.port = free_port()
        own = settings.of(f"secret: {SECRET}\nport: '{self.port}'\n".encode(), folder)
        self.settings = replace(own, sends=100_000)
        self.place = replace(self.town.settings(), url="http://localhost")
        self.seals = Seals(self.settings)
        self.process = 0
        self.pages = None
        first = self.service()
        client = web.of(first).test_client()
        for path in ("/add-an-activity/", "/nothing/", self.desk()):
            client.get(path)
        self.pages = first.pages  # its templates are compiled: that is not what is tried here

    def service(self) -> service.Service:
        author = Author("Littleham", "agenda@example.org")
        forge = chosen.of({"kind": "local"}, self.town.path, author)
        made = service.of(self.place, self.settings, now, forge, forge)
        return replace(made, pages=self.pages or made.pages)

    def start(self) -> None:
        """Start it; on returning it answers."""
        self.process = os.fork()
        if not self.process:
            try:
                found = self.service()
                server = waitress.create_server(web.of(found), host="127.0.0.1", port=self.port, threads=4)
                found.worker.start()
                server.run()
            finally:
                os._exit(1)
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                return
            except OSError:
                time.sleep(0.01)
        raise AssertionError("the receiver does not start")

    def kill(self) -> None:
        os.kill(self.process, signal.SIGKILL)
        os.waitpid(self.process, 0)

    def post(self, path: str, fields: dict) -> int:
        """The status of the answer; 0 if there was none."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.request("POST", path, urlencode(fields, doseq=True), KIND)
            answer = connection.getresponse()
            answer.read()
            return answer.status
        except (OSError, http.client.HTTPException):
            return 0
        finally:
            connection.close()

    def send(self, number: int) -> int:
        token = self.seals.token(now() - timedelta(seconds=10))
        own = {"sender": f"sender{number}@example.org", "license": "yes", "token": token, "action": "send"}
        return self.post("/add-an-activity/", {**ANSWERS, "title": f"Coffee number {number}", **own})

    def confirm(self, record) -> int:
        word = self.seals.link(Link(CONFIRM, record.id, self.seals.who(record.sender), now() + timedelta(1)))
        return self.post(f"/add-an-activity/confirm/{word}/", {})

    def accept(self, record) -> int:
        return self.post(f"{self.desk()}{record.id}/", {"action": "accept"})

    def desk(self) -> str:
        word = self.seals.link(Link(DESK, "", self.seals.who(EDITOR), now() + timedelta(1)))
        return f"/desk/{word}/"


class Load:
    """Hands in, confirms and accepts, again and again until each was acknowledged."""

    def __init__(self, town: Town) -> None:
        self.town, self.lock, self.stopped = town, threading.Lock(), threading.Event()
        self.last, self.unsure = 0, []
        self.statuses: Counter[int] = Counter()
        self.sent: set[int] = set()
        self.confirmed: set[str] = set()
        self.accepted: set[str] = set()

    def number(self) -> int:
        with self.lock:
            if self.unsure:
                return self.unsure.pop()
            self.last += 1
            return self.last

    def sending(self) -> None:
        while not self.stopped.is_set():
            number = self.number()
            status = self.town.send(number)
            with self.lock:
                if status == 200:
                    self.sent.add(number)
                else:
                    assert status in (0, 500), status
                    self.unsure.append(number)
            if not status:
                return

    def deciding(self, spool) -> None:
        while not self.stopped.is_set():
            for record in sorted(spool.all(), key=lambda one: one.state != WAITING):
                if self.stopped.is_set():
                    return
                if record.state == UNCONFIRMED and self.town.confirm(record) == 200:
                    self.confirmed.add(record.id)
                elif record.state == WAITING:
                    status = self.town.accept(record)
                    self.statuses[status] += 1
                    if status == 200:
                        self.accepted.add(record.id)

    def run(self, seconds: float) -> None:
        """For so long; then the receiver is killed in the middle of it."""
        self.stopped.clear()
        spool = self.town.service().clerk.spool
        threads = [threading.Thread(target=self.sending) for _ in range(SENDERS)]
        threads.append(threading.Thread(target=self.deciding, args=(spool,)))
        for one in threads:
            one.start()
        time.sleep(seconds)
        self.town.kill()
        self.stopped.set()
        for one in threads:
            one.join()


@pytest.mark.filterwarnings("ignore:This process.*fork:DeprecationWarning")
def test_nothing_that_was_acknowledged_is_lost_or_there_twice(tmp_path):
    town, chance = Town(tmp_path), random.Random(5)
    load = Load(town)
    for _ in range(KILLS):
        town.start()
        load.run(chance.uniform(0.02, 0.7))
    print(load.statuses)
    found = town.service()
    spool = found.clerk.spool
    titles = Counter(record.answers["title"][0] for record in spool.all())
    assert spool.unreadable() == []
    assert {f"Coffee number {number}" for number in load.sent} <= set(titles)
    assert set(titles.values()) == {1}
    states = {record.id: record.state for record in spool.all()}
    assert {states[id] for id in load.confirmed} <= {WAITING, ACCEPTED, DELIVERED}
    assert {states[id] for id in load.accepted} <= {ACCEPTED, DELIVERED}
    found.errands.run()
    states = {record.id: record.state for record in spool.all()}
    assert {states[id] for id in load.accepted} == {DELIVERED}
    log = subprocess.run(["git", "log", "--format=%(trailers:key=Handed-in,valueonly)", "main"], cwd=tmp_path,
                         check=True, capture_output=True, text=True).stdout.split()  # fmt: skip
    assert sorted(log) == sorted(id for id, state in states.items() if state == DELIVERED)
    files = list((tmp_path / "activities/walkers").glob("coffee-number-*.md"))
    assert len(files) == len(log)
    assert min(len(load.sent), len(load.confirmed), len(load.accepted)) > 5  # else nothing was tried
    assert set(load.statuses) <= {0, 200, 409, 500}
    print(f"{len(load.sent)} sent, {len(load.confirmed)} confirmed, {len(load.accepted)} accepted, {len(log)} placed")
