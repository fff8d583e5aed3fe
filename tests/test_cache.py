"""What is kept from one build to the next: used while all that it was made of is as it was, and never a problem."""

import os
from functools import partial

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agenda import workers
from agenda.afresh import Afresh
from agenda.cache import Cache
from agenda.digest import Digests
from agenda.reading import Reading
from agenda.store import HEAD, Store

SALTS = {"page": b"salt", "card": b"salt"}  # a card stays until its salt is another
THINGS = {"mill": "The Mill", "hall": "The Hall"}


class Build:
    """One build of something that reads things of a town; `made` are the names of what it made now."""

    def __init__(self, path, things=THINGS, salts=SALTS, names=("thing",)) -> None:
        self.reading = Reading()
        self.sources = {name: self.reading.source(name, lambda id: things.get(id)) for name in names}
        self.cache = Cache.read(path, self.reading, Digests(), salts)
        self.made, self.path = [], path

    def page(self, name="home", of=b"1", reads=("mill",), kind="page", keep=lambda value: True):
        def make():
            self.made.append(name)
            return [self.sources["thing"](one) for one in reads]

        return self.cache.made(kind, name, of, make, keep)

    def end(self) -> "Build":
        self.cache.write()
        return self


@pytest.fixture
def path(tmp_path):
    return tmp_path / "output.cache"


def test_what_is_as_it_was_is_not_made_again(path):
    first = Build(path)
    assert first.page() == ["The Mill"]
    assert first.end().made == ["home"]
    second = Build(path)
    assert second.page() == ["The Mill"]
    assert second.made == []
    second.end()
    third = Build(path)  # what was only used is kept on
    assert (third.page(), third.made) == (["The Mill"], [])


def test_within_a_build_it_is_made_once(path):
    build = Build(path)
    assert build.page() == build.page()
    assert build.made == ["home"]


@pytest.mark.parametrize(
    "build",
    [
        pytest.param(lambda path: Build(path, {**THINGS, "mill": "The Old Mill"}), id="what it read is otherwise"),
        pytest.param(lambda path: Build(path, {"hall": "The Hall"}), id="what it read is gone"),
        pytest.param(lambda path: Build(path, salts={"page": b"other", "card": b"salt"}), id="the salt of its kind"),
        pytest.param(lambda path: path.unlink() or Build(path), id="the file is lost"),
        pytest.param(lambda path: os.rename(path, path.with_name("x")) or Build(path), id="of another output"),
    ],
)
def test_made_again_if_it_may_be_otherwise(build, path):
    Build(path).page()
    before = Build(path)
    before.page()
    before.end()
    after = build(path)
    after.page()
    assert after.made == ["home"]


@pytest.mark.parametrize(
    ("asked", "made"),
    [
        pytest.param({}, [], id="the same"),
        pytest.param({"of": b"2"}, ["home"], id="made of something else"),
        pytest.param({"name": "other"}, ["other"], id="another name"),
        pytest.param({"kind": "card"}, ["home"], id="another kind"),
        pytest.param({"of": b""}, ["home"], id="nobody knows of what"),
    ],
)
def test_what_counts_as_the_same(asked, made, path):
    first = Build(path)
    first.page()
    first.end()
    second = Build(path)
    second.page(**asked)
    assert second.made == made


def test_what_others_read_does_not_matter(path):
    first = Build(path)
    first.page("mill", reads=("mill",))
    first.page("hall", reads=("hall",))
    first.page("new", reads=("new",))
    first.end()
    second = Build(path, {"mill": "The Mill", "hall": "The Great Hall", "new": "A new place"})
    found = [second.page(name, reads=(name,)) for name in ("mill", "hall", "new")]
    assert found == [["The Mill"], ["The Great Hall"], ["A new place"]]
    assert second.made == ["hall", "new"]


def test_of_another_kind_nothing_is_lost_with_a_salt(path):
    first = Build(path)
    first.page(kind="page")
    first.page(kind="card")
    first.end()
    second = Build(path, salts={"page": b"other", "card": b"salt"})
    second.page("home", kind="page")
    second.page("home", kind="card")
    assert second.made == ["home"]


def test_what_read_a_source_that_is_gone_is_made_again(path):
    first = Build(path)
    first.page()
    first.end()
    second = Build(path, names=("other",))
    assert second.cache.made("page", "home", b"1", lambda: "afresh") == "afresh"


def test_a_source_that_is_not_there_yet_can_come(path):
    first = Build(path)
    first.cache.keep("page", "home", b"1", {("later", "mill")}, "without")
    first.end()
    second = Build(path, names=("thing", "later"))
    assert second.cache.value("page", "home", b"1") is None


def test_what_could_not_be_made_is_not_kept(path):
    build = Build(path)

    def make():
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        build.cache.made("page", "home", b"1", make)
    assert not build.reading.open
    assert build.page() == ["The Mill"]
    assert build.made == ["home"]


