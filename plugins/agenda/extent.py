"""How much of a site a town wants: which parts it has beside the activities and the lists that find them."""

from typing import Any

from .languages import SettingsError

# Always there: a page of each activity; the lists of all, and of each area, audience, topic and organization; one
# calendar of all and one of each area; one channel of news (RSS).
PARTS = (
    "pairs", "places", "campaigns", "moments", "newsletters", "choose", "subscribe", "list", "finder", "slips",
    "posters", "calendars", "news", "codes", "data", "fields", "coalition", "help", "press", "embed", "emblem",
    "nearby", "sitemap", "missing",
)  # fmt: skip
ALL = frozenset(PARTS)
NEEDS = {"list": "slips"}  # what a part reads all that it shows from, and so brings along


def parts(value: Any) -> frozenset[str]:
    """The parts that `AGENDA_PARTS` names, with those that they need; all without it.

    Raises SettingsError for a part that nobody knows.
    """
    if value is None:
        return ALL
    if not isinstance(value, (list, tuple, set, frozenset)) or not all(isinstance(one, str) for one in value):
        raise SettingsError(f"AGENDA_PARTS: {value!r} is not a list of parts. Write for example ('places', 'moments').")
    if unknown := sorted(set(value) - ALL):
        raise SettingsError(f"AGENDA_PARTS: unknown parts {unknown}; known are {sorted(PARTS)}.")
    return frozenset(value).union(needed for one, needed in NEEDS.items() if one in value)
