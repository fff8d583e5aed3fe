"""The open data as others read it: right by its own schemas, the same as the pages say, and nothing in it runs."""

import csv
import json
import re
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from jsonschema import Draft7Validator, FormatChecker

from agenda import datasets, source
from agenda.source import Folders
from intake import entry_file
from site_pages import Page, pages
from small_town import TODAY, activity, small_town

ROOT = Path(__file__).parent.parent
URL = "https://littleham.example"
TABLES = [dataset.name for dataset in datasets.TABLES]
NAMES = [dataset.name for dataset in datasets.ALL]

FORMULA = '=HYPERLINK("https://evil.example";"Win")'
ENTRIES = {
    "weekly": activity(
        schedule=(
            "{start: 2026-11-24, time: 10:00-12:00, repeat: weekly, changes: [{date: 2026-12-01, cancelled: Closed},"
            "{date: 2026-12-08, to: 2026-12-09 13:00-15:00, note: Bring a coat, location: {name: Elsewhere}}]}"
        ),
        price='"2,50"', ages="65+", languages="[en, fr]", partners="[readers]", audiences="[old, young]",
        contact="{role: Host, phone: '0235551234', email: host@example.org}", access="[step-free]",
        text="Anne waits **at the door**.\n\n- tea\n- cake",
    ),
    "formula": activity(title=json.dumps(FORMULA), summary='"+1"', price_note='"@SUM(A1)"', status_note='"a; =1+1"'),
    "script": activity(title=json.dumps("</script><script>alert(1)</script>"), contact="{phone: +31 6 12 34}"),
    "days": activity(schedule="{start: 2026-11-20, end: 2026-11-29}", location="{online: yes}", price="0"),
    "open": activity(schedule="{start: 2026-12-20, time: 22:00}"),
    "offer": activity(schedule="{by_appointment: Call us.}", checked="2026-11-20"),
    "off": activity(schedule="{start: 2026-12-12}", status="postponed"),
    "far": activity(schedule="{start: 2027-06-01}"),
    "pretend": activity(title="Pretend", example="yes", checked=None),
    "renamed": activity(formerly="[old-name]", source="{name: Calendar, uid: '=4711'}"),
}  # fmt: skip
FILES = {f"activities/walkers/{slug}.md": text for slug, text in ENTRIES.items()}


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    made = small_town(tmp_path_factory.mktemp("town"), FILES)
    done = made.build(None, "-e", f'SITEURL="{URL}"')
    assert done.returncode == 0, done.stdout + done.stderr
    return made


@pytest.fixture(scope="module")
def shown(town) -> dict[str, Page]:
    return pages(town.output)


@pytest.fixture(scope="module")
def data(town):
    """The records of a file."""
    return lambda name: json.loads((town.output / "data" / "v1" / f"{name}.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def cells(town):
    """The rows of a CSV file, as Python's csv reads them."""

    def read(name: str) -> list[dict[str, str]]:
        with (town.output / "data" / "v1" / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file, strict=True))

    return read


@pytest.fixture(scope="module", params=["the small town", "the town"])
def folder(request, town, site) -> Path:
    return (town.output if request.param == "the small town" else site) / "data" / "v1"


@pytest.mark.parametrize("name", [*NAMES, "index"])
class TestSchema:
    def test_is_valid_and_so_is_the_file(self, name, folder):
        schema = json.loads((folder / "schema" / f"{name}.json").read_text(encoding="utf-8"))
        Draft7Validator.check_schema(schema)
        assert schema["$schema"] == "http://json-schema.org/draft-07/schema#"
        assert schema["$id"].endswith(f"/data/v1/schema/{name}.json")
        content = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
        validator = Draft7Validator(schema, format_checker=FormatChecker())
        assert [f"{list(error.path)}: {error.message}" for error in validator.iter_errors(content)] == []
        assert content

    def test_names_every_field(self, name, folder):
        schema = json.loads((folder / "schema" / f"{name}.json").read_text(encoding="utf-8"))
        record = schema.get("items", schema)
        content = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
        for one in content if isinstance(content, list) else [content]:
            assert set(one) == set(record["properties"]) == set(record["required"])


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("activities", {"price": "2,50"}),
        ("activities", {"checked": "20-11-2026"}),
        ("activities", {"title": None}),
        ("occurrences", {"start": "2026-12-10T10:00"}),
        ("occurrences", {"status": "off"}),
        ("places", {"access": "step-free"}),
        ("organizations", {"kind": "club"}),
        ("vocabulary", {"list": ""}),
    ],
)
def test_schema_refuses(name, change, town, data):
    schema = json.loads((town.output / "data" / "v1" / "schema" / f"{name}.json").read_text())
    assert not Draft7Validator(schema).is_valid([{**data(name)[0], **change}])


