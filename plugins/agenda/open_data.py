"""The agenda as open data below `data/v1/`: JSON and CSV for programs and spreadsheets, each with a JSON Schema.

What each file holds stands in `datasets`, its records in `data_rows`, how a cell is written in `spreadsheet`, and the
whole in docs/open-data.md.
"""

import json
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from . import datasets, spreadsheet
from .data_rows import Row, Rows
from .datasets import Dataset
from .pages import Site

FOLDER = "data/v1/"


def files(site: Site) -> Iterator[tuple[str, bytes]]:
    """Path and bytes of every file, the same for equal input: the records, their schemas, and what all of it is."""
    rows = Rows(site)
    each = site.cache.made_of_each("row", site.agenda.activities, lambda one: _lines(rows.of(one)))
    for dataset in datasets.ALL:
        lines = [line for own in each for line in own.get(dataset.name, ())]
        lines.sort(key=lambda line: line.order)
        if others := getattr(rows, dataset.name, None):
            lines += _lines({dataset.name: [((), row) for row in others()]})[dataset.name]
        yield f"{FOLDER}{dataset.name}.json", _list([line.json for line in lines])
        if dataset in datasets.TABLES:
            yield f"{FOLDER}{dataset.name}.csv", spreadsheet.joined(dataset, [line.csv for line in lines])
        yield _schema_path(dataset.name), _written(schema(dataset, site))
    yield f"{FOLDER}index.json", _written(index(site))
    yield _schema_path("index"), _written(_index_schema(site))


def schema(dataset: Dataset, site: Site) -> dict:
    """The JSON Schema of a file: draft-07 keywords. Fields may be added to v1; none leaves it or changes its kind."""
    gettext = site.town.language.gettext
    properties = {}
    for field in dataset.fields:
        kind = _nullable(datasets.KINDS[field.kind]) if field.optional else datasets.KINDS[field.kind]
        known = {"schema.org": field.schema_org, "HSDS": field.hsds}
        comment = "; ".join(f"{name}: {term}" for name, term in known.items() if term)
        words = {"description": gettext(field.about)} | ({"$comment": comment} if comment else {})
        properties[field.name] = words | kind
    record = {"type": "object", "required": [field.name for field in dataset.fields], "properties": properties}
    return {**_head(dataset.name, gettext(dataset.about), site), "type": "array", "items": record}


def _nullable(kind: dict) -> dict:
    if "enum" in kind:
        return {"enum": [*kind["enum"], None]}
    return {**kind, "type": [kind["type"], "null"]}


def _head(name: str, title: str, site: Site) -> dict:
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "$id": site.addresses.full(_schema_path(name)),
        "title": title,
    }


def index(site: Site) -> dict:
    """What the files are, whose, and under which licence."""
    town = site.town
    provenance = town.language.gettext(
        "Organizations hand in their own activities as text files. Every file is checked before it is published."
    )
    return {
        "id": town.id,
        "name": town.name,
        "url": site.addresses.full(""),
        "license": town.data_license,
        "license_url": f"https://spdx.org/licenses/{town.data_license}.html",
        "provenance": provenance,
        "repository": town.entrance.repository or None,
        "contact": town.email or None,
        "language": town.language.code,
        "timezone": str(town.zone),
        "horizon_days": town.horizon_days,
        "examples": town.examples,
        "files": [_file(dataset, suffix, site) for dataset in datasets.ALL for suffix in _suffixes(dataset)],
    }


def _suffixes(dataset: Dataset) -> tuple[str, ...]:
    return ("json", "csv") if dataset in datasets.TABLES else ("json",)


def _file(dataset: Dataset, suffix: str, site: Site) -> dict:
    return {
        "name": f"{dataset.name}.{suffix}",
        "title": site.town.language.gettext(dataset.about),
        "url": site.addresses.full(f"{FOLDER}{dataset.name}.{suffix}"),
        "media_type": {"json": "application/json", "csv": "text/csv; charset=utf-8"}[suffix],
        "schema": site.addresses.full(_schema_path(dataset.name)),
    }


def _index_schema(site: Site) -> dict:
    text, link = datasets.KINDS["text"], datasets.KINDS["url"]
    file = dict.fromkeys(("name", "title", "media_type"), text) | {"url": link, "schema": link}
    properties = {
        **dict.fromkeys(("id", "name", "license", "provenance", "language", "timezone"), text),
        **dict.fromkeys(("url", "license_url"), link),
        **{name: _nullable(text) for name in ("repository", "contact")},
        "horizon_days": datasets.KINDS["whole"],
        "examples": datasets.KINDS["yes"],
        "files": {
            "type": "array",
            "items": {"type": "object", "required": sorted(file), "properties": file},
        },
    }
    title = site.town.language.gettext("The open data of this agenda")
    head = _head("index", title, site)
    return {**head, "type": "object", "required": sorted(properties), "properties": properties}


def _schema_path(name: str) -> str:
    return f"{FOLDER}schema/{name}.json"


class Line(NamedTuple):
    """A record as it stands in the files, and what it is put in order by."""

    order: tuple
    json: str
    csv: str


def _lines(rows: Mapping[str, list[tuple[tuple, Row]]]) -> dict[str, list[Line]]:
    """The records of each dataset as lines."""
    tables = {dataset.name: dataset for dataset in datasets.TABLES}
    return {
        name: [
            Line(
                order,
                json.dumps(row, ensure_ascii=False, default=_number),
                spreadsheet.line(tables[name], row) if name in tables else "",
            )
            for order, row in found
        ]
        for name, found in rows.items()
    }


def _list(lines: list[str]) -> bytes:
    """A list with a record on each line: small, and a change is a line."""
    return ("[\n" + ",\n".join(lines) + "\n]\n").encode()


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def _written(tree: dict) -> bytes:
    return (json.dumps(tree, ensure_ascii=False, indent=1) + "\n").encode()
