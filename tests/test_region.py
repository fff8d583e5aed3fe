"""A region: two towns joined into one agenda that stays the towns' own, whatever one of them gives."""

import json
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

import two_towns
from agenda import source, town
from browsing import served
from intake.wire import Wire
from region import region_folder, sources, town_data
from region.join_run import Run
from small_town import ROOT, TODAY, Town, activity, contents, small_town

URLS = {"Northam": "https://northam.example", "Southam": "https://southam.example/town"}
HOLIDAYS = "until: 2028-12-31\nsources: [The town]\npublic-holidays: [{date: 2026-12-25, name: Christmas}]\n"
OTHER_HOLIDAYS = HOLIDAYS.replace("2026-12-25", "2026-12-18")
WEEKLY = "{start: 2026-11-27, time: 10:00-12:00, repeat: weekly, pause: public-holidays}"
NORTHAM = {
    "activities/walkers/weekly.md": activity(
        title="Weekly walk", schedule=WEEKLY, formerly="[old-walk]", discounts="[pass]", partners="[readers]",
        campaigns="[open-week]", text="See [the other walk](/activity/walkers/walk/).",
    ),
    "activities/walkers/moved.md": activity(
        title="Moved walk", schedule="{start: 2026-12-01, time: 9:00, repeat: weekly, count: 3, changes: "
        "[{date: 2026-12-08, to: 2026-12-09, location: {name: The Barn, area: south}}]}",
    ),
    "activities/readers/call.md": activity(title="A call", schedule="{by_appointment: Call us.}", audiences="[old]"),
}  # fmt: skip
SOUTHAM = {
    "activities/walkers/weekly.md": activity(title="Weekly walk in the south", schedule=WEEKLY),
    "content/vocabulary/audiences.yaml": (
        "all: {name: Everyone, everyone: true}\nold: {name: Elders}\nyoung: {name: Young people}\n"
    ),
    "content/vocabulary/holidays.yaml": OTHER_HOLIDAYS,
}


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> dict[str, Town]:
    """Both towns, built; nobody changes them."""
    towns = {}
    for name, files in (("Northam", NORTHAM), ("Southam", SOUTHAM)):
        made = towns[name] = small_town(tmp_path_factory.mktemp(name.lower()), files)
        done = made.build(None, "-e", f'SITEURL="{URLS[name]}"', f'AGENDA_ID="{name.lower()}"')
        assert done.returncode == 0, done.stdout + done.stderr
    return towns


@pytest.fixture
def sites(built, tmp_path) -> dict[str, Path]:
    """What both publish, to change at will."""
    return {
        name: Path(shutil.copytree(one.output / "data", tmp_path / name / "data")).parent for name, one in built.items()
    }


def empty_region(folder: Path) -> Town:
    """A region without anything yet but its own page and holidays."""
    made = small_town(folder)
    for part in ("content", "activities"):
        shutil.rmtree(made.path / part)
    made.write("pelicanconf.py", (made.path / "pelicanconf.py").read_text().replace('"littleham"', '"shire"'))
    made.write("content/pages/about.md", "Title: About\nSlug: about\n\nThe shire.\n")
    made.write("content/vocabulary/holidays.yaml", HOLIDAYS)
    (made.path / "activities").mkdir()
    return made


@pytest.fixture
def region(tmp_path) -> Town:
    return empty_region(tmp_path / "region")


@pytest.fixture(scope="module")
def whole(built, tmp_path_factory) -> Town:
    """Both towns' region, built; nobody changes it."""
    made = empty_region(tmp_path_factory.mktemp("region"))
    run = join(made, {name: one.output for name, one in built.items()})
    assert (told(run), run.problems) == ({}, [])
    done = made.build(None, "-e", 'SITEURL="https://shire.example"')
    assert done.returncode == 0, done.stdout + done.stderr
    return made


def join(region: Town, places: dict[str, object], today: str = TODAY, **options) -> Run:
    place = replace(town.read(region.path / "pelicanconf.py"), today=date.fromisoformat(today))
    run = Run(place, options.pop("wire", Wire()), **options)
    run.join([sources.source(f"{name}={place}") for name, place in places.items()])
    return run


