"""What the tests of accessibility found: `content/accessibility.yaml`, which `make accessibility` writes.

The page about accessibility shows it beside the editors' own words, so that it says no more than was tested.
"""

from hashlib import sha256
from pathlib import Path

from . import fields as f
from . import frontmatter
from .problem import Problem
from .register import Record
from .validation import validated

NAME = "accessibility.yaml"
SOURCES = (".html", ".css", ".js")

# What a check is called for readers stands in `accessibility.html`.
CHECKS = tuple("axe checker markup reflow spacing targets keyboard colours motion words tasks".split())


class Tool(Record):
    """A program that tested, and which version."""

    name: f.line(80)
    version: f.line(40)

    @property
    def label(self) -> str:
        """`axe-core 4.12.1`"""
        return f"{self.name} {self.version}"


class Check(Record):
    """One check: the criteria of WCAG 2.2 that it is about, how many pages it looked at, how many tests failed."""

    check: f.choice(*CHECKS)
    criteria: f.listed(f.line(8)) = ()
    pages: f.whole_number(0, 1_000_000)
    failed: f.whole_number(0, 1_000_000)


class Results(Record):
    """One run of all checks: on which day, of which theme, with what, and on which kinds of page (templates)."""

    date: f.Date
    theme: f.line(64)
    tools: f.listed(Tool, at_least=1)
    checks: f.listed(Check, at_least=1)
    templates: f.listed(f.line(80), at_least=1)

    @property
    def failed(self) -> int:
        """How many tests found something wrong."""
        return sum(one.failed for one in self.checks)


def digest(theme: Path) -> str:
    """What tells one state of a theme from another: of the sources of its pages, styles and scripts."""
    made = sha256()
    for file in sorted(path for path in theme.rglob("*") if path.suffix in SOURCES):
        made.update(f"{file.relative_to(theme).as_posix()} {sha256(file.read_bytes()).hexdigest()}\n".encode())
    return made.hexdigest()[:16]


def read(content: Path) -> tuple[Results | None, list[Problem]]:
    """The results in a town's content and what is wrong with the file; neither for a town that was not tested."""
    path = content / NAME
    if not path.exists():
        return None, []
    return validated(Results, frontmatter.parse(path.read_bytes(), front_matter=False), {}, f"{content.name}/{NAME}")
