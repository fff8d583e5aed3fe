"""What a site is put together from: the page for who helps somebody else is found, and linked to where it helps."""

import pytest

from agenda import composition
from agenda.pages import Page

PANEL = "//section[@aria-labelledby='referral']"


@pytest.mark.parametrize(
    ("pages", "expected"),
    [
        pytest.param([], "", id="no pages"),
        pytest.param([Page("about/", "page.html", {})], "", id="no such page"),
        pytest.param([Page("", "agenda.html", {}), Page("care/", "refer.html", {})], "care/", id="one"),
        pytest.param([Page("care/", "refer.html", {}, indexed=False)], "", id="hidden"),
        pytest.param([Page("b/", "refer.html", {}), Page("a/", "refer.html", {})], "a/", id="two: always the same"),
    ],
)
def test_page_for_who_helps_somebody_else(pages, expected):
    assert composition.referring(pages) == expected


@pytest.mark.parametrize("prefix", ["", "en/"])
def test_each_panel_of_an_activity_leads_there(prefix, found):
    to = f"/{prefix}verwijzen/" if f"{prefix}verwijzen/" in found else "/verwijzen/"
    panels = {
        path: page.all(f"{PANEL}//a[@href='{to}']")
        for path, page in found.items()
        if path.startswith(f"{prefix}activiteit/") and page.all(PANEL)
    }
    assert panels or prefix
    assert {path for path, links in panels.items() if len(links) != 1} == set()
