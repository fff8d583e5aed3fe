"""The site as it is published: canonical addresses, no examples, and nothing without an address."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

ROOT = Path(__file__).parent.parent
ADDRESS = "https://agenda.example.org/stad"


def publish(output: Path, **environment: str) -> subprocess.CompletedProcess:
    command = [sys.executable, "-m", "pelican", "content", "-s", "publishconf.py", "-o", str(output)]
    given = {**os.environ, "AGENDA_TODAY": "2026-11-22", **environment}
    return subprocess.run(command, cwd=ROOT, env=given, capture_output=True, text=True)


@pytest.fixture(scope="module")
def published(tmp_path_factory) -> Path:
    output = tmp_path_factory.mktemp("published") / "output"
    done = publish(output, SITEURL=ADDRESS)
    assert done.returncode == 0, done.stdout + done.stderr
    return output


def test_no_example_is_published(published):
    texts = {path: path.read_text() for path in published.rglob("*") if path.suffix in (".html", ".ics", ".xml")}
    assert len(texts) > 100
    assert [path for path, text in texts.items() if "voorbeeld-" in text] == []
    assert not list((published / "activiteit").glob("voorbeeld-*"))


def test_what_is_real_is_published(published):
    assert (published / "activiteit" / "haarlem-effect" / "de-grote-eenzaamheid-show" / "index.html").exists()
    assert (published / "organisatie" / "dock-haarlem" / "agenda.ics").exists()


@pytest.mark.parametrize("path", ["", "activiteit-plaatsen/"], ids=["the agenda", "an editors' page"])
def test_links_stay_below_the_address(path, published):
    page = BeautifulSoup((published / path / "index.html").read_text(), "html.parser")
    assert page.find("link", rel="canonical")["href"] == f"{ADDRESS}/{path}"
    links = [link["href"] for link in page.find_all("a", href=True) if link["href"].startswith("/")]
    assert len(links) > 10
    assert [link for link in links if not link.startswith("/stad/")] == []


def test_without_an_address_nothing_is_published(tmp_path):
    done = publish(tmp_path / "output", SITEURL="")
    assert done.returncode != 0
    assert "SITEURL=https://" in done.stdout + done.stderr
    assert not (tmp_path / "output").exists()
