"""What a join found, in lines for who keeps the region."""

from collections.abc import Iterator

from agenda.language import Language, told

from .join_run import Outcome

WORKING = told("Joining towns")
MOST = 20  # problems of a town that are told


def said(outcome: Outcome, language: Language) -> Iterator[str]:
    """How a town did."""
    yield f"{outcome.name}: " + language.count("{n} activity", "{n} activities", outcome.activities)
    if outcome.alarm:
        yield "  ! " + language.say(outcome.alarm.text, **outcome.alarm.values)
        kept = told("Its last good data stay.") if outcome.kept else told("There are no earlier data: it is left out.")
        yield "    " + language.gettext(kept)
    for one in outcome.wrong[:MOST]:
        yield f"  ! {one.path}: {one.message(language.gettext)}"
    for one in outcome.left_out[:MOST]:
        yield f"  - {one.path}: {one.message(language.gettext)} " + language.gettext("Left out.")
