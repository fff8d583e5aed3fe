"""What every template may use, beside what its page hands it. The templates of one language, and what is said in it."""

from collections.abc import Callable, Iterable
from typing import Any

from markupsafe import Markup

from . import campaigns, cards, coalition, emblem, markup, press, wording
from .choices import Choices, Group
from .facets import Selection
from .listing import Item
from .rendering import Renderer

CARD = "macros/card.html"  # the template that every list takes its cards from


def common(made: Renderer) -> dict[str, Any]:
    """What is the same on the whole of a site: where things are, and how its language says them."""
    place, addresses = made.site.town, made.site.addresses
    language, texts = place.language, made.site.descriptions
    return {
        "town": place,
        "language": language,
        "today": place.today,
        "addresses": addresses,
        "link": addresses.link,
        "is_there": made.is_there,
        "menu_link": lambda path: _menu_link(made, path),
        "asset": lambda name: addresses.link(f"{place.outlet.assets}/{name}"),
        "tel": wording.tel,
        "sentence": wording.sentence,
        "text": lambda words: Markup(made.block(words, texts.html(words))),  # noqa: S704  nh3 has cleaned it
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


def of_agenda(
    made: Renderer, subscriptions: Callable, choices: Callable[[], Choices] | None, pictures: Callable
) -> dict[str, Any]:
    """What comes from the agenda: its register, cards, feeds and pictures, and what the finder can choose.

    What another activity can change is handed out under a key: what prints it is made again when that is otherwise.
    """
    site, register, reading = made.site, made.site.agenda.register, made.site.cache.reading
    places = {site.path(one): one for one in site.selections}

    def given(name: str, give: Callable[..., Any]) -> Callable[..., Any]:
        return reading.source(f"{site.town.prefix}{name}", give)

    current = given("current", lambda path: site.current(places[path]))
    followed = given("subscriptions", lambda path: subscriptions(places[path]))
    member = given("membership", lambda id: coalition.member(site, register.organizations[id]))
    kit = given("press_kit", lambda id: press.path(site, register.campaigns[id]))
    return {
        "register": register,
        "terms": lambda kind, ids: [getattr(register, kind)[id] for id in ids],
        "cards": Cards(made).of,
        **cards.words(register, site.town, site.freshness.of),
        "finder": Finder(choices, given) if choices and "finder" in site.town.parts else None,
        "images": pictures,
        "freshness": site.freshness.of,
        "qr_code": site.qr_code,
        "announced": given("announced", lambda: campaigns.announced(site.agenda, site.town.today)),
        "current": lambda selection: current(site.path(selection)),
        "subscriptions": lambda selection: followed(site.path(selection)),
        "membership": lambda organization: member(organization.id),
        "press_kit": lambda campaign: kit(campaign.id),
    }


class Cards:
    """The cards of lists. Each is made once: most stand in many lists."""

    def __init__(self, made: Renderer) -> None:
        self.made, self.site = made, made.site
        self._reads = made.site.cache.reading.source(f"{made.site.town.prefix}card", lambda: made.digest(CARD))
        self._kept: dict[int, tuple[Item, Markup, set]] = {}  # with the item, so that its id stays its own

    def of(self, items: Iterable[Item]) -> Markup:
        """The cards of these items, one after the other."""
        return Markup("\n").join(map(self._card, items))

    def _card(self, item: Item) -> Markup:
        reading = self.site.cache.reading
        if (known := self._kept.get(id(item))) is not None:
            reading.note_all(known[2])
            return known[1]
        with reading.noted() as keys:
            self._reads()
            name = f"{self.site.town.prefix}{item.activity.address} {item.occurrence.start}"
            html = self.site.cache.made("card", name, self.site.cache.of(item), lambda: self._rendered(item))
        self._kept[id(item)] = (item, Markup(html), keys)  # noqa: S704  rendered just now, or before
        return self._kept[id(item)][1]

    def _rendered(self, item: Item) -> str:
        register, town = self.site.agenda.register, self.site.town
        shown, clock = cards.of(item, register, town), cards.clock(item.occurrence, town.language)
        return str(self.made.env.get_template(CARD).module.card(item, shown, clock))


class Finder:
    """What the finder can choose, as templates read it."""

    def __init__(self, choices: Callable[[], Choices], given: Callable[[str, Callable], Callable]) -> None:
        self._choices = choices
        self._areas = given("finder areas", lambda: choices().areas)
        self._groups = given("finder groups", lambda: choices().groups)

    @property
    def areas(self) -> Group:
        """As of the choices."""
        return self._areas()

    @property
    def groups(self) -> tuple[Group, ...]:
        """As of the choices."""
        return self._groups()

    def preset(self, **chosen: str) -> str:
        """As of the choices; what stands in an address depends on no activity."""
        return self._choices().preset(**chosen)

    def further(self, selection: Selection) -> str:
        """As of the choices."""
        return self._choices().further(selection)
