"""The words of the receiver's letters: what was handed in, what became of it, what was changed at once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from agenda.language import Language
from agenda.problem import visible
from agenda.town import Town
from post.mailer import Letter

from .amendment import KINDS, OF_A_DATE
from .submission_record import Record

_SUBJECT = 150  # characters of what was handed in that a subject repeats


@dataclass(frozen=True)
class Writer:
    """Writes for one reader: `town` and `language` are that reader's."""

    town: Town
    language: Language

    def confirm(self, record: Record, title: str, link: str, days: int) -> Letter:
        """To the sender: was it you?"""
        say = self.language.say
        return self._letter(
            record.sender,
            say("Please confirm: {title}", title=_short(title)),
            say("Somebody handed in “{title}” for {town}, with this e-mail address.", title=title, town=self.town.name),
            say("Was it you? Then open this page and press the button:") + f"\n{link}",
            say("Was it not you? Then do nothing. After {days} days we forget it.", days=days),
        )

    def to_editor(self, address: str, record: Record, title: str, who: str, link: str) -> Letter:
        """To an editor: something waits."""
        say = self.language.say
        subject = say("Change proposed: {title}", title=_short(title)) if record.path else say(
            "Handed in: {title}", title=_short(title)
        )  # fmt: skip
        return self._letter(
            address,
            subject,
            say("“{title}” waits for you.", title=title) + f"\n{who}",
            say("Look at it, and say yes or no:") + f"\n{link}",
        )

    def trouble(self, address: str, record: Record, title: str, link: str) -> Letter:
        """To an editor: it could not be brought to the repository, and somebody has to look."""
        say = self.language.say
        return self._letter(
            address,
            say("Not placed: {title}", title=_short(title)),
            say("“{title}” was accepted, but could not be placed:", title=title) + f"\n{visible(record.trouble)}",
            say("It is kept. Look at it here:") + f"\n{link}",
        )

    def waiting_long(self, address: str, title: str, days: int, link: str) -> Letter:
        """To an editor: what nobody decides will be gone in so many days."""
        say = self.language.say
        return self._letter(
            address,
            say("It still waits: {title}", title=_short(title)),
            say("“{title}” waits for your yes or no. In {days} days it is deleted, and its sender hears that nobody "
                "answered.", title=title, days=days),
            link,
        )  # fmt: skip

    def placed(self, record: Record, title: str, page: str, link: str) -> Letter:
        """To the sender: it is accepted, where it will stand, and how to change it."""
        say = self.language.say
        change = [
            say("Is a date off, is it full, or is something different? With this link you change it yourself. It is "
                "yours: do not pass it on.") + f"\n{link}"
        ]  # fmt: skip
        return self._letter(
            record.sender,
            say("Placed: {title}", title=_short(title)),
            say("Thank you! “{title}” is accepted. It stands on the site soon:", title=title) + f"\n{page}",
            *(change if link else []),
        )

    def refused(self, record: Record, title: str) -> Letter:
        """To the sender: it is not placed, and why."""
        say = self.language.say
        return self._letter(
            record.sender,
            say("Not placed: {title}", title=_short(title)),
            say("Thank you for “{title}”. The editors do not place it. They say:", title=title) + f"\n{record.reason}",
            say("Can that be changed? Then hand it in again. You may answer this letter too."),
        )

    def undecided(self, record: Record, title: str) -> Letter:
        """To the sender: nobody said yes or no."""
        say = self.language.say
        return self._letter(
            record.sender,
            say("Not placed: {title}", title=_short(title)),
            say("“{title}” waited too long: nobody of the editors answered. We are sorry. It is deleted now.",
                title=title),
            say("Will you hand it in again, or answer this letter?"),
        )  # fmt: skip

    def done(self, address: str, record: Record, title: str, page: str) -> Letter:
        """To an editor: an organizer changed something at once."""
        say = self.language.say
        return self._letter(
            address,
            say("Changed by the organizer: {title}", title=_short(title)),
            say("“{title}”: {what}. It stands on the site soon; you need not do anything.",
                title=title, what=self.act(record)),
            page,
        )  # fmt: skip

    def links(self, address: str, links: Iterable[tuple[str, str]]) -> Letter:
        """To who lost a link: a new one for each activity (title, link)."""
        say = self.language.say
        return self._letter(
            address,
            say("Your links for {town}", town=self.town.name),
            say("With these links you change your activities. They are yours: do not pass them on."),
            "\n\n".join(f"{title}\n{link}" for title, link in links),
        )

    def act(self, record: Record) -> str:
        """What was done at once, in words: `one date is off (24 november, storm)`; else the files that were written."""
        act, language = record.act, self.language
        if not act:
            return ", ".join(record.files)
        kind = KINDS[act["what"]]
        words = language.gettext(kind)
        details = []
        if act["what"] in OF_A_DATE:
            details.append(language.day(datetime.fromisoformat(act["planned"]).date()))
        details += [act[name] for name in ("to", "reason") if act[name]]
        return f"{words} ({', '.join(details)})" if details else words

    def _letter(self, to: str, subject: str, *parts: str) -> Letter:
        greeting, end = self.language.gettext("Hello,"), self.language.say("Greetings, {town}", town=self.town.name)
        text = "\n\n".join((greeting, *filter(None, parts), end)) + "\n"
        return Letter(to, subject, text, self.town.email)


def _short(title: str) -> str:
    """A title for a subject: one line."""
    return visible(" ".join(title.split()))[:_SUBJECT]
