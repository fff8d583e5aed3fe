"""The course of a publication, by the command itself: with what was there before, what is held back, and back again."""

import json
import re
import shutil
from pathlib import Path

import pytest

import published
from published import commit, git, publish, town
from small_town import WALK, activity, contents

STATE = "data/v1/feed-state.json"
CHANGED = WALK.replace("10:00-12:00", "11:00-13:00")
BROKEN = WALK.replace("location: mill", "location: milll")


@pytest.fixture(scope="module")
def published_town(tmp_path_factory):
    """A town that was published once; each test takes a copy."""
    place = town(tmp_path_factory.mktemp("course") / "town")
    publish(place, "site")
    return place


@pytest.fixture
def place(published_town, tmp_path):
    shutil.copytree(published_town.path, tmp_path / "town", symlinks=True)
    return type(published_town)(tmp_path / "town")


def www(place, path: str) -> str:
    return (place.path / "www" / path).read_bytes().decode().replace("\r\n ", "").replace("\r\n", "\n")


def stamp(place) -> tuple[str, str]:
    """Of the walk in the published feed: when it was changed last, and how often its time was."""
    feed = www(place, "agenda.ics")
    return re.search(r"LAST-MODIFIED:(\S+)", feed)[1], re.search(r"SEQUENCE:(\d+)", feed)[1]


def test_canonical_addresses_and_hashed_assets(place):
    assert 'rel="canonical" href="https://agenda.example.org/"' in www(place, "index.html")
    assert len(list((place.path / "www").glob("theme-*/js/site.js"))) == 1
    assert not (place.path / "www" / "theme").exists()
    assert not (place.path / "www" / "_headers").exists()


def test_a_change_goes_on_from_the_published_state_without_any_cache(place):
    """As on a machine that was never used: the built site and all that was kept is gone."""
    shutil.rmtree(place.path / "build")
    place.write("activities/walkers/walk.md", CHANGED)
    publish(place, "site")
    first, (second, sequence) = "20261122T000000Z", stamp(place)
    assert second == "20261122T000001Z" > first
    assert sequence == "1"


def test_a_bad_entry_is_held_back_and_the_rest_is_published(place):
    place.write("activities/walkers/walk.md", BROKEN)
    place.write("activities/readers/tea.md", activity(title="Tea"))
    commit(place)
    told = publish(place, "site", status=3)
    assert "activities/walkers/walk.md:7:" in told
    assert "an earlier version is published" in told
    assert told.rstrip().endswith("Published, but not everything: what stands above has to be mended.")
    assert "Tea" in www(place, "index.html")
    assert "Walk along the river" in www(place, "index.html")


def test_a_broken_vocabulary_publishes_nothing(place):
    before = contents(place.path / "www")
    place.write("content/vocabulary/topics.yaml", "outdoors: [")
    told = publish(place, "site", status=1)
    assert "Nothing was published; readers see it as it was." in told
    assert contents(place.path / "www") == before


def lose(place, data: str | None) -> None:
    for file in (place.path / "www" / STATE, place.path / "build/publish/site" / STATE):
        file.unlink() if data is None else file.write_text(data)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (None, "THE FEED STATE IS LOST"),
        ('{"version": 1, "entries": {"a"', "cannot be read"),
    ],
    ids=["gone", "cut"],
)
def test_a_lost_state_is_told_and_stops(place, data, message):
    lose(place, data)
    before = contents(place.path / "www")
    place.write("activities/walkers/walk.md", CHANGED)
    told = publish(place, "site", status=1)
    assert message in told
    assert "--new-state" in told
    assert "misses changes" in told
    assert contents(place.path / "www") == before
    assert "Traceback" not in told


def test_a_new_state_is_started_when_asked(place):
    lose(place, None)
    publish(place, "site", "--new-state")
    assert stamp(place) == ("20261122T000000Z", "0")


