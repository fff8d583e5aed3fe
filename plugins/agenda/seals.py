"""Of each activity one digest of all that lists show of it: what is made of many activities is told by theirs.

That is its file, the campaigns that chose it, and the places of the register where it takes place; the day and the
holidays decide the rest, and are in the salt of whatever is kept.
"""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from .afresh import Afresh
from .cache import Cache
from .facets import ADDRESS
from .inputs import of_bytes
from .listing import Upcoming, keys
from .model import Activity, Agenda
from .page import Listing


class Seals:
    """The seal of each activity, by its address: digests, one after the other; empty where nobody can tell."""

    def __init__(self, agenda: Agenda, upcoming: Upcoming, cache: Cache | Afresh) -> None:
        self._cache, self._elsewhere = cache, upcoming.elsewhere
        self._place = lru_cache(None)(lambda id: cache.of(agenda.register.places.get(id)))
        self._known = {one.address: self._sealed(one) for one in agenda.activities}

    def _sealed(self, activity: Activity) -> bytes:
        if not activity.digest:
            return b""
        parts, usual = [activity.digest], activity.location
        if isinstance(usual, str):
            parts.append(self._place(usual))
        if others := self._elsewhere.get(activity.address):
            parts += map(self._place, sorted(others))
        if activity.campaigns:
            parts.append(of_bytes(*(id.encode() for id in activity.campaigns)))
        return b"".join(parts)

    def of(self, activities: Iterable[Activity], *more: Any) -> bytes:
        """The digest of these activities, and of what else something is made of; empty where nobody can tell."""
        return self.of_addresses(map(ADDRESS, activities), *more)

    def of_addresses(self, addresses: Iterable[str], *more: Any) -> bytes:
        """The same of the activities with these addresses."""
        found = list(map(self._known.__getitem__, addresses))
        return self._cache.of(*more, b"".join(found)) if all(found) else b""

    def of_list(self, of: bytes, shown: Listing) -> bytes:
        """The digest of a list that is made of this, and of what stands in it; empty where nobody can tell."""
        pager, known = shown.pager, self._known
        parts = [of.hex(), f"{pager.number} {pager.total} {shown.total}"]
        items = list(shown.later)
        for day in shown.days:
            parts.append(f"{day.date} {day.continued} {len(day.items)}")
            items += day.items
        found = [known[item.activity.address] for item in items] + [known[one.address] for one in shown.undated]
        return of_bytes("\n".join(parts).encode(), keys(items), b"".join(found)) if of and all(found) else b""
