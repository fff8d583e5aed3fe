"""What the editors keep beside the register: read and checked like it, and no person in it."""

import pytest

from agenda import examples
from small_town import small_town

RIGHT = "{day: 2026-11-20, area: north, audience: young, topic: tea}"


def demand(entry: str) -> dict[str, str]:
    return {"content/demand.yaml": f"asked:\n  - {entry}\n"}


def told(tmp_path, files) -> list[str]:
    loaded = small_town(tmp_path, files).load()
    assert not loaded.broken_register
    return [f"{one.path}:{one.line}:{one.column}: {one.field}: {one.message()}" for one in loaded.problems]


def test_a_town_without_the_files_has_nothing_to_steer_by(tmp_path):
    steering = small_town(tmp_path).agenda().steering
    assert (steering.demand, steering.figures, steering.goals) == ((), (), ())


def test_all_three_are_read(tmp_path):
    files = demand(RIGHT[:-1] + ", note: after work}") | {
        "content/figures.yaml": "figures:\n  - {name: Souls, source: Office, year: 2025, areas: {north: 120}}\n",
        "content/goals.yaml": "goals:\n  - {goal: Tea, measure: areas, target: 3, by: 2027-01-01}\n",
    }
    steering = small_town(tmp_path, files).agenda().steering
    assert [(str(one.day), one.area, one.audience, one.topic, one.note) for one in steering.demand] == [
        ("2026-11-20", "north", "young", "tea", "after work")
    ]
    assert [(one.name, one.year, dict(one.areas)) for one in steering.figures] == [("Souls", 2025, {"north": 120})]
    assert [(one.goal, one.measure, one.target) for one in steering.goals] == [("Tea", "areas", 3)]


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        (RIGHT.replace("north", "nort"), "2:29: asked[1].area: nort does not stand in the list. Did you mean north?"),
        (RIGHT.replace("topic: tea", "topics: tea"), "asked[1].topics: the field topics does not exist. Did you mean"),
        (RIGHT.replace(", topic: tea", ""), "asked[1].topic: topic is missing. Write for example topic: outdoors."),
        (RIGHT.replace("2026-11-20", "soon"), "asked[1].day: soon"),
        ("tea", "fields are expected here"),
    ],
)
def test_a_wrong_entry_is_told_with_its_place(entry, expected, tmp_path):
    found = told(tmp_path, demand(entry))
    assert found
    assert all(one.startswith("content/demand.yaml:2:") for one in found)
    assert expected in "\n".join(found)


@pytest.mark.parametrize(
    "note",
    [
        "call 023 - 555 12 34",
        "06-12345678",
        "+31 6 1234 5678",
        "06.12.34.56.78",
        "19.30-21.30.55.66",
        "(023) 5551234",
        "number 123456782",
        "٠٦١٢٣٤٥٦٧٨",
        "write to anne@example.org",
        "anne (at) example.org",
        "anne[AT]example.org",
        "lives at 2034 AB 12",
        "2034ab",
        "mevr. Jansen",
        "dhr Bakker wants chess",
        "Mrs. Green asked",
        "familie de Vries",
        "x" * 121,
    ],
)
def test_a_note_that_may_point_at_a_person_is_a_problem(note, tmp_path):
    found = told(tmp_path, demand(RIGHT[:-1] + f', note: "{note}"}}'))
    assert len(found) == 1
    assert "asked[1].note: " in found[0]


@pytest.mark.parametrize(
    "note",
    ["in the evening, with children", "every 2 weeks, 19.30-21.30", "for 65+", "asked in 2024-2025, 3 times", "1 op 1"],
)
def test_an_ordinary_note_is_none(note, tmp_path):
    assert told(tmp_path, demand(RIGHT[:-1] + f', note: "{note}"}}')) == []


@pytest.mark.parametrize(
    ("file", "entry", "expected"),
    [
        ("figures", "{name: A, year: 2025, areas: {north: 1}}", "figures[1].source: source is missing."),
        ("figures", "{name: A, source: B, areas: {north: 1}}", "figures[1].year: year is missing."),
        ("figures", "{name: A, source: B, year: 2025, areas: {nort: 1}}", "Did you mean north?"),
        ("figures", "{name: A, source: B, year: 2025, areas: {north: many}}", "areas.north: many is not a number"),
        ("goals", "{goal: A, measure: visitors, target: 1, by: 2027-01-01}", "measure: visitors is not known here."),
        ("goals", "{goal: A, measure: activities, by: 2027-01-01}", "goals[1].target: target is missing."),
        ("goals", "{goal: A, measure: special, target: 1, by: 2027-01-01}", "special counts what is there"),
        ("goals", "{goal: A, measure: joined, target: 1, by: 2027-01-01, area: north}", "joined cannot be measured"),
        ("goals", "{goal: A, measure: areas, target: 1, by: 2027-01-01, area: north}", "areas counts all areas."),
        ("goals", "{goal: A, measure: checked, target: 101, by: 2027-01-01}", "checked is a percentage."),
    ],
)  # fmt: skip
def test_figures_and_goals_say_where_they_come_from_and_what_is_measured(file, entry, expected, tmp_path):
    found = told(tmp_path, {f"content/{file}.yaml": f"{file}:\n  - {entry}\n"})
    assert len(found) == 1
    assert expected in found[0]


def test_a_file_with_a_problem_counts_for_nothing_and_the_agenda_goes_on(tmp_path):
    loaded = small_town(tmp_path, {"content/demand.yaml": f"asked:\n  - {RIGHT}\n  - tea\n"}).load()
    assert len(loaded.problems) == 1
    assert loaded.agenda.steering.demand == ()
    assert len(loaded.agenda.activities) == 1


def test_a_link_is_not_followed(tmp_path):
    town = small_town(tmp_path, {"secret.yaml": f"asked:\n  - {RIGHT}\n"})
    (town.path / "content" / "demand.yaml").symlink_to(town.path / "secret.yaml")
    assert [one.message() for one in town.load().problems] == [
        "this is a link to another file. Put the file itself here."
    ]


def test_publishing_leaves_examples_out(tmp_path):
    agenda = small_town(tmp_path, demand(RIGHT[:-1] + ", example: true}")).agenda()
    assert len(agenda.steering.demand) == 1
    assert examples.left_out(agenda).steering.demand == ()