def test_a_copy_of_the_state_goes_on(place, tmp_path):
    copy = tmp_path / "copy.json"
    shutil.copy(place.path / "www" / STATE, copy)
    lose(place, None)
    place.write("activities/walkers/walk.md", CHANGED)
    publish(place, "site", "--state", str(copy))
    assert stamp(place) == ("20261122T000001Z", "1")


@pytest.mark.parametrize("data", [None, "{"], ids=["not there", "no state"])
def test_a_copy_that_is_none_is_told(place, tmp_path, data):
    copy = tmp_path / "copy.json"
    if data:
        copy.write_text(data)
    assert f"--state {copy}" in publish(place, "site", "--state", str(copy), status=1)


def test_back_is_the_old_content_with_the_newest_state(place):
    first = git(place, "rev-parse", "HEAD")
    place.write("activities/walkers/walk.md", CHANGED)
    bad = commit(place)
    publish(place, "site")
    assert stamp(place) == ("20261122T000001Z", "1")
    publish(place, "site", "--back")
    assert "DTSTART;TZID=Europe/Amsterdam:20261210T100000" in www(place, "agenda.ics")
    assert stamp(place) == ("20261122T000002Z", "2")
    record = json.loads(www(place, "publication.json"))
    assert (record["commits"], record["taken_back"]) == ([first], [bad])
    assert git(place, "worktree", "list").count("\n") == 0
    assert f"The commit {bad} was taken back" in publish(place, "site", status=1)
    publish(place, "site", "--again")
    assert stamp(place) == ("20261122T000003Z", "3")


def test_back_to_a_commit_that_is_named(place):
    """What an earlier run that was killed has left does not stand in the way."""
    (place.path / "build/publish/back-left/tree").mkdir(parents=True)
    first = git(place, "rev-parse", "HEAD")
    for time in ("11:00-13:00", "12:00-13:00"):
        place.write("activities/walkers/walk.md", WALK.replace("10:00-12:00", time))
        commit(place)
        publish(place, "site")
    publish(place, "site", "--back", first[:10])
    assert "20261210T100000" in www(place, "agenda.ics")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--back",), "No earlier publication is known"),
        (("--back", "f" * 40), "is not in this repository"),
        (("--back", "--", "--upload-pack=x"), "there is no target"),
    ],
    ids=["nothing before", "no such commit", "no commit"],
)
def test_where_one_cannot_go_back_it_is_told(place, words, message):
    told = publish(place, *(() if "--" in words else ("site",)), *words, status=1)
    assert message in told
    assert "Traceback" not in told


