"""The theme's files stand in a folder that is named after what is in it: another style is another folder."""

import re
import shutil

import pytest
from bs4 import BeautifulSoup

from small_town import ROOT, SETTINGS, small_town

OWN = f"{SETTINGS}AGENDA_HASHED_ASSETS = True\n"
STYLE = ":root { --basis-color-action-1-color-default: #002244; --basis-color-action-1-inverse-bg-default: #002244; }\n"
DARK = (
    "@media (prefers-color-scheme: dark) { :root {\n"
    "  --basis-color-action-1-color-default: #9cc4ff; --basis-color-action-1-inverse-bg-default: #9cc4ff;\n} }\n"
)


def folder(town) -> str:
    [found] = town.output.glob("theme*")
    return found.name


@pytest.fixture(scope="module")
def hashed(tmp_path_factory):
    town = small_town(tmp_path_factory.mktemp("hashed"), {"pelicanconf.py": OWN})
    done = town.build()
    assert done.returncode == 0, done.stdout + done.stderr
    return town


def test_every_page_loads_from_there(hashed):
    name = folder(hashed)
    assert re.fullmatch(r"theme-[0-9a-f]{12}", name)
    for page in hashed.output.rglob("*.html"):
        soup = BeautifulSoup(page.read_text(), "html.parser")
        found = [
            one.get("href") or one.get("src")
            for one in soup.select("link[rel~=stylesheet], link[rel*=icon], script[src]")
        ]
        assert found or page.name != "index.html", page
        assert [one for one in found if not one.startswith(f"/{name}/")] == [], page
        assert [one for one in found if not (hashed.output / one.lstrip("/")).is_file()] == [], page


def test_it_has_the_files_that_the_plain_one_has(hashed, small):
    files = {path.relative_to(hashed.output / folder(hashed)) for path in (hashed.output / folder(hashed)).rglob("*")}
    assert files == {path.relative_to(small.output / "theme") for path in (small.output / "theme").rglob("*")}


def test_equal_files_give_an_equal_name(hashed, tmp_path):
    other = small_town(tmp_path, {"pelicanconf.py": OWN, "activities/walkers/walk.md": None, "activities/.keep": ""})
    assert other.settings().outlet.assets == folder(hashed)


def test_a_script_that_changed_gives_every_page_the_new_name(tmp_path):
    """Pages that are otherwise as they were are made again."""
    shutil.copytree(ROOT / "theme", tmp_path / "theme")
    settings = OWN.replace(f"THEME = {str(ROOT / 'theme')!r}", f"THEME = {str(tmp_path / 'theme')!r}")
    town = small_town(tmp_path, {"pelicanconf.py": settings})
    names = []
    for text in ("", "// another line\n"):
        file = tmp_path / "theme/static/js/site.js"
        file.write_text(file.read_text() + text)
        done = town.build()
        assert done.returncode == 0, done.stdout + done.stderr
        names.append(folder(town))
    assert names[0] != names[1]
    pages = {path: path.read_text() for path in town.output.rglob("*.html")}
    assert [path for path, page in pages.items() if names[0] in page] == []
    assert names[1] in town.page()


def test_another_style_gives_another_name(hashed, tmp_path):
    files = {"pelicanconf.py": f"{OWN}AGENDA_STYLE = 'content/own.css'\n", "content/own.css": STYLE + DARK}
    town = small_town(tmp_path, files)
    done = town.build()
    assert done.returncode == 0, done.stdout + done.stderr
    assert folder(town) != folder(hashed)
    assert (town.output / folder(town) / "css/town.css").read_text() == STYLE + DARK
