"""The page of the offer by area: what colours say numbers say, map and table agree, and the CSV has every number."""

import csv
import io
import re
from datetime import date, timedelta

import pytest

from agenda.language import Language
from browsing import opened, violations
from insight import coverage, grid, offer, offer_text
from insight.lists import Lists
from small_town import activity, small_town

TODAY = date(2026, 11, 22)
PATH = "aanbod-per-wijk/"
WEEKLY = "{start: 2026-09-01, time: 19:30-21:00, repeat: weekly}"
DEMAND = "asked:\n" + "".join(
    f"  - {{day: {day}, area: {area}, audience: {audience}, topic: {topic}, note: quiet please}}\n"
    for day, area, audience, topic in (
        ("2026-11-01", "south", "young", "tea"),
        ("2026-11-02", "south", "young", "tea"),
        ("2026-11-03", "south", "young", "outdoors"),
        ("2026-11-04", "north", "old", "tea"),
        ("2025-11-22", "north", "young", "tea"),
    )
)


def numbers(page, table: str) -> dict[str, list[str]]:
    """Head of the row -> its numbers, without the words below them."""
    rows = page.all(f"//table[caption/@id='{table}']/tbody/tr")
    return {row[0].text_content(): [cell.text.strip() for cell in row[1:]] for row in rows}


def test_every_colour_is_that_of_its_number(found):
    pages = [page for path, page in found.items() if path.startswith(PATH)]
    assert len(pages) == 12
    for page in pages:
        cells = page.all("//td[@class]")
        assert len(cells) > 100
        assert {cell.text.strip(): cell.get("class") for cell in cells} == {
            cell.text.strip(): f"h{grid.level(int(cell.text))}" for cell in cells
        }


def test_the_legend_names_every_level(found):
    page = found[PATH]
    assert [one.get("class") for one in page.all("//ul[@class='legend']/li")] == ["h0", "h1", "h2", "h3", "h4"]
    assert [grid.level(number) for number in (0, 1, 7, 8, 15, 16, 31, 32, 500)] == [0, 1, 1, 2, 2, 3, 3, 4, 4]


def test_map_and_table_say_the_same(found):
    for path in (PATH, f"{PATH}jongeren/"):
        page = found[path]
        table = [(row[0], row[5]) for head, row in numbers(page, "by-week").items() if head not in ("Hele stad",)]
        tiles = page.all("//svg[contains(@class, 'offer-map')]/svg")
        assert len(tiles) == 21
        assert sorted(tile[2].text for tile in tiles) == sorted(total for _, total in table[:21])
        assert {tile[2].text: tile.get("class") for tile in tiles} == {
            tile[2].text: f"h{grid.level(int(tile[2].text))}" for tile in tiles
        }
        assert page.all("//svg[contains(@class, 'offer-map')]/@aria-hidden") == ["true"]


def test_tables_have_captions_and_scopes(found):
    for table in found[PATH].all("//table"):
        assert table.xpath("caption")[0].text_content().strip()
        assert {cell.get("scope") for cell in table.xpath("thead//th")} == {"col"}
        assert {cell.get("scope") for cell in table.xpath("tbody//th")} == {"row"}
        assert len({len(row) for row in table.xpath(".//tr")}) == 1


def test_the_csv_has_the_numbers_of_the_page(found, site):
    records = list(csv.DictReader(io.StringIO((site / PATH / "aanbod-per-wijk.csv").read_text("utf-8-sig"))))
    whole = {one["area_name"]: one for one in records if not one["audience"] and not one["part"] and one["area"]}
    page = numbers(found[PATH], "by-week")
    assert {name: one["occurrences"] for name, one in whole.items()} == {
        name: row[5] for name, row in page.items() if name != "Hele stad"
    }
    assert {name: (one["activities"], one["free"], one["step_free"]) for name, one in whole.items()} == {
        name: (row[6], row[8], row[9]) for name, row in page.items() if name != "Hele stad"
    }


