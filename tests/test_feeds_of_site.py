"""Which feeds a site has, how its pages offer them, and that one too big is split without loss."""

import logging
import re
from collections import Counter
from dataclasses import replace
from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest

import random_schedules as chance
from agenda import feed_lint, qr_code
from agenda.feeds import HEAD, Feeds
from agenda.model import Agenda
from agenda.pages import Site
from agenda.state import State
from site_files import made as files_of
from site_pages import file_at, pages
from small_town import activity, small_town

TODAY = date(2026, 9, 1)
SMALL = HEAD + 16_000
EVENT = re.compile(rb"BEGIN:VEVENT\r\n.*?END:VEVENT\r\n", re.DOTALL)
ACTIVITY = "activiteit/voorbeeld-wijkcentrum/koffieochtend-meerwijk/"
UNDATED = "activiteit/voorbeeld-wijkcentrum/maatje-bij-u-thuis/"
ENDED = "activiteit/haarlem-effect/de-grote-eenzaamheid-show/"
CANCELLED = "activiteit/voorbeeld-cultuurhuis/theatermiddag/"


def feeds(number: int, state: State | None = None, largest: int = SMALL, **changes) -> Feeds:
    """The feeds of a town with so many activities, and of that town other settings."""
    place, whole = chance.agenda(seed=5, number=number)
    town = replace(place, url="https://example.org", today=TODAY, **changes)
    return Feeds(Site(whole, replace(town, largest_feed=largest)), state or State(TODAY))


@pytest.fixture(scope="module")
def split() -> Feeds:
    return feeds(60)


@pytest.fixture(scope="module")
def files(split) -> dict[str, bytes]:
    return files_of(split.files())


@pytest.fixture(scope="module")
def whole() -> dict[str, bytes]:
    """The same, but no feed is too big."""
    return files_of(feeds(60, largest=10_000_000).files())


def parts(files: dict[str, bytes], folder: str = "") -> list[str]:
    """The files of a folder's feed in their order."""
    found = [re.fullmatch(re.escape(folder) + r"agenda(-(\d+))?\.ics", path) for path in files]
    return [one[0] for one in sorted(filter(None, found), key=lambda one: int(one[2] or 1))]


def events(files: dict[str, bytes], paths: list[str]) -> list[bytes]:
    return [event for path in paths for event in EVENT.findall(files[path])]


@pytest.mark.parametrize("folder", ["", "wijk/parkwijk/", "doelgroep/iedereen/", "plek/de-tulp/"])
def test_parts_together_are_the_whole_and_no_event_stands_twice(folder, files, whole):
    found, single = parts(files, folder), parts(whole, folder)
    assert len(single) == 1
    assert sorted(events(files, found)) == sorted(events(whole, single))
    assert [
        uid for uid, times in Counter(re.findall(rb"UID:\S+", b"".join(events(files, found)))).items() if times > 1
    ] == []


def test_every_part_is_small_enough_and_a_calendar_by_itself(files):
    found = parts(files)
    assert found[:3] == ["agenda.ics", "agenda-2.ics", "agenda-3.ics"]
    for number, path in enumerate(found, 1):
        assert len(files[path]) <= SMALL or len(set(re.findall(rb"UID:dock-haarlem\.(\w+)", files[path]))) == 1
        assert feed_lint.findings(files[path]) == []
        text = re.sub("\r\n ", "", files[path].decode())
        assert f"X-WR-CALNAME:Haarlem Ontmoet\\, deel {number}\r\n" in text
        assert f"Dit is deel {number} van {len(found)}." in text
        assert f"SOURCE;VALUE=URI:https://example.org/{path}\r\n" in text


def test_an_activity_s_events_stand_together(files):
    found = {path: set(re.findall(rb"UID:dock-haarlem\.(\w+)", files[path])) for path in parts(files)}
    assert sum(map(len, found.values())) == len(set().union(*found.values()))


