"""Programs that know HTML better than we do read every page of the built site: html-validate, and the W3C's vnu.

Where `html-validate.json` differs from what html-validate recommends, and why:

- `tel-non-breaking` is off: it wants other characters in telephone numbers. People copy these numbers, and not every
  telephone takes them then; the style sheet keeps a number on one line.
- `long-title` is off: a page begins its title with the activity's own, which may have 80 characters.
- `form-dup-name`: the checkboxes of a group share a name, as radio buttons do.
- `aria-label-misuse`: a list may have a name; ARIA says so too.
- `prefer-native-element`: a region that scrolls holds a table with a caption; a section would have to have a heading.
- `require-sri`: only for what comes from elsewhere, which is nothing: the site's policy refuses it.
"""

import json
import subprocess
import tempfile
from pathlib import Path

import pytest

from engines import CLIENTS

CONFIG = Path(__file__).parent / "html-validate.json"
PROGRAMS = {"html-validate": "html-validate", "vnu-jar": "Nu Html Checker"}  # the npm package: what it is called
BATCH = 500  # files: a command's line has an end


def html_validate(files: list[Path]) -> list[str]:
    """What html-validate finds wrong in these files."""
    command = [str(CLIENTS / "node_modules/.bin/html-validate"), "--config", str(CONFIG), "--formatter", "json"]
    with tempfile.TemporaryFile("w+") as written:  # into a pipe it writes no more than fits in one
        done = subprocess.run([*command, *map(str, files)], stdout=written, stderr=subprocess.PIPE, text=True)
        assert done.returncode in (0, 1), done.stderr
        written.seek(0)
        results = json.load(written)
    return [
        f"{result['filePath']}:{one['line']}: {one['ruleId']}: {one['message']}"
        for result in results
        for one in result["messages"]
    ]


def vnu(files: list[Path]) -> list[str]:
    """What vnu finds wrong in these files, warnings too."""
    command = ["java", "-jar", str(CLIENTS / "node_modules/vnu-jar/build/dist/vnu.jar"), "--format", "json"]
    done = subprocess.run([*command, *map(str, files)], capture_output=True, text=True)
    assert done.returncode in (0, 1), done.stderr
    found = json.loads(done.stderr)["messages"]
    return [f"{one['url']}:{one.get('lastLine', 0)}: {one['message']}" for one in found]


READERS = {"html-validate": html_validate, "vnu-jar": vnu}


def tool(package: str) -> str:
    """The name and the version of an npm package that is installed."""
    installed = json.loads((CLIENTS / "node_modules" / package / "package.json").read_text())
    return f"{PROGRAMS[package]} {installed['version']}"


@pytest.mark.accessibility("markup", "1.3.1", "4.1.2")
@pytest.mark.parametrize("package", READERS)
def test_no_page_has_an_error(package, found, site, record_property):
    files = [site / path / "index.html" if not path.endswith(".html") else site / path for path in found]
    record_property("pages", len(files))
    record_property("tool", tool(package))
    assert len(files) > 800
    wrong = [one for at in range(0, len(files), BATCH) for one in READERS[package](files[at : at + BATCH])]
    assert wrong == []


@pytest.mark.parametrize(
    ("markup", "package"),
    [
        pytest.param('<input type="text">', "html-validate", id="a field without a label"),
        pytest.param("<p><button>Stop</button></p>", "html-validate", id="a button without a type"),
        pytest.param("<ul><p>Tea</p></ul>", "html-validate", id="a paragraph in a list"),
        pytest.param("<ul><p>Tea</p></ul>", "vnu-jar", id="a paragraph in a list, vnu"),
        pytest.param('<p id="a">Tea</p><p id="a">Coffee</p>', "vnu-jar", id="an id twice"),
        pytest.param('<div role="buton">Tea</div>', "vnu-jar", id="a role that is none"),
    ],
)
def test_they_do_find_errors(markup, package, tmp_path):
    file = tmp_path / "index.html"
    file.write_text(f'<!DOCTYPE html><html lang="en"><head><title>Tea</title></head><body>{markup}</body></html>')
    assert READERS[package]([file])
