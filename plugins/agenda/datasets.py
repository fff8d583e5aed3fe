"""What the open data holds: of each file its fields, their kind, and what they are in schema.org and Open Referral."""

from typing import NamedTuple

from .language import told


class Field(NamedTuple):
    """A field of a record: its name, kind (of `KINDS`), and what it is, in words and in two vocabularies.

    `schema_org` is a path from the record's type, `hsds` a table and its field in HSDS 3; empty: they have none.
    An `optional` field is null when nothing is known.
    """

    name: str
    kind: str
    about: str
    schema_org: str
    hsds: str
    optional: bool = False


class Dataset(NamedTuple):
    """A file of records: `name` is that of its files."""

    name: str
    about: str
    fields: tuple[Field, ...]


_DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"

# Kind -> its JSON Schema, draft 7. Which kinds are text that people wrote freely stands in `FREE`.
KINDS: dict[str, dict] = {
    "id": {"type": "string", "minLength": 1},
    "text": {"type": "string"},
    "list": {"type": "array", "items": {"type": "string", "minLength": 1}, "uniqueItems": True},
    "yes": {"type": "boolean"},
    "whole": {"type": "integer", "minimum": 0},
    "amount": {"type": "number", "minimum": 0},
    "currency": {"enum": ["EUR"]},
    "date": {"type": "string", "format": "date", "pattern": f"^{_DAY}$"},
    "moment": {"type": "string", "pattern": rf"^{_DAY}(T[0-9]{{2}}:[0-9]{{2}}[+-][0-9]{{2}}:[0-9]{{2}})?$"},
    "phone": {"type": "string", "pattern": r"^\+?[0-9 ()-]{3,24}$"},
    "email": {"type": "string", "format": "email"},
    "url": {"type": "string", "format": "uri-reference"},
    "activity status": {"enum": ["scheduled", "cancelled", "postponed", "full"]},
    "status": {"enum": ["scheduled", "rescheduled", "cancelled", "postponed"]},
    "registration": {"enum": ["none", "welcome", "required"]},
    "form": {"enum": ["drop-in", "course", "buddy"]},
    "freshness": {"enum": ["fresh", "asked", "marked", "out"]},
    "organization": {"enum": ["member", "partner", "residents", "business"]},
    "membership": {"enum": ["evidenced", "unknown"]},
    "file": {"type": "object"},
}
FREE = frozenset({"id", "text", "list", "email", "url"})

_EXAMPLE = Field("example", "yes", told("Whether it is an example and not real."), "", "")
_URL = Field("url", "url", told("Its page on this site."), "url", "")