def test_activities_agree_with_the_pages(data, shown):
    records = {record["url"].removeprefix(f"{URL}/"): record for record in data("activities")}
    own = {
        path
        for path, page in shown.items()
        if path.startswith("activity/") and not (page.redirects or path.endswith("/slip/"))
    }
    assert set(records) == own
    for path, record in records.items():
        text = shown[path].text()
        assert shown[path].text("//h1").removeprefix("Postponed ") == record["title"]
        for name in ("summary", "organization_name", "place_name", "street", "price_note", "phone", "contact"):
            assert (record[name] or "") in text
        assert record["example"] == ("Example: this is not a real activity." in text)


def test_an_activity(data):
    [weekly] = [one for one in data("activities") if one["id"] == "walkers/weekly"]
    del weekly["schedule"]
    assert weekly == {
        "id": "walkers/weekly", "url": f"{URL}/activity/walkers/weekly/", "title": "Walk along the river",
        "summary": "We walk for an hour and drink tea.", "text": "Anne waits at the door.\n\n- tea\n- cake",
        "organization": "walkers", "organization_name": "The Walkers", "partners": ["readers"],
        "status": "scheduled", "status_note": None, "place": "mill", "place_name": "The Mill", "area": "north",
        "street": "Mill Lane 1", "postcode": "1000 AA", "city": "Littleham", "online": False,
        "audiences": ["old", "young"], "ages_from": 65, "ages_to": None, "topics": ["outdoors"], "price": 2.5,
        "currency": "EUR", "price_note": None, "discounts": [], "registration": None, "form": None,
        "access": ["step-free"], "transport": None, "languages": ["en", "fr"], "campaigns": [], "contact": "Host",
        "phone": "0235551234", "email": "host@example.org", "website": None, "checked": "2026-11-20",
        "freshness": "fresh", "source": None, "source_id": None, "example": False,
    }  # fmt: skip


def test_identity_stays_and_the_address_is_the_present_one(data):
    [renamed] = [one for one in data("activities") if one["id"] == "walkers/old-name"]
    assert renamed["url"] == f"{URL}/activity/walkers/renamed/"
    assert "walkers/old-name" in {one["activity"] for one in data("occurrences")}


def test_examples_are_flagged_everywhere(data, site):
    assert [one["id"] for one in data("activities") if one["example"]] == ["walkers/pretend"]
    assert {one["activity"] for one in data("occurrences") if one["example"]} == {"walkers/pretend"}
    for name in ("activities", "organizations", "places"):
        whole = json.loads((site / "data" / "v1" / f"{name}.json").read_text())
        told = [one for one in whole if "voorbeeld" in one["id"].split("/")[0]]
        assert told
        assert all(one["example"] for one in told)


def test_occurrences_are_those_of_the_horizon_in_order(data):
    found = [
        (one["start"], one["end"], one["status"], one["activity"].removeprefix("walkers/"))
        for one in data("occurrences")
    ]
    kinds = ("weekly", "days", "open", "off", "far", "offer")
    assert [one for one in found if one[3] in kinds] == [
        ("2026-11-20", "2026-11-29", "scheduled", "days"),
        ("2026-11-24T10:00+01:00", "2026-11-24T12:00+01:00", "scheduled", "weekly"),
        ("2026-12-01T10:00+01:00", "2026-12-01T12:00+01:00", "cancelled", "weekly"),
        ("2026-12-09T13:00+01:00", "2026-12-09T15:00+01:00", "rescheduled", "weekly"),
        ("2026-12-12", "2026-12-12", "postponed", "off"),
        ("2026-12-15T10:00+01:00", "2026-12-15T12:00+01:00", "scheduled", "weekly"),
        ("2026-12-20T22:00+01:00", None, "scheduled", "open"),
        ("2026-12-22T10:00+01:00", "2026-12-22T12:00+01:00", "scheduled", "weekly"),
        ("2026-12-29T10:00+01:00", "2026-12-29T12:00+01:00", "scheduled", "weekly"),
    ]
    assert found == sorted(found, key=lambda one: one[0][:10])
    [off] = [one for one in data("occurrences") if one["status"] == "cancelled"]
    assert off["reason"] == "Closed"
    [moved] = [one for one in data("occurrences") if one["status"] == "rescheduled"]
    assert moved["previous_start"] == "2026-12-08T10:00+01:00"
    assert (moved["place"], moved["place_name"], moved["note"]) == (None, "Elsewhere", "Bring a coat")


