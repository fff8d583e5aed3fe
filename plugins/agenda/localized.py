"""The agenda for readers of another language: translated where the files have a translation, marked where not.

Whatever stays in the language of the files becomes an `Original`. Names (of places, areas, organizations, campaigns)
are names in every language; only next to a script of the other direction they have to be kept apart.
"""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from .afresh import Afresh
from .cache import Cache
from .help_desk import Help, HelpEntry, OtherDays
from .language import Language
from .model import Activity, Agenda, Referral
from .original import Original
from .register import (
    Area,
    Campaign,
    Coalition,
    Contact,
    Count,
    Membership,
    Named,
    Organization,
    Place,
    Record,
    Register,
    Term,
    Tombstone,
    Venue,
)
from .steering import Figure
from .timetable import Change, Schedule

# Of each record the fields whose words are in the language of who wrote them, and those that are names.
TEXTS: dict[type[Record], tuple[str, ...]] = {
    Activity: (
        "title", "summary", "description", "welcome", "price_note", "transport", "image_alt", "status_note",
    ),
    Schedule: ("by_appointment", "ongoing"),
    Change: ("note", "cancelled"),
    Contact: ("role", "hours"),
    Referral: ("how",),
    Venue: ("note",),
    Term: ("name", "description"),
    Area: ("description",),
    Place: ("note", "transport"),
    Organization: ("summary", "text"),
    Campaign: ("summary", "text", "results"),
    Coalition: ("title", "summary", "joining", "text"),
    Count: ("source",),
    Help: ("title", "summary", "text"),
    HelpEntry: ("name", "what", "note"),
    OtherDays: ("note",),
    Membership: ("source",),
    Tombstone: ("title", "note"),
    Figure: ("name", "source"),
}  # fmt: skip
NAMES: dict[type[Record], tuple[str, ...]] = {
    Area: ("name", "short"),
    Place: ("name", "street", "city"),
    Venue: ("name", "street", "city"),
    Organization: ("name",),
    Campaign: ("name",),
}
MAPPINGS: dict[type[Record], str] = {Coalition: "groups", Help: "entries"}  # fields with records by their ids


def agenda(found: Agenda, original: Language, language: Language, cache: Cache | Afresh | None = None) -> Agenda:
    """The same agenda in `language`; the files are written in `original`. What is kept is not made whole for it."""
    words, cache = _Words(original, language), cache or Afresh()
    activities = cache.made_of_all(
        "localized",
        [(f"{language.code} {one.address}", cache.of(one), partial(words.activity, one)) for one in found.activities],
    )
    register = words.register(found.register)
    steering = replace(found.steering, figures=tuple(words.record(one) for one in found.steering.figures))
    return Agenda(register, tuple(activities), steering)


def text(words: str, translations: Mapping[str, str], original: Language) -> str:
    """A text of the settings: its translation, else the words marked."""
    return translations.get(words) or (Original(words, original.code) if words else words)


def name(words: str, original: Language, language: Language) -> str:
    """A name: kept apart from text in another direction."""
    return words if original.direction == language.direction else Original(words)


class _Words:
    """Puts records in a language; equal records that the register shares stay one."""

    def __init__(self, original: Language, language: Language) -> None:
        self.original, self.language = original, language

    def register(self, found: Register) -> Register:
        lists = {
            name: {id: self.named(thing) for id, thing in things.items()} for name, things in found.lists().items()
        }
        return replace(
            found,
            **lists,
            tombstones=tuple(self.record(one) for one in found.tombstones),
            coalition=found.coalition and self.record(found.coalition, self.beside(found, "coalition")),
            help=found.help and self.record(found.help, self.beside(found, "help")),
        )

    def beside(self, found: Register, name: str) -> Record | None:
        """The words of a translation that is a file of its own."""
        return found.translations.get((name, self.language.code))

    def named(self, thing: Named) -> Named:
        """A term with its translated words; anything else with its own."""
        return self.record(thing, getattr(thing, "translations", {}).get(self.language.code))

    def activity(self, activity: Activity) -> Activity:
        return self.record(activity, activity.translations.get(self.language.code))

    def record(self, one: Record, given: Record | None = None) -> Record:
        """The record and all records in it; `given` has fields with words that it has in this language."""
        changes: dict[str, object] = {}
        for name, value in one:
            own = getattr(given, name, None)
            if own and isinstance(own, str):
                changes[name] = own
            elif not value:
                continue
            elif isinstance(value, str):
                changes[name] = self.words(type(one), name, value)
            elif isinstance(value, Record):
                changes[name] = self.record(value, own)
            elif name == MAPPINGS.get(type(one)):
                changes[name] = {id: self.record(part, (own or {}).get(id)) for id, part in value.items()}
            elif isinstance(value, tuple) and isinstance(value[0], Record):
                changes[name] = tuple(self.record(part) for part in value)
        changes = {name: value for name, value in changes.items() if value is not getattr(one, name)}
        return one.model_copy(update=changes) if changes else one

    def words(self, kind: type[Record], field: str, value: str) -> str:
        if field in TEXTS.get(kind, ()):
            return Original(value, self.original.code)
        return name(value, self.original, self.language) if field in NAMES.get(kind, ()) else value