ACTIVITIES = Dataset("activities", told("Activities where people meet."), (
    Field("id", "id", told("Its identity. It stays when the activity is renamed."), "identifier", "service.id"),
    Field("url", "url", told("Its page on this site."), "url", "service.url"),
    Field("title", "text", told("What the activity is called."), "name", "service.name"),
    Field("summary", "text", told("What it is, in one sentence."), "description", "service.description"),
    Field("text", "text", told("The whole text, without marks."), "", "", optional=True),
    Field("organization", "id", told("The id of the organization."), "organizer.identifier", "service.organization_id"),
    Field("organization_name", "text", told("What the organization is called."), "organizer.name", "organization.name"),
    Field("partners", "list", told("Ids of organizations that do it together."), "contributor.identifier", ""),
    Field("schedule", "text", told("When it takes place, in words."), "eventSchedule.description", "schedule.description"),
    Field("status", "activity status", told("Whether all of it is on."), "eventStatus", "service.status"),
    Field("status_note", "text", told("What there is to know about the status."), "", "service.alert", optional=True),
    Field("place", "id", told("The id of the place, if it is in the list."), "location.identifier", "location.id", optional=True),
    Field("place_name", "text", told("What the place is called."), "location.name", "location.name"),
    Field("street", "text", told("Street and number."), "location.address.streetAddress", "address.address_1", optional=True),
    Field("postcode", "id", told("The postcode."), "location.address.postalCode", "address.postal_code", optional=True),
    Field("city", "text", told("The town or village."), "location.address.addressLocality", "address.city", optional=True),
    Field("area", "id", told("The id of the neighbourhood."), "location.containedInPlace.identifier", "service_area.id", optional=True),
    Field("online", "yes", told("Whether one can join online."), "eventAttendanceMode", "location.location_type"),
    Field("audiences", "list", told("For whom it is: ids."), "audience.identifier", "service.eligibility_description"),
    Field("ages_from", "whole", told("The youngest age."), "audience.suggestedMinAge", "service.minimum_age", optional=True),
    Field("ages_to", "whole", told("The oldest age."), "audience.suggestedMaxAge", "service.maximum_age", optional=True),
    Field("topics", "list", told("What it is about: ids."), "keywords", "taxonomy_term.code"),
    Field("price", "amount", told("What it costs; 0 is free."), "offers.price", "cost_option.amount", optional=True),
    Field("currency", "currency", told("The currency of the price."), "offers.priceCurrency", "cost_option.currency", optional=True),
    Field("price_note", "text", told("What there is to know about the price."), "offers.description", "service.fees_description", optional=True),
    Field("discounts", "list", told("Passes that make it cheaper: ids."), "", "cost_option.option"),
    Field("registration", "registration", told("Whether people have to register."), "", "service.application_process", optional=True),
    Field("form", "form", told("How one takes part."), "", "", optional=True),
    Field("access", "list", told("What the building or the group is like: ids."), "location.amenityFeature", "accessibility.description"),
    Field("transport", "text", told("How to get there."), "", "location.transportation", optional=True),
    Field("languages", "list", told("The languages that are spoken, as BCP 47 codes."), "inLanguage", "language.code"),
    Field("campaigns", "list", told("Campaigns that it belongs to: ids."), "superEvent.identifier", "service.program_id"),
    Field("contact", "text", told("Who answers: a role."), "organizer.contactPoint.contactType", "contact.title", optional=True),
    Field("phone", "phone", told("A telephone number."), "organizer.contactPoint.telephone", "phone.number", optional=True),
    Field("email", "email", told("An e-mail address."), "organizer.contactPoint.email", "service.email", optional=True),
    Field("website", "url", told("A page about it elsewhere."), "sameAs", "", optional=True),
    Field("checked", "date", told("The day on which somebody made sure that all this is right."), "", "service.assured_date", optional=True),
    Field("freshness", "freshness", told("How long ago that was; empty for an example and for what is over."), "", "", optional=True),
    Field("source", "text", told("Where an importer found it."), "", "", optional=True),
    Field("source_id", "id", told("Its identity there."), "", "", optional=True),
    _EXAMPLE,
))  # fmt: skip

OCCURRENCES = Dataset("occurrences", told("When activities take place in the coming weeks, in order."), (
    Field("activity", "id", told("The id of the activity."), "superEvent.identifier", "schedule.service_id"),
    Field("title", "text", told("What the activity is called."), "name", "service.name"),
    Field("start", "moment", told("When it begins: local time with its offset; of whole days the first day."), "startDate", "schedule.dtstart"),
    Field("end", "moment", told("When it ends; of whole days the last day; empty if that is not known."), "endDate", "schedule.closes_at", optional=True),
    Field("whole_day", "yes", told("Whether it takes whole days."), "", ""),
    Field("status", "status", told("Whether this time is on."), "eventStatus", ""),
    Field("previous_start", "moment", told("When it was to begin, if it was moved."), "previousStartDate", "", optional=True),
    Field("reason", "text", told("Why it is off."), "", "", optional=True),
    Field("note", "text", told("What there is to know about this time."), "description", "schedule.notes", optional=True),
    Field("place", "id", told("The id of the place, if it is in the list."), "location.identifier", "schedule.location_id", optional=True),
    Field("place_name", "text", told("What the place is called."), "location.name", "location.name"),
    Field("area", "id", told("The id of the neighbourhood."), "location.containedInPlace.identifier", "service_area.id", optional=True),
    _URL,
    _EXAMPLE,
))  # fmt: skip

