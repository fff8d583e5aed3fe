"""A campaign's own mark: what may be drawn."""

import pytest

from agenda import marks
from agenda.problem import Fault

HEAD = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">'
GOOD = HEAD + b'<title>Sun</title><circle cx="4" cy="4" r="3" fill="#ffd166"/></svg>'


def drawing(inside: bytes) -> bytes:
    return HEAD + inside + b"</svg>"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        pytest.param(drawing(b"<script>alert(1)</script>"), "script", id="script"),
        pytest.param(drawing(b"<style>*{}</style>"), "style", id="style"),
        pytest.param(drawing(b'<image href="https://example.org/a.png"/>'), "image", id="picture from elsewhere"),
        pytest.param(drawing(b"<foreignObject/>"), "foreignObject", id="html"),
        pytest.param(drawing(b'<circle onclick="x()"/>'), "onclick", id="event"),
        pytest.param(drawing(b'<circle style="fill:red"/>'), "style", id="style attribute"),
        pytest.param(drawing(b'<circle fill="url(https://example.org/#a)"/>'), "fill", id="paint from elsewhere"),
        pytest.param(b'<!DOCTYPE svg [<!ENTITY a "b">]>' + GOOD, "declaration", id="entities"),
        pytest.param(b'<?xml-stylesheet href="a.css"?>' + GOOD, "instruction", id="style sheet"),
        pytest.param(b"<html></html>", "viewBox", id="no svg"),
        pytest.param(b"hello", "no SVG", id="no xml"),
        pytest.param(b'<svg xmlns="http://www.w3.org/2000/svg"/>', "viewBox", id="no size"),
        pytest.param(drawing(b" " * 70_000), "64 kB", id="big"),
    ],
)
def test_a_mark_that_does_more_than_draw_is_refused(data, said):
    with pytest.raises(Fault, match=said):
        marks.clean(data)


@pytest.mark.parametrize(
    "data",
    [
        GOOD,
        b'<?xml version="1.0"?>' + GOOD,
        drawing(b'<defs><linearGradient id="a"><stop offset="1"/></linearGradient></defs><rect fill="url(#a)"/>'),
    ],
    ids=["circle", "with a head", "gradient"],
)
def test_shapes_are_a_mark(data):
    marks.clean(data)


@pytest.mark.parametrize(
    ("name", "files", "said"),
    [
        ("../mark.svg", {}, "not the name"),
        ("mark.png", {}, "not the name"),
        ("mark.svg", {}, "not there"),
        ("mark.svg", {"mark.svg": b"<svg/>"}, "viewBox"),
        ("mark.svg", {"mark.svg": GOOD, "mark.png": b"no picture"}, "no PNG"),
    ],
    ids=["another folder", "not an svg", "missing", "not a mark", "broken picture beside it"],
)
def test_a_mark_is_looked_at_in_its_folder(name, files, said, tmp_path):
    for file, data in files.items():
        (tmp_path / file).write_bytes(data)
    with pytest.raises(Fault, match=said):
        marks.check(tmp_path, name)
