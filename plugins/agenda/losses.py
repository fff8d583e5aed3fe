"""What a publication is without, and what to do about it: entries that are held back, languages that nobody signed,
editors' pages that cannot be read, items of the menu that lead nowhere, and activities that were published and are
nowhere now. A published address stays, so somebody has to say what became of them.
"""

from collections.abc import Iterator, Mapping

from .pages import Site
from .source import Loaded
from .state import State
from .town import Town
from .validation import shown_path

_KEY = "activity:"  # what news of an activity is kept under in the state
MOST = 20  # that are named


def held_back(loaded: Loaded, town: Town) -> Iterator[str]:
    """Of each file with a problem: is an earlier version published, or nothing."""
    rescued = {shown_path(path, town.folders.base) for path in loaded.rescued}
    for path in sorted({problem.path for problem in loaded.problems}):
        if path in rescued:
            yield town.language.say("{path}: an earlier version is published.", path=path)
        else:
            yield town.language.say("{path}: not published.", path=path)


def unread(read: Mapping[str, object], town: Town) -> list[str]:
    """The editors' pages that Pelican passed over: `read` is what it made of each path below the content."""
    failed = sorted(path for path, page in read.items() if page is None)
    return [
        town.language.say(
            "{path}: this page cannot be read. Take back what was changed last, or ask a maintainer.",
            path=shown_path(town.folders.content / path, town.folders.base),
        )
        for path in failed
    ]


def unsigned(town: Town) -> Iterator[str]:
    """Languages that are off until somebody who reads them has signed."""
    for code in town.unsigned:
        yield town.language.say(
            "{code} is off: nobody whose language it is has signed its texts. "
            "Write who did and when in AGENDA_LANGUAGES.",
            code=code,
        )


def nowhere(site: Site) -> Iterator[str]:
    """Items of the menu and the foot that are left out, as no page is where they lead; `site` knows its pages."""
    for name, items in (("AGENDA_MENU", site.town.menu), ("AGENDA_FOOTER", site.town.footer)):
        for text, to in items:
            if not site.addresses.has(to) and "." not in to:  # a file, or another site
                yield site.town.language.say(
                    "{name}: {item} is left out: there is no page {path}. Write the address of a page, or delete it.",
                    name=name,
                    item=text,
                    path=f"/{to}",
                )


def identities(state: State, loaded: Loaded) -> list[str]:
    """The oldest paths of activities in the state that no file, `formerly` or tombstone has; not those held back."""
    there = {f"{path.parent.name}/{path.stem}" for path in loaded.held_back}
    there |= {one.identity for one in loaded.agenda.activities}
    there |= {stone.path for stone in loaded.agenda.register.tombstones}
    begin = len(_KEY)
    return sorted(key[begin:] for key in state.entries if key[begin:] not in there and key.startswith(_KEY))


def vanished(state: State, loaded: Loaded, town: Town) -> Iterator[str]:
    """A line for each activity that was published and is nowhere, with what to write where."""
    gone = identities(state, loaded)
    for identity in gone[:MOST]:
        yield town.language.say(
            "{path} was published and is not there any more. Did it get another name? Then write formerly: [{slug}] "
            "in that file. Is it over? Then name it in content/tombstones.yaml.",
            path=identity,
            slug=identity.rpartition("/")[2],
        )
    if len(gone) > MOST:
        yield town.language.count(
            "And {n} more was published and is not there any more.",
            "And {n} more were published and are not there any more.",
            len(gone) - MOST,
        )
