"""Event of a source -> the fields and text of an activity file, with where it came from."""

import hashlib
import json
import re
from dataclasses import dataclass
from datetime import date

from agenda import readability
from agenda.frontmatter import Tree
from agenda.problem import Fault
from agenda.register import Register
from agenda.town import Town

from . import entry_file, plain_text, plans
from .calendar_sources import Source
from .events import Event

# What a source knows of an activity; the other fields are the editors' and stay when the source changes.
FIELDS = ("title", "summary", "schedule", "location", "status", "text")


@dataclass(frozen=True)
class Proposal:
    """What a source says of an activity. `notes` are for the editor."""

    uid: str
    title: str
    fields: dict[str, Tree]
    text: str
    coming: bool
    notes: tuple[Fault, ...] = ()

    def digests(self) -> dict[str, str]:
        """Of each field that the source knows a hash: by it a change of the source is told from an editor's."""
        return digests(self.fields, self.text)

    def data(self, today: date) -> bytes:
        """The activity file. Its day of checking is today: the editor's yes makes that true."""
        return written({**self.fields, "checked": today.isoformat()}, self.text)

    @property
    def mark(self) -> str:
        """Six characters that tell it from others with the same title."""
        return hashlib.sha256(self.uid.encode()).hexdigest()[:6]


def written(fields: dict[str, Tree], text: str, remark: str = "") -> bytes:
    """An activity file, perhaps with a remark for the editor as its first line."""
    data = entry_file.written(fields, text)
    return data.replace(b"---\n", f"---\n# {remark}\n".encode(), 1) if remark else data


def digests(fields: dict[str, Tree], text: str) -> dict[str, str]:
    """Of each field that a source knows a hash."""
    values = {**fields, "text": text.strip()}
    return {
        name: hashlib.sha256(json.dumps(values.get(name), sort_keys=True).encode()).hexdigest()[:16] for name in FIELDS
    }


def of(event: Event, source: Source, register: Register, town: Town) -> Proposal:
    """The activity that the event is. Raises Fault for what cannot be one."""
    if not event.title:
        raise Fault("it has no title. Give it one in the calendar.")

    def locate(text: str) -> Tree | None:
        return location(text, source, register)

    plan = plans.of(event, register, town.today, locate)
    if not plan.coming:
        return Proposal(event.uid, event.title, {}, "", False)
    where = locate(event.place)
    if where is None:
        raise Fault("it has no place, and the source has none for such events. Add location to the source.")
    fields: dict[str, Tree] = {
        "title": event.title, "summary": _summary(event), "schedule": plan.tree, "location": where,
        "audiences": _chosen(event, source.audiences, source.audience_words),
        "topics": _chosen(event, source.topics, source.topic_words),
        "source": {"name": source.name, "uid": event.uid},
    }  # fmt: skip
    if event.cancelled:
        fields["status"] = "cancelled"
    if source.vouched_by:
        fields["vouched_by"] = source.vouched_by
    notes = []
    if plan.until:
        notes.append(
            Fault(
                "no rule says its times; they are written out up to {day}. Import again before that day.",
                day=plan.until,
            )
        )
    if re.search(r"[\w.+-]+@[\w-]+\.\w|(?<!\d)(?:\+31|0)[ -]?6[ -]?\d", event.text):
        notes.append(Fault("the text has an e-mail address or a mobile number. Take it out if it is a person's own."))
    if isinstance(where, dict) and "online" not in where:
        notes.append(Fault("the place {place} is not in the register. Add it, or name it in the source.",
                           place=where["name"]))  # fmt: skip
    return Proposal(event.uid, event.title, fields, event.text, True, tuple(notes))


def _summary(event: Event) -> str:
    """The first sentence of the text; without one the title."""
    first = next(readability.sentences(event.text), "")
    return plain_text.line(first.lstrip("- "), 200) or event.title


def _chosen(event: Event, default: tuple[str, ...], words: dict[str, str]) -> list[str]:
    """The ids of the words that stand in the event; if there are none those of the source."""
    said = " ".join((event.title, *event.words, event.text)).casefold()
    found = [id for word, id in words.items() if re.search(rf"\b{re.escape(word.casefold())}", said)]
    return list(dict.fromkeys(found)) or list(default)


def location(text: str, source: Source, register: Register) -> Tree | None:
    """What a text names as a place: the source's own words, the register's names, an address of its own."""
    folded = " ".join(text.casefold().split())
    if not folded:
        return _default(source)
    for word, id in source.places.items():
        if word.casefold() in folded:
            return id
    for id, place in register.places.items():
        if any(re.search(rf"\b{re.escape(name.casefold())}\b", folded) for name in (place.name, *place.aliases)):
            return id
    if found := re.search(r"https?://\S+", text):
        return {"online": found[0].rstrip(").,;")}
    return _venue(text)


def _default(source: Source) -> Tree | None:
    if source.location is None or isinstance(source.location, str):
        return source.location
    return {name: str(value) for name, value in dict(source.location).items() if value}


def _venue(text: str) -> dict[str, Tree]:
    """A place by its name, and as much of its address as can be told: `Naam, Straat 1, 1234 AB Plaats`."""
    parts = [part.strip() for part in re.split(r"[,;\n]", text) if part.strip()] or [text]
    venue: dict[str, Tree] = {"name": plain_text.line(parts[0], 80)}
    rest = []
    for part in parts[1:]:
        if found := re.fullmatch(r"([1-9]\d{3}) ?([A-Z]{2})(?: +(.+))?", part):
            venue.setdefault("postcode", f"{found[1]} {found[2]}")
            if found[3]:
                venue.setdefault("city", plain_text.line(found[3], 80))
        elif "street" not in venue and re.fullmatch(r"[^\W\d][^\d]* \d+\S*(?: \S{1,4})?", part) and len(part) <= 80:
            venue["street"] = part
        else:
            rest.append(part)
    if rest:
        venue["note"] = plain_text.line(", ".join(rest), 200)
    return venue
