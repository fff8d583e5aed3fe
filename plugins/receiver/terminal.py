"""What waits, in a terminal: the same cases and the same decisions as on the editor's page."""

from collections.abc import Iterator

from agenda import sentence, wording
from agenda.language import told
from agenda.notation import parse_email
from agenda.problem import Fault, visible

from . import cases
from .clerk import NotReadyError
from .desk import STATES
from .letters import Writer
from .service import Service
from .submission_record import OVER, Record, StepError


class NoneSuch(Exception):
    """What was asked for is not there, or cannot be done. The message says what to do."""


class Terminal:
    """Says and does what an editor asks for. What was handed in is made visible before it is shown."""

    def __init__(self, service: Service) -> None:
        self.service, self.language = service, service.town.language

    def list(self) -> Iterator[str]:
        """A line for each submission that is not over."""
        names = self.service.current.get().by_address
        found = [one for one in self.service.clerk.spool.all() if one.state not in OVER]
        for one in found:
            day = self.language.date(one.received.date())
            state = self.language.gettext(STATES[one.state])
            yield visible(f"{one.id}  {day}  {cases.title(one, names)}  {state}")
        if not found:
            yield self.language.gettext("Nothing waits for you.")

    def show(self, id: str) -> Iterator[str]:
        """All that an editor's page shows of it. Raises NoneSuch."""
        record = self._record(id)
        case = cases.of(record, self.service.current.get(), self.service.clerk.people.read())
        say, gettext = self.language.say, self.language.gettext
        yield visible(case.title)
        yield gettext(STATES.get(record.state, ""))
        yield say("From: {sender}. {standing}", sender=record.sender, standing=gettext(cases.STANDINGS[case.standing]))
        if record.trouble:
            yield say("It could not be placed: {trouble}", trouble=visible(record.trouble))
        if case.act:
            yield visible(Writer(self.service.town, self.language).act(record))
        if case.twin:
            yield say("It looks the same as {other}.", other=case.twin.address)
        if case.mixed:
            yield say("These words mix letters of two scripts: {words}", words=", ".join(case.mixed))
        for one in case.differences:
            yield visible(f"  {one.label} {one.before} -> {one.after}")
        if case.entry.activity and not case.act:
            town, register = self.service.current.get().town, self.service.current.get().register
            found = sentence.of_activity(case.entry.activity, register, self.language, town.today)
            yield from (visible(wording.sentence(line)) for line in found)
        for kind, troubles in (("", case.entry.troubles), (gettext("hint"), case.entry.hints)):
            for one in troubles:
                yield f"  {kind + ': ' if kind else ''}{one.question.name}: {one.message(self.language)}"
        if case.entry.data:
            yield f"\nactivities/{case.entry.path}\n"
            yield from (visible(line) for line in case.entry.data.decode().splitlines())

    def accept(self, id: str, trusted: bool) -> str:
        """Say yes, and bring it away. Raises NoneSuch."""
        id = self._record(id).id
        try:
            self.service.clerk.accept(id, trusted)
        except NotReadyError as error:
            raise NoneSuch("\n".join(one.message(self.language) for one in error.troubles)) from None
        except StepError as error:
            raise self._taken(error) from None
        self.service.errands.run()
        record = self._record(id)
        return f"{self.language.gettext(STATES[record.state])} {visible(record.trouble or record.where)}".strip()

    def refuse(self, id: str, reason: str) -> str:
        """Say no. Raises NoneSuch."""
        id = self._record(id).id
        try:
            self.service.clerk.refuse(id, reason)
        except StepError as error:
            raise self._taken(error) from None
        self.service.errands.run()
        return self.language.gettext(STATES[self._record(id).state])

    def editor(self, address: str) -> str:
        """Make somebody an editor; the link of the editor's page. Raises NoneSuch."""
        address = self._address(address)
        self.service.clerk.people.change(lambda people: people.with_editor(address))
        return self.service.addresses.desk_link(address, self.service.clock())

    def successor(self, entry: str, address: str) -> str:
        """From now on only this address changes the entry, beside who speaks for its organization. Raises NoneSuch."""
        address, known = self._address(address), self._entry(entry)
        people = self.service.clerk.people.change(lambda people: people.with_successor(known, address))
        language = self.language.code
        return self.service.addresses.change_link(known, address, people.counter(known), language, self.service.clock())

    def revoke(self, entry: str) -> str:
        """All links of an entry are worthless from now on. Raises NoneSuch."""
        known = self._entry(entry)
        self.service.clerk.people.change(lambda people: people.revoked(known))
        return self.language.gettext(told("All links of this activity are worthless now."))

    def _record(self, id: str) -> Record:
        found = [one for one in self.service.clerk.spool.all() if id and one.id.startswith(id)]
        if len(found) != 1 or (found[0].id != id and len(id) < 4):
            raise NoneSuch(self.language.say("{id} is not there. The list says what is.", id=visible(id)))
        return found[0]

    def _entry(self, entry: str) -> str:
        if entry not in self.service.current.get().by_address:
            raise NoneSuch(self.language.say("{entry} is no activity. Write organization/name.", entry=visible(entry)))
        return entry

    def _address(self, address: str) -> str:
        try:
            return parse_email(address)
        except Fault as fault:
            raise NoneSuch(self.language.say(fault.text, **fault.values)) from None

    def _taken(self, error: StepError) -> NoneSuch:
        return NoneSuch(self.language.gettext(STATES.get(error.now, "")))
