"""The agenda's own nouns: Activity, Schedule, Occurrence, Agenda. Frozen and validated; only `source` makes them.

`ActivityFile` is the file contract: what may stand in an entry, and no more. The JSON Schema and the reference page
are drawn from it. An `Activity` is such a file with its organizer, address, identity and place.
"""

import copy
import pickle
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Annotated, Any, NamedTuple

from pydantic import BeforeValidator, ConfigDict, Field, ValidationInfo, model_validator

from . import fields as f
from .problem import Fault, Faults
from .register import Contact, Location, Place, Record, Register, Venue
from .steering import NO_STEERING, Steering
from .timetable import Schedule


def _schedules(value: Any) -> Any:
    if not isinstance(value, dict | list):
        raise Fault("fields are expected here. Write start, time and repeat on the lines below, indented.")
    return value


Schedules = Annotated[f.listed(Schedule, at_least=1, at_most=20), BeforeValidator(_schedules)]


class Referral(Record):
    """What a referrer needs to know."""

    needed: f.Yes | None = None
    how: f.line(300) | None = None
    contact: Contact | None = None


class Translation(Record):
    """An activity's own words in another language."""

    title: f.line(80) | None = None
    summary: f.line(200) | None = None
    description: f.paragraph(10_000) | None = None


class Provenance(Record):
    """Where an importer got an entry: the source's name, and the entry's identity there."""

    name: f.line(80)
    uid: f.line(300) | None = None


class ActivityFile(Record):
    """The fields of an activity file, in the order of the template. The text below them is not one of them."""

    title: f.line(80) = Field(examples=["Koffieochtend"])
    summary: f.line(200) = Field(examples=["Elke dinsdag koffie en een praatje"])
    schedule: Schedules = Field(examples=["{start: 2026-09-01, time: 10:00-12:00}"])
    location: Location
    audiences: f.listed(f.id_of("audiences"), at_least=1, at_most=30)
    topics: f.listed(f.id_of("topics"), at_least=1, at_most=30)
    checked: f.Date | None = None
    welcome: f.line(300) | None = None
    price: f.Price | None = None
    price_note: f.line(200) | None = None
    discounts: f.listed(f.id_of("discounts"), at_most=30) = ()
    registration: f.choice("none", "welcome", "required") | None = None
    contact: Contact | None = None
    access: f.listed(f.id_of("access"), at_most=30) = ()
    transport: f.line(200) | None = None
    languages: f.listed(f.id_of("languages"), at_most=30) = ()
    ages: f.AgeRange | None = None
    form: f.choice("drop-in", "course", "buddy") | None = None
    referral: Referral | None = None
    partners: f.listed(f.id_of("organizations"), at_most=30) = ()
    vouched_by: f.id_of("organizations") | None = None
    campaigns: f.listed(f.id_of("campaigns"), at_most=30) = ()
    image: f.line(90) | None = None
    image_alt: f.line(200) | None = None
    status: f.choice("scheduled", "cancelled", "postponed", "full") = "scheduled"
    status_note: f.line(200) | None = None
    translations: dict[f.id_of("languages"), Translation] = {}
    formerly: f.listed(f.OldPath, at_most=20) = ()
    source: Provenance | None = None
    example: f.Yes = False

    @model_validator(mode="after")
    def _agrees(self, info: ValidationInfo) -> "ActivityFile":
        faults = []
        if not self.checked and not self.example:
            faults.append((("checked",), Fault(
                "checked is missing. Write the day on which you made sure that all this is right: checked: 2026-11-20."
            )))  # fmt: skip
        if self.example and self.checked:
            faults.append((("checked",), Fault("an example is not checked. Leave checked out, or leave example out.")))
        if self.image and not self.image_alt:
            faults.append((("image_alt",), Fault(
                "image_alt is missing. Say what the picture shows, for who cannot see it."
            )))  # fmt: skip
        if faults:
            raise Faults(faults)
        return self


class Activity(ActivityFile):
    """An activity as the site knows it. `path` is where it came from; `description` its Markdown, still untrusted."""

    organizer: str
    slug: str
    description: str = ""
    path: str = ""
    digest: bytes = b""  # of all that it was made of, empty if that is not known

    def __iter__(self):
        return (pair for pair in super().__iter__() if pair[0] != "address")

    def model_copy(self, **options: Any) -> "Activity":
        """As of any record; another address is worked out anew."""
        copied = super().model_copy(**options)
        copied.__dict__.pop("address", None)
        return copied

    def __reduce_ex__(self, protocol: int):
        at_hand, rest = {"address": self.address}, {}
        for name, value in self.__dict__.items():
            (at_hand if name in AT_HAND and isinstance(value, PLAIN) else rest)[name] = value
        return _stored, (at_hand, _apart(pickle.dumps(rest, pickle.HIGHEST_PROTOCOL), protocol))

    @cached_property
    def address(self) -> str:
        """`organization/slug`: its place under the site's activities."""
        return f"{self.organizer}/{self.slug}"

    @property
    def identity(self) -> str:
        """`organization/slug` of its oldest path: what stays when it is renamed."""
        return f"{self.organizer}/{self.former_slugs[0]}" if self.formerly else self.address

    def global_id(self, register: Register, agenda: str, key: str = "") -> str:
        """Its identity in the world, for feeds, and that of its event `key`: in this agenda, or where it comes from."""
        organization, _, slug = self.identity.partition("/")
        if (organizer := register.organizations.get(organization)) and (origin := organizer.origin):
            organization, agenda = origin.organization, origin.agenda
        return f"{'.'.join(filter(None, (organization, slug, key)))}@{agenda}"

    @property
    def former_slugs(self) -> list[str]:
        """The slugs it had, oldest first."""
        return [path.rpartition("/")[2] for path in self.formerly]

    def place(self, register: Register, location: str | Venue | None = None) -> Place:
        """Where it is, or where an occurrence's own `location` is."""
        where = location or self.location
        return where.place() if isinstance(where, Venue) else register.places[where]


