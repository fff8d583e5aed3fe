"""The finder and the browser guard in a real Chromium: what people do with it, by hand, by keyboard and by address."""

import json
import shutil
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

import pseudo
from browsing import opened, served, violations
from small_town import activity, small_town

SHOW = "Toon activiteiten"

# What a card is: its classes, texts and links, without the white space between them.
CARDS = """all => all.map(function seen(one) {
  if (one.nodeType === 3) return one.textContent.replace(/\\s+/g, " ").trim();
  const names = ["class", "href", "datetime", "lang", "dir", "data-address", "data-end"];
  const said = names.map((name) => one.getAttribute(name)).filter((value) => value !== null);
  return [one.tagName, ...said, ...[...one.childNodes].map(seen).filter((part) => part.length)];
})"""
STATUS = ".total [role=status]"


def titles(page) -> list[str]:
    return page.locator("#found .card h3 a").all_inner_texts()


def applied(page) -> None:
    """Press the button and wait for the new list."""
    page.evaluate(
        "() => { window.drawn = false; document.addEventListener('agenda:list', () => { window.drawn = true }) }"
    )
    page.locator("#finder [type=submit]:visible").first.click()
    page.wait_for_function("() => window.drawn")


def shown(page) -> None:
    """Wait for the list of an address with choices."""
    page.locator("#results:not([hidden])").wait_for()
    page.locator("#found > *").first.wait_for()


def pressed(page, key: str, until: str) -> None:
    """Press a key until this holds; after as many times as no person would it fails."""
    for _ in range(80):
        page.keyboard.press(key)
        if page.evaluate(until):
            return
    raise AssertionError(f"{key} never led to {until}")


