"""The theme's scripts as they go out: without the comments and the white space that are for who reads the source."""

from pathlib import Path

import rjsmin

VENDOR = "vendor"  # what others made goes out as it came, with its licence


def slim(assets: Path) -> None:
    """Rewrite the scripts of a theme that is to be published; names stay as they are."""
    for path in sorted((assets / "js").rglob("*.js")):
        if VENDOR not in path.relative_to(assets).parts:
            path.write_text(rjsmin.jsmin(path.read_text(encoding="utf-8")) + "\n", encoding="utf-8")
