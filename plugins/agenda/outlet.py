"""How the site goes out: where it is sent, and in which folder the theme's files stand on it.

That is `theme`, or one that is named after what is in it. A page that a browser or a proxy kept asks for the files that
it was made with; scripts import each other by relative paths, some only when they are needed. With one name for all
files of the theme they come from one version, and may be kept for good.
"""

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from . import emblem
from .colours import Colours

PLAIN = "theme"
STATIC = "static"  # the theme's folder of files that are served as they are
DIGITS = 12
DEFAULTS: dict[str, Any] = {
    "AGENDA_HASHED_ASSETS": False,  # the theme's files in a folder that is named after what is in them
    "AGENDA_SECURITY": "",  # whom one tells of a leak: an e-mail or https address, for security.txt
    "AGENDA_PUBLISH": {},  # where the site is published: by a name the kind of target and its values
}


class Outlet(NamedTuple):
    """The folder of the theme's files on the site, whom one tells of a leak, and the targets as they are set."""

    assets: str
    security: str
    targets: Mapping[str, Mapping[str, Any]]


def of(values: Mapping[str, Any], theme: Path, style: Path | None, look: Colours) -> Outlet:
    """What these settings say."""
    assets = folder(theme, style, look) if values["AGENDA_HASHED_ASSETS"] else PLAIN
    return Outlet(assets, values["AGENDA_SECURITY"], values["AGENDA_PUBLISH"])


def folder(theme: Path, style: Path | None, look: Colours) -> str:
    """`theme-` and a digest of all that stands in it: the theme's files, the town's stylesheet, its icons."""
    static = theme / STATIC
    files = {path.relative_to(static).as_posix(): path.read_bytes() for path in static.rglob("*") if path.is_file()}
    files |= dict(emblem.files(look))
    if style:
        files["css/town.css"] = style.read_bytes()
    digest = hashlib.sha256()
    for name, data in sorted(files.items()):
        digest.update(f"{name}\0{len(data)}\0".encode() + data)
    return f"{PLAIN}-{digest.hexdigest()[:DIGITS]}"
