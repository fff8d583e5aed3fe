"""The types of an entry's fields: how each is written (`notation`), and the JSON Schema that an editor checks it by."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, ValidationInfo, WithJsonSchema

from . import moments as m
from . import notation as n
from .problem import Fault


def line(most: int) -> Any:
    """The type of a text on one line of at most `most` characters; spaces and line breaks become one space."""

    def parse(value: Any) -> str:
        return n.fitting(" ".join(n.text(value).split()), most)

    return Annotated[str, BeforeValidator(parse), WithJsonSchema({"type": ["string", "number"], "maxLength": most})]


def paragraph(most: int) -> Any:
    """The type of a text of several lines of at most `most` characters."""
    return Annotated[
        str,
        BeforeValidator(lambda value: n.fitting(n.text(value), most)),
        WithJsonSchema({"type": "string", "maxLength": most}),
    ]


def choice(*words: str) -> Any:
    """The type of one of a few English words."""
    return Annotated[
        str, BeforeValidator(lambda value: n.one_of(n.text(value), words)), WithJsonSchema({"enum": list(words)})
    ]


def id_of(kind: str) -> Any:
    """The type of an id that stands in the register's `kind`: `context[kind]` maps ids to things with name and aliases.

    Without a context (reading the register itself) every text goes.
    """

    def parse(value: Any, info: ValidationInfo) -> str:
        return n.known_id(n.text(value), (info.context or {}).get(kind))

    return Annotated[str, BeforeValidator(parse), WithJsonSchema({"type": "string", "x-list": kind})]


def listed(item: Any, at_least: int = 0, at_most: int = 500) -> Any:
    """The type of a list of `item`, kept as a tuple; a single value stands for a list of one."""

    def parse(value: Any) -> list:
        items = value if isinstance(value, list) else [value]
        if len(items) < at_least:
            raise Fault("the list is empty. Choose at least one.")
        if len(items) > at_most:
            raise Fault("this list has {length} items; at most {most} fit.", length=len(items), most=at_most)
        return items

    limits = {"minItems": at_least, "maxItems": at_most}
    return Annotated[tuple[item, ...], BeforeValidator(parse), Field(json_schema_extra=limits)]


def _typed(python: Any, parse: Callable, **schema: Any) -> Any:
    return Annotated[python, BeforeValidator(parse), WithJsonSchema(schema)]


def whole_number(lowest: int, highest: int) -> Any:
    """The type of a whole number between two bounds, both in."""
    return _typed(int, n.parse_number(lowest, highest), type="integer", minimum=lowest, maximum=highest)


_DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_CLOCK = r"[0-9]{1,2}:[0-9]{2}"
_SPAN = rf"{_CLOCK}( ?- ?{_CLOCK})?"

Date = _typed(date, m.parse_date, type="string", format="date", pattern=f"^{_DAY}$")
Time = _typed(m.TimeSpan, m.parse_time, type="string", pattern=f"^{_SPAN}$")
Days = _typed(m.DateRange, m.parse_range, type="string", pattern=f"^{_DAY}(/{_DAY})?$")
LooseDate = _typed(m.Moment, m.parse_moment, type="string", pattern=f"^{_DAY}( {_SPAN})?$")
NewDate = _typed(m.Moment, m.parse_new_moment, type="string", pattern=f"^({_DAY}( {_SPAN})?|{_SPAN})$")
Price = _typed(Decimal, n.parse_price, type=["number", "string"], pattern="^[0-9]{1,4}([.,][0-9]{1,2})?$", minimum=0)
AgeRange = _typed(
    n.Ages, n.parse_ages, type=["string", "integer"], pattern=r"^([0-9]{1,3}-[0-9]{1,3}|[0-9]{1,3}\+|-[0-9]{1,3})$"
)
Yes = _typed(bool, n.parse_yes, enum=[True, False, "yes", "no"])
Cancelled = _typed(str | None, n.parse_cancelled, type=["string", "boolean"], maxLength=200)
Phone = _typed(str, n.parse_phone, type="string", pattern=r"^\+?[0-9 ()-]{3,24}$")
Email = _typed(str, n.parse_email, type="string", format="email")
Website = _typed(str, n.parse_website, type="string", format="uri", pattern="^https?://")
Online = _typed(str, n.parse_online, type=["string", "boolean"])
Postcode = _typed(str, n.parse_postcode, type="string", pattern="^[1-9][0-9]{3} ?[A-Za-z]{2}$")
Day = _typed(
    m.DayName,
    m.parse_day,
    type=["string", "integer"],
    examples=["tuesday", "2nd tuesday", "last friday", "15", "last day"],
)
OldPath = _typed(str, n.parse_old_path, type="string", pattern="^([a-z0-9-]{1,60}/)?[a-z0-9-]{1,80}$")
Handle = _typed(str, n.parse_handle, type="string", pattern="^@[A-Za-z0-9_./-]{1,119}$")
Slug = _typed(str, n.parse_slug, type="string", pattern="^[a-z0-9-]{1,80}$")
EntryAddress = _typed(str, n.parse_entry, type="string", pattern="^[a-z0-9-]{1,80}/[a-z0-9-]{1,80}$")
Months = _typed(
    tuple[int, ...],
    m.parse_months,
    anyOf=[{"type": "string"}, {"type": "array", "items": {"type": "string"}}],
)
