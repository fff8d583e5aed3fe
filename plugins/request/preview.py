"""The pages as they would be, in a folder that opens without a server: links lead to files beside, nothing runs."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path, PurePosixPath

from agenda import publication
from agenda.town import Town

PATIENCE = 900  # seconds
KEPT = ("PATH", "LANG", "LC_ALL", "TMPDIR")  # of the surroundings: a build needs no more, and a page cannot show it
# Scripts cannot be loaded from a file anyhow, and editors' pages may hold HTML of a stranger's.
_POLICY = (
    "<meta http-equiv=\"Content-Security-Policy\" content=\"script-src 'none'; object-src 'none'; frame-src 'none'; "
    "connect-src 'none'; form-action 'none'; base-uri 'none'\">"
)
_LINK = re.compile(r'((?:href|src|action|poster)=")/(?!/)([^"#?]*)')
_SOURCES = re.compile(r'(srcset=")([^"]*)')
_SOURCE = re.compile(r"(^|,\s*)/(?!/)([^\s,]*)")


class NotBuilt(Exception):
    """The site cannot be built with this request; the text is what the build said last."""


def build(town: Town, settings: Path, folder: Path) -> None:
    """Build the town's site into `folder`, entries with problems left out. Raises NotBuilt."""
    given = {"AGENDA_ON_PROBLEM": "last-good", "SITEURL": "", "AGENDA_TODAY": str(town.today)}
    command = [
        *(sys.executable, "-m", "pelican", str(town.folders.content), "-s", str(settings), "-o", str(folder)),
        *("--fatal", "errors", "-e", *(f"{name}={json.dumps(value)}" for name, value in given.items())),
    ]
    environment = {name: os.environ[name] for name in KEPT if name in os.environ} | {"COLUMNS": "1000"}
    try:
        done = subprocess.run(  # noqa: S603  no shell
            command, cwd=town.folders.base, env=environment, capture_output=True, text=True, errors="replace",
            timeout=PATIENCE,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise NotBuilt(f"{PATIENCE} s") from None
    if done.returncode not in (0, 3):  # 3: entries with problems were left out
        said = [line.strip() for line in (done.stdout + done.stderr).splitlines() if line.strip()]
        raise NotBuilt(said[-1] if said else f"{done.returncode}")
    (folder / publication.MANIFEST).unlink()
    for page in folder.rglob("*.html"):
        where = PurePosixPath(page.relative_to(folder).as_posix())
        page.write_text(opened(page.read_text(encoding="utf-8"), where), encoding="utf-8")


def opened(html: str, page: PurePosixPath) -> str:
    """The page so that it can be opened as the file `page` of a folder."""
    up = "../" * (len(page.parts) - 1)

    def target(path: str) -> str:
        return f"{up}{path}index.html" if not path or path.endswith("/") else up + path

    html = _LINK.sub(lambda found: found[1] + target(found[2]), html)
    html = _SOURCES.sub(lambda found: found[1] + _SOURCE.sub(lambda one: one[1] + target(one[2]), found[2]), html)
    return html.replace("<head>", f"<head>\n{_POLICY}", 1)
