"""Advice about an entry that is right as it stands: what a reader or referrer would miss. It stops nothing."""

from collections.abc import Iterator
from datetime import date, timedelta

from . import characters, readability, schedule, twins, wording
from .model import Activity, Agenda
from .problem import Fault
from .register import Register

_TELLING = ("cancelled", "note")  # the texts of a change
AHEAD = timedelta(183)  # this long before the holiday table ends, series with a pause say so


def of_activity(
    activity: Activity, register: Register, today: date, language: str = ""
) -> Iterator[tuple[tuple, Fault]]:
    """Each piece of advice with the path of its field, of each kind one; texts are judged as in this language."""
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
    if missing := list(_missing(activity, register)):
        yield (
            (),
            Fault(
                "who refers somebody cannot tell them everything yet. Fill in what you know: {fields}.",
                fields=", ".join(missing),
            ),
        )
    yield from _health(activity, language)
    yield from _reading(activity, language)
    place = activity.place(register)
    if not place.area and not place.online:
        yield ("location",), Fault("the place has no area. Nobody finds it under a neighbourhood until it has one.")
    yield from _schedules(activity, register, today)


def of_agenda(agenda: Agenda, today: date) -> Iterator[tuple[Activity, Fault]]:
    """Advice on the title of an entry that only shows beside the others: it is there twice, by the look of it."""
    return twins.hints(agenda, today)


def _contact(activity: Activity, register: Register) -> Iterator[tuple[tuple, Fault]]:
    own, theirs = activity.contact, register.organizations[activity.organizer].contact
    if not any(contact and (contact.phone or contact.email) for contact in (own, theirs)):
        yield ("contact",), Fault("nobody can be reached about this. Add a contact with a phone or an email.")
    elif not any(contact and contact.phone for contact in (own, theirs)):
        yield ("contact",), Fault("there is no telephone number. Many people rather call: add one if there is one.")
    if own and own.phone and own.phone.replace(" ", "").replace("-", "").startswith(("06", "+316", "00316")):
        yield ("contact", "phone"), Fault("this is a mobile number. Use the organization's own number if it has one.")
    if activity.registration == "required" and not own and not (theirs.phone or theirs.email or theirs.website):
        yield ("registration",), Fault("it is not said how to register. Add a contact.")


def _missing(activity: Activity, register: Register) -> Iterator[str]:
    """The fields that a referrer needs and that are empty. Who says nothing of a referral needs none.

    A word of welcome is asked for only beside others: many do well without one.
    """
    found = list(_needed(activity, register))
    yield from found
    if found and not (activity.welcome or activity.form):
        yield "welcome"


def _needed(activity: Activity, register: Register) -> Iterator[str]:
    if activity.price is None and not activity.price_note:
        yield "price"
    if not activity.registration:
        yield "registration"
    if not activity.access and not activity.place(register).access:
        yield "access"
    if activity.referral and activity.referral.needed and not (activity.referral.how or activity.referral.contact):
        yield "referral"


def _health(activity: Activity, language: str) -> Iterator[tuple[tuple, Fault]]:
    """A reason that tells of somebody's health: on the first text that has one."""
    texts = [(("status_note",), activity.status_note)] if activity.status != "scheduled" else []
    for number, plan in enumerate(activity.schedule):
        for other, change in enumerate(plan.changes):
            texts += [(("schedule", number, "changes", other, name), getattr(change, name)) for name in _TELLING]
    for path, text in texts:
        if text and (word := readability.health(text, language)):
            yield path, Fault("{word} tells of somebody's health. Write not why, but when the next time is.", word=word)
            return


def _reading(activity: Activity, language: str) -> Iterator[tuple[tuple, Fault]]:
    """How easily summary and text read. A language that nothing is known of is not judged."""
    if language not in readability.FORMULAS:
        return
    text = f"{wording.sentence(activity.summary)}\n\n{activity.description}"
    if long := readability.long_sentences(text):
        yield (), Fault("a sentence has {n} words: {sentence} Make it two, of at most {most} words.",
                        n=len(long[0].split()), sentence=long[0], most=readability.LONG)  # fmt: skip
    if hard := readability.difficult(text, language):
        words = ", ".join(f"{word} ({plainer})" for word, plainer in hard[:3])
        yield (), Fault("there are difficult words. Write what stands behind them: {words}.", words=words)
    score = readability.ease(text, language)
    if score is not None and score < readability.PLAIN:
        yield (), Fault("the text is hard to read (Flesch-Douma {score}; {plain} and up is plain). Use shorter words "
                        "and sentences.", score=round(score), plain=readability.PLAIN)  # fmt: skip


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
