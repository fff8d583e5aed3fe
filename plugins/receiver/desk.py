"""The editor's pages: what waits, what it would look like and who sent it; yes, otherwise, or no with a reason."""

from collections.abc import Iterator
from dataclasses import dataclass

from flask import request

from agenda.language import Language, told
from agenda.model import Activity
from agenda.notation import parse_email
from agenda.problem import Fault
from agenda.register import Named
from intake import form, submission
from intake.answers import Trouble
from intake.register_questions import KINDS

from . import cases, notices, wire
from .cases import Case
from .clerk import NotReadyError
from .letters import Writer
from .notices import Notice
from .organizer import without
from .seals import DESK
from .service import Service
from .submission_record import ACCEPTED, DELIVERED, REFUSED, UNCONFIRMED, WAITING, Record, StepError

Answer = tuple[str, int]
SHOWN = 20  # decisions of the last time
_OWN = frozenset((form.SENDER.name, form.LICENSE.name))

STATES = {
    UNCONFIRMED: told("The sender did not confirm it yet."),
    WAITING: told("It waits for your yes or no."),
    ACCEPTED: told("It is accepted, and on its way to the repository."),
    DELIVERED: told("It is placed."),
    REFUSED: told("It was refused."),
}
TAKEN = told("Somebody decided on this while you looked at it. This is how it is now.")


def routes(service: Service) -> Iterator[tuple]:
    """Each page: its rule, its methods and its view."""
    own, desk, methods = Desk(service), service.addresses.desk, ["GET", "POST"]
    yield desk("<word>"), methods, own.overview
    yield desk("<word>", "<id>"), methods, own.case
    yield desk("<word>", "<id>", service.town.words["page"]), ["GET"], own.page
    yield desk("<word>", "<id>", service.town.words["form"]), methods, own.form


