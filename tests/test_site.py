"""Every page of the real site: links lead somewhere, outlines are sound, nothing runs or loads from outside."""

import re
from collections import Counter
from urllib.parse import urlsplit

import pytest

from site_pages import Page, dead


@pytest.fixture(scope="module")
def base(found) -> str:
    """The site's own address, without a slash at its end."""
    [address] = found[""].all("//link[@rel='canonical']/@href")
    return address.rstrip("/")


def failing(found: dict[str, Page], wrong) -> dict[str, object]:
    """The pages on which `wrong(page)` finds something, with what."""
    return {path: told for path, page in found.items() if (told := wrong(page))}


def test_there_are_pages(found):
    assert len(found) > 500


def test_every_internal_link_and_asset_is_there(found, site):
    assert dead(site, found) == {}


def test_links_to_elsewhere_are_of_known_kinds(found):
    schemes = {urlsplit(address).scheme for page in found.values() for address in page.addresses()}
    assert schemes <= {"", "https", "http", "mailto", "tel", "webcal"}
    assert "" in schemes


@pytest.mark.parametrize(
    ("path", "number"),
    [
        pytest.param("/html[@lang='nl' or @lang='en']", 1, id="the language"),
        pytest.param("//head/title[normalize-space()]", 1, id="a title"),
        pytest.param("//head/meta[@charset='utf-8']", 1, id="the encoding"),
        pytest.param("//head/meta[@name='viewport']", 1, id="the width of the screen"),
        pytest.param("//main", 1, id="one main part"),
        pytest.param("//h1[normalize-space()]", 1, id="a heading with words"),
        pytest.param("//a[not(normalize-space()) and not(@aria-label)]", 0, id="no link without words"),
        pytest.param("//img[not(@alt) or not(@width) or not(@height)]", 0, id="pictures described and sized"),
        pytest.param("//nav[not(@aria-label) and not(@aria-labelledby)]", 0, id="every navigation named"),
        pytest.param("//*[@tabindex > 0]", 0, id="the order of the keyboard is that of the page"),
        pytest.param(
            "//script[not(@src)][not(@type='application/ld+json' or @type='application/json')]",
            0,
            id="no script inline: only data",
        ),
        pytest.param(
            "//script[contains(@type, 'json')]/@*[name()!='type' and name()!='id']", 0, id="data loads nothing"
        ),
        pytest.param("//style | //@style", 0, id="no style inline"),
        pytest.param("//@*[starts-with(name(), 'on')]", 0, id="no handlers"),
        pytest.param("//iframe | //object | //embed | //base | //applet", 0, id="nothing embedded"),
        pytest.param("//ul[not(li)] | //ol[not(li)][not(@data-part)] | //dl[not(.//dt)]", 0, id="no empty list"),
        pytest.param("//ul/*[not(self::li)] | //ol/*[not(self::li)]", 0, id="lists hold items"),
    ],
)
def test_each_page_has(path, number, found):
    assert failing(found, lambda page: len(page.all(path)) != number and len(page.all(path))) == {}


def test_no_id_stands_twice(found):
    assert failing(found, lambda page: [id for id, count in Counter(page.all("//@id")).items() if count > 1]) == {}


def test_what_names_an_id_finds_it(found):
    names = "//@aria-labelledby | //@aria-describedby | //@aria-controls | //label/@for"

    def wrong(page: Page) -> set[str]:
        return {one for value in page.all(names) for one in value.split()} - set(page.all("//@id"))

    assert failing(found, wrong) == {}


def test_the_first_link_skips_to_the_content(found):
    def wrong(page: Page) -> bool:
        first = page.all("//body//a[1]/@href")[0]
        return not page.redirects and not page.framed and not (first == "#main" and page.all("//main[@id='main']"))

    assert failing(found, wrong) == {}


def test_titles_tell_pages_apart(found):
    """Of pages that search engines list; a page of a list has its number in the title."""
    titles = Counter((page.language, page.text("//title")) for page in found.values() if not page.noindex)
    assert {title: count for title, count in titles.items() if count > 1} == {}


