"""What is packed for sending: in an order that a crash may cut, compressed once, with older assets."""

import gzip
from pathlib import Path

import pytest

from publish import shipment
from publish.record import Assets, Record
from publish.shipment import packed

THEME, OLD = "theme-0123456789ab", "theme-ba9876543210"
TEXT = b"Tea and talk at the mill, every week. " * 40


@pytest.fixture
def built(tmp_path) -> Path:
    files = {
        "index.html": TEXT, "agenda.ics": TEXT, "rss.xml": TEXT, "finder.json": TEXT, "a.png": TEXT,
        f"{THEME}/js/site.js": TEXT, "data/v1/feed-state.json": TEXT, ".manifest": TEXT, "short.txt": b"tea",
        ".well-known/security.txt": b"x", "finder/a.json": TEXT,
    }  # fmt: skip
    for name, data in files.items():
        path = tmp_path / "built" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return tmp_path / "built"


def nothing(_name: str) -> None:
    return None


def test_order_and_what_is_compressed(built, tmp_path):
    made = packed(built, tmp_path / "shipment", Record(), nothing)
    assert made.files == (
        "data/v1/feed-state.json",
        f"{THEME}/js/site.js", f"{THEME}/js/site.js.gz",
        ".well-known/security.txt", "a.png", "finder/a.json", "finder/a.json.gz", "short.txt",
        "finder.json", "finder.json.gz",
        "index.html", "index.html.gz",
        "agenda.ics", "agenda.ics.gz", "rss.xml", "rss.xml.gz",
    )  # fmt: skip
    assert gzip.decompress(made.read("agenda.ics.gz")) == TEXT
    assert all(made.record.made_it(name) for name in made.files)


def test_it_may_stay_as_it_is(built, tmp_path):
    made = packed(built, tmp_path / "shipment", Record(), nothing, compress=False)
    assert not [name for name in made.files if name.endswith(".gz")]


def test_compressed_bytes_do_not_depend_on_the_hour(built, tmp_path, monkeypatch):
    first = packed(built, tmp_path / "first", Record(), nothing).read("index.html.gz")
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)
    assert packed(built, tmp_path / "second", Record(), nothing).read("index.html.gz") == first


def test_only_what_changed_is_written_again(built, tmp_path):
    folder = tmp_path / "shipment"
    packed(built, folder, Record(), nothing)
    before = {path: path.stat().st_ino for path in folder.rglob("*") if path.is_file()}
    (built / "index.html").write_bytes(TEXT + b"and cards")
    (built / "a.png").unlink()
    packed(built, folder, Record(), nothing)
    after = {path: path.stat().st_ino for path in folder.rglob("*") if path.is_file()}
    changed = {path.name for path in before if after.get(path) != before[path]}
    assert changed == {"index.html", "index.html.gz", "a.png"}
    assert gzip.decompress((folder / "index.html.gz").read_bytes()) == TEXT + b"and cards"


def test_older_assets_are_fetched_once(built, tmp_path):
    before = Record(assets=(Assets(OLD, ("js/site.js", "js/gone.js")),))
    asked: list[str] = []

    def fetch(name: str) -> bytes | None:
        asked.append(name)
        return TEXT if name.endswith("site.js") else None

    made = packed(built, tmp_path / "shipment", before, fetch)
    assert made.record.assets == (Assets(THEME, ("js/site.js",)), Assets(OLD, ("js/site.js",)))
    assert made.read(f"{OLD}/js/site.js") == TEXT
    packed(built, tmp_path / "shipment", made.record, fetch)
    assert asked == [f"{OLD}/js/site.js", f"{OLD}/js/gone.js"]


@pytest.mark.parametrize("name", ["agenda.ics", "area/a/rss.xml", "atom.xml", "x/feed.json", "agenda.ics.gz"])
def test_feeds(name):
    assert shipment.FEEDS.search(name)


@pytest.mark.parametrize("name", ["index.html", "sitemap.xml", "data/v1/feed-state.json", "agenda.ics/index.html"])
def test_no_feeds(name):
    assert not shipment.FEEDS.search(name)
