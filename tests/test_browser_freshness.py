"""The lists to check and the page of what is out of the lists, in a real browser."""

import pytest
from playwright.sync_api import expect

from browsing import opened, violations

PAGES = {
    "editors": "nakijken/",
    "organizer": "organisatie/buuv/nakijken/",
    "examples": "organisatie/voorbeeld-wijkcentrum/nakijken/",
    "out of the lists": "activiteit/buuv/buuv-cafe/",
}


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_accessible_and_never_wider_than_a_small_screen(path, dark, address, chromium):
    with opened(chromium, address + path, width=320, dark=dark) as page:
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_on_paper_there_is_room_to_write(address, chromium):
    with opened(chromium, address + PAGES["examples"], width=800) as page:
        expect(page.locator(".other").first).to_be_hidden()
        page.emulate_media(media="print")
        expect(page.locator(".other").first).to_be_visible()
        expect(page.locator(".square").first).to_be_visible()


def test_an_organization_leads_to_its_list(address, chromium):
    with opened(chromium, f"{address}organisatie/buuv/") as page:
        page.get_by_role("link", name="kijk na of uw activiteiten nog kloppen").click()
        expect(page).to_have_url(f"{address}organisatie/buuv/nakijken/")
        expect(page.get_by_role("heading", level=1)).to_have_text("Nakijken: BUUV")
