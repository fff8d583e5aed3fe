"""A cell says what was typed, to people and to programs, and no spreadsheet runs it or takes it for a number."""

import csv
import io
import re

import pytest

from agenda import datasets, spreadsheet

FREE = datasets.Field("note", "text", "", "", "", True)


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@A1", "'@A1"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("  =1", "'  =1"),
        ("a;=1+1;b", "a;'=1+1;b"),
        ("a\n=1", "a =1"),
        ("a\n\n- b\r\n- c", "a - b - c"),
        ("1 = 1", "1 = 1"),
        ("a-b", "a-b"),
        ("'quoted'", "'quoted'"),
        ("", ""),
        (None, ""),
    ],
)
def test_cell_of_free_text(text, cell):
    assert spreadsheet.cell(FREE, text) == cell


@pytest.mark.parametrize(
    ("number", "cell"),
    [
        ("023-555 12 34", "023-555 12 34"),
        ("0235551234", "023 5551234"),
        ("+31235551234", "+31 235551234"),
        ("+31 23 555 12 34", "+31 23 555 12 34"),
        ("(023) 5551234", "(023) 5551234"),
        ("112", "112"),
        ("14 023", "14 023"),
    ],
)
def test_telephone_number_stays_whole(number, cell):
    """No spreadsheet takes it for a number, which would lose its 0 or +."""
    written = spreadsheet.cell(datasets.Field("phone", "phone", "", "", "", True), number)
    assert written == cell
    assert re.sub(r"\D", "", written) == re.sub(r"\D", "", number)


def test_list_in_a_cell_is_checked_too():
    assert spreadsheet.cell(datasets.Field("access", "list", "", "", ""), ["=1", "b"]) == "'=1|b"


def test_quotes_commas_and_letters_come_back():
    dataset = datasets.Dataset("x", "", (FREE, datasets.Field("other", "text", "", "", "")))
    texts = ['He said "no", and left; twice', "Zażółć – café ☕ 你好"]
    content = spreadsheet.table(dataset, [{"note": texts[0], "other": texts[1]}])
    [row] = csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True)
    assert list(row.values()) == texts
