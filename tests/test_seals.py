"""What the receiver signs is believed as it was signed, until its day, and by nobody else's secret."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from receiver import settings
from receiver.seals import CHANGE, CONFIRM, OLDEST, YOUNGEST, Link, Seals, Token
from receiving import MORNING, SECRET

OWN = settings.of(f"secret: {SECRET}\n".encode(), Path("/town"))
SEALS = Seals(OWN)
LINK = Link(CHANGE, "walkers/walk", SEALS.who("a@example.org"), MORNING + timedelta(1), 3)


def test_link_says_what_was_signed():
    assert SEALS.read(CHANGE, SEALS.link(LINK), MORNING) == LINK


@pytest.mark.parametrize(
    ("word", "purpose", "when", "seals"),
    [
        (SEALS.link(LINK), CONFIRM, MORNING, SEALS),
        (SEALS.link(LINK), CHANGE, MORNING + timedelta(1), SEALS),
        (SEALS.link(LINK), CHANGE, MORNING, Seals(replace(OWN, key=2))),
        (SEALS.link(LINK), CHANGE, MORNING, Seals(replace(OWN, secret="x" * 40))),
        (SEALS.link(LINK)[1:], CHANGE, MORNING, SEALS),
        (SEALS.link(LINK)[:-1], CHANGE, MORNING, SEALS),
        (SEALS.link(LINK) + "A", CHANGE, MORNING, SEALS),
        (SEALS.token(MORNING), CHANGE, MORNING, SEALS),
        ("", CHANGE, MORNING, SEALS),
        ("é.ü", CHANGE, MORNING, SEALS),
        ("a" * 100_000, CHANGE, MORNING, SEALS),
    ],
    ids=["purpose", "over", "key", "secret", "cut", "shorter", "longer", "token", "empty", "letters", "long"],
)
def test_link_that_is_not_believed(word, purpose, when, seals):
    assert seals.read(purpose, word, when) is None


@pytest.mark.parametrize("at", range(0, 100, 7))
def test_every_changed_letter_is_noticed(at):
    word = SEALS.link(LINK)
    changed = word[:at] + ("A" if word[at] != "A" else "B") + word[at + 1 :]
    assert SEALS.read(CHANGE, changed, MORNING) is None


@pytest.mark.parametrize(
    ("after", "age"),
    [(timedelta(0), "early"), (YOUNGEST, "fresh"), (OLDEST, "fresh"), (OLDEST + timedelta(seconds=1), "old")],
)
def test_age_of_a_form(after, age):
    found = SEALS.read_token(SEALS.token(MORNING, "about"), MORNING + after)
    assert (found.age, found.about, len(found.nonce)) == (age, "about", 16)


def test_two_forms_are_told_apart():
    first, second = (SEALS.read_token(SEALS.token(MORNING), MORNING) for _ in range(2))
    assert isinstance(first, Token)
    assert first.nonce != second.nonce


def test_hash_of_an_address():
    assert SEALS.who(" A@Example.org") == SEALS.who("a@example.org")
    assert SEALS.who("a@example.org") != Seals(replace(OWN, secret="y" * 40)).who("a@example.org")
    assert "example" not in SEALS.link(LINK)
