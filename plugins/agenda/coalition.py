"""The coalition's page: its groups, its members with what is known of each, and what is there for its own people.

All of it comes from the register and the selections: an organization's page, the data and the feeds say the same.
"""

from collections.abc import Iterator
from typing import NamedTuple

from .facets import Selection
from .listing import Item
from .page import Section
from .pages import Page, Site
from .register import Campaign, Organization, Term

MEETINGS = 6  # of the coalition's own that are shown


class Member(NamedTuple):
    """An organization with what the agenda knows of it. `current`: how many of its activities one can go to."""

    organization: Organization
    selection: Selection
    current: int
    groups: list[Term]
    campaigns: list[Campaign]


def sections(site: Site) -> Iterator[Section]:
    """The section of these pages."""
    yield site.section("coalition", site.seal(site.agenda.activities), lambda: pages(site))


def pages(site: Site) -> Iterator[Page]:
    """The page, if the town has a coalition."""
    if not (coalition := site.agenda.register.coalition):
        return
    organizations = site.agenda.register.organizations.values()
    everyone = [member(site, one) for one in organizations if one.kind in ("member", "partner")]
    members = [one for one in everyone if one.organization.kind == "member"]
    real = [one for one in members if not one.organization.example]
    context = {
        "coalition": coalition,
        "members": members,
        "partners": [one for one in everyone if one.organization.kind == "partner"],
        "known": len(real),
        "sources": list(dict.fromkeys(
            one.organization.membership.source
            for one in real
            if one.organization.membership and one.organization.membership.source
        )),
        "grouped": {id: [one for one in everyone if group in one.groups] for id, group in coalition.groups.items()},
        "culture": [one for one in everyone if one.organization.culture],
        "meetings": meetings(site),
    }  # fmt: skip
    yield Page(site.addresses.selection("coalition"), "coalition.html", context)


def member(site: Site, organization: Organization) -> Member:
    """What the agenda knows of an organization."""
    register = site.agenda.register
    selection = next(one for one in site.selections if one.kind == "organization" and one.id == organization.id)
    taking_part = {id for activity in selection.activities for id in activity.campaigns}
    groups = register.coalition.groups if register.coalition else {}
    return Member(
        organization,
        selection,
        site.current(selection),
        [groups[id] for id in organization.groups if id in groups],
        [
            one for one in register.campaigns.values()
            if one.id in taking_part or organization.id in one.partners
        ],
    )  # fmt: skip


def meetings(site: Site) -> list[Item]:
    """The next time of each of the coalition's own meetings, conferences and trainings; the first is the first."""
    coalition = site.agenda.register.coalition
    found = []
    for activity in site.agenda.activities:
        if coalition and coalition.meetings in activity.audiences:
            coming = [*site.upcoming.soon[activity.address], site.upcoming.later.get(activity.address)]
            found += [item for item in coming if item and not item.off][:1]
    return sorted(found, key=lambda item: (item.occurrence.start, item.activity.address))[:MEETINGS]
