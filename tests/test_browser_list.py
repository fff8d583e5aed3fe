"""The list that somebody keeps, and the page for who helps somebody else, in a real Chromium."""

import json
import re
from contextlib import contextmanager
from urllib.parse import unquote

import pytest
from icalendar import Calendar
from playwright.sync_api import expect

from browsing import opened, violations

THREE = [
    "voorbeeld-wijkcentrum/koffieochtend-meerwijk",
    "voorbeeld-wijkcentrum/maatje-bij-u-thuis",
    "voorbeeld-taalhuis/koken-en-kletsen",
]
GONE = "voorbeeld-wijkcentrum/bestaat-niet"
KEY = "/mijn-lijst/"
BLOCKED = "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no', 'SecurityError'); }});"
FULL = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };"
PRINTED = "window.printed = 0; window.print = () => { window.printed += 1; };"


@contextmanager
def list_page(chromium, address, kept=(), fragment="", before=PRINTED, width=412, **options):
    """The list's page in a browser that keeps these; it is loaded when what it holds has been said."""
    with opened(chromium, address + "robots.txt", width, **options) as page:
        if kept:
            page.evaluate("([key, ids]) => localStorage.setItem(key, ids)", [KEY, ",".join(kept)])
        page.add_init_script(before)
        page.goto(f"{address}mijn-lijst/{fragment}")
        page.locator("[data-part=status]:not(:empty)").wait_for()
        yield page


def stored(page) -> dict:
    """All that the browser keeps of the site."""
    return json.loads(page.evaluate("JSON.stringify({...localStorage, ...sessionStorage})"))


def said(page) -> str:
    return page.locator("[data-part=status]").inner_text()


def titles(page) -> list[str]:
    return page.locator("[data-part=items] h3 a").all_inner_texts()


def press_until(page, matches: str, key: str = "Tab", most: int = 200) -> None:
    """Go on by keyboard until the focused element matches a selector."""
    for _ in range(most):
        page.keyboard.press(key)
        if page.evaluate("matches => document.activeElement.matches(matches)", matches):
            return
    raise AssertionError(f"{matches} does not get the focus")


@pytest.mark.accessibility("tasks", "2.1.1")
def test_by_keyboard_alone_one_keeps_three_and_makes_slips(chromium, address):
    with opened(chromium, address) as page:
        page.add_init_script(PRINTED)
        for _ in range(3):
            press_until(page, "button.keep-it[aria-pressed=false]")
            page.keyboard.press("Enter")
            assert page.locator(":focus").get_attribute("aria-pressed") == "true"
        expect(page.locator("#kept")).to_contain_text("Bewaard in uw lijst.")
        expect(page.locator("header [data-kept-count]")).to_have_text("(3)")
        press_until(page, "#kept a", most=600)
        page.keyboard.press("Enter")
        page.locator("[data-part=items] li").nth(2).wait_for()
        press_until(page, "[data-do=papers]")
        page.keyboard.press("Enter")
        page.wait_for_function("() => window.printed === 1")
        expect(page.locator("article.slip:visible")).to_have_count(3)
        expect(page.locator(":focus")).to_have_text("Briefjes")
        press_until(page, "[data-do=back]")
        page.keyboard.press("Enter")
        expect(page.locator("article.slip:visible")).to_have_count(0)


def test_a_button_keeps_and_takes_away_everywhere(chromium, address):
    with opened(chromium, address + f"activiteit/{THREE[0]}/") as page:
        button = page.get_by_role("button", name="Bewaar Koffieochtend in Meerwijk")
        button.click()
        assert stored(page) == {KEY: THREE[0]}
        page.goto(address + "wijk/meerwijk/")
        pressed = page.locator(f"li.card[data-address='{THREE[0]}'] button.keep-it")
        assert set(pressed.evaluate_all("all => all.map(one => one.ariaPressed)")) == {"true"}
        pressed.first.click()
        assert stored(page) == {}
        expect(page.locator("#kept")).to_contain_text("Weggehaald")


def test_the_list_shows_what_is_kept_the_soonest_first(chromium, address):
    with list_page(chromium, address, THREE) as page:
        assert titles(page) == ["Koken en kletsen", "Koffieochtend in Meerwijk", "Een maatje dat bij u langskomt"]
        assert said(page) == "Activiteiten op deze lijst: 3."
        expect(page.locator("[data-part=items] .example:visible")).to_have_count(3)
        expect(page.locator("[data-part=items] a[href^='tel:']")).to_have_count(3)
        assert violations(page) == []


