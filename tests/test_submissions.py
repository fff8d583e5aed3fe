"""Submissions in the files of other programs."""

import pytest

from agenda.language import Language
from agenda.problem import Fault
from intake import submissions
from intake.submissions import Meaning
from small_town import small_town


@pytest.fixture(scope="module")
def register(tmp_path_factory):
    return small_town(tmp_path_factory.mktemp("town")).load().agenda.register


TABLE = "Name;For whom;Costs\nWalk;Older people, Everyone;2,50\n;;\nTea;old;free\n"
MEANING = Meaning(
    {"Name": "title", "For whom": "audiences", "Costs": "price"}, {"organization": "walkers"}, {"Costs": {"free": "0"}}
)
ROWS = [
    {"organization": ["walkers"], "title": ["Walk"], "audiences": ["old", "all"], "price": ["2,50"]},
    {"organization": ["walkers"], "title": ["Tea"], "audiences": ["old"], "price": ["0"]},
]


@pytest.mark.parametrize(
    "data",
    {
        "semicolons": TABLE.encode(),
        "with a byte order mark and the line ends of Windows": b"\xef\xbb\xbf" + TABLE.replace("\n", "\r\n").encode(),
        "tabs": TABLE.replace(";", "\t").encode(),
        "commas": b'Name,For whom,Costs\nWalk,"Older people, Everyone","2,50"\nTea,old,free\n',
    }.values(),
)
def test_rows_of_a_table_are_submissions(data, register):
    assert list(submissions.of_table(data, MEANING, register)) == ROWS


def test_an_old_encoding_is_read(register):
    meaning = Meaning({"Name": "title"})
    assert list(submissions.of_table("Name\nCafé\n".encode("cp1252"), meaning, register)) == [{"title": ["Café"]}]


FAULTS = {
    "an empty table": ("x.csv", b"\n", MEANING, "the table is empty."),
    "no mapping": ("x.csv", b"Name\nWalk\n", Meaning(), "a table needs a mapping."),
    "a column that is not there": ("x.csv", b"Titel\nWalk\n", MEANING, "the table has no column Name."),
    "two columns of one name": ("x.csv", b"Name;Name\n", MEANING, "two columns are called Name."),
    "no JSON": ("x.json", b'{"title":\n', Meaning(), "this is not JSON: line 2 "),
    "JSON as deep as a bomb": ("x.json", b"[" * 100_000, Meaning(), "this is not JSON"),
    "a list of texts": ("x.json", b'["title"]', Meaning(), "an object with the answers is expected."),
    "an answer with answers": ("x.json", b'{"title": {"a": 1}}', Meaning(), "an answer is a text or a list of texts."),
    "no form": ("x", b"title", Meaning(), "this is not what a form sends."),
    "a form in another encoding": ("x", b"title=%ff", Meaning(), "this is not what a form sends."),
    "too big": ("x.csv", b"x" * 5_000_001, Meaning(), "the file is 5000 kB"),
}


@pytest.mark.parametrize(("name", "data", "meaning", "says"), FAULTS.values(), ids=FAULTS)
def test_what_cannot_be_read_is_told(name, data, meaning, says, register):
    with pytest.raises(Fault) as found:
        list(submissions.of_file(name, data, meaning, register))
    assert Language("en").say(found.value.text, **found.value.values).startswith(says)


def test_json_and_a_form_say_the_same(register):
    by_json = b'{"title": "Walk", "price": 0, "topics": ["tea", "outdoors"], "until": null, "pause": []}'
    by_form = b"title=Walk&price=0&topics=tea&topics=outdoors&until="
    expected = {"title": ["Walk"], "price": ["0"], "topics": ["tea", "outdoors"]}
    [one] = submissions.of_file("x.json", by_json, Meaning(), register)
    [two] = submissions.of_file("body", by_form, Meaning(), register)
    assert {name: values for name, values in one.items() if values} == two == expected


def test_a_first_guess_is_a_mapping_to_look_over(register):
    guess = submissions.guess(b"Name;Date;Location;Remarks;To\n", Language("en"))
    assert guess.splitlines() == [
        "columns:", '  "Name": title', '  "Date": start', '  "Location": place', '  # "Remarks":', '  "To": to',
        "answers:", "  # organization:",
    ]  # fmt: skip
    assert submissions.read_mapping(guess.encode()).columns == {
        "Name": "title", "Date": "start", "Location": "place", "To": "to",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("data", "says"),
    {
        "an unknown part": (b"colums: {a: title}", "colums does not stand in a mapping."),
        "an unknown question": (b"columns: {Name: titel}", "titel is no question of the form. Did you mean title?"),
        "not YAML": (b"columns: {Name: title", "these fields are not closed."),
        "no fields": (b"columns: [a]", "a mapping has columns, answers and words"),
    }.values(),
)
def test_a_mapping_that_cannot_be_is_told(data, says):
    with pytest.raises(Fault) as found:
        submissions.read_mapping(data)
    assert Language("en").say(found.value.text, **found.value.values).startswith(says)
