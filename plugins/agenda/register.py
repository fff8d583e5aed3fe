"""What the coalition's editors keep: vocabularies, places, organizations, campaigns, holidays, tombstones."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import Discriminator, Field, Tag, model_validator

from . import fields as f
from .help_desk import Help
from .holidays import NO_HOLIDAYS, HolidayTable
from .moments import DateRange
from .original import joined
from .problem import Fault, Faults
from .record import Record


class Named(Record):
    """A thing with an id (its key or file name) and a name people read."""

    id: str = Field("", exclude=True)
    name: f.line(80)
    aliases: f.listed(f.line(80)) = ()
    example: f.Yes = False


class TermTranslation(Record):
    """A term's words in another language."""

    name: f.line(80)
    description: f.line(300) | None = None


# The drawings that the theme has, to stand beside a topic's name.
ICONS = (
    "cup", "meal", "shoe", "speech", "leaf", "music", "brush", "die", "pair", "phone", "heart", "balloon", "tool",
    "book", "ring",
)  # fmt: skip


class Term(Named):
    """An entry of a vocabulary: an audience, a topic, an access feature, a discount, a language.

    An `essential` access feature is one that many need: where an entry does not tell of it, its page says so.
    """

    description: f.line(300) | None = None
    everyone: f.Yes = False
    essential: f.Yes = False
    icon: f.choice(*ICONS) | None = None
    translations: dict[str, TermTranslation] = {}


class Area(Term):
    """A part of the town. `code` is the statistics office's; `tile` its column and row on the tile map."""

    short: f.line(11) | None = None
    code: f.line(10) | None = None
    tile: f.listed(f.whole_number(1, 30), 2, 2) | None = None
    district: f.line(80) | None = None


class Contact(Record):
    """Whom to call or write, as a role."""

    role: f.line(80) | None = None
    phone: f.Phone | None = None
    email: f.Email | None = None
    website: f.Website | None = None
    hours: f.line(120) | None = None


class Place(Named):
    """Where people meet: a register's place, or (without an id) one that stands in an entry."""

    street: f.line(80) | None = None
    postcode: f.Postcode | None = None
    city: f.line(80) | None = None
    area: f.id_of("areas") | None = None
    note: f.line(200) | None = None
    access: f.listed(f.id_of("access")) = ()
    transport: f.line(200) | None = None
    website: f.Website | None = None
    online: f.Online | None = None

    @property
    def address(self) -> str:
        """Street, postcode and city on one line, as far as known."""
        town = joined(" ", filter(None, (self.postcode, self.city)))
        return joined(", ", filter(None, (self.street, town)))


class Venue(Record):
    """A place that stands in the entry itself."""

    name: f.line(80) | None = None
    street: f.line(80) | None = None
    postcode: f.Postcode | None = None
    city: f.line(80) | None = None
    area: f.id_of("areas") | None = None
    note: f.line(200) | None = None
    online: f.Online | None = None

    @model_validator(mode="after")
    def _is_somewhere(self) -> "Venue":
        if not (self.name or self.online):
            raise Fault("the place has no name. Write name: or, for a meeting online, online: yes.")
        return self

    def place(self) -> Place:
        """The same as a place without an id."""
        return Place.model_construct(id="", **{**dict(self), "name": self.name or "Online"})


# A step of a path that begins with = names a form that a value may have; it does not stand in the file.
Location = Annotated[
    Annotated[f.id_of("places"), Tag("=id")] | Annotated[Venue, Tag("=venue")],
    Discriminator(lambda value: "=venue" if isinstance(value, dict | Venue) else "=id"),
]


class Membership(Record):
    """What is known of an organization's membership, and from where."""

    status: f.choice("evidenced", "unknown")
    year: f.whole_number(2000, 2100) | None = None
    source: f.line(200) | None = None


class Origin(Record):
    """Of an organization that another agenda was joined with: whose it is there. Identities in feeds stay those."""

    agenda: f.line(80)  # the AGENDA_ID there
    organization: f.Slug


class Organization(Named):
    """Who organizes. `text` is the file's Markdown."""

    kind: f.choice("member", "partner", "residents", "business")
    summary: f.line(200) | None = None
    membership: Membership | None = None
    groups: f.listed(f.id_of("groups")) = ()
    attention_officer: Contact | None = None  # who keeps the subject alive in the organization: a role, never a name
    culture: f.Yes = False  # a house of culture, of which the coalition asks an activity to meet and take part
    contact: Contact = Contact.model_construct()
    origin: Origin | None = None
    forge: f.listed(f.Handle, at_most=10) = ()  # its teams or accounts on the forge: who looks at its entries there
    text: str = Field("", exclude=True)


class Choice(Record):
    """Activities by what they are: every kind that is given has to fit, of each kind one is enough."""

    areas: f.listed(f.id_of("areas")) = ()
    audiences: f.listed(f.id_of("audiences")) = ()
    topics: f.listed(f.id_of("topics")) = ()

    @model_validator(mode="after")
    def _chooses(self) -> "Choice":
        if not (self.areas or self.audiences or self.topics):
            raise Fault("nothing is chosen. Write areas, audiences or topics; or leave select out and use entries.")
        return self