def test_one_takes_one_away_and_the_focus_stays_near(chromium, address):
    with list_page(chromium, address, THREE) as page:
        page.get_by_role("button", name="Haal weg Koffieochtend").click()
        page.locator("[data-part=items] li").nth(2).wait_for(state="detached")
        assert stored(page)[KEY].split(",") == [THREE[1], THREE[2]]
        expect(page.locator(":focus")).to_have_text("Haal weg Een maatje dat bij u langskomt")
        expect(page.locator("header [data-kept-count]")).to_have_text("(2)")


def test_what_is_gone_is_said_and_can_be_taken_away(chromium, address):
    with list_page(chromium, address, [THREE[0], GONE]) as page:
        gone = page.locator("li.gone")
        expect(gone).to_contain_text("staat niet meer in de agenda")
        assert violations(page) == []
        gone.get_by_role("button").click()
        gone.wait_for(state="detached")
        assert stored(page) == {KEY: THREE[0]}


def test_an_activity_that_moved_stays_by_its_new_address(chromium, address, found):
    old = next(path for path, page in found.items() if page.redirects and path.startswith("activiteit/"))
    kept = old.removeprefix("activiteit/").strip("/")
    with list_page(chromium, address, [kept]) as page:
        assert len(titles(page)) == 1
        assert stored(page)[KEY] != kept
        assert page.locator("[data-part=items] a").first.get_attribute("href") == f"/activiteit/{stored(page)[KEY]}/"


def test_a_link_shows_somebody_s_list_beside_one_s_own(chromium, address):
    with list_page(chromium, address, [THREE[2]], f"#{THREE[0]},{THREE[1]}") as page:
        expect(page.get_by_text("Iemand stuurde u deze lijst.")).to_be_visible()
        assert titles(page) == ["Koffieochtend in Meerwijk", "Een maatje dat bij u langskomt"]
        assert violations(page) == []
        page.get_by_role("button", name="Haal weg Koffieochtend").click()
        page.locator("[data-part=items] li").nth(1).wait_for(state="detached")
        assert stored(page) == {KEY: THREE[2]}
        page.get_by_role("button", name="Bewaar deze activiteiten in mijn lijst").click()
        page.locator("[data-part=shared]").wait_for(state="hidden")
        assert stored(page) == {KEY: f"{THREE[2]},{THREE[1]}"}
        assert "#" not in page.url
        assert len(titles(page)) == 2


@pytest.mark.parametrize(
    "fragment",
    ["#../../hulp", "#<img src=x onerror=alert(1)>", "#%E0%A4%A", "#a/b/c", "#javascript:alert(1)"],
)
def test_a_link_that_names_no_list_says_so(fragment, chromium, address):
    with list_page(chromium, address, [THREE[0]], fragment) as page:
        assert said(page).startswith("Deze link klopt niet.")
        assert titles(page) == ["Koffieochtend in Meerwijk"]


def test_a_link_that_a_mail_program_escaped_works(chromium, address):
    with list_page(
        chromium, address, fragment="#" + ",".join(THREE[:2]).replace("/", "%2F").replace(",", "%2C")
    ) as page:
        assert len(titles(page)) == 2


def test_wiping_leaves_nothing(chromium, address):
    with list_page(chromium, address, THREE) as page:
        expect(page.get_by_text("Wis uw lijst als u klaar bent.")).to_be_visible()
        page.get_by_role("button", name="Wis mijn lijst").click()
        page.locator("[data-part=items] li").first.wait_for(state="detached")
        assert said(page) == "Uw lijst is gewist. Uw lijst is leeg."
        assert stored(page) == {}
        assert page.context.cookies() == []
        expect(page.locator("header [data-kept-count]")).to_have_text("")


@pytest.mark.parametrize("storage", [BLOCKED, FULL], ids=["blocked", "full"])
def test_a_browser_that_keeps_nothing_is_told(storage, chromium, address):
    with opened(chromium, address + "robots.txt") as page:
        page.add_init_script(storage)
        page.goto(address)
        page.locator("button.keep-it").first.click()
        expect(page.locator("#kept")).to_contain_text("Deze browser bewaart niets.")
        assert page.locator("button.keep-it").first.get_attribute("aria-pressed") == "false"
        page.goto(f"{address}mijn-lijst/#{THREE[0]}")
        page.locator("[data-part=items] li").wait_for()
        page.get_by_role("button", name="Bewaar deze activiteiten in mijn lijst").click()
        assert said(page).startswith("Deze browser bewaart niets.")


