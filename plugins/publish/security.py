"""`/.well-known/security.txt` (RFC 9116): whom one tells of a leak."""

import re
from datetime import date

from agenda.output import Files
from agenda.pages import Site
from agenda.signals import Addition
from agenda.town import SettingsError

PATH = ".well-known/security.txt"
MONTHS = 7  # after the month of the build: from six to seven months ahead, and RFC 9116 wants less than a year


def of(site: Site) -> Addition:
    """The file, if the town says whom to tell."""
    if not site.town.outlet.security or site.town.prefix:
        return Addition()
    try:
        told = text(site).encode()
    except SettingsError as error:
        raise SystemExit(f"pelicanconf.py: {error}") from None
    return Addition(files=[Files("security", b"", lambda: [(PATH, told)])])


def text(site: Site) -> str:
    """Its lines end with a line feed, which the RFC allows. Without an address of the site it has no Canonical."""
    town = site.town
    lines = [f"Contact: {contact(town.outlet.security)}", f"Expires: {expires(town.today)}T00:00:00Z"]
    lines.append(f"Preferred-Languages: {', '.join(language.code for language in town.languages)}")
    if town.url:
        lines.append(f"Canonical: {site.addresses.full(PATH)}")
    return "\n".join([*lines, ""])


def contact(setting: str) -> str:
    """Whom one tells: `mailto:` and an address, or a page. Raises SettingsError."""
    if re.fullmatch(r"https://\S+", str(setting)):
        return setting
    if not re.fullmatch(r"[^\s@:/]+@[^\s@:/]+", str(setting)):
        raise SettingsError(
            f"AGENDA_SECURITY: {setting!r} is no address. Write an e-mail address, or a page that begins with https://."
        )
    return f"mailto:{setting}"


def expires(today: date) -> date:
    """The first day of a month, so that the file is the same for a whole month."""
    months = today.year * 12 + today.month - 1 + MONTHS
    return date(months // 12, months % 12 + 1, 1)
