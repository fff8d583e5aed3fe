"""Files that every town has just as the generator's own repository has them: one place where they are listed.

An installed generator holds them in its folder `towns/shared`; in a checkout they are the repository's own.
"""

import re
from collections.abc import Iterator
from pathlib import Path

PACKED = Path(__file__).parent / "shared"
ALWAYS = ("publishconf.py",)
# Of each forge where its workflows are, and those that test the generator and no town.
WORKFLOWS = {"github": ".github/workflows", "gitlab": ".gitlab-ci.yml", "forgejo": ".forgejo/workflows"}
OWN = ("nightly.yml",)
# A command of this repository, which in a town is one of the installed generator.
_SCRIPT = re.compile(r"\.venv/bin/python scripts/(\w+)\.py")


def root() -> Path:
    """The folder that they are in."""
    return PACKED if PACKED.is_dir() else Path(__file__).parents[2]


def files(forge: str) -> Iterator[tuple[str, bytes]]:
    """Path and bytes of each file that a town on this forge has; of a forge that is not known yet no workflows."""
    folder = root()
    for name in ALWAYS:
        yield name, (folder / name).read_bytes()
    if not forge:
        return
    place = folder / WORKFLOWS[forge]
    for path in [place] if place.is_file() else sorted(place.glob("*.yml")):
        if path.name not in OWN:
            yield path.relative_to(folder).as_posix(), as_towns(path.read_text(encoding="utf-8")).encode()


def as_towns(workflow: str) -> str:
    """A workflow with the town's commands: `.venv/bin/python scripts/check.py` is `.venv/bin/agenda check` there."""
    return _SCRIPT.sub(lambda found: f".venv/bin/agenda {found[1].replace('_', '-')}", workflow)
