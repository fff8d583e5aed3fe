"""Published over rsync, served by real nginx and Caddy with our headers; under load, killed, taken back."""

import gzip
import json
import os
import re
import signal
import subprocess
import time
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest
from bs4 import BeautifulSoup

import published
import shipping
from publish.releases import Releases
from published import commit, publish, town
from shipping import FIRST, SECOND, pack
from small_town import WALK, activity

STATE = "data/v1/feed-state.json"
TEA = activity(title="Tea in the mill", topics="[tea]")


@pytest.fixture(scope="module")
def once(tmp_path_factory):
    """A town published once, its folder on the server, and where rsync reaches it; nobody changes it."""
    work = tmp_path_factory.mktemp("once")
    place = town(work / "town")
    with published.rsync_server(work, work / "server") as to:
        publish(place, "server", to=to)
    return place, work / "server"


@pytest.fixture(scope="module", params=["nginx", "caddy"])
def address(once, tmp_path_factory, request):
    """Where each web server serves it."""
    place, folder = once
    serve, lines = getattr(published, request.param), published.headers(place, request.param)
    with serve(tmp_path_factory.mktemp(request.param), folder / "current", lines) as address:
        yield address


CSP = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
SHORT, YEAR = "public, max-age=300", "public, max-age=31536000, immutable"


@pytest.mark.parametrize(
    ("path", "kind", "kept"),
    [
        ("", "text/html; charset=utf-8", SHORT),
        ("activity/walkers/walk/", "text/html; charset=utf-8", SHORT),
        ("agenda.ics", "text/calendar; charset=utf-8", SHORT),
        ("rss.xml", "application/rss+xml; charset=utf-8", SHORT),
        ("area/north/atom.xml", "application/atom+xml; charset=utf-8", SHORT),
        ("feed.json", "application/feed+json; charset=utf-8", SHORT),
        ("sitemap.xml", "application/xml; charset=utf-8", SHORT),
        ("finder.json", "application/json; charset=utf-8", SHORT),
        (STATE, "application/json; charset=utf-8", "no-cache"),
        ("publication.json", "application/json; charset=utf-8", "no-cache"),
        ("robots.txt", "text/plain; charset=utf-8", SHORT),
        (".well-known/security.txt", "text/plain; charset=utf-8", SHORT),
        ("data/v1/template/activity.md", "text/plain; charset=utf-8", SHORT),
        ("THEME/css/site.css", "text/css; charset=utf-8", YEAR),
        ("THEME/js/site.js", "text/javascript; charset=utf-8", YEAR),
        ("THEME/favicon.svg", "image/svg+xml", YEAR),
        ("THEME/touch-icon.png", "image/png", YEAR),
    ],
)
def test_a_file_has_its_headers(once, address, path, kind, kept):
    [theme] = once[1].glob("current/theme-*")
    answer = httpx.get(f"{address}/{path.replace('THEME', theme.name)}")
    assert answer.status_code == 200
    told = {name: answer.headers.get_list(name) for name in (
        "Content-Type", "Cache-Control", "Content-Security-Policy", "X-Content-Type-Options", "X-Frame-Options",
        "Referrer-Policy", "Strict-Transport-Security",
    )}  # fmt: skip
    assert told == {
        "Content-Type": [kind],
        "Cache-Control": [kept],
        "Content-Security-Policy": [CSP],
        "X-Content-Type-Options": ["nosniff"],
        "X-Frame-Options": ["DENY"],
        "Referrer-Policy": ["same-origin"],
        "Strict-Transport-Security": ["max-age=31536000"],
    }
    assert answer.headers["ETag"]


def test_framed_pages_alone_may_be_framed(address):
    answer = httpx.get(f"{address}/embed/")
    assert answer.status_code == 200
    assert answer.headers.get_list("Content-Security-Policy") == [
        CSP.replace("frame-ancestors 'none'", "frame-ancestors *")
    ]
    assert "X-Frame-Options" not in answer.headers


@pytest.mark.parametrize("path", ["", "agenda.ics", "rss.xml", "THEME/css/site.css"])
@pytest.mark.parametrize("coding", ["gzip", "identity"])
def test_what_did_not_change_is_not_sent_again(once, address, path, coding):
    [theme] = once[1].glob("current/theme-*")
    url, accepted = f"{address}/{path.replace('THEME', theme.name)}", {"Accept-Encoding": coding}
    etag = httpx.get(url, headers=accepted).headers["ETag"]
    again = httpx.get(url, headers={**accepted, "If-None-Match": etag})
    assert (again.status_code, again.content) == (304, b"")
    assert httpx.get(url, headers={**accepted, "If-None-Match": '"other"'}).status_code == 200


