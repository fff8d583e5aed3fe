"""What a build puts out: what is there already stays, all else is made."""

import os

import pytest

from agenda import output, sharing, workers
from agenda.cache import Cache
from agenda.digest import Digests
from agenda.output import FILES, GROUP, KIND, Files, Group, Output, Product
from agenda.reading import Reading


class Build:
    """A build of some files into `folder`; `made` are those that it made now, in this process."""

    def __init__(self, folder, things=None, standing=None) -> None:
        self.store, self.place, self.staging = folder / "cache", folder / "output", folder / "staging"
        self.place.mkdir(exist_ok=True)
        self.staging.mkdir()
        reading = Reading()
        self.thing = reading.source("thing", lambda id: (things or {}).get(id, ""))
        cache = Cache.read(self.store, reading, Digests(), {KIND: b"salt", GROUP: b"salt", FILES: b"salt"})
        self.output, self.made = Output(self.staging, self.place, cache, standing), []

    def product(self, path: str, of: bytes = b"1", words: str = "é") -> Product:
        def make() -> str:
            self.made.append(path)
            return words + self.thing(path)

        return Product(path, of, make)

    def run(self, *products: Product, group: Group | None = None, files: Files | None = None) -> "Build":
        """Make these, put them in place, and keep what a next build needs."""
        return self.run_all(group or Group("all", b"", lambda: products), *filter(None, [files]))

    def run_all(self, *works: Group | Files) -> "Build":
        """The same of several groups."""
        self.output.make_all(works)
        return self.finish()

    def finish(self) -> "Build":
        """Put everything in place, and keep what a next build needs."""
        for file in sorted(self.staging.rglob("*")):
            if file.is_file():
                target = self.place / file.relative_to(self.staging)
                target.parent.mkdir(parents=True, exist_ok=True)
                os.replace(file, target)
        for folder in sorted(self.staging.rglob("*"), reverse=True):
            folder.rmdir()
        self.staging.rmdir()
        self.output.cache.write()
        return self


def test_what_is_there_is_kept_and_not_made(tmp_path):
    first = Build(tmp_path)
    first.run(first.product("a/index.html"), first.product("b.html"))
    assert (first.made, list(first.output.kept)) == (["a/index.html", "b.html"], [])
    second = Build(tmp_path)
    second.run(second.product("a/index.html"), second.product("b.html"))
    assert (second.made, list(second.output.kept)) == ([], ["a/index.html", "b.html"])
    assert (tmp_path / "output/a/index.html").read_bytes() == "é".encode()


@pytest.mark.parametrize(
    ("change", "product"),
    [
        pytest.param(lambda file: file.unlink(), {}, id="the file is gone"),
        pytest.param(lambda file: file.write_bytes(b""), {}, id="it is empty"),
        pytest.param(lambda file: file.write_bytes(b"longer"), {}, id="it is longer"),
        pytest.param(lambda file: file.unlink() or file.mkdir(), {"path": "other"}, id="it is a folder, for another"),
        pytest.param(lambda file: None, {"of": b"2"}, id="it is made of something else"),
        pytest.param(lambda file: None, {"of": b""}, id="nobody knows of what it is made"),
    ],
)
def test_made_again_if_it_is_not_as_it_was(change, product, tmp_path):
    first = Build(tmp_path)
    first.run(first.product("a.html"))
    change(tmp_path / "output/a.html")
    second = Build(tmp_path)
    second.run(second.product(**{"path": "a.html", **product}))
    assert len(second.made) == 1
    assert second.output.kept == {}


def test_made_again_if_what_it_read_is_otherwise(tmp_path):
    first = Build(tmp_path, {"a.html": "1", "b.html": "1"})
    first.run(first.product("a.html"), first.product("b.html"))
    second = Build(tmp_path, {"a.html": "2", "b.html": "1"})
    second.run(second.product("a.html"), second.product("b.html"))
    assert (second.made, list(second.output.kept)) == (["a.html"], ["b.html"])
    assert (tmp_path / "output/a.html").read_text(encoding="utf-8") == "é2"


@pytest.mark.parametrize(
    ("data", "size"),
    [pytest.param("é€", 5, id="text, as UTF-8"), pytest.param(b"\0\1", 2, id="bytes"), pytest.param("", 0, id="empty")],
)
def test_a_file_is_written_into_folders_that_are_made(data, size, tmp_path):
    build = Build(tmp_path)
    assert build.output.write("a/b/c/index.html", data) == size
    assert build.output.write("a/b/other.html", data) == size
    written = (tmp_path / "staging/a/b/c/index.html").read_bytes()
    assert written == (data.encode() if isinstance(data, str) else data)
    assert not build.output.has("a/b/c/index.html", size)  # staging is not the output


@pytest.mark.parametrize("many", [pytest.param(1, id="looked through by two"), pytest.param(10**9, id="by one")])
def test_two_processes_write_all_files_and_both_are_kept(many, tmp_path, monkeypatch):
    monkeypatch.setattr(workers, "_can_fork", lambda: hasattr(os, "fork"))
    monkeypatch.setattr(output, "MANY", many)
    paths = [f"{number % 7}/{number}.html" for number in range(200 * sharing.FEW)]

    def run() -> Build:
        build, each = Build(tmp_path), []
        for number, some in enumerate(zip(*[iter(paths)] * 200, strict=True)):
            products = [build.product(path, words=path) for path in some]
            each.append(Group(str(number), b"all" if number % 2 else b"", lambda products=products: products))
        return build.run_all(*each)

    first = run()
    assert 0 < len(first.made) < len(paths)  # the others were made in the second process
    assert {path: (tmp_path / "output" / path).read_text() for path in paths} == {path: path for path in paths}
    second = run()
    assert (second.made, sorted(second.output.kept)) == ([], sorted(paths))