def choices(page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def same_list(page, least: int) -> list[str]:
    """The script's list is what the page had before: its days, cards, numbers and lines. The titles of its cards."""
    seen = {name: page.locator(f"#found {name}").evaluate_all(CARDS) for name in (".card", ".day h2", ".lines li")}
    counts = page.locator(".rest b").all_text_contents()
    page.locator("#finder button[type=submit]").first.click()
    shown(page)
    assert len(seen[".card"]) >= least
    more = page.locator("#found .more button")
    assert page.locator("#found .card").evaluate_all(CARDS) == seen[".card"]
    assert page.locator("#found .day h2").evaluate_all(CARDS) == seen[".day h2"]
    lines = page.locator("#found .lines li").evaluate_all(CARDS)
    assert lines[: len(seen[".lines li"])] == seen[".lines li"]
    assert more.count() or len(lines) == len(seen[".lines li"])
    assert page.locator(".rest b").all_text_contents() == counts
    assert urlsplit(page.url).query == ""
    return titles(page)


@pytest.mark.parametrize("path", ["", "en/"])
def test_the_scripts_list_is_the_pages_own_card_by_card(path, chromium, address):
    with opened(chromium, f"{address}{path}") as page:
        same_list(page, 20)
        assert page.locator("#found [lang]").count() == (0 if not path else page.locator("#found [lang=nl]").count())
        assert bool(page.locator("#found .card [lang=nl]").count()) == bool(path)


def test_it_is_so_from_right_to_left_too(chromium, turned_site):
    with served(turned_site) as address, opened(chromium, f"{address}{pseudo.CODE}/") as page:
        same_list(page, 20)
        assert page.locator("#found .card [lang=nl][dir=ltr]").count() > 20
        assert page.locator("#found .place bdi").count() > 10
        page.locator("#find-area").select_option("meerwijk")
        applied(page)
        expect(page.locator(f"{STATUS} bdi")).to_have_text(["Meerwijk"])
        expect(page.locator(".chips bdi")).to_have_text(["Meerwijk"])
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= 412


MONDAYS = "{start: 2026-11-23, time: '10:00-11:00', repeat: weekly, count: 2}"
MARKED = {
    "activities/walkers/walk.md": activity(title="Old walk", schedule=MONDAYS, checked="2026-07-10"),
    "activities/walkers/fair.md": activity(title="Fair", schedule="{start: 2026-11-23}"),
    "activities/walkers/tea.md": activity(
        title="Tea", schedule="{start: 2026-11-22, end: 2026-11-23}", topics="[tea]", checked="2026-07-10"
    ),
    "activities/walkers/night.md": activity(title="Night", schedule="{start: 2026-11-23, time: '22:00-23:00'}"),
    "activities/walkers/before.md": activity(title="Before", schedule="{start: 2026-11-21, end: 2026-11-24}"),
    "activities/walkers/visit.md": activity(title="A visit", schedule="{ongoing: Any time.}", checked="2026-07-10"),
    "activities/walkers/call.md": activity(title="Call us", schedule="{ongoing: Any time.}"),
    "activities/walkers/later.md": activity(title="Later", schedule="{start: 2027-03-01}", checked="2026-07-10"),
    "activities/walkers/first.md": activity(title="Also later", schedule="{start: 2027-03-01, time: '10:00-11:00'}"),
}


@pytest.fixture(scope="module")
def marked(tmp_path_factory):
    """Where a town is served in which nobody has checked some activities for long."""
    town = small_town(tmp_path_factory.mktemp("marked"), MARKED)
    done = town.build()
    assert done.returncode == 0, done.stdout + done.stderr
    with served(town.output) as address:
        yield address


def test_what_nobody_has_checked_is_last_in_its_day_and_says_so(chromium, marked):
    with opened(chromium, marked) as page:
        expect(page.locator("#found .card .unchecked")).to_have_count(3)
        found = same_list(page, 6)
        assert found == ["Before", "Tea", "Night", "Fair", "Old walk", "Old walk"]
        lines = page.locator("#found .lines li").all_inner_texts()
        assert [line.split("\n")[0].strip() for line in lines] == ["Later", "Also later", "Call us", "A visit"]
        expect(page.locator("#found .unchecked")).to_have_count(5)


def test_what_began_before_the_first_day_stands_there_as_on_the_page_of_that_day(chromium, marked):
    with opened(chromium, f"{marked}?when=tomorrow") as page:
        shown(page)
        assert titles(page) == ["Night", "Before", "Fair", "Old walk", "Tea"]


def test_more_days_until_there_are_no_more(chromium, address):
    with opened(chromium, address) as page:
        applied(page)
        before = len(titles(page))
        for _ in range(len(titles(page))):
            if not page.locator("#found .more button").count():
                break
            page.locator("#found .more button").click()
            page.wait_for_function("() => document.activeElement.closest('.card') !== null")
        assert len(titles(page)) > before
        assert page.locator("#found .lines.undated a").count() > 0
        expect(page.locator("#found .lines.later")).to_have_count(1)


def test_keyboard_alone_finds_something_free_in_an_area(chromium, address):
    with opened(chromium, address, now="2026-11-23T08:00:00+01:00") as page:
        page.locator("#find-area").focus()
        page.keyboard.type("Meerwijk")
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")  # past the button, to the further choices
        page.keyboard.press("Enter")
        for group, value in (("when", "deze-week"), ("price", "gratis")):
            pressed(page, "Tab", f"document.activeElement.matches('[data-group={group}] [type=radio]')")
            pressed(page, "ArrowDown", f"document.activeElement.value === '{value}'")
        page.keyboard.press("Enter")
        shown(page)
        assert page.evaluate("document.activeElement.id") == "results"
        assert titles(page) == ["Koffieochtend in Meerwijk"]
        said = page.locator(STATUS).inner_text()
        assert said == "1 activiteit in Meerwijk, deze week, gratis."
        assert choices(page) == {"wijk": ["meerwijk"], "wanneer": ["deze-week"], "prijs": ["gratis"]}
        pressed(page, "Tab", "document.activeElement.closest('.chips') !== null")


@pytest.mark.parametrize(
    ("query", "said"),
    [
        pytest.param("wijk=schalkwijk", " in Schalkwijk.", id="a district"),
        pytest.param("wijk=meerwijk&dichtbij=1", " in Meerwijk en dichtbij.", id="near"),
        pytest.param(
            "van=2026-12-01&tot=2026-12-03", ", van dinsdag 1 december tot en met donderdag 3 december.", id="days"
        ),
        pytest.param("van=3+december", ", vanaf donderdag 3 december.", id="a day in words"),
        pytest.param("dagdeel=avond&dag=dinsdag", ", avond, dinsdag.", id="evenings"),
        pytest.param("doelgroep=ouderen&thema=samen-eten", ", voor ouderen, samen eten.", id="for whom and what"),
        pytest.param("prijs=tot-5&aanmelden=niet-nodig", ", tot € 5, zonder aanmelden.", id="price"),
        pytest.param("toegang=step-free&taal=ar", ", toegankelijk met rolstoel, Arabisch.", id="needs"),
        pytest.param("prijs=geen&kleur=rood&wijk=nergens", ".", id="what nobody knows"),
    ],
)  # fmt: skip
def test_an_address_opens_what_it_says(query, said, chromium, address):
    with opened(chromium, f"{address}?{query}&zoek=") as page:
        page.locator("#found").wait_for()
        shown(page)
        sentence = page.locator(STATUS).inner_text().replace("\xa0", " ").partition(" Er zijn er ook")[0]
        number, _, rest = sentence.partition(" ")
        assert rest.partition("activiteiten" if number != "1" else "activiteit")[2] == said
        assert int(number) > 0


def test_what_is_only_near_says_so(chromium, address):
    with opened(chromium, f"{address}?wijk=meerwijk&dichtbij=1") as page:
        shown(page)
        places = page.locator("#found .card").evaluate_all(
            "all => all.map(one => [one.querySelector('.place').textContent, one.querySelector('.near') !== null])"
        )
        assert {near for _, near in places} == {True, False}
        assert all(near == ("Meerwijk" not in text) for text, near in places)


def test_back_forward_and_what_was_chosen(chromium, address):
    with opened(chromium, address) as page:
        page.locator("#find-area").select_option("meerwijk")
        applied(page)
        first = titles(page)
        page.locator("#find-area").select_option("europawijk")
        applied(page)
        second = titles(page)
        assert first != second
        page.go_back()
        page.wait_for_function("() => document.getElementById('find-area').value === 'meerwijk'")
        page.locator(STATUS).get_by_text("Meerwijk").wait_for()
        assert titles(page) == first
        page.go_forward()
        page.locator(STATUS).get_by_text("Europawijk").wait_for()
        assert titles(page) == second
        page.get_by_role("button", name="weghalen").click()
        page.wait_for_function("() => document.getElementById('find-area').value === '' && !location.search")


def test_status_is_rewritten_once_and_whole(chromium, address):
    with opened(chromium, address) as page:
        page.locator("#find-text").fill("koffie")
        page.evaluate(
            f"window.said = []; void new MutationObserver((all) => window.said.push(all.length))"
            f".observe(document.querySelector('{STATUS}'), {{childList: true, characterData: true, subtree: true}})"
        )
        applied(page)
        assert page.evaluate("window.said") == [1]
        expect(page.locator(STATUS)).to_contain_text("met “koffie”")


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        pytest.param("koffieochtend", "Koffieochtend in Meerwijk", id="a word"),
        pytest.param("KOFFIEOCHTENDEN", "Koffieochtend in Meerwijk", id="many of them"),
        pytest.param("kofieochtent", "Koffieochtend in Meerwijk", id="an error"),
        pytest.param("koffieoch", "Koffieochtend in Meerwijk", id="its beginning"),
        pytest.param("koffie in de Meerwijk", "Koffieochtend in Meerwijk", id="with small words"),
        pytest.param("schalkwijk", "Koffieochtend in Meerwijk", id="the district"),
        pytest.param("binnenstad", "Papierwinkel, samen uw post lezen", id="what people call an area"),
        pytest.param("brief", "Papierwinkel, samen uw post lezen", id="one of many"),
    ],
)
def test_search_forgives(typed, title, chromium, address):
    with opened(chromium, address) as page:
        page.locator("#find-text").fill(typed)
        applied(page)
        assert title in titles(page) + page.locator("#found .lines a").all_inner_texts()
        assert int(page.locator(STATUS).inner_text().split()[0]) < 40  # of 48


