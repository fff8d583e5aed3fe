"""Which letters a submission's state asks for, and what went: each is written down as soon as it is gone.

A letter is dated by the state that it tells of: sent twice after a kill it is the same letter, and in an outbox the
same file.
"""

import logging
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from agenda.language import Language
from post.mailer import Letter, MailError, NoServer, Post

from . import cases
from .addresses import Addresses
from .clerk import Clerk
from .letters import Writer
from .limits import Limit
from .settings import Settings
from .submission_record import DELIVERED, EXPIRED, REFUSED, UNCONFIRMED, WAITING, Record

log = logging.getLogger(__name__)


@dataclass
class Mailing:
    """Sends the letters of this clerk's submissions."""

    clerk: Clerk
    settings: Settings
    addresses: Addresses
    post: Post
    _by_hour: Limit = field(init=False)
    _by_day: Limit = field(init=False)

    def __post_init__(self) -> None:
        self._by_hour = Limit(self.settings.letters, timedelta(hours=1))
        self._by_day = Limit(self.settings.letters * 2, timedelta(1))

    def due(self) -> list[tuple[Record, str]]:
        """The letters that did not go yet."""
        now = self.clerk.clock()
        return [
            (one, name)
            for one in self.clerk.spool.all()
            for name in self._asked(one, now)
            if name not in one.told
        ]  # fmt: skip

    def _asked(self, record: Record, now: datetime) -> Iterator[str]:
        """The letters that a submission's state asks for."""
        if record.state == UNCONFIRMED:
            yield "confirm"
        elif record.state == WAITING:
            yield "trouble" if record.trouble else "desk"
            if now - record.received >= timedelta(self.settings.days) / 2:
                yield "long"
        elif record.state == DELIVERED:
            yield "done" if record.act else "placed"
        elif record.state == REFUSED:
            yield "refused"
        elif record.state == EXPIRED:
            yield "undecided"

    def send(self, post: Post, record: Record, name: str) -> None:
        """The letters of one name; that they went is written down. Raises NoServer.

        One that a server does not take for this address is not tried again: the others go.
        """
        now = self.clerk.clock()
        if name == "confirm" and not self._may(record.sender, now):
            return  # later: nobody gets many letters because somebody else types their address
        for letter in self._written(name, record):
            _sent(post, letter, record.since)
        self.clerk.spool.change(record.id, lambda one: replace(one, told=(*one.told, name)))

    def send_links(self, post: Post, address: str, language: Language) -> None:
        """A new link for each activity that this address may change; nothing if there is none. Raises NoServer."""
        now, people = self.clerk.clock(), self.clerk.people.read()
        found = self.clerk.may_change(address)
        if not found or not self._may(address, now):
            return
        links = [
            (one.title, self.addresses.change_link(entry, address, people.counter(entry), language.code, now))
            for entry, one in found.items()
        ]
        _sent(post, self._writer(language).links(address, links), now)

    def _may(self, address: str, now: datetime) -> bool:
        """May this address get one more letter that anybody could ask for?"""
        who = self.addresses.seals.who(address)
        return self._by_hour.allows(who, now) and self._by_day.allows(who, now)

    def _written(self, name: str, record: Record) -> Iterator[Letter]:
        if name in ("desk", "trouble", "long", "done"):
            for address in self.clerk.people.read().editors:
                yield self._to_editor(name, address, record)
        elif record.sender:
            yield self._to_sender(name, record)

    def _to_editor(self, name: str, address: str, record: Record) -> Letter:
        now, town = self.clerk.current.get(), self.clerk.current.town
        writer, title = self._writer(town.language), cases.title(record, now.by_address)
        link = self.addresses.desk_link(address, record.since, record.id)
        if name == "desk":
            case = cases.of(record, now, self.clerk.people.read())
            return writer.to_editor(address, record, title, town.language.gettext(cases.STANDINGS[case.standing]), link)
        if name == "trouble":
            return writer.trouble(address, record, title, link)
        if name == "long":
            left = record.received + timedelta(self.settings.days) - self.clerk.clock()
            return writer.waiting_long(address, title, max(0, left.days), link)
        return writer.done(address, record, title, self._page(record))

    def _to_sender(self, name: str, record: Record) -> Letter:
        language = next(one for one in self._languages(record))
        writer, title = self._writer(language), cases.title(record, self.clerk.current.get().by_address)
        if name == "confirm":
            link = self.addresses.confirm_link(record.id, record.sender, record.language, record.since)
            return writer.confirm(record, title, link, self.settings.unconfirmed_days)
        if name == "refused":
            return writer.refused(record, title)
        if name == "undecided":
            return writer.undecided(record, title)
        entry = cases.address(self.clerk.entry_path(record))
        counter = self.clerk.people.read().counter(entry)
        link = self.addresses.change_link(entry, record.sender, counter, record.language, record.since)
        return writer.placed(record, title, self._page(record), link if record.trusted else "")

    def _languages(self, record: Record) -> Iterator[Language]:
        """The sender's language, else the town's first."""
        languages = self.clerk.current.town.languages
        yield from (one for one in languages if one.code == record.language)
        yield languages[0]

    def _writer(self, language: Language) -> Writer:
        return Writer(self.clerk.current.town.in_language(language), language)

    def _page(self, record: Record) -> str:
        town = self.clerk.current.town
        return f"{town.url}/{town.words['activity']}/{cases.address(self.clerk.entry_path(record))}/"


def _sent(post: Post, letter: Letter, moment: datetime) -> None:
    """Send it; one that this address cannot get is told to the log without the address. Raises NoServer."""
    try:
        post.send(letter, moment)
    except NoServer:
        raise
    except MailError as error:
        log.warning("a letter was refused by the mail server (%s)", type(error).__name__)
