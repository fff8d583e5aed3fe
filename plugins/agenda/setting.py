"""What may stand in a setting: each value is looked at, and what cannot be says what to write instead."""

import re
import traceback
from collections.abc import Collection, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from .languages import SettingsError


def known(settings: Mapping[str, Any], names: Collection[str]) -> None:
    """No setting of an agenda is misspelled: it would do nothing, and nobody would know. Other plugins have others."""
    for name in settings:
        if name.startswith("AGENDA_") and name not in names and (near := get_close_matches(name, names, 1, 0.9)):
            raise SettingsError(f"{name} is no setting. Did you mean {near[0]}?")


def kinds(values: Mapping[str, Any], defaults: Mapping[str, Any]) -> None:
    """Each value is of the kind of its default (a text without one); what has a form of its own has its own check."""
    for name, value in values.items():
        default = defaults.get(name, "")
        if isinstance(default, str) and not isinstance(value, str):
            raise SettingsError(f"{name}: {value!r} is not a text. Put it in quotes.")
        if isinstance(default, bool) and not isinstance(value, bool):
            raise SettingsError(f"{name}: {value!r} is neither True nor False.")
        if name in ("AGENDA_URLS", "AGENDA_MAIL") and not isinstance(value, Mapping):
            raise SettingsError(f'{name}: {value!r} is not a mapping. Write for example {{"name": "value"}}.')


def identity(value: str) -> str:
    """AGENDA_ID, which stands in the identities of all events."""
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9.-]*", value):
        raise SettingsError(f"AGENDA_ID: {value!r} cannot stand in an identity. Use letters, digits and -.")
    return value


def links(name: str, items: Any) -> tuple[tuple[str, str], ...]:
    """Pairs of a text and an address."""
    listed = list(items) if isinstance(items, tuple | list) else [None]
    if not all(isinstance(one, tuple | list) and [type(part) for part in one] == [str, str] for one in listed):
        raise SettingsError(f"{name}: every item is a text and an address, for example ('Help', 'help/').")
    return tuple((text, to) for text, to in listed)


def license(value: Any) -> str:
    """An SPDX identifier."""
    if not isinstance(value, str) or not re.fullmatch(r"[A-Za-z0-9.+-]+", value):
        raise SettingsError(f"AGENDA_DATA_LICENSE: {value!r} is not an SPDX identifier. Write for example 'CC0-1.0'.")
    return value


def months(value: Any) -> tuple[int, int, int]:
    """Three whole numbers, each more than the one before it."""
    if not isinstance(value, tuple | list) or len(value) != 3:
        raise SettingsError(f"AGENDA_FRESHNESS: {value!r} is not three numbers of months. Write for example (3, 4, 6).")
    asked, marked, out = (whole("AGENDA_FRESHNESS", one, 1, 600) for one in value)
    if not asked < marked < out:
        raise SettingsError(f"AGENDA_FRESHNESS: {value!r} does not rise. Write for example (3, 4, 6).")
    return asked, marked, out


def one_of(name: str, value: Any, known: tuple[str, str]) -> str:
    """One of two words."""
    if value not in known:
        raise SettingsError(f"{name} is neither {known[0]!r} nor {known[1]!r}.")
    return value


def whole(name: str, value: Any, lowest: int, highest: int) -> int:
    """A whole number from `lowest` to `highest`."""
    if not isinstance(value, int) or isinstance(value, bool) or not lowest <= value <= highest:
        raise SettingsError(f"{name}: {value!r} is not a whole number from {lowest} to {highest}.")
    return value


def unread(error: Exception, file: Path) -> str:
    """`pelicanconf.py:12: what is wrong` of an error while the file was run, or while Pelican read its values."""
    if isinstance(error, SyntaxError):
        return f"{Path(error.filename or file).name}:{error.lineno or 1}: {error.msg}. Write this line again."
    frames = traceback.extract_tb(error.__traceback__)
    lines = [frame.lineno for frame in frames if Path(frame.filename) == file.absolute()]
    return f"{file.name}{f':{lines[-1]}' if lines else ''}: {error}."
