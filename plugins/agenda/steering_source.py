"""content/demand.yaml, figures.yaml and goals.yaml -> what the coalition steers by, and what is wrong with it.

A file with a problem counts for nothing until it is right: half a list of what people asked for would mislead. It does
not stop an agenda that is published in last-good mode, since no entry refers to it.
"""

from pathlib import Path

from . import frontmatter
from .problem import Fault, Problem
from .register import Record, Register
from .register_source import Folders
from .steering import DemandFile, FigureFile, GoalFile, Steering
from .validation import shown_path, validated

FILES = {"demand": ("asked", DemandFile), "figures": ("figures", FigureFile), "goals": ("goals", GoalFile)}


def load(folders: Folders, register: Register) -> tuple[Steering, list[Problem]]:
    """All three files, as far as a town keeps them."""
    parts: dict[str, tuple] = {}
    problems: list[Problem] = []
    for name, (key, model) in FILES.items():
        path = folders.content / f"{name}.yaml"
        if path.exists() or path.is_symlink():
            record, found = _record(path, model, register, shown_path(path, folders.base))
            problems += found
            parts[name] = getattr(record, key) if record and not found else ()
    return Steering(**parts), problems


def _record(path: Path, model: type[Record], register: Register, shown: str) -> tuple[Record | None, list[Problem]]:
    try:
        if path.is_symlink():
            raise Fault("this is a link to another file. Put the file itself here.")
        data = path.read_bytes()
    except OSError as error:
        fault = Fault("the file cannot be read ({reason}). Look whether it is there.", reason=error.strerror)
        return None, [Problem.of(fault, shown)]
    except Fault as fault:
        return None, [Problem.of(fault, shown)]
    document = frontmatter.parse(data, front_matter=False)
    return validated(model, document, register.lists(), shown)
