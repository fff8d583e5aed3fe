"""Asks a site for files, as a reader would, within a time and a number of bytes that are never gone over."""

import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

import httpx

MOST = 5_000_000  # bytes of one answer
MOST_OF_ALL = 100_000_000
PATIENCE = 10.0  # seconds for one step of an answer
REDIRECTS = 5


class Unreachable(Exception):
    """Nobody answers, or not in a way that can be understood."""


class Untrusted(Unreachable):
    """The certificate is not one that a browser takes."""


class Spent(Exception):
    """The time or the bytes of the whole look are used up."""


@dataclass(frozen=True)
class Answer:
    """What was answered; `address` is the last one after redirects, names of `headers` are lower case.

    `whole` is false if there was more than `MOST`.
    """

    address: str
    status: int
    headers: Mapping[str, str]
    body: bytes
    whole: bool = True

    @property
    def media_type(self) -> str:
        """`text/calendar` of `text/calendar; charset=utf-8`."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def text(self) -> str:
        """The body as UTF-8."""
        return self.body.decode("utf-8", "replace")


class Visitor:
    """Remembers what it was answered. `seconds` are for all visits together; leave it by `with`."""

    def __init__(self, seconds: float) -> None:
        self.until, self.left = time.monotonic() + seconds, MOST_OF_ALL
        self.context = httpx.create_ssl_context()
        self.client = httpx.Client(
            verify=self.context, headers={"User-Agent": "agenda-health"}, follow_redirects=False, trust_env=False
        )
        self.answers: dict[str, Answer] = {}

    def __enter__(self) -> "Visitor":
        return self

    def __exit__(self, *error: object) -> None:
        self.client.close()

    def patience(self) -> float:
        """Seconds that the next step may take. Raises Spent."""
        left = self.until - time.monotonic()
        if left <= 0 or self.left <= 0:
            raise Spent
        return min(left, PATIENCE)

    def get(self, address: str) -> Answer:
        """What is at this address, redirects within the same site followed. Raises Unreachable, Spent."""
        if address not in self.answers:
            at = address
            for _ in range(REDIRECTS):
                answer = self._asked(at)
                to = urljoin(at, answer.headers.get("location", ""))
                if not 300 <= answer.status < 400 or to == at or urlsplit(to).hostname != urlsplit(at).hostname:
                    break
                at = to
            self.answers[address] = answer
        return self.answers[address]

    def _asked(self, address: str) -> Answer:
        try:
            with self.client.stream("GET", address, timeout=self.patience()) as answer:
                body, whole = self._read(answer)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            if _cause(error, ssl.SSLCertVerificationError):
                raise Untrusted(_cause(error, ssl.SSLCertVerificationError).verify_message) from None
            raise Unreachable(str(error) or type(error).__name__) from None
        headers = {name.lower(): value for name, value in answer.headers.items()}
        return Answer(address, answer.status_code, headers, body, whole)

    def _read(self, answer: httpx.Response) -> tuple[bytes, bool]:
        body = b""
        for part in answer.iter_bytes():
            body += part
            self.left -= len(part)
            if len(body) > MOST:
                return body[:MOST], False
            self.patience()
        return body, True


def _cause(error: BaseException | None, kind: type) -> BaseException | None:
    """The error of this kind that this one comes from."""
    while error is not None and not isinstance(error, kind):
        error = error.__cause__ or error.__context__
    return error