def told(run: Run) -> dict[str, str]:
    """What alarmed, by town."""
    return {one.name: str(one.alarm) for one in run.outcomes if one.alarm}


def records(site: Path, change) -> None:
    """Change the records of a site."""
    file = site / "data/v1/records.json"
    rows = json.loads(file.read_text())
    file.write_text(json.dumps(change(rows)))


def changed(list_: str, id: str, **fields):
    """A change of fields in one record."""

    def change(rows):
        for row in rows:
            if (row["list"], row["id"]) == (list_, id):
                row["fields"] |= fields
        return rows

    return change


def unfolded(file: Path) -> str:
    return file.read_bytes().decode().replace("\r\n ", "").replace("\r", "")


def uids(file: Path) -> set[str]:
    return set(re.findall(r"^UID:(.*)$", unfolded(file), re.MULTILINE))


def events(file: Path) -> dict[str, list[str]]:
    """By UID the lines of an event that say when it is."""
    parts = [part.splitlines() for part in unfolded(file).split("BEGIN:VEVENT\n")[1:]]
    keep = ("DTSTART", "DTEND", "RRULE", "EXDATE", "STATUS", "RECURRENCE-ID")
    return {next(line for line in part if line.startswith("UID")): [line for line in part if line.startswith(keep)]
            for part in parts}  # fmt: skip


class TestJoined:
    def test_every_activity_of_both_is_there(self, whole):
        assert {one.address for one in whole.agenda().activities} == {
            "northam-walkers/walk", "northam-walkers/weekly", "northam-walkers/moved", "northam-readers/call",
            "southam-walkers/walk", "southam-walkers/weekly",
        }  # fmt: skip

    def test_identities_in_feeds_are_the_towns_own(self, whole, built):
        own = [uids(one.output / "agenda.ics") for one in built.values()]
        assert uids(whole.output / "agenda.ics") == own[0] | own[1]
        ids = lambda folder: {one["id"] for one in json.loads((folder / "feed.json").read_text())["items"]}  # noqa: E731
        assert ids(whole.output) == ids(built["Northam"].output) | ids(built["Southam"].output)

    def test_dates_are_the_same_whatever_the_holidays(self, whole, built):
        """Southam has another table than the region: its entries name the days themselves."""
        theirs = {**events(built["Northam"].output / "agenda.ics"), **events(built["Southam"].output / "agenda.ics")}
        assert events(whole.output / "agenda.ics").keys() == theirs.keys()
        occurrences = lambda folder: {  # noqa: E731
            (one["title"], one["start"], one["end"], one["status"])
            for one in json.loads((folder / "data/v1/occurrences.json").read_text())
        }
        assert occurrences(whole.output) == occurrences(built["Northam"].output) | occurrences(built["Southam"].output)

    def test_a_page_says_where_it_comes_from(self, whole):
        page = BeautifulSoup(whole.page("activity/northam-walkers/weekly"), "html.parser")
        links = {link.get_text(): link["href"] for link in page.find_all("a", href=True)}
        assert links["On the site of Northam"] == "https://northam.example/activity/walkers/weekly/"
        assert links["the other walk"] == "https://northam.example/activity/walkers/walk/"
        rows = json.loads((whole.output / "data/v1/activities.json").read_text())
        [row] = [one for one in rows if one["id"] == "northam-walkers/old-walk"]
        assert (row["source"], row["source_id"]) == ("Northam", "walkers/old-walk")

    def test_what_is_the_same_is_there_once_and_what_is_not_has_its_town(self, whole):
        register = whole.agenda().register
        assert {id: one.name for id, one in register.audiences.items()} == {
            "all": "Everyone", "old": "Older people", "young": "Young people", "southam-old": "Elders (Southam)",
        }  # fmt: skip
        assert {one.name for one in register.organizations.values()} == {
            "The Walkers (Northam)", "The Readers (Northam)", "The Walkers (Southam)", "The Readers (Southam)",
        }  # fmt: skip
        assert {id: one.name for id, one in register.discounts.items()} == {
            "northam-pass": "Town pass (Northam)", "southam-pass": "Town pass (Southam)",
        }  # fmt: skip

    def test_the_towns_lie_beside_each_other(self, whole):
        areas = whole.agenda().register.areas
        assert {id: (one.district, tuple(one.tile)) for id, one in areas.items()} == {
            "northam-north": ("Northam", (1, 1)), "northam-south": ("Northam", (1, 2)),
            "southam-north": ("Southam", (3, 1)), "southam-south": ("Southam", (3, 2)),
        }  # fmt: skip

    def test_places_and_changes_lead_to_the_towns_own(self, whole):
        agenda = whole.agenda()
        [moved] = [one for one in agenda.activities if one.slug == "moved"]
        assert moved.location == "northam-mill"
        assert moved.schedule[0].changes[0].location.area == "northam-south"
        assert agenda.register.places["northam-mill"].area == "northam-north"

    def test_joined_again_nothing_changes(self, whole, built):
        run = join(whole, {name: one.output for name, one in built.items()})
        assert run.changed == []


