"""The budgets of the site at a thousand activities, counted over the files of a real build: no page is heavy."""

import gzip
import re
from functools import cache
from pathlib import Path

import pytest

from browsing import opened
from site_pages import Page, file_at, pages

KB = 1000
PAGE, SCRIPTS, ON_USE, FIRST_VIEW = 60 * KB, 12 * KB, 40 * KB, 20 * KB
# What is there to be copied, ticked off or filled in whole: in parts it would be of no use.
WHOLE = {r"week/": 200 * KB, r"organisatie/[^/]+/nakijken/": 300 * KB, r"(en/)?aanmelden/": 90 * KB}

STATIC = re.compile(r"""(?:^|[;\s])(?:import|export)\b(?:[\w*{},\s]+\bfrom\b)?\s*["']([^"']+)["']""")
DYNAMIC = re.compile(r"""\bimport\(\s*["'`]([^"'`]+)["'`]""")


@pytest.fixture(scope="module")
def large(thousand) -> dict[str, Page]:
    return pages(thousand)


@cache
def size(file: Path) -> int:
    return len(file.read_bytes())


def scripts(folder: Path, first: set[Path]) -> tuple[set[Path], set[Path]]:
    """The script files that these load at once, themselves included, and those that they load when used."""
    at_once, on_use, todo = set(), set(), [(file, False) for file in first]
    while todo:
        file, later = todo.pop()
        if file in at_once or (later and file in on_use):
            continue
        (on_use if later else at_once).add(file)
        code = file.read_text(encoding="utf-8")
        todo += [((file.parent / name).resolve(), later) for name in STATIC.findall(code)]
        todo += [((file.parent / name).resolve(), True) for name in DYNAMIC.findall(code)]
    return at_once, on_use - at_once


def loaded(folder: Path, page: Page, path: str) -> set[Path]:
    """The files that an XPath of addresses names on this page."""
    return {file_at(folder, page, address)[0].resolve() for address in page.all(path)}


def styles(folder: Path, page: Page) -> set[Path]:
    return loaded(folder, page, "//link[@rel='stylesheet']/@href")


def started(folder: Path, page: Page) -> set[Path]:
    return loaded(folder, page, "//script/@src | //link[@rel='modulepreload']/@href")


def over(large: dict[str, Page], measure, most: int) -> dict[str, int]:
    """The pages that weigh more, with what they weigh."""

    def allowed(path: str) -> int:
        return next((size for whole, size in WHOLE.items() if re.fullmatch(whole, path)), most)

    return {path: weight for path, page in large.items() if (weight := measure(page)) > allowed(path)}


def test_it_is_a_full_agenda(large):
    assert len([path for path in large if re.fullmatch(r"activiteit/[^/]+/activiteit-\d+/", path)]) == 1000


def test_html_and_css_of_a_page(large, thousand):
    def measure(page: Page) -> int:
        return len(page.source.encode()) + sum(map(size, styles(thousand, page)))

    assert over(large, measure, PAGE) == {}


def test_scripts_of_a_page(large, thousand):
    for find, most in ((0, SCRIPTS), (1, ON_USE)):

        def measure(page: Page, find=find) -> int:
            return sum(map(size, scripts(thousand, started(thousand, page))[find]))

        assert over(large, measure, most) == {}


def test_first_view_compressed(large, thousand):
    """HTML, styles and scripts, each as a server compresses it."""
    packed = cache(lambda file: len(gzip.compress(file.read_bytes(), mtime=0)))

    def measure(page: Page) -> int:
        parts = styles(thousand, page) | scripts(thousand, started(thousand, page))[0]
        return len(gzip.compress(page.source.encode(), mtime=0)) + sum(map(packed, parts))

    assert over(large, measure, FIRST_VIEW) == {}


def test_all_text_of_a_list_is_there_without_a_script(large, chromium, address):
    """What the file says is what is shown: each occurrence of a list with its day, title, time and price."""
    with opened(chromium, address, script=False) as page:
        shown = page.locator(".card:visible").count()
        assert shown == page.locator(".card").count() > 10
        assert page.locator(".card .time:visible").count() == shown


@pytest.mark.parametrize(
    ("code", "at_once", "on_use"),
    [
        pytest.param('import { a } from "./b.js";', {"a", "b"}, set(), id="an import"),
        pytest.param('import "./b.js";', {"a", "b"}, set(), id="for its effects"),
        pytest.param('const b = () => import("./b.js");', {"a"}, {"b"}, id="when used"),
        pytest.param('import("./b.js"); import "./b.js";', {"a", "b"}, set(), id="both is at once"),
        pytest.param("const words = 'import me';", {"a"}, set(), id="words"),
    ],
)
def test_imports_are_followed(code, at_once, on_use, tmp_path):
    (tmp_path / "a.js").write_text(code)
    (tmp_path / "b.js").write_text("export const a = 1;")
    found = scripts(tmp_path, {tmp_path / "a.js"})
    assert [{file.stem for file in files} for files in found] == [at_once, on_use]
