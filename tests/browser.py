"""A Chromium for the tests: $CHROMIUM, one that is installed, Playwright's own, or Debian's package when root."""

import fcntl
import os
import shutil
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
MAC = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-quic",
]  # fmt: skip


# What a browser reads that is started after this module is imported.
os.environ["FONTCONFIG_FILE"] = str(Path(__file__).parent / "fonts.conf")


@cache
def executable() -> str:
    """The path of a browser. Raises RuntimeError that says what to do where none can be had.

    One process looks at a time: while one installs, the others would find a program without its fonts.
    """
    with open(Path(tempfile.gettempdir()) / f"agenda-browser-{os.getuid()}.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        return _found()


def _found() -> str:
    if named := os.environ.get("CHROMIUM"):
        if not shutil.which(named):
            raise RuntimeError(f"CHROMIUM={named} is not a program")
        return named
    return _installed() or _playwrights() or _debians() or _none()


def _installed() -> str | None:
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    return found or (MAC if Path(MAC).exists() else None)


def _playwrights() -> str | None:
    """Playwright's own, which it downloads where it may."""
    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    if not Path(path).exists():
        command = [sys.executable, "-m", "playwright", "install", "chromium"]
        try:
            subprocess.run(command, check=True, capture_output=True, timeout=300)
        except subprocess.SubprocessError:
            return None
    return path if Path(path).exists() else None


def _debians() -> str | None:
    if not shutil.which("apt-get") or os.geteuid() != 0:
        return None
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["apt-get", "-qq", "update"], ["apt-get", "-qq", "install", "-y", "chromium"]):
        if subprocess.run(command, env=environment, stdout=subprocess.DEVNULL).returncode:
            return None
    return _installed()


def _none() -> str:
    raise RuntimeError(
        "No Chromium: install chromium or Chrome, or set CHROMIUM to one. The tests need a real browser."
    )