class TestDown:
    """A town that gives nothing, or nothing good, keeps what it last gave; the other goes on."""

    @pytest.mark.parametrize(
        ("damage", "expected"),
        [
            pytest.param(lambda site: shutil.rmtree(site), "cannot be read", id="gone"),
            pytest.param(lambda site: (site / "data/v1/records.json").write_text("<html>"), "is no JSON", id="a page"),
            pytest.param(lambda site: (site / "data/v1/records.json").write_bytes(b"[" * 6_000_000), "larger than 5 MB",
                         id="huge"),
            pytest.param(lambda site: records(site, lambda rows: rows[:1]), "the organizer of", id="half"),
            pytest.param(lambda site: records(site, changed("organizations", "walkers", kind="club")),
                         "its lists have a problem", id="a bad organization"),
            pytest.param(lambda site: records(site, changed("places", "mill", area="nowhere")),
                         "its lists have a problem", id="an unknown area"),
            pytest.param(lambda site: records(site, changed("places", "mill", area="northam-north")),
                         "its lists have a problem", id="another town's area"),
            pytest.param(lambda site: records(site, changed("holidays", "holidays", until="soon")),
                         "its holidays cannot be read", id="bad holidays"),
            pytest.param(lambda site: (site / "data/v1/index.json").write_text('{"id": "northam", "name": "Southam"}'),
                         "it was the agenda southam", id="another's identity"),
        ],
    )  # fmt: skip
    def test_its_last_good_data_stay(self, damage, expected, region, sites):
        join(region, sites)
        before = region.agenda().activities
        damage(sites["Southam"])
        records(sites["Northam"], changed("activities", "walkers/walk", title="Another walk"))
        run = join(region, sites)
        assert expected in told(run)["Southam"]
        assert [one.kept for one in run.outcomes] == [False, True]
        after = region.agenda().activities
        assert [one.address for one in after] == [one.address for one in before]
        assert "Another walk" in {one.title for one in after}
        assert [one for one in after if one.organizer.startswith("southam")] == [
            one for one in before if one.organizer.startswith("southam")
        ]

    def test_without_earlier_data_it_is_left_out(self, region, sites):
        shutil.rmtree(sites["Southam"])
        run = join(region, sites)
        assert set(told(run)) == {"Southam"}
        assert {one.organizer for one in region.agenda().activities} == {"northam-walkers", "northam-readers"}

    def test_with_nothing_at_all_nothing_changes(self, region, sites):
        join(region, sites)
        shutil.rmtree(region.path / "towns" / "northam")
        shutil.rmtree(region.path / "towns" / "southam")
        before = contents(region.path)
        for site in sites.values():
            shutil.rmtree(site)
        with pytest.raises(ValueError, match="no town has anything to join"):
            join(region, sites)
        assert contents(region.path) == before

    def test_one_that_shrinks_oddly_keeps_what_it_had(self, region, sites):
        join(region, sites)
        gone = {"walkers/weekly", "walkers/moved", "readers/call"}
        records(sites["Northam"], lambda rows: [row for row in rows if row["id"] not in gone])
        assert "has 1 activities and had 4" in told(join(region, sites))["Northam"]
        assert len(region.agenda().activities) == 6
        assert told(join(region, sites, accept_smaller=True)) == {}
        assert len(region.agenda().activities) == 3

    def test_a_bad_entry_costs_only_itself(self, region, sites):
        records(sites["Northam"], changed("activities", "walkers/walk", surprise="x"))
        records(sites["Southam"], changed("activities", "walkers/walk", partners=["northam-readers"]))
        run = join(region, sites)
        assert told(run) == {}
        assert [(one.name, [bad.path for bad in one.left_out]) for one in run.outcomes] == [
            ("Northam", ["activities/northam-walkers/walk.md"]), ("Southam", ["activities/southam-walkers/walk.md"]),
        ]  # fmt: skip
        assert len(region.agenda().activities) == 4


