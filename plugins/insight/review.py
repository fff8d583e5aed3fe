"""What needs a look: per organization its activities, how fresh each is, and before a holiday: does it go on?"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from agenda import freshness, listing, schedule
from agenda.holidays import Holiday
from agenda.listing import Item
from agenda.model import Activity, Occurrence
from agenda.pages import Site
from agenda.register import Organization, Register
from agenda.timetable import Schedule

AHEAD = timedelta(28)  # so long before a holiday it is asked whether things go on


@dataclass(frozen=True)
class Question:
    """Does it go on? On these days, which fall in a holiday of this name."""

    holiday: str
    days: tuple[date, ...]


@dataclass(frozen=True)
class Entry:
    """An activity that is not over: its state of freshness (empty: nothing is asked), and what else is asked."""

    activity: Activity
    state: str
    questions: tuple[Question, ...]
    next: Item | None

    @property
    def needs_a_look(self) -> bool:
        """Is there anything to ask?"""
        return bool(self.questions) or self.state not in ("", freshness.FRESH)

    @property
    def keys(self) -> frozenset[str]:
        """What is asked, so that one can tell what is new: the state since when, each holiday by its first day."""
        own = self.activity.identity
        since = f"{own} {self.state} {self.activity.checked}"  # checked again it is asked anew
        states = {since} if self.state not in ("", freshness.FRESH) else set()
        return frozenset(states | {f"{own} {one.holiday} {one.days[0]}" for one in self.questions})


@dataclass(frozen=True)
class Review:
    """An organization with its activities that are not over: what needs a look first, the most pressing on top."""

    organization: Organization
    entries: tuple[Entry, ...]

    @property
    def asked(self) -> tuple[Entry, ...]:
        """The activities that need a look."""
        return tuple(entry for entry in self.entries if entry.needs_a_look)


def of(site: Site) -> list[Review]:
    """Every organization that has an activity, in the order of the register."""
    own = current(site)
    organizations = site.agenda.register.organizations.values()
    return [of_organization(one, own[one.id], site) for one in organizations if one.id in own]


def of_organization(organization: Organization, activities: list[Activity], site: Site) -> Review:
    """An organization with these activities, which are its own and not over."""
    register, today = site.agenda.register, site.town.today

    def asked(activity: Activity) -> tuple[tuple[Question, ...], Occurrence | None]:
        ahead = listing.ahead(activity, site.agenda, today)
        following = next((item.occurrence for item in ahead if not item.off), None)
        return tuple(questions(activity, register, today)), following

    entries = []
    each = site.cache.made_of_each("review", activities, asked, site.town.prefix)
    for activity, (found, following) in zip(activities, each, strict=True):
        place = activity.place(register, following.location if following else None)
        item = following and Item(activity, following, place)
        entries.append(Entry(activity, site.freshness.of(activity), found, item))
    return Review(organization, tuple(sorted(entries, key=_order)))


def current(site: Site) -> dict[str, list[Activity]]:
    """The activities that are not over, by the id of their organizer."""
    own: dict[str, list[Activity]] = {}
    for activity in filter(site.is_current, site.agenda.activities):
        own.setdefault(activity.organizer, []).append(activity)
    return own


def _order(entry: Entry) -> tuple:
    worst = freshness.STATES.index(entry.state) if entry.state else -1
    return (not entry.questions, -worst, entry.activity.title, entry.activity.address)


def questions(activity: Activity, register: Register, today: date) -> Iterator[Question]:
    """The holidays of the coming weeks in which it takes place by its rhythm, without a word on them in its file.

    A date that stands there by itself was chosen, and so was one of a yearly rhythm. Who checked the activity after
    the question could be asked has answered it. A day is asked for once: public holidays go first.
    """
    if activity.example or activity.status in ("cancelled", "postponed"):
        return
    asked: set[date] = set()
    table = register.holidays
    for holiday in (*table.public, *table.school):
        first, last = max(holiday.date.first, today), min(holiday.date.last, today + AHEAD)
        if first > last or (activity.checked and activity.checked >= holiday.date.first - AHEAD):
            continue
        days = {
            one.day
            for plan in activity.schedule
            if _is_silent(plan, holiday)
            for one in schedule.occurrences(plan, register, first, last)
            if first <= one.day <= last and not (one.changed or one.loose)
        }
        if new := sorted(days - asked):
            asked |= days
            yield Question(holiday.name, tuple(new))


def _is_silent(plan: Schedule, holiday: Holiday) -> bool:
    """Is it a rhythm that says nothing of this holiday?"""
    rhythm = (plan.repeat or plan.rrule) and plan.repeat != "yearly"
    spoken = any(days.first <= holiday.date.last and days.last >= holiday.date.first for days in plan.except_)
    return bool(rhythm) and not plan.pause and not spoken
