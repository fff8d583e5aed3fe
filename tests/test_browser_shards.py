"""The finder of a large agenda: the town's own, cut in shards and parts as small as can be, is the same finder.

What it fetches, what it says when something is not there, and that two builds never mix.
"""

import json
import os
import random
import re
import shutil
import time
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest
from playwright.sync_api import expect

from agenda import shards
from browsing import opened, served, violations
from test_browser_finder import (  # noqa: F401  the same tests, of this module's address
    CARDS,
    SHOW,
    STATUS,
    applied,
    choices,
    shown,
    test_a_referrer_finds_in_english,
    test_an_address_opens_what_it_says,
    test_back_forward_and_what_was_chosen,
    test_english_chooses_in_its_own_words,
    test_more_days_until_there_are_no_more,
    test_nothing_found_says_what_there_is,
    test_search_forgives,
    test_the_scripts_list_is_the_pages_own_card_by_card,
    test_what_is_only_near_says_so,
    test_without_the_index_the_form_says_so_and_tries_again,
    titles,
)

SIZE = 2  # texts in a part
MANY = 12  # choices at random


def cut(site: Path, folder: Path, size: int = SIZE, change=lambda index: index) -> dict[str, dict]:
    """Put the index of each language in the folder, cut; its files by path."""
    made = {}
    for path in ("finder.json", "en/finder.json"):
        for name, text in shards.cut(path, change(json.loads((site / path).read_text())), 0, size).items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text)
            made[f"/{name}"] = json.loads(text)
    return made


@pytest.fixture(scope="module")
def folder(site, tmp_path_factory) -> Path:
    made = tmp_path_factory.mktemp("cut") / "output"
    shutil.copytree(site, made)
    return made


@pytest.fixture(scope="module")
def files(site, folder) -> dict[str, dict]:
    return cut(site, folder)


@pytest.fixture(scope="module")
def address(folder, files):
    with served(folder) as address:
        yield address


@pytest.fixture(scope="module")
def whole(site):
    """Where the same site is served in one piece."""
    with served(site) as address:
        yield address


@pytest.fixture
def asked(address, chromium):
    """A page of the cut site, and the paths of the index that are asked for."""
    with opened(chromium, f"{address}robots.txt") as page:
        paths: list[str] = []
        page.on("request", lambda request: paths.append(urlsplit(request.url).path))
        yield page, lambda: [path for path in paths if path.startswith("/finder")]


def of_area(files, *areas: str) -> set[str]:
    """The shards of these areas."""
    common = files["/finder.json"]
    return {f"/finder/{one['file']}.json" for one in common["shards"] if one["areas"] and one["areas"][0] in areas}


def parts_of(files, shard: str) -> set[str]:
    return {f"/finder/{name}.json" for name in files[shard]["texts"]}


# What is asked for


def test_an_area_asks_for_its_shard_and_for_what_is_on_the_screen(asked, address, files):
    page, paths = asked
    page.goto(f"{address}?wijk=meerwijk")
    shown(page)
    [shard] = of_area(files, "meerwijk")
    assert paths()[:2] == ["/finder.json", shard]
    assert set(paths()[2:]) == parts_of(files, shard)


def test_what_is_near_asks_for_those_shards_too(asked, address, files):
    page, paths = asked
    page.goto(f"{address}?wijk=meerwijk&dichtbij=1")
    shown(page)
    near = files["/finder.json"]["areas"]["meerwijk"]["near"]
    needed = of_area(files, "meerwijk", *near)
    assert len(needed) > 1
    assert set(paths()) & all_shards(files) == needed


def all_shards(files) -> set[str]:
    return {f"/finder/{one['file']}.json" for one in files["/finder.json"]["shards"]}


def test_without_an_area_all_shards_are_asked_for_but_only_the_words_that_are_shown(asked, address, files):
    page, paths = asked
    page.goto(f"{address}?prijs=gratis&van=2026-11-22&tot=2026-11-24")
    shown(page)
    assert all_shards(files) <= set(paths())
    words = set(paths()) - all_shards(files) - {"/finder.json"}
    assert len({*titles(page), *page.locator("#found .lines a").all_inner_texts()}) >= len(words) > 0
    assert len(words) < len(set().union(*(parts_of(files, one) for one in all_shards(files)))) / 2


def test_a_search_in_an_area_reads_all_words_of_that_area(asked, address, files):
    page, paths = asked
    page.goto(f"{address}?wijk=meerwijk&zoek=koffie")
    shown(page)
    [shard] = of_area(files, "meerwijk")
    assert set(paths()) == {"/finder.json", shard, *parts_of(files, shard)}


def test_nothing_is_asked_for_twice(asked, address):
    page, paths = asked
    page.goto(f"{address}?zoek=koffie")
    shown(page)
    page.locator("#find-area").select_option("meerwijk")
    applied(page)
    page.locator("#find-text").fill("")
    applied(page)
    assert len(paths()) == len(set(paths()))


