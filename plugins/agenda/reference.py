"""The file contract as partners and tools read it: a page of all fields, a JSON Schema, and commented templates.

All are drawn from the model; the words about each field stand here, and a field without words fails the build.
"""

import json
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from .addresses import Addresses
from .language import told
from .model import ActivityFile, Referral, Translation
from .pages import Page
from .register import Contact, Record, Register, Venue
from .timetable import Change, Schedule
from .town import Town

SCHEMA = "data/v1/schema/activity.json"
TEMPLATES = "data/v1/template/activity"  # .md and .yaml


# Of each record its title, and of each field what it is and an example as it stands in a file; <places> stands for an
# id of that list.
WORDS: dict[type[Record], tuple[str, dict[str, tuple[str, str]]]] = {
    ActivityFile: (told("The activity"), {
        "title": (told("What it is called. Short and plain."), "Koffieochtend"),
        "summary": (told("One sentence that makes people want to come."), "Elke dinsdag koffie en een praatje. Loop gewoon binnen."),
        "schedule": (told("When it takes place: see the fields below. For other times on other days: a list."), ""),
        "location": (told("Where it is: the id of a known place, or the fields below."), "<places>"),
        "audiences": (told("For whom it is: one or more ids from the list."), "[<audiences>]"),
        "topics": (told("What it is about: one or more ids from the list."), "[<topics>]"),
        "checked": (told("The day on which you made sure that all this is right."), "2026-11-20"),
        "welcome": (told("Who receives people the first time, and how."), "De gastheer of gastvrouw staat bij de deur."),
        "price": (told("What it costs in euros; 0 is free."), "2,50"),
        "price_note": (told("What there is to know about the price."), "Koffie inbegrepen"),
        "discounts": (told("Passes that make it cheaper: ids from the list."), "[<discounts>]"),
        "registration": (told("Whether people have to register: none, welcome or required."), "none"),
        "contact": (told("Whom to call or write about this activity, else the organization. See the fields below."), ""),
        "access": (told("What the building or the group is like: ids from the list."), "[<access>]"),
        "transport": (told("How to get there."), "Bus 3, halte Markt, 2 minuten lopen"),
        "languages": (told("The languages that are spoken: ids from the list."), "[<languages>]"),
        "ages": (told("For which ages: 18-27, 65+ or -12."), "65+"),
        "form": (told("How one takes part: drop-in, course or buddy."), "drop-in"),
        "referral": (told("What a referrer has to know. See the fields below."), ""),
        "partners": (told("Organizations that do it together with you: ids from the list."), "[<organizations>]"),
        "vouched_by": (told("The member that vouches for residents or a business: an id from the list."), "<members>"),
        "campaigns": (told("Campaigns that it belongs to: ids from the list."), "[<campaigns>]"),
        "image": (told("A picture beside this file: .jpg, .png or .webp, at most 2 MB."), "koffie.jpg"),
        "image_alt": (told("What the picture shows, for who cannot see it."), "Vier mensen aan een tafel met koffie"),
        "status": (told("Whether all of it is on: scheduled, cancelled, postponed or full."), "scheduled"),
        "status_note": (told("What there is to know about the status."), "Er is een wachtlijst."),
        "translations": (told("Title, summary and description in other languages. See the fields below."), ""),
        "formerly": (told("Earlier names of this file, the oldest first. Their addresses keep working."), "[koffie-op-dinsdag]"),
        "source": (told("Where an importer found it: a name and its own number there."), "{name: Buurtkalender, uid: 4711}"),
        "example": (told("yes: this is an example and not a real activity. Publishing leaves it out."), "yes"),
    }),
    Schedule: (told("When: the fields of schedule"), {
        "start": (told("The first day on which it may take place."), "2026-09-01"),
        "end": (told("The last day of the first time, if it takes several days."), "2026-09-03"),
        "time": (told("From when to when; without an end if that is not known; without a time it is all day."), "10:00-12:00"),
        "repeat": (told("How often: daily, weekly, monthly or yearly. Left out: once."), "weekly"),
        "interval": (told("Every how many days, weeks, months or years."), "2"),
        "weeks": (told("Only in even or odd weeks: even or odd."), "even"),
        "days": (told("On which days: tuesday; of a month 2nd tuesday, last friday, 15 or last day."), "[tuesday, thursday]"),
        "months": (told("Only in these months: november, a list, or a range."), "october-march"),
        "until": (told("The last day on which it may begin."), "2027-06-29"),
        "count": (told("How many times it takes place."), "10"),
        "rrule": (told("A calendar rule (RFC 5545) instead of repeat, for what the fields cannot say."), "FREQ=MONTHLY;BYDAY=-2TH"),
        "dates": (told("Loose dates instead of all that."), "[2026-10-01 14:00-16:00, 2026-11-05 14:00-16:00]"),
        "except": (told("Days or periods on which it does not take place."), "[2026-12-22, 2026-12-28/2027-01-03]"),
        "pause": (told("Not on these: public-holidays, school-holidays."), "[school-holidays]"),
        "extra": (told("Extra dates."), "[2026-12-19 13:00-15:00]"),
        "changes": (told("One time that is otherwise: moved, elsewhere or cancelled. See the fields below."), ""),
        "by_appointment": (told("Instead of dates: how to make an appointment."), "Bel voor een afspraak."),
        "ongoing": (told("Instead of dates: when it is, in your own words."), "U spreekt samen af wanneer."),
    }),
    Change: (told("One time that is otherwise: the fields of changes"), {
        "date": (told("The day it was planned; with a time if that day has two."), "2026-11-09"),
        "to": (told("The new day, the new time, or both."), "2026-11-18 13:00-15:00"),
        "location": (told("Another place, only this time."), "<places>"),
        "note": (told("What there is to know about this time."), "Neem een jas mee."),
        "cancelled": (told("yes, or the reason why it is off. Never name anybody's health."), "Het gebouw is dicht."),
    }),
    Venue: (told("Where: the fields of location"), {
        "name": (told("What the place is called."), "Wijkcentrum De Brug"),
        "street": (told("Street and number."), "Voorbeeldstraat 1"),
        "postcode": (told("The postcode."), "2000 AA"),
        "city": (told("The town or village."), "Voorbeeldstad"),
        "area": (told("The neighbourhood: an id from the list."), "<areas>"),
        "note": (told("How to find the entrance, where to ring."), "Ingang aan de achterkant"),
        "online": (told("yes, or the address where people meet online."), "yes"),
    }),
    Contact: (told("Whom to reach: the fields of contact"), {
        "role": (told("Who answers: a role, not a person's name."), "Gastvrouw"),
        "phone": (told("A telephone number, of the organization and not of a person."), "023-000 00 00"),
        "email": (told("An e-mail address."), "koffie@example.org"),
        "website": (told("A page about it."), "https://example.org/koffie"),
        "hours": (told("When somebody answers."), "ma t/m vr 9.00-12.00 uur"),
    }),
    Referral: (told("For referrers: the fields of referral"), {
        "needed": (told("Whether a letter of referral is needed: yes or no."), "no"),
        "how": (told("How to refer somebody."), "Bel even; we halen mensen op bij de deur."),
        "contact": (told("Whom a professional reaches: the fields of contact."), ""),
    }),
    Translation: (told("In another language: the fields of translations"), {
        "title": (told("The title in that language."), "Coffee morning"),
        "summary": (told("The sentence in that language."), "Coffee and a chat. Just come in."),
        "description": (told("The text in that language."), "You are welcome."),
    }),
}  # fmt: skip

