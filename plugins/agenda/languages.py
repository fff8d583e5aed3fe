"""Which languages a town's site is in: what the settings say of them, and who stands for their texts.

A catalogue that nobody has read whose language it is helps nobody: such a language stays off until somebody has
signed for it. Those that the project itself keeps complete need no signature.
"""

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from babel import UnknownLocaleError

from .language import BrokenCatalogue, Language

_NAMES = re.compile(r"{\w*}|%\(\w+\)s")
KEPT = ("en", "nl")  # the language of the code, and the first catalogue: tests hold that nothing is missing


class SettingsError(ValueError):
    """A setting that cannot be."""


def chosen(setting: Any, first: Language, translations: Path) -> tuple[tuple[Language, ...], tuple[str, ...]]:
    """Of AGENDA_LANGUAGES the languages that are on, and the codes of those that nobody has signed.

    Raises SettingsError for what cannot be.
    """
    if not isinstance(setting, Mapping):
        raise SettingsError(
            "AGENDA_LANGUAGES: every language has its signature. "
            'Write for example {"en": (), "ar": ("interpreter of the town", "2026-12-01")}.'
        )
    on, unsigned = [], []
    for code, signature in setting.items():
        language = _language(code, translations)
        if code == first.code:
            raise SettingsError(f"AGENDA_LANGUAGES: {code!r} is DEFAULT_LANG already. Leave it out here.")
        if code != "en" and not (translations / code / "LC_MESSAGES" / "agenda.po").is_file():
            raise SettingsError(
                f"AGENDA_LANGUAGES: there is no catalogue {code}/LC_MESSAGES/agenda.po in {translations}. "
                f"Make it with pybabel init -l {code}, or leave {code!r} out."
            )
        if _signed(code, signature) or code in KEPT:
            on.append(language)
        else:
            unsigned.append(code)
    return tuple(on), tuple(unsigned)


def texts(setting: Any, known: Mapping[str, Any]) -> Mapping[str, Mapping[str, str]]:
    """AGENDA_TEXTS, if it can be that."""
    example = 'Write for example {"en": {"Hulp": "Help"}}.'
    if not isinstance(setting, Mapping) or not all(isinstance(one, Mapping) for one in setting.values()):
        raise SettingsError(f"AGENDA_TEXTS: for each language the texts with their translations. {example}")
    for code, given in setting.items():
        if code not in known:
            raise SettingsError(f"AGENDA_TEXTS: {code!r} is not in AGENDA_LANGUAGES. Add it there, or leave it out.")
        if not all(isinstance(text, str) and text for pair in given.items() for text in pair):
            raise SettingsError(f"AGENDA_TEXTS: in {code!r} a text or its translation is empty or no text. {example}")
    return setting


def words(setting: Any) -> Mapping[str, str]:
    """AGENDA_WORDS, if it can be that: by the theme's English texts the town's own, with the same names in braces."""
    if not isinstance(setting, Mapping) or not all(isinstance(x, str) and x for pair in setting.items() for x in pair):
        raise SettingsError('AGENDA_WORDS: by each English text the town\'s own. Write for example {"Area": "Dorp"}.')
    for text, own in setting.items():
        if sorted(_NAMES.findall(text)) != sorted(_NAMES.findall(own)):
            raise SettingsError(f"AGENDA_WORDS: {own!r} has other names in braces than {text!r}. Write the same ones.")
    return setting


def _language(code: Any, translations: Path) -> Language:
    try:
        if not re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]+)*", code):
            raise ValueError(code)
        return Language(code, translations)
    except BrokenCatalogue as error:
        raise SettingsError(f"THEME: {error}") from None
    except (UnknownLocaleError, ValueError, TypeError):
        raise SettingsError(f"AGENDA_LANGUAGES: {code!r} is not a language. Write for example 'en' or 'ar'.") from None


def _signed(code: str, signature: Any) -> bool:
    """Has a native reader signed? Raises SettingsError for what is neither empty nor a signature."""
    if signature in ((), [], None, ""):
        return False
    try:
        who, day = signature
        date.fromisoformat(day)
        if not who.strip():
            raise ValueError(who)
    except (TypeError, ValueError, AttributeError):
        raise SettingsError(
            f"AGENDA_LANGUAGES: {signature!r} is not who signed {code!r} and when. "
            'Write a role or an organization and a day: ("interpreter of the town", "2026-12-01"), or () for nobody.'
        ) from None
    return True