def test_a_referrer_asks_for_the_area_and_what_is_nowhere(asked, address, files):
    page, paths = asked
    page.goto(f"{address}verwijzen/#wijk=schalkwijk")
    page.locator("#referred [data-part=items] li").first.wait_for()
    inside = files["/finder.json"]["districts"]["schalkwijk"]["areas"]
    nowhere = {f"/finder/{one['file']}.json" for one in files["/finder.json"]["shards"] if not one["areas"]}
    assert set(paths()) & all_shards(files) == of_area(files, *inside) | nowhere


# The same as in one piece


def told(page) -> dict:
    """Everything that the finder says: sentence, list, and the numbers beside the choices (null: it has none)."""
    return {
        "status": page.locator(STATUS).inner_text(),
        "list": page.locator("#found").evaluate_all(CARDS),
        "numbers": page.locator("#finder label b").all_text_contents(),
        "areas": page.locator("#find-area option").all_text_contents(),
    }


def queries(page) -> list[str]:
    """Random choices of those that the form has, as the part of an address behind the `?`."""
    chance = random.Random(7)
    names: dict[str, list[str]] = {}
    for name, value in page.locator("#finder").evaluate(
        "form => [...form.elements].flatMap(one => [...(one.options ?? [one])].map(two => [one.name, two.value]))"
    ):
        if name and value:
            names.setdefault(name, []).append(value)
    typed = {"zoek": ["koffie", "samen", "muziek eten", "koken in de buurt"], "van": ["2026-11-25", "2027-02-01"]}
    names |= typed
    found = []
    for number in range(MANY):
        kinds = chance.sample(sorted(names), chance.choice((1, 2, 3)))
        if number % 3 == 0 and "wijk" not in kinds:
            kinds.append("wijk")
        found.append(urlencode([(kind, chance.choice(names[kind])) for kind in kinds]))
    return found


def test_any_choices_find_the_same(chromium, address, whole):
    with opened(chromium, whole) as one, opened(chromium, address) as other:
        for query in queries(one):
            for page, at in ((one, whole), (other, address)):
                page.goto(f"{at}?{query}")
                shown(page)
            ours, theirs = told(other), told(one)
            areas = zip(ours.pop("areas"), theirs.pop("areas"), strict=True)
            assert ours == theirs, query
            for mine, true in areas:
                assert mine in (true, true.rpartition(" (")[0]), query


def test_an_area_of_which_not_all_is_known_has_no_number(chromium, address):
    with opened(chromium, f"{address}?wijk=meerwijk&prijs=gratis") as page:
        shown(page)
        options = dict(page.locator("#find-area option").evaluate_all("all => all.map(one => [one.value, one.text])"))
        assert options["meerwijk"] == "Meerwijk (2)"
        assert options["europawijk"] == "Europawijk"
        assert options["schalkwijk"] == "Heel Schalkwijk"  # of which Meerwijk is one area
        page.locator("#find-area").select_option("")
        applied(page)
        numbers = page.locator("#find-area option").all_text_contents()
        assert all(text.endswith(")") for text in numbers[1:])
        assert violations(page) == []


def test_numbers_follow_a_choice_before_it_is_made(chromium, address, whole):
    found = []
    for at in (whole, address):
        with opened(chromium, at) as page:
            page.get_by_role("button", name="Meer keuzes").click()
            numbers = page.locator("#finder label b")
            before = numbers.all_text_contents()
            page.get_by_label("Gratis", exact=False).first.check()
            expect(numbers).not_to_have_text(before)
            found.append(numbers.all_text_contents())
    assert found[0] == found[1]


def test_a_choice_made_before_the_index_is_there_has_its_numbers(chromium, address):
    with opened(chromium, address) as page:
        held = []
        page.route("**/finder.json", lambda route: held.append(route))
        numbers = page.locator("#finder label b")
        before = numbers.all_text_contents()
        with page.expect_request("**/finder.json"):
            page.get_by_role("button", name="Meer keuzes").click()
            page.get_by_label("Gratis", exact=False).first.check()
        while not held:  # it was asked for: the handler of it is about to be called
            page.wait_for_timeout(20)  # milliseconds
        expect(numbers).to_have_text(before)
        held.pop().continue_()
        expect(numbers).not_to_have_text(before)


def test_a_search_that_has_not_been_made_has_no_numbers(chromium, address):
    with opened(chromium, address) as page:
        page.get_by_role("button", name="Meer keuzes").click()
        page.locator("#find-text").focus()
        page.keyboard.type("koffie")
        page.keyboard.press("Tab")
        page.wait_for_function("() => document.querySelector('[data-group=topic] b').textContent === ''")
        assert not any(page.locator("#finder label b").all_text_contents())
        applied(page)
        assert all(page.locator("#finder label b").all_text_contents())


def test_lines_come_some_at_a_time(site, chromium, tmp_path):
    """What has no fixed time may be hundreds: a page of them, and the next at a press."""
    shutil.copytree(site, tmp_path / "site")
    cut(site, tmp_path / "site", change=lambda index: {**index, "perPage": 2})
    with served(tmp_path / "site") as address, opened(chromium, address) as page:
        applied(page)
        lines = page.locator("#found .undated li")
        expect(lines).to_have_count(2)
        page.get_by_role("button", name="Meer tonen").click()
        page.wait_for_function("() => document.querySelectorAll('#found .undated li').length > 2")
        assert page.evaluate("document.activeElement === document.querySelectorAll('#found .undated li a')[2]")
        assert len(set(lines.all_text_contents())) == lines.count()


