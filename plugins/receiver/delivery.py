"""What was accepted, brought to the forge: once, and again with growing pauses while the forge cannot be reached."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta

from agenda.problem import Fault
from forge.change import Change, Conflict, Forge, Undelivered, Unreachable

from . import amendment, cases
from .amendment import Act
from .clerk import Clerk
from .letters import Writer
from .submission_record import ACCEPTED, DELIVERED, WAITING, Record

FIRST_PAUSE, LONGEST_PAUSE = timedelta(minutes=1), timedelta(hours=1)
TURNS = 3  # times that a trusted link's act is done anew when the file changed meanwhile


@dataclass(frozen=True)
class Delivery:
    """Brings submissions of this clerk to its forge; what cannot wait goes by `straight` onto the published branch."""

    clerk: Clerk
    straight: Forge

    def due(self) -> list[Record]:
        """What is accepted and may be tried now, the oldest first."""
        now = self.clerk.clock()
        accepted = [one for one in self.clerk.spool.all() if one.state == ACCEPTED]
        return [one for one in accepted if one.retry is None or one.retry <= now]

    def deliver(self, record: Record) -> Record:
        """Bring it there; the record says how that went. Raises StepError, KeyError and FullError.

        What has to be looked at waits for an editor again.
        """
        now, spool = self.clerk.clock(), self.clerk.spool
        try:
            where = self._act(record) if record.act else self.clerk.forge.deliver(self.change(record))
        except Unreachable as error:
            pause = min(FIRST_PAUSE * 2 ** min(record.tries, 10), LONGEST_PAUSE)
            later = {"tries": record.tries + 1, "retry": now + pause, "trouble": self._said(error.fault)}
            return spool.change(record.id, lambda one: replace(one, **later) if one.state == ACCEPTED else one)
        except (Undelivered, ValueError) as error:
            trouble = self._said(error.fault if isinstance(error, Undelivered) else error)
            told = tuple(name for name in record.told if name != "trouble")
            return spool.change(record.id, lambda one: one.step(WAITING, now, trouble=trouble, told=told))
        return spool.change(record.id, lambda one: one.step(DELIVERED, now, where=where, trouble="", retry=None))

    def change(self, record: Record) -> Change:
        """What an accepted submission brings to the repository. Raises ValueError."""
        say, title = self.clerk.current.town.language.say, self._title(record)
        new = set(record.expected.values()) == {None}
        words = say("New: {title}", title=title) if new else say("Change: {title}", title=title)
        body = say("Handed in by the form on {day}.", day=record.received.date())
        return Change(record.id, words, body, _bytes(record.files), _bytes(record.expected))

    def _act(self, record: Record) -> str:
        """A trusted link's act on what stands in the repository now; again if that changes meanwhile."""
        clerk, act = self.clerk, Act(**record.act)
        path, language = f"activities/{record.path}", clerk.current.town.language
        for turn in range(TURNS):
            before = self.straight.read(path)
            if before is None:
                raise Fault("this activity is not there any more. Look on the site, or ask the editors.")
            after = clerk.amended(record.path, act, before)
            if after == before:
                return path
            title = f"{self._title(record)}: {language.gettext(amendment.KINDS[act.what])}"
            said = Writer(clerk.current.town, language).act(record)
            try:
                return self.straight.deliver(Change(record.id, title, said, {path: after}, {path: before}))
            except Conflict:
                if turn == TURNS - 1:
                    raise
        raise AssertionError(record.id)

    def _title(self, record: Record) -> str:
        return cases.title(record, self.clerk.current.get().by_address)

    def _said(self, error: Exception) -> str:
        if isinstance(error, Fault):
            return self.clerk.current.town.language.say(error.text, **error.values)
        return str(error)


def _bytes(texts: Mapping[str, str | None]) -> dict[str, bytes | None]:
    return {path: None if text is None else text.encode() for path, text in texts.items()}
