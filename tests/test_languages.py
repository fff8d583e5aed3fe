"""A site in several languages: which are on, where their pages are, and that no text hides in which language it is."""

import json
import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import yaml

import pseudo
from agenda import languages
from agenda.language import Language
from agenda.languages import SettingsError
from site_pages import Page, pages
from small_town import ROOT, SETTINGS, activity, small_town

TRANSLATIONS = ROOT / "theme" / "translations"
ENGLISH = Language("en", TRANSLATIONS)
SIGNED = ("interpreter of the town", "2026-12-01")


class TestSetting:
    @pytest.mark.parametrize(
        ("setting", "on", "unsigned"),
        [
            ({}, [], ()),
            ({"nl": ()}, ["nl"], ()),
            ({"nl": SIGNED}, ["nl"], ()),
            ({"ar": ()}, [], ("ar",)),
            ({"ar": None}, [], ("ar",)),
            ({"ar": list(SIGNED)}, ["ar"], ()),
            ({"ar": (), "nl": ()}, ["nl"], ("ar",)),
        ],
    )
    def test_says_what_is_on(self, setting, on, unsigned):
        found, off = languages.chosen(setting, ENGLISH, TRANSLATIONS)
        assert ([one.code for one in found], off) == (on, unsigned)

    @pytest.mark.parametrize(
        ("setting", "words"),
        [
            (("nl",), "Write for example {"),
            ({"Dutch": ()}, "'Dutch' is not a language. Write for example 'en'"),
            ({"../nl": ()}, "is not a language"),
            ({7: ()}, "7 is not a language"),
            ({"en": ()}, "'en' is DEFAULT_LANG already. Leave it out"),
            ({"fr": SIGNED}, "no catalogue fr/LC_MESSAGES/agenda.po"),
            ({"ar": "somebody"}, "Write a role or an organization and a day"),
            ({"ar": ("", "2026-12-01")}, "Write a role"),
            ({"ar": ("somebody", "soon")}, "Write a role"),
            ({"ar": ("somebody",)}, "Write a role"),
            ({"ar": True}, "Write a role"),
        ],
    )
    def test_that_cannot_be_says_what_to_write(self, setting, words):
        with pytest.raises(SettingsError, match=re.escape(words)):
            languages.chosen(setting, ENGLISH, TRANSLATIONS)

    @pytest.mark.parametrize(
        ("texts", "words"),
        [
            ([], "Write for example"),
            ({"nl": "Hulp"}, "Write for example"),
            ({"fr": {}}, "'fr' is not in AGENDA_LANGUAGES. Add it there, or leave it out."),
            ({"nl": {"Help": ""}}, "a text or its translation is empty"),
            ({"nl": {"Help": 7}}, "a text or its translation is empty or no text"),
        ],
    )
    def test_of_texts_too(self, texts, words):
        with pytest.raises(SettingsError, match=re.escape(words)):
            languages.texts(texts, {"nl": ()})


CONTENT = {
    "content/vocabulary/languages.yaml": "en: {name: English}\nnl: {name: Dutch}\n",
    "content/vocabulary/topics.yaml": (
        "outdoors: {name: Outdoors, translations: {nl: {name: Buiten}}}\ntea: {name: Tea and talk}\n"
    ),
    "content/pages/about.nl.md": "Title: Over ons\nSlug: about\nLang: nl\n\n[De agenda](/), [help](/help/).\n",
    "content/pages/help.md": "Title: Help\nSlug: help\n\nCall us.\n",
    "activities/walkers/paint.md": activity(
        title="Painting <b>& more",
        topics="[tea]",
        welcome="Bob waits for you.",
        price_note="Paint is free.",
        translations="{nl: {title: Schilderen}}",
        status_note="Bring an apron.",
        status="full",
    ),
    "activities/readers/visit.md": activity(
        title="A visit", schedule="{by_appointment: Call us first., start: 2026-12-01}", summary="We come to you."
    ),
}
MORE = """
AGENDA_LANGUAGES = {"nl": ()}
AGENDA_MENU = (("About", "about/"), ("Help", "help/"))
AGENDA_TEXTS = {"nl": {"About": "Over ons"}}
"""


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    """A town whose files are in English, with pages in Dutch."""
    settings = SETTINGS.replace('SITEURL = ""', 'SITEURL = "https://example.org/town"') + MORE
    town = small_town(tmp_path_factory.mktemp("languages"), {**CONTENT, "pelicanconf.py": settings})
    done = town.build()
    assert done.returncode == 0, done.stdout + done.stderr
    return town


