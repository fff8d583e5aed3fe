"""What git tells: earlier versions of a file, the files of a day, what was added when; nothing without git."""

import os
import subprocess
from datetime import date
from zoneinfo import ZoneInfo

import pytest

from agenda import history

ZONE = ZoneInfo("Europe/Amsterdam")


def git(folder, *words, written: str = "2026-09-01T10:00:00+02:00", online: str | None = None) -> None:
    """Run git; a commit is written on the one day and comes online on the other, else at once."""
    dates = {"GIT_AUTHOR_DATE": written, "GIT_COMMITTER_DATE": online or written}
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull, **dates}
    identity = ("-c", "user.name=Test", "-c", "user.email=test@example.org")
    subprocess.run(["git", "-C", folder, *identity, *words], env=environment, check=True, capture_output=True)


def commit(file, text: str, **dates) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)
    git(file.parent, "add", "-A", ".")
    git(file.parent, "commit", "-q", "-m", text, **dates)


@pytest.fixture
def repository(tmp_path):
    folder = tmp_path / "town"
    folder.mkdir()
    git(folder, "init", "-q")
    return folder


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("activities/walkers/walk.md", id="in a folder"),
        pytest.param("walk.md", id="at the top"),
        pytest.param("activities/a b/--help.md", id="a name like an option, a folder with a space"),
        pytest.param("activities/x/:(top)walk.md", id="a name like a pathspec"),
    ],
)
def test_versions_newest_first(name, repository):
    file = repository / name
    for text in ("one", "two", "three"):
        commit(file, text)
    commit(repository / "other.md", "another file")
    file.write_text("not committed")
    assert [data for _, data in history.older(file)] == [b"three", b"two", b"one"]


def test_a_version_in_which_it_was_deleted_is_passed_over(repository):
    file = repository / "walk.md"
    commit(file, "one")
    git(repository, "rm", "-q", "walk.md")
    git(repository, "commit", "-q", "-m", "gone")
    commit(file, "two")
    assert [data for _, data in history.older(file)] == [b"two", b"one"]


def test_not_further_back_than_it_says(repository, monkeypatch):
    monkeypatch.setattr(history, "VERSIONS", 2)
    file = repository / "walk.md"
    for text in ("one", "two", "three"):
        commit(file, text)
    assert [data for _, data in history.older(file)] == [b"three", b"two"]


def test_a_link_has_the_versions_before_it_and_is_not_followed(repository):
    commit(repository / "secret.md", "secret")
    commit(repository / "walk.md", "walk")
    (repository / "walk.md").unlink()
    (repository / "walk.md").symlink_to("secret.md")
    assert [data for _, data in history.older(repository / "walk.md")] == [b"walk"]


def test_a_version_that_was_a_link_gives_its_target_as_text_never_the_target(repository):
    (repository / "secret.md").write_text("secret")
    file = repository / "walk.md"
    file.symlink_to("secret.md")
    git(repository, "add", "-A")
    git(repository, "commit", "-q", "-m", "link")
    file.unlink()
    commit(file, "two")
    assert [data for _, data in history.older(file)] == [b"two", b"secret.md"]


@pytest.mark.parametrize("path", ["never-committed.md", "no-folder/walk.md"])
def test_nothing_for_a_file_without_history(path, repository):
    assert list(history.older(repository / path)) == []


def test_nothing_without_a_repository(tmp_path):
    (tmp_path / "walk.md").write_text("one")
    assert list(history.older(tmp_path / "walk.md")) == []


def test_nothing_without_git(repository, monkeypatch):
    commit(repository / "walk.md", "one")
    monkeypatch.setenv("PATH", str(repository))
    assert list(history.older(repository / "walk.md")) == []


@pytest.fixture
def merged(repository):
    """One file at once, one through a branch that was written on 3 and merged on 6 September, one below another folder.

    The branch is older than what it is merged into.
    """
    commit(repository / "activities/a/one.md", "one", written="2026-09-01T23:30:00+02:00")
    git(repository, "checkout", "-q", "-b", "hand-in")
    commit(repository / "activities/a/two.md", "two", written="2026-09-03T10:00:00+02:00")
    git(repository, "checkout", "-q", "-")
    commit(repository / "other/three.md", "three", written="2026-09-05T10:00:00+02:00")
    git(repository, "merge", "-q", "--no-ff", "hand-in", "-m", "merge", written="2026-09-06T10:00:00+02:00")
    return repository


