"""Sources become proposals: once, changes as changes, what is gone reported; nothing is deleted or written over."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from agenda import frontmatter
from agenda.problem import Fault
from intake import calendar_sources, calendars, import_report, import_run
from intake.import_run import Health, Run
from small_town import ROOT, activity, small_town

SOURCES = """sources:
  mill:
    name: Calendar of the mill
    organization: walkers
    address: https://calendar.test/secret-key-123/basic.ics
    audiences: [all]
    topics: [tea]
    location: mill
    topic_words: {walk: outdoors}
    audience_words: {senior: old}
    places: {barn: mill}
    skip: [skipped@x]
"""


def event(uid: str, title: str = "Coffee morning", day: str = "20261203", **lines: str) -> str:
    fields = {"DTSTART": f"{day}T100000", "DTEND": f"{day}T120000", "LOCATION": "The Mill", **lines}
    text = "".join(f"{name}:{value}\r\n" for name, value in fields.items() if value)
    return f"BEGIN:VEVENT\r\nUID:{uid}\r\nSUMMARY:{title}\r\n{text}END:VEVENT\r\n"


def calendar(*events: str) -> bytes:
    return ("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n" + "".join(events) + "END:VCALENDAR\r\n").encode()


class Importer:
    """A town that imports from one calendar."""

    def __init__(self, folder: Path, files: dict | None = None) -> None:
        self.town = small_town(folder, {"private/sources.yaml": SOURCES, **(files or {})})
        self.state: dict[str, Health] = {}
        self.folder = folder / "proposals"

    def run(self, data: bytes | Fault, today: str | None = None, **how: bool) -> import_run.Outcome:
        loaded, place = self.town.load(), self.town.settings()
        assert loaded.problems == []
        sources, problems = calendar_sources.read(self.town.path / "private/sources.yaml", loaded.agenda.register)
        assert problems == []
        run = Run(place, loaded, self.folder, **how)
        read = data if isinstance(data, Fault) else calendars.read(data)
        outcome = run.source("mill", sources["mill"], self.state.setdefault("mill", Health()), read)
        run.write()
        self.lines = list(import_report.said(outcome, place.language))
        return outcome

    def files(self) -> dict[str, frontmatter.Document]:
        return {path.relative_to(self.folder).as_posix(): frontmatter.parse(path.read_bytes())
                for path in sorted(self.folder.rglob("*.md"))}  # fmt: skip

    def accept(self, path: str) -> None:
        """What an editor does: the proposal becomes an entry."""
        self.town.write(f"activities/{path}", (self.folder / path).read_bytes())
        (self.folder / path).unlink()


@pytest.fixture
def importer(tmp_path):
    return Importer(tmp_path)


def kinds(outcome) -> list[tuple[str, str]]:
    return [(line.kind, line.path or line.title) for line in outcome.lines]


def test_a_new_event_is_a_file_that_the_check_accepts_with_where_it_came_from(importer):
    text = "<p>Coffee &amp; talk.</p><script>alert(1)</script><p>Walk in."
    outcome = importer.run(calendar(event("a@x", DESCRIPTION=text, RRULE="FREQ=WEEKLY")))
    assert kinds(outcome) == [("new", "walkers/coffee-morning")]
    [(path, document)] = importer.files().items()
    assert path == "walkers/coffee-morning.md"
    assert document.tree == {
        "title": "Coffee morning", "summary": "Coffee & talk.", "location": "mill", "audiences": ["all"],
        "topics": ["outdoors"], "checked": "2026-11-22", "source": {"name": "Calendar of the mill", "uid": "a@x"},
        "schedule": {"start": "2026-12-03", "time": "10:00-12:00", "repeat": "weekly"},
    }  # fmt: skip
    assert document.body == "Coffee & talk.\n\nWalk in."
    importer.accept(path)
    assert importer.town.load().problems == []


def test_run_again_nothing_is_proposed_twice(importer):
    data = calendar(event("a@x"), event("b@x", "Chess"))
    importer.run(data)
    before = {path: document.tree for path, document in importer.files().items()}
    assert kinds(importer.run(data)) == [("waiting", "walkers/coffee-morning"), ("waiting", "walkers/chess")]
    assert {path: document.tree for path, document in importer.files().items()} == before
    importer.accept("walkers/chess.md")
    outcome = importer.run(data)
    assert (kinds(outcome), outcome.unchanged) == ([("waiting", "walkers/coffee-morning")], 1)


def test_what_an_editor_deleted_is_set_aside_until_it_changes(importer):
    importer.run(calendar(event("a@x")))
    (importer.folder / "walkers/coffee-morning.md").unlink()
    assert importer.run(calendar(event("a@x"))).aside == 1
    assert kinds(importer.run(calendar(event("a@x")), again=True)) == [("new", "walkers/coffee-morning")]
    (importer.folder / "walkers/coffee-morning.md").unlink()
    assert kinds(importer.run(calendar(event("a@x", day="20261204")))) == [("new", "walkers/coffee-morning")]


def test_a_change_is_proposed_as_one_and_keeps_what_editors_wrote(importer):
    importer.run(calendar(event("a@x", DESCRIPTION="Coffee.")))
    importer.accept("walkers/coffee-morning.md")
    entry = importer.town.path / "activities/walkers/coffee-morning.md"
    entry.write_text(entry.read_text().replace('"Coffee morning"', '"Coffee with Anne"').replace(
        "checked:", 'price: "2.50"\nchecked:'))  # fmt: skip
    assert importer.run(calendar(event("a@x", DESCRIPTION="Coffee."))).unchanged == 1
    outcome = importer.run(calendar(event("a@x", DESCRIPTION="Coffee.", day="20261210")))
    [line] = outcome.of("changed")
    assert (line.path, line.names) == ("walkers/coffee-morning", ("schedule",))
    [document] = importer.files().values()
    assert document.tree["title"] == "Coffee with Anne"
    assert document.tree["price"] == "2.50"
    assert document.tree["schedule"]["start"] == "2026-12-10"
    proposal = (importer.folder / "walkers/coffee-morning.md").read_text()
    assert proposal.splitlines()[1] == "# Changed in Calendar of the mill: schedule."
    assert entry.read_text().count("2026-12-03") == 1


def test_cancelled_in_the_source_is_a_change_of_status(importer):
    importer.run(calendar(event("a@x")))
    importer.accept("walkers/coffee-morning.md")
    [line] = importer.run(calendar(event("a@x", STATUS="CANCELLED"))).of("changed")
    assert line.names == ("status",)
    assert importer.files()["walkers/coffee-morning.md"].tree["status"] == "cancelled"


def test_a_proposal_that_waits_is_never_written_over(importer):
    importer.run(calendar(event("a@x")))
    before = (importer.folder / "walkers/coffee-morning.md").read_bytes()
    outcome = importer.run(calendar(event("a@x", day="20261211")))
    assert "waits" in outcome.of("note")[0].fault.text
    assert (importer.folder / "walkers/coffee-morning.md").read_bytes() == before


def test_what_is_gone_is_reported_and_stays(importer):
    importer.run(calendar(event("a@x"), event("b@x", "Chess")))
    importer.accept("walkers/coffee-morning.md")
    outcome = importer.run(calendar(event("b@x", "Chess")))
    assert ("gone", "walkers/coffee-morning") in kinds(outcome)
    assert (importer.town.path / "activities/walkers/coffee-morning.md").exists()


def test_two_with_one_title_have_names_that_do_not_depend_on_their_order(tmp_path):
    pair = event("a@x", "Chess"), event("b@x", "Chess", day="20261210")
    names = []
    for number, events in enumerate((pair, pair[::-1])):
        importer = Importer(tmp_path / str(number))
        importer.run(calendar(*events))
        names.append({document.tree["source"]["uid"]: path for path, document in importer.files().items()})
    assert names[0] == names[1]
    assert len(set(names[0].values())) == 2


def test_a_source_that_fails_or_shrinks_raises_an_alarm_and_keeps_all(importer):
    many = [event(f"{n}@x", f"Event number {n}") for n in range(6)]
    importer.run(calendar(*many))
    files = set(importer.files())
    failed = importer.run(Fault("it does not answer ({reason}).", reason="TimeoutError"))
    assert failed.alarm
    assert "    Last read well: 22 November 2026. Nothing was deleted." in importer.lines
    shrunk = importer.run(calendar(*many[:2]))
    assert shrunk.alarm.values == {"before": "6", "now": "2"}
    assert importer.run(calendar(*many[:2])).alarm, "it stays until somebody says that it is right"
    assert importer.run(calendar(*many[:2]), smaller=True).alarm is None
    assert importer.run(calendar(*many[:2])).alarm is None
    assert set(importer.files()) == files


LEFT_OUT = {
    "past": (event("a@x", day="20261103"), None),
    "set aside by the editors": (event("skipped@x"), None),
    "cancelled before it was here": (event("a@x", STATUS="CANCELLED"), "cancelled"),
    "without a title": (event("a@x", ""), "no title"),
    "by the hour": (event("a@x", RRULE="FREQ=HOURLY"), "within a day"),
    "private": (event("a@x", CLASS="PRIVATE"), "private"),
}


@pytest.mark.parametrize("name", LEFT_OUT)
def test_what_is_left_out_is_said(importer, name):
    lines, reason = LEFT_OUT[name]
    outcome = importer.run(calendar(lines))
    assert importer.files() == {}
    assert [reason in line.fault.text for line in outcome.of("left out")] == ([True] if reason else [])


PLACES = {
    "": "mill", "In the BARN, upstairs": "mill", "The Mill, Mill Lane 1": "mill",
    "Hall, High Street 12, 1234 AB Littleham, first floor": {
        "name": "Hall", "street": "High Street 12", "postcode": "1234 AB", "city": "Littleham", "note": "first floor"},
    "https://meet.test/room": {"online": "https://meet.test/room"},
}  # fmt: skip


@pytest.mark.parametrize("text", PLACES)
def test_places(importer, text):
    importer.run(calendar(event("a@x", LOCATION=text.replace(",", "\\,"))))
    [document] = importer.files().values()
    assert document.tree["location"] == PLACES[text]


def test_a_likely_twin_and_a_persons_number_are_noted(tmp_path):
    there = activity(title="Coffee morning", schedule="{start: 2026-12-03, time: 10:00-12:00}")
    importer = Importer(tmp_path, {"activities/readers/coffee.md": there})
    importer.run(calendar(event("a@x", DESCRIPTION="Call Anne: 06 12345678.")))
    assert any("readers/coffee" in line for line in importer.lines)
    assert any("a person's own" in line for line in importer.lines)


WRONG = {
    "no file": (None, "is not there"),
    "both": (SOURCES.replace("    address:", "    file: a.ics\n    address:"), "an address or a file"),
    "not https": (SOURCES.replace("https://", "http://"), "begins with https"),
    "an unknown organization": (SOURCES.replace("walkers", "walker"), "walkers"),
    "an unknown field": (SOURCES.replace("address", "adress"), "adress"),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_with_the_sources_is_said_without_the_address(tmp_path, name):
    text, reason = WRONG[name]
    town = small_town(tmp_path, {"private/sources.yaml": text})
    done = command(town)
    assert done.returncode == 2
    assert reason in done.stderr
    assert "secret-key" not in done.stderr + done.stdout


def command(town, *arguments: str) -> subprocess.CompletedProcess:
    line = [sys.executable, ROOT / "scripts/import_calendar.py", "--settings", "pelicanconf.py", *arguments]
    return subprocess.run(line, cwd=town.path, capture_output=True, text=True, env={"AGENDA_TODAY": "2026-11-22"})


def test_the_command_writes_proposals_and_its_state_and_no_address_in_either(tmp_path):
    text = SOURCES.replace("address: https://calendar.test/secret-key-123/basic.ics", "file: mill.ics")
    other = SOURCES.partition("\n")[2].replace("  mill:", "  other:").replace("calendar.test", "127.0.0.1")
    files = {"private/sources.yaml": text + other, "private/mill.ics": calendar(event("a@x"))}
    town = small_town(tmp_path, files)
    dry = command(town, "--dry-run")
    assert (dry.returncode, list((tmp_path / "build").rglob("*.md"))) == (1, [])
    done = command(town)
    assert done.returncode == 1, "the other source is on this machine: an alarm"
    assert "+ Coffee morning: new, walkers/coffee-morning.md" in done.stdout
    assert "! its address is not a public one of the internet." in done.stdout
    assert (tmp_path / "build/proposals/walkers/coffee-morning.md").is_file()
    state = (tmp_path / "private/imports.json").read_text()
    assert json.loads(state)["sources"]["mill"]["events"] == 1
    assert "secret-key" not in done.stdout + done.stderr + state
    assert command(town, "mill").returncode == 0
    assert "There are: mill, other" in command(town, "nothing").stderr
