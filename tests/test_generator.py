"""Real builds of a small town: what stops one, what is published instead, and that equal input gives equal output."""

import json
import os
import re
import subprocess
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace

import pytest

from site_pages import pages
from small_town import TODAY, Town, activity, small_town

WRONG = activity(checked="20-11-2026")
OFFER = activity(title="Call a neighbour", schedule="{by_appointment: Call us.}", topics="[tea]")
EXAMPLES = {
    "content/organizations/pretend.md": "---\nname: PRETEND organization\nkind: member\nexample: yes\n---\n",
    "content/places/pretend.yaml": "name: PRETEND place\nexample: yes\n",
    "content/tombstones.yaml": "walkers/pretend-gone: {title: PRETEND gone, since: 2026-10-01, example: yes}\n",
    "activities/walkers/pretend.md": activity(title="PRETEND walk", example="yes", checked=None),
    "activities/pretend/show.md": activity(title="PRETEND show", location="pretend", example="yes", checked=None),
}


WHOLE = {**EXAMPLES, "activities/walkers/offer.md": OFFER}


def built(town: Town, env=None, *arguments: str) -> SimpleNamespace:
    """A build, and what stands in the output after it."""
    done = town.build(env, *arguments)
    times = {path: (town.output / path).stat().st_mtime_ns for path in town.built()}
    return SimpleNamespace(
        status=done.returncode, out=done.stdout, err=done.stderr, files=town.built(), times=times, town=town
    )


def once(files=None, env=None, *arguments: str):
    return lambda folder: built(small_town(folder, files), env, *arguments)


def changing(folder) -> list[SimpleNamespace]:
    """A first build; an entry deleted, one renamed, one new; a problem; all right again, two days later."""
    town = small_town(folder, {"activities/walkers/offer.md": OFFER, "activities/readers/club.md": activity()})
    town.write("output/CNAME", "littleham.example.org")
    first = built(town)
    town.write("activities/readers/club.md", None)
    town.write("activities/walkers/offer.md", None)
    town.write("activities/walkers/neighbour.md", OFFER.replace("checked", "formerly: [offer]\nchecked"))
    second = built(town)
    town.write("activities/readers/wrong.md", WRONG)
    third = built(town)
    town.write("activities/readers/wrong.md", None)
    return [first, second, third, built(town, {"AGENDA_TODAY": "2026-11-24"})]


DAMAGED = {
    "huge": "---\n" * 20_000,
    "latin": "---\ntitle: Caf\xe9\n---\n".encode("latin-1"),
    "empty": "",
    "linked": None,
}


def rescued(folder) -> list[SimpleNamespace]:
    """Published with problems in entries; then with one in the vocabulary too."""
    good = {f"activities/readers/{name}.md": activity(title=f"Book {name}") for name in ("club", *DAMAGED)}
    town = small_town(folder, good)
    for words in (["init", "-q"], ["add", "-A"], ["-c", "user.name=T", "-c", "user.email=t@t", "commit", "-qm", "1"]):
        subprocess.run(["git", "-C", folder, *words], check=True, env={**os.environ, "GIT_CONFIG_GLOBAL": os.devnull})
    town.write("activities/readers/club.md", WRONG)
    town.write("activities/readers/never.md", WRONG)
    for name, data in DAMAGED.items():
        town.write(f"activities/readers/{name}.md", data)
    (town.path / "activities/readers/linked.md").symlink_to("/etc/hostname")
    town.write("activities/walkers/walk.md", activity(title="Walk by the sea"))
    last_good = ("-e", 'AGENDA_ON_PROBLEM="last-good"')
    first = built(town, None, *last_good)
    town.write("content/vocabulary/areas.yaml", "north: {nam: Northside}\n")
    town.write("activities/walkers/walk.md", activity(title="Walk in the dunes"))
    return [first, built(town, None, *last_good)]


