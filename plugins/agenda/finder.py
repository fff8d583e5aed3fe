"""The index that the finder's script filters, in the site's own words.

`theme/static/js/finder/index.js` reads it. Activities stand in the order of their titles, and their place in it is all
the name they have there: their number. What is chosen by stands apart from what is read: of `keys` and `dates` each
value stands once in `sets`, and `of` says for each activity which of them it has; `undated` and `unchecked` are the
numbers of those that are so. `texts` are the words of each activity. The index of a large agenda is cut by area, and
the words from the rest (`shards`): what fits is known before one word of it is fetched.

Days are numbers from `today` on, and the times of day, of which there are few, stand once in `times`: a date is
`[day, number of its time]`, with a third value where needed: `OFF` it does not take place, `LATER` it is after the days
of the lists. What else is otherwise on a date stands in the activity's text, in `other` by the place of the date among
its dates. Of a time `begin` and `end` are minutes after 00:00 of the first day (an unknown end is the beginning),
`over` is when nobody can go there any more, `more` how many days follow the first, `whole` is 1 for whole days, `parts`
are bits (1 morning, 2 afternoon, 4 evening), `words` are those before the start, the start, and those after it; times
of the same `rank` begin and end together.
`words` of an area and `topics` are what a search looks in: names, other names, districts.

A text that is not all in the index's language is a list of its parts: words, or `[words, language]` (a name that only
has to be kept apart has an empty one); `direction` is that of such words where it is not the page's own.
"""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from functools import partial
from typing import Any

from . import cards, shards, wording
from .choices import Choices, parts
from .language import Language, told
from .listing import Item
from .model import Activity, Occurrence
from .original import parts as parts_of
from .register import Area
from .town import Town

WORDS = {
    "remove": told("Remove {choice}"),
    "near": told("nearby"),
    "andNear": told("and nearby"),
    "search": told("with “{text}”"),
    "between": told("from {first} to and including {last}"),
    "since": told("from {first}"),
    "until": told("up to and including {last}"),
    "undated": told("There are also {count} without a fixed time."),
    "badDay": told("This is not a day: {text}. Write for example 3 december or 3-12."),
    "order": told("The last day is before the first day. Choose a later last day."),
    "cancelled": told("Cancelled"),
    "busy": told("One moment. We are fetching the activities."),
    "more": told("Show more"),
    # The small words that a search leaves out, with a space between them; in another language the first one's too.
    "small": told("a an and at for in of on or the to with"),
}


# By which of an activity's keys the script chooses.
KINDS = ("area", "audience", "topic", "price", "registration", "access", "language")
OFF, LATER = 1, 2  # bits of a date
DAY = 24 * 60  # minutes
TIME = ("whole", "begin", "end", "over", "more", "parts", "words", "rank")


def files(choices: Choices) -> dict[str, str]:
    """The finder's files for what can be chosen on a site, by path: the index, and what is cut off from it."""
    return shards.cut(choices.site.addresses.finder(), index(choices))


def index(choices: Choices) -> dict[str, Any]:
    """All that the script knows, in one piece, as JSON has it."""
    town, register, activities = choices.town, choices.register, choices.activities
    times = Times(town.language)
    ahead, days = choices.site.upcoming, (town.today + timedelta(n) for n in range(town.horizon_days))
    items = [_items(one, choices) for one in activities]
    texts = _texts(activities, items, choices)
    original = town.languages[0].direction
    common = _marked({
        "today": str(town.today),
        "zone": str(town.zone),
        "language": town.language.code,
        "direction": original if original != town.language.direction else "",
        "perPage": town.per_page,
        "areas": {one.id: _area(one, register.areas.values()) for one in register.areas.values()},
        "districts": {one.id: {"name": one.name, "areas": one.areas} for one in choices.districts},
        "audiences": list(register.audiences),
        "topics": {one.id: " ".join((one.name, *one.aliases)) for one in register.topics.values()},
        "said": {group.id: {one.key: one.said for one in group.options} for group in (choices.areas, *choices.groups)},
        "words": _words(town),
        "days": [_capital(town.language.day(day, town.today)) for day in days],
        "keys": {kind: shards.once(_keys(one, kind, choices) for one in activities) for kind in KINDS},
        "dates": shards.once(_dates(one, found, times, choices) for one, found in zip(activities, items, strict=True)),
        "times": times.listed,
        "undated": [number for number, one in enumerate(activities) if one.address in ahead.undated],
        "unchecked": [number for number, one in enumerate(texts) if "unchecked" in one],
    })  # fmt: skip
    return {**common, "texts": texts}


def _texts(activities: Sequence[Activity], items: list[tuple[Item, ...]], choices: Choices) -> list[dict[str, Any]]:
    """The words of each activity: kept while all that lists show of it is as it was."""
    site = choices.site
    pairs = zip(activities, items, strict=True)
    return site.cache.made_of_all("row", [
        (f"{site.town.prefix}finder {one.address}", site.seal([one]), partial(_text, one, found, choices))
        for one, found in pairs
    ])  # fmt: skip


