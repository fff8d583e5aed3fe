"""A campaign's press kit: its mark, a text to reuse, and a badge that says that one takes part."""

from collections.abc import Iterator
from dataclasses import dataclass

from . import marks
from .pages import Page, Site
from .register import Campaign


@dataclass(frozen=True)
class Badge:
    """A badge's words and its size in CSS pixels."""

    first: str
    second: str
    width: int
    height: int = 70


def path(site: Site, campaign: Campaign) -> str:
    """Where the kit is."""
    return f"{site.addresses.of('campaign', campaign)}{site.town.words['press']}/"


def pages(site: Site) -> Iterator[Page]:
    """A page for each campaign: in the first language, as the badge is."""
    if site.town.prefix:
        return
    for campaign in site.agenda.register.campaigns.values():
        context = {"campaign": campaign, "badge": badge(site, campaign), "has_png": _has_png(site, campaign)}
        yield Page(path(site, campaign), "press.html", context, indexed=False)


def files(site: Site) -> Iterator[tuple[str, bytes]]:
    """The pictures of each kit. A campaign without a mark of its own has the coalition's."""
    drawn = marks.svg(), marks.png()
    for campaign in site.agenda.register.campaigns.values():
        folder, words = path(site, campaign), badge(site, campaign)
        if campaign.mark:
            own = site.town.folders.content / "campaigns" / campaign.mark
            yield f"{folder}mark.svg", own.read_bytes()
            if _has_png(site, campaign):
                yield f"{folder}mark.png", own.with_suffix(".png").read_bytes()
        else:
            yield f"{folder}mark.svg", drawn[0]
            yield f"{folder}mark.png", drawn[1]
        yield f"{folder}badge.svg", marks.badge_svg(words.first, words.second)
        yield f"{folder}badge.png", marks.badge_png(words.first, words.second)


def badge(site: Site, campaign: Campaign) -> Badge:
    """What the campaign's badge says."""
    first = site.town.language.gettext("We take part")
    return Badge(first, campaign.name, marks.badge_width(first, campaign.name))


def _has_png(site: Site, campaign: Campaign) -> bool:
    """Is there a picture for where no SVG goes? Of a mark of its own only if the editors put one beside it."""
    if not campaign.mark:
        return True
    return (site.town.folders.content / "campaigns" / campaign.mark).with_suffix(".png").is_file()