def test_nothing_loads_from_another_host(found):
    loads = "//script/@src | //img/@src | //img/@srcset | //link[not(@rel='canonical')][not(@hreflang)]/@href"
    loads += " | //form/@action"
    loads += " | //source/@src | //video/@src | //audio/@src | //svg//@href | //button/@formaction"

    def outside(page: Page) -> list[str]:
        return [one for one in page.all(loads) if urlsplit(one).netloc or urlsplit(one).scheme]

    assert failing(found, outside) == {}
    assert any(page.all(loads) for page in found.values())


def test_style_sheets_load_nothing_from_another_host(site):
    sheets = {file.name: file.read_text() for file in (site / "theme").rglob("*.css")}
    loaded = [one for text in sheets.values() for one in re.findall(r"url\(([^)]*)\)|@import\s+([^;]*)", text)]
    assert sheets
    assert [one for one in loaded if re.search(r"//|data:", "".join(one))] == []


NOT_INDEXED = {
    "a pair with an area": "wijk/molenwijk/thema/koffie-en-praten/",
    "another pair": "wijk/molenwijk/doelgroep/ouderen/",
    "a later page": "pagina-2/",
    "a redirect": "activiteit/voorbeeld-wijkcentrum/breien-in-molenwijk/",
    "a newsletter": "week/molenwijk/",
    "a frame": "embed/wijk/molenwijk/",
    "a press kit": "campagne/week-tegen-eenzaamheid/pers/",
    "a tombstone": "activiteit/voorbeeld-wijkcentrum/zomerkoffie-op-het-plein/",
    "what is not found": "404.html",
    "out of the lists": "activiteit/buuv/buuv-cafe/",
    "a list to check": "organisatie/buuv/nakijken/",
    "the lists to check": "nakijken/",
}


@pytest.mark.parametrize("path", NOT_INDEXED.values(), ids=NOT_INDEXED)
def test_search_engines_pass_by(path, found):
    assert found[path].noindex


def test_all_pages_of_these_kinds_and_no_others_are_passed_by(found):
    kinds = re.compile(
        r"(en/)?(wijk/[^/]+/(doelgroep|thema)/|poster/|mijn-lijst/|aanbod-per-wijk/.|activiteit/.*/briefje/$|campagne/.*/poster/$|activiteit/buuv/)"
        r"|week/|embed/.|campagne/.*/pers/|(.*/)?pagina-\d+/$|404\.html$|(organisatie/[^/]+/)?nakijken/$"
    )
    stone = NOT_INDEXED["a tombstone"]
    stones = {path for path, page in found.items() if page.redirects} | {stone, f"en/{stone}"}
    assert {path for path, page in found.items() if page.noindex} == {
        path for path in found if kinds.match(path) or path in stones
    }


def test_sitemap_has_exactly_the_pages_that_are_listed(found, site, base):
    listed = re.findall(r"<loc>([^<]*)</loc>", (site / "sitemap.xml").read_text())
    paths = [address.removeprefix(f"{base}/") for address in listed]
    assert sorted(paths) == sorted(path for path, page in found.items() if not page.noindex)
    assert {"", "hulp/", "privacy/", "vandaag/", "velden/", "kiezen/", "abonneren/"} <= set(paths)


def test_canonical_address_is_the_page_s_own(found, base):
    """Of a redirect it is where it leads to; a page that is not to be listed has none."""

    def wrong(page: Page) -> dict:
        to = page.all("//main//a/@href")[0].lstrip("/") if page.redirects else page.path
        expected = [] if page.noindex and not page.redirects else [f"{base}/{to}"]
        named = page.all("//link[@rel='canonical']/@href")
        return {} if named == expected else {"found": named, "expected": expected}

    assert failing(found, wrong) == {}


def test_robots_may_read_all(site, base):
    assert (site / "robots.txt").read_text() == f"User-agent: *\nAllow: /\nSitemap: {base}/sitemap.xml\n"


def test_menu_marks_where_one_is(found):
    here = "//header//a[@aria-current='page']/@href"
    assert found[""].all(here) == ["/"]
    assert found["hulp/"].all(here) == ["/hulp/"]
    assert failing(found, lambda page: len(page.all(here)) > 1 or set(page.all(here)) - {f"/{page.path}"}) == {}
