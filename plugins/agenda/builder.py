"""Builds that follow each other on one computer: each in a process of its own, which waits with all code loaded.

Loading takes as long as building after a small change, so it is done before anybody waits for it.
"""

import contextlib
import importlib
import os
import subprocess
import sys
from pathlib import Path

PLUGINS = Path(__file__).parent.parent
# What a build needs besides Pelican: modules of ours, and what these load where they first need it.
NEEDED = (
    "agenda.stages", "agenda.generator", "insight.pages", "intake.pages", "publish.security",
    "feedgen.feed", "icalendar", "jinja2.ext", "lxml.etree", "markdown_it", "nh3", "pyphen", "segno",
)  # fmt: skip


class Builder:
    """Builds the town in `folder` into `output`."""

    def __init__(self, folder: Path, output: Path) -> None:
        self.folder, self.output = folder, output
        self._waiting = self._begun()

    def build(self, anew: bool = False) -> bool:
        """Build; was it good? `anew`: code was changed since the last time. Problems are printed."""
        if anew:
            self.close()
            self._waiting = self._begun()
        self._waiting.communicate(b"build\n")
        good = self._waiting.returncode == 0
        self._waiting = self._begun()
        return good

    def close(self) -> None:
        """Nothing more is built."""
        self._waiting.communicate()

    def _begun(self) -> subprocess.Popen:
        known = os.environ.get("PYTHONPATH")
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(PLUGINS), *([known] if known else [])])}
        command = [sys.executable, "-m", "agenda.builder", str(self.output)]
        return subprocess.Popen(command, cwd=self.folder, env=environment, stdin=subprocess.PIPE)  # noqa: S603


def main() -> None:
    """In that process: load all, and build when a line comes in; without one do nothing."""
    from pelican import main as build

    agenda = importlib.import_module("agenda")
    register = agenda.register  # the package's own name for Pelican is that of a module too
    for name in NEEDED:
        importlib.import_module(name)
    agenda.register = register
    with contextlib.suppress(Exception, SystemExit):  # what is wrong is told by the build
        _rehearse()
    with contextlib.suppress(KeyboardInterrupt):
        if sys.stdin.readline():
            build(["content", "-s", "pelicanconf.py", "-o", sys.argv[1], "--fatal", "errors"])


def _rehearse() -> None:
    """Look at the town once. Of it stays only what Python builds at the first look: models, catalogues, locales."""
    from markdown import Markdown
    from pelican.settings import DEFAULT_CONFIG

    from . import model, register_source, town

    place = town.read(Path("pelicanconf.py"))
    register_source.load(place.folders, place.zone)
    for language in place.languages:
        place.in_language(language)
    for kind in (model.ActivityFile, model.Activity):
        kind.model_rebuild()
    Markdown(extensions=[*DEFAULT_CONFIG["MARKDOWN"]["extension_configs"]])  # looks for what is installed, once


if __name__ == "__main__":
    main()
