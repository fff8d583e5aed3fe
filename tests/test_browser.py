"""The built site in a real Chromium: seen on a telephone, by keyboard, in print, in the dark, and by axe."""

import importlib.util
import threading
from contextlib import contextmanager
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, sync_playwright

import browser

ROOT = Path(__file__).parent.parent
CSP = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
ACTIVITY = "activiteit/voorbeeld-wijkcentrum/koffieochtend-meerwijk/"
PAGES = {
    "agenda": "",
    "area": "wijk/meerwijk/",
    "pair": "wijk/meerwijk/doelgroep/ouderen/",
    "empty selection": "campagne/week-tegen-eenzaamheid/",
    "activity": ACTIVITY,
    "cancelled activity": "activiteit/voorbeeld-cultuurhuis/theatermiddag/",
    "activity without a fixed time": "activiteit/voorbeeld-wijkcentrum/maatje-bij-u-thuis/",
    "ended activity": "activiteit/haarlem-effect/de-grote-eenzaamheid-show/",
    "organization": "organisatie/dock-haarlem/",
    "place": "plek/de-tulp/",
    "choose": "kiezen/",
    "subscribe": "abonneren/",
    "today": "vandaag/",
    "week": "deze-week/",
    "newsletter": "week/meerwijk/",
    "undated": "zonder-vaste-tijd/",
    "fields": "velden/",
    "editors' page": "hulp/",
    "tombstone": "activiteit/voorbeeld-wijkcentrum/zomerkoffie-op-het-plein/",
    "not found": "bestaat-niet/",
}


def _serve_module():
    spec = importlib.util.spec_from_file_location("serve", ROOT / "scripts" / "serve.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def address(site):
    """The site behind a strict server that sends the policy a published site has."""

    class Handler(_serve_module().Handler):
        def end_headers(self) -> None:
            self.send_header("Content-Security-Policy", CSP)
            super().end_headers()

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


@pytest.fixture(scope="module")
def chromium():
    with sync_playwright() as playwright:
        program = playwright.chromium.launch(executable_path=browser.executable(), args=browser.FLAGS)
        yield program
        program.close()


@contextmanager
def opened(chromium, url: str, width: int = 412, height: int = 915, dark: bool = False, script: bool = True):
    """A page at this width. On leaving it: nothing was asked of another site, and nothing went wrong in it."""
    context = chromium.new_context(
        viewport={"width": width, "height": height},
        color_scheme="dark" if dark else "light",
        java_script_enabled=script,
        bypass_csp=False,
    )
    page = context.new_page()
    asked, wrong = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    page.goto(url)
    yield page
    context.close()
    origin = "/".join(url.split("/")[:3])
    assert [one for one in asked if not one.startswith(origin)] == []
    assert [one for one in wrong if "404" not in one] == []


def violations(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [f"{one['id']}: {node['target']} {node.get('failureSummary', '')}" for one in found for node in one["nodes"]]


@pytest.mark.parametrize(("width", "dark"), [(320, False), (412, True), (1280, False)])
@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_axe_finds_nothing_and_nothing_scrolls_sideways(path, width, dark, chromium, address):
    with opened(chromium, address + path, width, dark=dark) as page:
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_first_activity_is_on_the_first_screen_of_a_telephone(chromium, address):
    with opened(chromium, address) as page:
        box = page.locator("main h3 a").first.bounding_box()
        assert box["y"] + box["height"] < 915
        for path in ("vandaag/", "deze-week/", "weekend/", "kiezen/"):
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
        assert page.locator(".feeds ~ *, main > :not(.feeds) .feeds").count() == 0


def test_an_area_on_paper_opens_on_a_telephone(chromium, address):
    with opened(chromium, f"{address}wijk/meerwijk/", 800) as page:
        page.emulate_media(media="print")
        assert page.locator(".feeds .scan").is_visible()
        assert page.locator(".feeds ul").is_hidden()


@pytest.mark.parametrize(("path", "most"), [(ACTIVITY, 2), ("wijk/meerwijk/", 4)], ids=["activity", "area"])
def test_paper_has_what_is_needed_and_no_navigation(path, most, chromium, address, tmp_path):
    with opened(chromium, address + path, width=800) as page:
        page.emulate_media(media="print")
        assert page.locator("header nav").first.is_hidden()
        assert page.locator("h1").is_visible()
        data = page.pdf(format="A4")
        assert 1 <= data.count(b"/Type /Page\n") + data.count(b"/Type /Page ") <= most
