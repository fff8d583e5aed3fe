"""What may be done with submissions and entries, by whom: each step is on the disk before it is told.

The clerk talks to no forge and no mail server but to read what stands in the repository: `errands` brings things away.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from agenda.language import Language
from agenda.model import Activity
from agenda.problem import Fault
from forge.change import Forge, Undelivered
from intake.answers import Trouble, first
from intake.questions import QUESTIONS, Answers

from . import amendment, cases
from .amendment import Act
from .current import Current, Snapshot
from .people import PeopleFile
from .seals import Seals
from .spool import FullError, Spool
from .submission_record import ACCEPTED, REFUSED, UNCONFIRMED, WAITING, Record, StepError

MOST_NONCES = 100_000  # forms that are remembered; each is too old after a day


class NotReadyError(Exception):
    """It cannot be accepted as it is: `troubles` say why."""

    def __init__(self, troubles: tuple[Trouble, ...]) -> None:
        self.troubles = troubles
        super().__init__("; ".join(str(one.fault) for one in troubles))


class ReplayedError(Exception):
    """The form was handed in already, with something else in it."""


class Nonces:
    """Which form handed in what; forms that are too old to be taken are forgotten."""

    def __init__(self) -> None:
        self._taken: OrderedDict[str, str] = OrderedDict()
        self._lock = threading.Lock()

    def take(self, nonce: str, id: str) -> None:
        """The form with this nonce hands in this. Raises ReplayedError."""
        with self._lock:
            if self._taken.setdefault(nonce, id) != id:
                raise ReplayedError
            while len(self._taken) > MOST_NONCES:
                self._taken.popitem(last=False)

    def give_back(self, nonce: str) -> None:
        """It could not be kept: the form may be sent again, with something else in it too."""
        with self._lock:
            self._taken.pop(nonce, None)


@dataclass(frozen=True)
class Clerk:
    """The steps that people take. `clock` says what time it is, in the town's zone."""

    current: Current
    spool: Spool
    people: PeopleFile
    seals: Seals
    forge: Forge
    clock: Callable[[], datetime]
    nonces: "Nonces" = field(default_factory=lambda: Nonces())

    def hand_in(self, answers: Answers, sender: str, language: Language, nonce: str) -> tuple[Record, bool]:
        """Keep a new activity until its sender confirms it; False if the same was handed in before.

        `nonce` is that of the form: one form hands in one thing. Raises ReplayedError and FullError.
        """
        record = self._record(UNCONFIRMED, sender, language.code, answers=self._checked(answers), nonce=nonce)
        self.nonces.take(nonce, record.id)
        try:
            return self._put(record)
        except FullError:
            self.nonces.give_back(nonce)
            raise

    def propose(
        self, entry: str, answers: Answers, base: bytes, sender: str, language: Language
    ) -> tuple[Record, bool]:
        """Keep a change of an entry (its path below activities/) for the editors. Raises FullError."""
        record = self._record(
            WAITING, sender, language.code, answers=self._checked(answers), path=entry, base=base.decode(), trusted=True
        )
        return self._put(record)

    def act(self, entry: str, act: Act, sender: str, language: Language) -> Record:
        """Keep what a trusted link does at once to an entry; errands bring it there. Raises FullError."""
        record = self._record(
            ACCEPTED, sender, language.code, path=entry, act=act.values(), trusted=True, nonce=self.clock().isoformat()
        )
        return self._put(record)[0]

    def keep(self, thing: str, name: str, path: str, data: bytes, before: bytes | None) -> Record:
        """Keep what an editor wrote of a place or an organization; errands bring it there. Raises FullError."""
        expected = {path: None if before is None else before.decode()}
        record = self._record(
            ACCEPTED, "", self.current.town.language.code, answers={"title": (name,)}, thing=thing,
            files={path: data.decode()}, expected=expected, nonce=self.clock().isoformat(),
        )  # fmt: skip
        return self._put(record)[0]

    def _record(self, state: str, sender: str, language: str, **values: object) -> Record:
        now = self.clock()
        record = Record("", state, now, now, language, sender, **values)
        said = [record.sender.casefold(), record.path, record.base, sorted(record.act.items()),
                record.nonce if record.act or record.thing else "", sorted(record.files.items()),
                sorted((name, found) for name, found in record.answers.items() if name != "checked")]  # fmt: skip
        return replace(record, id=self.seals.digest("submission", repr(said))[:20])

    def _put(self, record: Record) -> tuple[Record, bool]:
        new = self.spool.put(record)
        return (record if new else self.spool.get(record.id) or record), new

    def _checked(self, answers: Answers) -> Answers:
        """The answers with the day on which the sender says that they are right."""
        if answers.get("checked") or "example:" in first(answers, "more"):
            return answers
        return {**answers, "checked": (self.clock().date().isoformat(),)}

    def confirm(self, id: str) -> Record:
        """The sender says that it was they; again it changes nothing. Raises KeyError, StepError, FullError."""
        return self.spool.change(id, lambda one: one.step(WAITING, self.clock()) if one.state == UNCONFIRMED else one)

    def refuse(self, id: str, reason: str) -> Record:
        """An editor says no. Raises KeyError, StepError, FullError."""
        return self.spool.change(id, lambda one: one.step(REFUSED, self.clock(), reason=reason))

    def change(self, id: str, answers: Answers) -> Record:
        """An editor fills it in otherwise. Raises KeyError, StepError, FullError."""
        return self.spool.change(
            id, lambda one: replace(one.step(WAITING, one.since), answers=self._checked(answers), trouble="")
        )

    def accept(self, id: str, trusted: bool) -> Record:
        """An editor says yes; with `trusted` the sender may change it at once from now on.

        Raises NotReadyError, KeyError, StepError, FullError, and RegisterError when who may cannot be written down.
        """
        before = self.spool.get(id)
        if before is None:
            raise KeyError(id)
        after = self._accepted(before, self.current.get(), trusted)

        def step(one: Record) -> Record:
            if one != before:
                raise StepError(one.state, ACCEPTED)
            return after

        record = self.spool.change(id, step)
        if trusted and record.sender:
            entry = cases.address(self.entry_path(record))
            if record.sender.casefold() not in map(str.casefold, self.people.read().may_change(entry)):
                self.people.change(lambda people: people.with_keeper(entry, record.sender))
        return record

    def _accepted(self, one: Record, now: Snapshot, trusted: bool) -> Record:
        ready = {"trusted": trusted, "trouble": "", "tries": 0, "retry": None}
        if one.act or one.thing:
            return one.step(ACCEPTED, self.clock(), **ready)
        before: str | None = None
        if one.path:
            there = self._standing(one.path, one.base.encode())
            if there is None:
                raise NotReadyError(
                    (_trouble(Fault("this activity is not there any more. Say no, with that reason.")),)
                )
            try:
                one = one if there == one.base.encode() else cases.merged(one, there, now.town.language)
            except Fault as fault:
                raise NotReadyError((_trouble(fault),)) from None
            before = one.base
        entry = cases.made(one, self._with_accepted(now, one.id))
        if entry.troubles:
            raise NotReadyError(entry.troubles)
        path = f"activities/{entry.path}"
        files, expected = {path: entry.data.decode()}, {path: before}
        told = tuple(name for name in one.told if name != "placed")
        return one.step(ACCEPTED, self.clock(), files=files, expected=expected, told=told, **ready)

    def _standing(self, path: str, otherwise: bytes) -> bytes | None:
        """What stands at an entry's path in the repository now; if that cannot be reached, what stood there."""
        try:
            return self.forge.read(f"activities/{path}")
        except Undelivered:
            return otherwise

    def _with_accepted(self, now: Snapshot, own: str) -> Snapshot:
        """The town with the addresses too of what is accepted and not there yet."""
        others = (one for one in self.spool.all() if one.files and not one.thing and one.id != own)
        coming = {cases.address(self.entry_path(one)) for one in others}
        return replace(now, taken=now.taken | coming)

    def entry_path(self, record: Record) -> str:
        """The path below activities/ of the entry that an accepted submission made, or is about."""
        return record.path or next(iter(record.files), "").removeprefix("activities/")

    def entry(self, address: str) -> Activity | None:
        """The activity at `organization/slug`, by this address or one that it had."""
        agenda = self.current.get()
        if found := agenda.by_address.get(address):
            return found
        organization, _, slug = address.partition("/")
        return next(
            (one for one in agenda.agenda.activities if one.organizer == organization and slug in one.former_slugs),
            None,
        )

    def read(self, activity: Activity) -> tuple[str, bytes]:
        """An entry's path below activities/ and its bytes, as published; else as they stand here. Raises Fault."""
        suffix = activity.path.rpartition(".")[2]
        path = f"{activity.address}.{suffix}"
        own = self.current.town.folders.activities / path
        try:
            data = self.forge.read(f"activities/{path}")
        except Undelivered:
            data = None
        try:
            data = own.read_bytes() if data is None else data
        except OSError:
            raise Fault("this activity is not there any more. Look on the site, or ask the editors.") from None
        return path, data

    def amended(self, path: str, act: Act, data: bytes) -> bytes:
        """An entry's bytes with an act done. Raises Fault."""
        now = self.current.get()
        activity = cases.activity_of(now, path, data)
        after = amendment.amended(data, path.endswith(".md"), activity, act, now.register, now.town.today)
        cases.activity_of(now, path, after)
        return after

    def may_change(self, address: str) -> Mapping[str, Activity]:
        """The activities (by `organization/slug`) that this e-mail address may change at once. Raises RegisterError."""
        people, folded = self.people.read(), address.strip().casefold()
        return {
            entry: activity
            for entry, activity in self.current.get().by_address.items()
            if folded in map(str.casefold, people.may_change(entry))
        }


def _trouble(fault: Fault) -> Trouble:
    return Trouble(QUESTIONS["more"], fault)
