"""One list of headers: what each file is sent with, and how servers and static hosts read it."""

import re
from pathlib import Path
from urllib import robotparser

import pytest

import browsing
from agenda import sitemap
from publish import headers, servers
from publish.headers import Place
from receiver import web
from small_town import Town, small_town

ROOT = Path(__file__).parent.parent
PLACE = Place("", ("embed/", "en/embed/"), True)
THEME = "theme-0123456789ab"


@pytest.mark.parametrize(
    ("path", "kind", "kept"),
    [
        ("index.html", "text/html; charset=utf-8", headers.SHORT),
        ("agenda.ics", "text/calendar; charset=utf-8", headers.SHORT),
        ("topic/tea/rss.xml", "application/rss+xml; charset=utf-8", headers.SHORT),
        ("atom.xml", "application/atom+xml; charset=utf-8", headers.SHORT),
        ("feed.json", "application/feed+json; charset=utf-8", headers.SHORT),
        ("sitemap.xml", "application/xml; charset=utf-8", headers.SHORT),
        ("data/v1/feed-state.json", "application/json; charset=utf-8", headers.FRESH),
        ("publication.json", "application/json; charset=utf-8", headers.FRESH),
        (f"{THEME}/js/site.js", "text/javascript; charset=utf-8", headers.YEAR),
        (f"{THEME}/rss.xml", "application/rss+xml; charset=utf-8", headers.YEAR),
        ("theme/js/site.js", "text/javascript; charset=utf-8", headers.SHORT),
        ("theme-park/index.html", "text/html; charset=utf-8", headers.SHORT),
        ("a/picture.JPG", "image/jpeg", headers.SHORT),
        ("unknown", "application/octet-stream", headers.SHORT),
    ],
)
def test_type_and_time(path, kind, kept):
    said = headers.of(path, PLACE)
    assert (said["Content-Type"], said["Cache-Control"]) == (kind, kept)
    assert said["X-Content-Type-Options"] == "nosniff"


def test_every_file_of_a_site_has_a_known_type(site):
    paths = [path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()]
    unknown = [path for path in paths if headers.media_type(path) == headers.UNKNOWN]
    assert unknown == [".manifest"]


@pytest.mark.parametrize(
    ("path", "framed"), [("embed/index.html", True), ("en/embed/a/index.html", True), ("embedded/index.html", False)]
)
def test_framed_pages_alone_may_be_framed(path, framed):
    said = headers.of(path, PLACE)
    assert ("frame-ancestors *" in said["Content-Security-Policy"]) == framed
    assert ("X-Frame-Options" in said) != framed


def test_the_policy_is_the_one_that_browsers_are_tested_with():
    said = headers.of("index.html", PLACE)["Content-Security-Policy"]
    assert said == browsing.CSP == web.HEADERS["Content-Security-Policy"]


def test_only_over_https_it_is_promised_for_good():
    assert "Strict-Transport-Security" in headers.of("index.html", PLACE)
    assert "Strict-Transport-Security" not in headers.of("index.html", Place("", ("embed/",), False))


@pytest.mark.parametrize(
    ("url", "place"),
    [
        ("https://agenda.example.org", Place("", ("embed/",), True)),
        ("http://localhost:8000/town", Place("/town", ("embed/",), False)),
    ],
)
def test_a_town_has_its_place(tmp_path, url, place):
    town = small_town(tmp_path)
    town.write("pelicanconf.py", (tmp_path / "pelicanconf.py").read_text() + f"SITEURL = {url!r}\n")
    assert Place.of(town.settings()) == place


def test_framed_pages_are_known_in_each_language():
    assert Place.of(Town(ROOT).settings()).framed == ("embed/", "en/embed/")


@pytest.mark.parametrize("write", [servers.nginx, servers.caddy])
def test_a_site_in_a_folder_has_its_own_paths(write):
    lines = write(Place("/town", ("embed/",), True))
    assert "/town/404.html" in lines
    assert "^/town/theme-[0-9a-f]{12}/" in lines
    assert "/town/data/v1/feed" in lines.replace("\\", "").replace("(", "")


PATHS = [
    "index.html", "404.html", "agenda.ics", "area/north/index.html", "area/north/agenda.ics", "embed/index.html",
    "embed/north/index.html", "en/index.html", "en/area/north/index.html", "en/embed/index.html", "en/finder.json",
    f"{THEME}/js/site.js", "data/v1/feed-state.json", "about/index.html",
]  # fmt: skip


def said_by(lines: str, path: str) -> dict[str, list[str]]:
    """What a static host sends with this path: every rule that fits holds."""
    found: dict[str, list[str]] = {}
    rule = ""
    for line in lines.splitlines():
        if not line.startswith(" "):
            rule = line
        elif re.fullmatch(re.escape(rule).replace(r"\*", ".*"), path):
            name, _, value = line.strip().partition(": ")
            found.setdefault(name, []).append(value)
    return found


@pytest.mark.parametrize(
    ("path", "alone"),
    [
        ("/", True),
        ("/404.html", True),
        ("/area/north/", True),
        ("/about/", True),
        ("/embed/", False),
        ("/embed/north/", False),
        ("/en/", True),
        ("/en/area/north/", True),
        ("/en/embed/", False),
    ],
)
def test_static_hosts_let_framed_pages_alone_be_framed(path, alone):
    said = said_by(servers.hosts(PLACE, PATHS), path)
    policies = [headers.CSP, headers.ALONE] if alone else [headers.CSP]
    assert said["Content-Security-Policy"] == policies
    assert said.get("X-Frame-Options", []) == (["DENY"] if alone else [])
    assert said["X-Content-Type-Options"] == ["nosniff"]


def test_static_hosts_keep_assets_for_good():
    lines = servers.hosts(PLACE, PATHS)
    assert said_by(lines, f"/{THEME}/js/site.js")["Cache-Control"] == [headers.YEAR]
    assert "Cache-Control" not in said_by(lines, "/")


def test_static_hosts_take_no_more_than_a_hundred_rules(site):
    paths = [path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()]
    lines = servers.hosts(Place.of(Town(ROOT).settings()), paths).splitlines()
    assert len([line for line in lines if not line.startswith(" ")]) <= 100
    assert max(map(len, lines)) <= 2000


@pytest.mark.parametrize("path", ["/agenda.ics", "/area/north/rss.xml", "/data/v1/activities.json", "/", "/feed.json"])
def test_robots_may_read_pages_and_feeds(path):
    robots = robotparser.RobotFileParser()
    robots.parse(sitemap.robots("https://agenda.example.org/sitemap.xml").splitlines())
    assert robots.can_fetch("*", f"https://agenda.example.org{path}")