class TestHostile:
    """What a town says is text: it names nothing of another, runs nothing, and ends up as what its files may be."""

    def test_text_stays_text(self, region, sites):
        hostile = (
            "---\ntitle: Taken\n---\n<script>alert(1)</script> [x](javascript:alert(1)) [y](/a) [z](//evil.example)"
        )

        def damage(rows):
            for row in rows:
                if row["id"] == "walkers/walk":
                    row["text"], row["fields"]["title"] = hostile, 'A: "walk"\n# {x} &a *b !!python/object'
            return rows

        records(sites["Northam"], damage)
        assert told(join(region, sites)) == {}
        [walk] = [one for one in region.agenda().activities if one.address == "northam-walkers/walk"]
        assert walk.title == 'A: "walk" # {x} &a *b !!python/object'
        assert walk.description.startswith("---\ntitle: Taken")
        assert "[y](https://northam.example/a)" in walk.description
        done = region.build(None)
        assert done.returncode == 0, done.stdout + done.stderr
        page = region.page("activity/northam-walkers/walk")
        assert "<script>alert" not in page
        assert 'href="javascript:' not in page

    def test_an_origin_or_team_of_its_choice_is_not_taken(self, region, sites):
        origin = {"agenda": "southam", "organization": "walkers"}
        records(sites["Northam"], changed("organizations", "walkers", origin=origin, forge=["@evil"], groups=["x"]))
        assert told(join(region, sites)) == {}
        walkers = region.agenda().register.organizations["northam-walkers"]
        assert (walkers.origin.agenda, walkers.forge, walkers.groups) == ("northam", (), ())

    def test_a_picture_or_path_of_its_choice_is_not_taken(self, region, sites):
        records(sites["Northam"], changed("activities", "walkers/walk", image="../../secret.png", image_alt="x"))
        [northam, _] = join(region, sites).outcomes
        assert [one.path for one in northam.left_out] == ["activities/northam-walkers/walk.md"]

    def test_two_towns_are_not_one_agenda(self, region, sites):
        index = sites["Southam"] / "data/v1/index.json"
        index.write_text(index.read_text().replace('"southam"', '"northam"'))
        assert "says that it is northam" in told(join(region, sites))["Southam"]
        index.write_text(index.read_text().replace('"northam"', '"shire"'))
        assert "says that it is shire" in told(join(region, sites))["Southam"]


