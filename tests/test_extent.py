"""Which parts of a site a town has: what each adds, and what is there without any."""

import re
from dataclasses import replace

import pytest

from agenda import composition, extent, press, qr_code, town
from agenda.extent import ALL, PARTS
from agenda.feeds import Feeds
from agenda.languages import SettingsError
from agenda.pages import Site
from agenda.state import State
from site_files import made as files_of
from site_pages import Page, dead, pages
from small_town import SETTINGS, Town, activity, small_town

MORE = {
    "content/coalition.md": "---\ntitle: Together\n---\nWho we are.\n",
    "content/help.md": (
        "---\ntitle: Help\nentries:\n  now: {name: Danger, group: emergency, what: Call., phone: '112'}\n---\nText\n"
    ),
    "pelicanconf.py": SETTINGS.replace('SITEURL = ""', 'SITEURL = "https://agenda.example"'),
    "activities/walkers/tea.md": activity(title="Tea", topics="[outdoors]"),
}


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        pytest.param(None, ALL, id="not said: all"),
        pytest.param((), set(), id="none"),
        pytest.param(("places", "moments"), {"places", "moments"}, id="some"),
        pytest.param(["places", "places"], {"places"}, id="a list, one of them twice"),
        pytest.param({"places"}, {"places"}, id="a set"),
        pytest.param(("list",), {"list", "slips"}, id="a kept list is read from slips"),
        pytest.param(PARTS, ALL, id="each"),
    ],
)
def test_the_parts_that_a_town_names(value, expected):
    assert extent.parts(value) == expected


@pytest.mark.parametrize(
    ("value", "told"),
    [
        pytest.param("places", "AGENDA_PARTS: 'places' is not a list of parts. Write for example", id="a text"),
        pytest.param(("places", 1), "is not a list of parts", id="a number among them"),
        pytest.param({"places": True}, "is not a list of parts", id="a mapping"),
        pytest.param(True, "is not a list of parts", id="yes"),
        pytest.param(("place", "posters"), r"unknown parts \['place'\]; known are \['calendars'", id="unknown"),
    ],
)
def test_what_is_no_list_of_parts(value, told):
    with pytest.raises(SettingsError, match=told):
        extent.parts(value)


@pytest.mark.parametrize(
    ("setting", "told"),
    [
        pytest.param({"AGENDA_LISTS": "each"}, "AGENDA_LISTS is neither 'dates' nor 'next'", id="unknown lists"),
        pytest.param({"AGENDA_LARGEST_FEED": 9_999}, "whole number from 10000 to 100000000", id="too small a feed"),
        pytest.param({"AGENDA_LARGEST_FEED": "1 MB"}, "'1 MB' is not a whole number", id="a size in words"),
        pytest.param({"AGENDA_PARTS": ("all",)}, "unknown parts", id="an unknown part"),
    ],
)
def test_settings_that_cannot_be(setting, told, tmp_path):
    made = small_town(tmp_path)
    settings = {"PATH": str(made.path / "content"), "SITENAME": "A", "TIMEZONE": "Europe/Amsterdam", "THEME": "theme"}
    with pytest.raises(SettingsError, match=told):
        town.of({**settings, **setting}, {})


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Town:
    return small_town(tmp_path_factory.mktemp("town"), MORE)


@pytest.fixture(scope="module")
def paths(made):
    """The paths of all pages, feeds and pictures of kits that a town has with these parts."""
    agenda, place = made.agenda(), made.settings()

    def of(*parts: str) -> set[str]:
        site = Site(agenda, replace(place, parts=frozenset(parts)))
        pages = {entry.path for entry in composition.composed({site: []}, [])[site].entries}
        kits = {path for path, _ in press.files(site)} if "press" in parts else set()
        return pages | set(files_of(Feeds(site, State(place.today)).files())) | kits

    return of


