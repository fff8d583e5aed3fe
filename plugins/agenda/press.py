"""A campaign's press kit: its mark, a text to reuse, and a badge that says that one takes part."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from . import badges, emblem
from .page import Section
from .pages import Page, Site
from .register import Campaign


class Badge(NamedTuple):
    """A badge's words and its size in CSS pixels."""

    first: str
    second: str
    width: int
    height: int = badges.HEIGHT


def path(site: Site, campaign: Campaign) -> str:
    """Where the kit is."""
    return f"{site.addresses.of('campaign', campaign)}{site.town.words['press']}/"


def sections(site: Site) -> Iterator[Section]:
    """The section of these pages."""
    yield site.section("press", b"", lambda: pages(site))


def pages(site: Site) -> Iterator[Page]:
    """A page for each campaign that has one of its own: in the first language, as the badge is."""
    if site.town.prefix:
        return
    for plan in site.campaigns.values():
        campaign, over = plan.campaign, plan.state == "after"
        context = {
            "campaign": campaign,
            "badge": badge(site, campaign),
            "has_png": _has_png(site, campaign),
            "poster": "" if over else f"{site.addresses.of('campaign', campaign)}{site.town.words['poster']}/",
        }
        yield Page(path(site, campaign), "press.html", context, indexed=False)


def of(site: Site) -> bytes:
    """The digest of all that the files are made of."""
    campaigns = [plan.campaign for plan in site.campaigns.values()]
    return site.cache.of("press", [(one, *(path.read_bytes() for path in _marks(site, one))) for one in campaigns])


def _marks(site: Site, campaign: Campaign) -> Iterator[Path]:
    """The files of its own mark."""
    if campaign.mark:
        yield site.town.folders.content / "campaigns" / campaign.mark
        if _has_png(site, campaign):
            yield (site.town.folders.content / "campaigns" / campaign.mark).with_suffix(".png")


def files(site: Site) -> Iterator[tuple[str, bytes]]:
    """The pictures of each kit. A campaign without a mark of its own has the coalition's."""
    look = site.town.colours
    drawn = emblem.svg(look), emblem.png(look)
    for campaign in (plan.campaign for plan in site.campaigns.values()):
        folder, words = path(site, campaign), badge(site, campaign)
        if campaign.mark:
            own = site.town.folders.content / "campaigns" / campaign.mark
            yield f"{folder}mark.svg", own.read_bytes()
            if _has_png(site, campaign):
                yield f"{folder}mark.png", own.with_suffix(".png").read_bytes()
        else:
            yield f"{folder}mark.svg", drawn[0]
            yield f"{folder}mark.png", drawn[1]
        yield f"{folder}badge.svg", badges.svg(look, words.first, words.second)
        yield f"{folder}badge.png", badges.png(look, words.first, words.second)


def badge(site: Site, campaign: Campaign) -> Badge:
    """What the campaign's badge says."""
    first = site.town.language.gettext("We take part")
    return Badge(first, campaign.name, badges.width(first, campaign.name))


def _has_png(site: Site, campaign: Campaign) -> bool:
    """Is there a picture for where no SVG goes? Of a mark of its own only if the editors put one beside it."""
    if not campaign.mark:
        return True
    return (site.town.folders.content / "campaigns" / campaign.mark).with_suffix(".png").is_file()
