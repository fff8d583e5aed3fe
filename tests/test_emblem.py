"""The mark as icons: in the town's colours, the same as on the pages, equal bytes each time."""

import io
import re
from pathlib import Path

from lxml import etree
from PIL import Image

from agenda import colours, emblem, marks
from site_pages import Page

ROOT = Path(__file__).parent.parent
OTHER = ":root { --basis-color-action-1-color-default: #123456 }"
LOOK = colours.read([(ROOT / "theme/static/css/tokens.css").read_text()])


def picture() -> Image.Image:
    return Image.open(io.BytesIO(emblem.home_icon(LOOK)))


def test_home_screen_icon_has_the_colours_where_the_mark_is():
    found = picture()
    assert found.size == (180, 180)
    assert found.mode == "RGB"  # nothing to see through: telephones put black there
    colour = {
        name: "#{:02x}{:02x}{:02x}".format(*found.getpixel(at))
        for name, at in {
            "paper": (2, 2),
            "one": (62, 75),
            "two": (118, 75),
            "both": (90, 75),
            "smile": (90, 127),
        }.items()
    }
    assert colour == {"paper": "#ffffff", "one": "#8a2b3c", "two": "#0f5c4d", "both": "#ffd166", "smile": "#1f2a2e"}


def test_any_shape_may_be_cut_from_it():
    """What a maskable icon keeps is a circle of four fifths of it."""
    found, middle = picture(), 90
    outside = [
        (x, y)
        for x in range(0, 180, 3)
        for y in range(0, 180, 3)
        if (x - middle) ** 2 + (y - middle) ** 2 > (0.8 * middle) ** 2
    ]
    assert {found.getpixel(at) for at in outside} == {(255, 255, 255)}


def test_tab_icon_is_the_mark_of_the_pages(found: dict[str, Page]):
    tree = etree.fromstring(emblem.icon(LOOK).encode())
    shapes = [(one.get("cx"), one.get("d")) for one in tree.iterfind(".//{*}circle")]
    shapes += [(one.get("cx"), one.get("d")) for one in tree.iterfind(".//{*}path")]
    mark = found[""].all("//header//svg[@class='mark']")[0]
    assert shapes == [(one.get("cx"), one.get("d")) for one in mark]


def test_tab_icon_has_a_dark_side():
    light, _, dark = emblem.icon(LOOK).partition("prefers-color-scheme:dark")
    assert re.findall(r"\.one\{fill:(#\w+)\}", light) == ["#8a2b3c"]
    assert re.findall(r"\.one\{fill:(#\w+)\}", dark) == ["#ffb3ba"]


def test_equal_colours_give_equal_bytes():
    assert dict(emblem.files(LOOK)) == dict(emblem.files(LOOK))
    assert (emblem.svg(LOOK), emblem.png(LOOK)) == (emblem.svg(LOOK), emblem.png(LOOK))


def test_drawing_and_picture_have_the_colours_of_the_look():
    """What partners print: shapes alone, on nothing."""
    marks.clean(emblem.svg(LOOK))
    painted = re.findall(r'(?:fill|stroke)="(#\w+)"', emblem.svg(LOOK).decode())
    image = Image.open(io.BytesIO(emblem.png(LOOK, 480))).convert("RGBA")
    assert image.size == (480, 420)
    places = [(100, 150), (380, 150), (240, 150), (240, 380)]
    seen = ["#{:02x}{:02x}{:02x}".format(*image.getpixel(place)[:3]) for place in places]
    assert seen == painted == ["#8a2b3c", "#0f5c4d", "#ffd166", "#1f2a2e"]
    assert image.getpixel((2, 2))[3] == 0


def test_a_town_with_other_colours_has_them_in_its_mark():
    other = colours.read([(ROOT / "theme/static/css/tokens.css").read_text(), OTHER])
    for drawn in (emblem.svg(other).decode(), emblem.icon(other)):
        assert "#123456" in drawn
        assert "#8a2b3c" not in drawn
    image = Image.open(io.BytesIO(emblem.png(other, 480)))
    assert image.getpixel((100, 150))[:3] == (0x12, 0x34, 0x56)


def test_every_page_names_icons_that_are_there(found, site):
    for page in found.values():
        icons = page.all("//link[contains(@rel, 'icon')]/@href")
        assert [one for one in icons if not (site / one.lstrip("/")).is_file()] == []
    assert len(found[""].all("//link[contains(@rel, 'icon')]")) == 2
