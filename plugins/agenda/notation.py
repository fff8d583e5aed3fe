"""How values are written in an entry: text -> value, or a fault that says what to write instead.

Dates are days, times are wall-clock times of the town. Nothing here looks at the clock or at a file. It is long because
each notation has beside its parser what people write instead of it.
"""

import calendar
import difflib
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from .problem import Fault

YEARS = range(1900, 2101)  # bounds every expansion
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = tuple(name.lower() for name in calendar.month_name[1:])
ORDINALS = {"1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "5th": 5, "last": -1}

_MEANT = dict(  # what a partner may write by mistake -> the word of the contract
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
class TimeSpan:
    """A wall-clock time and its end (None: not known). `days` later it ends: 22:00-02:00 is 1, 10:00-12:00 is 0."""

    start: time
    end: time | None = None
    days: int = 0


@dataclass(frozen=True)
class DateRange:
    """Days from `first` to `last`, both in."""

    first: date
    last: date


@dataclass(frozen=True)
class Moment:
    """A loose date. Without a time it takes that of its schedule; `date` is None only in `to`."""

    date: date | None
    time: TimeSpan | None = None


@dataclass(frozen=True)
class DayName:
    """`tuesday` (n 0), `2nd tuesday`, `last friday` (n -1); without a weekday a day of the month: `15`, `last day`."""

    n: int
    weekday: int | None = None


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
    meant = _MEANT.get(word.lower())
    if near := meant if meant in known else nearest(word, known):
        raise Fault("{value} is not known here. Did you mean {near}?", value=word, near=near)
    raise Fault("{value} is not known here. Choose one of: {known}.", value=word, known=", ".join(known))


def parse_date(value: Any) -> date:
    """`2026-11-20`; other spellings and days that do not exist are told what to write."""
    word = text(value)
    if found := re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", word, re.ASCII):
        return _date(word, *map(int, found.groups()))
    if guess := _guess(word):
        raise Fault("{value} is not written as a date. Write {guess}.", value=word, guess=guess)
    raise Fault("{value} is not a date. Write year-month-day, for example 2026-11-20.", value=word)


def _date(word: str, year: int, month: int, day: int) -> date:
    if year not in YEARS:
        raise Fault("{value}: the year is not between 1900 and 2100. Write for example 2026-11-20.", value=word)
    if not 1 <= month <= 12:
        raise Fault("{value}: months go from 01 to 12. Write year-month-day, for example 2026-11-20.", value=word)
    last = calendar.monthrange(year, month)[1]
    if not 1 <= day <= last:
        raise Fault(
            "{value} does not exist: that month has {last} days. Write the date as year-month-day.",
            value=word, last=last,
        )  # fmt: skip
    return date(year, month, day)


def _guess(word: str) -> str:
    """The date that 3-4-2026, 2026-4-3 or 3 april 2026 was meant to be; empty if it cannot be told."""
    if found := re.fullmatch(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})", word, re.ASCII):
        day, month, year = map(int, found.groups())
    elif found := re.fullmatch(r"(\d{4})[-/. ](\d{1,2})[-/. ](\d{1,2})", word, re.ASCII):
        year, month, day = map(int, found.groups())
    elif found := re.fullmatch(r"(?:\w+ )?(\d{1,2}) ([a-z]{3,9}) (\d{4})", word.lower(), re.ASCII):
        name = _MEANT.get(found[2], found[2])
        if name not in MONTHS:
            return ""
        day, month, year = int(found[1]), MONTHS.index(name) + 1, int(found[3])
    else:
        return ""
    try:
        return _date(word, year, month, day).isoformat()
    except Fault:
        return ""


def parse_time(value: Any) -> TimeSpan:
    """`10:00-12:00` or `10:00`; an end before the start, and 24:00, is on the next day."""
    word = text(value)
    found = re.fullmatch(r"(\d{1,2}):(\d{2})(?:\s*[-–]\s*(\d{1,2}):(\d{2}))?", word, re.ASCII)
    if not found:
        times = re.findall(r"(?<!\d)([01]?\d|2[0-3])(?:[.:h]([0-5]\d))?(?!\d)", word, re.ASCII)
        guess = "-".join(f"{int(hour):02}:{minute or '00'}" for hour, minute in times[:2])
        raise Fault(
            "{value} is not a time. Write hours and minutes with a colon, for example {guess}.",
            value=word, guess=guess or "10:00-12:00",
        )  # fmt: skip
    start = _clock(word, found[1], found[2])
    if found[3] is None:
        return TimeSpan(start)
    if (int(found[3]), found[4]) == (24, "00"):
        return TimeSpan(start, time(0), 1)
    end = _clock(word, found[3], found[4])
    return TimeSpan(start, end, int(end < start))


def _clock(word: str, hour: str, minute: str) -> time:
    if int(hour) > 23 or int(minute) > 59:
        raise Fault(
            "{value}: hours go from 00 to 23 and minutes from 00 to 59. Write for example 10:00-12:00.", value=word
        )
    return time(int(hour), int(minute))


def parse_range(value: Any) -> DateRange:
    """`2026-12-22`, or `2026-12-21/2027-01-03` with both ends in."""
    first, slash, last = text(value).partition("/")
    days = DateRange(parse_date(first.strip()), parse_date(last.strip() if slash else first.strip()))
    if days.last < days.first:
        raise Fault("{value} ends before it begins. Write the first day first.", value=value)
    return days


def parse_moment(value: Any) -> Moment:
    """`2026-10-01 14:00-16:00`, or `2026-10-01` at the schedule's own time."""
    word = text(value)
    day = re.match(r"\d{1,2} [^\W\d]{3,9} \d{4}(?!\S)|\S*", word)[0]
    clock = word[len(day) :].strip()
    if not clock or (" " not in day and day.count("-") < 2):
        return Moment(parse_date(word))
    return Moment(parse_date(day), parse_time(clock))


def parse_new_moment(value: Any) -> Moment:
    """`to` of a change: a date, a time, or both; what is left out stays as planned."""
    word = text(value)
    return Moment(None, parse_time(word)) if re.match(r"\d{1,2}[:.]\d{2}(?![\d.])", word) else parse_moment(word)


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


def parse_day(value: Any) -> DayName:
    """`tuesday`, `2nd tuesday`, `last friday`, `15` or `last day`."""
    word = " ".join(text(value).lower().split())
    if re.fullmatch(r"\d{1,2}", word, re.ASCII):
        if not 1 <= int(word) <= 31:
            raise Fault("{value} is not a day of a month. Write a number from 1 to 31.", value=word)
        return DayName(int(word))
    if word == "last day":
        return DayName(-1)
    first, _, second = word.partition(" ")
    if not second:
        return DayName(0, WEEKDAYS.index(one_of(first, WEEKDAYS)))
    try:
        return DayName(ORDINALS[one_of(first, ORDINALS)], WEEKDAYS.index(one_of(second, WEEKDAYS)))
    except Fault:
        near = " ".join(_MEANT.get(part, nearest(part, (*ORDINALS, *WEEKDAYS))) for part in (first, second))
        if near.split()[:1] == [near] or len(near.split()) < 2:
            near = "2nd tuesday"
        raise Fault("{value} is not a day. Write for example {near}.", value=word, near=near) from None


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


def parse_months(value: Any) -> tuple[int, ...]:
    """`november`, a list, or a range that may pass new year: `october-march`; as numbers from 1."""
    months: list[int] = []
    for word in value if isinstance(value, list) else [value]:
        first, dash, last = (part.strip() for part in text(word).lower().partition("-"))
        number = MONTHS.index(one_of(first, MONTHS))
        stop = MONTHS.index(one_of(last, MONTHS)) if dash else number
        months += [(number + step) % 12 + 1 for step in range((stop - number) % 12 + 1)]
    return tuple(dict.fromkeys(months))


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
    named = {name.lower(): id for id, thing in known.items() for name in (thing.name, *thing.aliases)}
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


def combine(day: date, clock: time, days: int = 0) -> datetime:
    """The wall-clock moment `days` after `day`."""
    return datetime.combine(day + timedelta(days), clock)
