"""Letters to organizers about what needs a look: who gets one today, and what was sent when.

One letter an organization, and only when something new is asked; then none for a number of days. What was asked
stands in a small file that is no part of the agenda: ids and days, no address. What did not go is tried again by
the next run.
"""

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from agenda.language import Language
from agenda.town import SettingsError, Town
from post.mailer import Letter, MailError, NoServer, Post

from .freshness import Writer
from .review import Review


class LogError(Exception):
    """What was sent cannot be read or written down: nobody would know who had a letter."""


def has_address(town: Town) -> None:
    """Raise SettingsError where letters could not name the site's pages."""
    host = urlsplit(town.url).hostname or ""
    if host in ("", "localhost", "::1") or host.startswith("127."):
        raise SettingsError(
            "SITEURL: letters need the site's real address. Name the settings that publish: --settings publishconf.py."
        )


@dataclass
class Log:
    """Of each organization the day of its last letter, and what that asked."""

    path: Path
    sent: dict[str, tuple[date, frozenset[str]]] = field(default_factory=dict)

    @classmethod
    def read(cls, path: Path) -> "Log":
        """The log in a file; an empty one if there is none yet. Raises LogError."""
        try:
            entries = json.loads(path.read_bytes())["organizations"]
            sent = {
                id: (date.fromisoformat(one["sent"]), frozenset(map(str, one["asked"]))) for id, one in entries.items()
            }
        except FileNotFoundError:
            return cls(path)
        except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
            raise LogError(
                f"{path}: {error}. It says who had a letter. Put it back, or delete it: then all get one anew."
            ) from None
        return cls(path, sent)

    def write(self) -> None:
        """Write it whole or not at all. Raises LogError."""
        entries = {id: {"sent": str(day), "asked": sorted(asked)} for id, (day, asked) in self.sent.items()}
        temporary = self.path.with_name(f"{self.path.name}.new")
        try:
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            temporary.write_text(json.dumps({"version": 1, "organizations": entries}, indent=1, sort_keys=True) + "\n")
            os.replace(temporary, self.path)
        except OSError as error:
            raise LogError(f"{self.path}: {error.strerror}. What was sent has to be written down there.") from None

    def is_due(self, review: Review, today: date, every: int) -> bool:
        """Is something asked that the last letter did not ask, and is that letter `every` days old?"""
        if review.organization.id not in self.sent:
            return bool(review.asked)
        day, asked = self.sent[review.organization.id]
        return bool(keys(review) - asked) and today - day >= timedelta(every)


def keys(review: Review) -> frozenset[str]:
    """All that is asked of an organization."""
    return frozenset().union(*(entry.keys for entry in review.asked))


@dataclass(frozen=True)
class Outcome:
    """Of each organization with something to ask what became of its letter."""

    sent: tuple[str, ...]
    waiting: tuple[str, ...]
    unreachable: tuple[str, ...]
    failed: Mapping[str, str]

    def told(self, language: Language) -> Iterator[str]:
        """What went, who has to be called, and how many wait."""
        yield from (language.say("{id}: sent.", id=id) for id in self.sent)
        yield from (
            language.say("{id}: there is no e-mail address. Somebody has to call.", id=id) for id in self.unreachable
        )
        sent = language.count("{n} letter sent", "{n} letters sent", len(self.sent))
        waiting = language.count("{n} had one already", "{n} had one already", len(self.waiting))
        yield f"{sent}, {waiting}."

    def failures(self, language: Language) -> Iterator[str]:
        """Which letters did not go, and why."""
        for id, reason in self.failed.items():
            yield language.say("{id}: not sent ({reason}). The next run tries again.", id=id, reason=reason)


def send(reviews: Iterable[Review], writer: Writer, post: Post, log: Log, moment: datetime) -> Outcome:
    """Send what is due, and write down each letter as soon as it went. Raises LogError.

    `moment` dates the letters. Without a server the rest is not tried, and none of it counts as sent.
    """
    town = writer.town
    asked = [one for one in reviews if one.asked]
    unreachable = [one for one in asked if not one.organization.contact.email]
    due = [one for one in asked if one not in unreachable and log.is_due(one, town.today, town.remind_days)]
    waiting = [one for one in asked if one not in unreachable and one not in due]
    log.write()  # before any letter: one that cannot be written down would go again and again
    sent, failed = [], {}
    try:
        if due:
            with post:
                for one in due:
                    _one(one, writer, post, log, moment, sent, failed)
    except NoServer as error:
        failed |= {one.organization.id: str(error) for one in due if one.organization.id not in sent}
    names = [tuple(one.organization.id for one in group) for group in (waiting, unreachable)]
    return Outcome(tuple(sent), *names, failed)


def _one(review: Review, writer: Writer, post: Post, log: Log, moment: datetime, sent: list, failed: dict) -> None:
    id, to = review.organization.id, review.organization.contact.email
    try:
        post.send(Letter(to, writer.subject(review), writer.letter(review), writer.town.email), moment)
    except NoServer:
        raise
    except MailError as error:
        failed[id] = str(error)
        return
    sent.append(id)
    log.sent[id] = (writer.town.today, keys(review))
    log.write()
