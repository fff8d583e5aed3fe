"""Posters: what one can go to in two weeks, as much as fits on one sheet, of any selection."""

from datetime import date, timedelta

import pytest

from agenda import posters, town
from agenda.pages import Site
from small_town import TODAY, activity, small_town

FIRST = date.fromisoformat(TODAY)


@pytest.fixture
def site(tmp_path):
    """A site of the small town with these activities beside the walk of 10 December (which is not in two weeks)."""

    def made(*entries: dict, url: str = "") -> Site:
        files = {
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


def lines(site: Site, number: int = 0, **options) -> list[str]:
    page = posters.poster(site, site.selections[number], **options)
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


def test_it_may_begin_later_but_not_in_the_past(site):
    made = site(on(23), on(30), on(10, 12))
    assert lines(made, first=date(2026, 11, 28)) == ["Title 1 30", "Title 2 10", "Walk along the river 10"]
    page = posters.poster(made, made.selections[0], first=FIRST - timedelta(30))
    assert (page.context["first"], page.context["last"]) == (FIRST, date(2026, 12, 6))


def test_there_is_one_of_the_town_and_of_each_area(site):
    pages = list(posters.pages(site()))
    assert [one.path for one in pages] == ["poster/", "poster/north/", "poster/south/"]
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