def test_the_build_says_so(caplog):
    """Pelican tells each message once in a process: this is a town of its own."""
    with caplog.at_level(logging.WARNING):
        feeds(31).warn()
    assert [
        one for one in caplog.messages if re.match(r"agenda\.ics would have \d+ kB: it is split into \d+ parts", one)
    ]


def test_what_fits_is_one_file_and_nothing_is_said(whole, caplog):
    with caplog.at_level(logging.WARNING):
        made = feeds(3, largest=10_000_000)
        assert "agenda-2.ics" not in files_of(made.files())
        made.warn()
    assert caplog.messages == []
    assert "agenda-2.ics" not in whole
    assert not made.state.parts


def carried(state: State, tmp_path, today: date = TODAY) -> State:
    """The state as the next build reads it."""
    file = tmp_path / "state.json"
    file.write_bytes(state.written())
    return State.read(today, file)


def test_more_activities_leave_all_others_in_their_part(tmp_path):
    first = feeds(40)
    second = feeds(90, carried(first.state, tmp_path, date(2026, 9, 2)))
    before, after = first.state.parts["agenda.ics"], second.state.parts["agenda.ics"]
    assert before.items() <= after.items()
    assert max(after.values()) > max(before.values())


def test_what_was_there_before_the_first_split_stays_before_what_is_new(tmp_path):
    """The newest go to the next part, whatever their names."""
    fitting = feeds(15, largest=10_000_000)
    files_of(fitting.files())  # its activities have their stamps from now on
    room = sum(fitting.calendars.sizes.values())
    grown = feeds(40, carried(fitting.state, tmp_path, date(2026, 9, 2)), largest=HEAD + int(room / 0.9) + 1)
    placed = grown.state.parts["agenda.ics"]
    assert {placed[one.identity] for one in fitting.site.agenda.activities if one.identity in placed} == {1}
    assert max(placed.values()) > 1


def test_a_feed_that_shrinks_stays_split(tmp_path):
    first = feeds(60)
    later = feeds(2, carried(first.state, tmp_path))
    made = files_of(later.files())
    assert parts(made) == parts(files_of(first.files()))
    assert all(made[path].endswith(b"END:VCALENDAR\r\n") for path in parts(made))


def test_equal_state_gives_equal_bytes(tmp_path):
    first = feeds(60)
    made = files_of(first.files())
    assert files_of(feeds(60, carried(first.state, tmp_path)).files()) == made


def test_one_activity_bigger_than_a_part_is_told(caplog):
    with caplog.at_level(logging.WARNING):
        feeds(5, largest=HEAD + 300).warn()
    assert [one for one in caplog.messages if "in one activity" in one]


def test_long_addresses_are_told_once(caplog):
    place, whole = chance.agenda(seed=5, number=2)
    long = whole.activities[0].model_copy(update={"slug": "a" * 80})
    agenda = Agenda(whole.register, (long, *whole.activities[1:]))
    with caplog.at_level(logging.WARNING):
        Feeds(Site(agenda, replace(place, url="https://www.agenda.example.org")), State(TODAY)).warn()
    [told] = caplog.messages
    assert told.startswith("1 calendar feeds have an address of more than 115 characters")
    assert "a" * 80 in told


def test_of_feeds_that_a_town_does_without_no_address_is_told(caplog):
    place, whole = chance.agenda(seed=5, number=2)
    long = whole.activities[0].model_copy(update={"slug": "a" * 80})
    town = replace(place, url="https://www.agenda.example.org", parts=frozenset())
    with caplog.at_level(logging.WARNING):
        Feeds(Site(Agenda(whole.register, (long,)), town), State(TODAY)).warn()
    assert caplog.messages == []


def test_no_address_of_the_town_s_own_is_too_long(site):
    """But for activities, whose names partners choose; the longest address that we can think of for the town."""
    paths = [file.relative_to(site).as_posix() for file in site.rglob("agenda*.ics") if file.parts[-3] != "activiteit"]
    assert max(len(f"https://www.haarlemontmoet.nl/{path}") for path in paths if "activiteit/" not in path) < 116