@pytest.mark.parametrize(
    ("parts", "added", "how_many"),
    [
        pytest.param(["pairs"], "area/north/topic/outdoors/", 10, id="pairs: two areas with five others"),
        pytest.param(["places"], "place/mill/", 1, id="places"),
        pytest.param(["campaigns"], "campaign/open-week/", 1, id="campaigns"),
        pytest.param(["moments"], "weekend/", 4, id="moments"),
        pytest.param(["newsletters"], "week/north/rss.xml", 12, id="newsletters: of the town and two areas"),
        pytest.param(["choose"], "choose/", 1, id="choose"),
        pytest.param(["subscribe"], "subscribe/", 1, id="subscribe"),
        pytest.param(["list"], "my-list/", 1, id="list"),
        pytest.param(["slips"], "activity/walkers/tea/slip/", 2, id="slips"),
        pytest.param(["posters"], "poster/north/", 3, id="posters: of the town and two areas"),
        pytest.param(["calendars"], "topic/outdoors/agenda.ics", 9, id="calendars: of seven lists and two activities"),
        pytest.param(["news"], "topic/outdoors/rss.xml", 29, id="news: two kinds of all, three of nine others"),
        pytest.param(["codes"], "area/north/subscribe.svg", 3, id="codes: of the town and two areas"),
        pytest.param(["fields"], "fields/", 1, id="fields"),
        pytest.param(["coalition"], "coalition/", 1, id="coalition"),
        pytest.param(["help"], "help/", 1, id="help"),
        pytest.param(["embed"], "embed/topic/outdoors/", 11, id="embed: the page about it and ten frames"),
        pytest.param(["missing"], "404.html", 1, id="missing"),
        pytest.param(["press"], None, 0, id="kits without pages of campaigns"),
        pytest.param(["press", "campaigns"], "campaign/open-week/press/badge.svg", 6, id="kits of campaigns"),
    ],
)
def test_what_a_part_adds(parts, added, how_many, paths):
    least, found = paths(), paths(*parts)
    assert least - found == set()
    more = found - least
    assert added in more if added else not more
    assert len(more) == how_many, sorted(more)


def test_every_part_goes_without_any_other(paths):
    whole = paths(*PARTS)
    for part in PARTS:
        assert paths(part) <= whole
        assert paths(*ALL - {part}) <= whole


@pytest.mark.parametrize(
    ("parts", "leads_to"),
    [
        pytest.param({"codes", "subscribe"}, "https://agenda.example/subscribe/", id="to how one follows it"),
        pytest.param({"codes"}, "https://agenda.example/#feeds", id="without that page to the list itself"),
    ],
)
def test_where_the_code_of_the_agenda_leads(parts, leads_to, made):
    site = Site(made.agenda(), replace(made.settings(), parts=frozenset(parts)))
    assert files_of(Feeds(site, State(site.town.today)).files())["subscribe.svg"] == qr_code.svg(leads_to)


ALWAYS = {
    "index.html", "agenda.ics", "rss.xml", "build.json", "data/v1/feed-state.json",
    "activity/walkers/walk/index.html", "activity/walkers/tea/index.html",
    *(f"area/{one}/{file}" for one in ("north", "south") for file in ("index.html", "agenda.ics")),
    *(f"audience/{one}/index.html" for one in ("all", "old", "young")),
    *(f"topic/{one}/index.html" for one in ("outdoors", "tea")),
    *(f"organization/{one}/index.html" for one in ("walkers", "readers")),
}  # fmt: skip
# Of each part that is no list, page or feed of the agenda's own: one of the files that it adds.
FILES_OF = {
    "finder": "finder.json", "data": "data/v1/activities.json", "fields": "data/v1/template/activity.md",
    "press": "campaign/open-week/press/mark.svg", "emblem": "theme/favicon.svg", "sitemap": "sitemap.xml",
    "missing": "404.html",
}  # fmt: skip


