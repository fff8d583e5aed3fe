"""A channel of news and its entries -> RSS 2.0, Atom (RFC 4287) and JSON Feed 1.1, each complete by itself.

RSS and Atom are objects of their own in feedgen, which shares the self link between the two, and every date is given:
feedgen writes the clock's time where one is missing.
"""

import html
import json
import uuid
from datetime import datetime
from typing import Any, NamedTuple

JSON_FEED = "https://jsonfeed.org/version/1.1"


class Entry(NamedTuple):
    """One piece of news. `id` is permanent; `text` is plain, `html` the same with lists and links, if it has those."""

    id: str
    title: str
    url: str
    text: str
    first: datetime
    modified: datetime
    author: str
    tags: tuple[str, ...] = ()
    html: str = ""

    @property
    def markup(self) -> str:
        """As HTML: for that readers take the content of RSS, and many that of Atom whatever its type says."""
        return self.html or html.escape(self.text, quote=False)


class Channel(NamedTuple):
    """The news at one page, whose address `url` ends in a slash; the newest entry is the first."""

    id: str
    title: str
    description: str
    url: str
    language: str
    author: str
    updated: datetime
    entries: tuple[Entry, ...]

    def rss(self) -> bytes:
        """As `rss.xml`."""
        feed = _generator()
        feed.title(self.title)
        feed.description(self.description)
        feed.link(href=f"{self.url}rss.xml", rel="self", type="application/rss+xml")
        feed.link(href=self.url)  # last: feedgen takes the last one as the channel's own
        feed.language(self.language)
        feed.generator("")
        feed.lastBuildDate(self.updated)
        for one in self.entries:
            entry = feed.add_entry(order="append")
            entry.title(one.title)
            entry.guid(one.id, permalink=False)
            entry.link(href=one.url)
            entry.description(one.markup)
            entry.pubDate(one.first)
        return feed.rss_str(pretty=True)

    def atom(self) -> bytes:
        """As `atom.xml`."""
        feed = _generator()
        feed.id(_urn(self.id))
        feed.title(self.title)
        feed.subtitle(self.description)
        feed.link(href=f"{self.url}atom.xml", rel="self", type="application/atom+xml")
        feed.link(href=self.url, rel="alternate", type="text/html")
        feed.language(self.language)
        feed.generator("")
        feed.author(name=self.author)
        feed.updated(self.updated)
        for one in self.entries:
            entry = feed.add_entry(order="append")
            entry.id(_urn(one.id))
            entry.title(one.title)
            entry.link(href=one.url, rel="alternate", type="text/html")
            entry.author(name=one.author)
            entry.content(one.markup, type="html")
            entry.published(one.first)
            entry.updated(one.modified)
            entry.category([{"term": tag} for tag in one.tags])
        return feed.atom_str(pretty=True)

    def json(self) -> bytes:
        """As `feed.json`."""
        feed = {
            "version": JSON_FEED,
            "title": self.title,
            "description": self.description,
            "home_page_url": self.url,
            "feed_url": f"{self.url}feed.json",
            "language": self.language,
            "authors": [{"name": self.author}],
            "items": [_item(entry) for entry in self.entries],
        }
        return (json.dumps(feed, ensure_ascii=False, indent=1) + "\n").encode()


def _item(entry: Entry) -> dict:
    content = {"content_text": entry.text, **({"content_html": entry.html} if entry.html else {})}
    return {
        "id": entry.id,
        "url": entry.url,
        "title": entry.title,
        **content,
        "date_published": _rfc3339(entry.first),
        "date_modified": _rfc3339(entry.modified),
        "authors": [{"name": entry.author}],
        **({"tags": list(entry.tags)} if entry.tags else {}),
    }


def _rfc3339(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def _urn(id: str) -> str:
    """Atom wants an IRI as identity: one that is always the same for an id, and holds no address that may move."""
    return uuid.uuid5(uuid.NAMESPACE_OID, id).urn


def _generator() -> Any:
    from feedgen.feed import FeedGenerator  # it takes long to load, and is not always needed

    return FeedGenerator()
