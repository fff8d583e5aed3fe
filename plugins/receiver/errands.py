"""What the receiver brings away, in one pass and again whenever something happened: entries, letters, what is too old.

Each errand is told by the state that a submission is in, so one that was broken off is taken up again.
"""

import logging
import queue
import shlex
import subprocess
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path

from agenda.language import Language
from post.mailer import NoServer, Outbox

from .delivery import Delivery
from .mailing import Mailing
from .people import RegisterError
from .spool import FullError
from .submission_record import ACCEPTED, DELIVERED, EXPIRED, REFUSED, UNCONFIRMED, WAITING, Record, StepError

log = logging.getLogger(__name__)

HOOK_PATIENCE = 900  # seconds
PAUSE = 60.0  # seconds at most between two passes
DAY = timedelta(1)
DECIDED = (DELIVERED, REFUSED)


@dataclass
class Errands:
    """Runs them. `troubles` names what does not go at the moment, for who looks after the receiver."""

    delivery: Delivery
    mailing: Mailing
    hook: Callable[[], None] = lambda: None
    troubles: set[str] = field(default_factory=set)
    asked: "queue.SimpleQueue[tuple[str, Language]]" = field(default_factory=queue.SimpleQueue)
    _one: threading.Lock = field(default_factory=threading.Lock)
    _tidied: date | None = None

    def run(self) -> None:
        """All that can be done now. One pass at a time: nothing is brought away twice."""
        with self._one, self.delivery.clerk.spool.errands():
            self.troubles.clear()
            today = self.delivery.clerk.clock().date()
            if self._tidied != today:
                self.tidy()
                self._tidied = today
            done = [self._guarded(self.delivery.deliver, one) for one in self.delivery.due()]
            if any(one and one.state == ACCEPTED for one in done):
                self.troubles.add("forge")
            if any(one and one.state == DELIVERED for one in done):
                self.hook()
            self._letters()

    def _guarded(self, step: Callable[[Record], object], record: Record) -> object:
        """One submission that goes wrong stops no other."""
        try:
            return step(record)
        except (StepError, KeyError):
            return None  # somebody else was first
        except NoServer:
            raise
        except (FullError, RegisterError) as error:
            self.troubles.add("spool" if isinstance(error, FullError) else "register")
            log.error("%s: %s", record.id, error)
        except Exception:
            self.troubles.add("errands")
            log.exception("%s: unexpected", record.id)
        return None

    def _letters(self) -> None:
        due = self.mailing.due()
        if not due and self.asked.empty():
            return
        try:
            with self.mailing.post as post:
                for record, name in due:
                    self._guarded(lambda one, name=name: self.mailing.send(post, one, name), record)
                while not self.asked.empty():
                    self.mailing.send_links(post, *self.asked.get_nowait())
        except NoServer as error:
            self.troubles.add("post")
            log.warning("letters wait: %s", error)
        except RegisterError as error:
            self.troubles.add("register")
            log.error("%s", error)

    def tidy(self) -> None:
        """What is over, undecided or unconfirmed for too long goes, and with it who sent it; so do old letters."""
        clerk = self.delivery.clerk
        for record in clerk.spool.all():
            self._guarded(self._one_tidied, record)
        clerk.spool.sweep(clerk.clock())
        if isinstance(self.mailing.post, Outbox):
            self._outbox(self.mailing.post.folder)

    def _one_tidied(self, record: Record) -> None:
        clerk, settings = self.delivery.clerk, self.mailing.settings
        now, term = clerk.clock(), timedelta(settings.days)
        age, whole = now - record.since, now - record.received
        terms = {UNCONFIRMED: timedelta(settings.unconfirmed_days), EXPIRED: DAY, **dict.fromkeys(DECIDED, term)}
        if record.state in terms and age >= terms[record.state]:
            clerk.spool.delete(record.id)
        elif record.state == WAITING and whole >= term:
            clerk.spool.change(record.id, lambda one: one.step(EXPIRED, now))
        elif record.state == ACCEPTED and record.sender and whole >= term:
            clerk.spool.change(record.id, lambda one: replace(one, sender=""))  # on its way still; whose is forgotten

    def _outbox(self, folder: Path) -> None:
        """Letters have the moment that they are dated by at the beginning of their names."""
        before = self.delivery.clerk.clock() - timedelta(self.mailing.settings.days)
        for path in (*folder.glob("*.eml"), *folder.glob("*.new")):
            if path.name < f"{before:%Y%m%dT%H%M%S}":
                with suppress(OSError):
                    path.unlink()

    def pause(self) -> float:
        """In how many seconds it has to run again at the latest."""
        clerk = self.delivery.clerk
        now = clerk.clock()
        retries = [one.retry for one in clerk.spool.all() if one.state == ACCEPTED and one.retry]
        return min([PAUSE, *(max(1.0, (one - now).total_seconds()) for one in retries)])


class Worker:
    """A thread that runs errands: when it is woken, when something is due, and once at its start."""

    def __init__(self, errands: Errands) -> None:
        self.errands = errands
        self._woken, self._ended = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._run, name="errands", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def wake(self) -> None:
        """Something happened: look at once."""
        self._woken.set()

    def stop(self) -> None:
        """End after what is being done."""
        self._ended.set()
        self._woken.set()
        self._thread.join(PAUSE)

    @property
    def alive(self) -> bool:
        """Does it run?"""
        return self._thread.is_alive()

    def _run(self) -> None:
        pause = 0.0
        while not self._ended.is_set():
            self._woken.wait(pause)
            self._woken.clear()
            try:
                self.errands.run()
                pause = self.errands.pause()
            except Exception:  # what goes wrong here must not end all errands
                self.errands.troubles.add("errands")
                log.exception("errands: unexpected")
                pause = PAUSE


class Hook:
    """Runs a command after something new came into the repository, in a thread of its own: nothing waits for it.

    What comes while it runs makes it run once more. What goes wrong with it is told to the log.
    """

    def __init__(self, command: str, folder: Path) -> None:
        self.command, self.folder = shlex.split(command), folder
        self._wanted, self._running = threading.Event(), threading.Lock()

    def __call__(self) -> None:
        """Run it soon."""
        if self.command:
            self._wanted.set()
            threading.Thread(target=self._run, name="hook", daemon=True).start()

    def _run(self) -> None:
        with self._running:
            if not self._wanted.is_set():
                return  # the one before saw all of it
            self._wanted.clear()
            try:
                done = subprocess.run(self.command, cwd=self.folder, capture_output=True, timeout=HOOK_PATIENCE)  # noqa: S603
            except (OSError, subprocess.SubprocessError) as error:
                log.error("%s: %s", self.command[0], error)
                return
            if done.returncode:
                said = done.stderr.decode(errors="replace")[-2000:]
                log.error("%s: exit status %d\n%s", self.command[0], done.returncode, said)