def test_nothing_found_says_what_there_is(chromium, address):
    with opened(chromium, f"{address}?wijk=meerwijk&prijs=gratis&van=2026-11-22&tot=2026-11-22") as page:
        shown(page)
        assert titles(page) == []
        empty = page.locator("#found .empty")
        expect(empty).to_contain_text("Liever bellen?")
        assert violations(page) == []
        empty.get_by_role("link", name="activiteiten").first.click()
        page.locator("#found .card").first.wait_for()
        assert choices(page) == {"wijk": ["meerwijk"], "prijs": ["gratis"]}


def test_what_is_no_day_is_said_beside_it(chromium, address):
    with opened(chromium, address) as page:
        page.get_by_role("button", name="Meer keuzes").click()
        page.locator("#find-from").fill("31 februari")
        page.get_by_role("button", name=SHOW).last.click()
        page.locator(".wrong").wait_for()
        assert page.evaluate("document.activeElement.id") == "find-from"
        expect(page.locator("#find-from-hint")).to_contain_text("31 februari")
        assert page.locator("#find-from").get_attribute("aria-invalid") == "true"
        assert choices(page) == {}
        assert violations(page) == []
        page.locator("#find-from").fill("10-12-2026")
        page.locator("#find-until").fill("1 december 2026")
        page.get_by_role("button", name=SHOW).last.click()
        page.locator("#find-until-hint .wrong").wait_for()
        page.locator("#find-until").fill("12-12-2026")
        applied(page)
        assert page.locator("#found .day time").first.get_attribute("datetime") >= "2026-12-10"


