#!/usr/bin/env python3
"""Show the agenda on this computer, and build it again when a file changes. A mistake leaves the last good site up."""

import argparse
import queue
import sys
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import watchfiles

CHECKOUT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(CHECKOUT / "plugins"))

from agenda.builder import Builder  # noqa: E402

ROOT = CHECKOUT if (CHECKOUT / "pelicanconf.py").is_file() else Path.cwd()  # the town's folder
WATCHED = ("activities", "content", "theme", "plugins", "pelicanconf.py")


class Handler(SimpleHTTPRequestHandler):
    """Serves the built files as a static host would: strict about types, with the site's own 404 page."""

    protocol_version = "HTTP/1.1"
    extensions_map = {
        **SimpleHTTPRequestHandler.extensions_map,
        "": "application/octet-stream",
        ".html": "text/html; charset=utf-8",
        ".ics": "text/calendar; charset=utf-8",
        ".xml": "application/xml; charset=utf-8",
        ".json": "application/json; charset=utf-8",
        ".md": "text/plain; charset=utf-8",
        ".yaml": "text/plain; charset=utf-8",
        ".txt": "text/plain; charset=utf-8",
    }

    def send_error(self, code, message=None, explain=None) -> None:
        """The site's page for what is not there."""
        page = Path(self.directory) / "404.html"
        if code != 404 or not page.is_file():
            super().send_error(code, message, explain)
            return
        data = page.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    def list_directory(self, path) -> None:
        """No listings: a folder without a page is not there."""
        self.send_error(404)

    def end_headers(self) -> None:
        """A reload shows what was just built."""
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def log_message(self, *words) -> None:
        """Requests are not news."""


def server(folder: Path, port: int) -> ThreadingHTTPServer:
    """A server of `folder` on this computer, on `port` or the first free one after it."""
    for number in range(port, port + 20):
        try:
            return ThreadingHTTPServer(("127.0.0.1", number), partial(Handler, directory=str(folder)))
        except OSError:
            continue
    raise SystemExit(f"No port from {port} to {port + 19} is free. Choose another one: make serve PORT=9000")


def watch(folders: list[Path], changed: queue.Queue) -> None:
    """Put each set of changes below these folders into the queue."""
    for changes in watchfiles.watch(*folders, debounce=300, step=10):
        changed.put(changes)


def main() -> int:
    """Runs until it is interrupted."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--output", type=Path, default=ROOT / "output")
    options = parser.parse_args()
    output = options.output.absolute()
    watched = [ROOT / name for name in WATCHED if (ROOT / name).exists()]
    changed: queue.Queue[set] = queue.Queue()
    threading.Thread(
        target=watch, args=(watched, changed), daemon=True
    ).start()  # before the first build, to miss nothing
    builder = Builder(ROOT, output)
    good = builder.build()
    output.mkdir(parents=True, exist_ok=True)
    site = server(output, options.port)
    threading.Thread(target=site.serve_forever, daemon=True).start()
    address = f"http://localhost:{site.server_port}/"
    print(f"The agenda is at {address} (stop with Ctrl-C)", flush=True)
    if not good:
        print("It could not be built; what stands above has to be mended first.", flush=True)
    try:
        while True:
            paths = {Path(path) for _, path in changed.get()}
            names = sorted({path.name for path in paths})
            print(f"Changed: {', '.join(names[:5])}{' …' if len(names) > 5 else ''}", flush=True)
            good = builder.build(anew=any(path.suffix == ".py" for path in paths))
            state = "Built" if good else "Not built: the last good site stays up"
            print(f"{state}: {address}", flush=True)
    except KeyboardInterrupt:
        print()
        builder.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
