"""What a partner's calendar or page says takes place, before it is an activity: the importers' common ground.

A moment is a date (whole days), a datetime without a zone (the town's clock), or one with a zone of its own. An end
of whole days is the day after the last; None is not known.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import groupby
from zoneinfo import ZoneInfo

from agenda.problem import Fault

Moment = date | datetime
MOST = 2_000  # events of a source, and dates that one event names


@dataclass(frozen=True)
class Other:
    """One time of a series that is otherwise than planned: `planned` is when it would have begun."""

    planned: Moment
    start: Moment
    end: Moment | None
    cancelled: bool = False
    title: str = ""
    place: str = ""


@dataclass(frozen=True)
class Event:
    """One event or series. `rules` are RRULEs in the zone of `start`; `out` what they leave out, `extra` what is more.

    `text` is plain text with paragraphs; `place` as the source writes it; `words` its own categories.
    """

    uid: str
    title: str
    start: Moment
    end: Moment | None = None
    text: str = ""
    place: str = ""
    words: tuple[str, ...] = ()
    cancelled: bool = False
    rules: tuple[str, ...] = ()
    out: tuple[Moment, ...] = ()
    extra: tuple[tuple[Moment, Moment | None], ...] = ()
    others: tuple[Other, ...] = ()


@dataclass(frozen=True)
class Refusal:
    """An event that cannot be kept, and why."""

    uid: str
    title: str
    fault: Fault


@dataclass(frozen=True)
class Read:
    """What stands in a source."""

    events: tuple[Event, ...]
    refusals: tuple[Refusal, ...] = ()


def whole(moment: Moment) -> bool:
    """Is it a day, without a time?"""
    return not isinstance(moment, datetime)


def wall(moment: Moment, zone: ZoneInfo) -> datetime:
    """The moment on the town's clock; of a day its beginning."""
    if not isinstance(moment, datetime):
        return datetime.combine(moment, time(0))
    if moment.tzinfo is None or str(moment.tzinfo) == str(zone):
        return moment.replace(tzinfo=None)
    return moment.astimezone(zone).replace(tzinfo=None)


def named(moment: Moment, event: Event, zone: ZoneInfo) -> datetime:
    """The planned start that EXDATE or RECURRENCE-ID names: of whole days its day, whatever time a program adds."""
    return wall(moment.date() if whole(event.start) and isinstance(moment, datetime) else moment, zone)


def joined(events: list[Event], zone: ZoneInfo) -> Iterator[Event]:
    """Single events with the same title and place as one with loose dates: pages list every time by itself."""

    def key(one: Event) -> tuple:
        single = not (one.rules or one.extra or one.others or one.cancelled)
        return (one.title.casefold(), one.place.casefold(), whole(one.start), "" if single else one.uid)

    for _, group in groupby(sorted(events, key=lambda one: (*key(one), wall(one.start, zone))), key=key):
        first, *more = group
        if not more:
            yield first
            continue
        dates = tuple((one.start, one.end) for one in more)
        name = f"{first.title}@{first.place}".casefold()
        yield Event(name[:300], first.title, first.start, first.end, first.text, first.place, first.words, extra=dates)
