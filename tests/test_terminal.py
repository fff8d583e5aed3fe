"""What waits, in a terminal: the same decisions as on the editor's page."""

import pytest

from receiver.terminal import NoneSuch, Terminal
from receiving import EDITOR, SENDER, people, receiver
from small_town import small_town


@pytest.fixture
def one(tmp_path):
    return receiver(small_town(tmp_path))


@pytest.fixture
def terminal(one):
    return Terminal(one.service)


def test_list_and_show(one, terminal):
    assert list(terminal.list()) == ["Nothing waits for you."]
    record = one.confirmed()
    [line] = terminal.list()
    assert line.startswith(f"{record.id}  22 November 2026  Coffee at the mill  It waits for your yes or no.")
    shown = "\n".join(terminal.show(record.id[:6]))
    for part in (SENDER, "Nobody knows yet", "Every Tuesday", "activities/walkers/coffee-at-the-mill.md", "hint: "):
        assert part in shown


def test_accept_and_refuse(one, terminal):
    first, second = one.confirmed(), one.confirmed({"title": "Tea"})
    assert terminal.accept(first.id, trusted=True) == f"It is placed. commit-{first.id}"
    assert people(one).entries == {"walkers/coffee-at-the-mill": (SENDER,)}
    assert terminal.refuse(second.id, "We have tea already.") == "It was refused."
    assert "We have tea already." in one.letters(SENDER)[-1].get_content()
    with pytest.raises(NoneSuch, match="It is placed"):
        terminal.refuse(first.id, "too late")
    with pytest.raises(NoneSuch, match="It was refused"):
        terminal.accept(second.id, trusted=False)


def test_what_cannot_be_accepted_says_why(one, terminal):
    record = one.confirmed()
    one.town.write("content/places/mill.yaml", None)
    one.town.write("activities/walkers/walk.md", None)
    one.clock.pass_by(seconds=5)
    with pytest.raises(NoneSuch, match="mill"):
        terminal.accept(record.id, trusted=False)


def test_who_may_do_what(one, terminal):
    assert "/desk/" in terminal.editor("new@example.org")
    assert people(one).editors == (EDITOR, "new@example.org")
    link = terminal.successor("walkers/walk", "next@example.org")
    assert one.client.get(link.removeprefix("http://localhost:8010")).status_code == 200
    terminal.revoke("walkers/walk")
    assert one.client.get(link.removeprefix("http://localhost:8010")).status_code == 404


@pytest.mark.parametrize("id", ["", "x", "0" * 20, "../../x"])
def test_what_is_not_there(one, terminal, id):
    one.confirmed()
    with pytest.raises(NoneSuch):
        list(terminal.show(id))


@pytest.mark.parametrize(("entry", "address"), [("no/such", "a@example.org"), ("walkers/walk", "nobody")])
def test_who_cannot_be(terminal, entry, address):
    with pytest.raises(NoneSuch):
        terminal.successor(entry, address)


def test_nothing_that_was_sent_acts_on_the_terminal(one, terminal):
    record = one.confirmed({"title": "Tea & \U0001f600 talk"})
    shown = "\n".join([*terminal.list(), *terminal.show(record.id)])
    assert not [char for char in shown if ord(char) < 32 and char != "\n"]
