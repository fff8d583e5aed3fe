"""What a town publishes, read as data that may be hostile: its `index.json` and `records.json` -> a published town.

Only shapes are looked at here. What the texts in them say is checked as every file is, once they are files (`joining`).
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from agenda.notation import parse_website
from agenda.problem import Fault

FILES = ("index.json", "records.json")  # below FOLDER
FOLDER = "data/v1/"
MOST_BYTES = 5_000_000  # of a file
MOST_RECORDS = 20_000
MOST_DEPTH = 12
LISTS = (
    "activities", "areas", "audiences", "topics", "access", "discounts", "languages", "campaigns", "places",
    "organizations", "holidays",
)  # fmt: skip
_SLUG = r"[a-z0-9-]{1,80}"
_ID = {"activities": rf"{_SLUG}/{_SLUG}", "languages": r"[A-Za-z0-9-]{1,80}"}

Tree = str | dict[str, "Tree"] | list["Tree"]


@dataclass(frozen=True)
class Record:
    """A file's fields and text, and its page on the town's own site (empty if it has none)."""

    id: str
    fields: dict[str, Tree]
    text: str
    url: str


@dataclass(frozen=True)
class Published:
    """A town as it publishes itself: `agenda` is its AGENDA_ID, `name` that of its site, `lists` its records by id."""

    agenda: str
    name: str
    url: str
    lists: Mapping[str, Mapping[str, Record]]


def read(index: bytes, records: bytes) -> Published:
    """The town of these two files. Raises Fault for what cannot be."""
    about, rows = _parsed(index, "index.json"), _parsed(records, "records.json")
    if not isinstance(about, dict) or not isinstance(rows, list):
        raise Fault("index.json is not one record, or records.json is not a list. Ask the town.")
    if len(rows) > MOST_RECORDS:
        raise Fault("records.json has more than {most} records. Ask the town.", most=MOST_RECORDS)
    agenda, name = _line(about, "id", r"[A-Za-z0-9_.-]{1,80}"), _line(about, "name", r".{1,80}")
    lists: dict[str, dict[str, Record]] = {one: {} for one in LISTS}
    for row in rows:
        if not isinstance(row, dict) or not isinstance(row.get("list"), str):
            raise Fault("records.json has a record that says no list. Ask the town.")
        if row["list"] in lists:  # a newer town may have more lists than are known here
            record = _record(row)
            if record.id in lists[row["list"]]:
                raise Fault("records.json has {id} twice in {list}. Ask the town.", id=record.id, list=row["list"])
            lists[row["list"]][record.id] = record
    published = Published(agenda, name, _site(about), lists)
    _complete(published)
    return published


def _parsed(data: bytes, name: str) -> Any:
    if len(data) > MOST_BYTES:
        raise Fault("{name} is larger than {most} MB. Ask the town.", name=name, most=MOST_BYTES // 1_000_000)
    try:
        return json.loads(data.decode("utf-8"), parse_constant=_no_number, parse_int=str, parse_float=str)
    except (ValueError, RecursionError):
        raise Fault("{name} is no JSON in UTF-8. Ask the town.", name=name) from None


def _no_number(text: str) -> None:
    raise ValueError(text)


def _record(row: dict) -> Record:
    id = _line(row, "id", _ID.get(row["list"], _SLUG))
    fields, text, url = row.get("fields"), row.get("text"), row.get("url")
    if not isinstance(fields, dict) or not _is_tree(fields):
        raise Fault("records.json has fields at {id} that are no texts. Ask the town.", id=id)
    if not (text is None or _is_text(text)):
        raise Fault("records.json has a text at {id} that is none. Ask the town.", id=id)
    return Record(id, fields, text or "", _address(url) if isinstance(url, str) else "")


def _is_tree(value: Any, depth: int = 0) -> bool:
    """Only texts, lists and fields, not too deep."""
    if depth > MOST_DEPTH:
        return False
    if isinstance(value, dict):
        return all(_is_text(key) and _is_tree(one, depth + 1) for key, one in value.items())
    if isinstance(value, list):
        return all(_is_tree(one, depth + 1) for one in value)
    return _is_text(value)


def _is_text(value: Any) -> bool:
    """A text that can be written in UTF-8: JSON may hold halves of characters."""
    return isinstance(value, str) and not re.search("[\ud800-\udfff]", value)


def _line(row: dict, name: str, pattern: str) -> str:
    value = row.get(name)
    if not isinstance(value, str) or not value.isprintable() or not re.fullmatch(pattern, value):
        raise Fault("{name} is not what it can be: {value}. Ask the town.", name=name, value=value)
    return value


def _site(about: dict) -> str:
    """The town's address with a slash at its end; empty if it says none that can be a link."""
    value = about.get("url")
    return _address(value).rstrip("/") + "/" if isinstance(value, str) and _address(value) else ""


def _address(value: str) -> str:
    """The address if it is one of http or https, else nothing: a link that leads nowhere is left out."""
    try:
        return parse_website(value) if len(value) <= 500 and not re.search(r"[()\[\]]", value) else ""
    except Fault:
        return ""


def _complete(published: Published) -> None:
    """Each activity has its organizer: a site that was just being replaced may give two files that do not fit."""
    organizations = published.lists["organizations"]
    for id in published.lists["activities"]:
        if id.partition("/")[0] not in organizations:
            raise Fault("the organizer of {id} is not in records.json. Try again later.", id=id)