class TestFolder:
    def test_what_is_gone_leaves_a_page_and_comes_back(self, region, sites):
        join(region, sites)
        whole = (sites["Northam"] / "data/v1/records.json").read_bytes()
        records(sites["Northam"], lambda rows: [row for row in rows if row["id"] != "walkers/moved"])
        join(region, sites, today="2026-11-23")
        [stone] = region.agenda().register.tombstones
        assert (stone.path, stone.title, str(stone.since)) == ("northam-walkers/moved", "Moved walk", "2026-11-23")
        join(region, sites, today="2026-11-24")
        assert str(region.agenda().register.tombstones[0].since) == "2026-11-23"
        (sites["Northam"] / "data/v1/records.json").write_bytes(whole)
        join(region, sites)
        assert region.agenda().register.tombstones == ()

    def test_what_is_renamed_is_not_gone(self, region, sites):
        join(region, sites)

        def rename(rows):
            for row in rows:
                if row["id"] == "walkers/moved":
                    row["id"], row["fields"]["formerly"] = "walkers/moved-walk", ["moved"]
            return rows

        records(sites["Northam"], rename)
        join(region, sites)
        assert region.agenda().register.tombstones == ()
        assert not (region.path / "activities/northam-walkers/moved.md").exists()

    def test_the_regions_own_files_stay(self, region, sites):
        own = {
            "content/organizations/shire.md": "---\nname: The Shire\nkind: member\n---\n",
            "activities/shire/fair.md": activity(location="{name: The field}", topics="[outdoors]", audiences="[all]"),
            "content/tombstones.yaml": "shire/ball:\n  title: The ball\n  since: 2026-01-01\n",
        }
        for path, text in own.items():
            region.write(path, text)
        join(region, sites)
        records(sites["Northam"], lambda rows: [row for row in rows if row["id"] != "walkers/moved"])
        join(region, sites)
        assert len(region.agenda().activities) == 6
        assert {stone.path for stone in region.agenda().register.tombstones} == {"shire/ball", "northam-walkers/moved"}
        for path, text in list(own.items())[:2]:
            assert (region.path / path).read_text() == text

    def test_what_is_wrong_with_them_is_told_and_nothing_is_written(self, region, sites):
        region.write("activities/shire/fair.md", activity())
        run = join(region, sites)
        assert [one.path for one in run.problems] == ["activities/shire/fair.md"]
        assert not (region.path / "towns").exists()

    def test_without_holidays_no_town_is_blamed(self, region, sites):
        region.write("content/vocabulary/holidays.yaml", "until: soon\nsources: [x]\n")
        run = join(region, sites)
        assert ([one.field for one in run.problems], run.outcomes) == (["until"], [])
        region.write("content/vocabulary/holidays.yaml", None)
        with pytest.raises(ValueError, match="Write the region's holidays there"):
            join(region, sites)
        assert not (region.path / "towns").exists()

    def test_a_file_of_somebody_else_is_not_written_over(self, region, sites):
        region.write("content/organizations/northam-walkers.md", "---\nname: Mine\nkind: member\n---\n")
        with pytest.raises(ValueError, match="is there and was not joined"):
            join(region, sites)
        assert "Mine" in (region.path / "content/organizations/northam-walkers.md").read_text()
        assert not (region.path / "activities/northam-walkers").exists()

    def test_stopped_half_way_the_next_run_ends_it(self, region, sites, monkeypatch):
        join(region, sites)
        records(sites["Northam"], lambda rows: [row for row in rows if row["id"] != "walkers/moved"])
        writing = region_folder._write

        def stopping(path, data):
            if path == region.path / "content/tombstones.yaml":
                raise OSError(28, "No space left on device")
            return writing(path, data)

        monkeypatch.setattr(region_folder, "_write", stopping)
        with pytest.raises(OSError, match="No space"):
            join(region, sites)
        monkeypatch.undo()
        join(region, sites)
        assert not (region.path / "activities/northam-walkers/moved.md").exists()
        assert [stone.path for stone in region.agenda().register.tombstones] == ["northam-walkers/moved"]

    @pytest.mark.parametrize("text", ["{", "[]", '{"files": ["../../x"], "titles": {}}'])
    def test_a_damaged_list_deletes_nothing(self, text, region, sites):
        join(region, sites)
        region.write("towns/joined.json", text)
        with pytest.raises(ValueError, match="cannot be read"):
            join(region, sites)
        assert len(region.agenda().activities) == 6

    def test_a_list_that_names_other_files_deletes_none_of_them(self, region, sites):
        join(region, sites)
        tree = json.loads((region.path / "towns/joined.json").read_text())
        precious = region.write("../precious.md", "mine")
        tree["files"] += ["../precious.md", str(precious), "content/../../precious.md", "pelicanconf.py"]
        region.write("towns/joined.json", json.dumps(tree))
        join(region, sites)
        assert precious.exists()
        assert (region.path / "pelicanconf.py").exists()


def test_two_organizations_have_not_the_same_origin(tmp_path):
    """Their events would have the same identities."""
    origin = "---\nname: The Walkers\nkind: member\norigin: {agenda: northam, organization: walkers}\n---\n"
    files = {f"content/organizations/{id}.md": origin for id in ("walkers", "others")}
    [problem] = small_town(tmp_path, files).load().problems
    assert (problem.path, problem.field) == ("content/organizations/walkers.md", "origin")
    assert "others has this origin already" in problem.message()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("https://northam.example", "is no town. Write its name"),
        ("Northam=", "is no town. Write its name"),
        ("=x", "is no town. Write its name"),
        ("../x=y", "is no town. Write its name"),
        ("<b>=y", "is no town. Write its name"),
    ],
)
def test_what_is_no_source(text, told):
    with pytest.raises(ValueError, match=told):
        sources.source(text)


