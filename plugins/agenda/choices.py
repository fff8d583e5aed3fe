"""What a reader can choose in the finder: groups of options, their words in an address, and how many each finds."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property, partial
from typing import NamedTuple
from urllib.parse import urlencode

from . import facets
from .model import Activity, Occurrence
from .original import Original
from .pages import Site
from .register import Term

CHEAP = Decimal(5)  # euro: what "low" means
PARTS = ("morning", "afternoon", "evening")
NOON, EVENING = 12, 18  # the hours at which the afternoon and the evening begin
PRESET = ("area", "audience", "topic")  # selections that the finder can go on from


@dataclass(frozen=True)
class Option:
    """One choice: its word in an address, its key in the index, its name, how a sentence says it, and its count."""

    value: str
    key: str
    name: str
    said: str
    count: int


class Group(NamedTuple):
    """Choices of one kind. `parameter` is its name in an address; of `one` a reader chooses a single option."""

    id: str
    parameter: str
    name: str
    options: tuple[Option, ...]
    one: bool = False


class District(NamedTuple):
    """A part of the town of several areas, by the ids of these. `id` stands for it in an address."""

    id: str
    name: str
    areas: tuple[str, ...]


class Choices:
    """The choices among the activities of a site that one can still go to."""

    def __init__(self, site: Site) -> None:
        self.site, self.town, self.register = site, site.town, site.agenda.register
        self.activities = sorted(
            filter(site.is_current, site.listed.activities), key=lambda one: (one.title, one.address)
        )
        # What an activity is found by is the same in every language, and decided by its file, campaigns and the day.
        each = site.cache.made_of_all(
            "choice", [(one.address, site.cache.of(one), partial(self._found_by, one)) for one in self.activities]
        )
        self.keys = {one.address: keys for one, (keys, _) in zip(self.activities, each, strict=True)}
        ids = [{kind: set(found) for kind, found in (keys | moments).items()} for keys, moments in each]
        self._found = ids
        self._counts = Counter((kind, id) for one in ids for kind, found in one.items() for id in found)

    @cached_property
    def districts(self) -> tuple[District, ...]:
        """The districts that the areas name."""
        areas = self.register.areas
        result: dict[str, District] = {}
        for name in dict.fromkeys(area.district for area in areas.values() if area.district):
            id = re.sub(r"[\W_]+", "-", name.lower()).strip("-")
            while id in areas or id in result:
                id += "-"
            result[id] = District(id, name, tuple(area.id for area in areas.values() if area.district == name))
        return tuple(result.values())

    @cached_property
    def areas(self) -> Group:
        """Districts first, then every area."""
        language, options = self.town.language, []
        for one in self.districts:
            count = sum(self._counts["area", id] for id in one.areas)  # an activity is in one area
            name, said = language.say("All of {area}", area=one.name), language.say("in {area}", area=one.name)
            options.append(Option(one.id, one.id, name, said, count))
        for one in self.register.areas.values():
            options.append(self._option("area", one.id, one.name, language.say("in {area}", area=one.name)))
        return Group("area", self.town.words["area"], language.gettext("Area"), tuple(options), one=True)

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """Everything but the area, in the order of the form."""
        say = self.town.language.say
        cheap = say("Up to {amount}", amount=self.town.language.money(CHEAP))
        moments = {
            "today": say("Today"),
            "tomorrow": say("Tomorrow"),
            "week": say("This week"),
            "weekend": say("Weekend"),
        }
        parts = {"morning": say("Morning"), "afternoon": say("Afternoon"), "evening": say("Evening")}
        prices = {"free": say("Free"), "pass": say("Free or with a pass"), "low": cheap}
        return (
            self._group("when", say("Which day"), self._worded("when", moments), one=True),
            self._group("part", say("Which part of the day"), self._worded("part", parts)),
            self._group("day", say("Which day of the week"), self._weekdays()),
            self._group("audience", say("For whom"), self._audiences()),
            self._group("topic", say("Topic"), self._terms("topic", self.register.topics)),
            self._group("price", say("Price"), self._worded("price", prices), one=True),
            self._group("registration", say("Signing up"), self._registration()),
            self._group("access", say("What you need"), self._offered("access", self.register.access)),
            self._group("language", say("Language"), self._offered("language", self.register.languages)),
        )

    def preset(self, **choices: str) -> str:
        """The finder with these choices made: `area="meerwijk"` is `?wijk=meerwijk`; a moment by its key."""
        words = self.town.words
        return "?" + urlencode([(words[kind], words[id] if kind == "when" else id) for kind, id in choices.items()])

    def further(self, selection: facets.Selection) -> str:
        """The same of a selection; empty for one that the finder does not know, such as an organization's."""
        if selection.kind not in PRESET:
            return ""
        return self.preset(**({"area": selection.area.id} if selection.area else {}), **{selection.kind: selection.id})

    def _found_by(self, activity: Activity) -> tuple[dict[str, tuple[str, ...]], dict[str, set[str]]]:
        return self._keys(activity), self._moments(activity)

    def _keys(self, activity: Activity) -> dict[str, tuple[str, ...]]:
        """The ids of each kind by which it is found."""
        price, place = activity.price, activity.place(self.register)
        prices = {
            "free": price == 0,
            "pass": price == 0 or bool(activity.discounts),
            "low": price is not None and price <= CHEAP,
        }
        return {
            **facets.keys(activity, self.site.agenda),
            "price": tuple(key for key, holds in prices.items() if holds),
            "access": tuple(dict.fromkeys((*activity.access, *place.access))),
            "language": activity.languages,
            "registration": (activity.registration,) if activity.registration else (),
            "form": (activity.form,) if activity.form else (),
        }

    def _moments(self, activity: Activity) -> dict[str, set[str]]:
        """The moments, parts of the day and days of the week on which it has a date."""
        today = self.town.today
        sunday = today + timedelta(6 - today.weekday())
        tomorrow = today + timedelta(1)
        spans = {
            "today": (today, today),
            "tomorrow": (tomorrow, tomorrow),
            "week": (today, sunday),
            "weekend": (max(today, sunday - timedelta(1)), sunday),
        }
        ahead, later = self.site.upcoming, self.site.upcoming.later.get(activity.address)
        found: dict[str, set[str]] = {"when": set(), "part": set(), "day": set()}
        for item in (*ahead.soon[activity.address], *((later,) if later else ())):
            first, last = max(item.occurrence.day, today), last_day(item.occurrence)
            found["when"] |= {key for key, (begin, end) in spans.items() if first <= end and last >= begin}
            found["part"] |= {part for bit, part in enumerate(PARTS) if parts(item.occurrence) >> bit & 1}
            found["day"] |= {str((first + timedelta(n)).weekday()) for n in range(min((last - first).days, 6) + 1)}
        return found

    def _group(self, id: str, name: str, options: Iterator[Option], one: bool = False) -> Group:
        return Group(id, self.town.words[id], name, tuple(options), one)

    def _option(self, kind: str, key: str, name: str, said: str, value: str = "") -> Option:
        return Option(value or key, key, name, said, self._counts[kind, key])

    def _worded(self, kind: str, names: Mapping[str, str]) -> Iterator[Option]:
        """Options whose words in an address are the town's."""
        for key, name in names.items():
            yield self._option(kind, key, name, small(name), self.town.words[key])

    def _weekdays(self) -> Iterator[Option]:
        for number in range(7):
            name = self.town.language.weekday(number)
            yield self._option("day", str(number), name[:1].upper() + name[1:], name, name.lower())

    def _audiences(self) -> Iterator[Option]:
        for one in self.register.audiences.values():
            if not one.everyone:
                said = self.town.language.say("for {whom}", whom=small(one.name))
                yield self._option("audience", one.id, one.name, said)

    def _registration(self) -> Iterator[Option]:
        say = self.town.language.say
        name, said = say("No need to sign up"), say("without signing up")
        yield self._option("registration", "none", name, said, self.town.words["none"])

    def _terms(self, kind: str, terms: Mapping[str, Term]) -> Iterator[Option]:
        for one in terms.values():
            yield self._option(kind, one.id, one.name, one.name if kind == "language" else small(one.name))

    def _offered(self, kind: str, terms: Mapping[str, Term]) -> Iterator[Option]:
        """Only what somebody offers: these lists are long, and of most nothing is found."""
        return (option for option in self._terms(kind, terms) if option.count)


def parts(occurrence: Occurrence) -> int:
    """The part of the day in which it begins, as bits; of what takes a day or more all of them."""
    if occurrence.whole_day or (occurrence.end and occurrence.end - occurrence.start >= timedelta(1)):
        return 2 ** len(PARTS) - 1
    hour = occurrence.start.hour
    return 1 if hour < NOON else 2 if hour < EVENING else 4


def last_day(occurrence: Occurrence) -> date:
    """The last day on which it is still on."""
    if not occurrence.end or occurrence.end <= occurrence.start:
        return occurrence.day
    return (occurrence.end - timedelta(microseconds=1)).date()


def small(name: str) -> str:
    """The name within a sentence: without its capital, unless it has more of them, as an abbreviation has."""
    if name[1:] != name[1:].lower():
        return name
    words = name[:1].lower() + name[1:]
    return Original(words, name.lang) if isinstance(name, Original) else words