def test_text_travels_compressed_to_who_takes_it(once, address):
    [theme] = once[1].glob("current/theme-*")
    for path in ("", "agenda.ics", "rss.xml", "finder.json", f"{theme.name}/css/site.css"):
        with httpx.stream("GET", f"{address}/{path}", headers={"Accept-Encoding": "gzip"}) as packed:
            travelled = b"".join(packed.iter_raw())
        plain = httpx.get(f"{address}/{path}", headers={"Accept-Encoding": "identity"})
        assert packed.headers["Content-Encoding"] == "gzip", path
        assert "Content-Encoding" not in plain.headers, path
        assert gzip.decompress(travelled) == plain.content, path
        assert len(travelled) < len(plain.content) / 1.5, path
        assert "accept-encoding" in packed.headers["Vary"].lower(), path


@pytest.mark.parametrize(
    "path", ["nothing/", "nothing.html", "area/nothing/", "nothing.ics", "embed/nothing/", "theme-000000000000/a.js"]
)
def test_what_is_not_there_has_the_page_that_says_so(once, address, path):
    answer = httpx.get(f"{address}/{path}")
    assert answer.status_code == 404
    assert answer.text == (once[1] / "current" / "404.html").read_text()
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert answer.headers.get_list("Content-Security-Policy") == [CSP]
    assert answer.headers["Cache-Control"] == SHORT


def test_a_folder_leads_to_its_page(address):
    answer = httpx.get(f"{address}/area/north")
    assert answer.status_code in (301, 308)
    assert answer.headers["Location"] == "/area/north/"


def test_hidden_files_are_not_served(once, address):
    (once[1] / "current" / ".hidden").write_text("no")
    assert httpx.get(f"{address}/.hidden").status_code == 404


def test_the_pages_work_under_these_headers(address, chromium):
    """A browser that keeps to the policy loads the finder, which loads its parts on use."""
    page = chromium.new_page()
    wrong: list[str] = []
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    for path in ("", "add-an-activity/", "activity/walkers/walk/", "my-list/", "embed/", "subscribe/"):
        page.goto(f"{address}/{path}")
        page.wait_for_load_state("networkidle")
    page.goto(address)
    page.locator("input[type=search]").first.fill("river")
    page.wait_for_load_state("networkidle")
    page.close()
    assert wrong == []


@pytest.fixture
def server(tmp_path):
    """A folder that rsync serves, and its address."""
    with published.rsync_server(tmp_path, tmp_path / "server") as to:
        yield tmp_path / "server", to


def test_only_changed_files_travel(server, tmp_path):
    """The rest is the same file as in the release before, and keeps what a browser knows it by."""
    folder, to = server
    place = town(tmp_path / "town")
    publish(place, "server", to=to)
    first = (folder / "current").resolve()
    place.write("activities/walkers/walk.md", WALK.replace("Anne waits", "Bob waits"))
    commit(place)
    told = publish(place, "server", to=to)
    second = (folder / "current").resolve()
    files = {path.relative_to(second).as_posix(): path for path in second.rglob("*") if path.is_file()}
    new = {name for name, path in files.items() if path.stat().st_nlink == 1} - {"publication.json"}
    differ = {
        name for name, path in files.items()
        if not (first / name).is_file() or (first / name).read_bytes() != path.read_bytes()
    } - {"publication.json"}  # fmt: skip
    assert new == differ
    assert {"activity/walkers/walk/index.html", "agenda.ics", STATE} <= new
    assert not [name for name in new if name.startswith(("theme-", "about/"))]
    assert f"\n{len(new)} of {len(files) - 1} files into releases/" in told


def test_five_releases_are_kept_and_old_assets_with_the_newest(server, tmp_path):
    folder, to = server
    work = tmp_path / "work"
    for number in range(7):
        target = Releases(to, work, datetime(2026, 11, 22, 3, number, tzinfo=UTC))
        list(target.send(pack(work, shipping.edition(number + 1, f"theme-{number:012x}"), target)))
    names = [f"20261122T030{number}00Z" for number in range(2, 7)]
    assert sorted(path.name for path in (folder / "releases").iterdir()) == names
    assert os.readlink(folder / "current") == f"releases/{names[-1]}"
    assert sorted(path.name for path in (folder / "current").glob("theme-*")) == [
        f"theme-{number:012x}" for number in range(2, 7)
    ]


