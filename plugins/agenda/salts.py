"""What everything that is kept depends on: the code, the libraries, the settings, the town's texts and the day."""

import sys
from collections.abc import Iterable, Mapping
from importlib import metadata
from pathlib import Path
from typing import Any

from .digest import Digests, of_bytes
from .register import Register

LIBRARIES = ("pelican", "jinja2", "markupsafe", "pydantic", "pydantic-core", "pyyaml", "babel", "icalendar", "feedgen",
             "markdown", "markdown-it-py", "nh3", "pillow", "segno", "pyphen", "tzdata")  # fmt: skip
ELSEWHERE = {"OUTPUT_PATH", "CACHE_PATH", "LOAD_CONTENT_CACHE", "DEBUG", "LOG_FILTER", "PLUGINS", "AGENDA_STATE"}


def of_code() -> bytes:
    """The digest of these plugins' code, and of the versions of what it stands on."""
    folder = Path(__file__).parent.parent
    files = (path for path in sorted(folder.glob("*/*.py")))
    return of_bytes(sys.version.encode(), *(f"{name} {_version(name)}".encode() for name in LIBRARIES), *_read(files))


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""


def of_settings(settings: Mapping[str, Any]) -> bytes:
    """The digest of Pelican's settings but for where the output goes; of a function in them only that there is one."""
    digests, parts = Digests(), []
    for name in sorted(settings):
        if name.isupper() and not name.startswith("_") and name not in ELSEWHERE:
            try:
                parts += [name.encode(), digests.of(settings[name])]
            except TypeError:
                parts += [name.encode(), type(settings[name]).__name__.encode()]
    return of_bytes(*parts)


def of_files(files: Iterable[Path]) -> bytes:
    """The digest of what stands in these files, and of their names."""
    return of_bytes(*_read(files))


def of_register(register: Register, digests: Digests) -> bytes:
    """The digest of what is in the register beside its lists, of which is noted who reads what."""
    return digests.of((
        register.zone, register.holidays, register.coalition, register.help, register.tombstones,
        dict(register.translations),
    ))  # fmt: skip


def _read(files: Iterable[Path]) -> Iterable[bytes]:
    for file in files:
        yield file.name.encode()
        yield file.read_bytes()
