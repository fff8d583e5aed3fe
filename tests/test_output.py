"""What a build puts out: what is there already stays, all else is made."""

import os

import pytest

from agenda import workers
from agenda.cache import Cache
from agenda.digest import Digests
from agenda.output import KIND, Output, Product
from agenda.reading import Reading


class Build:
    """A build of some files into `folder`; `made` are those that it made now, in this process."""

    def __init__(self, folder, things=None) -> None:
        self.store, self.place, self.staging = folder / "cache", folder / "output", folder / "staging"
        self.place.mkdir(exist_ok=True)
        self.staging.mkdir()
        reading = Reading()
        self.thing = reading.source("thing", lambda id: (things or {}).get(id, ""))
        cache = Cache.read(self.store, reading, Digests(), {KIND: b"salt"})
        self.output, self.made = Output(self.staging, self.place, cache), []

    def product(self, path: str, of: bytes = b"1", words: str = "é") -> Product:
        def make() -> str:
            self.made.append(path)
            return words + self.thing(path)

        return Product(path, of, make)

    def run(self, *products: Product) -> "Build":
        """Make these, put them in place, and keep what a next build needs."""
        self.output.make_all(products)
        for file in sorted(self.staging.rglob("*")):
            if file.is_file():
                target = self.place / file.relative_to(self.staging)
                target.parent.mkdir(parents=True, exist_ok=True)
                os.replace(file, target)
        for folder in sorted(self.staging.rglob("*"), reverse=True):
            folder.rmdir()
        self.staging.rmdir()
        self.output.cache.write(self.store)
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


def test_two_processes_write_all_files_and_both_are_kept(tmp_path, monkeypatch):
    monkeypatch.setattr(workers, "_can_fork", lambda: hasattr(os, "fork"))
    paths = [f"{number % 7}/{number}.html" for number in range(2 * workers.FEW)]
    first = Build(tmp_path)
    first.run(*(first.product(path, words=path) for path in paths))
    assert first.made == paths[: workers.FEW]  # the others were made in the second process
    assert {path: (tmp_path / "output" / path).read_text() for path in paths} == {path: path for path in paths}
    second = Build(tmp_path)
    second.run(*(second.product(path, words=path) for path in paths))
    assert (second.made, list(second.output.kept)) == ([], paths)
