"""The theme's scripts as they go out: without the comments and the indentation that are for who reads the source.

Only whole lines and what stands before the first word of a line are left out, and only in a file in which no text in
backticks goes over several lines: so what a script says is never touched. A minifier (rjsmin) took spaces out of texts
in backticks, which are YAML here.
"""

from collections.abc import Iterator
from pathlib import Path

VENDOR = "vendor"  # what others made goes out as it came, with its licence


def slim(assets: Path) -> None:
    """Rewrite the scripts of a theme that is to be published."""
    for path in sorted((assets / "js").rglob("*.js")):
        if VENDOR not in path.relative_to(assets).parts:
            path.write_text(shortened(path.read_text(encoding="utf-8")), encoding="utf-8")


def shortened(script: str) -> str:
    """The script, shorter; as it is where a text in backticks may go over several lines."""
    lines = script.splitlines()
    if any("`" in line and (line.count("`") % 2 or line.count("${") > line.count("}")) for line in lines):
        return script
    return "\n".join(_kept(lines)) + "\n"


def _kept(lines: list[str]) -> Iterator[str]:
    """The lines that are more than comment, without what stands before them."""
    within = False
    for line in map(str.strip, lines):
        if within or line.startswith("/*"):
            within = "*/" not in line
            if not within and (rest := line.partition("*/")[2].strip()):
                yield rest
        elif line and not line.startswith("//"):
            yield line
