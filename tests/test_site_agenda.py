"""What the real site says: the contract's addresses, every date once, and what is an example, over, moved or gone."""

import json
import re
import subprocess
import sys
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest
import yaml
from lxml import etree

from agenda.language import Language
from conftest import TODAY
from site_pages import Page

ROOT = Path(__file__).parent.parent
DUTCH = Language("nl", ROOT / "theme" / "translations")
FIRST = date.fromisoformat(TODAY)
LAST = FIRST + timedelta(41)


def ids(name: str) -> list[str]:
    """The ids of a vocabulary, or of a folder of the editors' content."""
    file = ROOT / "content" / "vocabulary" / f"{name}.yaml"
    return list(yaml.safe_load(file.read_text())) if file.exists() else stems(ROOT / "content" / name)


def stems(folder: Path) -> list[str]:
    return sorted(path.stem for path in folder.iterdir())


def fields(file: Path) -> dict:
    """The fields of a file that the reader accepts, as far as YAML itself understands them."""
    text = file.read_text()
    return yaml.load(text.split("\n---\n")[0] if file.suffix == ".md" else text, yaml.BaseLoader)


FILES = [file for file in sorted(ROOT.glob("activities/*/*")) if file.suffix in (".md", ".yaml")]
ENTRIES = {f"{file.parent.name}/{file.stem}": fields(file) for file in FILES}
SINGLE = {
    "": [""],
    "wijk": ids("areas"),
    "doelgroep": ids("audiences"),
    "thema": ids("topics"),
    "organisatie": ids("organizations"),
    "plek": ids("places"),
    "campagne": ids("campaigns"),
}
PAIRS = [
    f"wijk/{area}/{kind}/{id}/"
    for area in ids("areas")
    for kind, name in (("doelgroep", "audiences"), ("thema", "topics"))
    for id in ids(name)
]


def say(text: str) -> str:
    return DUTCH.gettext(text)


@pytest.mark.parametrize("word", SINGLE, ids=lambda word: word or "home")
def test_each_selection_has_its_page_and_feeds(word, site):
    for id in SINGLE[word]:
        folder = site / word / id
        assert (folder / "index.html").is_file(), id
        assert (folder / "agenda.ics").read_bytes().endswith(b"\r\nEND:VCALENDAR\r\n")
        assert etree.fromstring((folder / "rss.xml").read_bytes()).tag == "rss"
        assert etree.fromstring((folder / "atom.xml").read_bytes()).tag == "{http://www.w3.org/2005/Atom}feed"
        assert json.loads((folder / "feed.json").read_bytes())["version"] == "https://jsonfeed.org/version/1.1"


@pytest.mark.parametrize("id", ["", *ids("areas")], ids=lambda id: id or "the whole town")
def test_each_area_has_its_newsletter(id, site):
    files = {file.name for file in (site / "week" / id).iterdir() if file.is_file()}
    assert files == {"index.html", "fragment.html", "week.txt", "rss.xml"}


def test_every_page_of_a_list_names_its_feeds(found, site):
    for word in SINGLE:
        for id in SINGLE[word]:
            path = f"{word}/{id}/" if word else ""
            named = found[path].all("//link[@rel='alternate'][not(@hreflang)]/@href")
            assert named == [f"/{path}{name}" for name in ("agenda.ics", "rss.xml", "atom.xml", "feed.json")]


def test_each_pair_has_its_page_and_calendar_only(site):
    for path in PAIRS:
        assert sorted(file.name for file in (site / path).glob("*.*")) == ["agenda.ics", "index.html"], path
    assert len(PAIRS) == len(set(PAIRS)) > 400


def test_there_are_empty_selections_too(found):
    entries = "//li[contains(@class, 'card')] | //section[@class='lines']"
    empty = [path for path in PAIRS if not found[path].all(entries)]
    assert empty
    assert all(found[path].all("//main//a[@href='/']") for path in empty)


@pytest.mark.parametrize(
    "path",
    [
        "vandaag/",
        "deze-week/",
        "weekend/",
        "zonder-vaste-tijd/",
        "kiezen/",
        "abonneren/",
        "velden/",
        "hulp/",
        "privacy/",
        "over/",
    ]
    + [f"activiteit/{address}/" for address in ENTRIES],
)
def test_page_of(path, found):
    assert path in found


def days(found: dict[str, Page], first: str) -> list[tuple[str, object]]:
    """The days and their sections of a list that begins at `first`, over all its pages."""
    result, path = [], first
    while path is not None:
        for section in found[path].all("//section[@class='day']"):
            result.append((section.xpath("h2/time/@datetime")[0], section))
        following = found[path].all("//a[@rel='next']/@href")
        path = following[0].lstrip("/") if following else None
    return result


def cards(found: dict[str, Page], first: str) -> list[tuple[str, str, str, bool]]:
    """Day, address, start and whether it is off, of each card in a list."""
    return [
        (
            day,
            card.xpath("h3/a/@href")[0].removeprefix("/activiteit/").rstrip("/"),
            card.xpath("p[@class='time']/time/@datetime")[0],
            bool(card.xpath("h3//s")),
        )
        for day, section in days(found, first)
        for card in section.xpath("ul/li")
    ]


