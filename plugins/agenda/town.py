"""A town's settings: what Pelican's settings say, with defaults; and today, which is read here and nowhere else."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from babel import UnknownLocaleError

from . import languages, localized
from .language import Language
from .languages import SettingsError
from .register_source import Folders

DEFAULTS: dict[str, Any] = {
    "AGENDA_ID": "agenda",  # names the town in the feeds' identities: never change it once published
    "AGENDA_PATH": "activities",
    "AGENDA_TODAY": None,  # a day as 2026-11-22; None is the clock's
    "AGENDA_HORIZON_DAYS": 42,  # how far ahead lists go
    "AGENDA_EXAMPLES": True,
    "AGENDA_ON_PROBLEM": "stop",  # or "last-good"
    "AGENDA_PER_PAGE": 30,  # occurrences on a page of a list, about
    "AGENDA_PHONE": "",  # "liever bellen": a number, and when somebody answers
    "AGENDA_PHONE_HOURS": "",
    "AGENDA_EMAIL": "",  # where readers and partners write to
    "AGENDA_TAGLINE": "",
    "AGENDA_MENU": (),  # (text, address) of the editors' pages in the menu; the last one stands out
    "AGENDA_FOOTER": (),  # the same, at the foot of every page
    "AGENDA_URLS": {},  # other words in addresses than `WORDS`
    "AGENDA_REPOSITORY": "",  # where files are handed in, as an address
    "AGENDA_DATA_LICENSE": "CC0-1.0",  # of the open data: an SPDX identifier
    "AGENDA_LANGUAGES": {},  # further languages: for each who read its texts as a native, and when
    "AGENDA_TEXTS": {},  # for each of those the town's own texts (menu, tagline, …), by the text itself
}

WORDS = {
    "activity": "activity", "area": "area", "audience": "audience", "topic": "topic", "place": "place",
    "organization": "organization", "campaign": "campaign", "today": "today", "week": "this-week",
    "weekend": "weekend", "undated": "without-a-fixed-time", "page": "page", "fields": "fields", "choose": "choose",
    "newsletter": "week", "subscribe": "subscribe",
}  # fmt: skip


@dataclass(frozen=True)
class Town:
    """What the agenda needs to know of its town. `url` is without a slash at its end."""

    id: str
    name: str
    url: str
    tagline: str
    zone: ZoneInfo
    language: Language
    folders: Folders
    today: date
    horizon_days: int
    examples: bool
    on_problem: str
    per_page: int
    phone: str
    phone_hours: str
    email: str
    menu: tuple[tuple[str, str], ...]
    footer: tuple[tuple[str, str], ...]
    words: Mapping[str, str]
    repository: str
    data_license: str
    languages: tuple[Language, ...]  # all that the site has pages in; the first one is at the root
    unsigned: tuple[str, ...]  # languages that are off until a native reader has signed them
    texts: Mapping[str, Mapping[str, str]]

    @property
    def prefix(self) -> str:
        """What the paths of its language's pages begin with: `en/`; nothing for the first language."""
        return "" if self.language == self.languages[0] else f"{self.language.code}/"

    def in_language(self, language: Language) -> "Town":
        """The same town for readers of another of its languages."""
        first = self.languages[0]
        if language == first:
            return self
        words = partial(localized.text, translations=self.texts.get(language.code, {}), original=first)
        return replace(
            self,
            language=language,
            tagline=words(self.tagline),
            phone_hours=words(self.phone_hours),
            menu=tuple((words(text), to) for text, to in self.menu),
            footer=tuple((words(text), to) for text, to in self.footer),
        )