def test_a_site_that_cannot_be_reached_is_not_the_same_as_gone(chromium, address):
    with list_page(chromium, address, THREE) as page:
        page.evaluate("() => { window.fetch = () => Promise.reject(new TypeError('no network')); }")
        page.evaluate("dispatchEvent(new HashChangeEvent('hashchange'))")
        page.get_by_text("Dit lukt nu niet.").wait_for()
        expect(page.locator("li.gone")).to_have_count(0)
        assert len(stored(page)[KEY].split(",")) == 3


def test_nothing_but_pages_of_the_site_is_asked_for(chromium, address):
    asked = []
    with list_page(chromium, address, THREE) as page:
        page.on("request", lambda request: asked.append((request.method, request.url)))
        page.reload()
        page.locator("[data-part=items] li").nth(2).wait_for()
    assert {method for method, _ in asked} == {"GET"}
    assert not [url for _, url in asked if "?" in url or not url.startswith(address)]


def test_the_text_is_what_a_file_takes(chromium, address):
    with list_page(chromium, address, THREE) as page:
        text = page.get_by_label("Als tekst").input_value()
        assert len(text) <= 500
        assert text.split("\n\n")[0].split("\n") == [
            "Koken en kletsen", "ma 23 nov, 13.30 tot 16.00 uur", "Voorbeeldwerkplaats Parkwijk", "023-000 00 01",
        ]  # fmt: skip
        mail = page.get_by_role("link", name="Mail de tekst").get_attribute("href")
        assert mail.startswith("mailto:?subject=Activiteiten%20in")
        assert len(mail) <= 1900
        assert unquote(mail).endswith(page.get_by_label("Als link").input_value())
        assert page.get_by_label("Als link").input_value().endswith("#" + ",".join([THREE[2], THREE[0], THREE[1]]))


@pytest.mark.parametrize("allowed", [True, False], ids=["allowed", "refused"])
def test_copying_says_what_happened(allowed, chromium, address):
    options = {"permissions": ["clipboard-read", "clipboard-write"]} if allowed else {}
    refused = "" if allowed else "navigator.clipboard.writeText = () => Promise.reject(new Error());"
    with list_page(chromium, address, THREE, before=refused, **options) as page:
        page.get_by_role("button", name="Kopieer de tekst").click()
        page.wait_for_function(
            "() => !document.querySelector('[data-part=status]').textContent.startsWith('Activiteiten')"
        )
        if allowed:
            assert said(page) == "Gekopieerd. U kunt het nu plakken."
            assert page.evaluate("navigator.clipboard.readText()") == page.get_by_label("Als tekst").input_value()
        else:
            assert said(page).startswith("Kopiëren lukte niet vanzelf.")
            assert page.evaluate("getSelection().toString()").startswith("Koken en kletsen")


def test_the_calendar_is_one_of_all(chromium, address, site, tmp_path):
    with list_page(chromium, address, THREE) as page:
        with page.expect_download() as download:
            page.get_by_role("button", name="Zet deze in de agenda").click()
        download.value.save_as(tmp_path / "agenda.ics")
    assert download.value.suggested_filename == "agenda.ics"
    data = (tmp_path / "agenda.ics").read_bytes()
    calendar = Calendar.from_ical(data)
    assert len(calendar.walk("VTIMEZONE")) == 1
    own = [Calendar.from_ical((site / f"activiteit/{one}/agenda.ics").read_bytes()) for one in (THREE[0], THREE[2])]
    expected = sorted(event.to_ical() for one in own for event in one.walk("VEVENT"))
    assert sorted(event.to_ical() for event in calendar.walk("VEVENT")) == expected
    assert data.count(b"\r\n") == data.count(b"\n")
    assert max(map(len, data.split(b"\r\n"))) <= 75


def test_without_dates_there_is_no_calendar_to_offer(chromium, address):
    with list_page(chromium, address, [THREE[1]]) as page:
        expect(page.get_by_role("button", name="Zet deze in de agenda")).to_have_count(0)


@pytest.mark.parametrize(("width", "dark"), [(320, False), (412, True), (1280, False)])
@pytest.mark.parametrize("kept", [(), THREE, (THREE[0], GONE)], ids=["empty", "kept", "gone"])
def test_axe_finds_nothing_on_the_list(kept, width, dark, chromium, address):
    with list_page(chromium, address, kept, width=width, dark=dark) as page:
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        small = page.locator("main button:visible, main a.plain:visible").evaluate_all(
            "all => all.map(one => one.getBoundingClientRect().height).filter(height => height < 44)"
        )
        assert small == []


