"""What was handed in, and how far it has come: one record, and the steps that it may take."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import datetime
from typing import Any

UNCONFIRMED, WAITING, ACCEPTED = "unconfirmed", "waiting", "accepted"
DELIVERED, REFUSED, EXPIRED = "delivered", "refused", "expired"
STEPS: Mapping[str, frozenset[str]] = {
    UNCONFIRMED: frozenset((WAITING, EXPIRED)),
    WAITING: frozenset((WAITING, ACCEPTED, REFUSED, EXPIRED)),
    ACCEPTED: frozenset((DELIVERED, WAITING)),  # waiting again: the forge refused it, and an editor has to look
    DELIVERED: frozenset(),
    REFUSED: frozenset(),
    EXPIRED: frozenset(),
}
# What comes by a trusted link needs no confirmation; what that does at once is accepted from its beginning.
BEGINNINGS = (UNCONFIRMED, WAITING, ACCEPTED)
OVER = (DELIVERED, REFUSED, EXPIRED)


class StepError(ValueError):
    """A step that cannot follow on the state something is in: somebody else was first."""

    def __init__(self, now: str, step: str) -> None:
        self.now, self.step = now, step
        super().__init__(f"{now} -> {step}")


@dataclass(frozen=True)
class Record:
    """A submission. Moments have a zone; `since` is when its state began.

    `sender` is a private address, or empty once it was wiped. `path` (below activities/) is the entry that it changes,
    empty for a new one; `base` is what stood there when the form was filled in. `act` is what a trusted link asked
    for at once, instead of `answers`; `thing` the kind of what an editor wrote that is no activity. `files` (path in
    the repository -> text) and `expected` (what stood there; None: nothing) are what is delivered once it is accepted.
    `told` names the letters that went; `tries` counts deliveries that failed since the last yes, `retry` is when the
    next one may begin, `trouble` what was said. `where` is where it was brought.
    """

    id: str
    state: str
    received: datetime
    since: datetime
    language: str
    sender: str
    answers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    nonce: str = ""
    path: str = ""
    base: str = ""
    act: Mapping[str, str] = field(default_factory=dict)
    thing: str = ""
    trusted: bool = False
    reason: str = ""
    files: Mapping[str, str] = field(default_factory=dict)
    expected: Mapping[str, str | None] = field(default_factory=dict)
    told: tuple[str, ...] = ()
    tries: int = 0
    retry: datetime | None = None
    trouble: str = ""
    where: str = ""

    def step(self, state: str, now: datetime, **changes: Any) -> "Record":
        """The same in its next state since `now`. Raises StepError where that does not follow."""
        if state not in STEPS[self.state]:
            raise StepError(self.state, state)
        return replace(self, state=state, since=now, **changes)

    def data(self) -> bytes:
        """The record as it is kept: JSON, UTF-8."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1, default=datetime.isoformat).encode(
            errors="surrogatepass"
        )


_MOMENTS = ("received", "since", "retry")
_NAMES = {one.name for one in fields(Record)}


def read(data: bytes) -> Record:
    """The record that these bytes hold. Raises ValueError for anything else."""
    try:
        values = json.loads(data.decode(errors="surrogatepass"))
        values |= {name: values[name] and datetime.fromisoformat(values[name]) for name in _MOMENTS}
        values["answers"] = {name: tuple(map(str, found)) for name, found in values["answers"].items()}
        values["told"] = tuple(values["told"])
        record = Record(**values)
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"not a record: {error}") from None
    if record.state not in STEPS:
        raise ValueError(f"not a state: {record.state}")
    return record
