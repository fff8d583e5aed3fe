"""What several tests share: one real build of the town's own content."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect, sync_playwright

import accessibility_record
import browser
import pseudo
from bench import town as bench_town
from browsing import served
from site_pages import Page, pages
from site_states import LITTLEHAM, REAL, SMALL
from site_templates import templates
from small_town import Town, small_town

ROOT = Path(__file__).parent.parent
# Compiled code goes where no test looks: beside a town's settings it would be a file that nobody handed in.
sys.pycache_prefix = os.environ["PYTHONPYCACHEPREFIX"] = str(ROOT / "build" / "pycache")
expect.set_options(timeout=30_000)  # ms: how long a page may take on a busy machine; nobody waits longer than it takes
TODAY = "2026-11-22"  # a Sunday
MONDAY = "2026-11-23"


def pytest_addoption(parser) -> None:
    """`make accessibility` writes down what the tests of accessibility found."""
    parser.addoption("--accessibility", type=Path, metavar="FILE", help="write the results of those tests there")


def pytest_configure(config) -> None:
    """Listen for those results, if asked."""
    file = config.getoption("--accessibility")
    if file and not hasattr(config, "workerinput"):  # a worker of pytest-xdist tells the one who writes
        config.pluginmanager.register(accessibility_record.Record(file))


def pytest_collection_modifyitems(items) -> None:
    """A test carries what it checks with it into its report."""
    for item in items:
        if mark := item.get_closest_marker("accessibility"):
            item.user_properties.append(("check", mark.args))


def build(output: Path, today: str, *arguments: str) -> Path:
    """Build the town into `output` as it would be on this day."""
    command = [sys.executable, "-m", "pelican", "content", "-s", "pelicanconf.py", "-o", str(output), *arguments]
    done = subprocess.run(command, cwd=ROOT, env={**os.environ, "AGENDA_TODAY": today}, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return output


@pytest.fixture(scope="session")
def site(tmp_path_factory) -> Path:
    """The folder of the site as it stands in the repository, built on `TODAY`; nobody changes it."""
    return build(tmp_path_factory.mktemp("site") / "output", TODAY)


@pytest.fixture(scope="session")
def template_at() -> dict[str, str]:
    """The template of each page of that site, by the page's path."""
    return templates(ROOT, TODAY)


@pytest.fixture(scope="session")
def thousand(tmp_path_factory) -> Path:
    """The folder of a site of a thousand activities on a Monday, when this week is longest; nobody changes it."""
    folder = tmp_path_factory.mktemp("thousand")
    bench_town.write(folder / "activities", 1000)
    activities = json.dumps(str(folder / "activities"))
    return build(folder / "output", MONDAY, "-e", f"AGENDA_PATH={activities}")


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
def small(tmp_path_factory) -> Town:
    """A small town with what the real one has not on that day, built; nobody changes it."""
    town = small_town(tmp_path_factory.mktemp("littleham"), LITTLEHAM)
    done = town.build()
    assert done.returncode == 0, done.stdout + done.stderr
    return town


@pytest.fixture(scope="session")
def addresses(address, small) -> Iterator[dict[str, str]]:
    """Where each of `site_states.TOWNS` is served."""
    with served(small.output) as other:
        yield {REAL: address, SMALL: other}


@pytest.fixture(scope="session")
def pages_of(found, small) -> dict[str, dict[str, Page]]:
    """The pages by their paths of each of `site_states.TOWNS`."""
    return {REAL: found, SMALL: pages(small.output)}


@pytest.fixture(scope="session")
def templates_of(template_at, small) -> dict[str, dict[str, str]]:
    """The template of each page by its path, of each of `site_states.TOWNS`."""
    return {REAL: template_at, SMALL: templates(small.path, TODAY)}


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
