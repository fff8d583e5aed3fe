"""Who may do what: a register that people and the receiver write."""

import pytest

from receiver import people
from receiver.people import People, PeopleFile, RegisterError

TEXT = b"""# ours
editors: [ed@example.org]
organizations:
  walkers: [office@example.org, "Anne@Example.org"]
entries:
  walkers/walk: [bob@example.org]
counters: {walkers/walk: 2}
"""
FOUND = people.parse(TEXT, "register.yaml")


def test_what_it_says():
    assert FOUND.editors == ("ed@example.org",)
    assert FOUND.speaks_for("ANNE@example.org", "walkers")
    assert not FOUND.speaks_for("anne@example.org", "readers")
    assert FOUND.may_change("walkers/walk") == ("bob@example.org", "office@example.org", "Anne@Example.org")
    assert FOUND.may_change("readers/walk") == ()
    assert (FOUND.counter("walkers/walk"), FOUND.counter("walkers/talk")) == (2, 0)


def test_written_and_read_again():
    assert people.parse(people.written(FOUND), "x") == FOUND
    assert people.parse(people.written(People()), "x") == People()


def test_steps():
    entry = "walkers/walk"
    assert FOUND.with_keeper(entry, "c@example.org").entries[entry] == ("bob@example.org", "c@example.org")
    assert FOUND.with_keeper(entry, "BOB@example.org").entries[entry] == ("bob@example.org",)
    after = FOUND.with_successor("walkers/walk", "c@example.org")
    assert (after.entries["walkers/walk"], after.counter("walkers/walk")) == (("c@example.org",), 3)
    assert FOUND.with_editor("x@example.org").editors == ("ed@example.org", "x@example.org")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (b"editors: [nobody]", "editors: write addresses in a list"),
        (b"editor: [a@example.org]", "editor does not belong here"),
        (b"entries: [a]", "have fields below them"),
        (b"counters: {a/b: x}", "a/b: write a number"),
        (b"editors: [a@example.org", "register.yaml:1"),
        (b"\xff", "register.yaml:1"),
        (b"organizations: {walkers: {a: b}}", "walkers: write addresses in a list"),
    ],
)
def test_what_it_cannot_be(text, says):
    with pytest.raises(RegisterError, match=says):
        people.parse(text, "register.yaml")


def test_file(tmp_path):
    file = PeopleFile(tmp_path / "private" / "register.yaml")
    assert file.read() == People()
    file.change(lambda found: found.with_editor("ed@example.org"))
    assert file.read().editors == ("ed@example.org",)
    assert file.path.stat().st_mode & 0o077 == 0
    file.path.write_bytes(b"editors: [x")
    with pytest.raises(RegisterError):
        file.change(lambda found: found.with_editor("b@example.org"))
    assert file.path.read_bytes() == b"editors: [x"