@pytest.fixture(scope="module")
def dutch(town) -> dict[str, Page]:
    return {path: page for path, page in pages(town.output).items() if path.startswith("nl/")}


def test_every_page_says_its_language(town):
    for path, page in pages(town.output).items():
        assert page.language == ("nl" if path.startswith("nl/") else "en"), path


# Newsletters, what is embedded elsewhere, the reference of files, what organizers and the press get, editors' pages.
ONLY_FIRST = (
    r"(fields|help|week|embed|review|accessibility)/|organization/[^/]+/review/|campaign/[^/]+/press/|404\.html"
)


def test_every_page_but_newsletters_and_the_reference_is_there(town, dutch):
    first = {path for path in pages(town.output) if not path.startswith("nl/")}
    only_first = {path for path in first if re.match(ONLY_FIRST, path)}
    assert {path.removeprefix("nl/") for path in dutch} == first - only_first
    assert only_first


def test_feeds_and_data_are_there_once_and_the_finder_in_each(town):
    files = [path for path in town.built() if path.startswith("nl/") and not path.endswith("index.html")]
    assert files == ["nl/finder.json"]


def test_the_index_of_a_language_has_its_words_and_marks_others(town):
    index = json.loads(town.built()["nl/finder.json"])
    by_title = {str(one["title"]): one for one in index["texts"]}
    assert index["language"] == "nl"
    assert index["said"]["topic"] == {"outdoors": "buiten", "tea": [["tea and talk", "en"]]}
    assert index["said"]["area"]["north"] == "in Northside"
    assert by_title["Schilderen"]["summary"] == [["We walk for an hour and drink tea.", "en"]]
    assert by_title["Schilderen"]["facts"][-1] == ["Everyone", "en"]
    assert by_title["[['Walk along the river', 'en']]"]["place"] == "The Mill · Northside"
    assert index["days"][0] == "Zondag 22 november"
    assert index["topics"]["tea"] == "Tea and talk"


def test_what_links_to_the_finder_stays_in_the_language(dutch):
    assert dutch["nl/area/north/"].all("//a[@class='scripted']/@href") == ["/town/nl/?area=north"]
    [form] = dutch["nl/"].all("//form[@id='finder']")
    assert (form.get("action"), form.get("data-index")) == ("/town/nl/", "/town/nl/finder.json")
    assert form.get("data-activity") == "/town/nl/activity/*/"


@pytest.mark.parametrize(
    ("path", "marked"),
    [
        pytest.param("nl/activity/walkers/paint/", "Bob waits for you.", id="welcome"),
        pytest.param("nl/activity/walkers/paint/", "Paint is free.", id="price"),
        pytest.param("nl/activity/walkers/paint/", "Bring an apron.", id="status"),
        pytest.param("nl/activity/walkers/paint/", "Anne waits at the door.", id="description"),
        pytest.param("nl/activity/walkers/paint/", "Tea and talk", id="a term without a translation"),
        pytest.param("nl/activity/readers/visit/", "Call us first.", id="how to make an appointment"),
        pytest.param("nl/without-a-fixed-time/", "We come to you.", id="a summary"),
        pytest.param("nl/organization/readers/", "We *read*.".replace("*", ""), id="an organization's text"),
        pytest.param("nl/", "What is on in Littleham?", id="the tagline"),
        pytest.param("nl/", "Help", id="a text of the menu"),
    ],
)
def test_what_is_not_translated_is_marked(path, marked, dutch):
    found = dutch[path].all("//body//*[@lang='en']")
    assert marked in {" ".join(one.text_content().split()) for one in found}


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("nl/activity/walkers/paint/", "Schilderen"),
        ("nl/topic/outdoors/", "Buiten"),
        ("nl/about/", "Over ons"),
        ("nl/activity/walkers/walk/", "De eigen tekst van de organisatie is er alleen in het Engels."),
        ("nl/activity/walkers/walk/", "donderdag 10 december"),
    ],
)
def test_what_is_translated_is_not(path, words, dutch):
    found = [one.getparent() for one in dutch[path].all("//main//text()") if words in " ".join(one.split())]
    assert found
    assert [one for one in found if one.xpath("ancestor-or-self::*[@lang='en']")] == []


def test_no_mark_is_left_in_any_file(town):
    left = re.compile("[\ue000\ue001]|EE%80%8[01]|ue00[01]", re.IGNORECASE)
    assert [path for path, data in town.built().items() if left.search(data.decode("utf-8", "replace"))] == []


