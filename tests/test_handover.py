"""What is handed over: a page or two for each of four people, and nothing in it that is not there."""

import re
import shlex
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from agenda import town

ROOT = Path(__file__).parent.parent
FOUR = {
    "the partner": "content/pages/activiteit-plaatsen.md",
    "the partner, in English": "content/pages/activiteit-plaatsen.en.md",
    "the editor": "content/pages/voor-redacteuren.md",
    "the editor, in English": "content/pages/voor-redacteuren.en.md",
    "who looks after a site": "docs/maintainer.md",
    "the developer": "docs/developer.md",
}
ALL = {**FOUR, "when something is wrong": "docs/incidents.md", "the words": "docs/glossary.md"}
WORDS = 1000  # two pages
MADE = ("output", "output.cache", "private", ".venv", "build")  # by commands, or by who runs a receiver


@cache
def text(path: str) -> str:
    return (ROOT / path).read_text()


def code(path: str) -> list[str]:
    """What stands between backticks: single words and lines of commands."""
    blocks = re.findall(r"```sh\n(.*?)```", text(path), re.DOTALL)
    inline = re.findall(r"`([^`\n]+)`", re.sub(r"```.*?```", "", text(path), flags=re.DOTALL))
    return [*inline, *(line for block in blocks for line in block.splitlines())]


@pytest.mark.parametrize("path", FOUR.values(), ids=FOUR)
def test_it_is_two_pages_at_most(path):
    assert len(re.findall(r"\w[\w'’-]*", text(path))) <= WORDS


@cache
def targets() -> set[str]:
    return set(re.findall(r"^([a-z-]+):", text("Makefile"), re.MULTILINE))


@cache
def help_of(*command: str) -> str:
    done = subprocess.run(
        [sys.executable, *command, "--help"], cwd=ROOT, capture_output=True, text=True, timeout=60, check=True
    )
    return done.stdout


@pytest.mark.parametrize("path", ALL.values(), ids=ALL)
def test_every_target_of_make_is_there(path):
    named = {one for words in code(path) for one in re.findall(r"\bmake ([a-z-]+)", words)}
    assert named - targets() == set()


@pytest.mark.parametrize("path", ALL.values(), ids=ALL)
def test_every_command_is_there_and_takes_what_it_is_given(path):
    for words in code(path):
        for name, rest in re.findall(r"\b(scripts/\w+\.py)([^|>&;]*)", words):
            assert (ROOT / name).is_file(), name
            given = shlex.split(rest.strip("`"))
            known = help_of(name)
            commands = [one for one in given if re.fullmatch(r"[a-z]+", one) and re.search(rf"^ +{one}\b", known, re.M)]
            known += help_of(name, commands[0]) if commands else ""
            assert [one for one in given if one.startswith("--") and one not in known] == [], words
            if name == "scripts/review.py":
                assert commands, words


@pytest.mark.parametrize("path", ALL.values(), ids=ALL)
def test_every_setting_is_there(path):
    known = {*town.DEFAULTS, *town.OTHERS, "AGENDA_MAIL_PASSWORD", "AGENDA_FORGE_TOKEN", "AGENDA_TODAY"}
    assert set(re.findall(r"AGENDA_[A-Z_]+", text(path))) - known == set()


@pytest.mark.parametrize("path", ALL.values(), ids=ALL)
def test_every_file_is_there(path):
    named = [one for one in code(path) if re.fullmatch(r"[\w.-]+/[\w./-]*|[\w-]+\.(py|md|toml)", one)]
    mine = [
        one for one in named if one.split("/")[0] not in MADE and not one.startswith(("data/", "theme/….", "handed-"))
    ]
    folders = (ROOT, ROOT / "plugins" / "agenda", ROOT / "content" / "vocabulary")
    assert [one for one in mine if not any((folder / one).exists() for folder in folders)] == []


@pytest.mark.parametrize("path", [path for path in ALL.values() if path.startswith("docs/")])
def test_every_link_of_the_docs_leads_somewhere(path):
    for to in re.findall(r"\]\(([^)]+)\)", text(path)):
        file, _, part = to.partition("#")
        if to.startswith("https://"):
            continue
        found = (ROOT / "docs" / file).resolve() if file else ROOT / path
        assert found.is_file(), to
        headings = [re.sub(r"[^\w -]", "", one.lower()).replace(" ", "-")
                    for one in re.findall(r"^#+ (.*)$", found.read_text(), re.MULTILINE)]  # fmt: skip
        assert not part or part in headings, to


def test_the_glossary_has_the_words_that_the_site_uses():
    """Each Dutch word of a noun stands somewhere in the catalogue or the content."""
    rows = [line.split("|")[1:-1] for line in text("docs/glossary.md").splitlines() if line.startswith("| ")][2:]
    assert len(rows) > 40
    assert [row for row in rows if len(row) != 5] == []
    said = text("theme/translations/nl/LC_MESSAGES/agenda.po").lower() + "".join(
        path.read_text().lower() for path in (ROOT / "content").rglob("*.md")
    )
    dutch = [word.strip() for row in rows for word in row[1].split(",") if word.strip() != "–"]
    assert [word for word in dutch if word.lower() not in said] == []


def test_the_names_of_the_model_are_in_the_glossary():
    words = {line.split("|")[1].strip() for line in text("docs/glossary.md").splitlines() if line.startswith("| ")}
    nouns = {"activity", "schedule", "occurrence", "place", "organization, organizer", "campaign", "term", "area"}
    assert nouns <= words


def test_the_editors_page_is_found_from_another():
    assert "(/voor-redacteuren/)" in text("content/pages/over.md")
    assert "(/voor-redacteuren/)" in text("content/pages/over.en.md")
