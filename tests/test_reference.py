"""The contract as tools and partners read it agrees with the reader: the schema, the page of fields, the templates."""

import json
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft7Validator

import entries
from agenda import reference
from agenda.model import ActivityFile, Referral, Translation
from agenda.register import Contact, Venue
from agenda.timetable import Change, Schedule

ROOT = Path(__file__).parent.parent
FILES = [path for path in sorted(ROOT.glob("activities/*/*")) if path.suffix in (".md", ".yaml")]


class Core(yaml.SafeLoader):
    """YAML 1.2's core schema, which editors read by: no dates, no sexagesimals, yes and no are words."""


Core.yaml_implicit_resolvers = {}
for tag, pattern, first in (
    ("null", r"^(~|null|)$", ["~", "n", ""]),
    ("bool", r"^(true|false)$", ["t", "f"]),
    ("int", r"^[-+]?[0-9]+$", "-+0123456789"),
    ("float", r"^[-+]?[0-9]*\.[0-9]+$", "-+.0123456789"),
):
    Core.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", yaml.reader.re.compile(pattern), list(first))


def read(text: str) -> dict:
    """The fields of an entry as an editor reads them."""
    if text.startswith("---\n"):
        text = text[4:].split("\n---\n")[0]
    return yaml.load(text, Core)


@pytest.fixture(scope="module")
def schema(site) -> dict:
    return json.loads((site / reference.SCHEMA).read_text())


@pytest.fixture(scope="module")
def validator(schema) -> Draft7Validator:
    return Draft7Validator(schema)


def test_schema_is_valid_draft_07(schema):
    Draft7Validator.check_schema(schema)
    assert schema["$schema"] == "http://json-schema.org/draft-07/schema#"
    assert schema["$id"].endswith(f"/{reference.SCHEMA}")
    assert "$defs" not in json.dumps(schema)
    assert "x-list" not in json.dumps(schema)


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_activity_of_the_town_is_right_by_the_schema(path, validator):
    assert [error.message for error in validator.iter_errors(read(path.read_text()))] == []


RIGHT = {
    "title": "Koffie",
    "summary": "Loop binnen.",
    "schedule": {"start": "2026-09-01"},
    "location": "de-tulp",
    "audiences": ["iedereen"],
    "topics": ["koffie-en-praten"],
    "checked": "2026-11-20",
}


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({}, id="the least"),
        pytest.param({"audiences": "iedereen"}, id="a single id for a list"),
        pytest.param({"schedule": [{"start": "2026-09-01"}, {"dates": "2026-10-01 14:00-16:00"}]}, id="two schedules"),
        pytest.param({"price": 0}, id="a price of nothing"),
        pytest.param({"price": 2.5}, id="a price with a point"),
        pytest.param({"price": "2,50"}, id="a price with a comma"),
        pytest.param({"checked": None, "example": True}, id="an example, true"),
        pytest.param({"checked": None, "example": "yes"}, id="an example, yes"),
        pytest.param({"location": {"name": "Thuis", "area": "meerwijk"}}, id="a place of its own"),
        pytest.param({"location": {"online": "yes"}}, id="online"),
        pytest.param({"ages": "65+"}, id="ages"),
        pytest.param({"translations": {"en": {"title": "Coffee"}}}, id="a translation"),
        pytest.param(
            {"schedule": {"start": "2026-09-01", "changes": {"date": "2026-09-01", "cancelled": "yes"}}}, id="off"
        ),
    ],
)
def test_right_by_the_schema(changes, validator):
    entry = {name: value for name, value in {**RIGHT, **changes}.items() if value is not None}
    assert [error.message for error in validator.iter_errors(entry)] == []


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"title": None}, id="no title"),
        pytest.param({"title": "x" * 81}, id="a long title"),
        pytest.param({"titel": "Koffie"}, id="an unknown field"),
        pytest.param({"checked": None}, id="not checked"),
        pytest.param({"checked": None, "example": "no"}, id="not checked and no example"),
        pytest.param({"checked": "20-11-2026"}, id="a date in another order"),
        pytest.param({"location": "de-roos"}, id="an unknown place"),
        pytest.param({"audiences": ["iedereen", "iederen"]}, id="an unknown audience"),
        pytest.param({"topics": []}, id="no topic"),
        pytest.param({"price": "gratis"}, id="a price in words"),
        pytest.param({"price": -1}, id="a price below zero"),
        pytest.param({"schedule": {"start": "2026-09-01", "time": "10.00 uur"}}, id="a time in words"),
        pytest.param({"schedule": {"start": "2026-09-01", "repeat": "wekelijks"}}, id="a word of another language"),
        pytest.param({"schedule": {"start": "2026-09-01", "interval": 0}}, id="an interval of nothing"),
        pytest.param({"schedule": {"start": "2026-09-01", "herhaal": "x"}}, id="an unknown field of the schedule"),
        pytest.param({"schedule": "dinsdag"}, id="a schedule in words"),
        pytest.param({"schedule": {"start": "2026-09-01", "changes": [{"cancelled": True}]}}, id="a change of no date"),
        pytest.param({"status": "open"}, id="an unknown status"),
        pytest.param({"contact": {"website": "javascript:alert(1)"}}, id="no web address"),
        pytest.param({"contact": {"name": "Anne"}}, id="a person's name"),
        pytest.param({"translations": {"xx": {"title": "A"}}}, id="an unknown language"),
    ],
)
def test_wrong_by_the_schema(changes, validator):
    entry = {name: value for name, value in {**RIGHT, **changes}.items() if value is not None}
    assert list(validator.iter_errors(entry)) != []


