"""Letters: what a real mail server gets, what stands in the outbox, and what is told when neither takes them."""

import email
import socket
from datetime import datetime
from email.policy import default
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from aiosmtpd.controller import Controller

from post import mailer
from post.mailer import Letter

MOMENT = datetime(2026, 11, 22, 9, 30, tzinfo=ZoneInfo("Europe/Amsterdam"))
SENDER = "agenda@example.org"
LETTER = Letter(
    "walkers@example.org", "Klopt dit nog? Café’s", "Beste wandelaars,\n\nKlopt dit nog?\n", "red@example.org"
)


class Server:
    """A mail server's end: keeps what it gets; refuses one address."""

    def __init__(self) -> None:
        self.got: list = []

    async def handle_RCPT(self, server, session, envelope, address, options) -> str:
        if address == "gone@example.org":
            return "550 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope) -> str:
        self.got.append((envelope.rcpt_tos, email.message_from_bytes(envelope.content, policy=default)))
        return "250 OK"


@pytest.fixture
def server():
    """A real mail server on a free port, with what it got."""
    handler = Server()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    controller = Controller(handler, hostname="127.0.0.1", port=port)
    controller.start()
    handler.port = port
    yield handler
    controller.stop()


def smtp(port: int, **settings) -> mailer.Post:
    return mailer.of({"host": "127.0.0.1", "port": port, "starttls": False, **settings}, SENDER, Path(), {})


def test_a_server_gets_the_letter(server):
    with smtp(server.port) as post:
        post.send(LETTER, MOMENT)
        post.send(LETTER, MOMENT)
    (to, message), (_, again) = server.got
    assert to == ["walkers@example.org"]
    assert (message["From"], message["To"], message["Reply-To"]) == (SENDER, "walkers@example.org", "red@example.org")
    assert (message["Subject"], message["Date"]) == (LETTER.subject, "Sun, 22 Nov 2026 09:30:00 +0100")
    assert message.get_content().replace("\r\n", "\n") == LETTER.text
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Message-ID"] == again["Message-ID"]
    assert message["Message-ID"].endswith("@example.org>")


def test_a_refused_address_is_told_and_the_next_letter_goes(server):
    with smtp(server.port) as post:
        with pytest.raises(mailer.MailError, match="550 no such mailbox"):
            post.send(Letter("gone@example.org", "a", "b"), MOMENT)
        post.send(LETTER, MOMENT)
    assert [to for to, _ in server.got] == [["walkers@example.org"]]


def test_no_server_is_told():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(mailer.NoServer, match=rf"127\.0\.0\.1:{port}: .*refused"), smtp(port):
        pass


def test_a_server_without_tls_gets_nothing_when_tls_is_asked(server):
    with pytest.raises(mailer.NoServer, match="STARTTLS"), smtp(server.port, starttls=True):
        pass
    assert server.got == []


def test_a_password_that_is_refused_is_told(server):
    settings = {"host": "127.0.0.1", "port": server.port, "starttls": False, "user": "agenda"}
    post = mailer.of(settings, SENDER, Path(), {mailer.PASSWORD: "secret"})
    with pytest.raises(mailer.NoServer) as told, post:
        pass
    assert "secret" not in str(told.value)


def test_without_a_host_letters_stand_in_the_outbox_for_their_owner_alone(tmp_path):
    with mailer.of({"outbox": "out"}, SENDER, tmp_path, {}) as post:
        post.send(LETTER, MOMENT)
        post.send(LETTER, MOMENT)  # the same letter is the same file
    [file] = (tmp_path / "out").iterdir()
    assert file.name.startswith("20261122T093000-")
    assert file.suffix == ".eml"
    assert file.stat().st_mode & 0o077 == 0
    message = email.message_from_bytes(file.read_bytes(), policy=default)
    assert message["Subject"] == LETTER.subject
    assert message.get_content().replace("\r\n", "\n") == LETTER.text


def test_an_outbox_that_cannot_be_is_told(tmp_path):
    (tmp_path / "out").write_text("a file")
    with pytest.raises(mailer.NoServer, match="out: "), mailer.of({"outbox": "out"}, SENDER, tmp_path, {}):
        pass


def test_no_line_of_a_letter_becomes_a_header(tmp_path):
    with mailer.of({}, SENDER, tmp_path, {}) as post, pytest.raises(ValueError, match="linefeed"):
        post.send(Letter("a@example.org", "Hello\nBcc: b@example.org", "c"), MOMENT)


@pytest.mark.parametrize(
    ("settings", "sender", "environment", "told"),
    [
        pytest.param({}, "", {}, "sender is missing", id="no sender"),
        pytest.param({"sender": "agenda"}, SENDER, {}, "sender is missing", id="a sender that is no address"),
        pytest.param({"server": "x"}, SENDER, {}, "unknown: server. It may have: sender, host", id="unknown key"),
        pytest.param("smtp.example.org", SENDER, {}, "is not a dict", id="a text"),
        pytest.param({"host": "x", "port": "587"}, SENDER, {}, "port cannot be '587'", id="port as text"),
        pytest.param({"host": "x", "starttls": "no"}, SENDER, {}, "Write True or False", id="starttls as text"),
        pytest.param({"host": "x", "user": "u"}, SENDER, {}, f"Set {mailer.PASSWORD}", id="no password"),
        pytest.param(
            {"host": "x", "user": "u", "starttls": False}, SENDER, {mailer.PASSWORD: "p"}, "could be read on the way",
            id="a password in the clear",
        ),
    ],
)  # fmt: skip
def test_what_cannot_be(settings, sender, environment, told, tmp_path):
    with pytest.raises(mailer.SettingsError, match=told):
        mailer.of(settings, sender, tmp_path, environment)
