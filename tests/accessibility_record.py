"""What the tests of accessibility found, written down for the page that tells readers: `make accessibility`.

A test takes part by `@pytest.mark.accessibility("reflow", "1.4.10")`: the name of a check that
`agenda.accessibility.CHECKS` has words for, and the success criteria of WCAG 2.2 that it looks at. By `record_property`
it may say which `template` it looked at, at how many `pages` (else one), and with which `tool` ("axe-core 4.12.1").
"""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest

from agenda import accessibility

THEME = Path(__file__).parent.parent / "theme"


@dataclass
class Check:
    """One check over all its tests: how many pages were looked at, and how many tests failed."""

    criteria: set[str] = field(default_factory=set)
    pages: int = 0
    failed: int = 0


class Record:
    """A pytest plugin that listens to the tests and writes `file` when all is done."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.checks: dict[str, Check] = {}
        self.templates: set[str] = set()
        self.tools: set[str] = set()

    def pytest_runtest_logreport(self, report) -> None:
        """A test is done; one that could not even begin counts as failed."""
        properties = report.user_properties
        mark = next((value for name, value in properties if name == "check"), None)
        if not mark or not (report.when == "call" or report.failed):
            return
        name, *criteria = mark
        check = self.checks.setdefault(name, Check())
        check.criteria |= set(criteria)
        check.pages += next((value for name, value in properties if name == "pages"), 1)
        check.failed += report.failed
        self.templates |= {value for name, value in properties if name == "template"}
        self.tools |= {value for name, value in properties if name == "tool"}

    def pytest_sessionfinish(self, exitstatus: int) -> None:
        """All tests are done, well or not; of a run that broke off nothing is written."""
        if exitstatus not in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED):
            return
        self.file.write_text(self.written(date.today()), encoding="utf-8")

    def written(self, day: date) -> str:
        """The file that `agenda.accessibility` reads."""
        lines = ["# Written by `make accessibility`: what the tests found; what people found stands on the page."]
        lines += [f"date: {day}", f'theme: "{accessibility.digest(THEME)}"', "tools:"]
        for tool in sorted(self.tools, key=str.lower):
            name, _, version = tool.rpartition(" ")
            lines.append(f'  - {{name: "{name}", version: "{version}"}}')
        lines.append("checks:")
        for name, check in sorted(self.checks.items()):
            criteria = ", ".join(
                f'"{one}"' for one in sorted(check.criteria, key=lambda one: [*map(int, one.split("."))])
            )
            lines.append(f"  - {{check: {name}, criteria: [{criteria}], pages: {check.pages}, failed: {check.failed}}}")
        lines += ["templates:", *(f"  - {name}" for name in sorted(self.templates)), ""]
        return "\n".join(lines)
