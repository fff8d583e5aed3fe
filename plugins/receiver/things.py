"""The editor's form of a place or an organization: what an editor writes there needs nobody else's yes."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from flask import request

from agenda.language import told
from forge.change import Undelivered
from intake import form, register_entry, submission
from intake.answers import Trouble, first
from intake.questions import Answers
from intake.register_questions import KINDS, Kind

from . import notices, wire
from .desk import Answer, Desk
from .service import Service

NAMES = {"place": told("A place"), "organization": told("An organization")}


def routes(service: Service) -> Iterator[tuple]:
    """Each page: its rule, its methods and its view."""
    for kind in KINDS.values():
        rule = service.addresses.desk("<word>", service.town.words[kind.name])
        yield rule, ["GET", "POST"], _Thing(service, kind).view


@dataclass(frozen=True)
class _Thing:
    """The form of one kind; `?id=` names the one that is changed."""

    service: Service
    kind: Kind

    def view(self, word: str) -> Answer:
        """The form, or what became of what was sent."""
        desk = Desk(self.service)
        if not desk.may(word):
            return desk.notice(notices.NO_LINK)
        id = request.args.get("id", "")
        now = self.service.current.get()
        if id and id not in now.register.lists()[self.kind.folder]:
            return desk.notice(notices.NOT_THERE)
        try:
            before = self.service.clerk.forge.read(f"content/{self.kind.folder}/{id}{self.kind.suffix}") if id else None
        except Undelivered:
            return desk.notice(notices.FULL)
        if request.method != "POST":
            return self._drawn(word, register_entry.answers(self.kind, before) if before else {}, before), 200
        sent = desk.sent()
        answers, troubles = submission.read(sent, strict=False, asked=self.kind.questions)
        token = self.service.seals.read_token(wire.one(sent, "token"), self.service.clock())
        if token is None or token.about != _digest(before):
            return self._drawn(word, answers, before, message=notices.CHANGED_MEANWHILE), 409
        made = register_entry.entry(self.kind, answers, now.town.folders, now.register, id, before or b"")
        if troubles := [*troubles, *made.troubles]:
            return self._drawn(word, answers, before, troubles), 422
        record = self.service.clerk.keep(self.kind.name, first(answers, "name"), made.path, made.data, before)
        self.service.worker.wake()
        if not self.service.worker.alive:
            self.service.errands.run()
        return desk.show(word, self.service.clerk.spool.get(record.id) or record), 200

    def _drawn(
        self, word: str, answers: Answers, before: bytes | None, troubles: list[Trouble] | tuple = (), message: str = ""
    ) -> str:
        service, desk = self.service, Desk(self.service)
        now, gettext = service.current.get(), desk.language.gettext
        drawn = form.of(
            now.register, desk.language, "", answers, troubles, (),
            service.seals.token(service.clock(), _digest(before)), gettext(message), self.kind.sections,
        )  # fmt: skip
        title = first(answers, "name") or gettext(NAMES[self.kind.name])
        return service.pages.render(
            "entry_form.html", desk.language, service.addresses.desk(""), form=drawn, title=title,
            back=desk.link(word), outlook=None, data=None,
        )  # fmt: skip


def _digest(data: bytes | None) -> str:
    return hashlib.sha256(data).hexdigest()[:16] if data is not None else "new"
