"""Advice about an entry that is right as it stands: what a reader or referrer would miss. It stops nothing."""

from collections.abc import Iterator
from datetime import date, timedelta

from . import characters, schedule
from .model import Activity
from .problem import Fault
from .register import Register

AHEAD = timedelta(183)  # this long before the holiday table ends, series with a pause say so


def of_activity(activity: Activity, register: Register, today: date) -> Iterator[tuple[tuple, Fault]]:
    """Each piece of advice with the path of its field."""
    if not activity.description.strip():
        yield (), Fault("there is no text below the fields. Tell whom you meet, what you do and how to get in.")
    if word := characters.mixed_scripts(activity.title):
        yield ("title",), Fault("{word} mixes letters of two scripts. Type it again.", word=word)
    if activity.checked and activity.checked > today:
        yield (
            ("checked",),
            Fault("{day} has not come yet. Write the day on which you checked it.", day=activity.checked),
        )
    yield from _contact(activity, register)
    place = activity.place(register)
    if not place.area and not place.online:
        yield ("location",), Fault("the place has no area. Nobody finds it under a neighbourhood until it has one.")
    yield from _schedules(activity, register, today)


def _contact(activity: Activity, register: Register) -> Iterator[tuple[tuple, Fault]]:
    own, theirs = activity.contact, register.organizations[activity.organizer].contact
    if not any(contact and (contact.phone or contact.email) for contact in (own, theirs)):
        yield ("contact",), Fault("nobody can be reached about this. Add a contact with a phone or an email.")
    if own and own.phone and own.phone.replace(" ", "").replace("-", "").startswith(("06", "+316", "00316")):
        yield ("contact", "phone"), Fault("this is a mobile number. Use the organization's own number if it has one.")
    if activity.registration == "required" and not own and not (theirs.phone or theirs.email or theirs.website):
        yield ("registration",), Fault("it is not said how to register. Add a contact.")


def _schedules(activity: Activity, register: Register, today: date) -> Iterator[tuple[tuple, Fault]]:
    for number, plan in enumerate(activity.schedule):
        path = ("schedule", number)
        if plan.undated:
            continue
        if not schedule.has_dates(plan, register):
            yield path, Fault("no date is left. Look at the days, until, except and pause.")
            continue
        table_ends = register.holidays.until
        last = plan.pause and table_ends - today < AHEAD and schedule.last_day(plan, register)
        if last and last >= table_ends:
            yield (
                (*path, "pause"),
                Fault(
                    "the table of holidays ends on {day}, and this series with it. Ask the editors to add years.",
                    day=table_ends,
                ),
            )
