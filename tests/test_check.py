"""The command that checks: what it prints for people, forges and tools, and how it exits."""

import importlib.util
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from entries import ROOT, entry, put

ENGLISH = f"""
SITENAME = "A town"
TIMEZONE = "Europe/Amsterdam"
DEFAULT_LANG = "en"
PATH = {str(ROOT / "content")!r}
THEME = {str(ROOT / "theme")!r}
AGENDA_TODAY = "2026-11-22"
"""
QUIET = {
    "extra": "contact: {phone: 023-123 45 67}\nprice: 0\nregistration: none\naccess: [toilet]",
    "location": "{name: Thuis, area: meerwijk}",
}


@pytest.fixture
def check(tmp_path, monkeypatch, capsys):
    """The command, run in `tmp_path` with a town that speaks English: its exit status, stdout and stderr."""
    (tmp_path / "settings.py").write_text(ENGLISH)
    spec = importlib.util.spec_from_file_location("check", ROOT / "scripts" / "check.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["check.py", "--settings", "settings.py", *arguments])
        status = module.main()
        out, error = capsys.readouterr()
        return status, out, error

    return run


def test_nothing_wrong_prints_only_a_summary(check, tmp_path):
    entry(tmp_path, **QUIET)
    assert check("dock-haarlem") == (0, "", "1 activity checked, no problems.\n")


def test_problems_are_lines_of_path_line_column_field_and_message(check, tmp_path):
    entry(tmp_path, **{**QUIET, "checked": "3-4-2026", "title": None})
    assert check("dock-haarlem/x.md") == (
        1,
        "dock-haarlem/x.md:1:1: title: title is missing. Write for example title: Koffieochtend.\n"
        "dock-haarlem/x.md:7:10: checked: 3-4-2026 is not written as a date. Write 2026-04-03.\n",
        "1 activity checked, 2 problems.\n",
    )


def test_what_concerns_a_whole_file_stands_at_its_beginning(check, tmp_path):
    put(tmp_path, "")
    _, out, _ = check("dock-haarlem")
    assert out == "dock-haarlem/x.md:1:1: file: the file is empty. Copy the template and fill it in.\n"


def test_hints_do_not_count(check, tmp_path):
    entry(tmp_path, body="", **QUIET)
    status, out, error = check("dock-haarlem")
    assert status == 0
    assert out.startswith("dock-haarlem/x.md:1:1: hint: file: there is no text below the fields. Tell whom you meet")
    assert error == "1 activity checked, no problems, 1 hint.\n"


def test_quiet_leaves_the_problems_and_the_exit_status(check, tmp_path):
    entry(tmp_path, **{**QUIET, "checked": "gisteren"})
    status, out, error = check("--quiet", "dock-haarlem")
    assert (status, error) == (1, "")
    assert len(out.splitlines()) == 1


def test_github_escapes_what_would_end_or_forge_an_annotation(check, tmp_path):
    folder = tmp_path / "100%, a:b\n::error::"
    entry(folder, body="", **{**QUIET, "checked": "100%", "extra": r'"a,b:c%": x'})
    entry(folder, body="", name="y.md", **QUIET)
    status, out, error = check("--format", "github", str(folder))
    assert (status, error) == (1, "")
    checked, unknown, hint = out.splitlines()
    path = f"file={tmp_path}/100%25%2C a%3Ab\N{REPLACEMENT CHARACTER}%3A%3Aerror%3A%3A/dock-haarlem"
    assert checked.startswith(f"::error {path}/x.md,line=8,col=10,title=checked::100%25 is not a date. Write year")
    assert unknown.startswith(
        f"::error {path}/x.md,line=9,col=1,title=a%2Cb%3Ac%25::the field a,b:c%25 does not exist."
    )
    assert hint.startswith(f"::notice {path}/y.md,line=1,col=1,title=file::there is no text")


def test_json_is_one_list_for_tools(check, tmp_path):
    entry(tmp_path, body="", name="y.md", **QUIET)
    entry(tmp_path, **{**QUIET, "checked": "één"})
    status, out, error = check("--format", "json", "dock-haarlem")
    assert (status, error) == (1, "")
    problem, hint = json.loads(out)
    assert problem == {
        "file": "dock-haarlem/x.md",
        "line": 8,
        "column": 10,
        "field": "checked",
        "level": "problem",
        "message": "één is not a date. Write year-month-day, for example 2026-11-20.",
    }
    assert (hint["file"], hint["level"]) == ("dock-haarlem/y.md", "hint")


def test_json_of_nothing_is_an_empty_list(check, tmp_path):
    entry(tmp_path, **QUIET)
    assert check("--format", "json", "dock-haarlem") == (0, "[]\n", "")


@pytest.mark.parametrize("given", ["dock-haarlem/x.md", "./dock-haarlem", "../{name}/dock-haarlem/x.md", "{path}"])
def test_paths_anywhere_are_named_as_they_were_given(given, check, tmp_path):
    entry(tmp_path, **{**QUIET, "checked": "gisteren"})
    argument = given.format(name=tmp_path.name, path=tmp_path)
    _, out, _ = check(argument)
    assert re.match(rf"{re.escape(Path(argument).as_posix())}[\w/.-]*:8:10: checked: ", out)


def test_a_path_in_the_town_is_named_below_it(check):
    status, out, _ = check(str(ROOT / "activities/buuv"))
    assert status == 0
    assert {line.rpartition("/")[0] for line in out.splitlines()} <= {"activities/buuv"}


def test_several_paths_and_one_that_is_not_there(check, tmp_path):
    entry(tmp_path, **QUIET)
    status, out, error = check("dock-haarlem/x.md", "dock-haarlem/weg.md", "dock-haarlem")
    assert status == 1
    assert out.startswith("dock-haarlem/weg.md:1:1: file: the file cannot be read (No such file or directory).")
    assert error.startswith("2 activities checked, 1 problem")


def test_without_paths_the_whole_agenda_in_its_own_language():
    command = [sys.executable, str(ROOT / "scripts/check.py")]
    environment = {**os.environ, "AGENDA_TODAY": "2026-11-22"}
    done = subprocess.run(command, cwd="/", env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout
    assert re.search(r"^\d+ activiteiten gecontroleerd, geen problemen", done.stderr, re.MULTILINE)
    assert all(re.match(r"(activities|content)/\S+:\d+:\d+: hint: ", line) for line in done.stdout.splitlines())


def test_a_console_that_lacks_a_character_still_shows_the_rest(tmp_path):
    path = entry(tmp_path, checked="één")
    command = [sys.executable, str(ROOT / "scripts/check.py"), str(path)]
    done = subprocess.run(command, env={**os.environ, "PYTHONIOENCODING": "ascii"}, capture_output=True, text=True)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert rf"{path}:8:10: checked: \xe9\xe9n" in done.stdout


def test_case_33_who_changes_whose_entries_is_pointed_out(check, tmp_path):
    entry(tmp_path, **QUIET)
    own = str(ROOT / "activities" / "voorbeeld-taalhuis" / "taalwandeling.md")
    gone = str(ROOT / "activities" / "voorbeeld-taalhuis" / "gone.md")
    status, out, _ = check("--quiet", "--by", "@somebody", own, gone, str(ROOT / "README.md"))
    assert status == 0
    told = [line for line in out.splitlines() if "is not known as theirs" in line]
    assert [line.partition(":")[0] for line in told] == [
        "activities/voorbeeld-taalhuis/taalwandeling.md", "activities/voorbeeld-taalhuis/gone.md",
    ]  # fmt: skip
    assert "is not known as theirs" not in check("--quiet", "--by", "voorbeeld-taalhuis", own, gone)[1]


def test_who_needs_the_files_that_were_changed(check):
    with pytest.raises(SystemExit) as ended:
        check("--by", "@somebody")
    assert ended.value.code == 2