def site_of(folder: Path) -> dict[str, bytes]:
    found = (path for path in (folder / "current").rglob("*") if path.is_file())
    files = {path.relative_to(folder / "current").as_posix(): path.read_bytes() for path in found}
    return files | {STATE: (folder / "feed-state.json").read_bytes()}


@pytest.mark.parametrize("steps", range(6))
def test_a_publication_that_stops_after_a_step_leaves_a_whole_site(server, tmp_path, steps):
    """Of the sixth step, the last one, nothing is left to do; a release that is not whole is deleted later."""
    folder, to = server
    work = tmp_path / "work"
    first, second, third = (Releases(to, work, datetime(2026, 11, day, 3, tzinfo=UTC)) for day in (22, 23, 24))
    list(first.send(pack(work, FIRST, first)))
    before = site_of(folder)
    sending = second.send(pack(work, SECOND, second))
    for _ in range(steps):
        next(sending)
    sending.close()
    now = site_of(folder)
    assert shipping.wrong(now, FIRST, SECOND) == []
    assert (now["index.html"] == before["index.html"]) == (steps < 4)
    list(third.send(pack(work, SECOND, third)))
    assert shipping.wrong(site_of(folder), FIRST, SECOND) == []
    assert site_of(folder)["index.html"] == SECOND["index.html"].encode()
    assert "gone/index.html" not in site_of(folder)
    assert all((path / "publication.json").is_file() for path in (folder / "releases").iterdir())


def test_killed_at_any_moment_the_site_is_whole(server, tmp_path):
    """The command and its rsync get SIGKILL, later each time; what is served stays one whole edition."""
    folder, to = server
    place = town(tmp_path / "town")
    publish(place, "server", to=to)
    environment = {**os.environ, "AGENDA_TODAY": "2026-11-22", "SITEURL": "https://agenda.example.org", "TO": to}
    for moment in range(8):
        place.write("activities/walkers/walk.md", WALK.replace("Anne waits", f"Number {moment} waits"))
        commit(place)
        process = subprocess.Popen(
            [*published.command(place), "server"], env=environment, start_new_session=True, stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL, text=True,
        )  # fmt: skip
        for line in process.stdout:  # after the build it is quick: from there on a little later each time
            if line.startswith("the feed state"):
                time.sleep(0.04 * moment)
                break
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        whole(folder)
    publish(place, "server", to=to)
    whole(folder)
    assert "Number 7 waits" in (folder / "current/activity/walkers/walk/index.html").read_text()


def whole(folder: Path) -> None:
    """What is served is one edition: every page finds its assets, compressed files say the same as plain ones."""
    site = (folder / "current").resolve()
    assert (site / "publication.json").is_file()
    json.loads((folder / "feed-state.json").read_bytes())
    for page in site.rglob("*.html"):
        for link in re.findall(r'(?:href|src)="(/theme-[^"]+)"', page.read_text()):
            assert (site / link.lstrip("/")).is_file(), (page, link)
    for packed in site.rglob("*.gz"):
        assert gzip.decompress(packed.read_bytes()) == packed.with_suffix("").read_bytes()
    said = BeautifulSoup((site / "activity/walkers/walk/index.html").read_text(), "html.parser").get_text()
    calendar = site / "activity/walkers/walk/agenda.ics"
    feed = (calendar if calendar.is_file() else site / "agenda.ics").read_text().replace("\r\n ", "")
    who = re.compile(r"(Anne|Number \d) waits")
    assert who.search(said)[1] == who.search(feed)[1]


WRK = """
local paths = {"/", "/activity/walkers/walk/", "/agenda.ics", "/rss.xml", "/feed.json", "/finder.json", "/area/north/"}
local number = 0
request = function()
    number = number + 1
    return wrk.format("GET", paths[number % #paths + 1])
end
done = function(summary, latency, requests)
    local wrong = summary.errors
    io.write(string.format("WRONG %d %d %d %d %d OF %d\\n", wrong.connect, wrong.read, wrong.write, wrong.status,
        wrong.timeout, summary.requests))
end
"""


