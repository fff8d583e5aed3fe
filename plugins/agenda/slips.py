"""Slips: half a sheet (A5) about one activity, to hand to somebody. The one source of what is handed over.

*Mijn lijst* and the referrers' page read their lines from these pages too, so that paper, message and calendar agree.
All texts have a length that fits; what is longer ends with an ellipsis, never within a word.
"""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from math import ceil
from typing import Any, NamedTuple

from . import listing, qr_code, sentence, wording
from .model import Activity
from .original import joined
from .page import Section
from .pages import Page, Site
from .register import Contact

RHYTHM = 56  # characters of the rhythm that fit in the largest type; a longer one is set smaller
REACHABLE = 70  # characters of who answers and when
SHEET = 200  # millimetres of height: the sheet has 193, and the estimate is on the safe side by more than that


class Fit(NamedTuple):
    """How many dates and how many characters of each text a slip has. What helps least gives way first."""

    dates: int
    rhythm: int
    where: int
    way: int
    price_note: int
    welcome: int


FITS = (Fit(3, 150, 100, 110, 70, 180), Fit(2, 120, 90, 70, 50, 110), Fit(1, 85, 65, 0, 0, 60), Fit(1, 85, 65, 0, 0, 0))


def sections(site: Site) -> Iterator[Section]:
    """The slip of each activity, also at each address that the activity had: somebody may have kept it by that."""
    return site.of_activities("slips", lambda activity: _slips(site, activity))


def _slips(site: Site, activity: Activity) -> Iterator[Page]:
    made = slip(site, activity)
    yield made
    for slug in activity.former_slugs:
        old = site.addresses.old(f"{activity.organizer}/{slug}")
        yield replace(made, path=f"{old}{site.town.words['slip']}/")


def slip(site: Site, activity: Activity) -> Page:
    """An activity's slip."""
    return Page(path(site, activity), "slip.html", {"activity": activity}, False, partial(_fitted, site, activity))


def _fitted(site: Site, activity: Activity) -> dict[str, Any]:
    """What stands on it: of the ways to set it the roomiest that fits."""
    known, texts = _known(site, activity)
    made = (_set(known, texts, fit) for fit in FITS)
    context = next((one for one in made if height(one) <= SHEET), None) or _set(known, texts, FITS[-1])
    context["code"] = qr_code.inline(context["address"]) if context["address"] else ""
    return context


def _known(site: Site, activity: Activity) -> tuple[dict[str, Any], dict[str, str | None]]:
    """What a slip says however it is set, and the texts that give way, whole, by their names in `Fit`."""
    register, town = site.agenda.register, site.town
    ahead = listing.ahead(activity, site.agenda, town.today)
    off = activity.status in ("cancelled", "postponed")
    rhythm = joined(" ", map(wording.sentence, sentence.of_activity(activity, register, town.language, town.today)))
    place, who = activity.place(register), contact(site, activity)
    known = {
        "activity": activity,
        "organizer": register.organizations[activity.organizer],
        "place": place,
        "who": who,
        "off": off,
        "ended": not site.is_current(activity),
        "dates": [] if off else ahead,
        "next": None if off else next((item for item in ahead if not item.off), None),
        "long": len(rhythm) > RHYTHM,
        "reachable": reachable(who),
        "address": site.addresses.full(site.addresses.activity(activity)) if town.url else "",
    }
    return known, {
        "rhythm": rhythm,
        "where": wording.location(place),
        "way": activity.transport or place.transport or place.note,
        "price_note": activity.price_note,
        "welcome": activity.welcome,
    }


def _set(known: dict[str, Any], texts: dict[str, str | None], fit: Fit) -> dict[str, Any]:
    """The slip as it is in so much room."""
    shortened = {name: _fitting(text, getattr(fit, name)) for name, text in texts.items()}
    return {**known, **shortened, "dates": known["dates"][: fit.dates]}


def _fitting(text: str | None, most: int) -> str:
    """As a sentence of at most so many characters; nothing where there is no room at all."""
    return wording.shortened(wording.sentence(text), most) if text and most else ""


def height(context: dict[str, Any]) -> float:
    """About how high the slip is, in millimetres, by the type of paper.css and ordinary words."""
    activity, who = context["activity"], context["who"]

    def lines(text: str | None, width: int, line: float) -> float:
        return ceil(len(text) / width) * line if text else 0

    rhythm = lines(context["rhythm"], 36, 7) if context["long"] else lines(context["rhythm"], 25, 9.6)
    status = 11 if activity.status != "scheduled" or context["ended"] else 0
    dates = sum(12.4 if item.off or item.occurrence.location else 6.2 for item in context["dates"])
    facts = (
        f"place: {context['where']} {context['way']}",
        f"price: {context['price_note']} euro",
        "joining: a sentence" if activity.registration or activity.form else "",
        f"your first time: {context['welcome']}" if context["welcome"] else "",
    )
    foot = lines(f"checked on some day in a month by {context['organizer'].name}", 36, 6.2)
    return (
        9 + lines(activity.title, 27, 9.6) + status + rhythm + dates
        + sum(lines(fact, 50, 6.2) + 1 for fact in facts)
        + (10 if who.phone else 0) + lines(context["reachable"] or who.email or "nobody", 50, 6.2) + 4
        + max(28, foot + lines(context["address"], 38, 6.2)) + 13
    )  # fmt: skip


def path(site: Site, activity: Activity) -> str:
    """`activiteit/<organization>/<slug>/briefje/`"""
    return f"{site.addresses.activity(activity)}{site.town.words['slip']}/"


def contact(site: Site, activity: Activity) -> Contact:
    """Whom to call: the activity's own contact, else the organizer's, else the town's number."""
    town = site.town
    own = (activity.contact, site.agenda.register.organizations[activity.organizer].contact)
    for found in own:
        if found and (found.phone or found.email or found.website):
            return found
    return Contact.model_construct(phone=town.phone or None, hours=town.phone_hours or None)


def reachable(who: Contact) -> str:
    """Who answers, and when. Hours are never cut: without room for both the role is left out."""
    role = wording.capital(who.role) if who.role else ""
    both = joined(": ", filter(None, (role, who.hours)))
    return both if len(both) <= REACHABLE else who.hours or wording.shortened(role, REACHABLE)
