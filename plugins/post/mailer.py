"""A letter -> a mail server (SMTP), or a file in an outbox folder for a town that has none set.

The password comes from the environment alone. What cannot be sent is told as a `MailError`; the sender keeps count
of what went, so that nothing is lost and nothing goes twice.
"""

import hashlib
import os
import smtplib
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from pathlib import Path
from typing import Any, Protocol

PASSWORD = "AGENDA_MAIL_PASSWORD"  # noqa: S105  the name of the variable that holds it
OUTBOX = "private/outbox"
PATIENCE = 20  # seconds
KEYS = ("sender", "host", "port", "starttls", "user", "outbox")


class MailError(Exception):
    """A letter that did not go, and why."""


class NoServer(MailError):
    """No letter can go now: the server is not there, or lets nobody in."""


class SettingsError(ValueError):
    """A setting that cannot be."""


@dataclass(frozen=True)
class Letter:
    """A plain text to one address. `reply_to`: where answers go, if not to the sender."""

    to: str
    subject: str
    text: str
    reply_to: str = ""


class Post(Protocol):
    """Takes letters; used as a context that begins and ends the connection."""

    def send(self, letter: Letter, moment: datetime) -> None:
        """Send it, dated `moment` (with a zone). Raises MailError if it did not go."""

    def __enter__(self) -> "Post": ...

    def __exit__(self, *error: object) -> None: ...


def written(letter: Letter, sender: str, moment: datetime) -> EmailMessage:
    """The letter as a message. The same letter at the same moment is the same message, identity included."""
    message = EmailMessage(policy=SMTP)
    message["From"] = sender
    message["To"] = letter.to
    message["Subject"] = letter.subject
    message["Date"] = format_datetime(moment)
    message["Message-ID"] = f"<{_key(letter, moment)}@{sender.rpartition('@')[2].strip('<> ')}>"
    if letter.reply_to:
        message["Reply-To"] = letter.reply_to
    message["Auto-Submitted"] = "auto-generated"  # RFC 3834: a program that is away does not answer
    message.set_content(letter.text, cte="quoted-printable")
    return message


def _key(letter: Letter, moment: datetime) -> str:
    words = "\0".join((letter.to, letter.subject, letter.text, moment.isoformat()))
    return hashlib.sha256(words.encode()).hexdigest()[:32]


@dataclass(frozen=True)
class Outbox:
    """Each letter a file `.eml` that any mail program opens; readable by its owner alone."""

    folder: Path
    sender: str

    def __enter__(self) -> "Outbox":
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise NoServer(f"{self.folder}: {error.strerror}") from None
        return self

    def __exit__(self, *error: object) -> None:
        """Nothing stays open."""

    def send(self, letter: Letter, moment: datetime) -> None:
        """Write it; a reader never sees half a file."""
        path = self.folder / f"{moment:%Y%m%dT%H%M%S}-{_key(letter, moment)[:12]}.eml"
        temporary = path.with_suffix(".new")
        try:
            with open(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
                file.write(written(letter, self.sender, moment).as_bytes())
            os.replace(temporary, path)
        except OSError as error:
            raise NoServer(f"{path}: {error.strerror}") from None


class Smtp:
    """A mail server. One connection for all letters of a context."""

    def __init__(
        self, host: str, sender: str, port: int = 587, starttls: bool = True, user: str = "", password: str = ""
    ) -> None:
        self.host, self.port, self.sender = host, port, sender
        self.starttls, self.user, self.password = starttls, user, password

    def __enter__(self) -> "Smtp":
        try:
            self.server = smtplib.SMTP(self.host, self.port, timeout=PATIENCE)
        except (OSError, smtplib.SMTPException) as error:
            raise NoServer(f"{self.host}:{self.port}: {_said(error)}") from None
        try:
            if self.starttls:
                self.server.starttls(context=ssl.create_default_context())
            if self.user:
                self.server.login(self.user, self.password)
        except (OSError, smtplib.SMTPException) as error:
            self.server.close()
            raise NoServer(f"{self.host}:{self.port}: {_said(error)}") from None
        return self

    def __exit__(self, *error: object) -> None:
        try:
            self.server.quit()
        except (OSError, smtplib.SMTPException):
            self.server.close()

    def send(self, letter: Letter, moment: datetime) -> None:
        """Hand it to the server."""
        try:
            self.server.send_message(written(letter, self.sender, moment))
        except smtplib.SMTPServerDisconnected as error:
            raise NoServer(f"{self.host}:{self.port}: {_said(error)}") from None
        except smtplib.SMTPException as error:
            raise MailError(_said(error)) from None
        except OSError as error:
            raise NoServer(f"{self.host}:{self.port}: {_said(error)}") from None


def _said(error: Exception) -> str:
    """What the server or the machine said, on one line."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, words = next(iter(error.recipients.values()))
    elif isinstance(error, smtplib.SMTPResponseException):
        code, words = error.smtp_code, error.smtp_error
    else:
        return " ".join(str(error).split()) or type(error).__name__
    words = words.decode(errors="replace") if isinstance(words, bytes) else words
    return f"{code} {' '.join(str(words).split())}"


def of(settings: Mapping[str, Any], sender: str, base: Path, environment: Mapping[str, str] = os.environ) -> Post:
    """The post that a town's settings (`AGENDA_MAIL`) describe; `sender` if they name none; paths are below `base`.

    Raises SettingsError for what cannot be, and where a password would go over the line unencrypted.
    """
    if not isinstance(settings, Mapping) or (unknown := sorted(set(settings) - set(KEYS))):
        what = f"unknown: {', '.join(unknown)}" if isinstance(settings, Mapping) else f"{settings!r} is not a dict"
        raise SettingsError(f"AGENDA_MAIL: {what}. It may have: {', '.join(KEYS)}.")
    sender = settings.get("sender") or sender
    if not isinstance(sender, str) or "@" not in sender:
        raise SettingsError("AGENDA_MAIL: sender is missing. Write the address that letters come from.")
    host, user = settings.get("host", ""), settings.get("user", "")
    if not host:
        return Outbox(base / settings.get("outbox", OUTBOX), sender)
    starttls, port = settings.get("starttls", True), settings.get("port", 587)
    if not isinstance(port, int) or isinstance(port, bool) or not 0 < port < 65_536:
        raise SettingsError(f"AGENDA_MAIL: port cannot be {port!r}. Write a number, for example 587.")
    if not isinstance(starttls, bool):
        raise SettingsError(f"AGENDA_MAIL: starttls cannot be {starttls!r}. Write True or False.")
    if user and not environment.get(PASSWORD):
        raise SettingsError(f"AGENDA_MAIL: there is a user, but no password in the environment. Set {PASSWORD}.")
    if user and not starttls and host not in ("localhost", "127.0.0.1", "::1"):
        raise SettingsError("AGENDA_MAIL: without starttls the password could be read on the way. Leave starttls out.")
    return Smtp(host, sender, port, starttls, user, environment.get(PASSWORD, ""))
