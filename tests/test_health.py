"""A look at a published site from outside: a real server on the loopback, and each thing that can be wrong with it."""

import json
import os
import socket
import subprocess
import sys
import threading
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
import trustme

from health import inspection
from health_site import HEADERS, Answer, Site, listening, running, secured
from small_town import ROOT, TODAY, small_town

LATIN_CALENDAR = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
FORM = b'<form method="post"><input type="hidden" name="token" value="x"></form>'
HTML = {"Content-Type": "text/html; charset=utf-8"}
JSON = {"Content-Type": "application/json"}


def receiver(status: int, **said: object) -> dict[str, Answer]:
    body = json.dumps({"status": "ok", "troubles": [], **said}).encode()
    return {"/add-an-activity/": Answer(FORM, headers=HTML), "/health": Answer(body, status, JSON)}


def without(*names: str) -> dict[str, str]:
    return {name: value for name, value in HEADERS.items() if name not in names}


# What the server answers otherwise; the one finding that is then wrong: its check and a part of what it says.
WRONG = {
    "built three days ago": ({"/build.json": Answer(b'{"date": "2026-11-19"}', headers=JSON)}, {}, "age", "3 days ago"),
    "no day of building": ({"/build.json": Answer(b"{}", headers=JSON)}, {}, "age", "does not say when"),
    "a broken build.json": ({"/build.json": Answer(b"\xff[", headers=JSON)}, {}, "age", "does not say when"),
    "no policy": ({}, {"headers": without("Content-Security-Policy")}, "headers", "Content-Security-Policy is missing"),
    "a policy with inline scripts": (
        {},
        {"headers": HEADERS | {"Content-Security-Policy": "default-src 'none'; script-src 'self' 'unsafe-inline'"}},
        "headers",
        "does not keep readers safe",
    ),
    "types are guessed": ({}, {"headers": without("X-Content-Type-Options")}, "headers", "X-Content-Type-Options"),
    "https is not kept": ({}, {"headers": without("Strict-Transport-Security")}, "headers", "Strict-Transport-Sec"),
    "https is kept for a minute": (
        {},
        {"headers": HEADERS | {"Strict-Transport-Security": "max-age=60"}},
        "headers",
        "max-age=60",
    ),
    "a calendar as text": (
        {"/agenda.ics": Answer(headers={"Content-Type": "text/plain"})},
        {},
        "headers",
        "its type is text/plain; programs want text/calendar",
    ),
    "a calendar without events' identities": (
        {"/agenda.ics": Answer(LATIN_CALENDAR, headers={"Content-Type": "text/calendar"})},
        {},
        "feeds",
        "UID is missing",
    ),
    "a calendar is gone": ({"/agenda.ics": Answer(b"", 500)}, {}, "feeds", "cannot be had: 500"),
    "a calendar of an area is gone": ({"/area/north/agenda.ics": Answer(b"", 404)}, {}, "feeds", "cannot be had: 404"),
    "news is cut off": (
        {"/rss.xml": Answer(b"<rss><channel>", headers={"Content-Type": "application/rss+xml"})},
        {},
        "feeds",
        "no feed of news",
    ),
    "news with a bomb": (
        {"/atom.xml": Answer(b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>', headers={"Content-Type": "text/xml"})},
        {},
        "feeds",
        "no feed of news",
    ),
    "news that is something else": ({"/feed.json": Answer(b'{"a": 1}', headers=JSON)}, {}, "feeds", "no feed of news"),
    "a page is gone": ({"/about/": Answer(b"", 404)}, {}, "links", "404; "),
    "a stylesheet is gone": ({"/theme/css/site.css": Answer(b"", 404)}, {}, "links", "404; "),
    "it leads away for ever": (
        {"/about/": Answer(b"", 302, {"Location": "/about/?"}), "/about/?": Answer(b"", 302, {"Location": "/about/"})},
        {},
        "links",
        "302; ",
    ),
    "no list of pages": ({"/sitemap.xml": Answer(b"", 404)}, {}, "links", "no list of pages"),
    "built for another address": (
        {"/sitemap.xml": Answer(b"<loc>https://other.example/</loc>", headers={"Content-Type": "text/xml"})},
        {},
        "links",
        "name another address",
    ),
    "no security.txt": ({"/.well-known/security.txt": Answer(b"", 404)}, {}, "security", "there is no security.txt"),
    "security.txt ends soon": (
        {"/.well-known/security.txt": Answer(b"Contact: mailto:a@b.nl\nExpires: 2026-12-01T00:00:00Z\n")},
        {},
        "security",
        "holds for 9 more days",
    ),
    "security.txt is over": (
        {"/.well-known/security.txt": Answer(b"Contact: mailto:a@b.nl\nExpires: 2026-11-01T00:00:00Z\n")},
        {},
        "security",
        "holds for -21 more days",
    ),
    "security.txt without an end": (
        {"/.well-known/security.txt": Answer(b"Contact: mailto:a@b.nl\n")},
        {},
        "security",
        "does not say until when",
    ),
    "security.txt without anybody": (
        {"/.well-known/security.txt": Answer(b"Expires: 2027-06-01T00:00:00Z\n")},
        {},
        "security",
        "names nobody",
    ),
    "the receiver has trouble": (
        receiver(503, troubles=["disk", "post"]),
        {},
        "receiver",
        "has trouble: disk, post",
    ),
    "the receiver breaks": (receiver(500), {}, "receiver", "has trouble"),
}


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture(scope="module")
def trusted(authority, tmp_path_factory) -> str:
    path = tmp_path_factory.mktemp("authority") / "ca.pem"
    authority.cert_pem.write_to_path(str(path))
    return str(path)


@pytest.fixture(scope="module")
def published(authority, tmp_path_factory):
    """A small town, built for the address at which it is served over TLS."""
    server = listening()
    site = Site(server.server_port)
    town = small_town(tmp_path_factory.mktemp("town"))
    done = town.build(None, "-e", f'SITEURL="{site.address.rstrip("/")}"')
    assert done.returncode == 0, done.stderr
    secured(server, authority)
    with running(town.output, server, site):
        yield SimpleNamespace(town=town, site=site)


@pytest.fixture(scope="module")
def place(published):
    return published.town.settings()


@pytest.fixture
def site(published) -> Site:
    published.site.reset()
    return published.site


@pytest.fixture
def look(published, trusted):
    """The command on the site, or on another address; its exit status and what it printed."""

    def run(*arguments: str, address: str | None = None, day: str = TODAY, trust: str = trusted) -> SimpleNamespace:
        settings = str(published.town.path / "pelicanconf.py")
        command = [sys.executable, ROOT / "scripts" / "health.py", address or published.site.address]
        environment = {**os.environ, "AGENDA_TODAY": day, "SSL_CERT_FILE": trust}
        done = subprocess.run(
            [*command, "--settings", settings, *arguments], env=environment, capture_output=True, text=True, timeout=120
        )
        assert "Traceback" not in done.stderr, done.stderr
        return SimpleNamespace(status=done.returncode, out=done.stdout, err=done.stderr)

    return run


def test_a_site_that_is_well(site, look):
    done = look()
    assert [line.split()[:2] for line in done.out.splitlines()] == [
        ["ok", name] for name in ("certificate", "age", "headers", "feeds", "links", "security")
    ] + [["note", "receiver"]]
    assert done.status == 0


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_is_said(name, site, place, trusted, monkeypatch):
    answers, changes, check, says = WRONG[name]
    site.answers |= answers
    site.headers = changes.get("headers", site.headers)
    monkeypatch.setenv("SSL_CERT_FILE", trusted)
    found = inspection.look(site.address, place)
    assert any(says in one.message(place.language) for one in found if (one.level, one.check) == ("wrong", check)), (
        found
    )


def test_a_receiver_that_is_well(site, look):
    site.answers |= receiver(200)
    done = look()
    assert f"ok     receiver  {site.address}health: it is doing well." in done.out
    assert done.status == 0


@pytest.mark.parametrize("status", [403, 404])
def test_a_receiver_that_tells_nothing_from_outside_is_not_wrong(status, site, look):
    site.answers |= receiver(status)
    done = look()
    assert "note   receiver" in done.out
    assert done.status == 0


@pytest.mark.parametrize(("days", "status"), [("1", 1), ("2", 0)])
def test_how_many_days_are_too_many_can_be_said(days, status, site, look):
    assert look("--days", days, day="2026-11-23").status == status


def test_a_check_can_be_left_out(site, look):
    site.headers = {}
    assert look().status == 1
    done = look("--skip", "headers")
    assert done.status == 0
    assert " headers " not in done.out


def test_quiet_says_only_what_is_wrong(site, look):
    assert look("--quiet").out == ""
    site.answers["/build.json"] = Answer(b"{}", headers=JSON)
    [line] = look("--quiet").out.splitlines()
    assert line.startswith(f"wrong  age  {site.address}build.json: ")


def test_for_tools(site, look):
    said = json.loads(look("--format", "json").out)
    assert said["address"] == site.address
    assert said["well"] is True
    assert {one["check"] for one in said["findings"]} == {
        "certificate", "age", "headers", "feeds", "links", "security", "receiver",
    }  # fmt: skip


def test_a_certificate_of_nobody(site, look, tmp_path):
    other = tmp_path / "other.pem"
    trustme.CA().cert_pem.write_to_path(str(other))
    done = look(trust=str(other))
    assert done.status == 1
    assert "wrong  certificate" in done.out
    assert "no browser takes the certificate" in done.out


@pytest.mark.parametrize(
    ("left", "status", "says"),
    [(-1, 1, "no browser takes"), (3, 1, "the certificate ends in"), (40, 0, "good for ")],
)
def test_how_long_a_certificate_is_good(left, status, says, published, authority, look):
    """On the real day: TLS reads the clock of the machine."""
    now = datetime.now(UTC)
    day = now.date().isoformat()
    server = listening()
    secured(server, authority, not_before=now - timedelta(30), not_after=now + timedelta(left))
    other = Site(server.server_port)
    with running(published.town.output, server, other):
        skipped = [word for name in ("age", "headers", "feeds", "links", "security") for word in ("--skip", name)]
        done = look(*skipped, address=other.address, day=day)
    assert says in done.out
    assert done.status == status


def test_without_tls_on_this_machine_is_a_note(published, look):
    server = listening()
    other = Site(server.server_port, scheme="http")
    with running(published.town.output, server, other):
        done = look("--skip", "links", "--skip", "security", address=other.address)
    assert "note   certificate" in done.out
    assert done.status == 0


def test_nobody_there(look):
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        done = look(address=f"https://localhost:{nobody.getsockname()[1]}/")
    assert done.status == 2
    assert "cannot be reached" in done.out


def test_a_home_page_that_is_broken_cannot_be_reached(site, look):
    site.answers["/"] = Answer(b"", 502)
    done = look()
    assert done.status == 2
    assert "cannot be reached: 502" in done.out


@pytest.mark.parametrize("address", ["agenda.example.org", "ftp://agenda.example.org/"])
def test_what_is_no_address(address, look):
    assert look(address=address).status == 2


def test_a_server_that_never_ends_does_not_hold_it_up(look):
    """It takes a connection and says a little all the time."""
    with socket.create_server(("127.0.0.1", 0)) as slow:
        stop = threading.Event()

        def drip() -> None:
            line, _ = slow.accept()
            with line:
                line.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
                while not stop.wait(0.05):
                    try:
                        line.sendall(b"x")
                    except OSError:
                        return

        threading.Thread(target=drip, daemon=True).start()
        done = look("--seconds", "1", address=f"http://127.0.0.1:{slow.getsockname()[1]}/")
        stop.set()
    assert done.status == 2
    assert "no answer in time" in done.out


def test_an_answer_without_an_end_is_cut(site, look):
    site.answers["/rss.xml"] = Answer(b"<rss>" + b" " * 6_000_000, headers={"Content-Type": "application/rss+xml"})
    done = look()
    assert "larger than programs read" in done.out
    assert done.status == 1


def test_it_asks_for_a_bounded_number_of_files_each_once_and_of_nobody_else(site, look):
    assert look().status == 0
    assert len(site.asked) <= 110
    assert [path for path in set(site.asked) if site.asked.count(path) > 1] == []


def test_it_speaks_the_towns_language(site, look, published):
    site.answers["/build.json"] = Answer(b"{}", headers=JSON)
    settings = published.town.path / "nl.py"
    settings.write_text((published.town.path / "pelicanconf.py").read_text() + 'DEFAULT_LANG = "nl"\n')
    assert "fout" in look("--settings", str(settings)).out