def test_what_should_not_be_kept_is_made_each_time(path):
    first = Build(path)
    assert first.page(keep=lambda value: False) == ["The Mill"]
    assert first.end().page() == ["The Mill"]
    assert first.made == ["home", "home"]


def test_what_is_not_used_is_forgotten(path):
    first = Build(path)
    first.page("one")
    first.page("two")
    first.end()
    second = Build(path)
    second.page("one")
    second.end()
    third = Build(path)
    third.page("one")
    third.page("two")
    assert third.made == ["two"]


def test_who_uses_what_is_kept_has_read_what_that_read(path):
    first = Build(path)
    first.page("card", kind="card", reads=("mill", "hall"))
    first.end()
    second = Build(path)
    with second.reading.noted() as keys:
        second.page("card", kind="card")
    assert second.made == []
    assert keys == {("thing", "mill"), ("thing", "hall")}


def test_a_page_of_kept_parts_is_made_again_when_a_part_is(path):
    def page(build):
        return build.cache.made("page", "list", b"1", lambda: build.made.append("list") or build.page(kind="card"))

    for _ in range(2):  # made of a part that is made now, then of one that is kept
        build = Build(path, salts={**SALTS, "page": os.urandom(8)})
        page(build)
        build.end()
    last = Build(path, {**THINGS, "mill": "The Old Mill"}, salts=build.cache.salts)
    assert page(last) == ["The Old Mill"]
    assert last.made == ["list", "home"]


def test_what_cannot_be_told_is_made_of_nothing(path):
    cache = Build(path).cache
    assert cache.of(object()) == b""
    assert cache.of("a", 1) == cache.of("a", 1) != cache.of("a", 2)


MANY = 3 * workers.FEW


def tasks(build, ids):
    """Many things to be made, each of which reads one."""

    def make(id):
        build.made.append(id)
        return build.sources["thing"](id)

    return [(id, id.encode(), lambda id=id: make(id)) for id in ids]