def test_only_one_publication_at_a_time(place):
    import fcntl

    with (place.path / "build/publish/.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        assert "Another publication is under way here" in publish(place, "site", status=1)


def test_a_town_without_a_repository_is_published(place):
    shutil.rmtree(place.path / ".git")
    publish(place, "site")
    assert json.loads(www(place, "publication.json"))["commits"][0] == ""


def test_changes_that_no_commit_has_are_published_but_not_gone_back_to(place):
    place.write("activities/walkers/walk.md", CHANGED)
    assert "stands in no commit" in publish(place, "site")
    assert "stands in no commit" not in publish(place, "site", "--back")
    assert "20261210T100000" in www(place, "agenda.ics")


def test_the_command_says_which_targets_there_are(place):
    assert "TARGET=site, or server, store" in publish(place, status=1)


def test_two_checkouts_publish_the_same_bytes(place, tmp_path):
    """Another folder, another clone, another time, another machine's ways: commit, day and state are the same."""
    place.write("activities/walkers/walk.md", CHANGED)
    commit(place)
    state = tmp_path / "state.json"
    shutil.copy(place.path / "www" / STATE, state)
    sites = []
    here = {"TZ": "UTC", "LANG": "C.UTF-8", "LC_ALL": "", "PYTHONHASHSEED": "0"}
    there = {"TZ": "Pacific/Kiritimati", "LANG": "tr_TR.UTF-8", "LC_ALL": "POSIX", "PYTHONHASHSEED": "4711",
             "HOME": str(tmp_path / "nowhere")}  # fmt: skip
    for name, umask, environment in (("one", 0o022, here), ("another/place", 0o077, there)):
        clone = type(place)(tmp_path / name)
        Path(clone.path).parent.mkdir(parents=True, exist_ok=True)
        git(place, "clone", "--quiet", str(place.path), str(clone.path))
        publish(clone, "site", "--state", str(state), umask=umask, **environment)
        sites.append(contents(clone.path / "www"))
    assert sites[0].keys() == sites[1].keys()
    assert [name for name, data in sites[0].items() if data != sites[1][name]] == []
    assert "agenda.ics.gz" in sites[0]
    assert published.ROOT.as_posix().encode() not in b"".join(sites[0].values())


ANEW = "Nothing is kept here of an earlier build: all of the site is made anew"
BUILT = "build/publish/site"  # what a workflow carries from run to run begins so


def carried(place, tmp_path):
    """The town in a new clone, and of its last build what workflows carry along."""
    clone = type(place)(tmp_path / "clone")
    git(place, "clone", "--quiet", str(place.path), str(clone.path))
    (clone.path / "build/publish").mkdir(parents=True)
    for path in (place.path / "build/publish").glob("site*"):
        copy = shutil.copytree if path.is_dir() else shutil.copy2
        copy(path, clone.path / "build/publish" / path.name)
    shutil.copytree(place.path / "www", clone.path / "www")
    return clone


def test_what_a_workflow_carries_is_the_whole_build(place):
    kept = [path.name for path in (place.path / "build/publish").glob("site*")]
    assert sorted(kept) == ["site", "site.cache", "site.receipt"]


def test_a_build_goes_on_from_one_that_was_carried_along(place, tmp_path):
    clone = carried(place, tmp_path)
    before = (clone.path / BUILT / "area/south/index.html").stat().st_ino
    clone.write("activities/walkers/walk.md", CHANGED)
    assert ANEW not in publish(clone, "site")
    assert (clone.path / BUILT / "area/south/index.html").stat().st_ino == before  # it was not written again
    shutil.rmtree(place.path / "build")
    place.write("activities/walkers/walk.md", CHANGED)
    assert ANEW in publish(place, "site")
    assert contents(clone.path / "www") == contents(place.path / "www")


@pytest.mark.parametrize(
    "lost",
    {
        "the pages": [""],
        "the cache": [".cache"],
        "the receipt": [".receipt"],
        "the list of pages": ["/.manifest"],
        "all but pages": [".cache", ".receipt", "/.manifest"],
        "some pages": ["/index.html", "/area"],
        "all": ["", ".cache", ".receipt"],
    }.values(),
    ids=lambda lost: " ".join(lost) or "pages",
)
def test_what_was_carried_along_in_pieces_harms_nothing(lost, place, tmp_path):
    """Neither is less published, nor a page that was there once: of the walk nothing is left."""
    clone = carried(place, tmp_path)
    clone.write("activities/walkers/walk.md", None)
    for name in lost:
        path = clone.path / (BUILT + name)
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    publish(clone, "site")
    assert not (clone.path / "www/activity/walkers/walk").exists()
    shutil.rmtree(place.path / "build")
    place.write("activities/walkers/walk.md", None)
    publish(place, "site")
    assert contents(clone.path / "www") == contents(place.path / "www")


def test_what_another_machine_published_in_between_counts(place, tmp_path):
    """This one still has what it built before; the state and the site come from the target."""
    other = type(place)(tmp_path / "other")
    shutil.copytree(place.path, other.path, symlinks=True)
    shutil.rmtree(other.path / "build")
    for machine in (other, place):
        machine.write("activities/walkers/walk.md", CHANGED)
    publish(other, "site")
    shutil.rmtree(place.path / "www")
    shutil.copytree(other.path / "www", place.path / "www")
    before = contents(place.path / "www")
    publish(place, "site")
    assert stamp(place) == ("20261122T000001Z", "1")
    assert contents(place.path / "www") == before
