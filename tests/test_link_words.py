"""The words of links on every page of the real site: read alone, as in a list of links, each says where it leads."""

import itertools
import re
from collections import defaultdict
from urllib.parse import urldefrag

import pytest

from site_pages import Page

SAYS_NOTHING = {"hier", "klik hier", "klik", "lees meer", "meer", "meer info", "deze link", "link", "verder"}
SAYS_NOTHING |= {"here", "click here", "click", "read more", "more", "more info", "this link", "this page"}
HEADINGS = " or ".join(f"self::h{level}" for level in range(1, 7))


def words(link) -> str:
    """What is read aloud for a link."""
    label = link.get("aria-label") or link.text_content() or ""
    pictures = [one.get("alt", "") for one in link.iter("img")]
    return " ".join([*label.split(), *pictures]).strip()


def failing(found: dict[str, Page], wrong) -> dict[str, object]:
    return {path: told for path, page in found.items() if (told := wrong(page))}


def _shown(page: Page) -> list:
    """The links that one meets: not those of a drawing that says nothing new, nor what a script copies."""
    return page.all(
        "//body//a[@href][not(contains(@class, 'unscripted'))]"
        "[not(ancestor::*[@aria-hidden='true'] or ancestor::template)]"
    )


@pytest.mark.accessibility("words", "2.4.4")
def test_each_says_where_it_leads(found, record_property):
    record_property("pages", len(found))

    def empty(page: Page) -> list[str]:
        said = [re.sub(r"[^\w ]", "", words(one)).strip().lower() for one in _shown(page)]
        return [one for one in said if one in SAYS_NOTHING or not one]

    assert failing(found, empty) == {}


@pytest.mark.accessibility("words", "2.4.4", "3.2.4")
def test_equal_words_lead_to_one_place(found, record_property):
    """On a page. Dates of one activity lead to one page; two activities of one name stand under their day and place."""
    record_property("pages", len(found))

    def twice(page: Page) -> dict[str, set[str]]:
        leads = defaultdict(set)
        for link in _shown(page):
            leads[words(link)].add(urldefrag(link.get("href")).url or page.path)
        return {said: to for said, to in leads.items() if len(to) > 1}

    assert failing(found, twice) == {}


@pytest.mark.accessibility("words", "1.3.1", "2.4.6")
def test_headings_stand_in_order(found, record_property):
    """One above all, none skipped on the way down, none without words."""
    record_property("pages", len(found))

    def wrong(page: Page) -> list[int]:
        headings = page.all(f"//body//*[{HEADINGS}][not(ancestor::template)]")
        levels = [int(one.tag[1]) for one in headings]
        skipped = any(after - before > 1 for before, after in itertools.pairwise(levels))
        silent = any(not one.text_content().strip() for one in headings)
        return levels if levels[:1] != [1] or levels.count(1) != 1 or skipped or silent else []

    assert failing(found, wrong) == {}


@pytest.mark.parametrize("text", ["Klik hier", "hier!", "Lees meer", "Read more …"])
def test_such_words_are_found(text, tmp_path):
    (tmp_path / "index.html").write_text(f'<html><body><a href="/">{text}</a></body></html>')
    page = Page(tmp_path, tmp_path / "index.html")
    [link] = _shown(page)
    assert re.sub(r"[^\w ]", "", words(link)).strip().lower() in SAYS_NOTHING