@pytest.mark.parametrize("forking", [True, False], ids=["in two processes", "in one"])
def test_many_are_made_in_order_and_kept_whoever_made_them(forking, path, monkeypatch):
    monkeypatch.setattr(workers, "_can_fork", lambda: forking)
    things = {f"place-{number:04}": number for number in range(MANY)}
    first = Build(path, things)
    assert first.cache.made_of_all("page", tasks(first, things)) == list(range(MANY))
    assert len(first.made) == (MANY // 2 if forking else MANY)
    first.end()
    changed = {**things, "place-0001": -1, f"place-{MANY - 1:04}": -2}  # of each half one
    second = Build(path, changed)
    assert second.cache.made_of_all("page", tasks(second, changed)) == list(changed.values())
    assert sorted(second.made) == ["place-0001", f"place-{MANY - 1:04}"]


def test_news_of_another_process_has_its_own_numbers(path):
    here, there = Build(path), Build(path.with_name("there"))
    begun = there.cache.told
    here.page("a", reads=("hall",))
    there.page("b", reads=("mill", "hall"))
    here.cache.take_in(there.cache.news(begun))
    here.end()
    after = Build(path, {**THINGS, "mill": "The Old Mill"})
    assert after.page("a", reads=("hall",)) == ["The Hall"]
    assert after.page("b", reads=("mill", "hall")) == ["The Old Mill", "The Hall"]
    assert after.made == ["b"]


def test_news_is_what_was_made_since(path):
    build = Build(path)
    first = build.cache.told
    build.page()
    begun = build.cache.told
    build.page("other")
    assert [entry[:2] for entry in build.cache.news(begun).entries] == [("page", "other")]
    assert [entry[:2] for entry in build.cache.news(first).entries] == [("page", "home"), ("page", "other")]


def test_what_another_process_used_is_kept_on(path):
    first = Build(path)
    first.page("a")
    first.page("b")
    first.end()
    here, there = Build(path), Build(path)
    begun = there.cache.told
    here.page("a")
    there.page("b")
    here.cache.take_in(there.cache.news(begun))
    here.end()
    after = Build(path)
    after.page("a")
    after.page("b")
    assert after.made == []


def test_of_shelves_that_were_asked_for_as_a_whole_what_is_gone_is_not_kept_on(path):
    things = {f"place-{number:04}": number for number in range(100)}
    first = Build(path, things)
    first.cache.made_of_all("page", tasks(first, things))
    first.end()
    second = Build(path, things)  # asks for everything on some shelves, on others for all but one
    second.cache.made_of_all("page", tasks(second, [name for name in things if name != "place-0007"]))
    assert second.end().made == []
    third = Build(path, things)
    third.cache.made_of_all("page", tasks(third, things))
    assert third.made == ["place-0007"]


def test_a_salt_can_be_another_for_the_next_build(path):
    first = Build(path)
    first.page()
    first.cache.salts["page"] = b"other"
    first.end()
    as_it_was, with_the_other = Build(path), Build(path, salts={**SALTS, "page": b"other"})
    for build in (as_it_was, with_the_other):
        build.page()
    assert (as_it_was.made, with_the_other.made) == (["home"], [])


@pytest.mark.parametrize(
    ("things", "before"),
    [
        pytest.param(THINGS, ["The Mill"], id="as it was"),
        pytest.param({**THINGS, "mill": "The Old Mill"}, None, id="what it read is otherwise"),
    ],
)
def test_what_was_kept_is_told_whatever_it_was_made_of(things, before, path):
    first = Build(path)
    first.page(of=b"1")
    first.end()
    second = Build(path, things)
    assert second.cache.before("page", "home") == before
    assert second.cache.before("page", "other") is None


@pytest.mark.parametrize("forking", [False, True], ids=["one process", "two"])
def test_what_is_made_within_a_work_is_kept_too(forking, path, monkeypatch):
    monkeypatch.setattr(workers, "FEW", 2 if forking else 10**9)

    def outer(name: str) -> list[str]:
        return build.cache.made_of_all("page", [(f"{name} within", b"of", lambda: name)])

    build = Build(path)
    things = [(name, b"of", partial(outer, name)) for name in ("a", "b", "c", "d")]
    begun = build.cache.told
    build.cache.made_of_all("page", things)
    assert {name for _, name, _ in build.cache.news(begun).entries} == {
        *"abcd", *(f"{name} within" for name in "abcd")
    }  # fmt: skip


def test_the_file_is_there_whole_or_not_at_all(path):
    build = Build(path)
    build.page()
    build.end()
    assert [one.name for one in path.parent.iterdir()] == [path.name]


@pytest.fixture(scope="module")
def whole(tmp_path_factory) -> bytes:
    """The bytes of a cache with something in it."""
    build = Build(tmp_path_factory.mktemp("whole") / "output.cache")
    for name in ("mill", "hall", "new"):
        build.page(name, reads=(name,))
    return build.end().path.read_bytes()


def read_again(path, data: bytes) -> list[str]:
    """What a build makes that finds these bytes; what it gives is right whatever they are."""
    path.write_bytes(data)
    build = Build(path)
    assert [build.page(name, reads=(name,)) for name in ("mill", "hall", "new")] == [["The Mill"], ["The Hall"], [None]]
    build.end()
    after = Build(path)  # what was damaged is whole again
    assert [after.page(name, reads=(name,)) for name in ("mill", "hall", "new")] == [["The Mill"], ["The Hall"], [None]]
    assert after.made == []
    return build.made


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda data: b"", id="empty"),
        pytest.param(lambda data: HEAD, id="only its head"),
        pytest.param(lambda data: data[: len(data) // 2], id="half of it"),
        pytest.param(lambda data: data + b"\0", id="with something after it"),
        pytest.param(lambda data: data.replace(b"store 1", b"store 0", 1), id="of another version"),
        pytest.param(lambda data: b"\x80\x05.", id="something else"),
    ],
)
def test_what_cannot_be_trusted_counts_as_none(damage, whole, path):
    assert read_again(path, damage(whole)) == ["mill", "hall", "new"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.data())
def test_any_damage_costs_no_more_than_making_it_again(whole, path, data):
    broken = bytearray(whole)
    for at in data.draw(st.lists(st.integers(0, len(whole) - 1), min_size=1, max_size=3, unique=True)):
        broken[at] ^= data.draw(st.integers(1, 255))
    read_again(path, bytes(broken[: len(whole) - data.draw(st.sampled_from((0, 0, 1, 40)))]))


def test_a_folder_of_that_name_counts_as_none(path):
    path.mkdir()
    assert Build(path).page() == ["The Mill"]


def test_a_shelf_is_read_when_something_on_it_is_asked_for(path, monkeypatch):
    first = Build(path)
    for number in range(200):
        first.page(str(number), reads=(), kind="card")
    first.page("one")
    first.end()
    read = []
    monkeypatch.setattr(Store, "record", lambda self, place, real=Store.record: read.append(place) or real(self, place))
    second = Build(path)
    second.page("one")
    assert len(read) == 2  # the index, and one shelf
    second.end()
    monkeypatch.undo()
    third = Build(path)
    assert third.page("7", reads=(), kind="card") == []
    assert third.made == []


def test_afresh_everything_is_made_each_time():
    afresh, made = Afresh(), []
    for _ in range(2):
        assert afresh.made("page", "home", b"1", lambda: made.append(1) or "x") == "x"
    assert made == [1, 1]
    assert afresh.made_of_all("page", [("a", b"1", lambda: 1), ("a", b"1", lambda: 2)]) == [1, 2]
    assert afresh.of("a") == b""
