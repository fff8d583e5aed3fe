"""The receiver's settings: a file that is never in git, made with a fresh secret when the receiver first starts."""

import ipaddress
import os
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from agenda import frontmatter
from agenda.town import SettingsError

PATH = "private/receiver.yaml"

# What stands in a new file: the names, what they mean, and what holds where nothing is written.
FRESH = """\
# The receiver: what it needs to know. Nobody else should read this file, and it never goes into git.

# Signs every link that goes out. Who has it can do all that an editor can: keep it secret.
# A new one makes all links that went out worthless.
secret: {secret}

# Where people reach the receiver: as https:// and the site's own name, behind a proxy.
# address: http://localhost:8010
# Where it listens, and on which addresses a proxy stands that says who asks (X-Forwarded-For).
# host: 127.0.0.1
# port: 8010
# proxies: []

# Folders and files, from the town's own folder: what was handed in, who may do what, and the built site.
# spool: private/spool
# register: private/register.yaml
# site: output

# After so many days nothing is left of who handed in what. What nobody confirmed goes after fewer.
# days: 30
# unconfirmed_days: 3
# How long links for organizers hold, in days. A higher number as key makes all of them worthless.
# link_days: 400
# key: 1

# How often one part of the network may hand something in within ten minutes, and how many letters one
# address gets within an hour.
# sends: 20
# letters: 3

# What is run when something new is in the repository, for example: make build
# after: ""

# Where accepted changes go; without it into the repository that the town's folder is in.
# forge: {{kind: local}}
"""
_DEFAULTS: Mapping[str, Any] = {
    "address": "", "host": "127.0.0.1", "port": "8010", "proxies": [], "spool": "private/spool",
    "register": "private/register.yaml", "site": "output", "days": "30", "unconfirmed_days": "3", "link_days": "400",
    "key": "1", "sends": "20", "letters": "3", "after": "", "forge": {},
}  # fmt: skip


@dataclass(frozen=True)
class Settings:
    """What the receiver needs to know. `address` has no slash at its end; `forge` is as the file has it."""

    secret: str
    address: str
    host: str
    port: int
    proxies: tuple[ipaddress.IPv4Network | ipaddress.IPv6Network, ...]
    spool: Path
    register: Path
    site: Path
    days: int
    unconfirmed_days: int
    link_days: int
    key: int
    sends: int
    letters: int
    after: str
    forge: Mapping[str, Any]


def read(file: Path, base: Path) -> Settings:
    """The settings in a file; where there is none yet it is made. Paths in it are below `base`.

    Raises SettingsError for values that cannot be.
    """
    try:
        if not file.exists():
            make(file)
        data = file.read_bytes()
        if file.stat().st_mode & 0o077:
            raise SettingsError(f"{file}: others may read this file. Let only its owner: chmod 600 {file}")
    except OSError as error:
        raise SettingsError(f"{file}: {error.strerror}") from None
    return of(data, base, str(file))


def make(file: Path) -> None:
    """A new file with a fresh secret, for its owner alone. Raises OSError."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    text = FRESH.format(secret=secrets.token_urlsafe(32))
    with open(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as made:
        made.write(text)


def of(data: bytes, base: Path, name: str = PATH) -> Settings:
    """The settings that these bytes say. Raises SettingsError that begins with `name`."""
    document = frontmatter.parse(data, front_matter=False)
    for _, (line, _), fault in document.faults:
        raise SettingsError(f"{name}:{line}: {fault}")
    if unknown := sorted(set(document.tree) - {"secret", *_DEFAULTS}):
        raise SettingsError(f"{name}: {unknown[0]} is no setting. Known are: secret, {', '.join(_DEFAULTS)}.")
    values = {**_DEFAULTS, **document.tree}
    reading = _Reading(name, values)
    secret = reading.line("secret")
    if len(secret) < 32:
        raise SettingsError(f"{name}: secret is shorter than 32 characters. Delete the file: a new one is made.")
    port = reading.whole("port", 1, 65_535)
    forge = values["forge"]
    if not isinstance(forge, Mapping):
        raise SettingsError(f"{name}: forge has fields. Write for example: forge: {{kind: local}}")
    return Settings(
        secret=secret,
        address=reading.address(port),
        host=reading.line("host"),
        port=port,
        proxies=reading.networks(),
        spool=base / reading.line("spool"),
        register=base / reading.line("register"),
        site=base / reading.line("site"),
        days=reading.whole("days", 1, 3650),
        unconfirmed_days=reading.whole("unconfirmed_days", 1, 365),
        link_days=reading.whole("link_days", 1, 3650),
        key=reading.whole("key", 1, 1_000_000),
        sends=reading.whole("sends", 1, 100_000),
        letters=reading.whole("letters", 1, 1000),
        after=reading.line("after"),
        forge=forge,
    )


class _Reading:
    """Turns texts of the file into values, or into a SettingsError that says what to write."""

    def __init__(self, name: str, values: Mapping[str, Any]) -> None:
        self.name, self.values = name, values

    def line(self, field: str) -> str:
        value = self.values.get(field, "")
        if not isinstance(value, str):
            raise SettingsError(f"{self.name}: {field} is one line of text.")
        return value

    def whole(self, field: str, lowest: int, highest: int) -> int:
        value = self.line(field)
        if not re.fullmatch(r"\d{1,9}", value, re.ASCII) or not lowest <= int(value) <= highest:
            raise SettingsError(f"{self.name}: {field} cannot be {value!r}. Write {lowest} to {highest}.")
        return int(value)

    def address(self, port: int) -> str:
        value = self.line("address").rstrip("/") or f"http://localhost:{port}"
        parts = urlsplit(value)
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.path or parts.query:
            raise SettingsError(
                f"{self.name}: address cannot be {value!r}. Write where people reach it: https://agenda.example.org"
            )
        return value

    def networks(self) -> tuple[ipaddress.IPv4Network | ipaddress.IPv6Network, ...]:
        listed = self.values["proxies"]
        try:
            return tuple(ipaddress.ip_network(str(one)) for one in ([listed] if isinstance(listed, str) else listed))
        except ValueError:
            raise SettingsError(f"{self.name}: proxies are addresses, for example [127.0.0.1, '::1'].") from None
