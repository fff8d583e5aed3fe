"""The pages for who hands something in: the form, and the confirmation of the sender's address."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from flask import request

from agenda.language import Language, told
from agenda.problem import Fault
from intake import form, submission
from intake.answers import Trouble
from intake.questions import SECTIONS, Answers
from intake.submission import Entry

from . import cases, notices, wire
from .clerk import ReplayedError
from .limits import network
from .seals import CONFIRM
from .service import Service
from .spool import FullError
from .submission_record import UNCONFIRMED
from .wire import Sent

SCHEDULE = next(one for one in SECTIONS if any(question.name == "repeat" for question in one.questions))
_ASKED = frozenset(one.name for one in SCHEDULE.questions)

OLD = told("The form was open for very long. Look whether all is still right, and send it again.")
EARLY = told("That went fast. Look whether all is right, and send it again.")
FORGED = told("We could not see that this form came from us. Look whether all is right, and send it again.")
REPLAYED = told("This form was handed in already. Is this another activity? Then send it again.")
FULL = told(
    "We cannot keep it now: something is wrong on our side. What you filled in stands below. Try it again in an hour, "
    "or call us."
)
OFTEN = told("A lot was sent from where you are. What you filled in stands below. Try it again in ten minutes.")
CLOSED = told("The form cannot be used now: the editors have to mend something first. Try it again later, or call us.")
ACTIONS = ("dates", "preview", "send")


def routes(service: Service) -> Iterator[tuple]:
    """Each page: its rule, its methods and its view, in each language."""
    for language in service.languages.values():
        prefix = service.town.in_language(language).prefix
        view = _Form(service, language)
        path, confirm = service.addresses.form(), service.addresses.confirm("<word>")
        yield f"{prefix}{path}", ["GET", "POST"], view.view
        yield f"{prefix}{confirm}", ["GET", "POST"], _Confirmation(service, language).view


@dataclass(frozen=True)
class _Form:
    """The form in one language."""

    service: Service
    language: Language

    def view(self, **_: str) -> tuple[str, int]:
        """Given out empty, or taken as it was sent."""
        return self._taken() if request.method == "POST" else self._given()

    @property
    def path(self) -> str:
        return self.service.addresses.form()

    def _given(self) -> tuple[str, int]:
        return self._page(fresh=True), 200

    def _page(
        self,
        answers: Answers | None = None,
        troubles: Iterable[Trouble] = (),
        hints: Iterable[Trouble] = (),
        message: str = "",
        token: str = "",
        fresh: bool = False,
        **context: object,
    ) -> str:
        now = self.service.current.get()
        made = form.of(
            now.register, self.language, now.town.data_license, answers, troubles, hints,
            token or self.service.seals.token(self.service.clock()), self.language.gettext(message),
        )  # fmt: skip
        return self.service.pages.form(made, self.language, self.path, fresh, **context)

    def _taken(self) -> tuple[str, int]:
        """What was sent: looked at, or kept."""
        sent = wire.read(request.get_data(), request.headers.get("Content-Type", ""))
        action, token = wire.one(sent, "action"), wire.one(sent, "token")
        if any(sent.get(form.TRAP, [])):
            return self.service.pages.notice(notices.THANKS.in_language(self.language), self.language, self.path), 200
        if action not in ACTIONS:
            raise Fault("nothing is chosen yet. Choose what fits.")
        answers, troubles = submission.read(sent, strict=False)
        own, own_troubles = form.own_answers(sent)
        shown = {**_as_sent(sent), **answers, **own}
        limit = self.service.sends if action == "send" else self.service.looks
        if not limit.allows(self._network(), self.service.clock()):
            return self._page(shown, message=OFTEN, token=token), 429
        now = self.service.current.get()
        if now.broken:
            return self._page(shown, message=CLOSED, token=token), 503
        entry = self._entry(answers)
        if action == "dates":
            return self._dates(answers, shown, troubles, token), 200
        troubles = [*troubles, *entry.troubles]
        if action == "preview":
            outlook = (
                self.service.pages.outlook(entry.activity, self.language) if entry.activity and not troubles else None
            )
            return self._page(shown, troubles, () if troubles else entry.hints, token=token, outlook=outlook), 200
        troubles += own_troubles
        if troubles:
            return self._page(shown, troubles, token=token), 422
        return self._kept(answers, own["sender"][0], shown, token)

    def _network(self) -> str:
        forwarded = request.headers.get("X-Forwarded-For", "")
        return network(request.remote_addr or "", forwarded, self.service.settings.proxies)

    def _entry(self, answers: Answers) -> Entry:
        now = self.service.current.get()
        town = now.town
        return submission.entry(answers, town.folders, now.register, town.today, self.language, now.taken)

    def _dates(self, answers: Answers, shown: Answers, troubles: list[Trouble], token: str) -> str:
        """The dates that the answers about when make, whatever else is filled in."""
        now = self.service.current.get()
        probe: dict[str, tuple[str, ...]] = {
            "organization": (next(iter(now.register.organizations), ""),), "title": ("…",), "summary": ("…",),
            "online": ("yes",), "topics": (next(iter(now.register.topics), ""),),
            "audiences": (next(iter(now.register.audiences), ""),),
            "vouched_by": (next((id for id, one in now.register.organizations.items() if one.kind == "member"), ""),),
        }  # fmt: skip
        probe |= {name: value for name, value in answers.items() if name in _ASKED}
        entry = self._entry(probe)
        wrong = [one for one in (*troubles, *entry.troubles) if one.question.name in _ASKED]
        dates = self.service.pages.outlook(entry.activity, self.language) if entry.activity and not wrong else None
        return self._page(shown, wrong, token=token, dates=dates)

    def _kept(self, answers: Answers, sender: str, shown: Answers, word: str) -> tuple[str, int]:
        """Keep it, if the form is one that we gave out; told only when it is on the disk."""
        service, now = self.service, self.service.clock()
        token = service.seals.read_token(word, now)
        if token is None:
            return self._page(shown, message=FORGED), 400
        if token.age != "fresh":
            again = word if token.age == "early" else ""
            return self._page(shown, message=EARLY if token.age == "early" else OLD, token=again), 400
        try:
            service.clerk.hand_in(answers, sender, self.language, token.nonce)
        except ReplayedError:
            return self._page(shown, message=REPLAYED), 409
        except FullError:
            return self._page(shown, message=FULL, token=word), 507
        service.worker.wake()
        return service.pages.notice(notices.THANKS.in_language(self.language), self.language, self.path), 200


def _as_sent(sent: Sent) -> dict[str, tuple[str, ...]]:
    """What was filled in, as the form shows it again beside what is wrong with it: characters that hide are shown."""
    return {name: tuple(value.replace("\0", "\ufffd") for value in values[:50]) for name, values in sent.items()}


@dataclass(frozen=True)
class _Confirmation:
    """Where a sender says that it was they. Mail programs open links: only the button does something."""

    service: Service
    language: Language

    def view(self, word: str) -> tuple[str, int]:
        """A button, or what pressing it did."""
        service, pages = self.service, self.service.pages
        path = service.addresses.form()
        link = service.seals.read(CONFIRM, word, service.clock())
        record = service.clerk.spool.get(link.id) if link else None
        if link is None or record is None or (record.sender and service.seals.who(record.sender) != link.who):
            return pages.notice(notices.NO_LINK.in_language(self.language), self.language, path), 404
        if record.state == UNCONFIRMED and request.method == "POST":
            record = service.clerk.confirm(record.id)
            service.worker.wake()
        notice = notices.CONFIRM if record.state == UNCONFIRMED else notices.CONFIRMED
        said = notice.in_language(self.language, title=cases.title(record))
        return pages.notice(replace(said, status=200), self.language, path), 200