IN_TEMPLATE = {
    ActivityFile: ("price", "registration", "contact", "access", "languages", "welcome", "image", "image_alt"),
    Schedule: ("start", "time", "repeat", "until", "except"),
    Contact: ("role", "phone", "email"),
}


class Entry(NamedTuple):
    """A row of the reference page."""

    name: str
    required: bool
    description: str
    example: str


class Group(NamedTuple):
    """The fields of one record."""

    title: str
    entries: tuple[Entry, ...]


def page(town: Town, register: Register) -> Page:
    """The page of all fields, with the ids that may stand in them."""
    addresses = Addresses(town.words)
    context = {
        "groups": [_group(model, town, register) for model in WORDS],
        "lists": {name: things for name, things in register.lists().items() if things},
        "schema": SCHEMA,
        "templates": [f"{TEMPLATES}.md", f"{TEMPLATES}.yaml"],
    }
    return Page(addresses.selection("fields"), "fields.html", context)


def files(town: Town, register: Register) -> Iterator[tuple[str, str]]:
    """The JSON Schema and the two templates: path and text."""
    yield SCHEMA, json.dumps(schema(town, register), ensure_ascii=False, indent=1) + "\n"
    address = Addresses(town.words, town.url).full(SCHEMA)
    yield f"{TEMPLATES}.md", _template(town, register, address, front_matter=True)
    yield f"{TEMPLATES}.yaml", _template(town, register, address, front_matter=False)


