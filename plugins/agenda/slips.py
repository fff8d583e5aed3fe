"""Slips: half a sheet (A5) about one activity, to hand to somebody. The one source of what is handed over.

*Mijn lijst* and the referrers' page read their lines from these pages too, so that paper, message and calendar agree.
All texts have a length that fits; what is longer ends with an ellipsis, never within a word.
"""

from collections.abc import Iterator

from . import listing, qr_code, sentence, wording
from .model import Activity
from .pages import Page, Site
from .register import Contact

NEXT_DATES = 3
RHYTHM = 56  # characters of the rhythm that fit in the largest type; a longer one is set smaller
LENGTHS = {  # characters of each text that fit together on the sheet
    "title": 80, "rhythm": 130, "place": 90, "way": 80, "price_note": 50, "welcome": 130, "reachable": 70,
}  # fmt: skip


def pages(site: Site) -> Iterator[Page]:
    """The slip of each activity, also at each address that the activity had: somebody may have kept it by that."""
    for activity in site.agenda.activities:
        made = slip(site, activity)
        yield made
        for slug in activity.former_slugs:
            old = site.addresses.old(f"{activity.organizer}/{slug}")
            yield Page(f"{old}{site.town.words['slip']}/", made.template, made.context, indexed=False)


def slip(site: Site, activity: Activity) -> Page:
    """An activity's slip."""
    register, town = site.agenda.register, site.town
    ahead = listing.ahead(activity, site.agenda, town.today)
    off = activity.status in ("cancelled", "postponed")
    rhythm = " ".join(map(wording.sentence, sentence.of_activity(activity, register, town.language, town.today)))
    place, who = activity.place(register), contact(site, activity)
    way = activity.transport or place.transport or place.note
    address = site.addresses.full(site.addresses.activity(activity)) if town.url else ""
    context = {
        "activity": activity,
        "organizer": register.organizations[activity.organizer],
        "place": place,
        "who": who,
        "off": off,
        "ended": not site.is_current(activity),
        "dates": [] if off else ahead[:NEXT_DATES],
        "next": None if off else next((item for item in ahead if not item.off), None),
        "rhythm": wording.shortened(rhythm, LENGTHS["rhythm"]),
        "long": len(rhythm) > RHYTHM,
        "where": wording.shortened(wording.location(place), LENGTHS["place"]),
        "way": wording.shortened(wording.sentence(way) if way else "", LENGTHS["way"]),
        "reachable": reachable(who),
        "address": address,
        "code": qr_code.inline(address) if address else "",
        "fitting": lambda text, name: wording.shortened(text or "", LENGTHS[name]),
    }
    return Page(path(site, activity), "slip.html", context, indexed=False)


def reachable(who: Contact) -> str:
    """Who answers, and when. Hours are never cut: without room for both the role is left out."""
    role = who.role[:1].upper() + who.role[1:] if who.role else ""
    both = ": ".join(part for part in (role, who.hours) if part)
    return both if len(both) <= LENGTHS["reachable"] else who.hours or wording.shortened(role, LENGTHS["reachable"])


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
