"""A file of blocks: there as a whole, or not at all."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agenda.log import HEAD, SEAL, SIZE, Log

SMALL = Log([b"first", b"", b"the third one"])
BORDERS = [len(HEAD) + SEAL, len(HEAD) + SEAL + SIZE + 5, len(HEAD) + SEAL + 2 * SIZE + 5]


@pytest.fixture
def path(tmp_path):
    return tmp_path / "new" / "output.cache"


@pytest.fixture
def whole(path):
    """The bytes of the small log in its file."""
    SMALL.write(path)
    return path.read_bytes()


def read(path) -> list[bytes]:
    return [bytes(block) for block in Log.read(path).blocks]


@pytest.mark.parametrize(
    ("blocks", "size"),
    [
        pytest.param([], 0, id="none"),
        pytest.param([b""], 0, id="an empty one"),
        pytest.param([b"a"], 1, id="one"),
        pytest.param([b"a", b"", b"bc"], 3, id="some"),
        pytest.param([HEAD, HEAD * 2], 3 * len(HEAD), id="that look like a head"),
        pytest.param([memoryview(b"abc")[1:], b"a"], 3, id="of another log"),
        pytest.param([bytes(100_000)], 100_000, id="a large one"),
    ],
)
def test_what_is_written_is_read(blocks, size, path):
    Log(blocks).write(path)
    assert read(path) == blocks
    assert Log.read(path).size == size
    assert [one.name for one in path.parent.iterdir()] == [path.name]


def test_it_grows_by_one(path):
    for number in range(5):
        Log([*Log.read(path).blocks, b"%d" % number]).write(path)
    assert read(path) == [b"0", b"1", b"2", b"3", b"4"]


def test_what_was_read_stays_when_the_file_is_written_anew(path):
    Log([b"before"]).write(path)
    before = Log.read(path)
    Log([b"after it"]).write(path)
    assert [bytes(block) for block in before.blocks] == [b"before"]
    assert read(path) == [b"after it"]


def test_without_a_file_it_is_empty(path, tmp_path):
    assert Log.read(path) == Log([])
    assert Log.read(tmp_path) == Log([])  # a folder


def test_a_byte_that_is_otherwise_anywhere(whole, path):
    for place in range(len(whole)):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        assert read(path) == [], place


def test_cut_off_anywhere(whole, path):
    for place in range(len(whole)):
        path.write_bytes(whole[:place])
        assert read(path) == [], place


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda whole: whole + b"\0", id="a byte more"),
        pytest.param(lambda whole: whole + bytes(SIZE), id="an empty block more"),
        pytest.param(lambda whole: whole * 2, id="twice the same"),
        pytest.param(lambda whole: whole[: BORDERS[1]] + whole[BORDERS[2] :], id="without the block in the middle"),
        pytest.param(lambda whole: whole[: BORDERS[0]] + whole[BORDERS[1] :], id="without the first block"),
        pytest.param(
            lambda whole: whole[: BORDERS[0]] + whole[BORDERS[1] : BORDERS[2]] + whole[BORDERS[0] : BORDERS[1]]
            + whole[BORDERS[2] :], id="two blocks in another order",
        ),
        pytest.param(lambda whole: whole[: BORDERS[0]] + bytes([255] * SIZE) + whole[BORDERS[1] :], id="a huge length"),
        pytest.param(lambda whole: b"agenda log 2\n" + whole[len(HEAD) :], id="of another kind"),
        pytest.param(lambda whole: bytes(len(whole)), id="only zeros, as after a crash"),
    ],
)  # fmt: skip
def test_what_is_not_as_it_was_written(damage, whole, path):
    assert read(path) != []
    path.write_bytes(damage(whole))
    assert read(path) == []


def test_over_a_damaged_one_a_new_one_is_written(whole, path):
    path.write_bytes(whole[:-1])
    path.with_name(path.name + ".new").write_bytes(b"left by a crash")
    Log([*Log.read(path).blocks, b"anew"]).write(path)
    assert read(path) == [b"anew"]
    assert [one.name for one in path.parent.iterdir()] == [path.name]


def test_blocks_have_one_seal_however_they_are_held():
    assert Log([b"ab", b"c"]).seal == Log([memoryview(b"ab"), memoryview(b"c")]).seal
    assert len({Log(blocks).seal for blocks in ([], [b""], [b"ab"], [b"a", b"b"], [b"b", b"a"], [b"ab", b""])}) == 6


blocks = st.lists(st.binary(max_size=40), max_size=6)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(blocks, st.data())
def test_any_blocks_come_back_and_no_others_do(tmp_path, blocks, data):
    path = tmp_path / "log"
    Log(blocks).write(path)
    assert read(path) == blocks
    whole = path.read_bytes()
    start = data.draw(st.integers(0, len(whole)))
    damaged = whole[:start] + data.draw(st.binary(max_size=12)) + whole[data.draw(st.integers(start, len(whole))) :]
    path.write_bytes(damaged)
    assert read(path) == (blocks if damaged == whole else [])