def _group(model: type[Record], town: Town, register: Register) -> Group:
    title, words = WORDS[model]
    entries = []
    for name, info in model.model_fields.items():
        name = info.alias or name
        description, example = words[name]
        description = town.language.gettext(description)
        entries.append(Entry(name, _required(model, name), description, _with_ids(example, register)))
    return Group(town.language.gettext(title), tuple(entries))


def _required(model: type[Record], name: str) -> bool:
    info = next(info for key, info in model.model_fields.items() if (info.alias or key) == name)
    return info.is_required() or (model is ActivityFile and name == "checked")


def schema(town: Town, register: Register) -> dict:
    """The contract as a JSON Schema with draft-07 keywords, which editors know; ids are those of the town."""
    tree = ActivityFile.model_json_schema(by_alias=True)
    tree = _draft7(tree, register)
    text = town.language.gettext("The text that people read on the activity's page, in Markdown.")
    tree["properties"]["description"] = {"type": "string", "description": text}
    for model, (_, words) in WORDS.items():
        part = tree if model is ActivityFile else tree["definitions"].get(model.__name__)
        for name, (description, example) in words.items():
            part["properties"][name]["description"] = town.language.gettext(description)
            if example and not example.startswith(("[", "{")):
                value = _with_ids(example, register)
                part["properties"][name]["examples"] = [int(value) if value.isdecimal() else value]
    head = {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "$id": Addresses(town.words, town.url).full(SCHEMA),
        "title": town.language.gettext("The activity"),
    }
    condition = {
        "if": {"required": ["example"], "properties": {"example": {"enum": [True, "yes"]}}},
        "then": {},
        "else": {"required": ["checked"]},
    }
    return {**head, **{key: value for key, value in tree.items() if key != "title"}, **condition}


def _draft7(node: Any, register: Register) -> Any:
    """Pydantic's 2020-12 keywords as draft 7, lists of ids as their values, and a single value for a list of one."""
    if isinstance(node, list):
        return [_draft7(one, register) for one in node]
    if not isinstance(node, dict):
        return node
    result = {}
    for key, value in node.items():
        if key == "$ref":
            result[key] = value.replace("#/$defs/", "#/definitions/")
        elif key == "x-list":
            result["enum"] = list(register.lists()[value])
        elif key not in ("title", "discriminator", "default") or (key == "title" and isinstance(value, dict)):
            result["definitions" if key == "$defs" else key] = _draft7(value, register)
    if result.get("type") == "array":
        return {"anyOf": [result.get("items", {}), result]}
    return result


def _template(town: Town, register: Register, schema_address: str, front_matter: bool) -> str:
    """A file to copy: what is required filled in, the rest as comments with what it is."""
    gettext = town.language.gettext
    lines = [f"# yaml-language-server: $schema={schema_address}"]
    lines.append("# " + gettext("Copy this file to activities/your-organization/name-of-the-activity and fill it in."))
    lines.append("# " + gettext("Lines that begin with # are not read. Leave out what you do not need."))
    for name, (description, example) in WORDS[ActivityFile][1].items():
        if not _required(ActivityFile, name) and name not in IN_TEMPLATE[ActivityFile]:
            continue
        mark = "" if _required(ActivityFile, name) else "# "
        lines += ["", f"# {gettext(description)}"]
        nested = {"schedule": Schedule, "contact": Contact}.get(name)
        if nested is None:
            lines.append(f"{mark}{name}: {_quoted(_with_ids(example, register))}")
            continue
        lines.append(f"{mark}{name}:")
        for inner in IN_TEMPLATE[nested]:
            told_of, value = WORDS[nested][1][inner]
            lines.append(f"{mark}  {inner}: {_quoted(_with_ids(value, register))}  # {gettext(told_of)}")
    text = gettext("Tell whom you meet, what you do and how to get in.")
    if front_matter:
        return "\n".join(["---", *lines, "---", text, ""])
    return "\n".join([*lines, "", "description: |", f"  {text}", ""])


def _with_ids(example: str, register: Register) -> str:
    """The example with an id of the town's own where one stands for a list; of what is real, if there is any."""
    lists: dict[str, Any] = {**register.lists()}
    lists["members"] = {id: one for id, one in register.organizations.items() if one.kind == "member"}

    def first(found: re.Match) -> str:
        things = lists[found[1]]
        return next((id for id, one in things.items() if not getattr(one, "example", False)), next(iter(things), "id"))

    return re.sub(r"<(\w+)>", first, example)


def _quoted(example: str) -> str:
    """The example with quotes where YAML would read it otherwise."""
    return f'"{example}"' if ": " in example or "#" in example else example