def test_no_reader_sees_an_error_while_it_is_published(server, tmp_path):
    folder, to = server
    place = town(tmp_path / "town")
    publish(place, "server", to=to)
    script = tmp_path / "paths.lua"
    script.write_text(WRK)
    with published.nginx(tmp_path, folder / "current", published.headers(place, "nginx")) as address:
        load = subprocess.Popen(
            ["wrk", "-t1", "-c8", "-d300s", "-s", str(script), address], stdout=subprocess.PIPE, text=True
        )
        for number in range(3):
            place.write("activities/walkers/walk.md", WALK.replace("Anne waits", f"Number {number} waits"))
            commit(place)
            publish(place, "server", to=to)
        publish(place, "server", "--back", to=to)
        load.send_signal(signal.SIGINT)
        out = load.communicate(timeout=60)[0]
    wrong, requests = re.search(r"WRONG (.*) OF (\d+)", out).groups()
    assert wrong == "0 0 0 0 0"
    assert int(requests) > 500


def stamp(folder: Path, name: str) -> str:
    """When an event was changed last, as the published feed says."""
    feed = (folder / "current" / "agenda.ics").read_text()
    event = next(one for one in feed.split("BEGIN:VEVENT") if f"SUMMARY:{name}" in one)
    return re.search(r"LAST-MODIFIED:(\S+)", event)[1]


def test_going_back_publishes_what_was_there_with_the_newest_state(server, tmp_path):
    folder, to = server
    place = town(tmp_path / "town")
    publish(place, "server", to=to)
    first = stamp(folder, "Walk")
    place.write("activities/walkers/walk.md", WALK.replace("10:00-12:00", "11:00-13:00"))
    place.write("activities/readers/tea.md", TEA)
    bad = commit(place)
    publish(place, "server", to=to)
    changed = stamp(folder, "Walk")
    told = publish(place, "server", "--back", to=to)
    assert f"{len(list((folder / 'releases').iterdir()))}" == "3", told
    feed = (folder / "current" / "agenda.ics").read_text()
    assert "SUMMARY:Tea" not in feed
    assert "DTSTART;TZID=Europe/Amsterdam:20261210T100000" in feed
    assert first < changed < stamp(folder, "Walk")
    assert "SEQUENCE:2" in feed
    refused = publish(place, "server", to=to, status=1)
    assert f"The commit {bad} was taken back" in refused
    place.write("activities/walkers/walk.md", WALK)
    commit(place)
    publish(place, "server", to=to)
    assert "SUMMARY:Tea" in (folder / "current" / "agenda.ics").read_text()


def test_a_lost_state_is_told_and_nothing_is_published(server, tmp_path):
    folder, to = server
    place = town(tmp_path / "town")
    publish(place, "server", to=to)
    before = os.readlink(folder / "current")
    state = folder / "feed-state.json"
    kept = state.read_bytes()
    state.unlink()
    told = publish(place, "server", to=to, status=1)
    assert "THE FEED STATE IS LOST" in told
    assert "--new-state" in told
    state.write_text('{"entries": ')
    assert "The feed state of the published site cannot be read" in publish(place, "server", to=to, status=1)
    assert os.readlink(folder / "current") == before
    copy = tmp_path / "copy.json"
    copy.write_bytes(kept)
    publish(place, "server", "--state", str(copy), to=to)
    assert json.loads(state.read_bytes()) == json.loads(kept)
    state.unlink()
    publish(place, "server", "--new-state", to=to)
    assert state.is_file()


@pytest.mark.parametrize(
    ("to", "message"),
    [
        pytest.param("rsync://127.0.0.1:9/agenda", "Look whether the server can be reached", id="nobody there"),
        pytest.param("{to}/no/such/folder", "Make the folder there first", id="no such folder"),
    ],
)
def test_a_server_that_cannot_be_reached_is_told(server, tmp_path, to, message):
    told = publish(town(tmp_path / "town"), "server", to=to.format(to=server[1]), status=1)
    assert message in told
    assert "Traceback" not in told


def test_a_link_that_leads_elsewhere_is_told(server, tmp_path):
    folder, to = server
    (folder / "elsewhere").mkdir()
    (folder / "current").symlink_to("elsewhere")
    told = publish(town(tmp_path / "town"), "server", to=to, status=1)
    assert "munge symlinks = no" in told