class Campaign(Named):
    """A theme week or year. Its dates are data: they shift. `text` is the file's Markdown."""

    summary: f.line(200) | None = None
    start: f.Date | None = None
    until: f.Date | None = None
    color: f.choice("accent", "green", "sun") = "accent"
    mark: f.line(90) | None = None  # an .svg beside the file, perhaps with a .png of the same name
    select: Choice | None = None
    entries: f.listed(f.EntryAddress) = ()
    spotlight: f.listed(f.EntryAddress) = ()
    partners: f.listed(f.id_of("organizations")) = ()
    results: f.paragraph(5_000) | None = None
    text: str = Field("", exclude=True)

    @model_validator(mode="after")
    def _agrees(self) -> "Campaign":
        faults = []
        if bool(self.start) != bool(self.until):
            missing = "until" if self.start else "start"
            faults.append(((), Fault(
                "start and until belong together: {missing} is missing. Fill it in, or leave both out.", missing=missing
            )))  # fmt: skip
        elif self.start and self.until < self.start:
            faults.append((("until",), Fault("it ends before it starts. Look at start and until.")))
        organizers = [address.partition("/")[0] for address in self.spotlight]
        for number, organizer in enumerate(organizers):
            if organizer in organizers[:number]:
                faults.append((("spotlight", number), Fault(
                    "{organizer} has an activity in the spotlight already. Choose one.", organizer=organizer
                )))  # fmt: skip
        if faults:
            raise Faults(faults)
        return self

    @property
    def period(self) -> DateRange | None:
        """Its days; None if they are not known, or it has none."""
        return DateRange(self.start, self.until) if self.start and self.until else None

    @property
    def asks_spotlight(self) -> bool:
        """Does every organization put an activity in the spotlight? So it does once the field is there, if empty."""
        return "spotlight" in self.model_fields_set


class Count(Record):
    """A number of members that others counted, and where that stands."""

    number: f.whole_number(1, 10_000)
    source: f.line(200)


class Coalition(Record):
    """Who make the agenda together: its groups, and how one joins. `text` is the file's Markdown."""

    title: f.line(80)
    summary: f.line(200) | None = None
    groups: dict[f.Slug, Term] = {}
    counted: Count | None = None
    meetings: f.id_of("audiences") | None = None  # what is for this audience are the coalition's own meetings
    joining: f.paragraph(3_000) | None = None
    text: str = Field("", exclude=True)


class CountWords(Record):
    """Where the number stands, in another language."""

    source: f.line(200)


class CoalitionWords(Record):
    """The coalition's page in another language; what is left out stays as it is."""

    title: f.line(80) | None = None
    summary: f.line(200) | None = None
    groups: dict[f.id_of("groups"), TermTranslation] = {}
    counted: CountWords | None = None
    joining: f.paragraph(3_000) | None = None
    text: str = Field("", exclude=True)


class Tombstone(Record):
    """A published address (`organization/slug`) whose activity was deleted: nothing else may take it."""

    path: str = Field("", exclude=True)
    title: f.line(80)
    since: f.Date
    note: f.line(200) | None = None
    example: f.Yes = False


@dataclass(frozen=True)
class Register:
    """All that entries may refer to, each a mapping of ids in the order of the files.

    `translations` are the words of `coalition` and `help` in other languages: (which of them, language) -> words.
    """

    zone: ZoneInfo
    areas: Mapping[str, Area] = field(default_factory=dict)
    audiences: Mapping[str, Term] = field(default_factory=dict)
    topics: Mapping[str, Term] = field(default_factory=dict)
    access: Mapping[str, Term] = field(default_factory=dict)
    discounts: Mapping[str, Term] = field(default_factory=dict)
    languages: Mapping[str, Term] = field(default_factory=dict)
    places: Mapping[str, Place] = field(default_factory=dict)
    organizations: Mapping[str, Organization] = field(default_factory=dict)
    campaigns: Mapping[str, Campaign] = field(default_factory=dict)
    holidays: HolidayTable = NO_HOLIDAYS
    coalition: Coalition | None = None
    help: Help | None = None
    tombstones: tuple[Tombstone, ...] = ()
    translations: Mapping[tuple[str, str], Record] = field(default_factory=dict)

    def members(self) -> list[Organization]:
        """The organizations that are a member: the one source of who is, and of how many are known."""
        return [one for one in self.organizations.values() if one.kind == "member"]

    def lists(self) -> dict[str, Mapping[str, Named]]:
        """The lists that ids are looked up in, by name."""
        lists = {
            name: getattr(self, name) for name in ("areas", "audiences", "topics", "access", "discounts", "languages")
        }
        return lists | {name: getattr(self, name) for name in ("places", "organizations", "campaigns")}
