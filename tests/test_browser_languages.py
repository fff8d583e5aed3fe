"""Several languages in a real browser: changing between them, and pages that are written from right to left."""

import pytest
from playwright.sync_api import expect

import pseudo
from browsing import opened, served, violations

PATHS = ["", "kiezen/", "activiteit/voorbeeld-wijkcentrum/breicafe-molenwijk/", "zonder-vaste-tijd/"]


@pytest.fixture(scope="module")
def turned_address(turned_site):
    with served(turned_site) as address:
        yield f"{address}{pseudo.CODE}/"


def test_one_changes_the_language_of_a_page(chromium, address):
    with opened(chromium, f"{address}kiezen/") as page:
        page.get_by_role("navigation", name="Andere talen").get_by_role("link", name="English").click()
        expect(page).to_have_url(f"{address}en/kiezen/")
        expect(page.get_by_role("heading", level=1)).to_have_text("Choose an area or topic")
        page.get_by_role("link", name="Meerwijk").first.click()
        expect(page).to_have_url(f"{address}en/wijk/meerwijk/")
        page.get_by_role("link", name="Nederlands").click()
        expect(page).to_have_url(f"{address}wijk/meerwijk/")


@pytest.mark.parametrize("width", [320, 412, 1280])
def test_one_changes_it_on_every_screen_with_a_finger(chromium, address, width):
    with opened(chromium, address, width=width) as page:
        box = page.get_by_role("link", name="English").bounding_box()
        assert box["height"] >= 44
        assert box["width"] >= 44
        assert box["y"] < 300


def test_first_activity_is_on_the_first_screen_in_english_too(chromium, address):
    with opened(chromium, f"{address}en/") as page:
        box = page.locator("main h3 a").first.bounding_box()
        assert box["y"] + box["height"] < 915


@pytest.mark.parametrize("path", ["en/", "en/hulp/", "en/activiteit/voorbeeld-wijkcentrum/breicafe-molenwijk/"])
@pytest.mark.parametrize(("width", "dark"), [(320, False), (412, True), (1280, False)])
def test_english_pages_hold_the_rules(chromium, address, path, width, dark):
    with opened(chromium, f"{address}{path}", width=width, dark=dark) as page:
        assert violations(page) == []


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(("width", "dark"), [(320, True), (412, False), (1280, False)])
def test_right_to_left_fits_and_holds_the_rules(chromium, turned_address, path, width, dark):
    with opened(chromium, f"{turned_address}{path}", width=width, dark=dark) as page:
        assert page.evaluate("getComputedStyle(document.body).direction") == "rtl"
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert violations(page) == []


def test_right_to_left_is_mirrored(chromium, turned_address):
    """The name of the site and the time of a card stand where reading begins: at the right."""
    with opened(chromium, turned_address, width=1280) as page:
        name, menu = page.locator(".name").bounding_box(), page.locator("header nav").first.bounding_box()
        time, title = page.locator(".card .time").first.bounding_box(), page.locator(".card h3").first.bounding_box()
        assert name["x"] > menu["x"]
        assert time["x"] > title["x"]


def test_a_telephone_number_reads_from_left_to_right_there(chromium, turned_address):
    with opened(chromium, f"{turned_address}{PATHS[2]}") as page:
        number = page.locator("a[href^='tel:'] bdi").first
        assert number.evaluate("one => getComputedStyle(one).direction") == "ltr"
