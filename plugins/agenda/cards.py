"""What a list shows of an activity, in words: the template prints it, and the finder's index hands it to the script."""

from collections.abc import Callable, Iterable
from datetime import datetime, time, timedelta
from typing import NamedTuple

from . import wording
from .language import Language, told
from .listing import Item
from .model import Activity, Occurrence
from .original import joined
from .register import Named, Place, Register
from .town import Town

SIGN_UP = {"none": told("No need to sign up"), "welcome": told("You may sign up"), "required": told("Sign up first")}
STATUS = {"cancelled": told("Cancelled"), "postponed": told("Postponed"), "full": told("Full")}


class Card(NamedTuple):
    """A card's words. `status`, `note`, `price` and `facts` may be empty; `off`: it does not take place."""

    status: str
    off: bool
    note: str
    place: str
    price: str
    facts: str


class Clock(NamedTuple):
    """The time as a card shows it: `found` stands out, in whatever words a language puts around it."""

    before: str
    found: str
    after: str


def words(register: Register, town: Town, freshness: Callable) -> dict[str, Callable]:
    """What the templates of cards and dates may use; `freshness` tells that of an activity."""
    return {
        "offered": lambda activity: offer(activity, register, town),
        "place_with_area": lambda place: where(place, register),
        "status_of": lambda activity, occurrence: wording.status(activity, occurrence, town.language),
        "remark_of": lambda occurrence: wording.remark(occurrence, town.language, town.today),
        "unchecked": lambda activity: wording.unchecked(activity, freshness(activity), town.language, town.today),
        "machine_time": moment,
        "over": over,
    }


def of(item: Item, register: Register, town: Town) -> Card:
    """The card of one occurrence."""
    activity, occurrence, language = item.activity, item.occurrence, town.language
    note = wording.remark(occurrence, language, town.today)
    if not note and activity.status_note:
        note = wording.sentence(activity.status_note)
    if item.following:
        day, time = language.day(item.following.day, town.today), wording.when(item.following, language)
        note = joined(" ", filter(None, (note, language.say("The next time is {day}, {time}.", day=day, time=time))))
    full = language.gettext("Full") if activity.status == "full" else ""
    status = wording.status(activity, occurrence, language) or full
    return _card(activity, item.place, register, language, status, item.off, note)


def offer(activity: Activity, register: Register, town: Town) -> Card:
    """The card of an activity without a fixed time."""
    status = town.language.gettext(STATUS.get(activity.status, ""))
    note = wording.sentence(activity.status_note) if activity.status_note else ""
    off = activity.status in ("cancelled", "postponed")
    return _card(activity, activity.place(register), register, town.language, status, off, note)


def clock(occurrence: Occurrence, language: Language) -> Clock:
    """Its time, short; without a start in it all of it stands after."""
    words = wording.when(occurrence, language, short=True)
    before, found, after = words.partition(language.time(occurrence.start))
    return Clock(before, found, after) if found else Clock("", "", words)


def over(occurrence: Occurrence) -> datetime:
    """When nobody can go there any more: its end, or of one without a known end the end of its day."""
    return occurrence.end or datetime.combine(occurrence.day + timedelta(1), time(0))


def moment(occurrence: Occurrence) -> str:
    """Its start for machines: local time, or a day."""
    return str(occurrence.day) if occurrence.whole_day else occurrence.start.isoformat("T", "minutes")


def where(place: Place, register: Register) -> str:
    """A place with its area."""
    area = register.areas[place.area].name if place.area else ""
    return joined(" · ", (place.name, area)) if area and area not in place.name else place.name


def _card(
    activity: Activity, place: Place, register: Register, language: Language, status: str, off: bool, note: str
) -> Card:
    price, facts = wording.price(activity, language), _facts(activity, place, register, language)
    return Card(status, off, note, where(place, register), price, facts)


def _facts(activity: Activity, place: Place, register: Register, language: Language) -> str:
    """What decides besides the price: how to join, for whom, what people need; in the vocabularies' own order."""
    languages = _names(register.languages[id] for id in activity.languages if id != language.code)
    access = (*activity.access, *place.access)
    parts = [
        language.gettext(SIGN_UP.get(activity.registration, "")),
        register.audiences[activity.audiences[0]].name,
        wording.ages(activity, language),
        next((term.name for id, term in register.access.items() if id in access), ""),
        language.say("Also {languages}", languages=languages) if languages else "",
    ]
    return joined(" · ", filter(None, parts))


def _names(things: Iterable[Named]) -> str:
    return joined(", ", (thing.name for thing in things))
