"""One edit re-confirms: the day changes, and not a byte else."""

from datetime import date

import pytest

from agenda import town
from agenda.problem import Fault
from insight import confirm
from small_town import activity, small_town

TODAY = date(2026, 11, 22)
HEAD = b"---\ntitle: A walk # by the river\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"checked: 2026-08-01\n", b"checked: 2026-11-22\n"),
        (b"checked: 2026-08-01", b"checked: 2026-11-22"),
        (b"checked:   '2026-08-01'   # by phone\n", b"checked:   '2026-11-22'   # by phone\n"),
        (b'"checked": "2026-08-01"\nprice: 0\n', b'"checked": "2026-11-22"\nprice: 0\n'),
        (b"checked: 2026-08-01\r\nprice: 0\r\n", b"checked: 2026-11-22\r\nprice: 0\r\n"),
        (b"checked:\n  2026-08-01\n", b"checked:\n  2026-11-22\n"),
        (b"# checked: 2020-01-01\nchecked: 2026-08-01\n", b"# checked: 2020-01-01\nchecked: 2026-11-22\n"),
        ("summary: é\nchecked: 2026-08-01\n".encode(), "summary: é\nchecked: 2026-11-22\n".encode()),
        (b"checked: 2026-11-22\n", b"checked: 2026-11-22\n"),
    ],
)
@pytest.mark.parametrize("form", ["md", "yaml", "byte order mark"])
def test_only_the_day_changes(before, after, form):
    if form == "md":
        head, tail = HEAD, b"\n---\nchecked: 2020-01-01 is a text\n"
    else:
        head, tail = (b"\xef\xbb\xbf" if form == "byte order mark" else b""), b""
    assert confirm.rewritten(head + before + tail, form == "md", TODAY) == head + after + tail


@pytest.mark.parametrize(
    "wrong",
    [b"title: a\n", b"checked: >\n  2026-08-01\n", b'checked: "2026\\x2d08-01"\n', b"checked:\n", b"checked: [a]\n"],
)
def test_an_unusual_line_is_left_to_a_person(wrong):
    with pytest.raises(Fault, match="Change it by hand: checked: 2026-11-22"):
        confirm.rewritten(wrong, False, TODAY)


@pytest.fixture
def made(tmp_path):
    return small_town(tmp_path, {
        "activities/walkers/walk.md": activity(checked="2026-08-01  # by phone"),
        "activities/walkers/pretend.md": activity(checked=None, example="yes"),
        "activities/walkers/wrong.md": activity(checked="2026-08-01", price="a lot"),
        "activities/walkers/picture.png": b"",
    })  # fmt: skip


@pytest.fixture
def place(made, monkeypatch):
    monkeypatch.setenv("AGENDA_TODAY", str(TODAY))
    return town.read(made.path / "pelicanconf.py")


def test_a_file_is_confirmed_once(made, place):
    file = made.path / "activities/walkers/walk.md"
    file.chmod(0o640)
    before = file.read_text()
    assert confirm.confirmed(file, place) == ("activities/walkers/walk.md: checked on 2026-11-22.", True)
    assert file.read_text() == before.replace("2026-08-01", "2026-11-22")
    assert file.stat().st_mode & 0o777 == 0o640
    assert confirm.confirmed(file, place) == ("activities/walkers/walk.md: this stood there already.", True)
    assert [one.name for one in file.parent.iterdir() if one.name.startswith(".")] == []


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("pretend.md", "an example is not checked"),
        ("wrong.md", "price: "),
        ("gone.md", "cannot be read"),
        ("picture.png", "not an activity file"),
    ],
)
def test_what_is_not_right_stays_as_it_is(name, told, made, place):
    file = made.path / "activities/walkers" / name
    before = file.read_bytes() if file.exists() else None
    words, good = confirm.confirmed(file, place)
    assert not good
    assert f"activities/walkers/{name}:" in words
    assert told in words
    assert before is None or file.read_bytes() == before


def test_a_link_is_not_followed(made, place):
    link = made.path / "activities/walkers/link.md"
    link.symlink_to(made.path / "activities/walkers/walk.md")
    assert not confirm.confirmed(link, place)[1]
    assert link.is_symlink()
