"""Every news feed of the built site holds to its format: the Atom grammar, the rules of JSON Feed, RSS as read."""

import json
from pathlib import Path

import feedparser
import pytest
from lxml import etree

import json_feed

ATOM = "{http://www.w3.org/2005/Atom}"
GRAMMAR = etree.RelaxNG(etree.parse(Path(__file__).parent / "atom.rng"))
GOOD = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "Agenda",
    "items": [{"id": "1", "content_text": "Koffie"}],
}


@pytest.fixture(scope="module")
def base(found) -> str:
    """The site's own address, with a slash at its end."""
    return found[""].all("//link[@rel='canonical']/@href")[0]


def test_atom_holds_to_the_grammar(site, base):
    files = sorted(site.rglob("atom.xml"))
    assert len(files) > 50
    for file in files:
        feed = etree.parse(file)
        assert GRAMMAR.validate(feed), f"{file}: {GRAMMAR.error_log}"
        page = f"{base}{file.relative_to(site).as_posix().removesuffix('atom.xml')}"
        links = {link.get("rel"): link.get("href") for link in feed.getroot().findall(f"{ATOM}link")}
        assert links == {"self": f"{page}atom.xml", "alternate": page}
        ids = [one.text for one in feed.getroot().findall(f".//{ATOM}id")]
        assert len(ids) == len(set(ids))


def test_no_two_atom_feeds_share_an_identity(site):
    ids = [etree.parse(file).getroot().findtext(f"{ATOM}id") for file in site.rglob("atom.xml")]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    ("path", "change"),
    [
        pytest.param("", lambda feed: feed.remove(feed.find(f"{ATOM}updated")), id="a feed that was never updated"),
        pytest.param("", lambda feed: feed.remove(feed.find(f"{ATOM}id")), id="a feed without an identity"),
        pytest.param(
            f"{ATOM}id", lambda one: setattr(one, "text", "walkers.walk@agenda"), id="an identity, not an IRI"
        ),
        pytest.param(f"{ATOM}updated", lambda one: setattr(one, "text", "2026-11-22"), id="a day for a moment"),
        pytest.param(f"{ATOM}updated", lambda one: setattr(one, "text", "2026-11-22T00:00:00"), id="no offset"),
        pytest.param(f"{ATOM}entry/{ATOM}title", lambda one: one.set("type", "html"), id="a title of HTML"),
        pytest.param(f"{ATOM}entry/{ATOM}author", lambda one: one.clear(), id="an author without a name"),
        pytest.param(f"{ATOM}entry/{ATOM}link", lambda one: one.set("href", "/x/"), id="a link from the page it is on"),
    ],
)
def test_the_grammar_finds(path, change, site):
    feed = etree.parse(site / "atom.xml").getroot()
    change(feed.find(path) if path else feed)
    assert not GRAMMAR.validate(feed)


def test_json_feeds_break_no_rule(site, base):
    files = sorted(site.rglob("feed.json"))
    assert len(files) > 50
    for file in files:
        assert json_feed.broken(file.read_bytes()) == [], file
        feed, path = json.loads(file.read_bytes()), file.relative_to(site).as_posix()
        assert feed["feed_url"] == f"{base}{path}"
        assert feed["home_page_url"] == f"{base}{path.removesuffix('feed.json')}"


@pytest.mark.parametrize(
    ("feed", "item", "told"),
    [
        ({}, {}, []),
        ({"version": "1.1"}, {}, ["version is that of JSON Feed 1.1"]),
        ({"title": ""}, {}, ["title is there and is text"]),
        ({"feed_url": "/feed.json"}, {}, ["feed_url is an address"]),
        ({"home_page_url": ""}, {}, ["home_page_url is an address"]),
        ({"language": "Nederlands"}, {}, ["language is a tag of RFC 5646"]),
        ({"author": {"name": "A"}}, {}, ["author is of version 1.0"]),
        ({"authors": [{}]}, {}, ["authors are a list with a name, url or avatar each"]),
        ({}, {"id": 1}, ["0: id is there and is a string"]),
        ({}, {"content_text": ""}, ["0: content_text is text"]),
        ({}, {"url": "activiteit/a/"}, ["0: url is an address"]),
        ({}, {"date_published": "2026-11-22"}, ["0: date_published is of RFC 3339"]),
        ({}, {"date_modified": "2026-11-22T00:00:00"}, ["0: date_modified is of RFC 3339"]),
        ({}, {"tags": "koffie"}, ["0: tags are a list of strings"]),
        ({}, {"authors": "Dock"}, ["0: authors are a list with a name, url or avatar each"]),
    ],
    ids=str,
)
def test_the_rules_find(feed, item, told):
    whole = {**GOOD, **feed, "items": [{**GOOD["items"][0], **item}]}
    assert json_feed.broken(json.dumps(whole).encode()) == told


def test_rss_is_well_formed_and_tells_what_the_others_do(site, base):
    for file in sorted(site.rglob("feed.json")):
        found = feedparser.parse((file.parent / "rss.xml").read_bytes())
        items = json.loads(file.read_bytes())["items"]
        assert not found.bozo
        assert [entry.id for entry in found.entries] == [item["id"] for item in items]


def test_there_are_empty_feeds_too(site):
    assert [file for file in site.rglob("feed.json") if not json.loads(file.read_bytes())["items"]]