@pytest.mark.parametrize(
    ("path", "instead"), [("mijn-lijst/", "druk die pagina af"), ("verwijzen/", "Op de pagina van een wijk")]
)
def test_without_a_script_it_says_what_to_do_instead(path, instead, chromium, address):
    with opened(chromium, address + path, script=False) as page:
        expect(page.get_by_text(instead)).to_be_visible()
        expect(page.locator("main button:visible, main form:visible")).to_have_count(0)
        page.locator(".no-script a").first.click()
        expect(page.locator("h1")).to_be_visible()


# For who helps somebody else


def referred(page) -> str:
    page.locator("#referred [data-part=status]:not(:empty)").wait_for()
    return page.locator("#referred [data-part=status]").inner_text()


@pytest.mark.accessibility("tasks", "2.1.1")
def test_a_referrer_has_a_list_within_a_minute_by_keyboard(chromium, address):
    with opened(chromium, address + "verwijzen/") as page:
        press_until(page, "#refer select")
        page.keyboard.type("Meerwijk")
        press_until(page, "input[value=koffie-en-praten]")
        page.keyboard.press("Space")
        press_until(page, "#refer button")
        page.keyboard.press("Enter")
        assert re.fullmatch(r"Activiteiten die passen: \d\. De eerstvolgende staat bovenaan\..*", referred(page))
        expect(page.locator(":focus")).to_have_text("Wat past")
        assert titles(page)[0] == "Koffieochtend in Meerwijk"
        assert page.locator("[data-part=items] .example:visible").count() >= 1
        text = page.get_by_label("Als tekst").input_value()
        assert re.match(r"Koffieochtend in( Meerwijk|…)\ndi 24 nov", text)
        page.get_by_role("button", name="Bewaar deze activiteiten in mijn lijst").click()
        assert THREE[0] in stored(page)[KEY]
        assert list(stored(page)) == [KEY]


def test_it_is_short_and_open_to_join(chromium, address):
    with opened(chromium, address + "verwijzen/#wijk=") as page:
        referred(page)
        assert len(titles(page)) == 7
        starts = page.locator(".slip-when").evaluate_all("all => all.map(one => one.dataset.start)")
        assert starts == sorted(starts)
        expect(page.locator(".slip-status")).to_have_count(0)


def test_a_third_need_is_refused_kindly(chromium, address):
    with opened(chromium, address + "verwijzen/") as page:
        for value in ("ouderen", "koffie-en-praten", "taal"):
            page.locator(f"#refer input[value={value}]").click()
        expect(page.locator("#refer :checked[type=checkbox]")).to_have_count(2)
        expect(page.locator("[data-part=many]")).to_have_text("Kies er ten hoogste twee. Haal er eerst een weg.")
        expect(page.locator("#refer input:disabled")).to_have_count(0)


def test_a_choice_is_in_the_address_and_back_goes_back(chromium, address):
    with opened(chromium, address + "verwijzen/#wijk=meerwijk&thema=samen-eten&thema=taal&thema=spel") as page:
        referred(page)
        expect(page.locator("select")).to_have_value("meerwijk")
        expect(page.locator("#refer :checked[type=checkbox]")).to_have_count(2)
        first = page.locator("[data-part=items]").inner_text()
        page.select_option("select", "delftwijk")
        page.get_by_role("button", name="Toon activiteiten").click()
        page.wait_for_function("first => document.querySelector('[data-part=items]').innerText !== first", arg=first)
        assert "wijk=delftwijk" in page.url
        page.go_back()
        page.wait_for_function("() => document.querySelector('select').value === 'meerwijk'")


def test_nothing_that_fits_is_said(chromium, address):
    with opened(chromium, address + "robots.txt") as page:
        page.route("**/finder.json", lambda route: route.fulfill(json=empty(route)))
        page.goto(address + "verwijzen/#wijk=meerwijk")
        assert referred(page) == "Er is niets dat past."
        expect(page.get_by_text("Kies een andere wijk")).to_be_visible()
        expect(page.locator("#referred [data-part=actions]")).to_be_hidden()
        assert violations(page) == []


def empty(route) -> dict:
    index = route.fetch().json()
    columns = {kind: {"sets": [], "of": []} for kind in index["keys"]}
    return {**index, "keys": columns, "dates": {"sets": [], "of": []}, "undated": [], "unchecked": [], "texts": []}


