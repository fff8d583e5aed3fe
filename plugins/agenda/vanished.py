"""Activities that were published and are nowhere now: a published address stays, so somebody has to say what became
of them.
"""

from collections.abc import Iterator

from .language import Language
from .model import Agenda
from .source import Loaded
from .state import State

_KEY = "activity:"  # what news of an activity is kept under in the state
MOST = 20  # that are named


def identities(state: State, loaded: Loaded, agenda: Agenda) -> list[str]:
    """The oldest paths of activities in the state that no file, `formerly` or tombstone has; held-back ones are told
    already.
    """
    there = {f"{path.parent.name}/{path.stem}" for path in loaded.held_back}
    there |= {one.identity for one in loaded.agenda.activities}
    there |= {stone.path for stone in agenda.register.tombstones}
    known = {key.removeprefix(_KEY) for key in state.entries if key.startswith(_KEY)}
    return sorted(known - there)


def told(state: State, loaded: Loaded, agenda: Agenda, language: Language) -> Iterator[str]:
    """A line for each, with what to write where."""
    gone = identities(state, loaded, agenda)
    for identity in gone[:MOST]:
        yield language.say(
            "{path} was published and is not there any more. Did it get another name? Then write formerly: [{slug}] "
            "in that file. Is it over? Then name it in content/tombstones.yaml.",
            path=identity,
            slug=identity.rpartition("/")[2],
        )
    if len(gone) > MOST:
        yield language.count(
            "And {n} more was published and is not there any more.",
            "And {n} more were published and are not there any more.",
            len(gone) - MOST,
        )
