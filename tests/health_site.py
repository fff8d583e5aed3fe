"""A published site on the loopback, over TLS: each path may be made to answer otherwise."""

import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import ThreadingHTTPServer
from pathlib import Path

import trustme

from browsing import CSP, _serve_module

HEADERS = {
    "Content-Security-Policy": CSP,
    "X-Content-Type-Options": "nosniff",
    "Strict-Transport-Security": "max-age=31536000",
}
SECURITY = "Contact: mailto:editor@example.org\nExpires: 2027-06-01T00:00:00Z\n"


@dataclass
class Answer:
    """What a path answers instead of its file; a `body` of None is the file's."""

    body: bytes | None = None
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)


@dataclass
class Site:
    """Where it is; `answers` by path, `headers` of all. `asked` are the paths that somebody asked for."""

    port: int
    answers: dict[str, Answer] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=lambda: dict(HEADERS))
    asked: list[str] = field(default_factory=list)
    scheme: str = "https"

    @property
    def address(self) -> str:
        return f"{self.scheme}://localhost:{self.port}/"

    def reset(self) -> None:
        """As it was published."""
        self.answers = {"/.well-known/security.txt": Answer(SECURITY.encode(), headers={"Content-Type": "text/plain"})}
        self.headers = dict(HEADERS)
        self.asked.clear()


@contextmanager
def running(folder: Path, server: ThreadingHTTPServer, site: Site) -> Iterator[Site]:
    """Serves what is in the folder by the time it is asked for."""

    class Handler(_serve_module().Handler):
        disable_nagle_algorithm = True

        def __init__(self, *words, **options) -> None:
            super().__init__(*words, directory=str(folder), **options)

        def do_GET(self) -> None:
            site.asked.append(self.path)
            answer = site.answers.get(self.path)
            if answer is None or (answer.body is None and answer.status == 200):
                super().do_GET()
                return
            body = answer.body or b""
            self.send_response(answer.status)
            for name, value in {"Content-Length": str(len(body)), **answer.headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def guess_type(self, path) -> str:
            answer = site.answers.get(self.path)
            return answer.headers.get("Content-Type") if answer and answer.headers else super().guess_type(path)

        def end_headers(self) -> None:
            for name, value in site.headers.items():
                self.send_header(name, value)
            super().end_headers()

    server.RequestHandlerClass = Handler
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield site
    server.shutdown()
    server.server_close()


def listening() -> ThreadingHTTPServer:
    """A server that is there, and does not answer yet."""

    class Server(ThreadingHTTPServer):
        def handle_error(self, request, client) -> None:
            """Who goes away in the middle is not news."""

    return Server(("127.0.0.1", 0), None)


def secured(server: ThreadingHTTPServer, authority: trustme.CA, **options) -> None:
    """Speak TLS, with a certificate of this authority; `options` are trustme's."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost", **options).configure_cert(context)
    server.socket = context.wrap_socket(server.socket, server_side=True)
