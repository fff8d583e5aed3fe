"""The areas of a town, from a list as the statistics office gives it: CSV with `code` and `name`."""

import csv
import io
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from agenda.problem import Fault

CODE = re.compile(r"(GM\d{4}|WK\d{6}|BU\d{8})", re.ASCII)  # CBS, Wijk- en buurtkaart
MOST_BYTES = 200_000
MOST = 300
NAME = re.compile(r"[\w’' .,()/&-]{1,80}")


@dataclass(frozen=True)
class Area:
    """An area: its id, code and name, and its place on the tile map (column from the west, row from the north)."""

    id: str
    code: str
    name: str
    tile: tuple[int, int] | None = None
    district: str = ""


def read(data: bytes) -> tuple[Area, ...]:
    """The areas in the order of the file; columns `column`, `row` and `district` may stand beside. Raises Fault."""
    if len(data) > MOST_BYTES:
        raise Fault("the list of areas has more than {most} kB. Leave the other towns out.", most=MOST_BYTES // 1000)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Fault("the list of areas is not UTF-8. Save it as CSV UTF-8.") from None
    head = text.partition("\n")[0]
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=";" if ";" in head else ",")
    if not {"code", "name"} <= set(reader.fieldnames or ()):
        raise Fault("line 1 of the list of areas: the columns code and name are not there. Begin it with code,name.")
    try:
        areas = tuple(_areas(reader))
    except csv.Error:
        raise Fault("line {line} of the list of areas cannot be read. Look at its quotes.",
                    line=reader.line_num + 1) from None  # fmt: skip
    if not areas:
        raise Fault("the list of areas is empty. Write a line for each area, for example WK999901,Centrum.")
    return areas


def _areas(reader: csv.DictReader) -> Iterator[Area]:
    seen: dict[str, int] = {}
    for row in reader:
        line = reader.line_num
        if len(seen) > 3 * MOST:
            raise Fault("the list of areas has more than {most} lines. Leave the other towns out.", most=MOST)
        code, name = ((row[key] or "").strip() for key in ("code", "name"))
        if not code and not name:
            continue
        if not CODE.fullmatch(code):
            raise Fault("line {line} of the list of areas: {value} is not a code. Write for example WK999901.",
                        line=line, value=code or '""')  # fmt: skip
        if not NAME.fullmatch(name) or not slug(name):
            raise Fault("line {line} of the list of areas: {value} is not a name. Use letters, digits and . , ' - ( ).",
                        line=line, value=name or '""')  # fmt: skip
        for key in (code, slug(name)):
            if (other := seen.setdefault(key, line)) != line:
                raise Fault("line {line} of the list of areas: {value} stands on line {other} already. Keep one.",
                            line=line, value=name, other=other)  # fmt: skip
        yield Area(slug(name), code, name, _tile(row, line), (row.get("district") or "").strip())


def _tile(row: dict, line: int) -> tuple[int, int] | None:
    """Column and row, or None if neither is given."""
    given = [(row.get(key) or "").strip() for key in ("column", "row")]
    if not any(given):
        return None
    if not all(re.fullmatch(r"\d{1,2}", one, re.ASCII) and 1 <= int(one) <= 30 for one in given):
        raise Fault("line {line} of the list of areas: column and row are whole numbers from 1 to 30. "
                    "Fill in both, or leave both empty.", line=line)  # fmt: skip
    return int(given[0]), int(given[1])


def slug(name: str) -> str:
    """An id of a name: small letters, digits and hyphens; empty if nothing of it is left."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain.replace("'", "")).strip("-")[:80]


def written(areas: tuple[Area, ...], comment: str) -> str:
    """The areas as `content/vocabulary/areas.yaml`."""
    lines = [f"# {line}" for line in comment.splitlines()]
    for one in areas:
        lines += [f"{one.id}:", f'  name: "{one.name}"', f"  code: {one.code}"]
        lines += [f"  tile: [{one.tile[0]}, {one.tile[1]}]"] if one.tile else []
        lines += [f'  district: "{one.district}"'] if one.district else []
    return "\n".join(lines) + "\n"