LETTER = ("index.html", "fragment.html", "week.txt", "rss.xml")
HERE = {"LANG": "C", "LC_ALL": "C", "TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "1"}
THERE = {"LANG": "nl_NL.UTF-8", "LC_ALL": "tr_TR.UTF-8", "TZ": "Pacific/Pago_Pago", "PYTHONHASHSEED": "2"}
BUILDS = {
    "changing": changing,
    "rescued": rescued,
    "here": once(WHOLE, HERE, "-e", 'SITEURL="https://example.org/agenda"'),
    "there": once(WHOLE, THERE, "-e", 'SITEURL="https://example.org/agenda"'),
    "no examples": once(WHOLE, None, "-e", "AGENDA_EXAMPLES=false"),
    "settings": once(
        None, {"AGENDA_TODAY": ""}, "-e", 'AGENDA_TODAY="2026-12-08"', "AGENDA_HORIZON_DAYS=2", 'DEFAULT_LANG="fr"'
    ),
    "wrong setting": once(None, None, "-e", "AGENDA_HORIZON_DAYS=0"),
    "taken by an editor": once({"content/pages/t.md": "Title: T\nSlug: today\n\nT\n"}),
    "taken twice": once(None, None, "-e", 'AGENDA_URLS={"week": "today"}'),
}


@pytest.fixture(scope="module")
def build(tmp_path_factory):
    """A build (or several) by name; all are made at the same time."""
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        made = {name: pool.submit(make, tmp_path_factory.mktemp("town")) for name, make in BUILDS.items()}
        yield lambda name: made[name].result()


def test_a_problem_stops_the_build_and_nothing_changes(build):
    _, second, third, _ = build("changing")
    assert third.status == 1
    assert re.search(r"^activities/readers/wrong\.md:8:10: checked: 20-11-2026 is not written", third.err, re.MULTILINE)
    assert "Nothing was published" in third.err
    assert (third.files, third.times) == (second.files, second.times)


def test_what_is_no_longer_made_is_deleted_and_foreign_files_stay(build):
    first, second, *_ = build("changing")
    gone = "activity/readers/club/index.html"
    assert gone in first.files
    assert gone not in second.files
    assert not (second.town.output / "activity" / "readers").exists()
    assert second.files["CNAME"] == b"littleham.example.org"


def test_an_unchanged_file_keeps_its_time(build):
    first, second, *_ = build("changing")
    both = first.files.keys() & second.files.keys()
    same = {path for path in both if first.files[path] == second.files[path]}
    assert {"about/index.html", "theme/css/site.css", "activity/walkers/walk/slip/index.html"} <= same
    assert {path for path in both if first.times[path] == second.times[path]} == same


def test_a_renamed_activity_keeps_its_address_and_identity(build):
    first, second, *_ = build("changing")
    assert b"url=/activity/walkers/neighbour/" in second.files["activity/walkers/offer/index.html"]
    guid = b'<guid isPermaLink="false">walkers.offer@littleham</guid>'
    assert guid in first.files["rss.xml"]
    assert guid in second.files["rss.xml"]


COUNTED = [f"offer-by-area/{audience}" for audience in ("", "old/", "young/")]  # they say from when to when they count


def test_the_day_of_building_stands_nowhere_else(build):
    """Two days later, with the same entries and nothing about to begin."""
    _, second, _, fourth = build("changing")
    paths = second.files.keys() | fourth.files
    differing = {path for path in paths if second.files.get(path) != fourth.files.get(path)}
    of_today = {"build.json", "today/index.html", "this-week/index.html", "weekend/index.html"}
    letters = {f"week/{area}{file}" for area in ("", "north/", "south/") for file in LETTER}  # Sunday, then Tuesday
    to_check = {"review/index.html", "organization/walkers/review/index.html", "organization/readers/review/index.html"}
    of_coming_weeks = {f"{page}index.html" for page in ("poster/", "poster/north/", "poster/south/", *COUNTED)}
    assert differing - to_check == of_today | letters | of_coming_weeks | {"finder.json"}
    assert json.loads(fourth.files["build.json"]) == {"date": "2026-11-24"}


def test_last_good_publishes_the_rest_and_says_what_is_missing(build):
    first, _ = build("rescued")
    assert first.status == 3
    assert re.search(r"^activities/readers/club\.md:8:10: checked: ", first.out, re.MULTILINE)
    assert "\nactivities/readers/club.md: an earlier version is published.\n" in first.out
    assert "\nactivities/readers/never.md: not published.\n" in first.out
    assert "Walk by the sea" in first.files["activity/walkers/walk/index.html"].decode()
    assert "Book club" in first.files["activity/readers/club/index.html"].decode()
    assert not [path for path in first.files if "never" in path]


@pytest.mark.parametrize("name", DAMAGED)
def test_last_good_stands_in_for_a_damaged_file(name, build):
    first, _ = build("rescued")
    assert f"\nactivities/readers/{name}.md: an earlier version is published.\n" in first.out
    assert f"Book {name}" in first.files[f"activity/readers/{name}/index.html"].decode()


def test_a_broken_vocabulary_publishes_nothing_even_then(build):
    first, second = build("rescued")
    assert second.status == 1
    assert "content/vocabulary/areas.yaml:1:9: north.nam: " in second.err
    assert (second.files, second.times) == (first.files, first.times)


def test_equal_input_gives_equal_output(build):
    here, there = build("here"), build("there")
    assert (here.status, there.status) == (0, 0), here.err + there.err
    assert here.files == there.files
    assert len(here.files) > 80


def test_below_a_path_every_link_has_it(build):
    made = build("here")
    found = pages(made.town.output)
    links = {address for page in found.values() for address in page.addresses()}
    own = {one for one in links if one.startswith(("/", "https://example.org"))}
    assert {one for one in own if not re.match(r"(https://example\.org)?/agenda/", one)} == set()
    assert {"/agenda/", "/agenda/activity/walkers/walk/", "/agenda/theme/css/site.css"} <= own
    assert found["today/"].all("//link[@rel='canonical']/@href") == ["https://example.org/agenda/today/"]
    for path in (
        "rss.xml",
        "atom.xml",
        "feed.json",
        "week/rss.xml",
        "week/week.txt",
        "agenda.ics",
        "sitemap.xml",
        "robots.txt",
    ):
        text = re.sub("\r\n ", "", made.files[path].decode())
        assert set(re.findall(r"https://example\.org/\w*", text)) == {"https://example.org/agenda"}


def test_examples_are_left_out_everywhere(build):
    made, whole = build("no examples"), build("here")
    assert made.status == 0, made.err
    pretending = {path for path, data in whole.files.items() if b"PRETEND" in data or "pretend" in path}
    assert {"index.html", "agenda.ics", "rss.xml", "place/pretend/index.html"} <= pretending
    assert "activity/walkers/pretend-gone/index.html" in pretending
    assert [path for path, data in made.files.items() if b"pretend" in data.lower() or "pretend" in path] == []
    assert "activity/walkers/walk/index.html" in made.files


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        pytest.param({"location": "pretend"}, "location", id="its place"),
        pytest.param({"partners": "[readers, pretend]"}, "partners[2]", id="a partner"),
        pytest.param({"vouched_by": "pretend"}, "vouched_by", id="who vouches"),
        pytest.param(
            {"schedule": "{start: 2026-12-10, changes: [{date: 2026-12-10, location: pretend}]}"},
            "schedule.changes[1].location",
            id="the place of one occurrence",
        ),
    ],
)
def test_what_is_real_cannot_lean_on_an_example(fields, field, tmp_path):
    loaded = small_town(tmp_path, {**EXAMPLES, "activities/walkers/walk.md": activity(**fields)}).load()
    assert [(one.path, one.field) for one in loaded.problems] == [("activities/walkers/walk.md", field)]


def test_settings_can_be_given_with_the_command(build):
    """The day as JSON, a horizon of two days, another language: French days, English words for want of a catalogue."""
    made = build("settings")
    assert made.status == 0, made.err
    home = pages(made.town.output)[""]
    assert json.loads(made.files["build.json"]) == {"date": "2026-12-08"}
    assert home.all("/html/@lang") == ["fr"]
    assert home.all("//section[@class='day']") == []
    assert "jeudi 10 décembre" in home.text("//section[@class='lines']")


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("wrong setting", "AGENDA_HORIZON_DAYS: 0 is not a whole number from 1 to 400."),
        ("taken by an editor", "pages/t.md: Slug: today is the address of another page."),
        ("taken twice", "AGENDA_URLS: two pages have the address today/. Choose other words."),
    ],
)
def test_what_cannot_be_published_is_told_and_nothing_is(name, told, build):
    made = build(name)
    assert made.status == 1
    assert told in made.err
    assert "Traceback" not in made.err
    assert made.files == {}


def test_day_is_that_of_the_tests(build):
    assert json.loads(build("here").files["build.json"]) == {"date": TODAY}
