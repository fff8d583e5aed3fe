"""Paper in a real Chromium: slips and posters are one sheet on which nothing is cut, and every page prints well."""

import io
import unicodedata

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from browsing import opened, served, violations
from small_town import activity, small_town

A4, A5 = (595, 842), (420, 595)
LONG = "Together we walk along the river and through the old orchards behind the harbour with its boats "


def text(length: int) -> str:
    """Ordinary words, of exactly so many characters."""
    return (LONG * 4)[: length - 1].strip().ljust(length - 1, "m") + "e"


def printed(page) -> PdfReader:
    """What the page is on paper, as its own style sheets want it."""
    return PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True, format="A4")))


def words(pdf: PdfReader) -> str:
    """What stands on the first sheet, without ligatures."""
    return unicodedata.normalize("NFKC", pdf.pages[0].extract_text())


def sizes(pdf: PdfReader) -> list[tuple[int, int]]:
    return [(round(float(one.mediabox.width)), round(float(one.mediabox.height))) for one in pdf.pages]


def is_size(found: tuple[int, int], wanted: tuple[int, int]) -> bool:
    return all(abs(one - other) <= 1 for one, other in zip(found, wanted, strict=True))


CUT = """name => {
  const sheet = document.querySelector(name);
  const foot = sheet.getBoundingClientRect();
  const over = [...sheet.querySelectorAll("*")].filter(one => !one.closest("svg")
    && (one.getBoundingClientRect().bottom > foot.bottom + 1 || one.getBoundingClientRect().right > foot.right + 1
      || one.scrollHeight > one.clientHeight + 6 && getComputedStyle(one).overflow === "hidden"));
  return over.map(one => `${one.className || one.tagName}: ${one.textContent.trim().slice(0, 40)}`);
}"""


def cut(page, name: str, width: int) -> list[str]:
    """What runs over the sheet, as wide as the sheet is between its margins (in mm)."""
    page.set_viewport_size({"width": round(width / 25.4 * 96), "height": 1200})
    page.emulate_media(media="print")
    return page.evaluate(CUT, name)


def small(page) -> list[str]:
    """Texts on the sheet that are smaller than they may be: 14 points on a slip, 24 on a poster."""
    return page.evaluate(
        """() => {
          const sheet = document.querySelector(".slip, .poster");
          const least = (sheet.className === "slip" ? 14 : 24) / 72 * 96 - .1;
          return [...sheet.querySelectorAll("*")].filter(one => [...one.childNodes].some(node => node.nodeType === 3
            && node.data.trim()) && parseFloat(getComputedStyle(one).fontSize) < least).map(one => one.textContent);
        }"""
    )


SLIPS = [
    "activiteit/voorbeeld-wijkcentrum/koffieochtend-meerwijk/briefje/",
    "activiteit/voorbeeld-cultuurhuis/theatermiddag/briefje/",
    "activiteit/voorbeeld-wijkcentrum/maatje-bij-u-thuis/briefje/",
    "activiteit/haarlem-effect/de-grote-eenzaamheid-show/briefje/",
]


@pytest.mark.parametrize("path", SLIPS, ids=lambda path: path.split("/")[2])
def test_slip_is_one_half_sheet(path, chromium, address):
    with opened(chromium, address + path, 800) as page:
        pdf = printed(page)
        assert [is_size(one, A5) for one in sizes(pdf)] == [True]
        assert page.locator(".slip-title").inner_text().split()[0] in words(pdf)
        assert "Terug naar de activiteit" not in words(pdf)
        page.emulate_media(media="print")
        assert small(page) == []


def test_no_slip_is_cut(chromium, address, found):
    paths = [path for path in found if path.endswith("/briefje/")]
    assert len(paths) > 40
    with opened(chromium, address, 800) as page:
        cuts = {}
        for path in paths:
            page.goto(address + path)
            cuts[path] = cut(page, ".slip", 132)
        assert {path: what for path, what in cuts.items() if what} == {}


@pytest.mark.parametrize("n", range(3))
def test_every_poster_is_one_sheet(n, chromium, address, found):
    paths = sorted(path for path in found if path.startswith("poster/"))[n::3]
    assert len(paths) >= 7
    with opened(chromium, address, 800) as page:
        for path in paths:
            page.goto(address + path)
            pdf = printed(page)
            assert [is_size(one, A4) for one in sizes(pdf)] == [True], path
            assert page.locator("h1").inner_text().split()[0] in words(pdf)
            assert cut(page, ".poster", 186) == [], path
            assert small(page) == [], path


