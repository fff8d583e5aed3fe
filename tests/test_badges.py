"""Badges: the words are in it and fit, in the colours of the look, the same everywhere."""

import io
from pathlib import Path
from xml.etree import ElementTree

from PIL import Image

from agenda import badges, colours

LOOK = colours.read([(Path(__file__).parent.parent / "theme/static/css/tokens.css").read_text()])
WORDS = ("We take part", 'Week of <neighbours> & "friends" in all of the town')


def test_a_badge_says_its_words_and_holds_them():
    root = ElementTree.fromstring(badges.svg(LOOK, *WORDS))
    assert root.findtext("{*}title") == ": ".join(WORDS)
    texts = root.findall("{*}text")
    assert tuple(one.text for one in texts) == WORDS
    width = int(root.get("width"))
    assert width == badges.width(*WORDS)
    assert all(int(one.get("x")) + int(one.get("textLength")) < width for one in texts)


def test_the_picture_is_the_drawing():
    image = Image.open(io.BytesIO(badges.png(LOOK, *WORDS, scale=2)))
    width = badges.width(*WORDS)
    assert image.size == (width * 2, badges.HEIGHT * 2)
    seen = [image.getpixel(at)[:3] for at in ((40, 60), (width, 4), (width, 120))]  # a circle, the edge, the paper
    for colour, expected in zip(seen, ((0x8A, 0x2B, 0x3C), (0x8A, 0x2B, 0x3C), (255, 255, 255)), strict=True):
        assert max(abs(one - other) for one, other in zip(colour, expected, strict=True)) <= 4
    ink = sum(sum(image.getpixel((x, y))[:3]) < 240 for x in range(130, 400) for y in range(30, 66))
    assert ink > 400  # the first line is written


def test_equal_words_give_equal_bytes():
    assert badges.png(LOOK, *WORDS) == badges.png(LOOK, *WORDS)
    assert badges.svg(LOOK, *WORDS) == badges.svg(LOOK, *WORDS)
