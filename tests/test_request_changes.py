"""What a request changes is read out of git's objects, within limits."""

from pathlib import PurePosixPath

import pytest

from agenda.problem import Fault
from forge.git import Git
from request import changes
from request.changes import Change
from request_town import LINK, published, request
from small_town import WALK


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    return published(tmp_path_factory.mktemp("town") / "littleham")


def found(town, files: dict) -> list[Change]:
    git = Git(town.path)
    return changes.of(git, "main", changes.merged(git, "main", request(town, files)))


@pytest.mark.parametrize(
    ("files", "kinds"),
    {
        "nothing": ({}, []),
        "new": ({"a/new.md": "x"}, [("a/new.md", "added", "100644", 1)]),
        "otherwise": (
            {"activities/walkers/walk.md": WALK + "x"},
            [("activities/walkers/walk.md", "changed", "100644", len(WALK) + 1)],
        ),
        "gone": ({"activities/walkers/walk.md": None}, [("activities/walkers/walk.md", "deleted", "000000", 0)]),
        "moved is gone and new": (
            {"activities/walkers/walk.md": None, "activities/walkers/z.md": WALK},
            [
                ("activities/walkers/walk.md", "deleted", "000000", 0),
                ("activities/walkers/z.md", "added", "100644", len(WALK)),
            ],
        ),
        "a link": ({"a/link": (LINK, "/etc")}, [("a/link", "added", LINK, 4)]),
        "a file that became a link": (
            {"activities/walkers/walk.md": (LINK, "x")},
            [("activities/walkers/walk.md", "changed", LINK, 1)],
        ),
        "a name with a tab, a quote and a line break": ({'a/\t"\n.md': "x"}, [('a/\t"\n.md', "added", "100644", 1)]),
        "a name that is no text": ({"a/\udcff.md": "x"}, [("a/\udcff.md", "added", "100644", 1)]),
    }.values(),
)
def test_changes(files, kinds, town):
    assert [(one.path, one.kind, one.mode, one.size) for one in found(town, files)] == kinds


def test_files_that_are_too_big_together(town, monkeypatch):
    monkeypatch.setattr(changes, "MOST_BYTES", 10)
    assert len(found(town, {"a.md": "12345", "b.md": "12345"})) == 2
    with pytest.raises(Fault, match="too big together"):
        found(town, {"a.md": "12345", "b.md": "123456"})


@pytest.mark.parametrize(
    ("path", "there"),
    {
        "activities/walkers/walk.md": True,
        "activities": False,
        "activities2/x.md": False,
        "x/activities/y.md": False,
        "activities/../pelicanconf.py": False,
        "activities/.git/config": False,
        "activities/.GIT/config": False,
        "activities/.gitattributes": True,  # no entry, and told so
    }.items(),
)
def test_what_is_in_a_folder(path, there):
    assert changes.below(Change(path, "added", "100644", "0" * 40, 1), PurePosixPath("activities")) == there
