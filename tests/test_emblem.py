"""The mark as icons: in the town's colours, the same as on the pages, equal bytes each time."""

import io
import re
from pathlib import Path

from lxml import etree
from PIL import Image

from agenda import colours, emblem
from site_pages import Page

ROOT = Path(__file__).parent.parent
LOOK = colours.read([(ROOT / "theme/static/css/tokens.css").read_text()])


def picture() -> Image.Image:
    return Image.open(io.BytesIO(emblem.png(LOOK)))


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
    tree = etree.fromstring(emblem.svg(LOOK).encode())
    shapes = [(one.get("cx"), one.get("d")) for one in tree.iterfind(".//{*}circle")]
    shapes += [(one.get("cx"), one.get("d")) for one in tree.iterfind(".//{*}path")]
    mark = found[""].all("//header//svg[@class='mark']")[0]
    assert shapes == [(one.get("cx"), one.get("d")) for one in mark]


def test_tab_icon_has_a_dark_side():
    light, _, dark = emblem.svg(LOOK).partition("prefers-color-scheme:dark")
    assert re.findall(r"\.one\{fill:(#\w+)\}", light) == ["#8a2b3c"]
    assert re.findall(r"\.one\{fill:(#\w+)\}", dark) == ["#ffb3ba"]


def test_equal_colours_give_equal_bytes():
    assert dict(emblem.files(LOOK)) == dict(emblem.files(LOOK))


def test_every_page_names_icons_that_are_there(found, site):
    for page in found.values():
        icons = page.all("//link[contains(@rel, 'icon')]/@href")
        assert [one for one in icons if not (site / one.lstrip("/")).is_file()] == []
    assert len(found[""].all("//link[contains(@rel, 'icon')]")) == 2