def of(settings: Mapping[str, Any], environment: Mapping[str, str] = os.environ) -> Town:
    """The town that these Pelican settings describe. Raises SettingsError for values that cannot be."""
    values = {**DEFAULTS, **{name: value for name, value in settings.items() if name in DEFAULTS}}
    base = Path(settings["PATH"]).absolute().parent
    try:
        zone = ZoneInfo(settings["TIMEZONE"])
    except (KeyError, ValueError, OSError):
        raise SettingsError(f"TIMEZONE: {settings.get('TIMEZONE')!r} is not a time zone.") from None
    if values["AGENDA_ON_PROBLEM"] not in ("stop", "last-good"):
        raise SettingsError("AGENDA_ON_PROBLEM is neither 'stop' nor 'last-good'.")
    url = settings.get("SITEURL", "").rstrip("/")
    if url and not url.startswith(("https://", "http://")):
        raise SettingsError(f"SITEURL: {url!r} is not an address. Write for example 'https://agenda.example.org'.")
    translations = Path(settings["THEME"]) / "translations"
    language = _language(settings.get("DEFAULT_LANG", "en"), translations)
    further, unsigned = languages.chosen(values["AGENDA_LANGUAGES"], language, translations)
    return Town(
        id=values["AGENDA_ID"],
        name=settings["SITENAME"],
        url=url,
        tagline=values["AGENDA_TAGLINE"],
        zone=zone,
        language=language,
        folders=Folders(Path(settings["PATH"]).absolute(), _folder("AGENDA_PATH", base / values["AGENDA_PATH"]), base),
        today=_today(environment.get("AGENDA_TODAY") or values["AGENDA_TODAY"], zone),
        horizon_days=_whole("AGENDA_HORIZON_DAYS", values["AGENDA_HORIZON_DAYS"], 1, 400),
        examples=bool(values["AGENDA_EXAMPLES"]),
        on_problem=values["AGENDA_ON_PROBLEM"],
        per_page=_whole("AGENDA_PER_PAGE", values["AGENDA_PER_PAGE"], 1, 1000),
        phone=values["AGENDA_PHONE"],
        phone_hours=values["AGENDA_PHONE_HOURS"],
        email=values["AGENDA_EMAIL"],
        menu=_links("AGENDA_MENU", values["AGENDA_MENU"]),
        footer=_links("AGENDA_FOOTER", values["AGENDA_FOOTER"]),
        words={**WORDS, **_words(values["AGENDA_URLS"])},
        repository=values["AGENDA_REPOSITORY"],
        data_license=_license(values["AGENDA_DATA_LICENSE"]),
        languages=(language, *further),
        unsigned=unsigned,
        texts=languages.texts(values["AGENDA_TEXTS"], values["AGENDA_LANGUAGES"]),
    )


def read(file: Path) -> Town:
    """The town of a settings file, for commands; what is wrong with it ends the command with a message."""
    from pelican.settings import read_settings  # half a second that a module of values need not cost

    if not file.is_file():
        raise SystemExit(f"{file} is not there: name the town's settings with --settings.")
    try:
        return of(read_settings(str(file)))
    except SettingsError as error:
        raise SystemExit(f"{file.name}: {error}") from None


def _today(value: Any, zone: ZoneInfo) -> date:
    """The day it is: as set, else the clock's in the town."""
    if not value:
        return datetime.now(zone).date()
    try:
        return value if isinstance(value, date) else date.fromisoformat(value)
    except (TypeError, ValueError):
        raise SettingsError(f"AGENDA_TODAY: {value!r} is not a day. Write for example 2026-11-22.") from None


def _language(code: Any, translations: Path) -> Language:
    try:
        return Language(code, translations)
    except (UnknownLocaleError, ValueError, TypeError):
        raise SettingsError(f"DEFAULT_LANG: {code!r} is not a language. Write for example 'nl' or 'en'.") from None


def _folder(name: str, path: Path) -> Path:
    if not path.is_dir():
        raise SettingsError(f"{name}: {path} is not a folder.")
    return path.absolute()


def _words(words: Mapping[str, str]) -> Mapping[str, str]:
    """Words that may stand in an address, each a part of its own."""
    if unknown := set(words) - set(WORDS):
        raise SettingsError(f"AGENDA_URLS: unknown words {sorted(unknown)}; known are {sorted(WORDS)}.")
    for name, word in words.items():
        if not re.fullmatch(r"[\w-]+", word):
            raise SettingsError(f"AGENDA_URLS: {name} cannot be {word!r}. Use letters, digits and -.")
    return words


def _links(name: str, items: Any) -> tuple[tuple[str, str], ...]:
    links = tuple(tuple(item) for item in items)
    if any(len(item) != 2 or not all(isinstance(one, str) for one in item) for item in links):
        raise SettingsError(f"{name}: every item is a text and an address, for example ('Help', 'help/').")
    return links


def _license(value: Any) -> str:
    if not isinstance(value, str) or not re.fullmatch(r"[A-Za-z0-9.+-]+", value):
        raise SettingsError(f"AGENDA_DATA_LICENSE: {value!r} is not an SPDX identifier. Write for example 'CC0-1.0'.")
    return value


def _whole(name: str, value: Any, lowest: int, highest: int) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not lowest <= value <= highest:
        raise SettingsError(f"{name}: {value!r} is not a whole number from {lowest} to {highest}.")
    return value
