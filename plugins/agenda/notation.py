"""How values are written in an entry: text -> value, or a fault that says what to write instead.

Here are texts, ids, amounts and contacts; dates and times are in `moments`.
"""

import difflib
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from .problem import Fault

MEANT = dict(  # what a partner may write by mistake -> the word of the contract
    pair.split("=")
    for pair in """
    maandag=monday dinsdag=tuesday woensdag=wednesday donderdag=thursday vrijdag=friday zaterdag=saturday
    zondag=sunday januari=january februari=february maart=march april=april mei=may juni=june juli=july
    augustus=august september=september oktober=october november=november december=december wekelijks=weekly
    dagelijks=daily maandelijks=monthly jaarlijks=yearly week=weekly dag=daily maand=monthly jaar=yearly
    laatste=last first=1st second=2nd third=3rd fourth=4th fifth=5th eerste=1st tweede=2nd derde=3rd
    vierde=4th vijfde=5th 1e=1st 2e=2nd 3e=3rd 4e=4th 5e=5th schoolvakanties=school-holidays
    schoolvakantie=school-holidays feestdagen=public-holidays oneven=odd gepland=scheduled afgelast=cancelled
    geannuleerd=cancelled uitgesteld=postponed vol=full geen=none nee=none welkom=welcome verplicht=required
    ja=required inloop=drop-in cursus=course maatje=buddy
    """.split()
)


@dataclass(frozen=True)
class Ages:
    """Years of age, both in; None is open."""

    lowest: int | None = None
    highest: int | None = None


def text(value: Any) -> str:
    """The text itself; a list or a mapping is a fault."""
    if not isinstance(value, str):
        raise Fault("a single text is expected here, not a list or fields.")
    return value


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word that `word` was meant to be; empty when none is near."""
    close = difflib.get_close_matches(word.lower()[:80], list(known), 1, 0.6)
    return close[0] if close else ""


def one_of(word: str, known: Iterable[str]) -> str:
    """`word` if it is known; else a fault that suggests the nearest, or names all of a few."""
    known = list(known)
    if word in known:
        return word
    meant = MEANT.get(word.lower())
    if near := meant if meant in known else nearest(word, known):
        raise Fault("{value} is not known here. Did you mean {near}?", value=word, near=near)
    raise Fault("{value} is not known here. Choose one of: {known}.", value=word, known=", ".join(known))


def parse_price(value: Any) -> Decimal:
    """Euro: `0`, `2,50` or `2.50`."""
    word = text(value)
    if re.fullmatch(r"\d{1,4}([.,]\d{1,2})?", word, re.ASCII):
        return Decimal(word.replace(",", "."))
    if word.lower() in ("gratis", "free", "geen", "niets"):
        raise Fault("{value} is not an amount. Write 0 for free.", value=word)
    raise Fault(
        "{value} is not an amount. Write euros only, for example 2,50, and explain it in price_note.", value=word
    )


def parse_ages(value: Any) -> Ages:
    """`18-27`, `65+` or `-12`."""
    word = text(value)
    found = re.fullmatch(r"(\d{1,3})?\s*([-–+])\s*(\d{1,3})?", word, re.ASCII)
    if found and (found[2] == "+") == (found[3] is None) and (found[1] or found[2] != "+"):
        ages = Ages(int(found[1]) if found[1] else None, int(found[3]) if found[3] else None)
        if ages.lowest is None or ages.highest is None or ages.lowest <= ages.highest:
            return ages
    raise Fault("{value} is not an age. Write for example 18-27, 65+ or -12.", value=word)


def parse_yes(value: Any) -> bool:
    """`yes` or `no`."""
    return one_of(text(value).lower(), ("yes", "no", "true", "false", "ja", "nee")) in ("yes", "true", "ja")


def parse_cancelled(value: Any) -> str | None:
    """`yes` (no reason: an empty text), a reason, or `no` (None: it takes place)."""
    word = " ".join(text(value).split())
    fitting(word, 200)
    if word.lower() in ("no", "nee", "false"):
        return None
    return "" if word.lower() in ("yes", "ja", "true") else word


def parse_phone(value: Any) -> str:
    """A telephone number, kept as it is written."""
    word = text(value)
    if not re.fullmatch(r"\+?[\d ()-]{3,24}", word, re.ASCII) or not re.search(r"\d{2}", word, re.ASCII):
        raise Fault("{value} is not a telephone number. Write for example 023-123 45 67.", value=word)
    return word


def parse_email(value: Any) -> str:
    """An e-mail address."""
    word = text(value)
    if not re.fullmatch(r"[\w.+-]{1,64}@[A-Za-z0-9-]{1,63}(\.[A-Za-z0-9-]{1,63}){1,4}", word, re.ASCII):
        raise Fault("{value} is not an e-mail address. Write for example naam@example.org.", value=word)
    return word


def parse_website(value: Any) -> str:
    """An address that begins with https:// or http://."""
    word = text(value)
    if re.fullmatch(r"https?://[A-Za-z0-9.-]+\.[A-Za-z0-9-]+(:\d{1,5})?([/?#][^\s<>\"'\\`{}|^]*)?", word, re.ASCII):
        return word
    if re.fullmatch(r"[A-Za-z0-9.-]+\.[a-z]{2,}(/\S*)?", word, re.ASCII):
        raise Fault("{value} is not a whole address. Write https://{value}.", value=word)
    raise Fault("{value} is not an address. Write for example https://www.example.org.", value=word)