@pytest.mark.parametrize("name", ["area", "audiences", "topics", "place", "organization", "languages", "access"])
def test_every_id_stands_in_its_list(name, data):
    known = {
        **{one["id"]: one for one in data("vocabulary")},
        **{one["id"]: one for one in [*data("places"), *data("organizations")]},
    }
    named = [one[name] for one in data("activities")]
    assert {id for one in named for id in (one if isinstance(one, list) else [one]) if id} <= set(known)


def test_vocabulary_says_who_everyone_is(data):
    assert [one["id"] for one in data("vocabulary") if one["everyone"]] == ["all"]
    lists = list(dict.fromkeys(one["list"] for one in data("vocabulary")))
    assert lists == ["areas", "audiences", "topics", "access", "discounts", "languages", "campaigns"]


@pytest.mark.parametrize("name", TABLES)
def test_csv_is_what_spreadsheets_take(name, folder):
    """UTF-8 with its mark, CRLF between rows, and no row on two lines."""
    content = (folder / f"{name}.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.endswith(b"\r\n")
    assert content.count(b"\n") == content.count(b"\r\n") == content.count(b"\r")
    records = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
    assert content.count(b"\r\n") == len(records) + 1


def read_back(field: datasets.Field, cell: str):
    """The value that a cell stands for."""
    if field.kind == "list":
        return cell.split("|") if cell else []
    if not cell:
        return None
    if field.kind == "yes":
        return {"true": True, "false": False}[cell]
    return float(cell) if field.kind == "amount" else int(cell) if field.kind == "whole" else cell


@pytest.mark.parametrize("dataset", datasets.TABLES, ids=lambda dataset: dataset.name)
def test_csv_says_what_json_says(dataset, folder):
    """But for what a spreadsheet must not run, for lines, and for telephone numbers that it would take for numbers."""
    records = json.loads((folder / f"{dataset.name}.json").read_text(encoding="utf-8"))
    with (folder / f"{dataset.name}.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, strict=True))
    assert len(rows) == len(records)
    for row, record in zip(rows, records, strict=True):
        assert list(row) == [field.name for field in dataset.fields]
        for field in dataset.fields:
            found, expected = read_back(field, row[field.name]), record[field.name]
            if field.kind == "phone" and expected:
                found, expected = found.replace(" ", ""), expected.replace(" ", "")
            if isinstance(expected, str) and field.kind in datasets.FREE:
                expected = " ".join(expected.split())
                found = re.sub(r"(^|;)'( *[=+@-])", r"\1\2", found)
            assert found == expected, field.name


def test_no_cell_is_a_formula(cells):
    """42: as typed, behind a quote; what is a number or a telephone number stays one."""
    [row] = [row for row in cells("activities") if row["id"] == "walkers/formula"]
    assert row["title"] == f"'{FORMULA}"
    assert (row["summary"], row["price_note"], row["status_note"]) == ("'+1", "'@SUM(A1)", "a;' =1+1")
    [script] = [row for row in cells("activities") if row["id"] == "walkers/script"]
    assert script["phone"] == "+31 6 12 34"
    assert script["title"] == "</script><script>alert(1)</script>"
    [renamed] = [row for row in cells("activities") if row["id"] == "walkers/old-name"]
    assert renamed["source_id"] == "'=4711"
    for name in TABLES:
        for row in cells(name):
            assert [key for key, cell in row.items() if re.match(r"[=+\-@\t\r]", cell) and key != "phone"] == []


def test_price_has_cents_and_no_quote(cells):
    prices = {row["id"].removeprefix("walkers/"): row["price"] for row in cells("activities")}
    assert (prices["weekly"], prices["days"], prices["offer"]) == ("2.50", "0.00", "")


def test_index_names_every_file_and_nothing_of_the_day(town, data):
    index = data("index")
    folder = town.output / "data" / "v1"
    assert index["license"] == "CC0-1.0"
    assert index["provenance"]
    assert {one["name"] for one in index["files"]} == {path.name for path in folder.glob("*.*")} - {
        "index.json", "feed-state.json",
    }  # fmt: skip
    for one in index["files"]:
        for address in (one["url"], one["schema"]):
            assert (town.output / address.removeprefix(f"{URL}/")).is_file()
    assert TODAY not in (folder / "index.json").read_text()


def test_what_has_no_page_has_no_address(tmp_path):
    made = small_town(tmp_path)
    done = made.build(None, "-e", 'AGENDA_PARTS=["data"]')
    assert done.returncode == 0, done.stderr
    there = made.built()
    for name in ("places", "vocabulary", "records", "organizations"):
        rows = json.loads(there[f"data/v1/{name}.json"])
        schema = json.loads(there[f"data/v1/schema/{name}.json"])
        assert list(Draft7Validator(schema).iter_errors(rows)) == []
        addresses = [row["url"] for row in rows if row["url"]]
        assert [one for one in addresses if f"{one.removeprefix('/')}index.html" not in there] == []
        assert bool(addresses) == (name != "places")


def test_licence_is_a_setting(tmp_path):
    made = small_town(tmp_path)
    done = made.build(None, "-e", 'AGENDA_DATA_LICENSE="ODbL-1.0"', "AGENDA_EXAMPLES=false")
    assert done.returncode == 0, done.stderr
    index = json.loads(made.built()["data/v1/index.json"])
    assert (index["license"], index["examples"]) == ("ODbL-1.0", False)
    wrong = made.build(None, "-e", 'AGENDA_DATA_LICENSE="my own"')
    assert wrong.returncode == 1
    assert "AGENDA_DATA_LICENSE: 'my own' is not an SPDX identifier." in wrong.stderr


def test_equal_input_gives_equal_data(town):
    before = {path: content for path, content in town.built().items() if path.startswith("data/")}
    assert town.build(None, "-e", f'SITEURL="{URL}"').returncode == 0
    assert {path: content for path, content in town.built().items() if path.startswith("data/")} == before


@pytest.mark.parametrize("dataset", datasets.ALL, ids=lambda dataset: dataset.name)
def test_docs_have_every_field_with_its_names_elsewhere(dataset):
    text = (ROOT / "docs" / "open-data.md").read_text(encoding="utf-8")
    part = text.partition(f"## {dataset.name}\n")[2].partition("\n## ")[0]
    rows = [line for line in part.splitlines() if line.startswith("| `")]

    def term(name: str) -> str:
        return f"`{name}`" if name else "–"

    assert rows == [f"| `{one.name}` | {term(one.schema_org)} | {term(one.hsds)} |" for one in dataset.fields]


@pytest.mark.parametrize("dataset", datasets.ALL, ids=lambda dataset: dataset.name)
def test_names_elsewhere_are_one_to_one(dataset):
    for vocabulary in ("schema_org", "hsds"):
        terms = [getattr(one, vocabulary) for one in dataset.fields if getattr(one, vocabulary)]
        assert sorted(set(terms)) == sorted(terms)


def test_records_read_back_are_the_same_activities(town, data, tmp_path):
    """Whoever takes them over has the same dates, words and places; pictures and who looks after them stay here."""
    for record in data("records"):
        if record["list"] == "activities":
            tree, text = record["fields"], record["text"] or ""
            path = tmp_path / "activities" / f"{record['id']}.md"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(entry_file.written(tree, text))
    folders = Folders(town.path / "content", tmp_path / "activities", tmp_path)
    loaded = source.load(folders, ZoneInfo("Europe/Amsterdam"), date.fromisoformat(TODAY))
    assert loaded.problems == []
    whole = lambda found: [one.model_dump(exclude={"digest"}) for one in found.activities]  # noqa: E731
    assert whole(loaded.agenda) == whole(town.agenda())


def test_records_keep_what_is_nobodys_to_take_over(site):
    rows = json.loads((site / "data/v1/records.json").read_text(encoding="utf-8"))
    assert {one["list"] for one in rows} >= {"activities", "areas", "places", "organizations", "campaigns", "holidays"}
    assert {"image", "image_alt", "forge", "attention_officer"} & {
        name for one in rows for name in one["fields"]
    } == set()