# What lists go by: of an activity that is read back this is there at once, the rest when somebody asks.
AT_HAND = frozenset((
    "title", "organizer", "slug", "address", "path", "digest", "location", "audiences", "topics", "partners",
    "campaigns", "checked", "status", "formerly", "example", "image",
))  # fmt: skip
PLAIN = (str, bytes, bool, tuple, date, type(None))


class Stored(Activity):
    """An activity that was kept: it becomes an ordinary one as soon as more than `AT_HAND` is asked of it."""

    model_config = ConfigDict(defer_build=True)

    def __getattr__(self, name: str) -> Any:
        if name in Activity.model_fields:
            return getattr(whole(self), name)
        return super().__getattr__(name)

    def __iter__(self):
        return iter(whole(self))

    def __eq__(self, other: object) -> bool:
        return whole(self) == other

    def __hash__(self) -> int:
        return hash(whole(self))

    def __repr__(self) -> str:
        return repr(whole(self))

    def __str__(self) -> str:
        return str(whole(self))

    def __reduce_ex__(self, protocol: int):
        at_hand = dict(self.__dict__)
        return _stored, (at_hand, _apart(at_hand.pop("_rest"), protocol))

    def __copy__(self) -> Activity:
        return copy.copy(whole(self))

    def __deepcopy__(self, memo: dict | None = None) -> Activity:
        return copy.deepcopy(whole(self), memo)

    def model_copy(self, **options: Any) -> Activity:
        """As of any record."""
        return whole(self).model_copy(**options)

    def model_dump(self, **options: Any) -> dict[str, Any]:
        """As of any record."""
        return whole(self).model_dump(**options)

    def model_dump_json(self, **options: Any) -> str:
        """As of any record."""
        return whole(self).model_dump_json(**options)


def _apart(rest: bytes | memoryview, protocol: int) -> Any:
    """For pickling: whoever can, keeps it beside the rest, and does not copy it to read it (PEP 574)."""
    return pickle.PickleBuffer(rest) if protocol >= 5 else bytes(rest)


def _stored(at_hand: dict[str, Any], rest: bytes | memoryview) -> Stored:
    """An activity of which `rest` is still pickled."""
    at_hand["_rest"] = rest
    made = Stored.__new__(Stored)
    object.__setattr__(made, "__dict__", at_hand)
    return made


def whole(activity: Activity) -> Activity:
    """The activity with all its fields at hand."""
    if type(activity) is Stored:
        fields = activity.__dict__
        fields.update(pickle.loads(fields.pop("_rest")))  # noqa: S301  pickled by `Activity.__reduce_ex__`
        ordered = {name: fields[name] for name in Activity.model_fields}
        for name in ("__pydantic_fields_set__", "__pydantic_extra__", "__pydantic_private__"):
            object.__setattr__(activity, name, set() if "set" in name else None)
        object.__setattr__(activity, "__dict__", ordered)
        object.__setattr__(activity, "__class__", Activity)
    return activity


class Occurrence(NamedTuple):
    """One time that something takes place, in wall-clock time without a zone.

    Of whole days `start` is 00:00 of the first and `end` 00:00 of the day after the last. An `end` of None is not
    known. `planned` is the start by plan: what identifies it. `moved`: a change gave it another time; `changed`: the
    file says something of its own about it; `loose`: it stands there by itself, not by a rule.
    """

    start: datetime
    end: datetime | None
    whole_day: bool = False
    planned: datetime | None = None
    cancelled: bool = False
    reason: str = ""
    note: str = ""
    location: str | Venue | None = None
    moved: bool = False
    changed: bool = False
    loose: bool = False

    @property
    def day(self) -> date:
        """The day it begins."""
        return self.start.date()


@dataclass(frozen=True)
class Agenda:
    """Everything that is published: the register, and activities in the order of their addresses.

    `steering` is what the coalition measures it by.
    """

    register: Register
    activities: tuple[Activity, ...]
    steering: Steering = NO_STEERING
