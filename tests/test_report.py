"""Reports on a small town whose files have a history: what is counted, what joined and left, and what is not known."""

import json
import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pelican.settings import read_settings

from agenda import source, town
from agenda.language import Language
from agenda.problem import Fault
from browsing import opened, served, violations
from insight import document, past, report, turnover
from small_town import Town, activity, small_town
from test_history import git

ROOT = Path(__file__).parent.parent
WEEKLY = "{start: 2026-06-01, time: 10:00-12:00, repeat: weekly}"  # Mondays
GOALS = """goals:
  - {goal: Everywhere, measure: areas, target: 2, by: 2026-12-31}
  - {goal: In the north, measure: areas, target: 1, by: 2026-12-31}
  - {goal: For the young, measure: special, audience: young, target: 5, by: 2026-09-30}
  - {goal: New ones, measure: joined, target: 1, by: 2026-12-31}
  - {goal: Current, measure: checked, target: 60, by: 2026-12-31}
  - {goal: Quick, measure: days-to-online, target: 3, by: 2026-12-31, example: true}
"""


def published(folder: Path) -> Town:
    """A town with a history: in September one joins by a branch, one goes, one is renamed, one has its last date."""
    made = small_town(
        folder,
        {
            "activities/walkers/walk.md": activity(schedule=WEEKLY, checked="2026-07-01"),
            "activities/walkers/gone.md": activity(schedule=WEEKLY, title="Gone"),
            "activities/walkers/old-name.md": activity(schedule=WEEKLY, title="Renamed", checked="2026-09-20"),
            "activities/walkers/last.md": activity(schedule="{start: 2026-09-10, time: 10:00-11:00}", title="Last"),
            "content/goals.yaml": GOALS,
        },
    )
    git(folder, "init", "-q")
    commit(made, "2026-08-20T10:00:00+02:00")
    git(folder, "checkout", "-q", "-b", "hand-in")
    made.write("activities/readers/tea.md", activity(schedule=WEEKLY, title="Tea", audiences="[young]"))
    commit(made, "2026-09-02T10:00:00+02:00")
    git(folder, "checkout", "-q", "-")
    made.write("activities/walkers/gone.md", None)
    made.write("activities/walkers/old-name.md", None)
    made.write(
        "activities/walkers/new-name.md",
        activity(schedule=WEEKLY, title="Renamed", checked="2026-09-20", formerly="[old-name]"),
    )
    commit(made, "2026-09-05T10:00:00+02:00")
    git(folder, "merge", "-q", "--no-ff", "hand-in", "-m", "tea", written="2026-09-06T10:00:00+02:00")
    made.write("activities/walkers/october.md", activity(title="October"))
    commit(made, "2026-10-02T10:00:00+02:00")
    return made


def commit(made: Town, day: str) -> None:
    git(made.path, "add", "-A", ".")
    git(made.path, "commit", "-q", "-m", day, written=day)


@pytest.fixture(scope="module")
def littleham(tmp_path_factory) -> Town:
    return published(tmp_path_factory.mktemp("littleham"))


def place_of(made: Town, today: str = "2026-11-22") -> town.Town:
    return town.of(read_settings(str(made.path / "pelicanconf.py")), {"AGENDA_TODAY": today})


def report_of(made: Town, first="2026-09-01", last="2026-09-30", today="2026-11-22") -> report.Report:
    place = place_of(made, today)
    agenda = source.load(place.folders, place.zone, place.today).agenda
    return report.of(place, agenda, date.fromisoformat(first), date.fromisoformat(last))


def notes(made: report.Report) -> list[str]:
    return [document.said(note, Language("en")) for note in made.notes]


def test_a_period_is_counted_from_its_own_files(littleham):
    found = report_of(littleham)
    assert notes(found) == []
    assert found.counted.at().activities == 4
    assert found.counted.at().occurrences == 3 * 4 + 1
    assert found.counted.at(audience="young").own == 1
    assert found.organizations == ("readers", "walkers")
    assert found.cancelled == 0


