"""Which day it is: read here and nowhere else, and handed down."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo


def of(value: Any, zone: ZoneInfo) -> date:
    """The day that is set (2026-11-22), else the clock's in the town. Raises ValueError for what is no day."""
    if not value:
        return datetime.now(zone).date()
    try:
        return value if isinstance(value, date) else date.fromisoformat(value)
    except (TypeError, ValueError):
        raise ValueError(f"AGENDA_TODAY: {value!r} is not a day. Write for example 2026-11-22.") from None


def told(settings: Mapping[str, Any], environment: Mapping[str, str]) -> str:
    """The day of a build with these settings; empty if they name none, which their reader tells of."""
    try:
        zone = ZoneInfo(settings["TIMEZONE"])
        return str(of(environment.get("AGENDA_TODAY") or settings.get("AGENDA_TODAY"), zone))
    except (KeyError, ValueError, OSError, TypeError):
        return ""
