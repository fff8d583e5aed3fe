"""A partner's address is asked safely: public addresses only, checked at each redirect, bounded in size and time."""

import socket
import threading
import time

import pytest

from agenda.problem import Fault
from intake import wire
from intake.wire import Wire

REFUSED = """
    127.0.0.1 127.8.9.10 0.0.0.0 10.0.0.1 172.16.0.1 172.31.255.255 192.168.1.1 169.254.169.254 100.64.0.1
    192.0.0.1 192.0.2.1 198.18.0.1 198.51.100.1 203.0.113.1 224.0.0.1 239.255.255.255 240.0.0.1 255.255.255.255
    :: ::1 fe80::1 fe80::1%eth0 fc00::1 fd12:3456::1 ff02::1 2001:db8::1 ::ffff:127.0.0.1 ::ffff:10.0.0.1
    ::ffff:169.254.169.254 64:ff9b::7f00:1 64:ff9b::a9fe:a9fe 64:ff9b:1::1 2002:7f00:1:: 2002:c0a8:101:: ::127.0.0.1
    2001:0:7f00:1:: nothing localhost 1 0x7f.1
""".split()
ASKED = "8.8.8.8 1.1.1.1 2606:4700::1111 ::ffff:8.8.8.8 64:ff9b::808:808 2a00:1450:4009::1".split()


@pytest.mark.parametrize("address", REFUSED)
def test_it_does_not_ask(address):
    assert not wire.is_public(address)


@pytest.mark.parametrize("address", ASKED)
def test_it_asks(address):
    assert wire.is_public(address)


class Server:
    """Answers each connection on a port of this machine with the next of these bytes; `slow` drips for ever."""

    def __init__(self, *answers: bytes, slow: bytes = b"") -> None:
        self.answers, self.slow, self.asked = list(answers), slow, []
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]
        threading.Thread(target=self.run, daemon=True).start()

    def run(self) -> None:
        while True:
            try:
                connection, _ = self.socket.accept()
                with connection:
                    self.asked.append(connection.recv(65536).decode(errors="replace"))
                    connection.sendall(self.answers.pop(0) if self.answers else b"")
                    while self.slow:
                        connection.sendall(self.slow)
                        time.sleep(0.05)
            except OSError:
                if self.socket.fileno() < 0:
                    return


@pytest.fixture
def serving():
    made = []

    def serve(*answers: bytes, **how: bytes) -> Server:
        made.append(Server(*answers, **how))
        return made[-1]

    yield serve
    for one in made:
        one.socket.close()


def near(**how) -> Wire:
    """A wire that finds every name on this machine, and speaks without TLS; what is public is still looked at."""
    names = {"metadata.test": "169.254.169.254", "two.test": "10.0.0.1"}
    allowed = lambda text: text == "127.0.0.1" or wire.is_public(text)  # noqa: E731
    return Wire(resolve=lambda host, port: [names.get(host, "127.0.0.1" if host.endswith(".test") else host)],
                allowed=allowed, secure=lambda connection, host: connection, **how)  # fmt: skip


def answer(body: bytes, status: str = "200 OK", **headers: str) -> bytes:
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}",
             *(f"{name.replace('_', '-')}: {value}" for name, value in headers.items())]  # fmt: skip
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def test_it_reads_what_stands_there(serving):
    server = serving(answer(b"BEGIN", Content_Type="text/calendar; charset=utf-8"))
    assert near().fetch(f"https://a.test:{server.port}/x.ics?key=1") == (b"BEGIN", "text/calendar")
    [asked] = server.asked
    assert asked.startswith("GET /x.ics?key=1 HTTP/1.1\r\n")
    assert f"Host: a.test:{server.port}\r\n" in asked


def test_it_follows_a_redirect(serving):
    server = serving(answer(b"", "302 Found", Location="/there"), answer(b"found"))
    assert near().fetch(f"https://a.test:{server.port}/here")[0] == b"found"
    assert [one.split()[1] for one in server.asked] == ["/here", "/there"]


REDIRECTS = {
    "to the machine's own services": ("https://169.254.169.254/latest/meta-data", "not a public one"),
    "to a name that stands for them": ("https://metadata.test/", "not a public one"),
    "to a private address": ("https://two.test/", "not a public one"),
    "to loopback in six": ("https://[::1]/", "not a public one"),
    "without https": ("http://a.test/", "does not begin with https"),
    "to a file": ("file:///etc/passwd", "does not begin with https"),
    "with a password": ("https://me:secret@a.test/", "a name or a password"),
    "to nowhere": ("", "from one address to the next|answers"),
}


@pytest.mark.parametrize("name", REDIRECTS)
def test_a_redirect_is_looked_at_again(serving, name):
    location, reason = REDIRECTS[name]
    server = serving(*[answer(b"", "302 Found", Location=location)] * 8)
    with pytest.raises(Fault, match=reason):
        near().fetch(f"https://a.test:{server.port}/")


def test_one_address_of_several_that_is_private_is_enough_to_refuse():
    both = Wire(resolve=lambda host, port: ["8.8.8.8", "127.0.0.1"])
    with pytest.raises(Fault, match="not a public one"):
        both.fetch("https://a.test/")


def test_a_name_is_asked_once_and_that_address_is_used(serving):
    """What a resolver says the second time does not matter."""
    server = serving(answer(b"x"))
    said = iter([["127.0.0.1"], ["169.254.169.254"]])
    once = Wire(resolve=lambda host, port: next(said), allowed=lambda text: True,
                secure=lambda connection, host: connection)  # fmt: skip
    assert once.fetch(f"https://a.test:{server.port}/")[0] == b"x"
    assert next(said) == ["169.254.169.254"]


def test_more_than_five_megabytes_are_not_read(serving):
    server = serving(b"HTTP/1.1 200 OK\r\nContent-Length: 100000000\r\n\r\n", slow=b"x" * 1_000_000)
    with pytest.raises(Fault, match="larger than 5 MB"):
        near().fetch(f"https://a.test:{server.port}/")


SLOW = {
    "its headers": (b"HTTP/1.1 200 OK\r\n", b"X-A: 1\r\n"),
    "its text": (b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n", b"x"),
    "one line": (b"HTTP/1.1 200 OK\r\n", b"x"),
}


@pytest.mark.parametrize("name", SLOW)
def test_who_drips_is_cut_off(serving, name):
    first, then = SLOW[name]
    server = serving(first, slow=then)
    begin = time.monotonic()
    with pytest.raises(Fault, match=r"took longer|does not answer"):
        near(seconds=1).fetch(f"https://a.test:{server.port}/")
    assert time.monotonic() - begin < 10


BAD = {
    "not found": (answer(b"", "404 Not Found"), "answers 404"),
    "packed": (answer(b"\x1f\x8b", Content_Encoding="gzip"), "packed"),
    "broken off": (b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf", "broke off|does not answer"),
    "no answer": (b"", "does not answer"),
    "not http": (b"220 mail ready\r\n", "does not answer"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_answer_is_told_without_the_address(serving, name):
    server = serving(BAD[name][0])
    with pytest.raises(Fault, match=BAD[name][1]) as caught:
        near().fetch(f"https://a.test:{server.port}/secret-key")
    assert "secret-key" not in str(caught.value)
    assert "a.test" not in str(caught.value)


def test_a_certificate_is_asked_for(serving):
    """The real security does not speak to who has none."""
    server = serving(b"no TLS here", slow=b"x")
    real = Wire(resolve=lambda host, port: ["127.0.0.1"], allowed=lambda text: True, seconds=3)
    with pytest.raises(Fault, match="SSL"):
        real.fetch(f"https://a.test:{server.port}/")