def test_a_site_without_parts_and_one_with_all(tmp_path):
    settings = MORE["pelicanconf.py"] + "AGENDA_PARTS = ()\n"
    built = small_town(tmp_path, {**MORE, "pelicanconf.py": settings})
    assert (ran := built.build()).returncode == 0, ran.stderr
    least, walk = set(built.built()), built.page("activity/walkers/walk")
    built.write("pelicanconf.py", MORE["pelicanconf.py"])
    assert (ran := built.build()).returncode == 0, ran.stderr
    whole = set(built.built())
    assert ALWAYS - least == set()
    assert least - whole == set()
    assert {part: path in least for part, path in FILES_OF.items()} == dict.fromkeys(FILES_OF, False)
    assert {part: path in whole for part, path in FILES_OF.items()} == dict.fromkeys(FILES_OF, True)
    nearby = "More like it, nearby"
    assert nearby not in walk
    assert nearby in built.page("activity/walkers/walk")


# Each thing whose pages lead to parts, in two languages: with a mark, long without a time, over, moved, gone.
OF_LINKED = """
AGENDA_LANGUAGES = {"nl": ()}
AGENDA_PER_PAGE = 20
AGENDA_MENU = (("Help", "help/"), ("About", "about/"), ("Add", "add-an-activity/"))
AGENDA_FOOTER = (("Fields", "fields/"), ("Data", "build.json"))
"""
LINKED = {
    **MORE,
    "pelicanconf.py": MORE["pelicanconf.py"] + OF_LINKED,
    "content/pages/refer.md": "Title: Helping somebody?\nSlug: refer\nTemplate: refer\n\nHow to.\n",
    "content/campaigns/open-week.md": (
        "---\nname: Open week\nstart: 2026-12-07\nuntil: 2026-12-13\nmark: mark.svg\n---\nCome in.\n"
    ),
    "content/campaigns/mark.svg": "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'/>",
    "content/campaigns/autumn.md": "---\nname: Autumn\nstart: 2026-10-07\nuntil: 2026-10-13\n---\nCome in.\n",
    "content/tombstones.yaml": "walkers/gone: {title: Gone, since: 2026-10-01}\n",
    "activities/walkers/walk.md": activity(
        schedule="{start: 2026-11-22, time: '23:00', repeat: daily}", campaigns="[open-week]", formerly="[stroll]"
    ),
    "activities/readers/over.md": activity(title="Over", schedule="{start: 2026-11-01, time: '9:00'}"),
    **{
        f"activities/walkers/visit-{number}.md": activity(title=f"Visit {number}", schedule="{by_appointment: Call.}")
        for number in range(12)
    },
}
PAGES = (
    "pairs", "places", "campaigns", "moments", "newsletters", "choose", "subscribe", "list", "posters", "fields",
    "coalition", "help", "embed", "missing",
)  # fmt: skip


def own_addresses(page: Page) -> set[str]:
    """The paths of this site that a page's data, samples and scripts name; of a form the page it is on."""
    named = set(re.findall(r"https://agenda\.example/([^\"<\s&#]*)", page.source))
    fetched = page.all("//@data-index | //@data-build | //@data-list | //@data-calendar")
    return named | {address.removeprefix("/") for address in fetched if address}


@pytest.mark.parametrize(
    "parts",
    [
        pytest.param((), id="none"),
        pytest.param(PARTS, id="all"),
        pytest.param(PAGES, id="pages without the files beside them"),
        pytest.param(tuple(ALL.difference(PAGES)), id="files without the pages about them"),
        pytest.param(PARTS[::2], id="every other one"),
        pytest.param(PARTS[1::2], id="and those between"),
    ],
)
def test_no_page_leads_to_a_part_that_is_not_there(parts, tmp_path):
    settings = f"{LINKED['pelicanconf.py']}AGENDA_PARTS = {sorted(parts)!r}\n"
    town = small_town(tmp_path, {**LINKED, "pelicanconf.py": settings})
    assert (ran := town.build()).returncode == 0, ran.stderr
    found = pages(town.output)
    assert "nl/area/north/" in found
    assert dead(town.output, found) == {}
    files = town.built().keys()
    named = {path: own_addresses(page) for path, page in found.items()}
    there = {*files, *(name.removesuffix("index.html") for name in files)}
    assert {path: lost for path, paths in named.items() if (lost := paths - there)} == {}
    assert [path for path, page in found.items() if page.all("//ul[not(li)] | //nav[not(.//a)]")] == []


