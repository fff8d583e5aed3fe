"""The site's languages: messages through gettext, dates and lists through babel.

English is the language of the code and needs no catalogue. The others are `.po` files in the theme, read as they
are: nothing has to be compiled. No process-wide locale is touched.
"""

import functools
import io
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from gettext import GNUTranslations, NullTranslations, c2py
from pathlib import Path

from babel import Locale, dates, lists, numbers
from babel.messages.catalog import Catalog
from babel.messages.pofile import PoFileError, read_po

from .original import filled, listed

Clock = datetime | time


def told(text: str) -> str:
    """Marks an English text as a message to translate, where it is not yet said."""
    return text


class BrokenCatalogue(Exception):
    """A catalogue that cannot be read: half of one would be half a site in English."""


@functools.cache
def _catalogue(path: str, data: bytes) -> NullTranslations:
    """The catalogue that stands in a file now: a process that waits may have read another one there before."""
    try:
        catalogue = read_po(io.BytesIO(data), abort_invalid=True)
    except PoFileError as error:
        line = error.line.strip()
        raise BrokenCatalogue(
            f"{path}:{error.lineno + 1}: {line!r} is no line of a catalogue. Write it again."
        ) from None
    except UnicodeDecodeError:
        raise BrokenCatalogue(f"{path}: this is not written in UTF-8. Save it again with the encoding UTF-8.") from None
    for message in [one for one in catalogue if isinstance(one.string, tuple) and not all(one.string)]:
        catalogue.delete(message.id)  # of one and many all are there, or it is not translated
    return _Translations(catalogue)


class _Translations(GNUTranslations):
    """The messages of a catalogue; what is fuzzy, or not translated, stays as it is."""

    def _parse(self, catalogue: Catalog) -> None:  # the place that gettext has for other formats than its own
        self._catalog = {}
        self.plural = c2py(catalogue.plural_expr)
        for one in catalogue:
            if not one.id or not one.string or one.fuzzy:
                continue
            if isinstance(one.string, tuple):
                self._catalog.update({(one.id[0], number): text for number, text in enumerate(one.string)})
            else:
                self._catalog[one.id] = one.string


def _otherwise(words: Mapping[str, str], translations: NullTranslations) -> NullTranslations:
    """These messages, and all others as they are."""
    catalogue = Catalog()
    for message, text in words.items():
        catalogue.add(message, text)
    own = _Translations(catalogue)
    own.add_fallback(translations)
    return own


class Language:
    """One language: its code (BCP 47), its messages, and how it writes days, times, lists and amounts.

    `words` are messages that a town says otherwise.
    """

    def __init__(self, code: str, translations: Path | None = None, words: Mapping[str, str] | None = None) -> None:
        self.code, self.locale = code, Locale.parse(code, sep="-")
        path = translations / code / "LC_MESSAGES" / "agenda.po" if translations else None
        self.translations = _catalogue(str(path), path.read_bytes()) if path and path.exists() else NullTranslations()
        if words:
            self.translations = _otherwise(words, self.translations)

    @property
    def direction(self) -> str:
        """`ltr` or `rtl`: which way its script is written."""
        return "rtl" if self.locale.character_order == "right-to-left" else "ltr"

    @property
    def own_name(self) -> str:
        """What its speakers call it: `Nederlands`, `English`."""
        name = self.locale.get_display_name()
        return name[:1].upper() + name[1:]

    def name_of(self, other: "Language") -> str:
        """What it calls another language: `Dutch`, `Engels`."""
        return other.locale.get_display_name(self.locale)

    def gettext(self, text: str) -> str:
        """The message in this language."""
        return self.translations.gettext(text) if text else ""

    def say(self, text: str, **values: object) -> str:
        """The message in this language with its {names} filled in; what is in another stays marked."""
        return filled(self.gettext(text), values)

    def count(self, one: str, many: str, number: int) -> str:
        """The message for this number, with {n} filled in."""
        return self.translations.ngettext(one, many, number).format(n=number)

    def day(self, day: date, today: date | None = None) -> str:
        """`dinsdag 24 november 2026`; without the year if it is that of `today`."""
        short = today is not None and day.year == today.year
        return self._date(day, told("EEEE d MMMM") if short else told("EEEE d MMMM y"))

    def date(self, day: date, year: bool = True) -> str:
        """`29 juni 2027`."""
        return self._date(day, told("d MMMM y") if year else told("d MMMM"))

    def short_day(self, day: date) -> str:
        """`di 24 nov`."""
        return self._date(day, told("EEE d MMM")).replace(".", "")

    def _date(self, day: date, pattern: str) -> str:
        # A catalogue may order the parts otherwise: the CLDR pattern is a message too.
        return dates.format_date(day, self.gettext(pattern), locale=self.locale)

    def weekday(self, number: int) -> str:
        """The name of a weekday; 0 is Monday."""
        return self.locale.days["format"]["wide"][number]

    def month(self, number: int) -> str:
        """The name of a month; 1 is January."""
        return self.locale.months["format"]["wide"][number]

    def month_of(self, day: date, today: date) -> str:
        """`juli`; of another year than `today` `november 2025`."""
        return self._date(day, told("MMMM") if day.year == today.year else told("MMMM y"))

    def time(self, moment: Clock) -> str:
        """`9.30` or `9:30`, as the language writes it."""
        return self.say("{hour}:{minute}", hour=moment.hour, minute=f"{moment.minute:02}")

    def end_time(self, moment: Clock) -> str:
        """The same of an end: midnight is `24.00`."""
        hour = moment.hour if moment.hour or moment.minute else 24
        return self.say("{hour}:{minute}", hour=hour, minute=f"{moment.minute:02}")

    def money(self, amount: Decimal) -> str:
        """`€ 2,50`; whole euros without cents."""
        pattern = self.locale.currency_formats["standard"].pattern
        if amount == amount.to_integral_value():
            pattern = pattern.replace(".00", "")
        return numbers.format_currency(amount, "EUR", pattern, self.locale, currency_digits=False)

    def number(self, amount: Decimal) -> str:
        """`1.234` or `41,5`."""
        return numbers.format_decimal(amount, locale=self.locale)

    def all_of(self, words: Iterable[str]) -> str:
        """`maandag, dinsdag en vrijdag`."""
        return listed(words, self._all_of)

    def _all_of(self, words: list[str]) -> str:
        return lists.format_list(words, locale=self.locale, style="standard").replace(", and ", " and ")

    def one_of(self, words: Iterable[str]) -> str:
        """`maandag, dinsdag of vrijdag`."""
        return listed(words, self._one_of)

    def _one_of(self, words: list[str]) -> str:
        return lists.format_list(words, locale=self.locale, style="or").replace(", or ", " or ")

    def relative(self, day: date, today: date) -> str:
        """`vandaag`, `morgen` or `overmorgen`; empty for other days."""
        names = (told("today"), told("tomorrow"), told("the day after tomorrow"))
        ahead = (day - today).days
        return self.gettext(names[ahead]) if 0 <= ahead < len(names) else ""
