"""Builds in the process of the tests, as Pelican makes them: no new Python for each."""

import gc
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pelican import Pelican, signals
from pelican.settings import read_settings

import agenda
from agenda import stages
from small_town import Town


def _register() -> None:
    signals.initialized.connect(stages.initialize)
    signals.get_generators.connect(stages.generators)
    signals.finalized.connect(stages.finish)


def build(town: Town, output: Path, day: date, **settings: Any) -> None:
    """Build the town into a folder, on a day, with these settings otherwise. Raises SystemExit as a build does."""
    override = {"OUTPUT_PATH": str(output), "PATH": str(town.path / "content"), "AGENDA_TODAY": str(day), **settings}
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("AGENDA_TODAY", raising=False)
        # The package's own name for Pelican is that of a module too, which the first build imports.
        patch.setattr(agenda, "register", _register)
        try:
            Pelican(read_settings(str(town.path / "pelicanconf.py"), override=override)).run()
        finally:
            gc.enable()  # a build that stops leaves it off: its process is over then
