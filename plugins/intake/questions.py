"""What the form asks: one list from which the page, the file and the messages are made.

An answer is a text; of a question of several answers, a tuple of texts. A question's `path` is where its answer stands
in an activity file; questions about the schedule and the place have none, as several of them make one field together.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from agenda.language import told
from agenda.moments import WEEKDAYS

Answers = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Question:
    """A question of the form. `kind`: line, text, yes, choice, id, ids, date, time, days (a list, a line each).

    `options` are the words that may be chosen with what they say; `among` the register's list that ids come from.
    """

    name: str
    kind: str
    label: str
    help: str = ""
    path: tuple[str, ...] = ()
    options: tuple[tuple[str, str], ...] = ()
    among: str = ""
    required: bool = False
    most: int = 200

    @property
    def several(self) -> bool:
        """May it have more than one answer?"""
        return self.kind == "ids"


@dataclass(frozen=True)
class Section:
    """Questions under one heading."""

    title: str
    questions: tuple[Question, ...]


DAYS = tuple(zip(WEEKDAYS, (
    told("Monday"), told("Tuesday"), told("Wednesday"), told("Thursday"), told("Friday"), told("Saturday"),
    told("Sunday"),
), strict=True))  # fmt: skip

# Whom one can reach: of an activity, and of an organization.
CONTACT = (
    Question("role", "line", told("Who answers?"),
             told("A role, not a name: the host."), ("contact", "role"), most=80),
    Question("phone", "line", told("Telephone number"),
             told("Of the organization. It stands on the site for everyone."), ("contact", "phone"), most=24),
    Question("email", "line", told("E-mail address"),
             told("It stands on the site for everyone."), ("contact", "email")),
    Question("website", "line", told("Website"), path=("contact", "website")),
    Question("hours", "line", told("When does somebody answer?"), path=("contact", "hours"), most=120),
)  # fmt: skip

SECTIONS = (
    Section(told("Who organizes it"), (
        Question("organization", "id", told("Which organization?"), among="organizations", required=True),
        Question("vouched_by", "id", told("Which member knows you?"),
                 told("Only for residents and businesses."), ("vouched_by",), among="organizations"),
    )),
    Section(told("What you do"), (
        Question("title", "line", told("What is it called?"), told("Short and plain, for example: Coffee morning."),
                 ("title",), required=True, most=80),
        Question("summary", "line", told("Tell it in one sentence."),
                 told("A sentence that makes people want to come."),
                 ("summary",), required=True),
        Question("description", "text", told("What do people do there, and whom do they meet?"),
                 told("Tell also how one gets in. Write short sentences."), most=10_000),
        Question("topics", "ids", told("What is it about?"), path=("topics",), among="topics", required=True),
    )),
    Section(told("For whom"), (
        Question("audiences", "ids", told("For whom is it?"), path=("audiences",), among="audiences", required=True),
        Question("ages", "line", told("For which ages?"),
                 told("For example 18-27, 65+ or -12. Leave it open for all ages."),
                 ("ages",), most=10),
        Question("languages", "ids", told("Which languages do people speak there?"),
                 path=("languages",), among="languages"),
    )),
    Section(told("When it is"), (
        Question("repeat", "choice", told("How often is it?"), required=True, options=(
            ("once", told("Once")), ("weekly", told("Every week")), ("biweekly", told("Every two weeks")),
            ("monthly", told("Every month")), ("dates", told("On loose dates")),
            ("by_appointment", told("By appointment")), ("ongoing", told("Without a fixed time")),
            ("written", told("Otherwise")),
        )),
        Question("start", "date", told("On which day is it, or is it for the first time?"),
                 told("Day, month and year, for example 24-11-2026.")),
        Question("from", "time", told("From what time?"), told("For example 10.00."), most=10),
        Question("to", "time", told("Until what time?"), told("Leave it open if you do not know."), most=10),
        Question("days", "ids", told("On which days of the week?"), options=DAYS),
        Question("monthly", "choice", told("On which day of the month?"), options=(
            ("weekday", told("The same weekday of the month, for example the 2nd Tuesday")),
            ("last", told("The last one of that weekday in the month")),
            ("date", told("The same date, for example the 15th")),
        )),
        Question("until", "date", told("What is the last day?"), told("Leave it open if it goes on.")),
        Question("not_on", "days", told("On which days is it not on?"),
                 told("A day on each line, or a period: 21-12-2026 to 3-1-2027."), most=2000),
        Question("pause", "ids", told("When is it never on?"), options=(
            ("public-holidays", told("On public holidays")), ("school-holidays", told("In the school holidays")))),
        Question("dates", "days", told("Which dates?"),
                 told("A date on each line, with the time if it differs: 24-11-2026 14.00-16.00."), most=4000),
        Question("appointment", "line", told("How does one make an appointment, or when is it?"),
                 told("For example: call for an appointment.")),
        Question("schedule", "text", told("More about when, as it stands in the file"),
                 told("For what the questions cannot say. The list of fields explains the words."), most=8000),
    )),
    Section(told("Where it is"), (
        Question("place", "id", told("At which place?"), told("Is it not in the list? Then fill in the address below."),
                 among="places"),
        Question("place_name", "line", told("What is the place called?"), most=80),
        Question("street", "line", told("Street and number"), most=80),
        Question("postcode", "line", told("Postcode"), most=10),
        Question("city", "line", told("Town or village"), most=80),
        Question("area", "id", told("In which area?"), among="areas"),
        Question("place_note", "line", told("How does one find the entrance?")),
        Question("online", "line", told("Do people meet online? Then write the address, or yes.")),
        Question("transport", "line", told("How does one get there?"),
                 told("For example: bus 3, stop Markt."), ("transport",)),
        Question("access", "ids", told("What is the building or the group like?"), path=("access",), among="access"),
    )),
    Section(told("Costs and joining"), (
        Question("price", "line", told("What does it cost, in euros?"),
                 told("0 is free. For example 2,50."), ("price",), most=10),
        Question("price_note", "line", told("What is there to know about the price?"), path=("price_note",)),
        Question("discounts", "ids", told("With which pass is it cheaper?"), path=("discounts",), among="discounts"),
        Question("registration", "choice", told("Do people have to register?"), path=("registration",), options=(
            ("none", told("No")), ("welcome", told("It helps, but they do not have to")), ("required", told("Yes")))),
        Question("form", "choice", told("How does one take part?"), path=("form",), options=(
            ("drop-in", told("Walk in and leave when you like")), ("course", told("A course: one comes every time")),
            ("buddy", told("One gets a buddy of one's own")))),
        Question("welcome", "line", told("Who receives people the first time?"),
                 told("For example: somebody waits for you at the door."), ("welcome",), most=300),
    )),
    Section(told("Whom people call or write"), (
        *CONTACT,
        Question("referral", "choice", told("Is a letter of referral needed?"), path=("referral", "needed"),
                 options=(("no", told("No")), ("yes", told("Yes")))),
        Question("referral_how", "line", told("What does a professional have to know?"),
                 path=("referral", "how"), most=300),
    )),
    Section(told("At last"), (
        Question("checked", "date", told("On which day did you make sure that all this is right?"),
                 told("Leave it open if that is today."), ("checked",)),
        Question("more", "text", told("Other fields, as they stand in the file"),
                 told("For who knows the list of fields."), most=20_000),
    )),
)  # fmt: skip

QUESTIONS: Mapping[str, Question] = {one.name: one for section in SECTIONS for one in section.questions}


# The questions of fields that several questions make together; of the parts of a field that have none: its own.
_ASKED = {
    "schedule": "repeat", "schedule.start": "start", "schedule.time": "from", "schedule.until": "until",
    "schedule.except": "not_on", "schedule.pause": "pause", "schedule.days": "days", "schedule.dates": "dates",
    "schedule.by_appointment": "appointment", "schedule.ongoing": "appointment", "schedule.changes": "schedule",
    "location": "place", "location.name": "place_name", "location.street": "street", "location.postcode": "postcode",
    "location.city": "city", "location.area": "area", "location.note": "place_note", "location.online": "online",
    "contact": "phone", "referral": "referral_how",
} | {".".join(one.path): one.name for one in QUESTIONS.values() if one.path}  # fmt: skip


def of_path(path: str) -> Question:
    """The question by which a field of the file is asked (`contact.phone`, `topics[2]`); else that of other fields."""
    steps = re.sub(r"\[\d+\]", "", path).split(".")
    while steps and ".".join(steps) not in _ASKED:
        steps.pop()
    return QUESTIONS[_ASKED.get(".".join(steps), "more")]


def required() -> Iterator[Question]:
    """The questions that have to be answered."""
    return (one for one in QUESTIONS.values() if one.required)
