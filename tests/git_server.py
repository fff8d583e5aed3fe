"""A git server for tests: git's own `http-backend` behind a small WSGI server with a name and a token; repositories."""

import base64
import os
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from socketserver import ThreadingMixIn
from threading import Thread
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

USER, TOKEN = "bot", "s3cret-token"


def git(folder: Path, *words: str, data: bytes | None = None) -> str:
    """What git prints; the test fails with what it says."""
    identity = {f"GIT_{role}_{part}": value for role in ("AUTHOR", "COMMITTER")
                for part, value in (("NAME", "Editor"), ("EMAIL", "editor@example.org"))}  # fmt: skip
    done = subprocess.run(
        ["git", "-C", str(folder), *words], input=data, capture_output=True, env={**os.environ, **identity}
    )
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode().rstrip("\n")


def repository(folder: Path, files: dict[str, str], bare: bool = False) -> Path:
    """A repository with one commit of these files on its branch main."""
    work = folder.with_name(folder.name + ".work") if bare else folder
    work.mkdir(parents=True)
    git(work, "init", "--quiet", "--initial-branch=main")
    commit(work, files)
    if bare:
        git(work, "clone", "--quiet", "--bare", str(work), str(folder))
        git(folder, "config", "http.receivepack", "true")
        git(folder, "config", "receive.advertisePushOptions", "true")
    return folder


def commit(work: Path, files: dict[str, str], words: str = "Files") -> str:
    """Commit these files in a work tree."""
    for path, text in files.items():
        (work / path).parent.mkdir(parents=True, exist_ok=True)
        (work / path).write_text(text)
    git(work, "add", "--all")
    git(work, "commit", "--quiet", "--message", words)
    return git(work, "rev-parse", "HEAD")


def pushed(bare: Path, files: dict[str, str], words: str = "Meanwhile") -> str:
    """Somebody else's commit on the branch main of a bare repository."""
    work = bare.with_name(bare.name + ".work")
    git(work, "pull", "--quiet", "--rebase", str(bare), "main")
    made = commit(work, files, words)
    git(work, "push", "--quiet", str(bare), "HEAD:main")
    return made


def history(folder: Path, branch: str = "main") -> list[str]:
    """The first lines of the branch's commits, newest first."""
    return git(folder, "log", "--format=%s", branch).splitlines()


def shown(folder: Path, path: str, branch: str = "main") -> str:
    """The text at a path of the branch."""
    return git(folder, "show", f"{branch}:{path}")


@dataclass
class Server:
    """What it serves, what was asked of it, and what it answers instead for a while."""

    address: str = ""
    asked: list[tuple[str, str, str]] = field(default_factory=list)  # method, path, Authorization
    instead: list[str] = field(default_factory=list)  # statuses, each for one request
    api: Callable[[str, str, dict, bytes], tuple[str, dict, bytes]] | None = None
    location: str = ""  # of another server, to which an answer may send
    before: Callable[[str], None] = lambda path: None


class _Quiet(WSGIRequestHandler):
    def log_message(self, *words):
        pass


class _Threads(ThreadingMixIn, WSGIServer):
    daemon_threads = True


@contextmanager
def served(root: Path) -> Iterator[Server]:
    """Repositories below `root` over http, for who knows the name and the token."""
    server = Server()

    def app(environ, start):
        path = environ["PATH_INFO"]
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        if environ.get("HTTP_TRANSFER_ENCODING") == "chunked":
            body = _chunks(environ["wsgi.input"])
        server.asked.append((environ["REQUEST_METHOD"], path, environ.get("HTTP_AUTHORIZATION", "")))
        if server.instead:
            to = f"{server.location}{path}?{environ['QUERY_STRING']}"
            start(server.instead.pop(0), [("Location", to), ("Content-Type", "text/plain"), ("Content-Length", "0")])
            return [b""]
        if path.startswith("/api") and server.api:
            headers = {name[5:].lower().replace("_", "-"): value for name, value in environ.items()
                       if name.startswith("HTTP_")}  # fmt: skip
            status, answer, data = server.api(environ["REQUEST_METHOD"], path, headers, body)
            start(status, [*answer.items(), ("Content-Length", str(len(data)))])
            return [data]
        known = base64.b64encode(f"{USER}:{TOKEN}".encode()).decode()
        if environ.get("HTTP_AUTHORIZATION") != f"Basic {known}":
            start("401 Unauthorized", [("WWW-Authenticate", 'Basic realm="git"'), ("Content-Length", "0")])
            return [b""]
        server.before(f"{path}?{environ['QUERY_STRING']}")
        return _backend(root, environ, body, start)

    with make_server("127.0.0.1", 0, app, server_class=_Threads, handler_class=_Quiet) as http:
        server.address = f"http://127.0.0.1:{http.server_port}"
        thread = Thread(target=http.serve_forever, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            http.shutdown()
            thread.join()


def _chunks(stream) -> bytes:
    body = b""
    while size := int(stream.readline().split(b";")[0], 16):
        body += stream.read(size)
        stream.readline()
    stream.readline()
    return body


def _backend(root: Path, environ: dict, body: bytes, start):
    """Hand a request to git, as a web server's CGI does."""
    names = ("REQUEST_METHOD", "PATH_INFO", "QUERY_STRING", "CONTENT_TYPE", "HTTP_GIT_PROTOCOL", "REMOTE_ADDR",
             "HTTP_CONTENT_ENCODING")  # fmt: skip
    variables = {name: environ[name] for name in names if environ.get(name)}
    done = subprocess.run(
        ["git", "http-backend"], input=body, capture_output=True,
        env={**variables, "PATH": os.environ["PATH"], "GIT_PROJECT_ROOT": str(root), "GIT_HTTP_EXPORT_ALL": "1",
             "REMOTE_USER": USER, "CONTENT_LENGTH": str(len(body)), "HOME": str(root),
             "GIT_COMMITTER_NAME": USER, "GIT_COMMITTER_EMAIL": "bot@example.org"},
    )  # fmt: skip
    head, _, data = done.stdout.partition(b"\r\n\r\n")
    headers = [tuple(line.split(": ", 1)) for line in head.decode().split("\r\n") if line]
    status = next((value for name, value in headers if name == "Status"), "200 OK")
    start(status, [(name, value) for name, value in headers if name != "Status"])
    return [data]