def examples(node, where=""):
    """Every example of the schema, with the part of the schema that it is an example of."""
    if isinstance(node, dict):
        for value in node.get("examples", ()) if isinstance(node.get("examples"), list) else ():
            yield where, value, node
        for key, value in node.items():
            yield from examples(value, f"{where}/{key}")


def test_every_example_is_right_by_its_own_schema(schema):
    wrong = [
        (where, value)
        for where, value, part in examples(schema)
        if not Draft7Validator({**part, "definitions": schema["definitions"]}).is_valid(value)
    ]
    assert wrong == []
    assert len(list(examples(schema))) > 40


RECORDS = (ActivityFile, Schedule, Change, Venue, Contact, Referral, Translation)


@pytest.mark.parametrize("model", RECORDS, ids=lambda model: model.__name__)
def test_every_field_of_the_model_stands_on_the_page(model, found):
    names = [info.alias or name for name, info in model.model_fields.items()]
    groups = [group.xpath("dl/div/dt/code/text()") for group in found["velden/"].all("//section[@class='fields'][dl]")]
    assert names in groups
    assert len(groups) == len(RECORDS)
    assert all(term.text_content().strip() for term in found["velden/"].all("//dd"))


def test_every_id_stands_on_the_page(found):
    shown = {name: found["velden/"].all(f"//section[h3/@id='{name}']//code/text()") for name in ("areas", "audiences")}
    for name, ids in shown.items():
        assert ids == list(yaml.safe_load((ROOT / "content" / "vocabulary" / f"{name}.yaml").read_text()))


@pytest.mark.parametrize("suffix", [".md", ".yaml"])
def test_template_with_its_own_values_is_right(suffix, site, tmp_path, validator):
    text = (site / f"{reference.TEMPLATES}{suffix}").read_text()
    assert [error.message for error in validator.iter_errors(read(text))] == []
    loaded = entries.load(entries.put(tmp_path, text, f"x{suffix}"))
    assert [one.message() for one in loaded.problems] == []
    [activity] = loaded.agenda.activities
    assert activity.description


@pytest.mark.parametrize("suffix", [".md", ".yaml"])
def test_template_is_right_with_all_its_comments_filled_in(suffix, site, tmp_path):
    """Every commented field as it stands there; the picture is the partner's own."""
    text = (site / f"{reference.TEMPLATES}{suffix}").read_text()
    names = {info.alias or name for model in RECORDS for name, info in model.model_fields.items()}
    lines = [
        line[2:] if line.startswith("# ") and line[2:].split(":")[0].strip() in names else line
        for line in text.split("\n")
    ]
    (tmp_path / "dock-haarlem").mkdir()
    (tmp_path / "dock-haarlem" / "koffie.jpg").write_bytes(next(ROOT.glob("activities/*/*.png")).read_bytes())
    loaded = entries.load(entries.put(tmp_path, "\n".join(lines), f"x{suffix}"))
    assert {one.field for one in loaded.problems} == {"image"}
    assert len(lines) > 30


def test_template_names_the_schema_for_editors(site, schema):
    first = (site / f"{reference.TEMPLATES}.yaml").read_text().split("\n")[0]
    assert first == f"# yaml-language-server: $schema={schema['$id']}"
