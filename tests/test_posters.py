"""Posters: what one can go to in two weeks, as much as fits on one sheet, of any selection."""

from datetime import date

import pytest

from agenda import posters, town
from agenda.pages import Site
from small_town import TODAY, activity, small_town


@pytest.fixture
def site(tmp_path):
    """A site of the small town with these activities beside the walk of 10 December (which is not in two weeks)."""

    def made(*entries: dict, url: str = "", files: dict[str, str] | None = None) -> Site:
        files = (files or {}) | {
            f"activities/readers/{n:02}.md": activity(**{"title": f"Title {n}"} | one) for n, one in enumerate(entries)
        }
        place = small_town(tmp_path, files)
        values = {
            "PATH": str(place.path / "content"),
            "SITENAME": "Littleham",
            "SITEURL": url,
            "TIMEZONE": "Europe/Amsterdam",
            "THEME": "theme",
            "AGENDA_TODAY": TODAY,
        }
        return Site(place.agenda(), town.of(values, {}))

    return made


def on(day: int, month: int = 11, **more: str) -> dict:
    return {"schedule": f"{{start: 2026-{month:02}-{day:02}, time: 10:00-12:00}}", **more}


def lines(site: Site, number: int = 0) -> list[str]:
    page = posters.poster(site, site.selections[number])
    return [f"{one.title}{f' {one.day.day}' if one.day else ''}" for one in page.context["lines"]]


TWO_A_DAY = "[{start: 2026-11-24, time: 10:00-12:00}, {start: 2026-11-24, time: 14:00-16:00}]"
WEEKLY = "{start: 2026-11-24, time: '10:00', repeat: weekly, changes: [{date: 2026-11-24, cancelled: yes}]}"


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        pytest.param([on(25), on(24)], ["Title 1 24", "Title 0 25"], id="by day"),
        pytest.param([on(22), on(6, 12), on(7, 12)], ["Title 0 22", "Title 1 6"], id="today and two weeks on"),
        pytest.param([{"schedule": TWO_A_DAY}], ["Title 0 24"], id="once a day"),
        pytest.param([{"schedule": WEEKLY}], ["Title 0 1"], id="not what is off"),
        pytest.param([on(24, status="full"), on(24, status="cancelled")], [], id="not what is full or cancelled"),
        pytest.param([{"schedule": "{by_appointment: Call}"}, on(30)], ["Title 1 30", "Title 0"], id="undated last"),
        pytest.param([{"schedule": "{start: 2026-11-20, end: 2026-11-29}"}], ["Title 0 22"], id="began before"),
        pytest.param([], [], id="nothing"),
    ],
)  # fmt: skip
def test_it_has(entries, expected, site):
    assert lines(site(*entries)) == expected


def test_it_holds_what_fits_and_counts_the_rest(site):
    made = site(*[on(23 + n % 7, title=f"{n:02} {'word ' * 15}"[:80].strip()) for n in range(20)])
    page = posters.poster(made, made.selections[0])
    shown = page.context["lines"]
    assert 3 <= len(shown) < 20
    assert len(shown) + page.context["more"] == 20
    assert sum(one.height for one in shown) <= posters.SHEET - posters.HEAD
    assert all(len(one.title) <= posters.LONGEST for one in shown)


# Activities of a campaign on 26 November, 30 November, 4 and 20 December: what its poster has, by its own days.
@pytest.mark.parametrize(
    ("days", "first", "last", "expected"),
    [
        pytest.param("", (11, 22), (12, 6), [26, 30, 4], id="without days: two weeks"),
        pytest.param("start: 2026-11-29\nuntil: 2026-12-05\n", (11, 29), (12, 5), [30, 4], id="it begins later"),
        pytest.param("start: 2026-11-01\nuntil: 2026-11-27\n", (11, 22), (11, 27), [26], id="it is on: from today"),
        pytest.param("start: 2026-11-28\nuntil: 2026-12-31\n", (11, 28), (12, 12), [30, 4], id="long: two weeks"),
        pytest.param("start: 2026-11-01\nuntil: 2026-11-20\n", (11, 1), (11, 15), [], id="it is over"),
    ],
)
def test_of_a_campaign(days, first, last, expected, site):
    campaign = {"content/campaigns/open-week.md": f"---\nname: Open week\n{days}---\nCome in.\n"}
    entries = [on(day, month, campaigns="[open-week]") for day, month in ((26, 11), (30, 11), (4, 12), (20, 12))]
    made = site(*entries, files=campaign)
    chosen = next(one for one in made.selections if one.kind == "campaign")
    context = posters.poster(made, chosen).context
    assert [one.day.day for one in context["lines"]] == expected
    assert (context["first"], context["last"]) == (date(2026, *first), date(2026, *last))


def test_there_is_one_of_the_town_and_of_each_area_and_campaign(site):
    pages = [page for one in posters.sections(site()) for page in one.pages]
    paths = ["poster/", "poster/north/", "poster/south/", "campaign/open-week/poster/"]
    assert [one.path for one in pages] == paths
    assert {(one.template, one.indexed) for one in pages} == {("poster.html", False)}


def test_any_selection_has_one_below_its_page(site):
    made = site()
    paths = {(one.kind, one.id, one.area and one.area.id): posters.path(made, one) for one in made.selections}
    assert paths["campaign", "open-week", None] == "campaign/open-week/poster/"
    assert paths["topic", "tea", None] == "topic/tea/poster/"
    assert paths["topic", "tea", "south"] == "area/south/topic/tea/poster/"
    assert len(set(paths.values())) == len(paths)


@pytest.mark.parametrize(
    ("url", "expected"),
    [("https://a.example", "https://a.example/area/north/"), ("", "")],
    ids=["known", "not known"],
)
def test_its_code_leads_to_the_list(url, expected, site):
    made = site(url=url)
    north = next(one for one in made.selections if one.id == "north")
    found = posters.poster(made, north).context
    assert found["address"] == expected
    assert found["code"].startswith("<svg") == bool(expected)
