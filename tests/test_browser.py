"""The built site in a real Chromium: seen on a telephone, by keyboard, and in print."""

import pytest
from playwright.sync_api import expect

from browsing import opened, violations

ACTIVITY = "activiteit/voorbeeld-wijkcentrum/koffieochtend-meerwijk/"


def test_first_activity_is_on_the_first_screen_of_a_telephone(chromium, address):
    with opened(chromium, address) as page:
        box = page.locator("main h3 a").first.bounding_box()
        assert box["y"] + box["height"] < 915
        for path in ("vandaag/", "deze-week/", "weekend/"):
            link = page.locator(f"main a[href='/{path}']").first.bounding_box()
            assert link["y"] + link["height"] < 915


def test_keyboard_skips_to_the_content_and_shows_where_it_is(chromium, address):
    with opened(chromium, address) as page:
        page.keyboard.press("Tab")
        focused = page.locator(":focus")
        assert focused.get_attribute("href") == "#" + page.locator("main").get_attribute("id")
        assert focused.bounding_box()["y"] >= 0
        assert float(focused.evaluate("one => parseFloat(getComputedStyle(one).outlineWidth)")) >= 3
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


@pytest.mark.parametrize(
    "path", ["", ACTIVITY, "kiezen/", "abonneren/"], ids=["agenda", "activity", "choose", "subscribe"]
)
def test_controls_are_big_enough_for_a_thumb(path, chromium, address):
    """Links that stand by themselves (menus, lists of choices, buttons, titles); those within a text may be smaller."""
    with opened(chromium, address + path) as page:
        boxes = page.locator("nav a, main a.button, main a.choice, main button").evaluate_all(
            "all => all.map(one => [one.textContent.trim(), one.getBoundingClientRect()])"
            ".filter(([, box]) => box.width && box.height)"
            ".map(([text, box]) => [text, Math.round(box.width), Math.round(box.height)])"
        )
        assert len(boxes) > 3
        assert [box for box in boxes if box[2] < 44] == []


def test_agenda_works_without_a_script(chromium, address):
    with opened(chromium, address, script=False) as page:
        page.get_by_role("link", name="Kies").first.click()
        page.get_by_role("link", name="Meerwijk").first.click()
        page.locator("main h3 a").first.click()
        assert page.locator("h1").inner_text()


@pytest.mark.parametrize("width", [320, 412, 1280])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_subscribing_is_clear_at_every_width_and_in_the_dark(width, dark, chromium, address):
    with opened(chromium, f"{address}abonneren/", width, dark=dark) as page:
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.locator("main img").is_visible() == (width == 1280)


def test_a_long_address_wraps(chromium, address):
    """As long as feeds' addresses may be, in each place where one stands to be copied."""
    for path in ("abonneren/", "wijk/meerwijk/", ACTIVITY):
        with opened(chromium, address + path, 320) as page:
            page.locator("code").evaluate_all(
                "all => all.forEach(one => one.textContent = 'https://' + 'a'.repeat(107))"
            )
            assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_following_does_not_crowd_the_first_screen(chromium, address):
    with opened(chromium, f"{address}wijk/meerwijk/") as page:
        box = page.locator(".feeds").bounding_box()
        assert box["y"] > 915
        assert box["height"] < 600
        expect(page.locator(".feeds ~ *, main > :not(.feeds) .feeds")).to_have_count(0)


def test_an_area_on_paper_opens_on_a_telephone(chromium, address):
    with opened(chromium, f"{address}wijk/meerwijk/", 800) as page:
        page.emulate_media(media="print")
        expect(page.locator(".feeds .scan")).to_be_visible()
        expect(page.locator(".feeds ul")).to_be_hidden()


@pytest.mark.parametrize(("path", "most"), [(ACTIVITY, 2), ("wijk/meerwijk/", 4)], ids=["activity", "area"])
def test_paper_has_what_is_needed_and_no_navigation(path, most, chromium, address, tmp_path):
    with opened(chromium, address + path, width=800) as page:
        page.emulate_media(media="print")
        expect(page.locator("header nav").first).to_be_hidden()
        expect(page.locator("h1")).to_be_visible()
        data = page.pdf(format="A4")
        assert 1 <= data.count(b"/Type /Page\n") + data.count(b"/Type /Page ") <= most
