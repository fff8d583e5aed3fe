"""A page: what it is given, and what is worked out of that only when it is made."""

import pytest

from agenda.digest import Digests
from agenda.page import Listing, Page, Pager, Section
from agenda.reading import Reading


def test_what_is_worked_out_waits_until_the_page_is_made_and_is_done_once():
    made = []
    page = Page("about/", "page.html", {"a": 1}, more=lambda: made.append("more") or {"b": 2})
    assert (page.path, page.given, page.indexed, made) == ("about/", {"a": 1}, True, [])
    assert page.context == page.context == {"a": 1, "b": 2}
    assert made == ["more"]


def test_a_page_without_more_says_what_it_is_given():
    assert Page("about/", "page.html", {"a": 1}).context == {"a": 1}


def test_what_a_page_is_about_can_wait_too_and_is_worked_out_once():
    made = []
    page = Page("about/", "page.html", lambda: made.append("about") or {"a": 1})
    assert (page.path, page.indexed, page.seal(), made) == ("about/", True, b"", [])
    assert page.given == page.given == page.context == {"a": 1}
    assert made == ["about"]


def test_pages_of_a_section_are_worked_out_once_until_it_forgets_them():
    made = []
    section = Section("some", b"", lambda: made.append("pages") or [Page("a/", "page.html", {})], Reading())
    assert section.pages == section.pages
    assert made == ["pages"]
    section.forget()
    assert [one.path for one in section.entries()] == ["a/"]
    assert made == ["pages", "pages"]


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(Listing([], Pager(2, 2, "a/"), 5), id="another page of the list"),
        pytest.param(Listing([], Pager(1, 3, "", "a/page-2/"), 5), id="of a longer list"),
        pytest.param(Listing([], Pager(1, 2, "", "b/page-2/"), 5), id="of another list"),
        pytest.param(Listing([], Pager(1, 2, "", "a/page-2/"), 6), id="with more activities"),
    ],
)
def test_a_list_is_told_apart_by_all_that_stands_around_it(other):
    def of(listing):
        return Digests().of({"listing": listing})

    one = Listing([], Pager(1, 2, "", "a/page-2/"), 5)
    assert of(one) == of(Listing([], Pager(1, 2, "", "a/page-2/"), 5)) != of(other)
