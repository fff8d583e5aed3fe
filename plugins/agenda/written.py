"""A record -> its fields as a file has them: the reverse of `notation`, `moments` and `fields`.

Who takes over what a town publishes (another agenda) writes files of it again: read back they give the same record.
What a record leaves to its default is left out.
"""

from collections.abc import Mapping
from datetime import date, time
from decimal import Decimal
from typing import Any

from .moments import MONTHS, ORDINALS, WEEKDAYS, DateRange, DayName, Moment, TimeSpan
from .notation import Ages
from .record import Record

Tree = str | dict[str, "Tree"] | list["Tree"]

_NTH = {number: name for name, number in ORDINALS.items()}


def fields(record: Record, leave_out: frozenset[str] = frozenset()) -> dict[str, Tree]:
    """The fields of a record by their names in files, each a text, a list or fields again."""
    return {
        info.alias or name: _value(name, value)
        for name, info in type(record).model_fields.items()
        if name not in leave_out and not info.exclude and (value := getattr(record, name)) != info.default
    }


def _value(name: str, value: Any) -> Tree:
    if name == "months":
        return [MONTHS[number - 1] for number in value]
    if isinstance(value, tuple | list):
        return [_value("", one) for one in value]
    if isinstance(value, Mapping):
        return {key: _value("", one) for key, one in value.items()}
    if isinstance(value, Record):
        return fields(value)
    return _cancelled(value) if name == "cancelled" else _text(value)


def _cancelled(reason: str) -> str:
    """Cancelled without a reason is an empty text."""
    return reason or "yes"


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, TimeSpan):
        return span(value)
    if isinstance(value, DateRange):
        return str(value.first) if value.first == value.last else f"{value.first}/{value.last}"
    if isinstance(value, Moment):
        return " ".join([*([str(value.date)] if value.date else []), *([span(value.time)] if value.time else [])])
    if isinstance(value, DayName):
        return _day(value)
    if isinstance(value, Ages):
        low, high = value.lowest, value.highest
        return f"{low}+" if high is None else f"{'' if low is None else low}-{high}"
    return str(value) if isinstance(value, str | int | Decimal) else _unknown(value)


def _unknown(value: Any) -> str:
    raise TypeError(f"{type(value).__name__} has no notation")


def span(times: TimeSpan) -> str:
    """`10:00`, `10:00-12:00`; an end at midnight is `24:00`."""
    if times.end is None:
        return f"{times.start:%H:%M}"
    return f"{times.start:%H:%M}-{'24:00' if times.days and times.end == time(0) else f'{times.end:%H:%M}'}"


def _day(day: DayName) -> str:
    if day.weekday is None:
        return str(day.n) if day.n > 0 else "last day"
    return f"{_NTH[day.n]} {WEEKDAYS[day.weekday]}" if day.n else WEEKDAYS[day.weekday]
