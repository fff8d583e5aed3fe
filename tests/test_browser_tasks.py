"""What people come for, done with the keyboard alone: without JavaScript, and what needs it with it.

Keeping activities and making slips of them by keyboard stands with the list: tests/test_browser_list.py.
"""

import io
import unicodedata
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from browsing import opened
from test_browser_finder import pressed, shown
from test_browser_keyboard import MOST

CHOOSE, SUBSCRIBE, AREA = "Wijk of thema", "Zet de agenda in mijn telefoon", "Meerwijk"
MONDAY = "2026-11-23T08:00:00+01:00"
WEEK = "2026-11-29"  # the coming seven days end then


def go(page: Page, words: str) -> None:
    """Tab to the link that begins with these words, and follow it with Enter."""
    tab_to(page, lambda text, href: text.startswith(words), words)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def tab_to(page: Page, wanted, told: str) -> str:
    """Tab until a link's words and address are what is wanted; its address."""
    for _ in range(MOST):
        page.keyboard.press("Tab")
        focused = page.locator(":focus")
        if not focused.count():
            continue  # past the end of the page: the next one is its first again
        words = " ".join(focused.inner_text().split())
        href = focused.get_attribute("href") or ""
        if wanted(words, href):
            return href
    raise AssertionError(f"{told}: Tab does not lead there on {page.url}")


@pytest.fixture
def page(chromium, address):
    """The agenda as it opens, on a telephone, without a script."""
    with opened(chromium, address, script=False) as page:
        yield page


def free_this_week(page: Page) -> Page:
    """From the agenda to something free in the area."""
    go(page, CHOOSE)
    go(page, AREA)
    expect(page.locator("h1")).to_have_text(AREA)
    day = page.locator(".day", has=page.locator(".card", has_text="Gratis")).first
    assert day.locator("h2 time").get_attribute("datetime") < WEEK
    free = day.locator(".card", has_text="Gratis").first
    go(page, free.locator("h3 a").inner_text())
    expect(page.locator("main")).to_contain_text("Gratis")
    expect(page.locator("#when")).to_be_visible()
    return page


@pytest.mark.accessibility("tasks", "2.1.1")
def test_find_something_free_in_an_area_this_week(page):
    free_this_week(page)


@pytest.mark.accessibility("tasks", "2.1.1")
def test_print_it(page):
    """Printing is the browser's own; what comes out has what one needs, and nothing to click."""
    free_this_week(page)
    page.emulate_media(media="print")
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator("#when")).to_be_visible()
    expect(page.locator("a[href^='tel:']").first).to_be_visible()
    expect(page.locator("nav:visible")).to_have_count(0)
    assert page.pdf(format="A4").startswith(b"%PDF")


@pytest.mark.accessibility("tasks", "2.1.1")
def test_subscribe_to_an_area(page, address):
    go(page, SUBSCRIBE)
    go(page, AREA)
    assert page.url.endswith("#feeds")
    href = tab_to(page, lambda text, href: href.endswith("agenda.ics") and href.startswith("/"), "a feed")
    answer = page.request.get(urljoin(address, href))
    assert answer.ok
    assert answer.text().startswith("BEGIN:VCALENDAR")


@pytest.mark.accessibility("tasks", "2.1.1")
def test_call(page):
    free_this_week(page)
    number = tab_to(page, lambda text, href: href.startswith("tel:"), "a telephone number")
    assert number.removeprefix("tel:").lstrip("+").isdigit()


@pytest.mark.accessibility("tasks", "2.1.1")
def test_find_it_by_the_finder_and_print_it(chromium, address):
    """With a script: choose, look at what is found, open it, and print both."""
    with opened(chromium, address, now=MONDAY) as page:
        pressed(page, "Tab", "document.activeElement.matches('#find-area')")
        page.keyboard.type(AREA)
        pressed(page, "Tab", "document.activeElement.matches('#finder .open')")
        page.keyboard.press("Enter")
        for group, value in (("when", "deze-week"), ("price", "gratis")):
            pressed(page, "Tab", f"document.activeElement.matches('[data-group={group}] [type=radio]')")
            pressed(page, "ArrowDown", f"document.activeElement.value === '{value}'")
        page.keyboard.press("Enter")
        shown(page)
        [title] = page.locator("#found .card h3 a").all_inner_texts()
        paper = printed(page)
        assert title in paper
        assert "Toon activiteiten" not in paper
        go(page, title)
        expect(page.locator("h1")).to_have_text(title)
        paper = printed(page)
        assert title in paper
        assert "Gratis" in paper
        assert "023-" in paper


def printed(page: Page) -> str:
    """The words on the first sheet."""
    pdf = PdfReader(io.BytesIO(page.pdf(format="A4")))
    return " ".join(unicodedata.normalize("NFKC", pdf.pages[0].extract_text()).split())
