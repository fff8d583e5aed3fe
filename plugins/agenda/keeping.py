"""What a build keeps for the next one, and what all of it depends on: code, settings, texts, the day."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from . import salts, town
from .cache import Cache
from .digest import Digests, of_bytes
from .facets import Selection
from .language import Language
from .listing import Item
from .model import Activity, Occurrence, Stored
from .reading import Reading
from .register import Register
from .town import Town

# What is kept and depends on the settings and the day too.
KINDS = ("coming", "events", "news", "card", "picture", "file")


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
    Language: lambda one: ("language", one.code),
}


def opened(
    store: Path, register: Register, place: Town, settings: Mapping[str, Any], more: Any
) -> tuple[Register, Cache]:
    """The register as it tells what is read of it, and the cache in the file `store` that goes with it.

    `more` is what pages show beside the agenda, on each of them.
    """
    reading, digests = Reading(), Digests(OWN, once=(Item, Occurrence))
    code, around = salts.of_code(), salts.of_register(register, digests)
    texts = salts.of_files(sorted(place.theme.glob("translations/**/*.po")))
    style = salts.of_files([*place.theme.glob(town.TOKENS), *([place.style] if place.style else [])])
    whole = of_bytes(code, around, texts, style, salts.of_settings(settings), digests.of((place.today, more)))
    kinds = {"entry": of_bytes(code, around)} | dict.fromkeys(KINDS, whole)
    return reading.watched(register), Cache.read(store, reading, digests, kinds)
