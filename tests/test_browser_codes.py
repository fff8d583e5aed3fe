"""QR codes as a camera reads them, on the screen and on paper: they open what they say."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

import scanning
from browsing import opened

KEPT = ["voorbeeld-wijkcentrum/koffieochtend-meerwijk", "voorbeeld-wijkcentrum/maatje-bij-u-thuis"]
KEY = "/mijn-lijst/"


def here(code: str, address: str) -> str:
    """The same page on the test's own server: codes have the address that the site is published at."""
    parts = urlsplit(code)
    return address + parts.path.lstrip("/") + (f"#{parts.fragment}" if parts.fragment else "")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("media", ["screen", "print"])
@pytest.mark.parametrize(
    ("path", "to"),
    [
        ("activiteit/voorbeeld-wijkcentrum/koffieochtend-meerwijk/briefje/", "Koffieochtend in Meerwijk"),
        ("activiteit/haarlem-effect/de-grote-eenzaamheid-show/briefje/", "De Grote Eenzaamheid Show"),
        ("poster/", "Wat is er te doen bij u in de buurt?"),
        ("poster/meerwijk/", "Meerwijk"),
    ],
)
def test_code_on_a_sheet_opens_the_address_beside_it(path, to, media, dark, chromium, address):
    with opened(chromium, address + path, 800, dark=dark) as page:
        page.emulate_media(media=media)
        (code,) = scanning.read(page.locator(".slip, .poster"))
        assert code.partition("://")[2] == page.locator(".slip-address, .poster-address").inner_text()
        page.goto(here(code, address))
        expect(page.locator("h1")).to_have_text(to)


def test_each_slip_has_the_code_of_its_own_activity(chromium, address, found):
    paths = [path for path in found if path.endswith("/briefje/")]
    with opened(chromium, address, 800) as page:
        for path in paths:
            page.goto(address + path)
            (code,) = scanning.read(page.locator(".slip-code"))
            prefix = "en/" if path.startswith("en/") else ""
            own = page.locator(".slip").get_attribute("data-address")
            assert urlsplit(code).path == f"/{prefix}activiteit/{own}/"


@pytest.mark.parametrize("media", ["screen", "print"])
def test_code_of_a_list_opens_that_list_elsewhere(media, chromium, address):
    with opened(chromium, address + "robots.txt", 800) as page:
        page.evaluate("([key, ids]) => localStorage.setItem(key, ids)", [KEY, ",".join(KEPT)])
        page.goto(f"{address}mijn-lijst/")
        page.locator("[data-part=items] li").nth(1).wait_for()
        titles = page.locator("[data-part=items] h3 a").all_inner_texts()
        page.emulate_media(media=media)
        (code,) = scanning.read(page.locator("[data-part=code]"))
        assert code == page.locator("[data-part=link]").input_value()
    with opened(chromium, code) as page:
        page.locator("[data-part=items] li").nth(1).wait_for()
        assert page.locator("[data-part=items] h3 a").all_inner_texts() == titles
        expect(page.get_by_text("Iemand stuurde u deze lijst.")).to_be_visible()


def test_code_grows_with_the_list_until_no_camera_reads_it(chromium, address, found):
    """As many as are in a code can be read from it on paper; of more the list has none."""
    slips = [path for path in found if path.startswith("activiteit/") and path.endswith("/briefje/")]
    ids = sorted(path.removeprefix("activiteit/").removesuffix("/briefje/") for path in slips)
    shown = {}
    with opened(chromium, address + "robots.txt", 800) as page:
        for number in (2, 10, 25, 45):
            page.evaluate("([key, ids]) => localStorage.setItem(key, ids)", [KEY, ",".join(ids[:number])])
            page.goto(f"{address}mijn-lijst/")
            page.locator("[data-part=status]:not(:empty)").wait_for()
            page.emulate_media(media="print")
            code = page.locator("[data-part=code]")
            shown[number] = code.is_visible()
            if shown[number]:
                assert scanning.read(code) == [page.locator("[data-part=link]").input_value()]
            page.emulate_media(media="screen")
    assert shown == {2: True, 10: True, 25: True, 45: False}


def test_code_beside_a_calendar_follows_it(chromium, address):
    with opened(chromium, address + "wijk/meerwijk/", 1280) as page:
        (code,) = scanning.read(page.locator(".scan img"))
        assert urlsplit(code).path == "/wijk/meerwijk/"
        page.goto(here(code, address))
        expect(page.locator(f"#{urlsplit(code).fragment}")).to_have_count(1)
