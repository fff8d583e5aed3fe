"""What the form's script needs to know to make the file in the browser: orders, names, holidays, and all it may say."""

from datetime import date, timedelta
from typing import Any

from agenda import cards, rhythm
from agenda.language import Language, told
from agenda.moments import DateRange
from agenda.pages import Site

from . import entry_file
from .answers import LOCATION, months
from .questions import QUESTIONS

YEARS_AHEAD = timedelta(5 * 366)  # of holidays: a series that is made now and goes on for longer is rare

# What is wrong with an answer, said as the check of entries says it.
FAULTS = {
    "chosen": told("nothing is chosen yet. Choose what fits."),
    "filled": told("nothing is filled in yet. Fill it in."),
    "place": told("no place is chosen yet. Choose one, or fill in its name below."),
    "day": told("{value} is not a day. Write day, month and year, for example 24-11-2026."),
    "time": told("{value} is not a time. Write for example 10.00."),
    "beginning": told("there is an end but no beginning. Fill in from what time it is."),
    "same": told("it ends when it begins. Write another end, or only the start."),
    "last": told("the last day is before the first. Look at both days again."),
    "backwards": told("{value} ends before it begins. Write the first day first."),
    "long": told("this text has {length} characters; at most {most} fit. Shorten it."),
    "license": told("without this we cannot place it. Tick the box if you agree."),
    "vouched_by": told("a member has to know you. Choose one, or call us."),
}

# How some answers are written (the same in Python and in JavaScript), and what is said of others.
PATTERNS = {
    "price": (r"[0-9]{1,4}([.,][0-9]{1,2})?", told("{value} is not an amount. Write euros only, for example 2,50.")),
    "ages": (
        r"[0-9]{1,3} *[-–] *[0-9]{1,3}|[0-9]{1,3} *\+|[-–] *[0-9]{1,3}",
        told("{value} is not an age. Write for example 18-27, 65+ or -12."),
    ),
    "postcode": (r"[1-9][0-9]{3} ?[A-Za-z]{2}", told("{value} is not a postcode. Write for example 2011 AB.")),
    "phone": (
        r"(?=.*[0-9]{2})\+?[0-9 ()-]{3,24}",
        told("{value} is not a telephone number. Write for example 023-123 45 67."),
    ),
    "email": (
        r"[A-Za-z0-9_.+-]{1,64}@[A-Za-z0-9-]{1,63}(\.[A-Za-z0-9-]{1,63}){1,4}",
        told("{value} is not an e-mail address. Write for example naam@example.org."),
    ),
    "website": (
        r"https?://[A-Za-z0-9.-]+\.[A-Za-z0-9-]+(:[0-9]{1,5})?([/?#][^\s<>\"'\\`{}|^]*)?",
        told("{value} is not an address. Write for example https://www.example.org."),
    ),
}

WORDS = {
    "all_day": told("all day"),
    "at": told("at {time}"),
    "span": told("{start} to {end}"),
    "clock": told("{hour}:{minute}"),
    "nth_day": told("the {nth} {day}"),
    "monthly": told("{on} of the month"),
    "free": told("Free"),
    "no_dates": told("There is no date in this yet. Look at the answers about when it is."),
    "own_dates": told("You wrote yourself when it is. Its dates show once it has been checked."),
    "more_dates": told("and so on"),
}


def of(site: Site) -> dict[str, Any]:
    """All of it, for a page in the site's language; to be written as JSON, whose objects have no order."""
    town, register = site.town, site.agenda.register
    language, entrance = town.language, town.entrance
    folders = town.folders
    inside = folders.activities.is_relative_to(folders.base)  # an agenda of elsewhere is shown, not handed in to
    activities = folders.activities.relative_to(folders.base if inside else folders.activities.parent)
    return {
        "zone": str(town.zone),
        "language": language.code,
        "order": {"names": list(entry_file.ORDER), "schedule": list(entry_file.SCHEDULE_ORDER)},
        "paths": [[name, list(one.path)] for name, one in QUESTIONS.items() if one.path],
        "several": [name for name, one in QUESTIONS.items() if one.several],
        "dates": [name for name, one in QUESTIONS.items() if one.kind == "date" and one.path],
        "vouching": [id for id, one in register.organizations.items() if one.kind in ("residents", "business")],
        "places": {id: str(cards.where(one, register)) for id, one in register.places.items()},
        "location": list(LOCATION.items()),
        "months": months(language),
        "monthNames": [language.month(number) for number in range(1, 13)],
        "weekdays": [language.weekday(number) for number in range(7)],
        "nth": [language.gettext(rhythm.NTH[n]) for n in (1, 2, 3, 4, 5, -1)],
        "ordinals": [rhythm.of_date(number, language) for number in range(1, 32)],
        "pattern": language.gettext("EEEE d MMMM y"),
        "signUp": {name: language.gettext(text) for name, text in cards.SIGN_UP.items()},
        "holidays": {
            "until": str(register.holidays.until),
            "public-holidays": _ranges([one.date for one in register.holidays.public], town.today),
            "school-holidays": _ranges([one.date for one in register.holidays.school], town.today),
        },
        "faults": {name: language.gettext(text) for name, text in FAULTS.items()},
        "patterns": {name: [pattern, language.gettext(text)] for name, (pattern, text) in PATTERNS.items()},
        "words": _words(language),
        "taken": f"{site.addresses.base}/{site.addresses.old('organization/slug')}",
        "folder": activities.as_posix(),
        "email": town.email,
        "forge": {"kind": entrance.forge, "repository": entrance.repository, "branch": entrance.branch},
    }


def _words(language: Language) -> dict[str, str]:
    return {name: language.gettext(text) for name, text in WORDS.items()}


def _ranges(found: list[DateRange], today: date) -> list[list[str]]:
    """Those that are not over and not too far away, as first and last day."""
    return [[str(one.first), str(one.last)] for one in found if today <= one.last <= today + YEARS_AHEAD]
