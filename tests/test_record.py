"""What a target remembers of publications: versions of the theme's files, commits, and which files were made."""

import json

import pytest

from publish.record import KEPT, Assets, Record, digests

A, B, C, D = (letter * 40 for letter in "abcd")
FULL = Record((Assets("theme-0123456789ab", ("css/site.css",)),), (A, B), (C,), "kept", digests(["index.html"]))


def test_it_is_read_as_it_was_written():
    assert Record.of(FULL.written()) == FULL
    assert Record.read(FULL.written()) == FULL


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"assets": [{"folder": "../theme-0123456789ab", "files": []}]}, id="a folder outside"),
        pytest.param({"assets": [{"folder": "data", "files": []}]}, id="another folder"),
        pytest.param({"assets": [{"folder": "theme-0123456789ab", "files": ["../x"]}]}, id="a file outside"),
        pytest.param({"assets": [{"folder": "theme-0123456789ab", "files": ["/x"]}]}, id="a file of the machine"),
        pytest.param({"assets": None}, id="no list"),
        pytest.param({"commits": ["--upload-pack=x"]}, id="no commit"),
        pytest.param({"made": 1}, id="no digests"),
    ],
)
def test_what_is_no_record_is_none(change):
    data = json.dumps({**json.loads(FULL.written()), **change}).encode()
    with pytest.raises(ValueError, match="no record of a publication"):
        Record.of(data)
    assert Record.read(data) is None


@pytest.mark.parametrize("data", [None, b"", b"{", b"[]", b"\xff", b"null"])
def test_no_record(data):
    assert Record.read(data) is None


@pytest.mark.parametrize(
    ("before", "commit", "after"),
    [
        pytest.param((), A, (A,), id="the first"),
        pytest.param((A,), B, (B, A), id="another one"),
        pytest.param((B, A), B, (B, A), id="the same one"),
        pytest.param((A,), "", ("", A), id="with changes that no commit has"),
        pytest.param(("", A), B, (B, A), id="after such changes"),
        pytest.param((B, A), A, (A, B, A), id="an older one"),
    ],
)
def test_commits_that_one_can_go_back_to(before, commit, after):
    assert Record(commits=before).published(commit).commits == after


def test_only_some_commits_are_remembered():
    record = Record()
    for number in range(9):
        record = record.published(f"{number:040x}")
    assert len(record.commits) == KEPT


@pytest.mark.parametrize(
    ("commits", "taken", "to", "after", "taken_after"),
    [
        pytest.param((B, A), (), A, (A,), (B,), id="to the one before"),
        pytest.param((C, B, A), (), A, (A,), (C, B), id="further"),
        pytest.param(("", A), (), A, (A,), (), id="from changes that no commit has"),
        pytest.param((B,), (), D, (D,), (B,), id="to one that was never published"),
        pytest.param((B, A), (A, C), A, (A,), (B, C), id="to one that was taken back"),
    ],
)
def test_going_back_takes_back_what_came_after(commits, taken, to, after, taken_after):
    record = Record(commits=commits, taken_back=taken).back(to)
    assert (record.commits, record.taken_back) == (after, taken_after)


def test_published_again_is_no_longer_taken_back():
    assert Record(commits=(A,), taken_back=(B, C)).published(B).taken_back == (C,)


def test_halfway_both_are_remembered():
    old, new = Record(made=digests(["a"]), headers="1"), Record(made=digests(["b"]), headers="2")
    between = old.halfway(new)
    assert between.made_it("a")
    assert between.made_it("b")
    assert between.headers == ""
    assert old.halfway(Record(headers="1")).headers == "1"
