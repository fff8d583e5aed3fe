"""Marks and badges: what may be drawn, and pictures that are the same everywhere."""

import io
from xml.etree import ElementTree

import pytest
from PIL import Image

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
        marks.svg(),
    ],
    ids=["circle", "with a head", "gradient", "our own"],
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


def test_the_mark_is_drawn_in_its_colours():
    image = Image.open(io.BytesIO(marks.png(480))).convert("RGBA")
    assert image.size == (480, 420)
    at = {(100, 150): marks.ONE, (380, 150): marks.TWO, (240, 150): marks.BOTH, (240, 380): marks.INK}
    for place, colour in at.items():
        assert "#{:02x}{:02x}{:02x}".format(*image.getpixel(place)[:3]) == colour
    assert image.getpixel((2, 2))[3] == 0


def test_a_badge_says_its_words_and_holds_them():
    first, second = "We take part", 'Week of <neighbours> & "friends" in all of the town'
    root = ElementTree.fromstring(marks.badge_svg(first, second))
    assert root.findtext("{*}title") == f"{first}: {second}"
    texts = root.findall("{*}text")
    assert [one.text for one in texts] == [first, second]
    width = int(root.get("width"))
    assert width == marks.badge_width(first, second)
    assert all(int(one.get("x")) + int(one.get("textLength")) < width for one in texts)
    image = Image.open(io.BytesIO(marks.badge_png(first, second, 2)))
    assert image.size == (width * 2, 140)


def test_equal_words_give_equal_bytes():
    assert marks.badge_png("We take part", "Open week") == marks.badge_png("We take part", "Open week")
    assert marks.png() == marks.png()
