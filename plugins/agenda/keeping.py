"""What a build keeps for the next one, and what all of it depends on: code, settings, texts, the day."""

from pathlib import Path
from typing import Any

from . import town
from .cache import Cache
from .digest import Digests
from .facets import Selection
from .inputs import Inputs, of_bytes
from .language import Language
from .listing import Item
from .model import Activity, Occurrence, Stored
from .reading import Reading
from .register import Register
from .town import Town

# What is kept and depends on the settings and the day too.
KINDS = (
    "localized",
    "text",
    "coming",
    "size",
    "events",
    "frame",
    "news",
    "card",
    "choice",
    "picture",
    "review",
    "offer",
    "coverage",
    "row",
    "week",
    "pages",
    "file",
    "group",
    "files",
)
STAMPED = ("stamped", "dated")  # what depends on the feed state too


def _digested(activity: Activity) -> tuple:
    """What counts of an activity; in each language it is made of the same file."""
    if not activity.digest:
        raise TypeError(f"{activity.address} has no digest")
    return "activity", activity.digest, activity.campaigns


# What counts of a thing for whoever is given it. Of a selection not its activities: who shows those is given them too.
OWN = {
    Activity: _digested,
    Stored: _digested,
    Selection: lambda one: ("selection", one.kind, one.thing, one.area),
    Item: lambda one: ("item", one.key, one.following, one.activity, one.place),
    Occurrence: lambda one: ("occurrence", *one),
    Language: lambda one: ("language", one.code),
}


def opened(inputs: Inputs, store: Path, register: Register, place: Town, more: Any) -> tuple[Register, Cache]:
    """The register as it tells what is read of it, and the cache in the file `store` that goes with it.

    `more` is what pages show beside the agenda, on each of them.
    """
    reading, digests = Reading(), Digests(OWN)
    around = digests.of((
        register.zone, register.holidays, register.coalition, register.help, register.tombstones,
        dict(register.translations),
    ))  # fmt: skip
    theme = str(place.theme.absolute())
    texts = [digest for path, digest in sorted(inputs.files.items()) if path.startswith(theme) and _is_words(path)]
    style = [inputs.files.get(str(place.style), b"")] if place.style else []
    named = digests.of((place.today, place.outlet.assets, more))
    whole = of_bytes(inputs.code, around, inputs.settings, named, *texts, *style)
    kinds = {"entry": of_bytes(inputs.code, around)} | dict.fromkeys(KINDS, whole) | _stamped(whole, inputs.state)
    return reading.watched(register), Cache.read(store, reading, digests, kinds, inputs.files)


def written(cache: Cache, state: bytes) -> None:
    """Write the cache for the next build, which begins with a feed state of this digest."""
    cache.salts |= _stamped(cache.salts[KINDS[0]], state)
    cache.write()


def _stamped(whole: bytes, state: bytes) -> dict[str, bytes]:
    return dict.fromkeys(STAMPED, of_bytes(whole, state))


def _is_words(path: str) -> bool:
    """Is it a file of the theme that pages depend on without naming it: a catalogue, or the colours?"""
    return path.endswith((".po", town.TOKENS))