def test_what_joined_and_left(littleham):
    found = report_of(littleham)
    assert [one.title for one in found.turnover.joined] == ["Tea"]  # not who got another name
    assert [one.title for one in found.turnover.deleted] == ["Gone"]
    assert [one.title for one in found.turnover.ended] == ["Last"]
    assert found.waiting == turnover.Waiting(4.0, 1, 0)


def test_only_what_goes_on_and_is_real_is_asked_to_be_current(littleham):
    """Checked in July, on 20 September, and (the tea) in November, which is after the period."""
    assert report_of(littleham).checked == report.Checked(1, 3)


def test_goals(littleham):
    assert [(one.goal.goal, one.value, one.state) for one in report_of(littleham).outcomes] == [
        ("Everywhere", 1, "not yet"),
        ("In the north", 1, "reached"),
        ("For the young", 1, "not yet"),
        ("New ones", 1, "reached"),
        ("Current", 33.3, "not yet"),
        ("Quick", 4.0, "not yet"),
    ]
    later = report_of(littleham, "2026-10-01", "2026-10-31").outcomes
    assert [one.state for one in later if one.goal.goal == "For the young"] == ["missed"]


def test_a_period_before_the_history_says_from_when_it_counts(littleham):
    found = report_of(littleham, "2026-08-01", "2026-08-31")
    assert notes(found) == ["What joined and left is counted from 20 August 2026, where the history begins."]
    assert found.turnover.joined == ()


def test_a_period_that_is_not_over_says_so(littleham):
    found = report_of(littleham, "2026-11-01", "2026-12-31")
    assert notes(found) == ["The period is not over yet: what is planned is counted as it stands today."]


def test_a_cut_history_says_so_and_gives_what_it_can(littleham, tmp_path):
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{littleham.path}", "clone")
    found = report_of(Town(tmp_path / "clone"))
    assert notes(found) == [
        "The history here is cut: it begins on 2026-10-02, after 2026-09-30. Fetch all of it: git fetch --unshallow.",
        "The numbers are counted from the files of today, not from those of 30 September 2026.",
        "The history here is cut: it begins on 2026-10-02, after 2026-08-31. Fetch all of it: git fetch --unshallow.",
        "What joined and left is not known.",
    ]
    assert found.counted.at().occurrences == 13
    assert (found.turnover, found.waiting) == (None, None)
    assert [one.state for one in found.outcomes if one.goal.measure in ("joined", "days-to-online")] == ["unknown"] * 2


def test_files_without_a_history_give_what_they_can(littleham, tmp_path):
    shutil.copytree(littleham.path, tmp_path / "copy", ignore=shutil.ignore_patterns(".git"))
    found = report_of(Town(tmp_path / "copy"))
    assert notes(found)[0].startswith("There is no history here.")
    assert found.turnover is None


def test_what_today_cannot_read_did_not_leave(tmp_path):
    made = published(tmp_path)
    made.write("activities/walkers/walk.md", "---\ntitle: broken\n---\n")
    commit(made, "2026-09-20T10:00:00+02:00")
    then = past.on(place_of(made), date(2026, 9, 25))
    assert then.unread == {"walkers/walk"}
    before = past.on(place_of(made), date(2026, 8, 31))
    found = turnover.of(before.agenda, then.agenda, before.unread, then.unread, date(2026, 9, 1), date(2026, 9, 25))
    assert [one.title for one in found.deleted] == ["Gone"]


@pytest.mark.parametrize(
    ("first", "last", "message"),
    [
        ("2026-09-30", "2026-09-01", "2026-09-01 is before 2026-09-30."),
        ("2020-01-01", "2026-01-01", "at most three years"),
    ],
)
def test_a_period_that_cannot_be(first, last, message, littleham):
    with pytest.raises(Fault, match=message):
        report_of(littleham, first, last)


