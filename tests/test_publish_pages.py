"""A forge's pages: the folder that it publishes, and what was published before, asked of the site itself."""

from pathlib import Path

import httpx
import pytest

from publish.failure import PublishError
from publish.pages import Pages
from publish.record import PATH, Record
from shipping import FIRST, NEW_THEME, OLD_THEME, SECOND, STATE, pack

ADDRESS = "https://agenda.example.org/town"


def site(folder: Path | None, asked: list[httpx.Request] | None = None, status: int = 404) -> httpx.MockTransport:
    """A web server of a folder; other files, and all of them without a folder, have this status."""

    def answer(request: httpx.Request) -> httpx.Response:
        if asked is not None:
            asked.append(request)
        file = folder / request.url.path.removeprefix("/town/") if folder else None
        return httpx.Response(200, content=file.read_bytes()) if file and file.is_file() else httpx.Response(status)

    return httpx.MockTransport(answer)


def test_a_first_publication_fills_the_folder(tmp_path):
    target = Pages(tmp_path / "public", ADDRESS, "1", site(None))
    assert not target.found().site
    list(target.send(pack(tmp_path, FIRST, target)))
    files = {path.relative_to(target.path).as_posix() for path in target.path.rglob("*") if path.is_file()}
    assert {*FIRST, ".nojekyll", PATH} - {".manifest"} <= files
    assert "index.html.gz" in files
    assert Record.of((target.path / PATH).read_bytes()).assets[0].folder == OLD_THEME


def test_state_and_old_assets_come_from_the_published_site(tmp_path):
    online = Pages(tmp_path / "online", ADDRESS, "1", site(None))
    list(online.send(pack(tmp_path / "first", FIRST, online)))
    target = Pages(tmp_path / "public", ADDRESS, "2", site(online.path))
    found = target.found()
    assert found.site
    assert found.state == FIRST[STATE].encode()
    list(target.send(pack(tmp_path / "second", SECOND, target)))
    assert (target.path / OLD_THEME / "js/later.js").read_text() == FIRST[f"{OLD_THEME}/js/later.js"]
    assert (target.path / NEW_THEME / "js/later.js").is_file()
    assert not (target.path / "gone").exists()


def test_a_published_site_without_a_state_is_found_to_be_one(tmp_path):
    (tmp_path / "build.json").write_text("{}")
    found = Pages(tmp_path / "public", ADDRESS, "1", site(tmp_path)).found()
    assert (found.site, found.state, found.record) == (True, None, None)


def test_no_cache_answers(tmp_path):
    asked: list[httpx.Request] = []
    Pages(tmp_path / "public", ADDRESS, "20261122T030000", site(None, asked)).found()
    assert {request.url.params["at"] for request in asked} == {"20261122T030000"}
    assert {request.headers["Cache-Control"] for request in asked} == {"no-cache"}


@pytest.mark.parametrize("status", [403, 500, 503])
def test_a_site_that_does_not_answer_may_be_there(tmp_path, status):
    with pytest.raises(PublishError, match=rf"answers {status}\. Nothing was published.*--new-state"):
        Pages(tmp_path / "public", ADDRESS, "1", site(None, status=status)).found()


def test_a_site_that_cannot_be_reached_may_be_there(tmp_path):
    def broken(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("no such host")

    with pytest.raises(PublishError, match=r"cannot be asked for: no such host.*--new-state"):
        Pages(tmp_path / "public", ADDRESS, "1", httpx.MockTransport(broken)).found()


def test_a_folder_of_somebody_else_is_left_alone(tmp_path):
    target = Pages(tmp_path / "public", ADDRESS, "1", site(None))
    target.path.mkdir()
    (target.path / "mine.txt").write_text("mine")
    with pytest.raises(PublishError, match="is not empty, and no publication made it"):
        list(target.send(pack(tmp_path, FIRST, target)))
    assert (target.path / "mine.txt").is_file()
