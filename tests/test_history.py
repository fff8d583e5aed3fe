"""Earlier versions of a file come from git, newest first; without git there are none."""

import os
import subprocess

import pytest

from agenda import history


def git(folder, *words) -> None:
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    identity = ("-c", "user.name=Test", "-c", "user.email=test@example.org")
    subprocess.run(["git", "-C", folder, *identity, *words], env=environment, check=True, capture_output=True)


def commit(file, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)
    git(file.parent, "add", "-A", ".")
    git(file.parent, "commit", "-q", "-m", text)


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
    assert list(history.older(file)) == [b"three", b"two", b"one"]


def test_a_version_in_which_it_was_deleted_is_passed_over(repository):
    file = repository / "walk.md"
    commit(file, "one")
    git(repository, "rm", "-q", "walk.md")
    git(repository, "commit", "-q", "-m", "gone")
    commit(file, "two")
    assert list(history.older(file)) == [b"two", b"one"]


def test_not_further_back_than_it_says(repository, monkeypatch):
    monkeypatch.setattr(history, "VERSIONS", 2)
    file = repository / "walk.md"
    for text in ("one", "two", "three"):
        commit(file, text)
    assert list(history.older(file)) == [b"three", b"two"]


def test_a_link_has_the_versions_before_it_and_is_not_followed(repository):
    commit(repository / "secret.md", "secret")
    commit(repository / "walk.md", "walk")
    (repository / "walk.md").unlink()
    (repository / "walk.md").symlink_to("secret.md")
    assert list(history.older(repository / "walk.md")) == [b"walk"]


def test_a_version_that_was_a_link_gives_its_target_as_text_never_the_target(repository):
    (repository / "secret.md").write_text("secret")
    file = repository / "walk.md"
    file.symlink_to("secret.md")
    git(repository, "add", "-A")
    git(repository, "commit", "-q", "-m", "link")
    file.unlink()
    commit(file, "two")
    assert list(history.older(file)) == [b"two", b"secret.md"]


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
