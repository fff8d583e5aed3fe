"""How an activity's values read, on pages and in feeds alike: price, time, ages, telephone numbers."""

import re
from datetime import date, timedelta
from urllib.parse import urlsplit

from . import freshness
from .language import Language, told
from .model import Activity, Occurrence
from .original import Original, begun, joined, plain
from .register import Place, Register


def price(activity: Activity, language: Language) -> str:
    """`Gratis`, `€ 2,50`; empty when nothing is said."""
    if activity.price is None:
        return ""
    return language.money(activity.price) if activity.price else language.gettext("Free")


def when(occurrence: Occurrence, language: Language, short: bool = False) -> str:
    """The time of day: `10.00 tot 12.00 uur`, `om 10.00 uur`, `de hele dag`; of several days the last one too.

    `short`: that last day as `t/m zo 29 nov`, for a narrow column.
    """
    start, end = occurrence.start, occurrence.end
    if occurrence.whole_day:
        last = (end - timedelta(1)).date()
        if last == start.date():
            return language.gettext("all day")
        if short:
            return language.say("through {day}", day=language.short_day(last))
        return language.say("up to and including {day}", day=language.day(last, start.date()))
    if end is None:
        return language.say("at {time}", time=language.time(start))
    if end - start < timedelta(1):
        return language.say("{start} to {end}", start=language.time(start), end=language.end_time(end))
    last = (end - timedelta(microseconds=1)).date()
    until = language.say("{day} at {time}", day=language.day(last, start.date()), time=language.end_time(end))
    return language.say("{start} until {last}", start=language.time(start), last=until)


def ages(activity: Activity, language: Language) -> str:
    """`18 tot en met 27 jaar`, `vanaf 65 jaar`, `tot en met 12 jaar`; empty when nothing is said."""
    if not activity.ages:
        return ""
    lowest, highest = activity.ages.lowest, activity.ages.highest
    if highest is None:
        return language.say("from the age of {age}", age=lowest)
    if lowest is None:
        return language.say("up to the age of {age}", age=highest)
    return language.say("{lowest} to {highest} years old", lowest=lowest, highest=highest)


def sentence(text: str) -> str:
    """The text with a capital and a full stop."""
    end = "" if plain(text).endswith((".", "!", "?", "…")) else "."
    text = capital(text)
    return text.with_end(end) if isinstance(text, Original) else text + end


def capital(text: str) -> str:
    """The text with a capital."""
    return begun(text, str.upper)


def shortened(text: str, most: int) -> str:
    """The text within `most` characters: a longer one ends after a whole word, with an ellipsis.

    A single word that is too long by itself is cut: there is nowhere else to end.
    """
    if len(text) <= most:
        return text
    lang = getattr(text, "lang", "")
    kept = text[:most].rpartition(" ")[0] or text[: most - 1]
    cut = f"{kept.rstrip(' ,.;:-')}…"
    return Original(cut, lang) if lang else cut


def tel(number: str) -> str:
    """A `tel:` address; a Dutch number with its country's code, a short one (112, 14 023) as it is."""
    digits = re.sub(r"[^\d+]", "", number.replace("(0)", ""))
    if digits.startswith("00"):
        return f"tel:+{digits[2:]}"
    if digits.startswith("0") and len(digits) == 10 and not digits.startswith(("0800", "0900")):
        return f"tel:+31{digits[1:]}"
    return f"tel:{digits}"


def host(address: str) -> str:
    """The host of an address, as people say it: `www.example.org` is `example.org`."""
    return (urlsplit(address).hostname or "").removeprefix("www.")


def registration(activity: Activity, language: Language) -> str:
    """Whether one has to register; empty when nothing is said."""
    words = {
        "none": told("You do not have to sign up. Just come in."),
        "welcome": told("You may sign up, but you do not have to."),
        "required": told("You have to sign up first."),
    }
    return language.gettext(words[activity.registration]) if activity.registration else ""


def unchecked(activity: Activity, state: str, language: Language, today: date) -> str:
    """What a reader has to know of an activity in this state of freshness; empty if it is still fresh."""
    if state == freshness.MARKED:
        return language.say("Not checked since {month}.", month=language.month_of(activity.checked, today))
    if state == freshness.OUT:
        return language.gettext("We do not know whether this is still right.")
    return ""


def contact(activity: Activity, register: Register) -> str:
    """Whom to reach, on one line: the activity's own contact, else the organization's."""
    found = activity.contact or register.organizations[activity.organizer].contact
    parts = (found.role, found.phone, found.hours, found.email, found.website)
    return ", ".join(part for part in parts if part)


def location(place: Place) -> str:
    """Name and address on one line; of a meeting online its address."""
    online = place.online if place.online and place.online != "yes" else ""
    return joined(", ", filter(None, (place.name, place.address, online)))


def status(activity: Activity, occurrence: Occurrence, language: Language) -> str:
    """What is otherwise than planned, in a word or two; empty when all is as planned."""
    if occurrence.cancelled:
        return language.gettext("Postponed") if activity.status == "postponed" else language.gettext("Cancelled")
    if occurrence.moved:
        return language.gettext("Moved")
    return language.gettext("Another place") if occurrence.location else ""


def remark(occurrence: Occurrence, language: Language, today: date) -> str:
    """What a reader needs to know of it: from when it was moved, why it is off, and its note."""
    parts = []
    if occurrence.moved:
        day = language.day(occurrence.planned.date(), today)
        if occurrence.whole_day:
            parts.append(language.say("It was planned for {day}.", day=day))
        else:
            time = language.time(occurrence.planned)
            parts.append(language.say("It was planned for {day} at {time}.", day=day, time=time))
    if occurrence.cancelled and occurrence.reason:
        parts.append(sentence(occurrence.reason))
    if occurrence.note:
        parts.append(sentence(occurrence.note))
    return joined(" ", parts)
