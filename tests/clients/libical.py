"""Prints the occurrences of a window of FILE.ics, as libical and ECal read it.

These are the engine of Evolution; icaljs.mjs does the same with another engine.

Usage: /usr/bin/python3 libical.py FILE.ics FROM TO     (see README.md)
"""

import json
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import gi

gi.require_version("ECal", "2.0")
gi.require_version("ICalGLib", "3.0")
from gi.repository import ECal, ICalGLib

ZONE = "Europe/Amsterdam"
DAY = timedelta(days=1)


def midnight(day):
    return datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(ZONE))


def ical_time(moment):
    utc = ICalGLib.Timezone.get_utc_timezone()
    return ICalGLib.Time.new_from_timet_with_zone(int(moment.timestamp()), 0, utc)


def to_date(time):
    return date(time.get_year(), time.get_month(), time.get_day())


def to_moment(time, default_zone):
    # as_timet() would take any zone for UTC.
    zone = time.get_timezone() or default_zone
    return datetime.fromtimestamp(time.as_timet_with_zone(zone), UTC)


def minutes(moment):
    return f"{moment:%Y-%m-%dT%H:%MZ}"


def children(component, kind):
    child = component.get_first_component(kind)
    while child:
        yield child
        child = component.get_next_component(kind)


def properties(component):
    found = component.get_first_property(ICalGLib.PropertyKind.ANY_PROPERTY)
    while found:
        yield found
        found = component.get_next_property(ICalGLib.PropertyKind.ANY_PROPERTY)


def read(path):
    calendar = ICalGLib.Component.new_from_string(path.read_bytes().decode())
    # libical keeps what it cannot read as X-LIC-ERROR and goes on.
    if not calendar or calendar.count_errors():
        sys.exit(f"{path}: libical cannot read all of it")
    # ECal borrows the zones, so something must keep them: this dict.
    zones = {}
    for vtimezone in children(calendar, ICalGLib.ComponentKind.VTIMEZONE_COMPONENT):
        tzid = vtimezone.get_first_property(ICalGLib.PropertyKind.TZID_PROPERTY)
        name = tzid.get_tzid()
        zones[name] = calendar.get_timezone(name)
    return calendar, zones


def occurrences(event, zones, first, last):
    """Every occurrence of `event` that overlaps the days `first` to `last`."""
    uid = event.get_uid()
    values = {}
    for item in properties(event):
        values[item.get_property_name()] = item.get_value_as_string()
        # ECal would read an unknown zone as local time.
        zone = item.get_parameter_as_string("TZID")
        if zone and zone not in zones:
            sys.exit(f"{uid}: no VTIMEZONE for {zone}")
    if "RECURRENCE-ID" in values:
        sys.exit(f"{uid}: RECURRENCE-ID in a flat feed")
    # get_status() fails where there is none.
    cancelled = values.get("STATUS") == "CANCELLED"
    default_zone = zones.get(ZONE) or ICalGLib.Timezone.get_builtin_timezone(ZONE)
    window_start, window_end = midnight(first), midnight(last + DAY)

    # What goes wrong inside a callback is only printed: these do as little as they can.
    spans = []

    def keep(_event, begin, finish, _data, _cancellable):
        spans.append((begin, finish))
        return True

    def find_zone(name, _data, _cancellable):
        return zones.get(name)

    # A day more on both sides: what overlaps is decided below, as in icaljs.mjs.
    asked = ical_time(window_start - DAY), ical_time(window_end + DAY)
    ECal.recur_generate_instances_sync(event, *asked, keep, None, find_zone, None, default_zone, None)

    for begin, finish in spans:
        if begin.is_date():
            start, end = to_date(begin), to_date(finish) - DAY  # DTEND is the day after
            overlaps = start <= last and end >= first
            start, end = start.isoformat(), end.isoformat()
        else:
            start, end = to_moment(begin, default_zone), to_moment(finish, default_zone)
            # The last part is for an instant.
            reaches = end > window_start or start >= window_start
            overlaps = start < window_end and reaches
            start = minutes(start)
            end = minutes(end) if {"DTEND", "DURATION"} & values.keys() else None
        if overlaps:
            yield {
                "uid": uid,
                "summary": event.get_summary(),
                "start": start,
                "end": end,
                "status": "cancelled" if cancelled else "scheduled",
            }


def main():
    path, first, last = Path(sys.argv[1]), *map(date.fromisoformat, sys.argv[2:4])
    calendar, zones = read(path)
    found = []
    for event in children(calendar, ICalGLib.ComponentKind.VEVENT_COMPONENT):
        found += occurrences(event, zones, first, last)
    found.sort(key=lambda item: (item["start"], item["uid"], item["end"] or ""))
    print(json.dumps(found, indent=1, ensure_ascii=False))


main()
