"""The agenda -> news: what is new or changed. Dates are those of publication, never of the activity, never now.

`published` is when an activity was first there, `updated` when what a reader sees of it (title and text) last changed.
"""

from collections.abc import Iterable
from functools import partial
from heapq import nlargest

from . import sentence, wording
from .addresses import Addresses
from .afresh import Afresh
from .cache import Cache
from .channel import Channel, Entry
from .facets import ADDRESS, Selection
from .inputs import of_bytes
from .language import told
from .model import Activity, Agenda
from .state import Stamp, State, digest_of
from .town import Town

NEWEST = 50  # entries in a channel
NOTHING = digest_of(b"")  # news has no sequence


class Writer:
    """Writes in the town's language; an activity's text is written, and its stamp taken, once for all channels."""

    def __init__(self, agenda: Agenda, town: Town, state: State, cache: Cache | Afresh | None = None) -> None:
        self.agenda, self.town, self.state = agenda, town, state
        self.addresses = Addresses(town.words, town.url)
        self.cache = cache or Afresh()
        every = agenda.activities
        texts = partial(self.cache.made_of_each, "news", every, self._told)  # they can be made in two processes
        dated = self.cache.made_of_each("dated", every, self._dated, ready=texts, shared=False)
        addresses = [one.address for one in every]
        # Of each activity what tells its news from others, and the stamp that the state has for them.
        self.told: dict[str, bytes] = dict(zip(addresses, [told for told, _ in dated], strict=True))
        self.stamps: dict[str, Stamp] = dict(zip(addresses, [stamp for _, stamp in dated], strict=True))

    def channel(self, selection: Selection, title: str, description: str, activities: Iterable[Activity]) -> Channel:
        """The news of a selection, for these of its activities; the newest change first."""
        ordered = sorted(activities, key=ADDRESS)
        newest = nlargest(NEWEST, ordered, key=lambda one: self.stamps[one.address].modified)  # of equal ones the first
        entries = tuple(map(self._entry, newest))
        key = _key(selection)
        return Channel(
            id=f"{key}@{self.town.id}",
            title=title,
            description=description,
            url=self.addresses.full(self.addresses.selection(selection.kind, selection.id)),
            language=self.town.language.code,
            author=self.town.name,
            updated=entries[0].modified if entries else self.stamp(selection, 0).modified,
            entries=entries,
        )

    def stamp(self, selection: Selection, entries: int) -> Stamp:
        """Of a channel: without an entry there is no date to take, then that of the build which first found it so."""
        return self.state.stamp(f"channel:{_key(selection)}", b"entries" if entries else b"")

    def _entry(self, activity: Activity) -> Entry:
        register, stamp = self.agenda.register, self.stamps[activity.address]
        return Entry(
            id=activity.global_id(register, self.town.id),
            title=activity.title,
            url=self.addresses.full(self.addresses.activity(activity)),
            text=self._news(activity)[0],
            first=stamp.first,
            modified=stamp.modified,
            author=register.organizations[activity.organizer].name,
            tags=tuple(register.topics[id].name for id in activity.topics),
        )

    def _dated(self, activity: Activity) -> tuple[bytes, Stamp]:
        content = self._news(activity)[1]
        stamp = self.state.stamp_of(key(activity), content, NOTHING)
        return of_bytes(f"{content} {stamp.first} {stamp.modified}".encode()), stamp

    def _news(self, activity: Activity) -> tuple[str, str]:
        """Its text, and the digest of what readers see of it."""
        return self.cache.made("news", activity.address, activity.digest, lambda: self._told(activity))

    def _told(self, activity: Activity) -> tuple[str, str]:
        text = self._text(activity)
        return text, digest_of(f"{activity.title}\n{text}".encode())

    def _text(self, activity: Activity) -> str:
        """What, when and where, in plain words."""
        register, language = self.agenda.register, self.town.language
        place = activity.place(register)
        parts = [activity.summary]
        if activity.example:
            parts.insert(0, language.gettext("This is an example, not a real activity."))
        if activity.status != "scheduled":
            names = {"cancelled": told("Cancelled"), "postponed": told("Postponed"), "full": told("Full")}
            parts.append(wording.sentence(language.gettext(names[activity.status])))
        parts += [wording.sentence(one) for one in sentence.of_activity(activity, register, language)]
        parts.append(wording.sentence(", ".join(part for part in (place.name, place.address) if part)))
        return " ".join(parts)


def key(activity: Activity) -> str:
    """What the state has an activity's news under."""
    return f"activity:{activity.identity}"


def _key(selection: Selection) -> str:
    return "/".join(part for part in ("agenda", selection.kind, selection.id) if part)