@dataclass(frozen=True)
class Desk:
    """The pages, in the town's first language."""

    service: Service

    @property
    def language(self) -> Language:
        """The language that editors read."""
        return self.service.town.language

    def may(self, word: str) -> bool:
        """Is this a link that one of the editors has?"""
        link = self.service.seals.read(DESK, word, self.service.clock())
        editors = self.service.clerk.people.read().editors
        return link is not None and any(self.service.seals.who(one) == link.who for one in editors)

    def overview(self, word: str) -> Answer:
        """What waits, the oldest first; what was decided; who may change what."""
        if not self.may(word):
            return self.notice(notices.NO_LINK)
        trouble = done = ""
        if request.method == "POST":
            try:
                done = self._people()
            except Fault as fault:
                trouble = self.language.say(fault.text, **fault.values)
        service, now, people = self.service, self.service.current.get(), self.service.clerk.people.read()
        records = service.clerk.spool.all()
        waiting = [cases.of(one, now, people) for one in records if one.state in (WAITING, ACCEPTED)]
        decided = [one for one in records if one.state in (DELIVERED, REFUSED)]
        decided.sort(key=lambda one: one.since, reverse=True)
        return self._render(
            "desk.html", word, waiting=waiting, unconfirmed=sum(one.state == UNCONFIRMED for one in records),
            decided=[(one, cases.title(one, now.by_address)) for one in decided[:SHOWN]], states=self._states(),
            keepers=people.entries, activities=sorted(now.agenda.activities, key=lambda one: one.title.casefold()),
            trouble=trouble, done=done, things=self._things(word),
        ), 422 if trouble else 200  # fmt: skip

    def _people(self) -> str:
        """Name a successor, or take back the links of an entry. Raises Fault."""
        sent = self.sent()
        entry, action = wire.one(sent, "entry"), wire.one(sent, "action")
        if entry not in self.service.current.get().by_address:
            raise Fault("nothing is chosen yet. Choose what fits.")
        clerk = self.service.clerk
        if action == "revoke":
            clerk.people.change(lambda people: people.revoked(entry))
            return self.language.gettext(told("All links of this activity are worthless now."))
        address = parse_email(wire.one(sent, "address"))
        clerk.people.change(lambda people: people.with_successor(entry, address))
        self.service.errands.asked.put((address, self.language))
        self.service.worker.wake()
        return self.language.gettext(
            told("From now on this address may change it. A letter with the link is on its way.")
        )

    def case(self, word: str, id: str) -> Answer:
        """One submission, and the decision on it."""
        record = self._record(word, id)
        if record is None:
            return self.notice(notices.NO_LINK)
        if request.method != "POST":
            return self.show(word, record), 200
        sent = self.sent()
        action = wire.one(sent, "action")
        try:
            if action == "accept":
                record = self.service.clerk.accept(id, wire.one(sent, "trusted") == "yes")
            elif action == "refuse":
                record = self.service.clerk.refuse(id, self._reason(sent))
            else:
                raise Fault("nothing is chosen yet. Choose what fits.")
        except NotReadyError as error:
            return self.show(word, record, troubles=error.troubles), 422
        except StepError:
            return self.show(word, self.service.clerk.spool.get(id) or record, message=TAKEN), 409
        except Fault as fault:
            return self.show(word, record, problem=self.language.say(fault.text, **fault.values)), 422
        self.service.worker.wake()
        if not self.service.worker.alive:
            self.service.errands.run()
        return self.show(word, self.service.clerk.spool.get(id) or record), 200

    def _reason(self, sent: wire.Sent) -> str:
        values = sent.get("reason", [])
        if len(values) != 1 or not values[0].strip():
            raise Fault("nothing is filled in yet. Fill it in.")
        read, troubles = submission.read({"description": values})
        if troubles:
            raise troubles[0].fault
        reason = read["description"][0]
        if len(reason) > 1000:
            raise Fault("the reason is too long. Say it in at most 1000 characters.")
        return reason

    def page(self, word: str, id: str) -> Answer:
        """The whole page of the activity as it will be."""
        record = self._record(word, id)
        made = cases.made(record, self.service.current.get()) if record and not (record.act or record.thing) else None
        if made is None or made.activity is None:
            return self.notice(notices.NOT_THERE)
        return self.service.pages.activity(made.activity, self.service.current.get()), 200

    def form(self, word: str, id: str) -> Answer:
        """The form as the sender filled it in, for the editor to fill in otherwise."""
        record = self._record(word, id)
        if record is None or record.state != WAITING or record.act or record.thing:
            return self.notice(notices.NO_LINK)
        service, now = self.service, self.service.current.get()
        answers, troubles, hints, outlook, status = record.answers, [], (), None, 200
        if request.method == "POST":
            sent = self.sent()
            answers, troubles = submission.read(sent, strict=False)
            town = now.town
            made = submission.entry(
                answers, town.folders, now.register, town.today, self.language, now.taken, record.path
            )  # fmt: skip
            troubles += made.troubles
            if not troubles and wire.one(sent, "action") == "send":
                service.clerk.change(id, answers)
                return self.show(word, service.clerk.spool.get(id) or record), 200
            hints, status = () if troubles else made.hints, 422 if troubles else 200
            outlook = service.pages.outlook(made.activity, self.language) if made.activity and not troubles else None
        token = service.seals.token(service.clock())
        drawn = form.of(now.register, self.language, now.town.data_license, answers, troubles, hints, token)
        page = service.pages.entry_form(
            without(drawn, _OWN), self.language, "", cases.title(record), self.link(word, id), outlook
        )  # fmt: skip
        return page, status

    def _record(self, word: str, id: str) -> Record | None:
        return self.service.clerk.spool.get(id) if self.may(word) else None

    def show(
        self, word: str, record: Record, troubles: tuple[Trouble, ...] = (), message: str = "", problem: str = ""
    ) -> str:
        """The page of a submission; with what is wrong with it, or with the decision, in words."""
        service, now = self.service, self.service.current.get()
        people = service.clerk.people.read()
        others = self._others(record) if record.state == WAITING else []
        case = cases.of(record, now, people, others)
        outlook = service.pages.outlook(case.entry.activity, self.language) if case.entry.activity else None
        say = self.language.gettext
        return self._render(
            "case.html", word, case=case, record=record, outlook=outlook, state=say(STATES.get(record.state, "")),
            standing=say(cases.STANDINGS[case.standing]), trusted=case.standing != cases.UNKNOWN,
            troubles=[one.message(self.language) for one in troubles or case.entry.troubles],
            hints=[one.message(self.language) for one in case.entry.hints], message=say(message), problem=problem,
            act=self._act(case), list_href=self.link(word), page_href=self.link(word, record.id, "page"),
            form_href=self.link(word, record.id, "form"),
        )  # fmt: skip

    def _others(self, record: Record) -> list[Activity]:
        """What else waits: the same may have been handed in twice."""
        now = self.service.current.get()
        waiting = (one for one in self.service.clerk.spool.all() if one.state == WAITING and one.id != record.id)
        made = (cases.made(one, now).activity for one in waiting if not (one.act or one.thing))
        return [one for one in made if one]

    def _things(self, word: str) -> list[tuple[str, str, list[Named]]]:
        """Each kind of thing in the register: its name, where it is added or changed, and all there are."""
        lists, words = self.service.current.get().register.lists(), self.service.town.words
        found = (
            (kind, sorted(lists[kind.folder].values(), key=lambda one: one.name.casefold())) for kind in KINDS.values()
        )
        return [(kind.name, self.link(word, words[kind.name]), things) for kind, things in found]

    def _act(self, case: Case) -> str:
        return Writer(self.service.town, self.language).act(case.record) if case.act else ""

    def _states(self) -> dict[str, str]:
        return {state: self.language.gettext(text) for state, text in STATES.items()}

    def sent(self) -> wire.Sent:
        """What was sent. Raises Fault."""
        return wire.read(request.get_data(), request.headers.get("Content-Type", ""))

    def link(self, word: str, id: str = "", step: str = "") -> str:
        """The path of an editor\'s page, as a link."""
        addresses = self.service.addresses
        return f"{addresses.base}/{addresses.desk(word, id, addresses.words[step] if step else '')}"

    def _render(self, template: str, word: str, **context: object) -> str:
        context["case_href"] = lambda id: self.link(word, id)
        return self.service.pages.render(template, self.language, self.service.addresses.desk(""), **context)

    def notice(self, notice: Notice) -> Answer:
        """A page that says something."""
        return self.service.pages.notice(notice.in_language(self.language), self.language, ""), notice.status


def _by_name(thing: Named) -> str:
    return thing.name.casefold()