def grouped(build: Build, of: bytes = b"all", asked: list | None = None, paths=("a.html", "b.html"), **each) -> Group:
    """Files that are one group; `asked` tells whether somebody looked which they are."""

    def products():
        (asked if asked is not None else []).append(of)
        return [build.product(path, **each) for path in paths]

    return Group("some", of, products)


@pytest.mark.parametrize(
    ("change", "second", "looked", "made"),
    [
        pytest.param(None, {}, False, [], id="as it was, nobody looks"),
        pytest.param(None, {"of": b"other"}, True, [], id="made of other things, each file is looked at"),
        pytest.param(None, {"of": b"other", "paths": ("b.html", "c.html")}, True, ["c.html"], id="another file in it"),
        pytest.param("a.html", {}, True, ["a.html"], id="a file is lost"),
        pytest.param(None, {"of": b""}, True, [], id="nobody can tell"),
    ],
)
def test_a_group_that_is_as_it_was_is_not_looked_into(change, second, looked, made, tmp_path):
    first = Build(tmp_path)
    first.run(group=grouped(first))
    assert first.made == ["a.html", "b.html"]
    if change:
        (tmp_path / "output" / change).unlink()
    asked: list[bytes] = []
    after = Build(tmp_path)
    after.run(group=grouped(after, asked=asked, **second))
    assert (bool(asked), after.made) == (looked, made)


def test_a_group_is_looked_into_if_what_one_of_its_files_read_is_otherwise(tmp_path):
    first = Build(tmp_path, {"a.html": "1", "b.html": "1"})
    first.run(group=grouped(first))
    for _ in range(2):  # the second time what was kept is kept on
        second = Build(tmp_path, {"a.html": "1", "b.html": "2"})
        second.run(group=grouped(second))
        assert (tmp_path / "output/b.html").read_text(encoding="utf-8") == "é2"
    assert second.made == []


def test_a_file_without_a_digest_keeps_its_group_from_being_kept(tmp_path):
    for _ in range(2):
        build = Build(tmp_path)
        build.run(group=grouped(build, of=b"all", words="x"), files=None)
    assert build.made == []
    for _ in range(2):
        build = Build(tmp_path)
        build.output.make_all([Group("loose", b"all", lambda b=build: [b.product("c.html", of=b"")])])
        for file in build.staging.iterdir():
            os.replace(file, build.place / file.name)
        build.staging.rmdir()
        build.output.cache.write()
        assert build.made == ["c.html"]


def test_what_was_made_of_nothing_known_is_no_longer_taken_for_what_it_was(tmp_path):
    for of, words in ((b"1", "old"), (b"", "new"), (b"1", "old")):
        build = Build(tmp_path)
        build.run(build.product("a.html", of=of, words=words))
        assert (tmp_path / "output/a.html").read_text() == words


@pytest.mark.parametrize(
    ("of", "things", "made"),
    [
        pytest.param(b"1", {}, 1, id="as they were"),
        pytest.param(b"2", {}, 2, id="made of other things"),
        pytest.param(b"1", {"x": "1"}, 2, id="what they read is otherwise"),
        pytest.param(b"", {}, 2, id="nobody can tell"),
    ],
)
def test_files_that_are_made_at_once(of, things, made, tmp_path):
    times = []
    for number, known in enumerate(({}, things)):
        build = Build(tmp_path, known)

        def make(build=build):
            times.append(1)
            return [("x.ics", build.thing("x")), ("y.ics", b"y")]

        build.run(files=Files("feeds", of if number else of and b"1", make))
    assert len(times) == made
    assert (tmp_path / "output/x.ics").read_text() == things.get("x", "")


def test_a_group_and_files_of_one_name_are_both_kept(tmp_path):
    made = []
    for _ in range(2):
        build = Build(tmp_path)
        files = Files("some", b"1", lambda: made.append("files") or [("x.ics", b"x")])
        build.run(group=grouped(build, asked=made), files=files)
    assert made == [b"all", "files"]


@pytest.mark.parametrize("forks", [pytest.param(True, id="two processes"), pytest.param(False, id="one process")])
def test_what_is_made_meanwhile_is_there_at_the_end_and_kept(forks, tmp_path, monkeypatch):
    monkeypatch.setattr(workers, "_can_fork", lambda: forks and hasattr(os, "fork"))

    def run() -> Build:
        build = Build(tmp_path)
        with build.output.meanwhile(iter([grouped(build, paths=("a.ics", "b.ics"))])):
            build.output.make_all([grouped(build, paths=("a.html",))._replace(name="pages")])
        return build.finish()

    run()
    assert {path.name for path in (tmp_path / "output").iterdir()} == {"a.ics", "b.ics", "a.html"}
    second = run()
    assert (second.made, sorted(second.output.kept)) == ([], ["a.html", "a.ics", "b.ics"])


@pytest.mark.parametrize(
    ("standing", "kept"),
    [
        pytest.param({"a.html": 3}, ["a.html"], id="seen as it was"),
        pytest.param({"a.html": 4}, [], id="seen otherwise, and nowhere now"),
        pytest.param({}, [], id="not seen, and nowhere now"),
    ],
)
def test_what_was_just_seen_in_the_output_is_not_looked_at_again(standing, kept, tmp_path):
    first = Build(tmp_path)
    first.run(group=grouped(first, paths=("a.html",)))
    size = (tmp_path / "output/a.html").stat().st_size
    (tmp_path / "output/a.html").unlink()
    second = Build(tmp_path, standing={name: size + bytes - 3 for name, bytes in standing.items()})
    second.run(group=grouped(second, paths=("a.html",)))
    assert list(second.output.kept) == kept