def test_every_activity_has_its_feed_with_the_events_of_the_whole(found, site):
    whole = set(EVENT.findall((site / "agenda.ics").read_bytes()))
    seen = set()
    for path in found:
        if re.fullmatch(r"activiteit/[^/]+/[^/]+/", path):
            seen |= set(EVENT.findall((site / path / "agenda.ics").read_bytes()))
    assert seen == whole
    assert len(EVENT.findall((site / ACTIVITY / "agenda.ics").read_bytes())) > 1


def test_an_activity_without_dates_has_an_empty_feed(site):
    data = (site / UNDATED / "agenda.ics").read_bytes()
    assert EVENT.findall(data) == []
    assert [one for one in feed_lint.findings(data) if not one.warning] == []


def test_a_former_address_goes_on_giving_the_feed(found, site):
    moved = [path for path, page in found.items() if page.redirects and page.language == "nl"]
    assert moved
    for path in moved:
        to = found[path].all("//main//a/@href")[0].strip("/")
        assert (site / path / "agenda.ics").read_bytes() == (site / to / "agenda.ics").read_bytes()


def test_a_withdrawn_activity_leaves_an_empty_feed(site):
    data = (site / "activiteit/voorbeeld-wijkcentrum/zomerkoffie-op-het-plein/agenda.ics").read_bytes()
    assert EVENT.findall(data) == []
    assert b"BEGIN:VCALENDAR" in data


@pytest.mark.parametrize(
    ("path", "offered"),
    [(ACTIVITY, 1), (UNDATED, 0), (ENDED, 0), (CANCELLED, 0)],
    ids=["dated", "undated", "ended", "off"],
)
def test_activity_page_offers_its_feed(path, offered, found):
    links = [one for one in found[path].all("//main//a") if one.text_content() == "Zet in de agenda van mijn telefoon"]
    assert [one.get("href") for one in links] == [f"/{path}agenda.ics"] * offered


@pytest.mark.parametrize("path", ["", "wijk/meerwijk/", "wijk/meerwijk/doelgroep/ouderen/", "thema/koffie-en-praten/"])
def test_each_selection_offers_every_way(path, found):
    page = found[path]
    links = page.all("//section[@class='feeds']//a/@href")
    feed = f"localhost:8000/{path}agenda.ics"
    assert f"/{path}agenda.ics" in links
    assert f"webcal://{feed}" in links
    assert "/abonneren/" in links
    [google] = [one for one in links if urlsplit(one).netloc == "calendar.google.com"]
    assert parse_qs(urlsplit(google).query)["cid"] == [f"webcal://{feed}"]
    [outlook] = [one for one in links if urlsplit(one).netloc == "outlook.live.com"]
    assert parse_qs(urlsplit(outlook).query)["url"] == [f"http://{feed}"]
    assert page.all("//section[@class='feeds']//code/text()") == [f"http://{feed}"]


def test_page_of_subscribing_names_every_single_selection(found, site):
    addresses = found["abonneren/"].all("//code/text()")
    feeds = [file.parent.relative_to(site).as_posix() for file in site.rglob("atom.xml")]
    expected = {f"http://localhost:8000/{'' if path == '.' else path + '/'}agenda.ics" for path in feeds}
    assert set(addresses) == expected
    assert len(addresses) == len(set(addresses))


def test_page_of_subscribing_leads_to_each_selection_s_ways(found, site):
    page = found["abonneren/"]
    links = page.all("//ul[contains(@class, 'addresses')]//a/@href")
    assert len(links) > 40
    for link in links:
        file, fragment = file_at(site, page, link)
        assert fragment == "feeds"
        assert file.is_file()