def test_the_page_says_what_is_an_example(found):
    assert "zijn voorbeelden en niet echt" in found[PATH].text()
    assert "niemand vroeg daarnaar" in found[PATH].text("//caption[@id='asked']")


def test_holes_are_bounded(found):
    assert 5 < len(found[PATH].all("//section[@aria-labelledby='holes']//li")) <= 16


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    made = small_town(
        tmp_path_factory.mktemp("town"),
        {
            "activities/walkers/walk.md": activity(schedule=WEEKLY, audiences="[old]"),
            "content/demand.yaml": DEMAND,
            "content/figures.yaml": (
                "figures:\n  - {name: Inhabitants, source: The office, year: 2025, areas: {north: 1234}}\n"
                "  - {name: Share, source: The survey, year: 2024, unit: percent, areas: {south: '41,5'}}\n"
            ),
        },
    )
    done = made.build()
    assert done.returncode == 0, done.stdout + done.stderr
    return made


def test_what_was_asked_stands_beside_what_there_is(town):
    rows = re.findall(r"<tr><th scope=\"row\">(.*?)</tr>", town.page("offer-by-area").partition('id="asked"')[2])
    cells = [re.sub(r"(</?(td|th)[^>]*>)+", " | ", row).strip(" |") for row in rows]
    assert cells[:2] == ["Southside | Young people | Tea and talk (2), Outdoors | 3 | 0 | 0",
                         "Northside | Older people | Tea and talk | 1 | 8 | 8"]  # fmt: skip


def test_no_note_is_published(town):
    assert [path for path, data in town.built().items() if b"quiet please" in data] == []


def test_figures_have_their_source_and_year(town):
    page = town.page("offer-by-area")
    for words in (
        "Inhabitants, 2025. Source: The office",
        "1,234",
        "41.5 %",
        "not known",
        "Share, 2024. Source: The survey",
    ):
        assert words in page


def test_without_figures_and_questions_there_is_nothing_of_them(tmp_path):
    made = small_town(tmp_path)
    assert made.build().returncode == 0
    page = made.page("offer-by-area")
    assert 'id="asked"' not in page
    assert 'id="figures"' not in page
    assert 'class="box example"' not in page


def test_houses_of_culture_stand_with_what_they_have(tmp_path):
    house = "---\nname: {}\nkind: partner\nculture: yes\n---\n"
    files = {
        "content/organizations/museum.md": house.format("The Museum"),
        "content/organizations/theatre.md": house.format("The Theatre"),
        "content/organizations/old-house.md": house.format("The Old House"),
        "activities/walkers/walk.md": activity(schedule=WEEKLY, partners="[museum]"),
        "activities/old-house/show.md": activity(schedule=WEEKLY, checked="2026-05-22"),  # out, so in no list
    }
    agenda = small_town(tmp_path, files).agenda()
    counted = coverage.of(agenda, Lists(TODAY, TODAY + timedelta(55), TODAY, (3, 4, 6)))
    found = offer.culture(agenda.register, counted, Language("en"))
    rows = {row.head: [cell.text for cell in row.cells] for row in found.rows}
    assert rows == {"The Museum": ["1", "Yes"], "The Old House": ["0", "Not yet"], "The Theatre": ["0", "Not yet"]}
    told = offer_text.written(agenda, counted, Language("en"))
    assert re.search(r"^The Theatre +0 +Not yet$", told, re.MULTILINE)


@pytest.mark.parametrize("path", [PATH, f"{PATH}jongeren/"])
@pytest.mark.parametrize(("width", "dark"), [(320, False), (412, True), (1280, False), (1280, True)])
def test_in_a_browser(path, width, dark, chromium, address):
    with opened(chromium, address + path, width, dark=dark) as page:
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.locator(".offer-map").is_visible() == (width == 1280)


def test_on_paper_no_table_is_cut(chromium, address):
    with opened(chromium, address + PATH, 794) as page:
        page.emulate_media(media="print")
        rights = page.locator(".sheet table").evaluate_all("all => all.map(one => one.getBoundingClientRect().right)")
        assert len(rights) == 5
        assert max(rights) <= 794
