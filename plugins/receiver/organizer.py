"""The pages for who looks after an activity: what is different goes on the site at once, all else is proposed."""

import hashlib
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace

from flask import request

from agenda import listing, wording
from agenda.language import Language
from agenda.model import Activity
from agenda.notation import parse_email
from agenda.problem import Fault
from intake import form, submission
from intake.answers import Trouble
from intake.form import Form
from intake.questions import Answers

from . import amendment, cases, notices, wire
from .current import Snapshot
from .letters import Writer
from .limits import network
from .notices import Notice
from .seals import CHANGE
from .service import Service
from .spool import FullError
from .submission_record import ACCEPTED, DELIVERED, Record
from .wire import Sent

PATIENCE = 8.0  # seconds that somebody waits to see that it is done; it goes on without them
DATES = 12  # that can be chosen
_OWN = frozenset((form.SENDER.name,))  # what need not be asked of who came by a link


@dataclass(frozen=True)
class Choice:
    """A date that can be changed: its start by plan, its words, and whether it is off."""

    value: str
    words: str
    off: bool
    note: str


@dataclass(frozen=True)
class Access:
    """What a link lets somebody change: an entry, and by which address."""

    activity: Activity
    address: str
    path: str
    data: bytes


def routes(service: Service) -> Iterator[tuple]:
    """Each page: its rule, its methods and its view, in each language."""
    for language in service.languages.values():
        prefix = service.town.in_language(language).prefix
        own, methods = _Organizer(service, language), ["GET", "POST"]
        yield f"{prefix}{service.addresses.change()}", methods, own.links
        yield f"{prefix}{service.addresses.change('<word>')}", methods, own.entry
        yield f"{prefix}{service.addresses.change_form('<word>')}", methods, own.form


