"""Content lines are, byte for byte, what icalendar makes of the same."""

from datetime import date, datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from icalendar import Event, vText
from icalendar.parser import Contentline

from agenda import content_lines
from agenda.content_lines import folded, line, text, texts

LIMIT = 75  # octets of a line (RFC 5545, 3.1)
# What is left out is what icalendar itself does not keep: it takes a written \N for the end of a line.
letters = st.one_of(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), st.sampled_from("\\;,^:\n é€🌳\u200d")
)
words = st.text(letters, max_size=200).filter(lambda found: "\\N" not in found)
single = words.map(lambda found: found.replace("\n", " "))


def by_icalendar(name: str, value: str) -> bytes:
    event = Event()
    event.add(name, vText(value))
    found = event.to_ical()
    return found.removeprefix(b"BEGIN:VEVENT\r\n").removesuffix(b"END:VEVENT\r\n")


@given(words)
@example("a\r\nb")
@example("a\rb\r\r\nc")
@example("x" * 300)
@example("🌳" * 80)
def test_a_text_is_written_as_icalendar_writes_it(value):
    assert line("DESCRIPTION", text(value)) == by_icalendar("DESCRIPTION", value)


@pytest.mark.parametrize("sign", ["x", "é", "€", "🌳", "\\", "^", ",", ";", "\n"])
@pytest.mark.parametrize("before", range(55, 80))
def test_a_line_ends_where_icalendar_s_does(before, sign):
    for value in ("x" * before + sign, "x" * before + sign * 3, "é" * (before // 2) + sign + "x" * before):
        assert line("SUMMARY", text(value)) == by_icalendar("SUMMARY", value)


@given(single)
def test_any_line_is_folded_as_icalendar_folds_it(value):
    assert folded(value) == Contentline(value).to_ical() + b"\r\n"


@given(words)
@example("\\" * 200)
@example("^" * 200)
@example("é\\" * 100)
def test_every_line_has_at_most_75_octets_of_whole_characters(value):
    found = line("DESCRIPTION", text(value))
    assert found.endswith(b"\r\n")
    lines = found[:-2].split(b"\r\n")
    assert [one for one in lines if len(one) > LIMIT] == []
    assert "".join(one.decode() for one in [lines[0], *(one.removeprefix(b" ") for one in lines[1:])]) == (
        f"DESCRIPTION:{text(value)}"
    )


@given(st.text(letters, max_size=200))
def test_what_was_written_can_be_read_back(value):
    parsed = Event.from_ical(b"BEGIN:VEVENT\r\n" + line("DESCRIPTION", text(value)) + b"END:VEVENT\r\n")
    assert str(parsed["DESCRIPTION"]) == value


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        pytest.param("a, b; c", "a\\, b\\; c", id="signs between values"),
        pytest.param("a\\n", "a\\\\n", id="a backslash that was written"),
        pytest.param("a\\N", "a\\\\N", id="and before a capital"),
        pytest.param("a\nb", "a\\nb", id="a new line"),
        pytest.param("a\r\nb", "a\\nb", id="a new line as some write it"),
        pytest.param("a\rb", "a\\nb", id="and as few do"),
        pytest.param("10:00", "10:00", id="a colon"),
        pytest.param('"a"', '"a"', id="quotes"),
    ],
)
def test_what_is_escaped(value, expected):
    assert text(value) == expected


def test_several_texts_keep_their_own_commas():
    assert texts(["Tea, talk", "Outdoors"]) == "Tea\\, talk,Outdoors"


@pytest.mark.parametrize(
    ("moment", "expected"),
    [(datetime(2026, 1, 2, 3, 4, 5), "20260102T030405"), (datetime(999, 12, 31, 23, 59), "09991231T235900")],
)
def test_moments_have_all_their_digits(moment, expected):
    assert content_lines.moment(moment) == expected
    assert content_lines.day(moment.date()) == expected[:8]
    assert content_lines.day(date(2026, 11, 22)) == "20261122"
