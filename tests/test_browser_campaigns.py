"""Campaigns, the coalition, help and frames in a real browser: axe, what is open now, and a page of somebody else."""

import re
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import expect

from browsing import opened, served, violations
from small_town import small_town

KIT = "campagne/week-voor-de-ontmoeting/pers"
PAGES = {
    "campaign without dates": "campagne/week-voor-de-ontmoeting/",
    "campaign that is over": "campagne/jaar-van-de-ontmoeting-2017/",
    "press kit": f"{KIT}/",
    "poster of a campaign": "campagne/week-voor-de-ontmoeting/poster/",
    "coalition": "coalitie/",
    "organization": "organisatie/dock-haarlem/",
    "help": "hulp/",
    "about frames": "embed/",
    "frame": "embed/wijk/meerwijk/",
    "empty frame": "embed/campagne/week-tegen-eenzaamheid/",
}
LOOKS = {
    "small": (320, False),
    "phone in the dark": (412, True),
    "desktop": (1280, False),
    "dark desktop": (1280, True),
}


@pytest.mark.parametrize(("width", "dark"), LOOKS.values(), ids=LOOKS)
@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_axe_finds_nothing_and_nothing_scrolls_sideways(path, width, dark, chromium, address):
    with opened(chromium, address + path, width, dark=dark) as page:
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.fixture(scope="module")
def foreign(tmp_path_factory, address, site) -> Iterator[str]:
    """Somebody else's page on another port: a badge, a frame of the agenda, and one of a page that may not be framed.

    The badge is the code of the press kit as it stands there, with the address at which this test serves the site.
    """
    kit = BeautifulSoup((site / KIT / "index.html").read_text(encoding="utf-8"), "lxml")
    badge = re.sub(r"https?://[^/]+/", address, kit.select_one("pre code").get_text())
    folder = tmp_path_factory.mktemp("foreign")
    (folder / "index.html").write_text(
        '<!DOCTYPE html><html lang="nl"><title>Buurthuis</title><main><h1>Ons buurthuis</h1>'
        f"<p>{badge}</p>"
        f'<iframe src="{address}embed/agenda/" title="Activiteiten" width="360" height="640"></iframe>'
        f'<iframe src="{address}coalitie/" title="Niet hier" width="360" height="200"></iframe></main>'
    )
    handler = partial(SimpleHTTPRequestHandler, directory=str(folder))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


def test_a_frame_on_a_foreign_page(foreign, address, chromium):
    context = chromium.new_context()
    page = context.new_page()
    page.goto(foreign)
    frame = page.frame_locator("iframe[title=Activiteiten]")
    expect(frame.locator("li")).to_have_count(8)
    assert violations(page) == []
    inside = next(one for one in page.frames if "/embed/" in one.url)
    assert violations(inside) == []  # axe does not look into a frame of another site by itself
    refused = page.locator("iframe[title='Niet hier']").element_handle().content_frame()
    assert refused.url.startswith("chrome-error:")  # the browser's own page says that it is blocked
    assert "coalitie" not in refused.locator("body").inner_text().lower()
    assert context.cookies() == []
    title = frame.locator("li > a").first.inner_text()
    frame.locator("li > a").first.click()
    page.wait_for_url(f"{address}**")  # in the whole window
    expect(page.locator("h1")).to_contain_text(title)
    context.close()


def test_a_badge_on_a_foreign_page(foreign, address, chromium):
    context = chromium.new_context()
    page = context.new_page()
    page.goto(foreign)
    badge = page.locator("a > img")
    size = badge.evaluate("one => [one.naturalWidth, one.naturalHeight, one.width, one.height]")
    assert size[:2] == size[2:] != [0, 0]  # it is there, and as large as its code says
    assert badge.get_attribute("alt") == "Wij doen mee: Week voor de Ontmoeting"
    assert violations(page) == []
    assert context.cookies() == []
    page.locator("a:has(img)").click()
    page.wait_for_url(f"{address}campagne/week-voor-de-ontmoeting/")
    context.close()


HELP = """---
title: Help
entries:
  line:
    name: The line
    group: talk
    what: Somebody listens.
    phone: 020-000 00 01
    hours:
      week: [{days: monday-friday, time: 09:00-17:00}]
      otherwise: [{date: 2026-11-25}]
---
"""


@pytest.fixture(scope="module")
def desk(tmp_path_factory) -> Iterator[str]:
    """A town's page of help."""
    town = small_town(tmp_path_factory.mktemp("town"), {"content/help.md": HELP})
    assert town.build().returncode == 0
    with served(town.output) as address:
        yield f"{address}help/"


@pytest.mark.parametrize(
    ("now", "said"),
    [
        ("2026-11-23T08:30:00+01:00", "Open again today from 9:00."),
        ("2026-11-23T09:00:00+01:00", "Open now, until 17:00."),
        ("2026-11-23T16:59:00+01:00", "Open now, until 17:00."),
        ("2026-11-23T17:00:00+01:00", "Open again tomorrow from 9:00."),
        ("2026-11-24T23:59:00+01:00", "Open again on Thursday 26 November from 9:00."),
        ("2026-11-25T00:01:00+01:00", "Open again tomorrow from 9:00."),
        ("2027-06-01T10:00:00+02:00", ""),
    ],
    ids=["early", "opens", "last minute", "closes", "closed for a day", "after midnight", "nothing known any more"],
)
@pytest.mark.parametrize("zone", ["Europe/Amsterdam", "Pacific/Auckland", "America/Los_Angeles"])
def test_what_is_open_now_goes_by_the_towns_clock(zone, now, said, desk, chromium):
    context = chromium.new_context(timezone_id=zone)
    page = context.new_page()
    page.clock.set_fixed_time(now)
    page.goto(desk)
    place = page.locator(".now")
    if said:
        place.wait_for(state="visible")
    assert place.text_content().replace(",", "") == said.replace(",", "")
    assert place.is_visible() == bool(said)
    context.close()


def test_without_a_script_the_hours_stand_there(desk, chromium):
    with opened(chromium, desk, script=False) as page:
        expect(page.locator(".now")).to_be_hidden()
        expect(page.get_by_role("row", name="Monday to Friday 9:00 to 17:00")).to_be_visible()


def test_a_campaign_leaves_the_first_activity_on_the_first_screen(chromium, tmp_path):
    town = small_town(tmp_path)
    assert town.build().returncode == 0
    with served(town.output) as address, opened(chromium, address) as page:
        banner = page.locator(".banner").bounding_box()
        assert banner["height"] <= 72
        box = page.locator("main h3 a").first.bounding_box()
        assert box["y"] + box["height"] < 915
        assert violations(page) == []
