"""The index that the finder's script filters, in the site's own words.

One JSON file; `theme/static/js/finder/index.js` reads it. To keep it small, days are numbers from `today` on, and the
times of day, of which there are few, stand once in `times`: a date is `[day, number of its time]`, with a third value
for what is otherwise than usual. A time is `[clock, minutes, parts, before, start, after]`: no clock is a whole day,
no minutes (null) an unknown end, `parts` are bits (1 morning, 2 afternoon, 4 evening), and the last three its words.
`words` of an area and `topics` are what a search looks in: names, other names, districts.

A text that is not all in the index's language is a list of its parts: words, or `[words, language]` (a name that only
has to be kept apart has an empty one); `direction` is that of such words where it is not the page's own.
"""

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from . import cards, wording
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
    # The small words that a search leaves out, with a space between them; in another language the first one's too.
    "small": told("a an and at for in of on or the to with"),
}


def index(choices: Choices) -> str:
    """The JSON file for what can be chosen on a site."""
    town, register = choices.town, choices.register
    times = Times(town.language)
    days = (town.today + timedelta(n) for n in range(town.horizon_days))
    activities = [_activity(one, choices, times) for one in choices.activities]
    original = town.languages[0].direction
    return json.dumps(_marked({
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
        "times": times.listed,
        "activities": activities,
    }), ensure_ascii=False, separators=(",", ":")) + "\n"  # fmt: skip


class Times:
    """The times of day of an index, each once, in the order in which they came."""

    def __init__(self, language: Language) -> None:
        self.language, self.listed, self._numbers = language, [], {}

    def number(self, occurrence: Occurrence) -> int:
        """Which of the times this occurrence has."""
        shown = cards.clock(occurrence, self.language)
        minutes = None if occurrence.end is None else int((occurrence.end - occurrence.start).total_seconds()) // 60
        clock = "" if occurrence.whole_day else f"{occurrence.start:%H:%M}"
        time = (clock, minutes, parts(occurrence), shown.before, shown.found, shown.after)
        if time not in self._numbers:
            self._numbers[time] = len(self.listed)
            self.listed.append(time)
        return self._numbers[time]


def _activity(activity: Activity, choices: Choices, times: Times) -> dict[str, Any]:
    ahead, register, town = choices.site.upcoming, choices.register, choices.town
    base = cards.offer(activity, register, town)
    later = ahead.later.get(activity.address)
    keys = {kind: ids for kind, ids in choices.keys[activity.address].items() if ids}
    if any(register.audiences[id].everyone for id in activity.audiences):
        keys["audience"] = ["*"]
    return _filled({
        "address": activity.address,
        "title": activity.title,
        "summary": activity.summary,
        "place": base.place,
        "organization": ", ".join(register.organizations[id].name for id in (activity.organizer, *activity.partners)),
        "price": base.price,
        "facts": base.facts,
        "unchecked": wording.unchecked(activity, choices.site.freshness.of(activity), town.language, town.today),
        "example": int(activity.example),
        "keys": keys,
        "dates": [_date(item, base, choices, times) for item in ahead.soon[activity.address]],
        "later": later and [*_date(later, base, choices, times), town.language.day(later.occurrence.day, town.today)],
        "undated": int(activity.address in ahead.undated),
    })  # fmt: skip


def _date(item: Item, base: cards.Card, choices: Choices, times: Times) -> list:
    shown = cards.of(item, choices.register, choices.town)
    other = {
        "off": int(shown.off),
        "status": shown.status,
        "note": shown.note,
        "place": shown.place if shown.place != base.place else "",
        "facts": shown.facts if shown.facts != base.facts else "",
    }
    day = (item.occurrence.day - choices.town.today).days
    return [day, times.number(item.occurrence), *([_filled(other)] if any(other.values()) else [])]


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
