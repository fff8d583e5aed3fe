"""Open data in the hands of who uses it: pandas and a spreadsheet show it as a person expects."""

import csv
import json
import subprocess
from pathlib import Path

import pandas
import pytest

from small_town import activity, small_town

PHONE = "0231234567"
FORMULA = '=HYPERLINK("https://example.org";"x")'
DANGEROUS = activity(title="Tea", summary=f"'{FORMULA}'", price="2,50", contact=f"{{phone: '{PHONE}'}}")


@pytest.fixture(scope="module")
def town(tmp_path_factory) -> Path:
    """The data of a small town with a formula for a summary and a telephone number without a space."""
    made = small_town(tmp_path_factory.mktemp("town"), {"activities/readers/tea.md": DANGEROUS})
    done = made.build()
    assert done.returncode == 0, done.stdout + done.stderr
    return made.output / "data" / "v1"


@pytest.mark.parametrize("name", ["activities", "occurrences"])
def test_pandas_reads_the_same_from_csv_and_json(name, site):
    data = site / "data" / "v1"
    table = pandas.read_csv(data / f"{name}.csv")
    records = json.loads((data / f"{name}.json").read_text())
    assert len(table) == len(records) > 40
    assert list(table["title"]) == [record["title"] for record in records]
    assert table["example"].dtype == bool


def test_pandas_reads_dates_and_amounts(site, town):
    occurrences = pandas.read_csv(site / "data" / "v1" / "occurrences.csv")
    assert pandas.to_datetime(occurrences["start"], utc=True, format="ISO8601").notna().all()
    prices = pandas.read_csv(town / "activities.csv")["price"]
    assert sorted(prices.dropna()) == [0.0, 2.5]


def test_pandas_keeps_telephone_numbers_whole(town):
    phones = pandas.read_csv(town / "activities.csv")["phone"].dropna()
    assert PHONE in {str(phone).replace(" ", "") for phone in phones}


@pytest.fixture(scope="module")
def sheet(town, tmp_path_factory) -> list[dict]:
    """The rows of activities.csv as LibreOffice shows them after opening it."""
    folder = tmp_path_factory.mktemp("sheet")
    profile = f"-env:UserInstallation=file://{folder}/profile"
    shown = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false"  # what the cells show, not what they hold
    command = ["soffice", profile, "--headless", "--infilter=CSV:44,34,76,1", "--convert-to", shown]
    done = subprocess.run([*command, "--outdir", folder, town / "activities.csv"], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    with open(folder / "activities.csv", encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_spreadsheet_runs_no_formula_and_keeps_telephone_numbers_whole(sheet):
    tea = next(row for row in sheet if row["title"] == "Tea")
    assert tea["summary"].lstrip("'").startswith("=HYPERLINK(")
    assert tea["phone"].replace(" ", "") == PHONE


def test_spreadsheet_shows_every_row_and_its_letters(sheet, town):
    with open(town / "activities.csv", encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["id"] for row in sheet] == [row["id"] for row in rows]