def test_without_the_index_the_form_says_so_and_tries_again(chromium, address):
    with opened(chromium, address) as page:
        page.route("**/finder.json", lambda route: route.fulfill(status=404, body=""))
        page.get_by_role("button", name=SHOW).first.click()
        page.locator(".failed").wait_for()
        page.unroute("**/finder.json")
        applied(page)
        expect(page.locator(".failed")).to_be_hidden()


def test_first_screen_of_a_telephone_has_the_choices_and_an_activity(chromium, address):
    with opened(chromium, address) as page:
        for selector in ("#find-text", "#find-area", ".open", "#found .card h3 a"):
            box = page.locator(selector).first.bounding_box()
            assert box["y"] + box["height"] < 915, selector
        expect(page.locator(".rest")).to_be_hidden()


@pytest.mark.parametrize("query", ["", "?wijk=meerwijk&prijs=gratis"], ids=["all", "chosen"])
@pytest.mark.parametrize(("width", "dark"), [(320, True), (412, False), (1280, False)])
def test_axe_finds_nothing_with_all_choices_open(query, width, dark, chromium, address):
    with opened(chromium, address + query, width, dark=dark) as page:
        if query:
            shown(page)
        if width < 960:
            page.get_by_role("button", name="Meer keuzes").click()
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        sizes = page.locator("#finder label:has(input[type=checkbox]), #finder button, #finder select, .chips button")
        heights = sizes.evaluate_all("all => all.map(one => one.getBoundingClientRect().height).filter(Boolean)")
        assert min(heights) >= 44


def test_without_a_script_there_is_no_form_and_lists_do_the_job(chromium, address):
    with opened(chromium, address, script=False) as page:
        expect(page.locator("#finder")).to_be_hidden()
        assert page.locator("#found .card").count() >= 20
        page.get_by_role("link", name="Wijk of thema", exact=True).click()
        page.get_by_role("link", name="Meerwijk").first.click()
        page.wait_for_url(address + "wijk/meerwijk/")  # it, and its style, are there
        expect(page.locator(".scripted")).to_be_hidden()
        assert page.locator(".card").count() > 0


def test_a_lists_page_leads_on_to_its_choices(chromium, address):
    with opened(chromium, f"{address}wijk/meerwijk/thema/koffie-en-praten/") as page:
        page.locator(".total .scripted").click()
        shown(page)
        assert choices(page) == {"wijk": ["meerwijk"], "thema": ["koffie-en-praten"]}


def test_script_is_small_and_the_rest_comes_when_used(chromium, address, site):
    with opened(chromium, address) as page:
        asked = []
        page.on("request", lambda request: asked.append(urlsplit(request.url).path))
        page.reload()
        page.wait_for_load_state("networkidle")
        size = lambda paths: sum((site / path.lstrip("/")).stat().st_size for path in paths if path.endswith(".js"))  # noqa: E731
        assert 0 < size(asked) <= 12 * 1024
        assert "/finder.json" not in asked
        first = len(asked)
        page.locator("#find-text").fill("koffie")
        applied(page)
        assert "/finder.json" in asked
        assert size(asked[first:]) <= 40 * 1024