def test_page_has_every_number_of_the_record(littleham):
    found, place = report_of(littleham), place_of(littleham)
    files = dict(document.files(found, place))
    assert set(files) == {"index.html", *document.STYLES}
    html, record = files["index.html"].decode(), document.record(found, place.language)
    assert record["joined"] == ["readers/tea"]
    assert record["days_to_online"] == {"median": 4.0, "known": 1, "unknown": 0}
    for words in ("4 days", "1 of the 3 activities", "Tea", "Gone", "33.3", "Reached", "Nobody agreed on them"):
        assert words in html
    assert "http" not in html.replace("http://www.w3.org", "")
    assert "style=" not in html
    assert json.loads(json.dumps(record)) == record


def test_equal_input_gives_equal_bytes(littleham):
    first, second = (dict(document.files(report_of(littleham), place_of(littleham))) for _ in range(2))
    assert first == second


def test_titles_are_text(littleham):
    found = report_of(littleham)
    bad = found.turnover.joined[0].model_copy(update={"title": "<script>alert(1)</script>"})
    made = replace(found, turnover=replace(found.turnover, joined=(bad,)))
    assert b"<script" not in dict(document.files(made, place_of(littleham)))["index.html"]


@pytest.fixture(scope="module")
def written(littleham, tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("report")
    done = run(littleham, "report.py", "--from", "2026-09-01", "--to", "2026-09-30", "--output", str(folder))
    assert done.returncode == 0, done.stderr
    return folder


def run(made: Town, script: str, *words: str) -> subprocess.CompletedProcess:
    command = [sys.executable, str(ROOT / "scripts" / script), *words, "--settings", str(made.path / "pelicanconf.py")]
    return subprocess.run(command, cwd=made.path, capture_output=True, text=True, encoding="utf-8", timeout=60)


@pytest.mark.parametrize(("width", "dark"), [(320, False), (1280, False), (1280, True)])
def test_page_in_a_browser(width, dark, written, chromium):
    with served(written) as address, opened(chromium, address, width, dark=dark) as page:
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_page_prints_whole(written, chromium, tmp_path):
    """No table is cut at the edge of the paper."""
    with served(written) as address, opened(chromium, address, 794) as page:
        page.emulate_media(media="print")
        widths = page.locator(".sheet table").evaluate_all("all => all.map(one => one.getBoundingClientRect().right)")
        assert len(widths) == 3
        assert max(widths) <= 794


class TestCommands:
    def test_report_as_json(self, littleham):
        done = run(littleham, "report.py", "--from", "2026-09-01", "--to", "2026-09-30", "--json")
        assert json.loads(done.stdout)["occurrences"] == 13

    def test_a_wrong_period(self, littleham):
        done = run(littleham, "report.py", "--from", "2026-09-30", "--to", "2026-09-01")
        assert (done.returncode, done.stdout) == (1, "")
        assert "Name the first day, then the last." in done.stderr

    def test_compare(self, littleham):
        done = run(littleham, "coverage.py", "--compare", "2026-09-01", "--json")
        found = {one["area"]: one for one in json.loads(done.stdout)}
        assert (found["north"]["activities_before"], found["south"]["activities_before"]) == (4, 0)

    def test_compare_in_words(self, littleham):
        done = run(littleham, "coverage.py", "--compare", "2026-09-01")
        assert "The files are those of 20 August 2026" in done.stdout
        assert "Northside" in done.stdout

    def test_compare_with_a_day_before_the_history(self, littleham):
        done = run(littleham, "coverage.py", "--compare", "2026-01-01")
        assert (done.returncode, done.stdout) == (1, "")
        assert done.stderr.endswith("the history begins on 2026-08-20, after 2026-01-01. Choose a later day.\n")

    def test_files_with_a_problem(self, tmp_path):
        made = small_town(tmp_path, {"content/demand.yaml": "asked: [tea]\n"})
        for words in (("coverage.py",), ("report.py", "--from", "2026-09-01", "--to", "2026-09-30")):
            done = run(made, *words)
            assert (done.returncode, done.stdout) == (1, "")
            assert "content/demand.yaml:1:9: asked[1]: fields are expected here." in done.stderr