@pytest.fixture(scope="module")
def full_town(tmp_path_factory):
    """A town in which every text is as long as it may be."""
    changes = [f"{{date: 2026-12-{day:02}, cancelled: '{text(200)}'}}" for day in (1, 3, 5)]
    schedule = (
        "{start: 2026-11-24, time: 10:00-12:00, repeat: weekly, days: [tuesday, thursday, saturday], "
        f"except: [2026-12-22, 2026-12-28/2027-01-03], changes: [{', '.join(changes)}]}}"
    )
    fields = {
        "title": text(80),
        "summary": text(200),
        "schedule": schedule,
        "location": f"{{name: '{text(80)}', street: '{text(80)}', postcode: 2000 AA, city: '{text(80)}', area: north}}",
        "transport": text(200),
        "price": "12.50",
        "price_note": text(200),
        "registration": "required",
        "form": "course",
        "welcome": text(300),
        "contact": f"{{role: '{text(80)}', phone: +31 (0)20 000 00 00, hours: '{text(120)}'}}",
        "status": "full",
    }
    files = {f"activities/walkers/{'long-' * 15}walk.md": activity(**fields)}
    week = "{{start: 2026-11-{day}, time: '{hour}:00-12:00', repeat: weekly}}"
    for n in range(40):
        schedule = week.format(day=23 + n % 7, hour=8 + n % 4)
        title, place = f"{n} {text(77)}", f"{{name: '{text(80)}', area: north}}"
        files[f"activities/walkers/walk-{n}.md"] = activity(title=title, schedule=schedule, location=place)
    settings = small_town(tmp_path_factory.mktemp("none")).path / "pelicanconf.py"
    lines = settings.read_text().replace('SITEURL = ""', f'SITEURL = "https://{"a" * 40}.example.org"')
    files["pelicanconf.py"] = f"{lines}\nAGENDA_PHONE = '+31 (0)20 000 00 00'\nAGENDA_PHONE_HOURS = '{text(100)}'\n"
    town = small_town(tmp_path_factory.mktemp("full"), files)
    done = town.build()
    assert done.returncode == 0, done.stdout + done.stderr
    with served(town.output) as address:
        yield address


def test_the_longest_texts_fit(full_town, chromium):
    """One long slip, and posters with far more than fits."""
    with opened(chromium, f"{full_town}activity/walkers/{'long-' * 15}walk/slip/", 800) as page:
        assert [is_size(one, A5) for one in sizes(printed(page))] == [True]
        assert page.locator(".slip-phone").inner_text().endswith("00 00")
        assert cut(page, ".slip", 132) == []
    for path, more in (("poster/", True), ("poster/north/", True), ("poster/south/", False)):
        with opened(chromium, full_town + path, 800) as page:
            assert [is_size(one, A4) for one in sizes(printed(page))] == [True], path
            assert cut(page, ".poster", 186) == [], path
            expect(page.locator(".poster-more")).to_have_count(int(more))
            expect(page.locator(".poster-phone")).to_be_visible()


@pytest.mark.parametrize(("width", "dark"), [(320, False), (412, True), (1280, False)])
@pytest.mark.parametrize("path", [SLIPS[0], SLIPS[1], "poster/", "poster/meerwijk/", "poster/spaarndam/"])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(path, width, dark, chromium, address):
    with opened(chromium, address + path, width, dark=dark) as page:
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width


PAGES = {
    "": 6,
    "wijk/meerwijk/": 4,
    "activiteit/voorbeeld-wijkcentrum/koffieochtend-meerwijk/": 2,
    "organisatie/dock-haarlem/": 2,
    "kiezen/": 3,
    "hulp/": 2,
    "mijn-lijst/": 1,
    "verwijzen/": 2,
    "abonneren/": 2,
    "coalitie/": 6,
    "campagne/week-tegen-eenzaamheid/": 1,
    "aanbod-per-wijk/": 6,
}


@pytest.mark.parametrize(("path", "most"), PAGES.items())
def test_page_prints_black_on_white_without_navigation(path, most, chromium, address):
    with opened(chromium, address + path, 800, dark=True) as page:
        pdf = printed(page)
        assert len(pdf.pages) <= most
        assert all(is_size(one, A4) for one in sizes(pdf))
        page.emulate_media(media="print")
        for hidden in ("header nav", ".skip", ".keep-it", "#kept", "form", "footer nav"):
            assert page.locator(hidden).locator("visible=true").count() == 0, hidden
        assert page.locator("h1").evaluate("one => getComputedStyle(one).color") == "rgb(0, 0, 0)"
        ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert ground in ("rgba(0, 0, 0, 0)", "rgb(255, 255, 255)")
