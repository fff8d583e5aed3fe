"""A small town that is published for real: its settings, the command, a server that rsync reaches, and nginx, Caddy."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from small_town import SETTINGS, TODAY, Town, small_town

ROOT = Path(__file__).parent.parent
PUBLISHED = """
import os
SITEURL = os.environ["SITEURL"]
AGENDA_HASHED_ASSETS = True
AGENDA_ON_PROBLEM = "last-good"
AGENDA_SECURITY = "security@example.org"
AGENDA_PUBLISH = {
    "site": {"kind": "folder", "path": "www"},
    "server": {"kind": "rsync", "to": os.environ.get("TO", "")},
    "store": {"kind": "s3", "bucket": "town", "endpoint": os.environ.get("TO", ""), "region": "eu-west-1"},
}
"""
IGNORED = "build/\npublic/\nwww/\noutput*/\n__pycache__/\n*.pyc\n"


def town(folder: Path, files: dict[str, str | None] | None = None) -> Town:
    """A small town in a repository of its own, with a commit of all its files."""
    settings = SETTINGS.replace('"intake"]', '"intake", "publish"]') + PUBLISHED
    made = small_town(folder, {"pelicanconf.py": settings, ".gitignore": IGNORED, **(files or {})})
    git(made, "init", "--quiet", "--initial-branch=main")
    commit(made)
    return made


def git(place: Town, *words: str) -> str:
    """What git prints, in the town's folder."""
    who = {f"GIT_{role}_{what}": "Test" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    done = subprocess.run(["git", *words], cwd=place.path, env={**os.environ, **who}, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def commit(place: Town) -> str:
    """Commit all that changed; the commit."""
    git(place, "add", "--all")
    git(place, "commit", "--quiet", "--allow-empty", "--message", "A change")
    return git(place, "rev-parse", "HEAD")


def command(place: Town) -> list[str]:
    """The command that publishes the town."""
    return [sys.executable, str(ROOT / "scripts" / "publish.py"), "--settings", str(place.path / "pelicanconf.py")]


def publish(
    place: Town,
    *words: str,
    url: str = "https://agenda.example.org",
    to: str = "",
    today: str = TODAY,
    status: int = 0,
    umask: int = -1,
    **environment: str,
) -> str:
    """Publish it on this day; what the command says."""
    environment = {**os.environ, "AGENDA_TODAY": today, "SITEURL": url, "TO": to, **environment}
    done = subprocess.run(
        [*command(place), *words], env=environment, umask=umask, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == status, done.stdout + done.stderr
    return done.stdout + done.stderr


def free_port() -> int:
    """A port that nothing listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


@contextmanager
def running(words: list[str], port: int) -> Iterator[subprocess.Popen]:
    """A server that is up when this is entered, and gone afterwards."""
    server = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    try:
        for _ in range(200):
            if server.poll() is not None:
                raise AssertionError(server.stderr.read())
            with socket.socket() as one:
                if one.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        yield server
    finally:
        server.terminate()
        server.wait(10)


@contextmanager
def rsync_server(work: Path, folder: Path) -> Iterator[str]:
    """The address of a folder that rsync serves."""
    folder.mkdir(parents=True, exist_ok=True)
    port, file = free_port(), work / "rsyncd.conf"
    file.write_text(
        f"use chroot = no\nmunge symlinks = no\nport = {port}\naddress = 127.0.0.1\nuid = {os.getuid()}\n"
        f"gid = {os.getgid()}\n[agenda]\npath = {folder}\nread only = no\n"
    )
    with running(["rsync", "--daemon", "--no-detach", f"--config={file}"], port):
        yield f"rsync://127.0.0.1:{port}/agenda"


NGINX = """
daemon off;
user root;
worker_processes 2;
pid {work}/nginx.pid;
error_log {work}/nginx.log;
events {{ worker_connections 512; }}
http {{
    access_log off;
    client_body_temp_path {work}/body; proxy_temp_path {work}/proxy; fastcgi_temp_path {work}/fastcgi;
    uwsgi_temp_path {work}/uwsgi; scgi_temp_path {work}/scgi;
    server {{
        listen 127.0.0.1:{port};
        root {root};
        include {work}/headers.conf;
    }}
}}
"""


def headers(place: Town, kind: str) -> str:
    """What this kind of server has to say, as the command prints it."""
    return publish(place, "--headers", kind)


@contextmanager
def nginx(work: Path, root: Path, lines: str) -> Iterator[str]:
    """The address of nginx that serves `root` with these lines of ours."""
    port, file = free_port(), work / "nginx.conf"
    (work / "headers.conf").write_text(lines)
    file.write_text(NGINX.format(work=work, port=port, root=root))
    with running(["nginx", "-c", str(file), "-e", str(work / "nginx.log")], port):
        yield f"http://127.0.0.1:{port}"


@contextmanager
def caddy(work: Path, root: Path, lines: str) -> Iterator[str]:
    """The same of Caddy."""
    port, file = free_port(), work / "Caddyfile"
    (work / "headers.caddy").write_text(lines)
    file.write_text(
        f"{{\n\tadmin off\n}}\nhttp://127.0.0.1:{port} {{\n\troot * {root}\n\timport {work / 'headers.caddy'}\n}}\n"
    )
    with running(["caddy", "run", "--config", str(file), "--adapter", "caddyfile"], port):
        yield f"http://127.0.0.1:{port}"
