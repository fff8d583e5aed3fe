"""What an import found, in lines for the editor: first what alarms, then what is new, changed, gone or left out."""

from collections.abc import Iterator
from datetime import date

from agenda.language import Language, told
from agenda.problem import Fault, Problem

from .import_run import Outcome

WORKING = told("Importing")


def said(outcome: Outcome, language: Language) -> Iterator[str]:
    """The report of a source, for the editor."""
    say, count = language.say, language.count
    yield f"{outcome.name} ({outcome.id}): " + count("{n} event", "{n} events", outcome.events)
    if outcome.alarm:
        good = language.date(date.fromisoformat(outcome.good)) if outcome.good else say("never")
        yield "  ! " + _words(outcome.alarm, language)
        yield "    " + say("Last read well: {day}. Nothing was deleted.", day=good)
    for line in outcome.of("new"):
        yield "  + " + say("{title}: new, {path}.md", title=line.title, path=line.path)
    for line in outcome.of("changed"):
        yield "  ~ " + say("{title}: changed ({names}), {path}.md", title=line.title, path=line.path,
                           names=", ".join(line.names))  # fmt: skip
    for line in outcome.of("waiting"):
        yield "  = " + say("{title}: waits already, {path}.md", title=line.title, path=line.path)
    for line in outcome.of("gone"):
        yield "  ? " + say("{title}: no longer in the source, {path} stays. Ask whether it goes on.", title=line.title,
                           path=line.path)  # fmt: skip
    for line in outcome.of("left out"):
        yield "  - " + say("{title}: left out", title=line.title) + ": " + _words(line.fault, language)
    for line in outcome.of("note"):
        yield "  · " + f"{line.title}: " + _words(line.fault, language)
    rest = [
        count("{n} unchanged", "{n} unchanged", outcome.unchanged) if outcome.unchanged else "",
        count("{n} past", "{n} past", outcome.past) if outcome.past else "",
        count("{n} set aside", "{n} set aside", outcome.aside) if outcome.aside else "",
    ]
    if any(rest):
        yield "    " + ", ".join(one for one in rest if one)


def _words(fault: Fault | Problem, language: Language) -> str:
    return fault.message(language.gettext) if isinstance(fault, Problem) else language.say(fault.text, **fault.values)
