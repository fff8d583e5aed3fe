"""What the form's script gets from the page: nothing that is over, nothing that would take up room."""

import json
import re

import pytest

from agenda import notation
from agenda.pages import Site
from agenda.problem import Fault
from intake import page_data
from small_town import small_town

HOLIDAYS = (
    "until: 2040-12-31\nsources: [The town]\npublic-holidays: [{date: 2025-12-25, name: Past}, "
    "{date: 2026-12-25/2026-12-26, name: Christmas}, {date: 2039-12-25, name: Far}]\n"
)


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    return small_town(tmp_path_factory.mktemp("town"), {"content/vocabulary/holidays.yaml": HOLIDAYS})


@pytest.fixture(scope="module")
def data(town):
    return json.loads(json.dumps(page_data.of(Site(town.agenda(), town.settings())), sort_keys=True))


def test_holidays_are_those_to_come(data):
    assert data["holidays"] == {
        "until": "2040-12-31", "public-holidays": [["2026-12-25", "2026-12-26"]], "school-holidays": [],
    }  # fmt: skip


def test_fields_keep_their_order(data):
    assert data["order"]["names"][:3] == ["title", "summary", "schedule"]
    assert [name for name, _ in data["location"]][:2] == ["place_name", "street"]


def test_it_says_where_things_are(data):
    assert (data["folder"], data["taken"]) == ("activities", "/activity/organization/slug/")
    assert data["places"] == {"mill": "The Mill · Northside"}


TRIED = {
    "price": (notation.parse_price, ["0", "2,50", "2.5", "10000", "ten", "2,505", "-1", "€ 2"]),
    "ages": (notation.parse_ages, ["65+", "18-27", "-12", "18 – 27", "all", "65", "+65", "1234+"]),
    "postcode": (notation.parse_postcode, ["2011 AB", "2011ab", "0111 AB", "2011", "AB 2011"]),
    "phone": (notation.parse_phone, ["023-123 45 67", "+31 (0)23", "112", "1 2 3", "call", "12"]),
    "email": (notation.parse_email, ["a@example.org", "a.b+c@x-y.example.org", "a@b", "a b@example.org", "@a.org"]),
    "website": (
        notation.parse_website,
        ["https://example.org", "http://example.org/a?b=c#d", "example.org", "https://a", "https://example.org/<a>"],
    ),
}


@pytest.mark.parametrize("name", page_data.PATTERNS)
def test_a_pattern_takes_what_the_field_takes(name):
    parse, tried = TRIED[name]
    pattern, text = page_data.PATTERNS[name]

    def right(word: str) -> bool:
        try:
            parse(word)
        except Fault:
            return False
        return True

    taken = {word: bool(re.fullmatch(pattern, word)) for word in tried}
    assert taken == {word: right(word) for word in tried}
    assert {True, False} == set(taken.values())
    assert "{value}" in text