class Times:
    """The times of day of an index, each once, in the order in which they came."""

    def __init__(self, language: Language) -> None:
        self.language, self.listed, self._numbers, self._ranks, self._known = language, [], {}, {}, {}

    def number(self, occurrence: Occurrence) -> int:
        """Which of the times this occurrence has."""
        start, end = occurrence.start, occurrence.end
        # Of what takes a day or more the words name the last day.
        long = end is not None and end - start >= timedelta(1) and start.date()
        known = (occurrence.whole_day, start.time(), end and end - start, long)
        if known not in self._known:
            self._known[known] = self._number(occurrence)
        return self._known[known]

    def _number(self, occurrence: Occurrence) -> int:
        shown, start, end = cards.clock(occurrence, self.language), occurrence.start, occurrence.end
        begin = 0 if occurrence.whole_day else start.hour * 60 + start.minute
        until = begin if end is None else begin + int((end - start).total_seconds()) // 60
        order = (int(occurrence.whole_day), begin, until)
        words, more = (shown.before, shown.found, shown.after), 0 if end is None else max(-(-until // DAY) - 1, 0)
        time = (*order, DAY if end is None else until, more, parts(occurrence), words)
        if time not in self._numbers:
            rank = self._ranks.setdefault(order, len(self._ranks))
            self._numbers[time] = len(self.listed)
            self.listed.append(dict(zip(TIME, (*time, rank), strict=True)))
        return self._numbers[time]


def _keys(activity: Activity, kind: str, choices: Choices) -> tuple[str, ...]:
    """The ids of a kind by which it is found; of what is for everyone a star."""
    if kind == "audience" and any(choices.register.audiences[id].everyone for id in activity.audiences):
        return ("*",)
    return tuple(sorted(choices.keys[activity.address][kind]))


def _items(activity: Activity, choices: Choices) -> tuple[Item, ...]:
    """Its dates: those of the lists, or the one that comes after these."""
    ahead = choices.site.upcoming
    later = ahead.later.get(activity.address)
    return (later,) if later else ahead.soon[activity.address]


def _dates(activity: Activity, items: tuple[Item, ...], times: Times, choices: Choices) -> tuple[tuple[int, ...], ...]:
    later = LATER if activity.address in choices.site.upcoming.later else 0
    found = []
    for item in items:
        bits = later | (OFF if item.off else 0)
        day = (item.occurrence.day - choices.town.today).days
        found.append((day, times.number(item.occurrence), *([bits] if bits else [])))
    return tuple(found)


def _text(activity: Activity, items: tuple[Item, ...], choices: Choices) -> dict[str, Any]:
    """The words of an activity, and of those dates on which something is otherwise."""
    register, town = choices.register, choices.town
    base = cards.offer(activity, register, town)
    later = activity.address in choices.site.upcoming.later
    others = {str(number): other for number, item in enumerate(items) if (other := _other(item, base, choices))}
    return _marked(_filled({
        "address": activity.address,
        "title": activity.title,
        "summary": activity.summary,
        "place": base.place,
        "organization": ", ".join(register.organizations[id].name for id in (activity.organizer, *activity.partners)),
        "price": base.price,
        "facts": base.facts,
        "unchecked": wording.unchecked(activity, choices.site.freshness.of(activity), town.language, town.today),
        "example": int(activity.example),
        "other": others,
        "later": town.language.day(items[0].occurrence.day, town.today) if later else "",
    }))  # fmt: skip


def _other(item: Item, base: cards.Card, choices: Choices) -> dict[str, str]:
    """What a date has otherwise than its activity."""
    shown = cards.of(item, choices.register, choices.town)
    return _filled({
        "status": shown.status,
        "note": shown.note,
        "place": shown.place if shown.place != base.place else "",
        "facts": shown.facts if shown.facts != base.facts else "",
    })  # fmt: skip


def _area(area: Area, areas) -> dict[str, Any]:
    """An area. Near it are those whose tiles touch its own by an edge or a corner."""
    tiles = [(one.id, one.tile) for one in areas if one.id != area.id and one.tile and area.tile]
    near = [id for id, (x, y) in tiles if max(abs(x - area.tile[0]), abs(y - area.tile[1])) == 1]
    words = " ".join(filter(None, (area.name, *area.aliases, area.district)))
    return _filled({"name": area.name, "words": words, "near": near})


def _words(town: Town) -> dict[str, Any]:
    language, today = town.language, town.today
    words = {name: language.gettext(text) for name, text in WORDS.items()}
    if language is not town.languages[0]:
        small = WORDS["small"]  # a name: extraction would take the key for a text
        words["small"] += " " + town.languages[0].gettext(small)
    return {
        **words,
        "count": dict(_plurals(language)),
        "ahead": [language.relative(today + timedelta(n), today) for n in range(3)],
        "months": [language.month(n) for n in range(1, 13)],
        "dayPattern": language.gettext("EEEE d MMMM"),  # of CLDR, as the pages write a day
        "datePattern": language.gettext("d MMMM y"),
    }


def _plurals(language: Language) -> Iterator[tuple[str, str]]:
    """Of each plural category of the language the text for a number of activities, with {n} for the number."""
    known = set()
    for number in range(201):  # every category of every language has a number below
        category = language.locale.plural_form(number)
        if category not in known:
            known.add(category)
            yield category, language.count("{n} activity", "{n} activities", number).replace(str(number), "{n}", 1)


def _marked(value: Any) -> Any:
    """The same with each text that is not all in the page's language in its parts."""
    if isinstance(value, dict):
        return {name: _marked(one) for name, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_marked(one) for one in value]
    return parts_of(value) if isinstance(value, str) else value


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _filled(values: dict[str, Any]) -> dict[str, Any]:
    """What says something: an empty value need not be handed over."""
    return {name: value for name, value in values.items() if value}
