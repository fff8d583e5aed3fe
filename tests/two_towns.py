"""Two more towns, as they are in tests/towns: their answers to `new_town`, and each as a repository of its own."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from small_town import TODAY

ROOT = Path(__file__).parent.parent
TOWNS = ROOT / "tests" / "towns"
ANSWERS = {
    "heemstede": {
        "name": "Ontmoeten in Heemstede", "town": "Heemstede", "address": "https://heemstede.example.org",
        "language": "nl", "areas": str(TOWNS / "heemstede.csv"), "colour": "#1d5c3f", "dark-colour": "#9fdcbc",
    },
    "deventer": {
        "name": "Ontmoeten in Deventer", "town": "Deventer", "address": "https://deventer.example.org",
        "language": "nl", "areas": str(TOWNS / "deventer.csv"), "colour": "#024a86", "dark-colour": "#9cc4ff",
    },
}  # fmt: skip


ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT / "plugins"), "AGENDA_TODAY": TODAY}


def wheel(folder: Path) -> Path:
    """The generator of this checkout as a wheel, built into `folder`."""
    command = ["pip", "wheel", "-q", "--no-deps", "--no-build-isolation", "-w", str(folder), str(ROOT)]
    done = subprocess.run([sys.executable, "-m", *command], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    [made] = folder.glob("*.whl")
    return made


def new_town(folder: Path, wheel: Path, answers: dict[str, str], *more: str) -> subprocess.CompletedProcess:
    """`new_town` with these answers, in English, with nobody there to be asked."""
    given = [word for name, value in answers.items() for word in (f"--{name}", value)]
    command = [sys.executable, str(ROOT / "scripts" / "new_town.py"), str(folder), "--wheel", str(wheel), "--in", "en"]
    return subprocess.run([*command, *given, *more], capture_output=True, text=True, stdin=subprocess.DEVNULL)


def settle(name: str, folder: Path, wheel: Path) -> Path:
    """One of the two towns: what `new_town` writes, and then what its editors made of it."""
    done = new_town(folder, wheel, ANSWERS[name])
    assert done.returncode == 0, done.stderr
    for part in ("content", "activities"):
        shutil.rmtree(folder / part)
    shutil.copytree(TOWNS / name, folder, dirs_exist_ok=True)
    return folder


def build(folder: Path, settings: str = "pelicanconf.py", **environment: str) -> Path:
    """The output of a town, built by this checkout."""
    command = [sys.executable, "-m", "pelican", "content", "-s", settings, "--fatal", "errors"]
    done = subprocess.run(command, cwd=folder, env={**ENVIRONMENT, **environment}, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "output"
