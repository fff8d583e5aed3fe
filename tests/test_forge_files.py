"""What a forge shows who hands something in is made of the model, and up to date."""

import os
import subprocess
import sys
from pathlib import Path

from agenda import frontmatter, source, town
from entries import TODAY
from intake import forge_files
from small_town import Town, small_town

ROOT = Path(__file__).parent.parent
TEAMS = "---\nname: The Walkers\nkind: member\nforge: ['@town/walkers']\n---\n"


def run(town: Town, *arguments: str) -> subprocess.CompletedProcess:
    command = [sys.executable, str(ROOT / "scripts" / "forge_files.py"), "--settings", "pelicanconf.py", *arguments]
    return subprocess.run(command, cwd=town.path, env=os.environ, capture_output=True, text=True)


def test_those_of_this_town_are_up_to_date():
    place = town.read(ROOT / "pelicanconf.py")
    register = source.load(place.folders, place.zone, TODAY, only=[]).agenda.register
    wanted = dict(forge_files.files(place, register))
    there = {path: (ROOT / path).read_text() if (ROOT / path).exists() else "" for path in wanted}
    assert [path for path in wanted if there[path] != wanted[path]] == []  # make it so: scripts/forge_files.py


def test_the_forms_are_what_the_schema_of_issue_forms_takes():
    """SchemaStore's, as check-jsonschema brings it."""
    forms = sorted((ROOT / ".github" / "ISSUE_TEMPLATE").glob("*.yml"))
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-issue-forms", *forms]
    done = subprocess.run(command, capture_output=True, text=True)
    assert (len(forms), done.returncode) == (3, 0), done.stdout


def test_the_command_writes_them_and_says_which(tmp_path):
    small = small_town(tmp_path, {"content/organizations/walkers.md": TEAMS})
    names = run(small, "--check").stdout.split()
    assert ".github/ISSUE_TEMPLATE/activity.yml" in names
    assert not (tmp_path / ".github").exists()
    assert (run(small, "--check").returncode, run(small).returncode, run(small, "--check").returncode) == (1, 0, 0)
    assert (tmp_path / ".github/CODEOWNERS").read_text().startswith("/activities/walkers/ @town/walkers\n")
    small.write("content/organizations/walkers.md", TEAMS.replace("forge: ['@town/walkers']\n", ""))
    assert run(small).stdout.split() == [".github/CODEOWNERS", ".gitlab/CODEOWNERS", ".gitea/CODEOWNERS"]
    assert not (tmp_path / ".github/CODEOWNERS").exists()


def test_a_broken_register_writes_nothing(tmp_path):
    small = small_town(tmp_path, {"content/places/mill.yaml": "nam: x\n"})
    done = run(small)
    assert (done.returncode, done.stdout) == (2, "")
    assert "the vocabularies have problems" in done.stderr
    assert not (tmp_path / ".github").exists()


def test_the_template_is_an_entry_that_only_needs_filling_in(tmp_path):
    small = small_town(tmp_path)
    text = forge_files.template(small.settings(), small.agenda().register)
    assert "$schema" not in text
    small.write("content/places/a-new-one.yaml", "name: A new one\n")
    assert forge_files.template(small.settings(), small.agenda().register) == text
    document = frontmatter.parse(text.encode())
    assert document.faults == []
    assert {"title", "summary", "schedule", "location", "audiences", "topics", "checked"} <= set(document.tree)
    small.write("activities/walkers/template.md", text)
    assert small.load().problems == []