def listed(folder, per_page: int, **entries: str) -> list[list[str]]:
    """What stands on each page of the list of all, where lists have each activity once: `day slug`."""
    files = {f"activities/walkers/{slug}.md": activity(title=slug, schedule=text) for slug, text in entries.items()}
    made = small_town(folder, {"activities/walkers/walk.md": None, **files})
    site = Site(made.agenda(), replace(made.settings(), lists="next", per_page=per_page))
    pages = list(site.selection(site.selections[0]))
    assert [page.context["listing"].pager.total for page in pages] == [len(pages)] * len(pages)
    return [
        [f"{day.date:%m-%d} {item.activity.slug}" for day in page.context["listing"].days for item in day.items]
        for page in pages
    ]


WEEKLY = "{start: 2026-11-03, time: '14:00', repeat: weekly}"
FAR = "{start: 2027-06-01, time: '10:00'}"  # long after the horizon
OFF = "{start: 2026-11-03, time: '9:00', repeat: weekly, changes: [{date: 2026-11-24, cancelled: yes}]}"


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        pytest.param({"a": WEEKLY}, ["11-24 a"], id="a series once, at its next date"),
        pytest.param({"a": WEEKLY, "b": "{start: 2026-11-23, time: '9:00'}"}, ["11-23 b", "11-24 a"], id="by day"),
        pytest.param({"a": FAR, "b": WEEKLY}, ["11-24 b", "06-01 a"], id="after the horizon too"),
        pytest.param({"a": "{start: 2026-11-20, end: 2026-11-25}"}, ["11-22 a"], id="begun before, under today"),
        pytest.param({"a": "{start: 2026-11-01, time: '9:00'}"}, [], id="not what is over"),
        pytest.param({"a": "{by_appointment: Call us.}"}, [], id="what has no fixed time stands by itself"),
        pytest.param({"a": OFF}, ["11-24 a"], id="a next date that is off is told"),
    ],
)
def test_each_activity_once_at_its_next_date(entries, expected, tmp_path):
    assert listed(tmp_path, 24, **entries) == [expected]


@pytest.mark.parametrize(("many", "sizes"), [(1, [1]), (3, [3]), (4, [3, 1]), (6, [3, 3]), (7, [3, 3, 1])])
def test_pages_have_exactly_so_many_and_nothing_twice(many, sizes, tmp_path):
    entries = {f"a{number}": WEEKLY if number % 2 else "{start: 2026-11-24, time: '10:00'}" for number in range(many)}
    found = listed(tmp_path, 3, **entries)
    assert [len(page) for page in found] == sizes
    assert sorted(one for page in found for one in page) == [f"11-24 a{number}" for number in range(many)]


def test_at_the_end_of_a_list_of_each_activity_nothing_comes_again(tmp_path):
    made = small_town(tmp_path, {"activities/walkers/far.md": activity(title="Far", schedule=FAR)})
    found = {}
    for lists in ("dates", "next"):
        site = Site(made.agenda(), replace(made.settings(), lists=lists))
        shown = next(site.selection(site.selections[0])).context["listing"]
        found[lists] = (
            [item.activity.slug for day in shown.days for item in day.items],
            [item.activity.slug for item in shown.later],
        )
    assert found == {"dates": (["walk"], ["far"]), "next": (["walk", "far"], [])}
