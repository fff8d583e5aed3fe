"""A change names only files that may be handed in, and words that may stand in a commit."""

import pytest

from forge.change import Change, checked_path

RIGHT = {"key": "k-1", "title": "Walk", "body": "", "files": {"activities/walkers/walk.md": b"x"}}


@pytest.mark.parametrize(
    "path",
    [
        "activities/walkers/walk.md",
        "activities/walkers/walk.yaml",
        "content/places/mill.yaml",
        "content/organizations/walkers.md",
    ],
)
def test_where_entries_places_and_organizations_stand(path):
    assert checked_path(path) == path


WRONG_PATHS = [
    "../x.md", "/etc/passwd", "activities/../.github/workflows/x.md", ".github/workflows/x.yaml", "activities/x.md",
    "activities/a/b/c.md", "activities/walkers/walk.html", "activities/walkers/Walk.md", "activities/walkers/walk.md\n",
    "content/pages/about.md", "content/vocabulary/topics.yaml", "content/places/mill.md", "content/places/../x.yaml",
    "activities/walkérs/walk.md", "activities/walkers/walk .md", "activities//walk.md", "", "pelicanconf.py",
    "activities/" + "a" * 61 + "/x.md", "activities/walkers/" + "x" * 81 + ".md",
]  # fmt: skip


@pytest.mark.parametrize("path", WRONG_PATHS)
@pytest.mark.parametrize("name", ["files", "expected"])
def test_case_27_no_other_path(path, name):
    with pytest.raises(ValueError, match="is not where"):
        Change(**{**RIGHT, name: {path: b"x"}})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("key", ""), ("key", "A"), ("key", "a/b"), ("key", "a\n"), ("key", "a" * 61), ("key", "../x"),
        ("title", ""), ("title", " "), ("title", "a\nb"), ("title", "a\x00"), ("title", "a" * 201),
        ("body", "a\x00"), ("body", "a\rb"), ("body", "a" * 10_001),
        ("files", {}), ("files", {"activities/walkers/walk.md": b"x" * 65_537}),
    ],
)  # fmt: skip
def test_what_no_commit_may_have(name, value):
    with pytest.raises(ValueError, match=r"key|title|body|A change|A file"):
        Change(**{**RIGHT, name: value})
