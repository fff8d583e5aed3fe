"""What every template may use, beside what its page hands it. The templates of one language, and what is said in it."""

from collections.abc import Callable
from typing import Any

from markupsafe import Markup

from . import campaigns, cards, coalition, emblem, markup, press, wording
from .choices import Choices
from .listing import Item
from .rendering import Renderer


def common(made: Renderer) -> dict[str, Any]:
    """What is the same on the whole of a site: where things are, and how its language says them."""
    place, addresses = made.site.town, made.site.addresses
    language = place.language
    return {
        "town": place,
        "language": language,
        "today": place.today,
        "addresses": addresses,
        "link": addresses.link,
        "menu_link": lambda path: _menu_link(made, path),
        "asset": lambda name: addresses.link(f"{place.assets}/{name}"),
        "tel": wording.tel,
        "sentence": wording.sentence,
        "text": lambda words: Markup(made.block(words, markup.html(words))),  # noqa: S704  nh3 has cleaned it
        "own_links": lambda html: Markup(made.linked(html)),  # noqa: S704  editors wrote it
        "own_text": lambda words: Markup(made.block(words, made.linked(markup.html(words)))),  # noqa: S704
        "when": lambda occurrence, short=False: wording.when(occurrence, language, short),
        "price": lambda activity: wording.price(activity, language),
        "ages": lambda activity: wording.ages(activity, language),
        "host": wording.host,
        "emblem": emblem.ON_PAGES,
    }


def _menu_link(made: Renderer, path: str) -> str:
    """The path as a link; to the form where a receiver takes what is handed in."""
    town, addresses = made.site.town, made.site.addresses
    elsewhere = town.entrance.form(path, town.prefix) if path == addresses.selection("form") else ""
    return elsewhere or addresses.link(path)


def of_agenda(made: Renderer, subscriptions: Callable, choices: Choices, pictures: Callable) -> dict[str, Any]:
    """What comes from the agenda: its register, cards, feeds and pictures, and what the finder can choose."""
    site, register = made.site, made.site.agenda.register
    kept: dict[tuple, Markup] = {}

    def card(item: Item) -> Markup:
        key = (item.activity.address, item.occurrence)
        if key not in kept:
            shown, clock = cards.of(item, register, site.town), cards.clock(item.occurrence, site.town.language)
            kept[key] = made.env.get_template("macros/card.html").module.card(item, shown, clock)
        return kept[key]

    return {
        "subscriptions": subscriptions,
        "register": register,
        "terms": lambda kind, ids: [getattr(register, kind)[id] for id in ids],
        "cards": lambda items: Markup("\n").join(card(item) for item in items),
        **cards.words(register, site.town, site.freshness.of),
        "finder": choices,
        "images": pictures,
        "current": site.current,
        "freshness": site.freshness.of,
        "qr_code": site.qr_code,
        "announced": campaigns.announced(site.agenda, site.town.today),
        "membership": lambda organization: coalition.member(site, organization),
        "press_kit": lambda campaign: press.path(site, campaign),
    }
