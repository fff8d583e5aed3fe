"""A form filled in from an entry makes the same entry again, whatever stands in it."""

from datetime import date
from pathlib import Path

import pytest

from agenda import frontmatter, source, town
from agenda.language import Language
from intake import answers

ROOT = Path(__file__).parent.parent
ENTRIES = sorted([*(ROOT / "activities").rglob("*.md"), *(ROOT / "tests" / "cases").rglob("*.md")])
PLACE = town.read(ROOT / "pelicanconf.py")
REGISTER = source.load(PLACE.folders, PLACE.zone, date(2026, 11, 22), only=[]).agenda.register


@pytest.mark.parametrize("path", ENTRIES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_file_to_form_to_file_changes_nothing(path):
    document = frontmatter.parse(path.read_bytes())
    found = answers.of_entry(path.parent.name, document.tree, document.body)
    tree, body, troubles = answers.tree(found, answers.months(Language("nl")))
    assert troubles == []
    assert body == document.body
    assert alike(tree) == alike(document.tree)


def alike(tree):
    """A list of one is its only value: the model reads both the same."""
    if isinstance(tree, dict):
        return {name: alike(value) for name, value in tree.items()}
    if isinstance(tree, list):
        return alike(tree[0]) if len(tree) == 1 else [alike(value) for value in tree]
    return tree


def test_what_has_no_question_stands_among_the_other_fields():
    tree = {"title": "Koffie", "formerly": ["oud"], "referral": {"needed": "yes", "contact": {"phone": "023-1"}}}
    found = answers.of_entry("de-baan", tree, "")
    assert found["referral"] == ("yes",)
    assert found["more"] == ('referral:\n  contact:\n    phone: "023-1"\nformerly: [oud]',)


@pytest.mark.parametrize(
    ("more", "says"),
    {
        "a field that a question asks": ("title: Thee", "title was answered above already."),
        "a field of a field": ("contact: {phone: 023-2}", "phone was answered above already."),
        "no fields": ("hallo", "fields are expected here."),
        "a bomb": ("a: &a [1]\nb: *a", "references (& and *) are not allowed."),
    }.values(),
)
def test_other_fields_never_replace_an_answer(more, says):
    given = {"title": ("Koffie",), "phone": ("023-1",), "more": (more,)}
    tree, _, troubles = answers.tree(given, {})
    assert tree["title"] == "Koffie"
    assert tree["contact"]["phone"] == "023-1"
    assert [str(one.fault).startswith(says) or one.message(Language("en")).startswith(says) for one in troubles] == [
        True
    ]
