"""Campaigns over the agenda: which activities belong to one, and what its page shows before, during and after it.

A campaign with days holds only what takes place in those days: its list, its calendar and its news agree on that.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from . import facets, listing, notation, schedule
from .listing import Day, Item
from .model import Activity, Agenda
from .moments import DateRange
from .problem import Fault
from .register import Campaign, Organization, Register

ANNOUNCED = timedelta(28)  # this long before it starts the home page names it


class Past(NamedTuple):
    """What an activity had in a campaign that is over: how many times it stood in the agenda, not cancelled."""

    activity: Activity
    times: int
    first: date | None


class Plan(NamedTuple):
    """What a campaign's page shows. `state` is `open` (no days known), `before`, `during` or `after`.

    `spotlight` are activities in the spotlight; `missing` the members that have none there yet.
    """

    campaign: Campaign
    state: str
    activities: tuple[Activity, ...]
    days: list[Day]
    undated: list[Activity]
    later: list[Item]
    past: list[Past]
    spotlight: list[Activity]
    missing: list[Organization]


def joined(activities: Iterable[Activity], register: Register) -> tuple[Activity, ...]:
    """The activities, each with all campaigns it belongs to: its own, those that name it, those that choose it."""
    every = register.campaigns.values()
    return tuple([_joined(activity, every, register) for activity in activities] if every else activities)


def _joined(activity: Activity, every: Iterable[Campaign], register: Register) -> Activity:
    found = dict.fromkeys(activity.campaigns)
    for campaign in every:
        named = activity.address in campaign.entries or activity.address in campaign.spotlight
        if named or _chosen(activity, campaign, register):
            found[campaign.id] = None
    if tuple(found) == activity.campaigns:
        return activity
    return activity.model_copy(update={"campaigns": tuple(found)})


def _chosen(activity: Activity, campaign: Campaign, register: Register) -> bool:
    """Does it fit in what the campaign selects, and in its days?"""
    if not campaign.select:
        return False
    keys = facets.keys(activity, Agenda(register, ()))
    for kind in ("area", "audience", "topic"):
        wanted = getattr(campaign.select, facets.LISTS[kind])
        if wanted and not set(wanted) & set(keys[kind]):
            return False
    return campaign.period is None or _is_in(activity, campaign.period, register)


def _is_in(activity: Activity, days: DateRange, register: Register) -> bool:
    """Does it take place in these days, or can one join in them without a fixed time?"""
    return _undated_in(activity, days) or bool(schedule.of_activity(activity, register, days.first, days.last))


def _undated_in(activity: Activity, days: DateRange) -> bool:
    return any(
        plan.undated
        and (not plan.start or plan.start <= days.last)
        and (not plan.until or plan.until >= days.first)
        for plan in activity.schedule
    )  # fmt: skip


def hints(agenda: Agenda) -> Iterator[tuple[str, str, Fault]]:
    """Activities that a campaign names and that are not there: the campaign's id, the field, what is wrong.

    Advice, no problem: an activity that is withdrawn or held back does not stop the others.
    """
    known = {activity.address for activity in agenda.activities}
    for campaign in agenda.register.campaigns.values():
        for field in ("entries", "spotlight"):
            for number, address in enumerate(getattr(campaign, field), 1):
                if address in known:
                    continue
                name = f"{field}[{number}]"
                if near := notation.nearest(address, known):
                    yield campaign.id, name, Fault("{value} is not in the agenda. Did you mean {near}?",
                                                   value=address, near=near)  # fmt: skip
                else:
                    yield campaign.id, name, Fault("{value} is not in the agenda. Delete it here.", value=address)


def state(campaign: Campaign, today: date) -> str:
    """Where today is: `before`, `during` or `after` its days; `open` if it has none."""
    if campaign.period is None:
        return "open"
    if today < campaign.period.first:
        return "before"
    return "during" if today <= campaign.period.last else "after"


def announced(agenda: Agenda, today: date) -> list[Campaign]:
    """Those that are on, or begin within four weeks; the first to end is the first."""
    found = [
        one for one in agenda.register.campaigns.values()
        if one.period and one.period.first - ANNOUNCED <= today <= one.period.last
    ]  # fmt: skip
    return sorted(found, key=lambda one: (one.period.last, one.id))


def plan(
    campaign: Campaign, activities: tuple[Activity, ...], agenda: Agenda, upcoming: listing.Upcoming,
    today: date, horizon_days: int,
) -> Plan:  # fmt: skip
    """What the page of this campaign shows of these activities on this day; lists are as long as elsewhere."""
    now, period = state(campaign, today), campaign.period
    first = max(today, period.first) if period else today
    horizon = first + timedelta(horizon_days - 1)
    days: list[Day] = []
    later: list[Item] = []
    if period and now != "after":
        items = [_ahead(activity, agenda, first, period.last) for activity in activities]
        days = listing.by_day([item for found in items for item in found], first, min(horizon, period.last))
        beyond = [found[0] for found in items if found and found[0].occurrence.day > horizon]
        later = sorted(beyond, key=lambda item: (item.occurrence.start, item.activity.address))
    elif not period:
        days = listing.by_day([item for one in activities for item in upcoming.soon[one.address]], first, horizon)
        found = [upcoming.later[one.address] for one in activities if one.address in upcoming.later]
        later = sorted(found, key=lambda item: (item.occurrence.start, item.activity.address))
    undated = [
        one for one in activities
        if now != "after" and one.address in upcoming.undated and (not period or _undated_in(one, period))
    ]  # fmt: skip
    shown = {item.activity.address for day in days for item in day.items} | {item.activity.address for item in later}
    shown |= {one.address for one in undated}
    by_address = {one.address: one for one in activities}
    spotlight = [by_address[address] for address in campaign.spotlight if address in by_address]
    lit = {activity.organizer for activity in spotlight}
    members = agenda.register.members() if campaign.asks_spotlight else []
    return Plan(
        campaign=campaign,
        state=now,
        activities=tuple(one for one in activities if one.address in shown),
        days=days,
        undated=sorted(undated, key=lambda one: (one.title, one.address)),
        later=later,
        past=_past(activities, agenda.register, period) if period and now == "after" else [],
        spotlight=spotlight,
        missing=[one for one in members if one.id not in lit],
    )


def _ahead(activity: Activity, agenda: Agenda, first: date, last: date) -> list[Item]:
    """Its occurrences from one day to another; one that is off names the next that is on, later ones too."""
    found = schedule.of_activity(activity, agenda.register, first, last)
    if not found:
        return []
    following = {item.occurrence: item for item in listing.ahead(activity, agenda, first)}
    plain = [Item(activity, one, activity.place(agenda.register, one.location)) for one in found]
    return [following.get(item.occurrence, item) for item in plain]


def _past(activities: Iterable[Activity], register: Register, days: DateRange) -> list[Past]:
    found = []
    for activity in activities:
        times = [one for one in schedule.of_activity(activity, register, days.first, days.last) if not one.cancelled]
        found.append(Past(activity, len(times), times[0].day if times else None))
    return sorted(found, key=lambda one: (one.first or date.max, one.activity.title, one.activity.address))