@dataclass(frozen=True)
class _Organizer:
    """These pages in one language."""

    service: Service
    language: Language

    def links(self) -> tuple[str, int]:
        """Send me a new link: the answer says nothing of who is known."""
        path, trouble = self.service.addresses.change(), ""
        if request.method == "POST":
            sent = self._sent()
            if sent is None:
                return self._notice(notices.TOO_OFTEN, path)
            try:
                address = parse_email(wire.one(sent, "address"))
            except Fault as fault:
                trouble = self.language.say(fault.text, **fault.values)
            else:
                self.service.errands.asked.put((address, self.language))
                self.service.worker.wake()
                return self._notice(notices.LINKS_SENT, path)
        page = self.service.pages.render("links.html", self.language, path, trouble=trouble)
        return page, 422 if trouble else 200

    def entry(self, word: str) -> tuple[str, int]:
        """One activity: what can be done at once."""
        access = self._access(word)
        if access is None:
            return self._notice(notices.NO_LINK, self.service.addresses.change())
        if request.method == "POST":
            return self._acted(word, access)
        return self._page(word, access), 200

    def _acted(self, word: str, access: Access) -> tuple[str, int]:
        sent = self._sent()
        if sent is None:
            return self._notice(notices.TOO_OFTEN, self.service.addresses.change(word))
        said = {name: wire.one(sent, name) for name in ("what", "planned", "start", "end", "reason")}
        try:
            act = amendment.read(**said)
            self.service.clerk.amended(access.path, act, access.data)
        except Fault as fault:
            trouble = self.language.say(fault.text, **fault.values)
            return self._page(word, access, trouble, said), 422
        record = self.service.clerk.act(access.path, act, access.address, self.language)
        return self._told(self._settled(record), word)

    def _settled(self, record: Record) -> Record:
        """How it went, if that is known soon."""
        service = self.service
        if not service.worker.alive:
            service.errands.run()
        service.worker.wake()
        tries = int(PATIENCE / 0.1) if service.worker.alive else 1
        for _ in range(tries):
            found = service.clerk.spool.get(record.id)
            if found is None or found.state != ACCEPTED or found.tries:
                return found or record
            time.sleep(0.1)
        return record

    def _told(self, record: Record, word: str) -> tuple[str, int]:
        notice = notices.LOOKED_AT
        if record.state == DELIVERED:
            notice = notices.DONE
        elif record.state == ACCEPTED:
            notice = notices.KEPT
        path = self.service.addresses.change(word)
        what = wording.capital(Writer(self.service.town, self.language).act(record))
        links = ((notices.BACK, self._link(path)),)
        said = replace(notice, links=links).in_language(self.language, what=what)
        return self.service.pages.notice(said, self.language, self.service.addresses.change()), notice.status

    def _page(self, word: str, access: Access, trouble: str = "", said: dict[str, str] | None = None) -> str:
        now = self.service.current.get()
        activity = access.activity
        return self.service.pages.render(
            "change.html", self.language, self.service.addresses.change(),
            activity=activity, dates=self._dates(activity, now), trouble=trouble, said=said or {},
            kinds=amendment.KINDS, form_href=self._link(self.service.addresses.change_form(word)),
            today_checked=activity.checked == now.town.today,
        )  # fmt: skip

    def _dates(self, activity: Activity, now: Snapshot) -> list[Choice]:
        """The next dates, in words. One that is off can be put on again unless all of it is off."""
        found = []
        for item in listing.ahead(activity, now.agenda, now.town.today)[:DATES]:
            one = item.occurrence
            if one.planned is None or activity.status in ("cancelled", "postponed"):
                continue
            words = f"{self.language.day(one.day)}, {wording.when(one, self.language)}"
            note = wording.remark(one, self.language, now.town.today)
            found.append(Choice(one.planned.isoformat(timespec="minutes"), words, one.cancelled, note))
        return found

    def form(self, word: str) -> tuple[str, int]:
        """All of an activity, to propose a change of it."""
        access = self._access(word)
        if access is None:
            return self._notice(notices.NO_LINK, self.service.addresses.change())
        if request.method == "POST":
            return self._proposed(word, access)
        return self._drawn(word, access, cases.answered(access.path, access.data)), 200

    def _proposed(self, word: str, access: Access) -> tuple[str, int]:
        service, path = self.service, self.service.addresses.change()
        sent = self._sent()
        if sent is None:
            return self._notice(notices.TOO_OFTEN, path)
        answers, troubles = submission.read(sent, strict=False)
        own, own_troubles = form.own_answers(sent)
        token = service.seals.read_token(wire.one(sent, "token"), service.clock())
        base = _digest(access.data)
        if token is None or token.about != base or token.age == "old":
            return self._drawn(word, access, {**answers, **own}, message=notices.CHANGED_MEANWHILE), 409
        now = service.current.get()
        town = now.town
        made = submission.entry(
            answers, town.folders, now.register, town.today, self.language, now.taken, access.path
        )  # fmt: skip
        troubles += [*made.troubles, *(one for one in own_troubles if one.question.name not in _OWN)]
        preview = wire.one(sent, "action") != "send"
        if troubles or preview:
            outlook = service.pages.outlook(made.activity, self.language) if made.activity and not troubles else None
            drawn = self._drawn(
                word, access, {**answers, **own}, troubles, () if troubles else made.hints, outlook=outlook
            )
            return drawn, 422 if troubles else 200
        try:
            service.clerk.propose(access.path, answers, access.data, access.address, self.language)
        except FullError:
            return self._drawn(word, access, {**answers, **own}, message=notices.FULL.lines[0]), 507
        service.worker.wake()
        return self._notice(notices.PROPOSED, path)

    def _drawn(
        self, word: str, access: Access, answers: Answers, troubles: list[Trouble] | tuple = (),
        hints: tuple[Trouble, ...] = (), message: str = "", outlook: object = None,
    ) -> str:  # fmt: skip
        service, now = self.service, self.service.current.get()
        token = service.seals.token(service.clock(), _digest(access.data))
        drawn = form.of(
            now.register, self.language, now.town.data_license, answers, troubles, hints, token,
            self.language.gettext(message),
        )  # fmt: skip
        return service.pages.entry_form(
            without(drawn, _OWN), self.language, service.addresses.change(), access.activity.title,
            self._link(service.addresses.change(word)), outlook,
        )  # fmt: skip

    def _access(self, word: str) -> Access | None:
        """What this link lets its holder change now; None for one that is over, of another key, or was taken back."""
        service = self.service
        link = service.seals.read(CHANGE, word, service.clock())
        activity = service.clerk.entry(link.id) if link else None
        if link is None or activity is None:
            return None
        people = service.clerk.people.read()
        known = (*people.may_change(link.id), *people.may_change(activity.address))
        address = next((one for one in known if service.seals.who(one) == link.who), None)
        if address is None or link.counter != people.counter(link.id):
            return None
        path, data = service.clerk.read(activity)
        return Access(cases.activity_of(service.current.get(), path, data), address, path, data)

    def _sent(self) -> Sent | None:
        """What was sent; None if too much came from there."""
        sent = wire.read(request.get_data(), request.headers.get("Content-Type", ""))
        forwarded = request.headers.get("X-Forwarded-For", "")
        where = network(request.remote_addr or "", forwarded, self.service.settings.proxies)
        return sent if self.service.looks.allows(where, self.service.clock()) else None

    def _link(self, path: str) -> str:
        return f"{self.service.addresses.base}/{self.service.town.in_language(self.language).prefix}{path}"

    def _notice(self, notice: Notice, path: str) -> tuple[str, int]:
        return self.service.pages.notice(notice.in_language(self.language), self.language, path), notice.status


def without(drawn: Form, names: frozenset[str]) -> Form:
    """The form without these questions, and without a section that has none left."""
    parts = (replace(part, fields=tuple(one for one in part.fields if one.name not in names)) for part in drawn.parts)
    return replace(drawn, parts=tuple(part for part in parts if part.fields or part.rest))


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:16]
