"""The spool: each submission is there once, whole, in the state of its last step."""

import multiprocessing
import threading
from dataclasses import replace

import pytest

from receiver import submission_record
from receiver.spool import FullError, Spool
from receiver.submission_record import STEPS, Record, StepError
from receiving import MORNING

RECORD = Record("0" * 20, "unconfirmed", MORNING, MORNING, "en", "a@example.org", {"title": ("Tea ☕ \ud800",)}, "n")


@pytest.fixture
def spool(tmp_path):
    return Spool(tmp_path / "spool")


def test_what_is_put_comes_back(spool):
    assert spool.put(RECORD)
    assert spool.get(RECORD.id) == RECORD
    assert Spool(spool.folder).all() == [RECORD]


def test_the_second_of_the_same_is_not_put(spool):
    spool.put(RECORD)
    assert not spool.put(replace(RECORD, sender="b@example.org"))
    assert spool.get(RECORD.id).sender == "a@example.org"


def test_only_its_owner_reads_it(spool):
    spool.put(RECORD)
    assert spool.folder.stat().st_mode & 0o077 == 0
    assert [file.stat().st_mode & 0o077 for file in spool.folder.glob("*.json")] == [0]


@pytest.mark.parametrize("before", STEPS)
@pytest.mark.parametrize("after", STEPS)
def test_steps(before, after):
    one = replace(RECORD, state=before)
    if after in STEPS[before]:
        assert one.step(after, MORNING).state == after
    else:
        with pytest.raises(StepError):
            one.step(after, MORNING)


@pytest.mark.parametrize("id", ["", "x", "../../etc/passwd", "0" * 19, "0" * 21, "A" * 20])
def test_ids_are_no_paths(spool, id):
    assert spool.get(id) is None
    with pytest.raises(KeyError):
        spool.put(replace(RECORD, id=id))
    assert list(spool.folder.glob("*.json")) == []


@pytest.mark.parametrize(
    "data", [b"", b"{", b"[]", b"{}", b"\xff", b'{"id": 1}', RECORD.data().replace(b'"unconfirmed"', b'"x"')]
)
def test_file_that_is_no_submission_is_named_and_stops_nothing(spool, data):
    spool.put(RECORD)
    (spool.folder / f"{'1' * 20}.json").write_bytes(data)
    assert spool.all() == [RECORD]
    assert spool.unreadable() == [f"{'1' * 20}.json"]


@pytest.mark.parametrize("fails", ["os.fsync", "os.replace"])
def test_full_disk_leaves_what_was_there(spool, monkeypatch, fails):
    spool.put(RECORD)

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(fails, full)
    with pytest.raises(FullError):
        spool.put(replace(RECORD, id="1" * 20))
    with pytest.raises(FullError):
        spool.change(RECORD.id, lambda one: one.step("waiting", MORNING))
    assert spool.writable() == (fails == "os.replace")
    monkeypatch.undo()
    assert spool.get(RECORD.id).state == "unconfirmed"
    assert list(spool.folder.glob(".*.new")) == []


def test_at_most_so_many(tmp_path):
    spool = Spool(tmp_path / "spool", 1)
    spool.put(RECORD)
    with pytest.raises(FullError):
        spool.put(replace(RECORD, id="1" * 20))


def _count(folder, id, times):
    spool = Spool(folder)
    for _ in range(times):
        spool.change(id, lambda one: replace(one, tries=one.tries + 1))


def test_no_step_of_many_processes_and_threads_is_lost(spool):
    spool.put(RECORD)
    workers = [multiprocessing.Process(target=_count, args=(spool.folder, RECORD.id, 15)) for _ in range(2)]
    workers += [threading.Thread(target=_count, args=(spool.folder, RECORD.id, 15)) for _ in range(2)]
    for one in workers:
        one.start()
    for one in workers:
        one.join()
    assert spool.get(RECORD.id).tries == 60


def test_record_of_another_version_is_no_guess():
    with pytest.raises(ValueError, match="not a record"):
        submission_record.read(RECORD.data().replace(b'"trusted"', b'"new_field"'))


def test_half_written_files_are_swept_when_they_are_old(spool):
    import os

    young, old = spool.folder / ".a.new", spool.folder / ".b.new"
    for file, age in ((young, 60), (old, 7200)):
        file.write_bytes(b"x")
        os.utime(file, (MORNING.timestamp() - age,) * 2)
    spool.sweep(MORNING)
    assert (young.exists(), old.exists()) == (True, False)