@pytest.mark.parametrize(("width", "dark"), [(320, False), (412, True), (1280, False)])
@pytest.mark.parametrize("fragment", ["", "#wijk=meerwijk"], ids=["empty", "result"])
def test_axe_finds_nothing_for_referrers(fragment, width, dark, chromium, address):
    with opened(chromium, f"{address}verwijzen/{fragment}", width, dark=dark) as page:
        if fragment:
            referred(page)
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width


# The parts, as tables


def called(page, module: str, expression: str, *values):
    """What an expression over a script module's `it` gives."""
    return page.evaluate(
        f"async ([path, ...values]) => {{ const it = await import(path); return ({expression}); }}",
        [f"/theme/js/{module}", *values],
    )


@pytest.fixture(scope="module")
def blank(chromium, address):
    with opened(chromium, address) as page:
        yield page


def item(title="Koffie", when="di 24 nov", where="De Tulp", call="023-000 00 00") -> dict:
    return {"title": title, "when": when, "where": where, "call": call}


LONG = item(
    ("Een lange naam voor een activiteit " * 3).strip(),
    "di 24 nov, 10.00 uur",
    ("Het grote wijkcentrum in de buurt " * 3).strip(),
)


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        ([], ""),
        ([item()], "Koffie\ndi 24 nov\nDe Tulp\n023-000 00 00"),
        ([item(call="")], "Koffie\ndi 24 nov\nDe Tulp"),
        (
            [item(), item("Thee")],
            "Koffie\ndi 24 nov\nDe Tulp\n023-000 00 00\n\nThee\ndi 24 nov\nDe Tulp\n023-000 00 00",
        ),
    ],
    ids=["none", "one", "without a number", "two"],
)
def test_text_of(items, expected, blank):
    assert called(blank, "list/text.js", "it.compose(values[0], 'nog {n}')", items) == expected


@pytest.mark.parametrize("number", [1, 3, 4, 7, 30, 50])
def test_text_fits_and_loses_no_time_or_number(number, blank):
    text = called(blank, "list/text.js", "it.compose(values[0], 'nog {n}')", [LONG] * number)
    assert len(text) <= 500
    parts = text.split("\n\n")
    left = int(parts.pop().removeprefix("nog ")) if "nog " in parts[-1] else 0
    assert len(parts) + left == number
    for part in parts:
        title, when, where, call = part.split("\n")
        assert (when, call) == (LONG["when"], LONG["call"])
        for text, whole in ((title, LONG["title"]), (where, LONG["where"])):
            kept = text.removesuffix("…")
            assert whole.startswith(kept)
            assert text == whole or whole[len(kept)] == " "  # never within a word


def test_mail_is_never_too_long(blank):
    arabic = item("قهوة وحديث في الحي كل يوم ثلاثاء", "الثلاثاء ٢٤ نوفمبر", "مركز الحي")
    for items in ([LONG] * 40, [arabic] * 40):
        found = called(
            blank,
            "list/text.js",
            "it.mail('Onderwerp', values[0], 'nog {n}', values[1])",
            items,
            "https://a.example/" + "b" * 900,
        )
        assert 100 < len(found) <= 1900


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a/b,c/d,a/b", ["a/b", "c/d"]),
        ("", []),
        ("a/b,,x,A/b,a/../b", ["a/b"]),
        (",".join(f"a/{n}" for n in range(60)), 50),
    ],
    ids=["each once", "nothing", "only ids", "at most fifty"],
)
def test_ids_in(text, expected, blank):
    found = called(blank, "list/store.js", "it.ids(values[0])", text)
    assert found == expected or len(found) == expected


def test_calendars_become_one(blank):
    zone = "BEGIN:VTIMEZONE\r\nTZID:X\r\nEND:VTIMEZONE\r\n"
    event = "BEGIN:VEVENT\r\nUID:{}\r\nSUMMARY:a\r\n BEGIN:VEVENT\r\nEND:VEVENT\r\n"
    file = "BEGIN:VCALENDAR\r\nPRODID:me\r\n" + zone + "{}END:VCALENDAR\r\n"
    one, other = event.format(1), event.format(2)
    files = [file.format(one), file.format(other + one), file.format("")]
    text = called(blank, "list/calendar.js", "it.merged(values[0])", files)
    assert (
        text
        == f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:me\r\nCALSCALE:GREGORIAN\r\n{zone}{one}{other}END:VCALENDAR\r\n"
    )
    assert called(blank, "list/calendar.js", "it.merged(values[0])", [file.format("")]) == ""
