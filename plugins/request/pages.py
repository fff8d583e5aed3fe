"""Editors' pages and pictures in a request: what gets on the site as it is written, and what that may not be.

Pelican reads these pages, and trusts who wrote them: a link may attach any file of the machine, metadata may name the
file that is written, HTML stays. Editors know that; what a stranger brings is looked at here before anybody builds it.
"""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from agenda import images
from agenda.problem import Fault

_NEVER = {
    "{attach}": r"[{|](attach|include)[}|]",
    "..": r"[{|](static|filename)[}|][^)\s]*\.\.",
    "save_as": r"^(save_as|url)\s*:",
    "<script>": r"<\s*(script|iframe|object|embed|form|base|meta|link|style|svg|math)\b",
    "onclick=": r"<[^>]*\son\w+\s*=",
    "javascript:": r"[(\"'=<]\s*(javascript|vbscript|data)\s*:",
}
_PATTERNS = {name: re.compile(words, re.IGNORECASE | re.MULTILINE) for name, words in _NEVER.items()}


def faults(path: PurePosixPath, data: bytes) -> Iterator[tuple[int, Fault]]:
    """What may not be in this file of the content, each with its line. `path` is below that folder."""
    if path.parts[0] == "images" and path.suffix not in images.SUFFIXES:
        yield 1, Fault("{name} is not a picture. Use a .jpg, .png or .webp file.", name=path.name)
    if path.parts[0] != "pages":
        return
    text = data.decode(errors="replace")
    for name, pattern in _PATTERNS.items():
        if found := pattern.search(text):
            line = text.count("\n", 0, found.start()) + 1
            yield line, Fault("a page cannot hold {what} or the like. Leave it out, or ask a maintainer.", what=name)
