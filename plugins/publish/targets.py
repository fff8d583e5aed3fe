"""The targets that a town names in `AGENDA_PUBLISH`, each with its kind and what that needs."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from agenda.town import SettingsError, Town

from .bucket import Bucket
from .folder import Folder
from .pages import Pages
from .releases import Releases
from .target import Target

ALWAYS: Mapping[str, Mapping[str, str]] = {"pages": {"kind": "pages", "path": "public"}}  # in every town


@dataclass(frozen=True)
class Kind:
    """What a kind of target needs, what it may have with its default, and how it is made of that."""

    needs: tuple[str, ...]
    may: Mapping[str, str]
    make: Callable[[Mapping[str, str], Town, Path, datetime], Target]


def _pages(values: Mapping[str, str], town: Town, work: Path, now: datetime) -> Target:
    if not town.url:
        raise SettingsError("SITEURL: pages need the address of the published site.")
    return Pages(town.folders.base / values["path"], town.url, now.strftime("%Y%m%dT%H%M%S"))


KINDS: Mapping[str, Kind] = {
    "folder": Kind(("path",), {}, lambda values, town, work, now: Folder(town.folders.base / values["path"])),
    "rsync": Kind(("to",), {}, lambda values, town, work, now: Releases(values["to"], work, now)),
    "pages": Kind((), {"path": "public"}, _pages),
    "s3": Kind(
        ("bucket",),
        {"prefix": "", "endpoint": "", "region": ""},
        lambda values, town, work, now: Bucket(**{name: value for name, value in values.items() if name != "kind"}),
    ),
}


def of(town: Town, name: str, work: Path, now: datetime) -> Target:
    """The target of this name; without a name the only one that the town has. Raises SettingsError."""
    known = _known(town.outlet.targets)
    if not name:
        own = [*town.outlet.targets] or [*ALWAYS]
        if len(own) > 1:
            raise SettingsError(f"AGENDA_PUBLISH: say which target is meant: TARGET={own[0]}, or {', '.join(own[1:])}.")
        name = own[0]
    if name not in known:
        raise SettingsError(f"AGENDA_PUBLISH: there is no target {name!r}. Known are {', '.join(sorted(known))}.")
    values = known[name]
    kind = KINDS[values["kind"]]
    if missing := [one for one in kind.needs if not values.get(one)]:  # that of another target may come from elsewhere
        raise SettingsError(f"AGENDA_PUBLISH: {name}: {missing[0]!r} is missing. {EXAMPLE}")
    return kind.make({**kind.may, **values}, town, work, now)


def _known(given: Any) -> Mapping[str, Mapping[str, str]]:
    """Every target, each of a kind that is known."""
    if not isinstance(given, Mapping):
        raise SettingsError(f"AGENDA_PUBLISH: {EXAMPLE}")
    for name, values in given.items():
        at = f"AGENDA_PUBLISH: {name}:"
        if not isinstance(values, Mapping) or values.get("kind") not in KINDS:
            raise SettingsError(f"{at} its kind is none of {', '.join(KINDS)}. {EXAMPLE}")
        kind = KINDS[values["kind"]]
        wanted = {"kind", *kind.needs, *kind.may}
        if unknown := [one for one in values if one not in wanted]:
            raise SettingsError(f"{at} {unknown[0]!r} is not known; known are {', '.join(sorted(wanted))}.")
        if wrong := [one for one, value in values.items() if not isinstance(value, str)]:
            raise SettingsError(f"{at} {wrong[0]} is {values[wrong[0]]!r}, which is no text.")
    return {**ALWAYS, **given}


EXAMPLE = 'Write for example {"server": {"kind": "rsync", "to": "agenda@agenda.example.org:/srv/agenda/"}}.'
