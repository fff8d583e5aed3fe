"""An activity's page in a real browser: what is on the first screen of a telephone, in every look, and on paper."""

import pytest
from PIL import Image
from playwright.sync_api import expect

from browsing import opened, violations
from site_pages import pages

PAGES = {
    "plain": "activiteit/voorbeeld-wijkcentrum/koffieochtend-meerwijk/",
    "cancelled": "activiteit/voorbeeld-cultuurhuis/theatermiddag/",
    "ended": "activiteit/haarlem-effect/de-grote-eenzaamheid-show/",
    "without a fixed time": "activiteit/voorbeeld-wijkcentrum/maatje-bij-u-thuis/",
    "topic": "thema/koffie-en-praten/",
}
LOOKS = {"dark": (412, True), "narrow": (320, False), "wide and dark": (1280, True)}


@pytest.fixture(scope="module")
def activities(site) -> dict[str, object]:
    """The pages of activities by path, in the site's first language."""
    found = {f"activiteit/{path}": page for path, page in pages(site / "activiteit").items()}
    return {path: page for path, page in found.items() if page.all("//article[@class='columns activity']")}


def test_whom_to_call_is_on_the_first_screen_of_a_telephone(activities, chromium, address):
    """Of every activity that names a number, however long its title, its rhythm and what is otherwise."""
    below = {}
    with opened(chromium, address) as page:
        for path, known in activities.items():
            if known.all("//section[@aria-labelledby='contact']//a[starts-with(@href, 'tel:')]"):
                page.goto(address + path)
                box = page.locator(".contact a[href^='tel:']").first.bounding_box()
                assert box["height"] >= 44
                if box["y"] + box["height"] > 915:
                    below[path] = box["y"] + box["height"]
    assert below == {}


def test_what_is_otherwise_is_on_the_first_screen(activities, chromium, address):
    seen = 0
    with opened(chromium, address) as page:
        for path, known in activities.items():
            if known.all("//div[@class='opening']//*[contains(@class, 'warning')]"):
                page.goto(address + path)
                for box in page.locator("h1 strong, .opening .warning").all():
                    assert box.bounding_box()["y"] + 44 < 915, path
                    seen += 1
    assert seen >= 4


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
@pytest.mark.parametrize("look", LOOKS)
def test_every_look_is_clear(look, path, chromium, address):
    width, dark = LOOKS[look]
    with opened(chromium, address + path, width, dark=dark) as page:
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", [360, 412])
def test_the_header_takes_little_of_a_telephone(width, chromium, address):
    with opened(chromium, address, width) as page:
        assert page.locator("header.top").bounding_box()["height"] <= 140
        expect(page.get_by_role("navigation", name="Menu").get_by_role("link").last).to_be_visible()


def test_what_the_menu_leaves_out_on_a_telephone_stands_at_the_foot(chromium, address):
    with opened(chromium, address) as page:
        hidden = page.locator("header .also-below a")
        assert hidden.count() > 1
        for link in hidden.all():
            expect(link).to_be_hidden()
            expect(page.locator(f"footer a[href='{link.get_attribute('href')}']")).to_be_visible()
    with opened(chromium, address, 1280) as page:
        assert all(link.is_visible() for link in page.locator("header .also-below a").all())


def test_boxes_have_borders_where_a_reader_forces_colours(chromium, address):
    with opened(chromium, address + PAGES["plain"], forced_colors="active") as page:
        for part in (".dates", ".contact", ".referral"):
            border = page.locator(part).first.evaluate(
                "one => [getComputedStyle(one).borderTopStyle, getComputedStyle(one).borderTopWidth,"
                "getComputedStyle(one).borderTopColor, getComputedStyle(one).backgroundColor]"
            )
            assert border[0] == "solid", part
            assert float(border[1].removesuffix("px")) >= 1
            assert border[2] != border[3]
        label = page.locator(".dates strong").first
        assert label.evaluate("one => getComputedStyle(one).borderTopStyle") == "solid"


@pytest.mark.parametrize("path", [PAGES["plain"], PAGES["cancelled"], PAGES["without a fixed time"]])
def test_on_paper_it_takes_at_most_two_pages(path, chromium, address):
    with opened(chromium, address + path, 800) as page:
        page.emulate_media(media="print")
        expect(page.locator(".nearby, .actions").first).to_be_hidden()
        expect(page.locator(".contact a").first).to_be_visible()
        data = page.pdf(format="A4")
        assert 1 <= data.count(b"/Type /Page\n") + data.count(b"/Type /Page ") <= 2


def test_a_picture_has_its_room_before_it_loads(activities, site):
    """Its width and height stand beside it, and are those of the file that a wide screen takes."""
    seen = 0
    for known in activities.values():
        for one in known.all("//div[@class='more']/img"):
            biggest = one.get("srcset").split(", ")[-1].split()[0]
            with Image.open(site / biggest.lstrip("/")) as picture:
                assert (one.get("width"), one.get("height")) == tuple(map(str, picture.size))
            assert (one.get("loading"), one.get("decoding")) == ("lazy", "async")
            assert one.get("alt")
            seen += 1
    assert seen


def test_headings_break_between_syllables_or_words_on_a_narrow_telephone(activities, chromium, address):
    """The words of a title fit on a line, or have a hyphen where they break."""
    with opened(chromium, address, 320) as page:
        for path in activities:
            page.goto(address + path)
            heading = page.locator("h1")
            assert heading.evaluate("one => getComputedStyle(one).hyphens") == "auto"
            assert heading.evaluate("one => one.scrollWidth <= one.clientWidth + 1"), path
