"""What a request does, in words: the same lines as Markdown for a forge's summary, and as plain text for a log.

Everything in it was written by a stranger. In Markdown every mark of punctuation is escaped, so that nothing becomes a
link, a picture or HTML; in a log nothing can be read as a command to the runner.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta

from agenda import schedule, sentence, wording
from agenda.addresses import Addresses
from agenda.language import told
from agenda.model import Activity
from agenda.original import plain
from agenda.problem import Problem, visible
from agenda.register import Register
from agenda.town import Town

from .changes import ADDED, CHANGED, DELETED, Change
from .findings import MOVED, Entry, Findings

SHOWN = 50  # of each list: a forge cuts a summary off at 1 MiB, and nobody reads more
DATES = 4
AHEAD = timedelta(366)
_MARKS = re.compile(r"([!-/:-@\[-`{-~])")  # ASCII punctuation; each may be escaped (CommonMark 0.31, 2.4)
KINDS = {
    ADDED: told("new"), CHANGED: told("changed"), DELETED: told("deleted"), MOVED: told("under another address"),
}  # fmt: skip

MADE = told("The pages are with this check, to download. Open index.html, or the page that is named with an entry.")
NOT_MADE = told("There is no preview: first mend what stands above.")


@dataclass(frozen=True)
class Line:
    """A line of the summary: a heading (`level` 1 or 2), text (0), or an item below it (-1)."""

    level: int
    text: str


def markdown(lines: Iterable[Line]) -> str:
    """The lines as Markdown in which no text means anything but itself."""
    marks = {1: "\n## ", 2: "\n### ", 0: "\n", -1: "- "}
    return "".join(f"{marks[line.level]}{_escaped(line.text)}\n" for line in lines) + "\n"


def text(lines: Iterable[Line]) -> str:
    """The lines for a log, where `::` and `##[` would begin a command (GitHub's and Forgejo's workflow commands)."""
    marks = {1: "\n", 2: "\n", 0: "", -1: "  - "}
    shown = (marks[line.level] + _one_line(line.text) for line in lines)
    return "\n".join(line.replace("::", ": :").replace("##[", "## [") for line in shown)


def _escaped(words: str) -> str:
    return _MARKS.sub(r"\\\1", _one_line(words))


def _one_line(words: str) -> str:
    return visible(" ".join(plain(words).split()))


def lines(findings: Findings, town: Town, preview: bool | None) -> list[Line]:
    """All that there is to say, in the town's language. `preview`: were pages made? None: nobody asked for them."""
    return list(_Writer(findings, town).lines(preview))


class _Writer:
    """Says it in the town's language."""

    def __init__(self, findings: Findings, town: Town) -> None:
        self.findings, self.town, self.language = findings, town, town.language
        self.gettext, self.say, self.count = self.language.gettext, self.language.say, self.language.count
        self.addresses = Addresses(town.words)

    def lines(self, preview: bool | None) -> Iterator[Line]:
        found = self.findings
        yield Line(1, self.verdict())
        yield from self.listed(self.gettext("What has to be mended"), map(self.problem, found.problems))
        if found.known:
            yield Line(0, self.count(
                "{n} problem was there already. It is not of this request.",
                "{n} problems were there already. They are not of this request.", found.known,
            ))  # fmt: skip
        yield from self.listed(self.gettext("Tips: they stop nothing"), map(self.problem, found.hints))
        for entry in found.entries[:SHOWN]:
            yield from self.entry(entry, bool(preview))
        yield from self.more(len(found.entries))
        yield from self.listed(self.gettext("What is the editors': they have a look"), map(self.change, found.content))
        yield from self.listed(
            self.gettext("No data of the agenda: a maintainer looks at that. It is not in the preview"),
            map(self.change, found.others),
        )
        if preview is not None:
            yield Line(2, self.gettext("Preview"))
            yield Line(0, self.gettext(MADE if preview else NOT_MADE))

    def verdict(self) -> str:
        if self.findings.problems:
            return self.count(
                "{n} thing has to be mended first", "{n} things have to be mended first", len(self.findings.problems)
            )
        if self.findings.others:
            return self.gettext("What can be checked is right; a maintainer has to look too")
        return self.gettext("All is right")

    def problem(self, one: Problem) -> str:
        field, message = one.field or self.gettext("file"), one.message(self.gettext)
        return self.say("{path}, line {n}, {field}: {message}", path=one.path, n=one.line, field=field, message=message)

    def change(self, one: Change) -> str:
        return f"{one.shown} ({self.gettext(KINDS[one.kind])})"

    def entry(self, entry: Entry, preview: bool) -> Iterator[Line]:
        activity = entry.after or entry.before
        name = f"{activity.title} ({entry.path})" if activity else entry.path
        yield Line(2, f"{name}: {self.gettext(KINDS[entry.kind])}")
        if entry.after is None:
            if entry.kind == DELETED:
                yield Line(0, self.gettext("It leaves the agenda, and the calendars of who follow it."))
            else:
                yield Line(0, self.gettext("What it looks like can be shown when it is mended."))
            return
        yield Line(0, self.when(entry.after, self.findings.register))
        if entry.before and (before := self.when(entry.before, self.findings.register)) != self.when(
            entry.after, self.findings.register
        ):
            yield Line(0, self.say("Until now: {when}", when=before))
        yield Line(0, wording.location(entry.after.place(self.findings.register)))
        yield from (Line(-1, words) for words in self.dates(entry.after))
        if preview:
            page = f"{self.addresses.activity(entry.after)}index.html"
            yield Line(0, self.say("In the preview: {page}", page=page))

    def when(self, activity: Activity, register: Register) -> str:
        """The sentence that the site will show."""
        found = sentence.of_activity(activity, register, self.language, self.town.today)
        return " ".join(wording.sentence(one) for one in found)

    def dates(self, activity: Activity) -> Iterator[str]:
        """The next dates, each as the site will show it; or that there are none."""
        if all(one.undated for one in activity.schedule):
            return
        today = self.town.today
        found = schedule.of_activity(activity, self.findings.register, today, today + AHEAD)
        if not found:
            yield self.gettext("In the coming year there is no date.")
        for one in found[:DATES]:
            words = [f"{self.language.day(one.day, today)}, {wording.when(one, self.language)}"]
            words += [wording.status(activity, one, self.language), wording.remark(one, self.language, today)]
            yield " – ".join(map(plain, filter(None, words)))
        if len(found) > DATES:
            yield self.count("and {n} more", "and {n} more", len(found) - DATES)

    def listed(self, heading: str, items: Iterable[str]) -> Iterator[Line]:
        """A list under its heading, if there is anything in it."""
        items = list(items)
        if items:
            yield Line(2, heading)
            yield from (Line(-1, item) for item in items[:SHOWN])
            yield from self.more(len(items))

    def more(self, number: int) -> Iterator[Line]:
        if number > SHOWN:
            yield Line(0, self.count("and {n} more", "and {n} more", number - SHOWN))
