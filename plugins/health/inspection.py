"""A look at a published site from outside: each check in turn, within a time."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from urllib.parse import urlsplit

from agenda.language import told
from agenda.problem import Fault
from agenda.town import Town

from . import checks, feeds, headers, links
from .finding import WRONG, Finding, note, wrong
from .visit import Answer, Spent, Unreachable, Untrusted, Visitor

CHECKS = ("certificate", "age", "headers", "feeds", "links", "security", "receiver")
DAYS = 3  # without a build
SECONDS = 120.0


def look(
    address: str,
    town: Town,
    skip: Sequence[str] = (),
    days: int = DAYS,
    seconds: float = SECONDS,
    track: Callable[[Sequence[str]], Iterable[str]] = iter,
) -> list[Finding]:
    """What every check but those in `skip` finds at this address, on the town's `today`.

    Raises Unreachable if the site is not there at all; a certificate that nobody takes is a finding.
    """
    address = address if urlsplit(address).path else f"{address}/"
    found: list[Finding] = []
    with Visitor(seconds) as visitor:
        try:
            home = _home(visitor, address)
        except Untrusted as error:
            fault = Fault(
                "no browser takes the certificate: {told}. Renew it, or mend the server's settings.", told=error
            )
            return [wrong("certificate", address, fault)]
        except Spent:
            raise Unreachable("no answer in time") from None
        for name in track([name for name in CHECKS if name not in skip]):
            found += _checked(name, visitor, home, town, days)
    return found


def _home(visitor: Visitor, address: str) -> Answer:
    """The home page. Raises Unreachable if there is none."""
    home = visitor.get(address)
    if home.status != 200:
        raise Unreachable(f"{home.status} {home.headers.get('location', '')}".strip())
    return home


def _checked(name: str, visitor: Visitor, home: Answer, town: Town, days: int) -> list[Finding]:
    """What a check finds; that it did not come to its end is a finding too."""
    found: list[Finding] = []
    try:
        found.extend(_run(name, visitor, home, town, days))
    except Unreachable as error:
        found.append(wrong(name, home.address, Fault("the site stopped answering: {told}. Look again.", told=error)))
    except Spent:
        fault = Fault("the time is up: this was not looked at in whole. Give it more --seconds, or see why it is slow.")
        found.append(wrong(name, home.address, fault))
    return found or [note(name, home.address, told("there is nothing to look at."))]


def _run(name: str, visitor: Visitor, home: Answer, town: Town, days: int) -> Iterator[Finding]:
    today: date = town.today
    match name:
        case "certificate":
            return checks.certificate(visitor, home.address, today)
        case "age":
            return checks.age(visitor, home, today, days)
        case "headers":
            return headers.check(visitor, home)
        case "feeds":
            return feeds.check(visitor, home, f"{town.words['subscribe']}/")
        case "links":
            return links.check(visitor, home)
        case "security":
            return checks.security(visitor, home, today)
        case _:
            return checks.receiver(visitor, home, f"{town.words['form']}/")


def is_well(found: Iterable[Finding]) -> bool:
    """Is nothing wrong?"""
    return not any(one.level == WRONG for one in found)