@pytest.mark.parametrize("path", ["", "deze-week/", "wijk/meerwijk/"])
def test_a_page_of_a_week_ago_hides_what_is_over_and_says_so(path, chromium, address):
    with opened(chromium, address + path, now="2026-11-29T12:00:00+01:00") as page:
        page.locator("main .box", has_text="22 november 2026").wait_for()
        ends = page.locator(".card:visible").evaluate_all("all => all.map(one => one.dataset.end)")
        assert all(end > "2026-11-29T12:00" for end in ends)
        expect(page.locator(".soon:visible")).to_have_count(0)
        assert page.locator(".day:visible").count() == len(page.locator(".day:visible:has(.card:visible)").all())


def test_a_page_of_today_hides_only_what_is_over_and_says_nothing(chromium, address):
    with opened(chromium, f"{address}", now="2026-11-22T17:00:00+01:00") as page:
        assert page.locator(".card").first.is_hidden()  # until 16.30
        assert page.locator(".card:visible").count() > 20
        expect(page.locator("main .box")).to_have_count(0)
        expect(page.locator(".soon").first).to_have_text("vandaag")


def test_the_towns_clock_counts_and_not_the_readers(chromium, address):
    with opened(chromium, address, now="2026-11-22T17:00:00+01:00", timezone_id="America/New_York") as page:
        expect(page.locator(".card").first).to_be_hidden()


def test_the_finder_of_a_page_of_a_week_ago_knows_what_day_it_is(chromium, address):
    with opened(chromium, f"{address}?wanneer=deze-week", now="2026-11-27T08:00:00+01:00") as page:
        shown(page)
        days = page.locator("#found .day time").evaluate_all("all => all.map(one => one.dateTime.slice(0, 10))")
        assert days[0] >= "2026-11-27"
        assert max(days) <= "2026-11-29"


def test_below_a_path_of_an_address_too(chromium, site, tmp_path):
    """What the form asks for stands on the page: a site may be published in a folder of another."""
    folder = tmp_path / "town"
    shutil.copytree(site, folder)
    text = (folder / "index.html").read_text().replace('="/', '="/town/')
    (folder / "index.html").write_text(text)
    with served(tmp_path) as address, opened(chromium, f"{address}town/?wijk=meerwijk") as page:
        shown(page)
        links = page.locator("#found .card h3 a").evaluate_all("all => all.map(one => one.getAttribute('href'))")
        assert links
        assert all(link.startswith("/town/activiteit/") for link in links)
        assert json.loads((folder / "build.json").read_text())


def test_a_referrer_finds_in_english(chromium, address):
    with opened(chromium, f"{address}en/verwijzen/") as page:
        asked = []
        page.on("request", lambda request: asked.append(urlsplit(request.url).path))
        page.get_by_role("combobox", name="In which area?").select_option("meerwijk")
        page.get_by_label("Coffee and a chat").check()
        page.get_by_role("button", name="Show activities").click()
        page.locator("#referred [data-part=items] li").first.wait_for()
        expect(page.locator("#referred [data-part=status]")).to_contain_text("Activities that fit:")
        links = page.locator("#referred [data-part=items] h3 a").evaluate_all("all => all.map(one => one.pathname)")
        assert links
        assert all(link.startswith("/en/activiteit/") for link in links)
        assert "/en/finder.json" in asked
        assert "/finder.json" not in asked


def test_english_chooses_in_its_own_words(chromium, address):
    with opened(chromium, f"{address}en/?wijk=meerwijk&van=December+1&prijs=gratis") as page:
        shown(page)
        said = page.locator(STATUS).inner_text()
        assert said.startswith("2 activities in Meerwijk, from Tuesday 1 December, free.")
        expect(page.locator("#find-from")).to_have_value("1 December 2026")
        assert page.locator("#found .card h3 a").first.get_attribute("href").startswith("/en/activiteit/")
        assert violations(page) == []