# When something is not there


def missing(page, path: str) -> None:
    page.route(f"**{path}", lambda route: route.fulfill(status=404, body=""))


@pytest.mark.parametrize("which", ["shard", "part"])
def test_what_is_not_there_is_said_and_asked_for_again(which, chromium, address, files):
    [shard] = of_area(files, "meerwijk")
    path = shard if which == "shard" else min(parts_of(files, shard))
    with opened(chromium, address) as page:
        missing(page, path)
        before = page.locator(STATUS).inner_text(), titles(page)
        page.locator("#find-area").select_option("meerwijk")
        page.get_by_role("button", name=SHOW).first.click()
        page.locator(".failed").wait_for()
        assert (page.locator(STATUS).inner_text(), titles(page)) == before
        assert choices(page) == {}
        page.unroute(f"**{path}")
        applied(page)
        expect(page.locator(".failed")).to_be_hidden()
        expect(page.locator(STATUS)).to_have_text("2 activiteiten in Meerwijk.")
        assert choices(page) == {"wijk": ["meerwijk"]}


def test_a_part_that_has_not_what_it_should_have_counts_as_not_there(chromium, address, files):
    [shard] = of_area(files, "meerwijk")
    path = min(parts_of(files, shard))
    with opened(chromium, address) as page:
        page.route(f"**{path}", lambda route: route.fulfill(json=[]))
        page.locator("#find-area").select_option("meerwijk")
        page.get_by_role("button", name=SHOW).first.click()
        page.locator(".failed").wait_for()


def test_a_referrer_hears_that_it_cannot_be_loaded_and_tries_again(chromium, address, files):
    [shard] = of_area(files, "meerwijk")
    with opened(chromium, f"{address}verwijzen/") as page:
        missing(page, shard)
        page.select_option("#refer-area", "meerwijk")
        page.get_by_role("button", name=SHOW).click()
        page.get_by_text("Dit lukt nu niet").wait_for()
        page.unroute(f"**{shard}")
        page.get_by_role("button", name=SHOW).click()
        page.locator("#referred [data-part=items] li").first.wait_for()


@pytest.mark.parametrize("when", ["the index is loaded", "a shard is loaded"])
def test_a_newer_build_is_taken_over_whole(when, site, chromium, tmp_path):
    """The page has the index of a build whose files are gone: it goes on with the new one, and nothing is mixed."""
    folder = tmp_path / "site"
    shutil.copytree(site, folder)
    cut(site, folder)
    with served(folder) as address, opened(chromium, address) as page:
        with page.expect_response("**/finder.json") as index:
            page.locator("#find-text").focus()
        index.value.finished()  # all of it was read, before another one is written into its file
        if when == "a shard is loaded":
            page.locator("#find-area").select_option("meerwijk")
            applied(page)
        shutil.rmtree(folder / "finder")
        cut(site, folder, size=3, change=without_the_first)
        later = time.time() + 60  # a server tells the age of a file in whole seconds
        os.utime(folder / "finder.json", (later, later))
        page.locator("#find-area").select_option("europawijk" if when == "a shard is loaded" else "meerwijk")
        applied(page)
        expect(page.locator(".failed")).to_be_hidden()
        page.locator("#find-area").select_option("")
        applied(page)
        expect(page.locator(STATUS)).to_have_text(re.compile("^45 activiteiten"))
        assert FIRST not in titles(page) + page.locator("#found .lines a").all_inner_texts()


FIRST = "Breicafé Molenwijk"


def without_the_first(index: dict) -> dict:
    """A later build: the first activity is gone, so that all others have another number."""
    columns = {kind: {**one, "of": one["of"][1:]} for kind, one in index["keys"].items()}
    return {
        **index,
        "keys": columns,
        "dates": {**index["dates"], "of": index["dates"]["of"][1:]},
        **{mark: [number - 1 for number in index[mark] if number] for mark in ("undated", "unchecked")},
        "texts": index["texts"][1:],
    }


def test_what_takes_long_says_so_and_what_is_asked_meanwhile_goes_before_it(chromium, address, files):
    [shard] = of_area(files, "meerwijk")
    held = []
    with opened(chromium, address) as page:
        page.route(f"**{shard}", lambda route: held.append(route))
        page.locator("#find-area").select_option("meerwijk")
        page.get_by_role("button", name=SHOW).first.click()
        page.locator(STATUS, has_text="Een ogenblik").wait_for()
        page.locator("#find-area").select_option("europawijk")
        applied(page)
        said = page.locator(STATUS).inner_text()
        assert "in Europawijk" in said
        with page.expect_response(f"**{shard}") as late:
            for route in held:
                route.continue_()
        late.value.finished()
        expect(page.locator(STATUS)).to_have_text(said)
        assert choices(page) == {"wijk": ["europawijk"]}
