#!/usr/bin/env python3
"""Install what reads feeds, data and pages: libical, newsboat, LibreOffice, Java; what serves the published site:
rsync, nginx, Caddy, and wrk for load; shellcheck and jq, which read the scripts of workflows (Debian); and the npm
packages of tests/clients: ical.js, node-ical, rss-parser, html-validate, vnu, IBM's accessibility checker."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

CLIENTS = Path(__file__).resolve().parent.parent / "clients"
DEBIAN = (
    "caddy", "gir1.2-ecal-2.0", "libreoffice-calc-nogui", "newsboat", "nginx-light", "python3-gi", "rsync",
    "shellcheck", "tzdata", "wrk",
)  # fmt: skip
PROGRAMS = {  # from Debian where they are not there
    "nodejs": "node", "npm": "npm", "default-jre-headless": "java", "jq": "jq",
}  # fmt: skip


def main() -> None:
    """Fails with a clear message where something cannot be installed."""
    missing = [name for name in DEBIAN if not _installed(name)]
    missing += [package for package, program in PROGRAMS.items() if not shutil.which(program)]
    if missing:
        if not shutil.which("apt-get") or os.geteuid() != 0:
            sys.exit(f"make acceptance needs Debian as root (or in a container), to install: {' '.join(missing)}")
        _run("apt-get", "-qq", "update")
        _run("apt-get", "-qq", "install", "-y", "--no-install-recommends", *missing)
    _run("npm", "ci", "--ignore-scripts", "--silent", "--no-audit", "--no-fund", cwd=CLIENTS)


def _installed(package: str) -> bool:
    if not shutil.which("dpkg-query"):
        return False
    done = subprocess.run(["dpkg-query", "-W", "-f", "${Status}", package], capture_output=True, text=True)
    return done.stdout == "install ok installed"


def _run(*command: str, cwd: Path | None = None) -> None:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    if subprocess.run(command, cwd=cwd, env=environment).returncode:
        sys.exit(f"this failed: {' '.join(command)}")


if __name__ == "__main__":
    main()