def contents(folder) -> dict[str, str]:
    return {path.relative_to(folder).as_posix(): path.read_text() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2026-08-31", None),
        ("2026-09-01", {"a/one.md": "one"}),  # until midnight in the town
        ("2026-09-04", {"a/one.md": "one"}),  # written, not yet published
        ("2026-09-06", {"a/one.md": "one", "a/two.md": "two"}),
        ("2030-01-01", {"a/one.md": "one", "a/two.md": "two"}),
    ],
)
def test_the_files_of_a_day_are_those_that_were_published(day, expected, merged, tmp_path):
    found = history.on(merged / "activities", date.fromisoformat(day), ZONE)
    assert (found is None) == (expected is None)
    if found:
        history.files(merged / "activities", found, tmp_path / "then")
        assert contents(tmp_path / "then") == expected


def test_a_folder_that_was_not_there_yet_is_empty(merged, tmp_path):
    (merged / "later").mkdir()
    history.files(merged / "later", history.first(merged), tmp_path / "then")
    assert contents(tmp_path / "then") == {}


def test_a_link_in_an_older_tree_is_left_out(repository, tmp_path):
    (repository / "link.md").symlink_to("/etc/hostname")
    commit(repository / "walk.md", "walk")
    history.files(repository, history.first(repository), tmp_path / "then")
    assert contents(tmp_path / "then") == {"walk.md": "walk"}


def test_additions_tell_when_a_file_was_written_and_when_it_came_online(merged):
    found = history.added(merged / "activities")
    assert {path: [str(one.date()) for one in days] for path, days in found.items()} == {
        "a/one.md": ["2026-09-01", "2026-09-01"],
        "a/two.md": ["2026-09-03", "2026-09-06"],
    }


def test_a_cut_history_says_so_and_does_not_guess(merged, tmp_path):
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{merged}", "clone")
    clone = tmp_path / "clone"
    assert history.cut(clone)
    assert not history.cut(merged)
    assert history.added(clone / "activities") == {}
    assert history.on(clone, date(2026, 9, 5), ZONE) is None
    assert str(history.first(clone).moment.date()) == "2026-09-06"


def test_no_history_is_no_day(tmp_path):
    assert history.on(tmp_path, date(2026, 9, 1), ZONE) is None
    assert history.first(tmp_path) is None
    assert history.added(tmp_path) == {}
    assert not history.cut(tmp_path)


@pytest.mark.parametrize("name", ["a b/c.md", "--help.md", ":(top)x.md", "naïve é.md"])
def test_names_of_all_kinds_are_kept(name, repository):
    commit(repository / name, "one")
    assert list(history.added(repository)) == [name]


def test_of_a_renamed_file_the_versions_below_its_old_path_too(repository):
    old, new = repository / "activities/a/old.md", repository / "activities/b/new.md"
    text = "".join(f"line {number}\n" for number in range(20))
    commit(old, text)
    new.parent.mkdir()
    git(repository, "mv", "activities/a/old.md", "activities/b/new.md")
    commit(new, text + "and more\n")
    assert list(history.older(new)) == [(new, (text + "and more\n").encode()), (old, text.encode())]


def test_a_copy_has_no_part_in_the_history_of_what_it_was_copied_from(repository):
    first, copy = repository / "activities/a/first.md", repository / "activities/a/copy.md"
    text = "".join(f"line {number}\n" for number in range(20))
    commit(first, text)
    commit(copy, text + "and more\n")
    assert [path for path, _ in history.older(copy)] == [copy]


def test_since_when_a_file_is_on_the_published_line(merged):
    """Not when it was written, nor when it was last changed."""
    commit(merged / "activities/a/two.md", "changed", written="2026-09-08T10:00:00+02:00")
    assert str(history.since(merged / "activities/a/two.md").date()) == "2026-09-06"
    assert str(history.since(merged / "activities/a/one.md").date()) == "2026-09-01"


@pytest.mark.parametrize("path", ["never-committed.md", "no-folder/walk.md"])
def test_since_is_not_known_without_history(path, repository, tmp_path):
    assert history.since(repository / path) is None
    assert history.since(tmp_path / path) is None