@pytest.mark.parametrize("path", ["", "doelgroep/ouderen/", "thema/koffie-en-praten/", "deze-week/"])
def test_days_are_in_order_and_none_is_over(path, found):
    """A day stands once, and again where a page ends in the middle of it: the next page says that it goes on."""
    parts = days(found, path)
    shown = [day for day, section in parts if "vervolg" not in section.xpath("string(h2)")]
    assert shown[0] >= TODAY
    assert set(shown) == {day for day, _ in parts}
    assert shown == sorted(set(shown))
    assert shown[-1] <= str(LAST)


def test_every_date_stands_once_on_the_home_pages(found):
    """As scripts/dates.py says; what began earlier stands under the first day."""
    window = ["--from", str(FIRST), "--to", str(LAST), "--json"]
    command = [sys.executable, ROOT / "scripts/dates.py", *FILES, *window]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    expected = [
        (max(one["start"][:10], TODAY), address, one["start"], one["status"] == "cancelled")
        for address, occurrences in zip(ENTRIES, json.loads(done.stdout), strict=True)
        for one in occurrences
    ]
    assert Counter(cards(found, "")) == Counter(expected)
    assert {off for *_, off in expected} == {False, True}


def test_moments_show_their_part_of_the_home_pages(found):
    home = cards(found, "")
    assert cards(found, "vandaag/") == [one for one in home if one[0] == TODAY]
    assert cards(found, "deze-week/") == cards(found, "vandaag/") == cards(found, "weekend/") != []


@pytest.mark.parametrize("address", [address for address, entry in ENTRIES.items() if "example" in entry])
def test_an_example_says_so(address, found):
    assert say("Example: this is not a real activity.") in found[f"activiteit/{address}/"].text()


@pytest.mark.parametrize("address", [address for address, entry in ENTRIES.items() if "example" not in entry])
def test_a_real_one_does_not(address, found):
    assert say("Example: this is not a real activity.") not in found[f"activiteit/{address}/"].text()


def test_every_card_of_an_example_says_so(found):
    assert ENTRIES
    for _, section in days(found, ""):
        for card in section.xpath("ul/li"):
            address = card.xpath("h3/a/@href")[0].removeprefix("/activiteit/").rstrip("/")
            assert bool(card.xpath(".//*[@class='example']")) == ("example" in ENTRIES[address])


def undated(entry: dict) -> bool:
    plans = entry["schedule"] if isinstance(entry["schedule"], list) else [entry["schedule"]]
    return any(plan.keys() & {"by_appointment", "ongoing"} for plan in plans)


UNDATED = {address: entry for address, entry in ENTRIES.items() if undated(entry)}
OUT = {address for address, entry in UNDATED.items() if entry.get("checked", "9999") < "2026-05-22"}  # half a year old


@pytest.mark.parametrize("address", sorted(UNDATED.keys() - OUT))
def test_an_offer_without_a_fixed_time_stands_in_all_its_lists(address, found):
    entry, link = UNDATED[address], f"/activiteit/{address}/"
    audiences = ids("audiences") if "iedereen" in entry["audiences"] else entry["audiences"]
    lists = ["", "zonder-vaste-tijd/", f"organisatie/{address.partition('/')[0]}/"]
    lists += [f"doelgroep/{id}/" for id in audiences] + [f"thema/{id}/" for id in entry["topics"]]
    lists += [f"campagne/{id}/" for id in entry.get("campaigns", ())]
    missing = [path for path in lists if not found[path].all(f"//main//a[@href='{link}']")]
    assert missing == []


def test_what_nobody_checked_for_half_a_year_stands_in_no_list(found):
    assert sorted(OUT) == ["buuv/buuv-cafe", "buuv/kerstactiviteit"]
    lists = [path for path in found if re.match(r"(wijk|doelgroep|thema|campagne|zonder-vaste-tijd)/|$", path)]
    links = {f"/activiteit/{address}/" for address in OUT}
    assert [p for p in lists if links & set(found[p].all("//main//*[contains(@class, 'lines')]//a/@href"))] == []


FORMER = [
    (f"{address.partition('/')[0]}/{slug}", address)
    for address, entry in ENTRIES.items()
    for slug in entry.get("formerly", ())
]


@pytest.mark.parametrize(("old", "new"), FORMER)
def test_a_former_address_sends_on(old, new, found):
    page = found[f"activiteit/{old}/"]
    assert page.all("//meta[@http-equiv='refresh']/@content") == [f"0; url=/activiteit/{new}/"]
    assert page.all("//main//a/@href") == [f"/activiteit/{new}/"]


@pytest.mark.parametrize(("address", "stone"), fields(ROOT / "content/tombstones.yaml").items())
def test_what_was_taken_out_leaves_a_page_that_says_so(address, stone, found):
    text = found[f"activiteit/{address}/"].text()
    assert stone["title"] in text
    assert say("This activity is no longer in the agenda.") in text
    assert not any(page.all(f"//main//a[@href='/activiteit/{address}/']") for page in found.values())


def test_only_what_ended_says_that_it_is_over(found):
    over = {address for address in ENTRIES if say("This activity is over.") in found[f"activiteit/{address}/"].text()}
    dated = {address for _, address, _, _ in cards(found, "")}
    later = {link.removeprefix("/activiteit/").rstrip("/") for link in found[list_end(found)].all(LATER)}
    assert over == set(ENTRIES) - dated - later - set(UNDATED)
    assert over


LATER = "//section[@class='lines']//a/@href"


def list_end(found: dict[str, Page]) -> str:
    """The last page of the whole agenda, where what comes later stands."""
    return max((path for path in found if path.startswith("pagina-")), key=lambda path: int(path[7:-1]))
