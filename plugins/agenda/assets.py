"""The folder that the theme's files stand in on the site: `theme`, or one that is named after what is in it.

A page that a browser or a proxy kept asks for the files that it was made with; scripts import each other by relative
paths, some only when they are needed. With one name for all files of the theme they come from one version, and may be
kept for good.
"""

import hashlib
from pathlib import Path

from . import emblem
from .colours import Colours

PLAIN = "theme"
STATIC = "static"  # the theme's folder of files that are served as they are
DIGITS = 12


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