@pytest.mark.parametrize("names", [("North", "North Ham"), ("Ham", "ham"), ("Ham", "Ham")])
def test_names_that_begin_alike_are_refused(names):
    with pytest.raises(ValueError, match="begin alike"):
        sources.distinct([sources.source(f"{name}=x") for name in names])


def test_over_the_wire(region, sites, built):
    """From a server on this machine; the wire looks at each address as it does for partners' calendars."""
    with served(built["Northam"].output) as address:
        port = int(re.search(r":(\d+)", address)[1])
        near = Wire(
            resolve=lambda host, port: ["127.0.0.1"],
            allowed=lambda one: True,
            secure=lambda connection, host: connection,
        )
        places = {"Northam": f"https://northam.test:{port}", "Southam": sites["Southam"]}
        assert told(join(region, places, wire=near)) == {}
    assert len(region.agenda().activities) == 6
    run = join(region, places, wire=near)  # the server is down now
    assert "it does not answer" in told(run)["Northam"]
    assert len(region.agenda().activities) == 6
    for place, why in (
        ("https://127.0.0.1", "not a public one"), ("http://northam.example", "does not begin with https"),
        ("file:///etc", "does not begin with https"), ("https://user:secret@northam.example", "a password in it"),
    ):  # fmt: skip
        run = join(region, {"Northam": place, "Southam": sites["Southam"]})
        assert why in told(run)["Northam"]


class TestCommand:
    def run(self, region: Town, *arguments: str) -> subprocess.CompletedProcess:
        command = [sys.executable, str(ROOT / "scripts/join_agendas.py"), "--into", str(region.path), *arguments]
        return subprocess.run(command, capture_output=True, text=True, cwd=region.path.parent)

    def test_its_exit_status_says_how_it_went(self, region, sites):
        given = [f"{name}={place}" for name, place in sites.items()]
        done = self.run(region, *given)
        assert (done.returncode, done.stdout) == (0, "Northam: 4 activities\nSoutham: 2 activities\n"), done.stderr
        shutil.rmtree(sites["Southam"])
        done = self.run(region, *given, "--quiet")
        assert done.returncode == 1
        assert done.stdout.startswith("Southam: 2 activities\n  ! ")
        assert "Its last good data stay." in done.stdout
        region.write("activities/shire/fair.md", activity())
        done = self.run(region, *given)
        assert (done.returncode, "activities/shire/fair.md:1:1" in done.stderr) == (2, True)
        assert self.run(region, "Northam").returncode == 2


def test_two_real_towns_are_a_region(site, tmp_path, tmp_path_factory):
    """What the first town publishes and a second one beside it, in the folder that `new_town` writes for a region."""
    wheel = two_towns.wheel(tmp_path_factory.mktemp("wheel"))
    other = two_towns.build(two_towns.settle("heemstede", tmp_path / "heemstede", wheel))
    answers = {
        "name": "Zuid-Kennemerland",
        "town": "Zuid-Kennemerland",
        "address": "https://zk.example",
        "language": "nl",
    }
    folder = tmp_path / "region"
    assert two_towns.new_town(folder, wheel, answers).returncode == 0
    command = [sys.executable, str(ROOT / "scripts/join_agendas.py"), "--into", str(folder), "-q",
               f"Haarlem={site}", f"Heemstede={other}"]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, env={**two_towns.ENVIRONMENT})
    assert (done.returncode, done.stdout) == (0, ""), done.stdout + done.stderr
    place = town.read(folder / "pelicanconf.py")
    loaded = source.load(place.folders, place.zone, date.fromisoformat(TODAY))
    assert loaded.problems == []
    towns = [town_data.read(*sources.fetched(sources.source(f"a={one}"), Wire())) for one in (site, other)]
    assert len(loaded.agenda.activities) == sum(len(one.lists["activities"]) for one in towns)
    output = two_towns.build(folder)
    assert uids(output / "agenda.ics") == uids(site / "agenda.ics") | uids(other / "agenda.ics")
    assert (output / "wijk/heemstede-heemstede-zuid/index.html").is_file()
