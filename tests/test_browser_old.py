"""A site that is not built any more says so by itself, on every page, in a real browser."""

import json

import pytest
from playwright.sync_api import expect

from browsing import opened, violations

LATE = "Deze agenda is voor het laatst bijgewerkt op 22 november 2026."
OLD = "Deze pagina is gemaakt op 22 november 2026."
PAGES = {
    "agenda": "",
    "an activity": "activiteit/voorbeeld-wijkcentrum/koffieochtend-meerwijk/",
    "a list": "thema/koffie-en-praten/",
    "a place": "plek/de-tulp/",
    "a slip": "activiteit/voorbeeld-wijkcentrum/koffieochtend-meerwijk/briefje/",
    "a poster": "poster/",
    "the week": "week/",
    "kept activities": "mijn-lijst/",
    "for who helps": "verwijzen/",
    "an editors' page": "over/",
}


def told(page) -> str:
    """What the page says of its age, once it has asked."""
    page.wait_for_load_state("networkidle")
    return " ".join(page.locator("main .box").filter(has_text="2026").all_inner_texts())


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_after_three_days_every_page_says_so(path, chromium, address):
    with opened(chromium, address + path, now="2026-11-25T00:10:00+01:00") as page:
        assert LATE in told(page)


@pytest.mark.parametrize(
    ("now", "says"),
    [
        pytest.param("2026-11-22T08:00:00+01:00", "", id="the same day"),
        pytest.param("2026-11-23T08:00:00+01:00", OLD, id="the next day"),
        pytest.param("2026-11-24T23:50:00+01:00", OLD, id="just before three days"),
        pytest.param("2026-11-25T00:10:00+01:00", LATE, id="three days"),
        pytest.param("2027-03-01T12:00:00+01:00", LATE, id="months"),
        pytest.param("2026-11-20T12:00:00+01:00", "", id="a clock that is behind"),
    ],
)
def test_what_the_agenda_says_of_its_age(now, says, chromium, address):
    with opened(chromium, address, now=now) as page:
        assert told(page).startswith(says)
        assert bool(told(page)) == bool(says)


def test_the_same_page_says_nothing_after_a_build_that_left_it_as_it_is(chromium, address):
    with opened(chromium, f"{address}404.html") as page:
        page.route("**/build.json", lambda route: route.fulfill(body=json.dumps({"date": "2026-11-28"})))
        page.clock.set_fixed_time("2026-11-28T12:00:00+01:00")
        page.goto(f"{address}over/")
        assert told(page) == ""


def test_in_another_language_too(chromium, address):
    with opened(chromium, f"{address}en/", now="2026-12-01T12:00:00+01:00") as page:
        assert "This agenda was last brought up to date on" in told(page)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("path", [PAGES["an activity"], PAGES["a slip"]], ids=["activity", "slip"])
def test_it_can_be_read_by_everybody(path, dark, chromium, address):
    with opened(chromium, address + path, width=320, dark=dark, now="2026-12-01T12:00:00+01:00") as page:
        assert LATE in told(page)
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_paper_of_a_slip_keeps_its_room(chromium, address):
    with opened(chromium, address + PAGES["a slip"], now="2026-12-01T12:00:00+01:00") as page:
        assert LATE in told(page)
        page.emulate_media(media="print")
        expect(page.locator("main > .box")).to_be_hidden()