def test_links_stay_in_the_language_where_they_can(dutch):
    page = dutch["nl/about/"]
    links = {one.text_content(): (one.get("href"), one.get("hreflang")) for one in page.all("//article//a")}
    assert links == {"De agenda": ("/town/nl/", None), "help": ("/town/help/", "en")}
    [menu] = [one for one in page.all("//header//a") if one.text_content() == "Help"]
    assert (menu.get("href"), menu.get("hreflang"), menu.get("lang")) == ("/town/help/", "en", "en")


def test_feeds_are_linked_where_they_are(dutch):
    feeds = dutch["nl/area/north/"].all("//link[@rel='alternate'][not(@hreflang)]/@href")
    assert feeds[:2] == ["/town/area/north/agenda.ics", "/town/area/north/rss.xml"]


@pytest.mark.parametrize("path", ["", "area/north/", "activity/walkers/paint/", "about/"])
def test_languages_name_each_other(path, town):
    found = pages(town.output)
    expected = {"en": path, "nl": f"nl/{path}", "x-default": path}
    for own in ("", "nl/"):
        page = found[f"{own}{path}"]
        named = {one.get("hreflang"): one.get("href") for one in page.all("//head/link[@hreflang]")}
        assert named == {code: f"https://example.org/town/{to}" for code, to in expected.items()}
        assert page.all("//link[@rel='canonical']/@href") == [f"https://example.org/town/{own}{path}"]
        [switch] = page.all("//nav[@class='languages']//a")
        other = ("Nederlands", "nl", f"/town/nl/{path}") if not own else ("English", "en", f"/town/{path}")
        assert (switch.text_content(), switch.get("lang"), switch.get("href")) == other


def test_a_page_that_is_there_in_one_language_leads_to_the_front_page_of_others(town):
    page = pages(town.output)["help/"]
    assert page.all("//head/link[@hreflang]") == []
    assert page.all("//nav[@class='languages']//a/@href") == ["/town/nl/"]


def test_sitemap_has_every_language(town):
    sitemap = (town.output / "sitemap.xml").read_text()
    assert "<loc>https://example.org/town/nl/about/</loc>" in sitemap
    assert "<loc>https://example.org/town/nl/help/</loc>" not in sitemap


def test_one_language_has_no_switch(tmp_path):
    town = small_town(tmp_path)
    assert town.build().returncode == 0
    assert "languages" not in town.page()
    assert "hreflang" not in town.page()


def test_a_language_that_nobody_signed_is_off_and_the_build_says_so(tmp_path):
    town = small_town(tmp_path, {"pelicanconf.py": SETTINGS + '\nAGENDA_LANGUAGES = {"ar": ()}\n'})
    done = town.build()
    assert done.returncode == 0
    assert "ar is off" in " ".join((done.stdout + done.stderr).split())
    assert not (town.output / "ar").exists()


def test_a_setting_that_cannot_be_stops_the_build(tmp_path):
    town = small_town(tmp_path, {"pelicanconf.py": SETTINGS + '\nAGENDA_LANGUAGES = ["nl"]\n'})
    done = town.build()
    assert done.returncode
    assert "AGENDA_LANGUAGES: every language has its signature" in done.stdout + done.stderr


def test_a_page_at_the_address_of_a_language_is_a_clash(tmp_path):
    files = {"pelicanconf.py": SETTINGS + MORE, "content/pages/nl.md": "Title: Dutch\nSlug: nl\n\nx\n"}
    done = small_town(tmp_path, files).build()
    assert done.returncode
    assert "pages/nl.md: Slug: nl is the address of another page." in done.stdout + done.stderr


# The real site


def words_of(folder: Path) -> set[str]:
    """Texts that partners and editors wrote in the town's first language: whole values of their files."""
    found: set[str] = set()
    for file in folder.rglob("*.md"):
        fields = yaml.safe_load(file.read_text(encoding="utf-8").split("---")[1])
        given = (fields.get("translations") or {}).get("en", {})
        names = ("title", "summary", "welcome", "price_note", "transport", "status_note")
        found |= {fields[name] for name in names if fields.get(name) and name not in given}
    return found


def test_every_dutch_text_of_an_activity_on_an_english_page_is_marked(found):
    dutch = {text.rstrip(".") for text in words_of(ROOT / "activities")}
    assert len(dutch) > 100
    unmarked, marked = [], 0
    for path, page in found.items():
        if not path.startswith("en/"):
            continue
        for node in page.all("//body//text()[normalize-space()]"):
            text = " ".join(node.split())
            if text.rstrip(".") not in dutch:
                continue
            if node.getparent().xpath("ancestor-or-self::*[@lang='nl']"):
                marked += 1
            else:
                unmarked.append((path, text))
    assert unmarked == []
    assert marked > 500


