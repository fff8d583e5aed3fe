"""A build goes into place file by file; what is not ours, and what did not change, is left alone."""

import json

import pytest

from agenda import publication


@pytest.fixture
def publish(tmp_path):
    """Publishes these files (path -> text) into the output; the output and what changed."""
    output = tmp_path / "output"

    def run(files: dict[str, str]):
        built = publication.staging(output)
        fill(built, files)
        return output, publication.put_in_place(built, output)[1]

    return run


def fill(folder, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def found(folder) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text()
        for path in folder.rglob("*")
        if path.is_file() and path.name != publication.MANIFEST
    }


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param({"a": "1"}, {"a": "2"}, id="changed"),
        pytest.param({"a": "1"}, {"a": "1", "b/c": "2"}, id="added"),
        pytest.param({"a": "1", "b/c/d": "2"}, {"a": "1"}, id="removed with its folders"),
        pytest.param({"a": "1"}, {"a/index.html": "2"}, id="a file becomes a folder"),
        pytest.param({"a": "1"}, {"a/b/c/index.html": "2"}, id="a file becomes a deep folder"),
        pytest.param({"a/index.html": "1"}, {"a": "2"}, id="a folder becomes a file"),
        pytest.param({"a/b/c/index.html": "1", "a/d": "2"}, {"a": "2"}, id="a deep folder becomes a file"),
        pytest.param({"a/b": "1", "a/c": "2"}, {"a/b": "1"}, id="one of two in a folder"),
    ],
)
def test_output_is_what_was_built(first, second, publish):
    publish(first)
    output, _ = publish(second)
    assert found(output) == second
    assert [path for path in output.rglob("*") if path.is_dir() and not any(path.iterdir())] == []


def test_only_what_differs_is_touched(publish):
    output, _ = publish({"same": "1", "other": "1"})
    before = (output / "same").stat()
    _, changed = publish({"same": "1", "other": "2", "new": "1"})
    assert sorted(changed) == ["new", "other"]
    after = (output / "same").stat()
    assert (after.st_mtime_ns, after.st_ino) == (before.st_mtime_ns, before.st_ino)


def test_foreign_files_stay(publish):
    output, _ = publish({"a/page": "1"})
    fill(output, {"CNAME": "agenda.example.org", "a/foreign": "2"})
    publish({"b": "1"})
    assert found(output) == {"CNAME": "agenda.example.org", "a/foreign": "2", "b": "1"}


@pytest.mark.parametrize(
    "manifest",
    [
        pytest.param('["../outside", "a"]', id="up"),
        pytest.param('["x/../../outside", "a"]', id="up halfway"),
        pytest.param('["{outside}", "a"]', id="absolute"),
    ],
)
def test_manifest_reaches_nothing_outside_the_output(manifest, publish, tmp_path):
    outside = tmp_path / "outside"
    outside.write_text("kept")
    output, _ = publish({"a": "1"})
    (output / publication.MANIFEST).write_text(manifest.replace("{outside}", str(outside)))
    publish({"b": "1"})
    assert outside.read_text() == "kept"
    assert found(output) == {"b": "1"}


@pytest.mark.parametrize("manifest", ["", "[", "{}", "[1]", "null", b"\xff".decode("latin-1")])
def test_unreadable_manifest_deletes_nothing(manifest, publish):
    output, _ = publish({"a": "1"})
    (output / publication.MANIFEST).write_text(manifest, encoding="latin-1")
    publish({"b": "1"})
    assert found(output) == {"a": "1", "b": "1"}
    assert json.loads((output / publication.MANIFEST).read_text()) == ["b"]


def test_leftovers_of_a_crash_are_not_published(publish, tmp_path):
    fill(tmp_path / "output.staging", {"half": "1"})
    output, _ = publish({"a": "1"})
    assert found(output) == {"a": "1"}
    assert [path.name for path in tmp_path.iterdir()] == ["output"]


def test_after_a_crash_halfway_nothing_is_forgotten(publish, monkeypatch):
    """What the crashed build had put in place already is deleted when the next one does not make it."""
    output, _ = publish({"a": "1"})
    replace, calls = publication.os.replace, []

    def crash(source, target):
        calls.append(target)
        if target.name == "m":
            raise OSError("the disk is full")
        replace(source, target)

    with monkeypatch.context() as patch:
        patch.setattr(publication.os, "replace", crash)
        with pytest.raises(OSError, match="full"):
            publish({"a": "1", "b": "2", "m": "3", "z": "4"})
    assert found(output) == {"a": "1", "b": "2"}
    publish({"a": "1"})
    assert found(output) == {"a": "1"}


def test_deleted_pages_go_last(publish, monkeypatch):
    """A reader in between finds the old pages and the new, never neither."""
    output, _ = publish({"old": "1"})
    replace, seen = publication.os.replace, []

    def look(source, target):
        seen.append((output / "old").exists())
        replace(source, target)

    monkeypatch.setattr(publication.os, "replace", look)
    publish({"new": "1"})
    assert seen[:-1] == [True, True]
    assert found(output) == {"new": "1"}
