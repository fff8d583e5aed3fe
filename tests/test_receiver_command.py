"""The commands as a town runs them: a receiver under a steady load, an editor in a terminal, an orderly end."""

import http.client
import os
import re
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import urlencode

import pytest

from receiver import settings
from receiver.seals import Seals
from receiving import ANSWERS, ZONE, free_port
from small_town import activity, small_town

ROOT = Path(__file__).parent.parent
SECONDS = int(os.environ.get("AGENDA_LOAD", "5"))  # of load; a minute: AGENDA_LOAD=60
A_SECOND = 5


def command(town, name: str, *arguments: str, **options):
    line = [sys.executable, str(ROOT / "scripts" / name), "--settings", str(town.path / "pelicanconf.py"), *arguments]
    return subprocess.run(line, capture_output=True, text=True, timeout=120, **options)


@pytest.fixture
def town(tmp_path):
    """A town in a repository, whose checks count from the real day: the commands read the clock."""
    day = datetime.now(ZONE).date().isoformat()
    made = small_town(tmp_path, {"activities/walkers/walk.md": activity(checked=day), ".gitignore": "private/\n"})
    git = ["git", "-c", "user.name=x", "-c", "user.email=x@example.org"]
    for line in (["init", "-q", "-b", "main"], ["add", "-A"], ["commit", "-q", "-m", "The town"]):
        subprocess.run([*git, *line], cwd=tmp_path, check=True)
    return made


@pytest.fixture
def running(town):
    """The process of a receiver that answers, and its settings."""
    file = town.path / "private" / "receiver.yaml"
    settings.make(file)
    port = free_port()
    file.write_text(f"{file.read_text()}\nport: '{port}'\nproxies: [127.0.0.1]\n")
    line = [sys.executable, str(ROOT / "scripts/receive.py"), "--settings", str(town.path / "pelicanconf.py")]
    process = subprocess.Popen(line, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    own = settings.read(file, town.path)
    for _ in range(300):
        if status(own, "/health") or process.poll() is not None:
            break
        time.sleep(0.1)
    assert process.poll() is None, process.stdout.read()
    yield process, own
    if process.poll() is None:
        process.kill()
        process.wait()


def status(own, path: str, fields: dict | None = None, forwarded: str = "") -> int:
    connection = http.client.HTTPConnection("127.0.0.1", own.port, timeout=30)
    headers = {"Content-Type": "application/x-www-form-urlencoded", "X-Forwarded-For": forwarded}
    try:
        body = urlencode(fields, doseq=True) if fields else None
        connection.request("POST" if fields else "GET", path, body, headers)
        answer = connection.getresponse()
        answer.read()
        return answer.status
    except OSError:
        return 0
    finally:
        connection.close()


def memory(process) -> int:
    """What it holds, in kB."""
    return int(re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{process.pid}/status").read_text())[1])


def test_steady_load_and_an_editor_in_a_terminal(town, running):
    process, own = running
    seals = Seals(own)

    def send(number: int) -> tuple[int, float]:
        token = seals.token(datetime.now(ZONE) - timedelta(seconds=10))
        year = datetime.now(ZONE).year + 1
        sent = {
            **ANSWERS, "title": f"Coffee {number}", "start": f"1-12-{year}", "until": f"29-12-{year}", "action": "send",
            "sender": f"sender{number}@example.org", "license": "yes", "token": token,
        }  # fmt: skip
        begun = time.monotonic()
        found = status(own, "/add-an-activity/", sent, f"10.{number // 250}.{number % 250}.1")
        return found, time.monotonic() - begun

    send(0)  # the first page of all is compiled
    before = memory(process)
    with ThreadPoolExecutor(20) as pool:
        begun, waiting = time.monotonic(), []
        for number in range(1, SECONDS * A_SECOND + 1):
            time.sleep(max(0, begun + number / A_SECOND - time.monotonic()))
            waiting.append(pool.submit(send, number))
        answers = [one.result() for one in waiting]
    assert {found for found, _ in answers} == {200}
    assert len(list(own.spool.glob("*.json"))) == len(answers) + 1
    took = sorted(seconds for _, seconds in answers)
    print(
        f"p50 {took[len(took) // 2]:.3f} s, p99 {took[int(len(took) * 0.99)]:.3f} s, {before} -> {memory(process)} kB"
    )
    assert took[int(len(took) * 0.99)] < 1
    assert memory(process) < before + 60_000

    listed = command(town, "review.py", "list")
    assert listed.stdout.count("Coffee") == len(answers) + 1
    wrong = command(town, "review.py", "show", "nothing")
    assert (wrong.returncode, "is not there" in wrong.stderr) == (1, True)
    made = command(town, "review.py", "editor", "ed@example.org")
    assert made.stdout.startswith(f"http://localhost:{own.port}/desk/")
    assert command(town, "review.py", "editor", "nobody").returncode == 1

    process.send_signal(signal.SIGTERM)
    assert process.wait(60) == 0
    said = process.stdout.read()
    assert f"http://localhost:{own.port}/add-an-activity/" in said
    assert "@example.org" not in said.replace("name@example.org", "")


def test_tidy(town):
    done = command(town, "receive.py", "--tidy")
    assert (done.returncode, done.stdout) == (0, "")


@pytest.mark.parametrize(
    ("text", "says"),
    [("secret: short\n", "secret is shorter"), ("forge: {kind: svn}\n", "svn"), ("port: '0'\n", "port cannot be")],
)
def test_settings_that_cannot_be_end_it_with_a_message(town, text, says):
    file = town.path / "private" / "receiver.yaml"
    settings.make(file)
    file.write_text(text if "secret" in text else file.read_text() + text)
    done = command(town, "receive.py", "--tidy")
    assert done.returncode == 1
    assert says in done.stderr
    assert "Traceback" not in done.stderr
