"""`make serve`: what it answers, on which port, and that it follows changes while a mistake leaves the site up."""

import http.client
import importlib.util
import queue
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time

import pytest

from small_town import ROOT, TODAY, activity, small_town

spec = importlib.util.spec_from_file_location("serve", ROOT / "scripts" / "serve.py")
serve = importlib.util.module_from_spec(spec)
spec.loader.exec_module(serve)

FILES = {
    "index.html": "<h1>Home</h1>",
    "404.html": "<h1>Not here</h1>",
    "area/north/index.html": "<h1>North</h1>",
    "area/north/agenda.ics": "BEGIN:VCALENDAR",
    "rss.xml": "<rss/>",
    "build.json": "{}",
    "theme/site.css": "a {}",
    "template.yaml": "a: b",
    "template.md": "a",
    "robots.txt": "a",
    "picture.svg": "<svg/>",
    ".manifest": "[]",
}


@pytest.fixture(scope="module")
def port(tmp_path_factory):
    folder = tmp_path_factory.mktemp("served") / "output"
    for name, text in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    (folder.parent / "secret").write_text("secret")
    with serve.server(folder, free()) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_port
        server.shutdown()


def free() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def ask(port: int, path: str, method: str = "GET") -> tuple[int, dict, str]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=240)
    connection.request(method, path)
    answer = connection.getresponse()
    found = answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read().decode()
    connection.close()
    return found


@pytest.mark.parametrize(
    ("path", "kind", "file"),
    [
        ("/", "text/html; charset=utf-8", "index.html"),
        ("/area/north/", "text/html; charset=utf-8", "area/north/index.html"),
        ("/area/north/?a=b", "text/html; charset=utf-8", "area/north/index.html"),
        ("/area/north/agenda.ics", "text/calendar; charset=utf-8", "area/north/agenda.ics"),
        ("/rss.xml", "application/xml; charset=utf-8", "rss.xml"),
        ("/build.json", "application/json; charset=utf-8", "build.json"),
        ("/theme/site.css", "text/css", "theme/site.css"),
        ("/template.yaml", "text/plain; charset=utf-8", "template.yaml"),
        ("/template.md", "text/plain; charset=utf-8", "template.md"),
        ("/robots.txt", "text/plain; charset=utf-8", "robots.txt"),
        ("/picture.svg", "image/svg+xml", "picture.svg"),
    ],
)
def test_file(path, kind, file, port):
    status, headers, text = ask(port, path)
    assert (status, headers["content-type"], text) == (200, kind, FILES[file])
    assert headers["cache-control"] == "no-cache"


@pytest.mark.parametrize(
    "path", ["/none/", "/none.html", "/area/", "/theme/", "/../secret", "/%2e%2e/secret", "/.//../secret"]
)
def test_what_is_not_there_gets_the_site_s_own_page(path, port):
    status, headers, text = ask(port, path)
    assert (status, text) == (404, FILES["404.html"])
    assert headers["content-type"] == "text/html; charset=utf-8"


def test_a_folder_without_its_slash_sends_on(port):
    status, headers, _ = ask(port, "/area/north")
    assert (status, headers["location"]) == (301, "/area/north/")


@pytest.mark.parametrize(("path", "status"), [("/", 200), ("/none/", 404)])
def test_head_has_no_body(path, status, port):
    found, headers, text = ask(port, path, "HEAD")
    assert (found, text) == (status, "")
    assert int(headers["content-length"]) > 0


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_nothing_can_be_sent(method, port):
    assert ask(port, "/", method)[0] == 501


def test_without_a_page_of_its_own_it_is_still_not_found(tmp_path):
    with serve.server(tmp_path, free()) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        assert ask(server.server_port, "/")[0] == 404
        server.shutdown()


def test_only_this_computer_is_served(tmp_path):
    with serve.server(tmp_path, free()) as server:
        assert server.server_address[0] == "127.0.0.1"


def test_a_port_in_use_is_passed_over(port, tmp_path):
    with serve.server(tmp_path, port) as second:
        assert port < second.server_port < port + 20


def test_no_free_port_is_told(monkeypatch, tmp_path):
    def refuse(*_):
        raise OSError("in use")

    monkeypatch.setattr(serve, "ThreadingHTTPServer", refuse)
    with pytest.raises(SystemExit, match="No port from 8000 to 8019 is free"):
        serve.server(tmp_path, 8000)


class Running:
    """`serve.py` of a copied town, and the lines it prints."""

    def __init__(self, town, port: int) -> None:
        (town.path / "scripts").mkdir()
        shutil.copy(ROOT / "scripts" / "serve.py", town.path / "scripts")
        command = [sys.executable, "scripts/serve.py", "--port", str(port), "--output", "output"]
        environment = {"AGENDA_TODAY": TODAY, "PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT / "plugins")}
        self.process = subprocess.Popen(
            command, cwd=town.path, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        self.lines: queue.Queue[str] = queue.Queue()
        threading.Thread(target=self._read, daemon=True).start()
        self.town = town

    def _read(self) -> None:
        for line in self.process.stdout:
            self.lines.put(line)

    def until(self, start: str) -> str:
        """The next line that begins like this."""
        while not (line := self.lines.get(timeout=240)).startswith(start):
            pass
        return line

    def change(self, path: str, text: str, seen) -> None:
        """Write until it is seen: the watch may begin a moment after the first line is printed."""
        for attempt in range(600):
            if attempt % 60 == 0:
                self.town.write(path, text)
            if seen():
                return
            time.sleep(0.1)
        raise AssertionError(f"{path} was not noticed")


def test_it_follows_changes_and_a_mistake_leaves_the_last_good_site_up(tmp_path):
    running = Running(small_town(tmp_path), free())
    walk, page = "activities/walkers/walk.md", "/activity/walkers/walk/"
    try:
        line = running.until("The agenda is at http://localhost:")
        port = int(line.split("localhost:")[1].split("/")[0])
        assert "Walk along the river" in ask(port, page)[2]
        running.change(walk, activity(title="Walk by the sea"), lambda: "Walk by the sea" in ask(port, page)[2])
        running.until("Built: http://localhost:")
        running.town.write(walk, activity(title="Walk on the moon", checked="x"))
        running.until("Not built: the last good site stays up")
        assert "Walk by the sea" in ask(port, page)[2]
        running.process.send_signal(signal.SIGINT)
        assert running.process.wait(timeout=240) == 0
    finally:
        running.process.kill()
