"""Words and numbers of a report; its page as a whole is looked at in test_report.py."""

from datetime import date

import pytest

from agenda.language import Language
from insight import document
from insight.report import Note


@pytest.mark.parametrize(
    ("number", "said"),
    [(None, ""), (0.0, "less than a day"), (0.4, "less than a day"), (1.0, "1 day"), (2.6, "3 days")],
)
def test_days(number, said):
    assert document.days(number, Language("en")) == said


def test_a_note_begins_with_a_capital_and_has_days_as_people_write_them():
    note = Note("counted from {day}: {number}.", {"day": date(2026, 9, 1), "number": 3})
    assert document.said(note, Language("en")) == "Counted from 1 September 2026: 3."
