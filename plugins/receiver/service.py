"""The receiver as a whole: all its parts, made of a town and its settings. The commands start here."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from agenda.language import Language
from agenda.town import SettingsError, Town
from forge.change import Forge
from post import mailer

from .addresses import Addresses
from .clerk import Clerk
from .current import Current
from .delivery import Delivery
from .errands import Errands, Hook, Worker
from .limits import Limit
from .mailing import Mailing
from .people import PeopleFile
from .rendering import Pages
from .seals import Seals
from .settings import Settings
from .spool import Spool

LOOKS = 10  # times as many looks (dates, preview) as submissions


@dataclass(frozen=True)
class Service:
    """The parts. `sends` and `looks` limit what one part of the network may do."""

    town: Town
    settings: Settings
    current: Current
    seals: Seals
    addresses: Addresses
    clerk: Clerk
    errands: Errands
    worker: Worker
    pages: Pages
    sends: Limit
    looks: Limit
    clock: Callable[[], datetime]

    @property
    def languages(self) -> Mapping[str, Language]:
        """The languages of the site by their codes, the first one first."""
        return {one.code: one for one in self.town.languages}


def of(town: Town, settings: Settings, clock: Callable[[], datetime], forge: Forge, straight: Forge) -> Service:
    """The receiver of a town. `straight` is the forge for what cannot wait: onto the published branch.

    Raises SettingsError and FullError.
    """
    current, seals = Current(town, clock), Seals(settings)
    addresses = Addresses(town, settings, seals)
    try:
        post = mailer.of(town.mail, town.email or _sender(settings), town.folders.base)
    except mailer.SettingsError as error:
        raise SettingsError(str(error)) from None
    spool = Spool(settings.spool)
    clerk = Clerk(current, spool, PeopleFile(settings.register), seals, forge, clock)
    for record in spool.all():
        if record.nonce and not (record.act or record.thing):
            clerk.nonces.take(record.nonce, record.id)
    errands = Errands(
        Delivery(clerk, straight), Mailing(clerk, settings, addresses, post), Hook(settings.after, town.folders.base)
    )
    return Service(
        town, settings, current, seals, addresses, clerk, errands, Worker(errands), Pages(current, settings.site),
        Limit(settings.sends), Limit(settings.sends * LOOKS), clock,
    )  # fmt: skip


def _sender(settings: Settings) -> str:
    """Who writes where the town says no address: only an outbox takes such letters."""
    host = settings.address.rpartition("/")[2].partition(":")[0]
    return f"agenda@{host}"


def forge_setting(values: Mapping[str, Any]) -> dict[str, Any]:
    """The forge's settings of the file, in which all is text, as the forge takes them. Raises SettingsError."""
    found: dict[str, Any] = dict(values)
    if "review" in found:
        if found["review"] not in ("yes", "no", "true", "false"):
            raise SettingsError("forge: review is yes or no.")
        found["review"] = found["review"] in ("yes", "true")
    if "patience" in found:
        if not str(found["patience"]).isdecimal():
            raise SettingsError("forge: patience is a number of seconds, for example 60.")
        found["patience"] = int(found["patience"])
    return found
