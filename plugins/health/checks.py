"""The small checks: how old a site is, its certificate, its security.txt, and its receiver."""

import json
import re
import socket
import ssl
from collections.abc import Iterator
from datetime import UTC, date, datetime
from urllib.parse import urljoin, urlsplit

from agenda.language import told
from agenda.problem import Fault

from .finding import Finding, note, well, wrong
from .visit import Answer, Unreachable, Untrusted, Visitor

CERTIFICATE_DAYS = 14  # before its end somebody should hear of it
SECURITY_DAYS = 14
SECURITY = ".well-known/security.txt"  # RFC 9116
HERE = ("localhost", "127.0.0.1", "::1")


def age(visitor: Visitor, home: Answer, today: date, most: int) -> Iterator[Finding]:
    """A site is built every night: after `most` days something is wrong."""
    address = urljoin(home.address, "build.json")
    try:
        built = date.fromisoformat(json.loads(visitor.get(address).body)["date"])
    except (ValueError, KeyError, TypeError):
        yield wrong("age", address, Fault("it does not say when the site was built. Publish the site again."))
        return
    days = (today - built).days
    if days >= most:
        yield wrong(
            "age",
            address,
            Fault("the site was built on {day}, {days} days ago. Look why it is not published.", day=built, days=days),
        )
    else:
        yield well("age", address, told("built on {day}."), day=built)


def certificate(visitor: Visitor, address: str, today: date) -> Iterator[Finding]:
    """How long the certificate is good for. Raises Untrusted, Unreachable."""
    parts = urlsplit(address)
    if parts.scheme != "https":
        if parts.hostname in HERE:
            yield note("certificate", address, told("there is no certificate on this machine."))
        else:
            fault = Fault("the address is not https: anybody may read along. Set the server up for https.")
            yield wrong("certificate", address, fault)
        return
    try:
        with (
            socket.create_connection((parts.hostname, parts.port or 443), visitor.patience()) as line,
            visitor.context.wrap_socket(line, server_hostname=parts.hostname) as safe,
        ):
            end = ssl.cert_time_to_seconds(safe.getpeercert()["notAfter"])
    except ssl.SSLCertVerificationError as error:
        raise Untrusted(error.verify_message) from None
    except OSError as error:
        raise Unreachable(str(error)) from None
    left = (datetime.fromtimestamp(end, UTC).date() - today).days
    if left < CERTIFICATE_DAYS:
        yield wrong(
            "certificate", address, Fault("the certificate ends in {days} days. Look why it is not renewed.", days=left)
        )
    else:
        yield well("certificate", address, told("good for {days} days."), days=left)


def security(visitor: Visitor, home: Answer, today: date) -> Iterator[Finding]:
    """Can somebody who finds a leak tell it, and until when does the file say so?"""
    own = urljoin(home.address, SECURITY)
    places = dict.fromkeys([urljoin(home.address, f"/{SECURITY}"), own])  # at the root of the host, else below the site
    found = next((answer for one in places if (answer := visitor.get(one)).status == 200), None)
    if found is None:
        yield wrong(
            "security", own, Fault("there is no security.txt. Say whom one tells of a leak, and publish again.")
        )
        return
    said = re.search(r"^Expires:\s*(\d{4}-\d\d-\d\d)", found.text, re.MULTILINE | re.IGNORECASE)
    try:
        left = (date.fromisoformat(said[1] if said else "") - today).days
    except ValueError:
        yield wrong(
            "security", found.address, Fault("security.txt does not say until when it holds. Write Expires: in it.")
        )
        return
    if not re.search(r"^Contact:\s*\S", found.text, re.MULTILINE | re.IGNORECASE):
        yield wrong("security", found.address, Fault("security.txt names nobody. Write Contact: in it."))
    elif left < SECURITY_DAYS:
        yield wrong(
            "security",
            found.address,
            Fault("security.txt holds for {days} more days. Publish the site again.", days=left),
        )
    else:
        yield well("security", found.address, told("holds for {days} days."), days=left)


def receiver(visitor: Visitor, home: Answer, form: str) -> Iterator[Finding]:
    """How the receiver is doing, if there is one: it puts a token in the form (`form` is its path)."""
    here = urljoin(home.address, form)
    linked = re.search(rf'href="(https?://[^"]+/{re.escape(form)})"', home.text)
    at = linked[1] if linked else here
    try:
        page = visitor.get(at)
        if page.status != 200 or 'name="token"' not in page.text:
            if linked:
                yield wrong(
                    "receiver", at, Fault("the form is not there: {told}. Start the receiver.", told=page.status)
                )
            return
        address = urljoin(at, "/health")
        answer = visitor.get(address)
    except Unreachable as error:
        yield wrong("receiver", at, Fault("the form is not there: {told}. Start the receiver.", told=error))
        return
    if answer.status in (401, 403, 404):
        yield note("receiver", address, told("the receiver does not tell from here how it is doing."))
    elif answer.status != 200:
        yield wrong("receiver", address, _troubles(answer))
    else:
        yield well("receiver", address, told("it is doing well."))


def _troubles(answer: Answer) -> Fault:
    try:
        said = json.loads(answer.body)["troubles"]
        words = ", ".join(str(one) for one in said)
    except (ValueError, KeyError, TypeError):
        words = str(answer.status)
    return Fault("the receiver has trouble: {told}. Its page in the docs says what each means.", told=words)