@pytest.mark.parametrize(
    ("id", "words"),
    [
        ("apple", ["webcal://", "elk uur"]),
        ("google", ["calendar.google.com", "8 tot 24 uur"]),
        (
            "outlook",
            ["outlook.live.com", "outlook.office.com", "Abonneren via internet", "elke 3 uur tot één keer per dag"],
        ),
        ("other", ["http://localhost:8000/agenda.ics", "Kopieer"]),
    ],
)
def test_each_program_is_explained_with_how_often_it_looks(id, words, found):
    [section] = found["abonneren/"].all(f"//section[@aria-labelledby='{id}']")
    told = section.text_content() + " ".join(section.xpath(".//a/@href"))
    assert [word for word in words if word not in told] == []


def test_subscribing_needs_no_script(found):
    ours = [one.rpartition("/")[2] for one in found["abonneren/"].all("//script/@src")]
    assert set(ours) <= {"site.js", "keep.js"}  # what every page has: it hides what is over, and counts what is kept


def test_every_page_leads_to_subscribing(found):
    assert [
        path
        for path, page in found.items()
        if not page.redirects
        and page.all("//footer[@class='bottom']")
        and not page.all(f"//footer//a[@href='/{'' if page.language == 'nl' else 'en/'}abonneren/']")
    ] == []


@pytest.mark.parametrize(
    ("page", "file", "leads_to"),
    [
        ("abonneren/", "abonneren.svg", "http://localhost:8000/abonneren/"),
        ("wijk/meerwijk/", "wijk/meerwijk/abonneren.svg", "http://localhost:8000/wijk/meerwijk/#feeds"),
    ],
    ids=["the agenda", "an area"],
)
def test_qr_code_stands_beside_the_feed(page, file, leads_to, found, site):
    assert found[page].all("//p[contains(@class, 'scan')]/img/@src") == [f"/{file}"]
    assert (site / file).read_bytes() == qr_code.svg(leads_to)
    assert (site / file).parent.joinpath("agenda.ics").is_file()


def test_only_the_agenda_and_areas_have_a_qr_code(found, site):
    areas = {path for path in found if re.fullmatch(r"wijk/[^/]+/", path)}
    codes = {file.parent.relative_to(site).as_posix() + "/" for file in site.rglob("abonneren.svg")}
    assert codes == areas | {"./"}


def test_without_a_site_s_address_only_copies_are_offered(tmp_path):
    town = small_town(tmp_path)
    done = town.build()
    assert done.returncode == 0, done.stderr
    found = pages(town.output)
    for page in (found["subscribe/"], found[""]):
        kinds = {urlsplit(one).scheme for one in page.addresses()}
        assert kinds <= {"", "mailto", "tel"}
        assert "/agenda.ics" in page.all("//main//a/@href")
        assert page.all("//code | //p[contains(@class, 'scan')]") == []
    assert not list(town.output.rglob("*.svg.*")) + list(town.output.rglob("subscribe.svg"))


def test_pages_list_all_parts(tmp_path):
    """A feed that was split before is split again, so that a small town shows what a big one does."""
    town = small_town(tmp_path, {"activities/walkers/swim.md": activity(title="Swimming")})
    address = ("-e", 'SITEURL="https://example.org"')
    assert town.build(None, *address).returncode == 0
    state = State.read(TODAY, town.output / "data/v1/feed-state.json")
    state.parts["agenda.ics"] = {"walkers/walk": 1, "walkers/swim": 2}
    file = town.write("state.json", state.written())
    done = town.build({}, *address, f'AGENDA_STATE="{file}"')
    assert done.returncode == 0, done.stderr
    assert "agenda.ics would have" in done.stdout
    found = pages(town.output)
    for path in ("", "subscribe/"):
        page = found[path]
        for part in ("https://example.org/agenda.ics", "https://example.org/agenda-2.ics"):
            assert part in page.all("//code/text()")
            assert part.replace("https", "webcal") in page.all("//main//a/@href")
        assert "all parts together" in page.text()
    assert b"Swimming" in (town.output / "agenda-2.ics").read_bytes()
    assert b"Swimming" not in (town.output / "agenda.ics").read_bytes()
    names = [link.text_content() for link in found["subscribe/"].all("//main//a[@class='button']")]
    assert len(names) == len(set(names))