def parse_online(value: Any) -> str:
    """`yes`, or the address where people meet online."""
    word = text(value)
    return "yes" if word.lower() in ("yes", "ja", "true") else parse_website(word)


def parse_postcode(value: Any) -> str:
    """A Dutch postcode, returned with its space."""
    if not (found := re.fullmatch(r"([1-9]\d{3}) ?([A-Za-z]{2})", text(value), re.ASCII)):
        raise Fault("{value} is not a postcode. Write for example 2011 AB.", value=value)
    return f"{found[1]} {found[2].upper()}"


def parse_slug(value: Any) -> str:
    """A file's name without its ending: small letters, digits and hyphens, and no device name of Windows."""
    word = text(value)
    if not re.fullmatch(r"[a-z0-9-]{1,80}", word, re.ASCII):
        raise Fault("{value} is not a possible name. Use small letters, digits and hyphens, 80 at most.", value=word)
    if re.fullmatch(r"con|prn|aux|nul|(com|lpt)\d", word, re.ASCII):
        raise Fault("{value} is a name that Windows keeps for itself. Make it longer: {value}-1.", value=word)
    return word


def parse_old_path(value: Any) -> str:
    """`old-slug` or `organization/old-slug`."""
    organization, slash, slug = text(value).rpartition("/")
    return (
        (parse_slug(organization) if slash else "") + slash + parse_slug(slug.removesuffix(".md").removesuffix(".yaml"))
    )


def parse_entry(value: Any) -> str:
    """`organization/slug`: an activity, as its file is called without its ending."""
    organization, slash, slug = text(value).rpartition("/")
    if not slash:
        raise Fault("{value} is no activity. Write organization/name, as its file is called.", value=value)
    return f"{parse_slug(organization)}/{parse_slug(slug.removesuffix('.md').removesuffix('.yaml'))}"


def parse_handle(value: Any) -> str:
    """A team or an account on a forge: `@walkers`, `@town/walkers`. An e-mail address is none: files are public."""
    word = text(value)
    if not re.fullmatch(r"@[A-Za-z0-9][A-Za-z0-9_-]*([./][A-Za-z0-9_-]+)*", word, re.ASCII) or len(word) > 120:
        raise Fault("{value} is not a team of a forge. Write it with its @, for example @town/walkers.", value=word)
    return word


def parse_number(lowest: int, highest: int) -> Callable[[Any], int]:
    """A parser of whole numbers from `lowest` to `highest`."""

    def parse(value: Any) -> int:
        word = text(value)
        if not re.fullmatch(r"\d{1,6}", word, re.ASCII) or not lowest <= int(word) <= highest:
            raise Fault(
                "{value} does not fit. Write a whole number from {lowest} to {highest}.",
                value=word, lowest=lowest, highest=highest,
            )  # fmt: skip
        return int(word)

    return parse


def known_id(word: str, known: Mapping | None) -> str:
    """`word` if it is an id in `known`; else a fault that suggests the id that was meant."""
    if known is None or word in known:
        return word
    named = {name.lower(): id for id, thing in known.items() for name in (thing.name, *getattr(thing, "aliases", ()))}
    near = named.get(word.lower()) or nearest(word, known) or named.get(nearest(word, named), "")
    if near:
        raise Fault("{value} does not stand in the list. Did you mean {near}?", value=word, near=near)
    if len(known) <= 12:
        raise Fault("{value} does not stand in the list. Choose one of: {known}.", value=word, known=", ".join(known))
    raise Fault("{value} does not stand in the list. Look it up in the list of fields on the site.", value=word)


def fitting(word: str, most: int) -> str:
    """The text itself; one of more than `most` characters is a fault."""
    if len(word) > most:
        raise Fault("this text has {length} characters; at most {most} fit. Shorten it.", length=len(word), most=most)
    return word
