"""The agenda in Eleventy: collections for its lists, Nunjucks templates; npm installs it, pinned, into build/."""

import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from .agenda import Activity, Agenda, terms
from .engine import SITES, Engine, File, Missing, with_front_matter


def engine(build: Path) -> Engine:
    """Eleventy as `package-lock.json` pins it, installed below the folder `build` once. Raises Missing."""
    here, node, npm = build / "eleventy", shutil.which("node"), shutil.which("npm")
    if not node or not npm:
        raise Missing("Eleventy needs Node.js and npm. On Debian: apt install nodejs npm")
    here.mkdir(parents=True, exist_ok=True)
    wanted = {name: (SITES / "eleventy" / name).read_text() for name in ("package.json", "package-lock.json")}
    package = here / "node_modules" / "@11ty" / "eleventy"
    if not package.is_dir() or any(not _same(here / name, text) for name, text in wanted.items()):
        for name, text in wanted.items():
            (here / name).write_text(text)
        done = subprocess.run(
            [npm, "ci", "--ignore-scripts", "--silent", "--no-audit", "--no-fund"],
            cwd=here, capture_output=True, text=True,
        )  # fmt: skip
        if done.returncode:
            raise Missing(f"npm could not install Eleventy:\n{done.stderr or done.stdout}")
    version = json.loads((package / "package.json").read_text())["version"]
    return Engine(
        "eleventy", f"Eleventy {version}", "eleventy", (node, str(package / "cmd.cjs"), "--quiet"), files, entry,
        environment={"NODE_ENV": "production"},
    )  # fmt: skip


def _same(path: Path, text: str) -> bool:
    return path.is_file() and path.read_text() == text


def files(agenda: Agenda) -> Iterator[File]:
    """Terms and places are data."""
    found = {
        kind: {one.id: {"id": one.id, "title": one.name, "text": one.text} for one in all}
        for kind, all in terms(agenda).items()
    }
    yield "data/terms.json", json.dumps(found)
    places = {one.id: {"name": one.name, "street": one.street, "postcode": one.postcode} for one in agenda.places}
    yield "data/places.json", json.dumps(places)
    yield "package.json", '{ "type": "module" }\n'


def entry(activity: Activity) -> File:
    """An activity's page; times are written as if in UTC, which JavaScript can do without a library."""
    return with_front_matter(activity, zone="Z")