ORGANIZATIONS = Dataset("organizations", told("Organizations that organize activities."), (
    Field("id", "id", told("Its identity."), "identifier", "organization.id"),
    _URL,
    Field("name", "text", told("What the organization is called."), "name", "organization.name"),
    Field("kind", "organization", told("What it is in this agenda."), "additionalType", ""),
    Field("summary", "text", told("What it is, in one sentence."), "description", "organization.description", optional=True),
    Field("text", "text", told("The whole text, without marks."), "", "", optional=True),
    Field("contact", "text", told("Who answers: a role."), "contactPoint.contactType", "contact.title", optional=True),
    Field("phone", "phone", told("A telephone number."), "telephone", "phone.number", optional=True),
    Field("email", "email", told("An e-mail address."), "email", "organization.email", optional=True),
    Field("website", "url", told("The organization's own site."), "sameAs", "organization.website", optional=True),
    Field("hours", "text", told("When somebody answers."), "", "", optional=True),
    Field("membership", "membership", told("Whether that is evidenced."), "", "", optional=True),
    Field("membership_year", "whole", told("The year up to which papers say so."), "", "", optional=True),
    Field("membership_source", "text", told("Where that stands."), "", "", optional=True),
    Field("groups", "list", told("The groups of the coalition that it is in: ids."), "", ""),
    _EXAMPLE,
))  # fmt: skip

PLACES = Dataset("places", told("Places where people meet."), (
    Field("id", "id", told("Its identity."), "identifier", "location.id"),
    Field("url", "url", told("Its page on this site."), "url", "location.url", optional=True),
    Field("name", "text", told("What the place is called."), "name", "location.name"),
    Field("street", "text", told("Street and number."), "address.streetAddress", "address.address_1", optional=True),
    Field("postcode", "id", told("The postcode."), "address.postalCode", "address.postal_code", optional=True),
    Field("city", "text", told("The town or village."), "address.addressLocality", "address.city", optional=True),
    Field("area", "id", told("The id of the neighbourhood."), "containedInPlace.identifier", "service_area.id", optional=True),
    Field("note", "text", told("How to find the entrance, where to ring."), "description", "location.description", optional=True),
    Field("access", "list", told("What the building is like: ids."), "amenityFeature", "accessibility.description"),
    Field("transport", "text", told("How to get there."), "", "location.transportation", optional=True),
    Field("website", "url", told("The place's own site."), "sameAs", "", optional=True),
    Field("online", "yes", told("Whether one can join online."), "", "location.location_type"),
    _EXAMPLE,
))  # fmt: skip

TERMS = Dataset("vocabulary", told("The lists that ids stand in."), (
    Field("list", "id", told("The list that it stands in."), "inDefinedTermSet", "taxonomy.name"),
    Field("id", "id", told("Its identity."), "termCode", "taxonomy_term.code"),
    Field("url", "url", told("Its page on this site."), "url", "", optional=True),
    Field("name", "text", told("What it is called."), "name", "taxonomy_term.name"),
    Field("description", "text", told("What it is, in one sentence."), "description", "taxonomy_term.description", optional=True),
    Field("everyone", "yes", told("Of an audience: whether it is everyone, and so part of every audience."), "", ""),
    Field("code", "text", told("Of a neighbourhood: the code of the statistics office."), "", "", optional=True),
    _EXAMPLE,
))  # fmt: skip

RECORDS = Dataset("records", told("Everything as its file says it, for who takes it over into another agenda."), (
    Field("list", "id", told("The list that it stands in."), "", ""),
    Field("id", "id", told("Its identity there; of an activity the organization and its own name."), "", ""),
    Field("url", "url", told("Its page on this site."), "url", "", optional=True),
    Field("fields", "file", told("Its fields, as texts."), "", ""),
    Field("text", "text", told("The text below them, as Markdown."), "", "", optional=True),
    _EXAMPLE,
))  # fmt: skip

TABLES = (ACTIVITIES, OCCURRENCES, ORGANIZATIONS, PLACES)  # each as JSON and as CSV
ALL = (*TABLES, TERMS, RECORDS)
