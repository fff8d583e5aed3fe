"""What the receiver signs: links that let somebody do one thing, and the token of a form that it gave out.

A link says for what it is, of whom, until when, by which version of the key, and for a trusted link by the entry's own
counter. Nothing is looked up to believe it but the secret; it works as often as it is opened, for mail scanners open
links too.
"""

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from itsdangerous import BadData, URLSafeSerializer

from .settings import Settings

CONFIRM, DESK, CHANGE = "confirm", "desk", "change"  # what a link is for
DESK_DAYS = 30
YOUNGEST = timedelta(seconds=3)  # nobody fills in a form so fast
OLDEST = timedelta(hours=24)
_LONGEST = 600  # characters of a link or token that is looked at


@dataclass(frozen=True)
class Link:
    """What a link says. `id` is a submission, or the entry `organization/slug`; `who` the hash of an address."""

    purpose: str
    id: str
    who: str
    until: datetime
    counter: int = 0


@dataclass(frozen=True)
class Token:
    """A form that was given out; `nonce` tells it from all others. `age` is one of fresh, early, old.

    `about` is what the form was filled in with, if it changes something.
    """

    nonce: str
    age: str
    about: str = ""


class Seals:
    """Signs and reads with the secret of these settings."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings

    def who(self, address: str) -> str:
        """The hash of an address: nobody without the secret can tell whose it is, nor try addresses."""
        return self.digest("address", address.strip().casefold())[:20]

    def digest(self, purpose: str, text: str) -> str:
        """A name for a text that only who has the secret can make: hexadecimal, 64 digits."""
        return hmac.new(self.settings.secret.encode(), f"{purpose}\0{text}".encode(errors="surrogatepass"),
                        hashlib.sha256).hexdigest()  # fmt: skip

    def link(self, link: Link) -> str:
        """The link as a part of an address."""
        said = [link.id, link.who, int(link.until.timestamp()), self.settings.key, link.counter]
        return self._serializer(link.purpose).dumps(said)

    def read(self, purpose: str, word: str, now: datetime) -> Link | None:
        """What a link for this purpose says; None if it was tampered with, is over, or of an older key."""
        said = self._loaded(purpose, word)
        if not isinstance(said, list) or len(said) != 5:
            return None
        id, who, until, key, counter = said
        if key != self.settings.key or now.timestamp() >= until:
            return None
        return Link(purpose, id, who, datetime.fromtimestamp(until, now.tzinfo), counter)

    def token(self, now: datetime, about: str = "") -> str:
        """The token of a form that is given out now."""
        return self._serializer("form").dumps([int(now.timestamp() * 1000), secrets.token_hex(8), about])

    def read_token(self, word: str, now: datetime) -> Token | None:
        """The token that came back with a form; None if it is none of ours."""
        said = self._loaded("form", word)
        if not isinstance(said, list) or len(said) != 3:
            return None
        age = timedelta(milliseconds=now.timestamp() * 1000 - said[0])
        return Token(said[1], "early" if age < YOUNGEST else "old" if age > OLDEST else "fresh", said[2])

    def _loaded(self, purpose: str, word: str) -> object:
        if len(word) > _LONGEST:
            return None
        try:
            return self._serializer(purpose).loads(word)
        except BadData:
            return None

    def _serializer(self, purpose: str) -> URLSafeSerializer:
        return URLSafeSerializer(
            self.settings.secret, salt=f"agenda.{purpose}", signer_kwargs={"digest_method": hashlib.sha256}
        )
