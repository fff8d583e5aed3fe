"""What several tests share: one real build of the town's own content."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

import browser
import pseudo
from browsing import served
from site_pages import Page, pages

ROOT = Path(__file__).parent.parent
TODAY = "2026-11-22"  # a Sunday


@pytest.fixture(scope="session")
def site(tmp_path_factory) -> Path:
    """The folder of the site as it stands in the repository, built on `TODAY`; nobody changes it."""
    output = tmp_path_factory.mktemp("site") / "output"
    command = [sys.executable, "-m", "pelican", "content", "-s", "pelicanconf.py", "-o", str(output)]
    environment = {**os.environ, "AGENDA_TODAY": TODAY}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return output


@pytest.fixture(scope="session")
def found(site) -> dict[str, Page]:
    """The pages of that site by their paths; nobody changes them."""
    return pages(site)


@pytest.fixture(scope="session")
def address(site):
    """Where that site is served, with a slash at the end."""
    with served(site) as address:
        yield address


@pytest.fixture(scope="session")
def turned_site(tmp_path_factory) -> Path:
    """The real town with pages in a language that nobody speaks, written from right to left."""
    return pseudo.site(tmp_path_factory.mktemp("turned"))


@pytest.fixture(scope="session")
def chromium():
    """A real browser; `browsing.opened` opens a page in it."""
    path = browser.executable()  # before the next line: looking for one may need a Playwright of its own
    with sync_playwright() as playwright:
        program = playwright.chromium.launch(executable_path=path, args=browser.FLAGS)
        yield program
        program.close()
