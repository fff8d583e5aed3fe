"""The rules of JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/) that our feeds rely on, as a table."""

import json
import re
from collections.abc import Callable
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

Rule = tuple[str, Callable[[dict], bool]]


def _text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _address(value: Any) -> bool:
    return isinstance(value, str) and urlsplit(value).scheme in ("https", "http") and bool(urlsplit(value).netloc)


def _moment(value: Any) -> bool:
    """RFC 3339 with an offset."""
    pattern = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)"
    return bool(re.fullmatch(pattern, str(value))) and bool(datetime.fromisoformat(value))


def _authors(value: Any) -> bool:
    return isinstance(value, list) and all(
        isinstance(one, dict) and one.keys() & {"name", "url", "avatar"} and all(map(_text, one.values()))
        for one in value
    )


def _if_there(name: str, right: Callable[[Any], bool]) -> Callable[[dict], bool]:
    return lambda found: name not in found or right(found[name])


FEED: tuple[Rule, ...] = (
    ("version is that of JSON Feed 1.1", lambda feed: feed.get("version") == "https://jsonfeed.org/version/1.1"),
    ("title is there and is text", lambda feed: _text(feed.get("title"))),
    ("items is there and is a list", lambda feed: isinstance(feed.get("items"), list)),
    ("home_page_url is an address", _if_there("home_page_url", _address)),
    ("feed_url is an address", _if_there("feed_url", _address)),
    ("description is text", _if_there("description", _text)),
    ("language is a tag of RFC 5646", _if_there("language", lambda v: bool(re.fullmatch(r"[a-z]{2,3}(-\w+)*", v)))),
    ("authors are a list with a name, url or avatar each", _if_there("authors", _authors)),
    ("author is of version 1.0", lambda feed: "author" not in feed),
    ("no two items have the same id", lambda feed: len({one["id"] for one in feed["items"]}) == len(feed["items"])),
)
ITEM: tuple[Rule, ...] = (
    ("id is there and is a string", lambda item: _text(item.get("id"))),
    ("content_text or content_html is there", lambda item: bool(item.keys() & {"content_text", "content_html"})),
    ("content_text is text", _if_there("content_text", _text)),
    ("content_html is text", _if_there("content_html", _text)),
    ("url is an address", _if_there("url", _address)),
    ("title is plain text", _if_there("title", _text)),
    ("date_published is of RFC 3339", _if_there("date_published", _moment)),
    ("date_modified is of RFC 3339", _if_there("date_modified", _moment)),
    ("authors are a list with a name, url or avatar each", _if_there("authors", _authors)),
    ("author is of version 1.0", lambda item: "author" not in item),
    ("tags are a list of strings", _if_there("tags", lambda v: isinstance(v, list) and all(map(_text, v)))),
)


def broken(data: bytes) -> list[str]:
    """The rules that a feed breaks; those of an item with its number."""
    feed = json.loads(data)
    found = [told for told, holds in FEED if not holds(feed)]
    return found + [f"{n}: {told}" for n, one in enumerate(feed["items"]) for told, holds in ITEM if not holds(one)]
