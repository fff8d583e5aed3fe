"""Readers of news that people use, which share no code with ours, read every news feed of the built site alike."""

import html
import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from lxml import etree

from agenda.channel import Channel, Entry

TESTS = Path(__file__).parent.parent
ATOM = "{http://www.w3.org/2005/Atom}"
READERS = {
    "newsboat": [sys.executable, str(TESTS / "clients" / "newsboat.py")],
    "rss-parser": ["node", str(TESTS / "clients" / "rssparser.mjs")],
}


def read(reader: str, files: list[Path]) -> dict[Path, dict]:
    """What a reader makes of these feeds."""
    done = subprocess.run([*READERS[reader], *map(str, files)], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return {Path(file): found for file, found in json.loads(done.stdout).items()}


@pytest.fixture(scope="module")
def files(site) -> list[Path]:
    found = [*sorted(site.rglob("rss.xml")), *sorted(site.rglob("atom.xml"))]
    assert len(found) > 150
    return found


@pytest.fixture(scope="module", params=READERS)
def seen(request, files) -> dict[Path, dict]:
    return read(request.param, files)


def expected(file: Path) -> dict:
    """What a reader should show, by the JSON Feed beside the file; the identities of Atom are its own."""
    feed = json.loads((file.parent / "feed.json").read_bytes())
    ids = [item["id"] for item in feed["items"]]
    if file.name == "atom.xml":
        ids = [one.text for one in etree.parse(file).getroot().iterfind(f"{ATOM}entry/{ATOM}id")]
    items = [
        {
            "id": id,
            "title": item["title"],
            "url": item["url"],
            "published": item["date_published"],
            "content": html.escape(item["content_text"], quote=False),
        }
        for id, item in zip(ids, feed["items"], strict=True)
    ]
    return {"title": feed["title"], "url": feed["home_page_url"], "items": items}


def test_reader_shows_every_selection_whole(seen, files):
    selections = [file for file in files if (file.parent / "feed.json").exists()]
    assert len(selections) > 100
    assert {file: seen[file] for file in selections} == {file: expected(file) for file in selections}


def test_reader_shows_every_newsletter_whole(seen, site):
    written = sorted((site / "week").rglob("fragment.html"))
    assert len(written) > 20
    for file in written:
        lines = html.unescape(file.read_text()).splitlines()
        shown = seen[file.parent / "rss.xml"]
        assert shown["title"].startswith(lines[0].removeprefix("<h2>").removesuffix("</h2>"))
        contents = [html.unescape(item["content"]).strip().splitlines() for item in shown["items"]]
        assert contents == ([lines[1:]] if "<h3>" in file.read_text() else [])


WORDS = 'Koffie & thee, "vers" – 5 < 6: één ☕ <b>samen</b> &amp; gratis'
DAY = datetime(2026, 11, 22, tzinfo=UTC)


@pytest.mark.parametrize("format", ["rss", "atom"])
@pytest.mark.parametrize("reader", READERS)
def test_reader_shows_what_was_typed(reader, format, tmp_path):
    """In titles and texts; `published` is when it was first there, also after a change."""
    address = "https://example.org/a/?b=1&c=2"
    entry = Entry("a.b@agenda", WORDS, address, WORDS, DAY, DAY.replace(day=23), WORDS, (WORDS,))
    news = Channel("agenda@agenda", "Agenda", WORDS, "https://example.org/", "nl", "Stad", entry.modified, (entry,))
    file = tmp_path / f"{format}.xml"
    file.write_bytes(getattr(news, format)())
    [item] = read(reader, [file])[file]["items"]
    assert item["title"] == WORDS
    assert item["url"] == address
    assert item["published"] == "2026-11-22T00:00:00Z"
    assert item["content"] == html.escape(WORDS, quote=False)  # it is shown as HTML
