"""Answers and a wheel -> the files of a town's repository, written where nothing is yet; a newer generator in it."""

import shutil
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from string import Template

from agenda.language import told
from agenda.problem import Fault

from . import answers as answered
from . import area_list, shared
from .answers import Answers
from .generator_wheel import Wheel

STARTER = Path(__file__).parent / "starter"
# Names that a file cannot have here: git would obey it, ruff would read it as Python.
NAMED = {"gitignore": ".gitignore", "pelicanconf.py.txt": "pelicanconf.py"}
# Of each forge: the file that says which new versions are asked for, and its name here.
UPDATES = {
    "github": (".github/dependabot.yml", "dependabot.yml"),
    "gitlab": ("renovate.json", "renovate.json"),
    "forgejo": ("renovate.json", "renovate.json"),
}
STYLE = "content/town.css"
WHEELS = "wheels"
# What a region has from its towns, so that it begins without.
JOINED = ("activities/", "content/organizations/", "content/places/", "content/vocabulary/")
HOLIDAYS = "content/vocabulary/holidays.yaml"
WRITTEN = told("{folder} is written. Read README.md there: it says what comes next.")


def files(answers: Answers, wheel: Wheel) -> Iterator[tuple[str, bytes]]:
    """Path and bytes of every file of a new town's repository."""
    written, settings = _written(answers), _settings(answers)
    for folder in (STARTER / "any", STARTER / answers.language):
        for path in sorted(one for one in folder.rglob("*") if one.is_file()):
            name = path.relative_to(folder).as_posix()
            if not answers.areas and name.startswith(JOINED) and name != HOLIDAYS:
                continue
            values = settings if name == "pelicanconf.py.txt" else written
            yield NAMED.get(name, name), _filled(path, values).encode()
    if answers.areas:
        about = _filled(STARTER / f"areas.{answers.language}.txt", written)
        yield "content/vocabulary/areas.yaml", area_list.written(answers.areas, about).encode()
    if style := answered.style(answers):
        yield STYLE, style.encode()
    yield from shared.files(answers.forge)
    if answers.forge:
        name, ours = UPDATES[answers.forge]
        yield name, (STARTER / "updates" / ours).read_bytes()
    yield from _generator(wheel)


def _generator(wheel: Wheel) -> Iterator[tuple[str, bytes]]:
    yield "requirements.txt", wheel.requirements().encode()
    yield f"{WHEELS}/{wheel.file}", wheel.data


def _plain(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _filled(path: Path, values: Mapping[str, str]) -> str:
    return Template(_plain(path)).substitute(values)


def _written(answers: Answers) -> dict[str, str]:
    """What stands in texts. Names are letters and signs that mean nothing in Markdown and YAML (`answers`)."""
    dutch = answers.language == "nl"
    if answers.email:
        mail = f"[{answers.email}](mailto:{answers.email})"
        write_to = f"Mail naar {mail}." if dutch else f"Write to {mail}."
    else:
        write_to = (
            "Het mailadres van de redactie is nog in te vullen." if dutch
            else "The e-mail address of the editors still has to be filled in."
        )  # fmt: skip
    area = answers.areas[0].id if answers.areas else ""
    joined = "" if answers.areas else _plain(STARTER / f"region.{answers.language}.md")
    return {
        "name": answers.name, "town": answers.town, "area": area, "write_to": write_to, "address": answers.address,
        "region": joined,
    }  # fmt: skip


def _settings(answers: Answers) -> dict[str, str]:
    """What stands in the settings: texts of Python."""
    values = {
        "name": answers.name, "id": answers.id, "phone": answers.phone, "hours": answers.hours, "email": answers.email,
        "style": STYLE if answered.style(answers) else "", "repository": answers.repository, "forge": answers.forge,
    }  # fmt: skip
    return {name: _quoted(value) for name, value in values.items()}


def _quoted(text: str) -> str:
    """The text as a string of Python, in double quotes."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def write(folder: Path, made: Iterator[tuple[str, bytes]]) -> None:
    """Write the files into a folder that is not there yet, all of them or none. Raises Fault."""
    if folder.exists() or folder.is_symlink():
        raise Fault("{folder} is there already. Name a folder that is not.", folder=folder)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{folder.name}-", dir=folder.parent) as staging:
            for name, data in made:
                path = Path(staging, "town", name)
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(data)
            Path(staging, "town").rename(folder)
    except OSError as error:
        raise Fault(
            "{folder} cannot be written ({reason}). Name another folder, or make room.",
            folder=folder,
            reason=error.strerror,
        ) from None


def update(folder: Path, wheel: Wheel) -> list[str]:
    """Put this generator in a town's repository instead of the one that is there; the names of what changed.

    Only `wheels/` and `requirements.txt` change: settings, content and workflows are the town's own. Raises Fault.
    """
    if not (folder / "requirements.txt").is_file() or not (folder / "pelicanconf.py").is_file():
        raise Fault("{folder} has no pelicanconf.py and requirements.txt. Name a town's folder.", folder=folder)
    changed = []
    old = [path for path in sorted((folder / WHEELS).glob("agenda_site-*.whl")) if path.name != wheel.file]
    try:
        (folder / WHEELS).mkdir(exist_ok=True)
        for name, data in reversed(list(_generator(wheel))):  # the pins last: they name what is there already
            path = folder / name
            if not path.is_file() or path.read_bytes() != data:
                beside = path.with_name(f".{path.name}.new")
                beside.write_bytes(data)
                shutil.move(beside, path)
                changed.append(name)
        for path in old:
            path.unlink()
            changed.append(path.relative_to(folder).as_posix())
    except OSError as error:
        raise Fault(
            "{folder} cannot be written ({reason}). Name another folder, or make room.",
            folder=folder,
            reason=error.strerror,
        ) from None
    return changed
