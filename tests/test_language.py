"""How each language writes days, times, lists, amounts and messages."""

from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path

import pytest

from agenda.language import Language

TRANSLATIONS = Path(__file__).parent.parent / "theme" / "translations"
DUTCH, ENGLISH = Language("nl", TRANSLATIONS), Language("en", TRANSLATIONS)
DAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("method", "arguments", "dutch", "english"),
    [
        ("gettext", ["all day"], "de hele dag", "all day"),
        (
            "gettext",
            ["a text that nobody translated"],
            "a text that nobody translated",
            "a text that nobody translated",
        ),
        ("gettext", [""], "", ""),
        ("count", ["{n} problem", "{n} problems", 1], "1 probleem", "1 problem"),
        ("count", ["{n} problem", "{n} problems", 0], "0 problemen", "0 problems"),
        ("count", ["{n} problem", "{n} problems", 2], "2 problemen", "2 problems"),
        ("day", [DAY], "dinsdag 24 november 2026", "Tuesday 24 November 2026"),
        ("day", [DAY, date(2026, 1, 1)], "dinsdag 24 november", "Tuesday 24 November"),
        ("day", [DAY, date(2025, 12, 31)], "dinsdag 24 november 2026", "Tuesday 24 November 2026"),
        ("date", [DAY], "24 november 2026", "24 November 2026"),
        ("date", [DAY, False], "24 november", "24 November"),
        ("short_day", [DAY], "di 24 nov", "Tue 24 Nov"),
        ("weekday", [0], "maandag", "Monday"),
        ("weekday", [6], "zondag", "Sunday"),
        ("month", [1], "januari", "January"),
        ("month", [12], "december", "December"),
        ("time", [time(9, 5)], "9.05", "9:05"),
        ("time", [datetime(2026, 11, 24, 13, 30)], "13.30", "13:30"),
        ("time", [time(0)], "0.00", "0:00"),
        ("end_time", [time(0)], "24.00", "24:00"),
        ("end_time", [time(0, 30)], "0.30", "0:30"),
        ("end_time", [datetime(2026, 11, 24, 9, 30)], "9.30", "9:30"),
        ("money", [Decimal("2.50")], "€\N{NO-BREAK SPACE}2,50", "€2.50"),
        ("money", [Decimal("2.00")], "€\N{NO-BREAK SPACE}2", "€2"),
        ("money", [Decimal(1250)], "€\N{NO-BREAK SPACE}1.250", "€1,250"),
        ("all_of", [[]], "", ""),
        ("all_of", [["a"]], "a", "a"),
        ("all_of", [["a", "b"]], "a en b", "a and b"),
        ("all_of", [["a", "b", "c"]], "a, b en c", "a, b and c"),
        ("relative", [DAY, DAY], "vandaag", "today"),
        ("relative", [DAY, date(2026, 11, 23)], "morgen", "tomorrow"),
        ("relative", [DAY, date(2026, 11, 22)], "overmorgen", "the day after tomorrow"),
        ("relative", [DAY, date(2026, 11, 21)], "", ""),
        ("relative", [DAY, date(2026, 11, 25)], "", ""),
    ],
)
def test_language(method, arguments, dutch, english):
    assert getattr(DUTCH, method)(*arguments) == dutch
    assert getattr(ENGLISH, method)(*arguments) == english


def test_say_fills_in_names():
    assert DUTCH.say("from {start} to {end}", start="10.00", end="12.00") == "van 10.00 tot 12.00 uur"
    assert ENGLISH.say("from {start} to {end}", start="10:00", end="12:00") == "from 10:00 to 12:00"


@pytest.mark.parametrize("code", ["fr", "pt-BR"])
def test_language_without_a_catalogue_speaks_english_with_its_own_days(code):
    language = Language(code, TRANSLATIONS)
    assert language.gettext("all day") == "all day"
    assert language.month(1) == {"fr": "janvier", "pt-BR": "janeiro"}[code]


def test_language_without_a_folder_of_catalogues():
    assert Language("nl").gettext("all day") == "all day"


def test_a_catalogue_is_what_stands_in_its_file_now(tmp_path):
    file = tmp_path / "nl/LC_MESSAGES/agenda.po"
    file.parent.mkdir(parents=True)
    for words in ("hele dag", "de hele dag"):
        file.write_text(
            f'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "all day"\nmsgstr "{words}"\n'
        )
        assert Language("nl", tmp_path).gettext("all day") == words