# Words that are Dutch and nothing else; on an English page they stand in a text that says so, or in a name.
DUTCH = re.compile(r"\b(de|het|een|voor|naar|niet|uur|elke|wij|deze|kunt|tot en met|gratis|aanmelden)\b", re.IGNORECASE)
NAMES = "ancestor-or-self::*[@lang='nl' or self::code or self::bdi]"


def test_no_dutch_is_left_on_english_pages(found, names):
    left = {}
    for path, page in found.items():
        if not path.startswith("en/"):
            continue
        for node in page.all("//body//text()[normalize-space()]"):
            text = " ".join(node.split())
            if node.getparent().xpath(NAMES) or node.getparent().tag == "script":
                continue
            for name in names:
                text = text.replace(name, "")
            if DUTCH.search(text):
                left.setdefault(text, path)
    assert left == {}


@pytest.fixture(scope="module")
def names(site) -> list[str]:
    """What places, areas, organizations and campaigns are called, the longest first."""
    found = set()
    for file in (ROOT / "content").rglob("*"):
        if file.suffix == ".yaml" and file.parent.name == "places":
            found.add(yaml.safe_load(file.read_text(encoding="utf-8"))["name"])
        if file.suffix == ".md" and file.parent.name in ("organizations", "campaigns"):
            found.add(yaml.safe_load(file.read_text(encoding="utf-8").split("---")[1])["name"])
    found |= {one["name"] for one in yaml.safe_load((ROOT / "content/vocabulary/areas.yaml").read_text()).values()}
    for file in (ROOT / "activities").rglob("*.md"):
        place = yaml.safe_load(file.read_text(encoding="utf-8").split("---")[1])["location"]
        found |= {place["name"]} if isinstance(place, dict) and place.get("name") else set()
    return sorted(found, key=len, reverse=True)


def test_english_pages_name_what_they_cannot_say(found):
    path = "en/activiteit/voorbeeld-wijkcentrum/breicafe-molenwijk/"
    assert "The organizer's own words are only there in Dutch." in found[path].text()
    path = "en/activiteit/voorbeeld-taalhuis/taalcafe-slachthuiswijk/"
    assert "only there in Dutch" not in found[path].text()
    assert found[path].text("//h1").endswith("Language café on Wednesday evening")


# Right to left


@pytest.fixture(scope="module")
def turned(turned_site) -> dict[str, Page]:
    """The pages of the real town in a language that nobody speaks, written from right to left."""
    return pages(turned_site)


def test_pages_are_written_from_right_to_left(turned):
    own = [page for path, page in turned.items() if path.startswith(f"{pseudo.CODE}/")]
    assert len(own) > 500
    assert [page.path for page in own if page.all("/html/@dir") != ["rtl"]] == []
    assert [path for path, page in turned.items() if page not in own and page.all("/html/@dir")] == []


def test_no_word_of_a_template_stands_outside_the_catalogue(turned):
    """Whatever has Latin letters on such a page is marked as a name, as another language, or as code."""
    apart = "ancestor-or-self::*[self::bdi or self::code or self::script or self::svg or (@lang and not(self::html))]"
    wrong = {}
    for path, page in turned.items():
        if not path.startswith(f"{pseudo.CODE}/"):
            continue
        for node in page.all("//body//text()[normalize-space()]"):
            words = re.sub(r"\{\w+\}", "", node)  # what a script fills in
            if node.getparent().tag == "option":
                continue  # a name in an option cannot be marked
            if re.search("[A-Za-z]{2}", words) and not node.getparent().xpath(apart):
                wrong.setdefault(" ".join(node.split()), path)
        for value in page.all("//*[not(contains(@class, 'slip'))]/@aria-label | //@placeholder"):
            if not re.search("[א-ת]", value):
                wrong.setdefault(value, path)
    assert wrong == {}


def test_text_of_the_first_language_keeps_its_direction(turned):
    page = turned[f"{pseudo.CODE}/activiteit/voorbeeld-wijkcentrum/breicafe-molenwijk/"]
    marked = page.all("//main//*[@lang='nl']")
    assert marked
    assert {one.get("dir") for one in marked} == {"ltr"}
    numbers = page.all("//a[starts-with(@href, 'tel:')]")
    assert numbers
    assert [one for one in numbers if not one.xpath("bdi[@dir='ltr']")] == []


def test_addresses_of_pages_have_no_other_host(turned):
    links = {urlsplit(one).netloc for one in turned[f"{pseudo.CODE}/"].all("//a/@href")}
    assert links <= {"", "localhost:8000", "calendar.google.com", "outlook.live.com", "outlook.office.com"}
