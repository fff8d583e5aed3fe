"""A folder that is served gets whole files, only those that differ, in an order that a crash may cut anywhere."""

import gzip
import os
from pathlib import Path

import pytest

import shipping
from publish import disk
from publish.failure import PublishError
from publish.folder import Folder
from publish.record import PATH, Record
from shipping import FIRST, NEW_THEME, OLD_THEME, SECOND, STATE, pack


class Stop(BaseException):
    """The power fails."""


def there(target: Folder) -> dict[str, bytes]:
    return {name: (target.path / name).read_bytes() for name in disk.files(target.path)}


def send(target: Folder, work: Path, files: dict[str, str]) -> list[str]:
    return list(target.send(pack(work, files, target)))


@pytest.fixture
def target(tmp_path) -> Folder:
    return Folder(tmp_path / "www")


def test_first_publication_has_every_file(target, tmp_path):
    send(target, tmp_path, FIRST)
    plain = {name: data.decode() for name, data in there(target).items() if name != PATH and not name.endswith(".gz")}
    assert plain == {name: text for name, text in FIRST.items() if name != ".manifest"}


def test_text_is_compressed_beside_itself(target, tmp_path):
    send(target, tmp_path, FIRST)
    packed = {name: gzip.decompress(data).decode() for name, data in there(target).items() if name.endswith(".gz")}
    assert packed == {f"{name}.gz": FIRST[name] for name in (
        "index.html", "area/north/index.html", "area/north/agenda.ics", "about/index.html", "gone/index.html"
    )}  # fmt: skip


def test_nothing_changed_nothing_is_sent(target, tmp_path):
    send(target, tmp_path, FIRST)
    before = {name: (target.path / name).stat() for name in disk.files(target.path) if name != PATH}
    steps = send(target, tmp_path, FIRST)
    after = {name: (target.path / name).stat() for name in disk.files(target.path) if name != PATH}
    assert {name: (one.st_ino, one.st_mtime_ns) for name, one in before.items()} == {
        name: (one.st_ino, one.st_mtime_ns) for name, one in after.items()
    }
    assert any(step.startswith("0 of ") for step in steps)


def test_what_is_no_longer_made_goes_and_old_assets_stay(target, tmp_path):
    send(target, tmp_path, FIRST)
    send(target, tmp_path, SECOND)
    names = set(there(target))
    assert "gone/index.html" not in names
    assert not (target.path / "gone").exists()
    assert {f"{theme}/js/later.js" for theme in (OLD_THEME, NEW_THEME)} <= names
    assert [one.folder for one in target.found().record.assets] == [NEW_THEME, OLD_THEME]


def test_old_assets_go_after_some_versions(target, tmp_path):
    themes = [f"theme-{number:012x}" for number in range(7)]
    for number, theme in enumerate(themes):
        send(target, tmp_path, shipping.edition(number + 1, theme))
    assert sorted(path.name for path in target.path.glob("theme-*")) == themes[2:]


def test_what_no_publication_made_stays(target, tmp_path):
    target.path.mkdir()
    (target.path / "own.txt").write_text("of somebody else")
    send(target, tmp_path, FIRST)
    send(target, tmp_path, SECOND)
    assert (target.path / "own.txt").read_text() == "of somebody else"


def test_the_record_names_no_page(target, tmp_path):
    send(target, tmp_path, {**FIRST, "secret/abc/index.html": "known to whom it is for"})
    assert b"secret" not in (target.path / PATH).read_bytes()
    assert b"about" not in (target.path / PATH).read_bytes()


def test_an_unreadable_record_deletes_nothing(target, tmp_path):
    send(target, tmp_path, FIRST)
    (target.path / PATH).write_text("{")
    assert target.found().record is None
    assert target.found().site
    send(target, tmp_path, shipping.edition(2, NEW_THEME))
    assert "gone/index.html" in there(target)


def operations(monkeypatch, most: int | None) -> list[str]:
    """Count what changes the disk; after `most` of those nothing works any more."""
    done: list[str] = []

    def counted(name: str, function):
        def call(*words, **given):
            if most is not None and len(done) == most:
                raise Stop
            done.append(name)
            return function(*words, **given)

        return call

    monkeypatch.setattr(os, "replace", counted("replace", os.replace))
    monkeypatch.setattr(Path, "unlink", counted("unlink", Path.unlink))
    monkeypatch.setattr(Path, "rmdir", counted("rmdir", Path.rmdir))
    return done


def test_a_crash_at_any_moment_breaks_nothing_and_is_mended(tmp_path, monkeypatch):
    """Stopped before each rename and deletion in turn: all is old or new, pages find their assets; then it goes on."""
    counting = Folder(tmp_path / "count")
    send(counting, tmp_path, FIRST)
    shipped = pack(tmp_path, SECOND, counting)
    with monkeypatch.context() as patch:
        done = operations(patch, None)
        list(counting.send(shipped))
    whole = there(counting)
    assert len(done) > 20
    for moment in range(len(done)):
        target = Folder(tmp_path / str(moment))
        send(target, tmp_path, FIRST)
        shipped = pack(tmp_path, SECOND, target)
        with monkeypatch.context() as patch:
            operations(patch, moment)
            with pytest.raises(Stop):
                list(target.send(shipped))
        assert shipping.wrong(there(target), FIRST, SECOND) == [], moment
        send(target, tmp_path, SECOND)
        assert there(target) == whole, moment


def test_a_crash_of_a_first_publication_is_mended(tmp_path, monkeypatch):
    for moment in range(8):
        target = Folder(tmp_path / str(moment))
        shipped = pack(tmp_path, FIRST, target)
        with monkeypatch.context() as patch:
            operations(patch, moment)
            with pytest.raises(Stop):
                list(target.send(shipped))
        found = target.found()
        assert not found.site or found.state is not None  # it is not taken for a site that lost its state
        send(target, tmp_path, FIRST)
        assert target.found().record.made == shipped.record.made


def test_a_full_disk_is_told(target, tmp_path, monkeypatch):
    shipped = pack(tmp_path, FIRST, target)

    def full(*_words) -> None:
        raise OSError(28, "No space left on device", "www/index.html")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(PublishError, match=r"www/index.html: No space left on device\. Readers see whole files"):
        list(target.send(shipped))


def test_a_state_that_is_a_folder_is_no_state(target):
    (target.path / STATE).mkdir(parents=True)
    assert target.found().state is None


def test_nothing_there(target):
    assert target.found().record is None
    assert not target.found().site
    assert Record.read(None) is None
