"""Records as CSV that Excel, LibreOffice, pandas and Python's csv read alike, and in which nothing runs.

UTF-8 with a byte order mark, without which Excel takes it for another encoding; commas and CRLF (RFC 4180); every cell
in quotes and on one line. No cell that people wrote is a formula, and a telephone number never a number.
"""

import csv
import io
import re
from collections.abc import Iterable, Mapping
from typing import Any

from .datasets import FREE, Dataset, Field

BETWEEN = "|"  # the items of a list in a cell: what no spreadsheet takes for the end of one
# Where a cell begins with what a spreadsheet takes for a formula. Excel in some countries begins a cell after ; too.
_FORMULA = re.compile(r"(^|;)( *)(?=[=+\-@\t\r])")
_BREAK = re.compile(r"(?<!^)\s*[\t\r\n]\s*")
_PERHAPS = re.compile(r"[=+\-@\t\r\n]")  # without any of these a text is neither


def table(dataset: Dataset, records: Iterable[Mapping[str, Any]]) -> bytes:
    """The records, with the names of the fields above them."""
    return joined(dataset, (line(dataset, record) for record in records))


def joined(dataset: Dataset, lines: Iterable[str]) -> bytes:
    """The same of records that are lines already."""
    return "".join((_line([field.name for field in dataset.fields]), *lines)).encode("utf-8-sig")


def line(dataset: Dataset, record: Mapping[str, Any]) -> str:
    """A record as a line, with its end."""
    return _line([cell(field, record[field.name]) for field in dataset.fields])


def _line(cells: list[str]) -> str:
    out = io.StringIO()
    csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerow(cells)
    return out.getvalue()


def cell(field: Field, value: Any) -> str:
    """A value as a cell; one that is not known is empty."""
    if value is None:
        return ""
    if field.kind == "yes":
        return "true" if value else "false"
    if field.kind == "amount":
        return f"{value:.2f}"
    if field.kind == "phone":
        return apart(value)
    text = BETWEEN.join(value) if field.kind == "list" else str(value)
    return harmless(text) if field.kind in FREE else text


def harmless(text: str) -> str:
    """The text on one line, with a ' before what a spreadsheet would take for a formula."""
    return _FORMULA.sub(r"\1'\2", _BREAK.sub(" ", text)) if _PERHAPS.search(text) else text


def apart(number: str) -> str:
    """A telephone number that a spreadsheet keeps whole: with nothing but digits it would lose its 0 or its +."""
    return f"{number[:3]} {number[3:]}" if re.fullmatch(r"[+0]\d{3,}", number, re.ASCII) else number
