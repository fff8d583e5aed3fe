"""The first two commands that README.md names, in a fresh clone, with a home folder that has nothing in it."""

import os
import re
import signal
import subprocess
import time
from pathlib import Path
from urllib.request import urlopen

import pytest

from forge_town import forge
from git_server import git
from published import free_port
from workflow_jobs import Run, machine

ROOT = Path(__file__).parents[2]
FIRST = re.search(r"```sh\n(.*?)```", (ROOT / "README.md").read_text(), re.DOTALL)[1]
PATIENCE = 300  # seconds, for all that has to be installed


@pytest.fixture(scope="module")
def clone(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("fresh")
    (folder / "home").mkdir()
    git(folder, "clone", "--quiet", str(forge(folder / "forge") / "town/agenda.git"), str(folder / "clone"))
    return folder / "clone"


def test_these_are_the_two():
    assert [line.partition("#")[0].strip() for line in FIRST.splitlines()] == ["make serve", "make test"]


def test_make_serve_shows_the_agenda(clone):
    port = free_port()
    environment = {**machine(), "HOME": str(clone.parent / "home"), "PORT": str(port)}
    server = subprocess.Popen(
        ["make", "serve"], cwd=clone, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        start_new_session=True,
    )  # fmt: skip
    try:
        assert "Haarlem Ontmoet" in page(server, f"http://localhost:{port}/")
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait(20)
        server.stdout.close()
    assert not (clone / "output.staging").exists()
    assert git(clone, "status", "--porcelain") == ""


def page(server: subprocess.Popen, address: str) -> str:
    """The page, as soon as it is there. Fails with what the server said if it ends."""
    for _ in range(PATIENCE):
        if server.poll() is not None:
            raise AssertionError(server.stdout.read().decode(errors="replace"))
        try:
            with urlopen(address, timeout=5) as answer:
                return answer.read().decode()
        except OSError:
            time.sleep(1)
    raise AssertionError(f"{address} is not there after {PATIENCE} seconds")


def test_make_test_runs_the_tests(clone):
    """A few of them: all would be these tests within themselves. What the command is made of is really run."""
    few = {"PYTEST_ADDOPTS": "tests/test_digest.py tests/test_browser_codes.py"}
    run = Run(clone, clone.parent / "home", {}, {}, environment=few)
    run.steps_of({"steps": [{"run": "make test"}]})
    assert not run.failed, run.said
    assert re.search(r"^[1-9]\d* passed in ", run.said, re.MULTILINE), run.said
