"""A town's settings: what Pelican's settings say, with defaults."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from babel import UnknownLocaleError

from . import colours, day, entrance, extent, languages, localized, outlet, setting
from .colours import Colours
from .entrance import Entrance
from .folders import Folders
from .language import BrokenCatalogue, Language
from .languages import SettingsError
from .outlet import Outlet

DEFAULTS: dict[str, Any] = {
    "AGENDA_ID": "agenda",  # names the town in the feeds' identities: never change it once published
    "AGENDA_PATH": "activities",
    "AGENDA_TODAY": None,  # a day as 2026-11-22; None is the clock's
    "AGENDA_HORIZON_DAYS": 42,  # how far ahead lists go
    "AGENDA_EXAMPLES": True,
    "AGENDA_ON_PROBLEM": "stop",  # or "last-good"
    "AGENDA_PER_PAGE": 24,  # occurrences on a page of a list
    "AGENDA_LISTS": "dates",  # every date to the horizon; "next": each activity once, at its next date
    "AGENDA_PARTS": None,  # which of `extent.PARTS` the site has; None is all
    "AGENDA_LARGEST_FEED": 900_000,  # bytes of a calendar; above 1 MB Google is reported to show it in part
    **dict.fromkeys(("AGENDA_PHONE", "AGENDA_PHONE_HOURS"), ""),  # "liever bellen": a number, and when one answers
    "AGENDA_EMAIL": "",  # where readers and partners write to
    "AGENDA_TAGLINE": "",
    "AGENDA_MENU": (),  # (text, address) of the editors' pages in the menu; the last one stands out
    "AGENDA_FOOTER": (),  # the same, at the foot of every page
    "AGENDA_URLS": {},  # other words in addresses than `WORDS`
    "AGENDA_STYLE": "",  # a stylesheet of the town's own, beside PATH: its tokens beat the theme's
    **entrance.DEFAULTS,
    "AGENDA_FRESHNESS": (3, 4, 6),  # months after `checked`: asked for, marked, out of lists and feeds
    "AGENDA_MAIL": {},  # how letters go out: sender, host, port, starttls, user; without a host into an outbox
    "AGENDA_REMINDERS": "private/reminders.json",  # which organizer had a letter when; never in git
    "AGENDA_REMIND_DAYS": 14,  # between two letters to an organizer
    "AGENDA_SOURCES": "private/sources.yaml",  # calendars and pages to import from; never in git
    "AGENDA_IMPORTS": "private/imports.json",  # how each of them did, and what was proposed
    "AGENDA_DATA_LICENSE": "CC0-1.0",  # of the open data: an SPDX identifier
    "AGENDA_LANGUAGES": {},  # further languages: for each who read its texts as a native, and when
    **outlet.DEFAULTS,
    "AGENDA_TEXTS": {},  # for each of those the town's own texts (menu, tagline, …), by the text itself
    "AGENDA_WORDS": {},  # texts of the theme that this town says otherwise, by the English text: {"Area": "Dorp"}
}

OTHERS = ("AGENDA_STATE",)  # settings that only the build reads

WORDS = {
    "activity": "activity", "area": "area", "audience": "audience", "topic": "topic", "place": "place",
    "organization": "organization", "campaign": "campaign", "today": "today", "week": "this-week",
    "weekend": "weekend", "undated": "without-a-fixed-time", "page": "page", "fields": "fields", "choose": "choose",
    "newsletter": "week", "subscribe": "subscribe", "review": "review", "offer": "offer-by-area",
    "coalition": "coalition", "help": "help", "press": "press", "embed": "embed",
    "slip": "slip", "poster": "poster", "list": "my-list", "form": "add-an-activity",
    "confirm": "confirm", "change": "change", "desk": "desk",
    # of the finder: names of choices in an address, and what can be chosen
    "search": "search", "nearby": "nearby", "when": "when", "tomorrow": "tomorrow", "from": "from", "until": "until",
    "part": "part", "morning": "morning", "afternoon": "afternoon", "evening": "evening", "day": "day",
    "price": "price", "free": "free", "pass": "pass", "low": "up-to-5", "access": "access", "language": "language",
    "registration": "sign-up", "none": "none",
}  # fmt: skip
# The names of choices in an address of the finder: each stands for one thing there.
PARAMETERS = (
    "search", "area", "nearby", "when", "from", "until", "part", "day", "audience", "topic", "price", "access",
    "language", "registration",
)  # fmt: skip

TOKENS = "static/css/tokens.css"  # of the theme


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
    lists: str
    parts: frozenset[str]
    largest_feed: int
    phone: str
    phone_hours: str
    email: str
    menu: tuple[tuple[str, str], ...]
    footer: tuple[tuple[str, str], ...]
    words: Mapping[str, str]
    entrance: Entrance
    data_license: str
    style: Path | None
    colours: Colours
    freshness: tuple[int, int, int]
    mail: Mapping[str, Any]
    reminders: Path
    remind_days: int
    sources: Path
    imports: Path
    theme: Path
    outlet: Outlet
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
            name=localized.name(self.name, first, language),
            tagline=words(self.tagline),
            phone_hours=words(self.phone_hours),
            menu=tuple((words(text), to) for text, to in self.menu),
            footer=tuple((words(text), to) for text, to in self.footer),
        )


def of(settings: Mapping[str, Any], environment: Mapping[str, str] = os.environ) -> Town:
    """The town that these Pelican settings describe. Raises SettingsError for values that cannot be."""
    values = {**DEFAULTS, **{name: value for name, value in settings.items() if name in DEFAULTS}}
    setting.known(settings, (*DEFAULTS, *OTHERS))
    setting.kinds({**values, "SITENAME": settings.get("SITENAME")}, DEFAULTS)
    base = Path(settings["PATH"]).absolute().parent
    try:
        zone = ZoneInfo(settings["TIMEZONE"])
    except (KeyError, ValueError, OSError, TypeError):
        raise SettingsError(f"TIMEZONE: {settings.get('TIMEZONE')!r} is not a time zone.") from None
    url = settings.get("SITEURL", "").rstrip("/")
    if url and not url.startswith(("https://", "http://")):
        raise SettingsError(f"SITEURL: {url!r} is not an address. Write for example 'https://agenda.example.org'.")
    style = _file("AGENDA_STYLE", base / values["AGENDA_STYLE"]) if values["AGENDA_STYLE"] else None
    translations = Path(settings["THEME"]) / "translations"
    language = _language(settings.get("DEFAULT_LANG", "en"), translations, languages.words(values["AGENDA_WORDS"]))
    words = _distinct({**WORDS, **_words(values["AGENDA_URLS"])})
    further, unsigned = languages.chosen(values["AGENDA_LANGUAGES"], language, translations)
    return Town(
        id=setting.identity(values["AGENDA_ID"]),
        name=settings["SITENAME"],
        url=url,
        tagline=values["AGENDA_TAGLINE"],
        zone=zone,
        language=language,
        folders=Folders(
            _folder("PATH", Path(settings["PATH"])), _folder("AGENDA_PATH", base / values["AGENDA_PATH"]), base
        ),
        today=_today(environment.get("AGENDA_TODAY") or values["AGENDA_TODAY"], zone),
        horizon_days=setting.whole("AGENDA_HORIZON_DAYS", values["AGENDA_HORIZON_DAYS"], 1, 400),
        examples=bool(values["AGENDA_EXAMPLES"]),
        on_problem=setting.one_of("AGENDA_ON_PROBLEM", values["AGENDA_ON_PROBLEM"], ("stop", "last-good")),
        per_page=setting.whole("AGENDA_PER_PAGE", values["AGENDA_PER_PAGE"], 1, 1000),
        lists=setting.one_of("AGENDA_LISTS", values["AGENDA_LISTS"], ("dates", "next")),
        parts=extent.parts(values["AGENDA_PARTS"]),
        largest_feed=setting.whole("AGENDA_LARGEST_FEED", values["AGENDA_LARGEST_FEED"], 10_000, 100_000_000),
        phone=values["AGENDA_PHONE"],
        phone_hours=values["AGENDA_PHONE_HOURS"],
        email=values["AGENDA_EMAIL"],
        menu=setting.links("AGENDA_MENU", values["AGENDA_MENU"]),
        footer=setting.links("AGENDA_FOOTER", values["AGENDA_FOOTER"]),
        words=words,
        entrance=entrance.of(values, f"{words['form']}/"),
        data_license=setting.license(values["AGENDA_DATA_LICENSE"]),
        style=style,
        colours=(look := _colours(Path(settings["THEME"]) / TOKENS, style)),
        freshness=setting.months(values["AGENDA_FRESHNESS"]),
        mail=values["AGENDA_MAIL"],
        reminders=base / values["AGENDA_REMINDERS"],
        remind_days=setting.whole("AGENDA_REMIND_DAYS", values["AGENDA_REMIND_DAYS"], 1, 365),
        sources=base / values["AGENDA_SOURCES"],
        imports=base / values["AGENDA_IMPORTS"],
        theme=Path(settings["THEME"]),
        outlet=outlet.of(values, Path(settings["THEME"]), style, look),
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
        settings = read_settings(str(file))
    except Exception as error:
        raise SystemExit(setting.unread(error, file)) from error
    try:
        return of(settings)
    except SettingsError as error:
        raise SystemExit(f"{file.name}: {error}") from None


def _today(value: Any, zone: ZoneInfo) -> date:
    try:
        return day.of(value, zone)
    except ValueError as error:
        raise SettingsError(str(error)) from None


def _language(code: Any, translations: Path, words: Mapping[str, str]) -> Language:
    try:
        return Language(code, translations, words)
    except BrokenCatalogue as error:
        raise SettingsError(f"THEME: {error}") from None
    except (UnknownLocaleError, ValueError, TypeError):
        raise SettingsError(f"DEFAULT_LANG: {code!r} is not a language. Write for example 'nl' or 'en'.") from None


def _folder(name: str, path: Path) -> Path:
    if path.is_symlink():
        raise SettingsError(f"{name}: {path} is a link. Put the folder itself there, or name the one it leads to.")
    if not path.is_dir():
        raise SettingsError(f"{name}: {path} is not a folder.")
    return path.absolute()


def _file(name: str, path: Path) -> Path:
    if not path.is_file() or path.suffix != ".css":
        raise SettingsError(f"{name}: {path} is not a stylesheet. Write the name of a .css file.")
    return path.absolute()


def _colours(tokens: Path, style: Path | None) -> Colours:
    """The theme's colours, and on top of them the town's own, which people must be able to read."""
    files = [tokens, style] if style else [tokens]
    try:
        found = colours.read(file.read_text(encoding="utf-8") for file in files)
        colours.check(found)
    except (OSError, ValueError) as error:
        raise SettingsError(f"{'AGENDA_STYLE' if style else 'THEME'}: {files[-1]}: {error}") from None
    return found


def _words(words: Mapping[str, str]) -> Mapping[str, str]:
    """Words that may stand in an address, each a part of its own."""
    if unknown := set(words) - set(WORDS):
        raise SettingsError(f"AGENDA_URLS: unknown words {sorted(unknown)}; known are {sorted(WORDS)}.")
    for name, word in words.items():
        if not isinstance(word, str) or not re.fullmatch(r"[\w-]+", word):
            raise SettingsError(f"AGENDA_URLS: {name} cannot be {word!r}. Use letters, digits and -.")
    return words


def _distinct(words: Mapping[str, str]) -> Mapping[str, str]:
    """The same words: no two choices of the finder share one."""
    named: dict[str, str] = {}
    for name in PARAMETERS:
        if (other := named.setdefault(words[name], name)) != name:
            raise SettingsError(f"AGENDA_URLS: {other} and {name} are both {words[name]!r}. Choose another.")
    return words
