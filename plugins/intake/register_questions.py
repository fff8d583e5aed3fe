"""What is asked about a place and about an organization: lists like that of an activity, for the same form and review.

Who is a member, and since when, the coalition's editors write; so membership, other names and marks of an example stand
among the other fields.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from agenda.language import told
from agenda.register import Named, Register

from .questions import CONTACT, Question, Section

_MORE = Question("more", "text", told("Other fields, as they stand in the file"),
                 told("For who knows the list of fields."), most=20_000)  # fmt: skip

PLACE = (
    Section(told("The place"), (
        Question("name", "line", told("What is the place called?"), told("As people say it, for example: The Mill."),
                 ("name",), required=True, most=80),
        Question("street", "line", told("Street and number"), path=("street",), most=80),
        Question("postcode", "line", told("Postcode"), path=("postcode",), most=10),
        Question("city", "line", told("Town or village"), path=("city",), most=80),
        Question("area", "id", told("In which area?"), path=("area",), among="areas"),
        Question("online", "line", told("Do people meet online? Then write the address, or yes."), path=("online",)),
    )),
    Section(told("Getting in"), (
        Question("note", "line", told("How does one find the entrance?"),
                 told("For example: the bell is left of the green door."), ("note",)),
        Question("access", "ids", told("What is the building like?"), path=("access",), among="access"),
        Question("transport", "line", told("How does one get there?"),
                 told("For example: bus 3, stop Markt."), ("transport",)),
        Question("website", "line", told("Website"), path=("website",)),
        _MORE,
    )),
)  # fmt: skip

ORGANIZATION = (
    Section(told("The organization"), (
        Question("name", "line", told("What is the organization called?"), path=("name",), required=True, most=80),
        Question("kind", "choice", told("What kind of organization is it?"),
                 told("Who is a member, the coalition decides."), ("kind",), required=True, options=(
            ("member", told("A member of the coalition")), ("partner", told("An organization that joins in")),
            ("residents", told("Residents")), ("business", told("A shop or another business")))),
        Question("groups", "ids", told("In which groups of the coalition is it?"), path=("groups",), among="groups"),
        Question("summary", "line", told("Tell in one sentence what it does."), path=("summary",)),
        Question("description", "text", told("What else is there to know about it?"),
                 told("It stands on the organization's page. Write short sentences."), most=10_000),
        Question("culture", "choice", told("Is it a house of culture?"), path=("culture",),
                 options=(("no", told("No")), ("yes", told("Yes")))),
    )),
    Section(told("Whom people call or write"), (
        *CONTACT,
    )),
    Section(told("For the coalition"), (
        Question("officer_role", "line", told("Who keeps the subject alive there?"),
                 told("A role, not a name: the host."), ("attention_officer", "role"), most=80),
        Question("officer_phone", "line", told("Telephone number of that role"),
                 told("Of the organization. It stands on the site for everyone."), ("attention_officer", "phone"),
                 most=24),
        Question("officer_email", "line", told("E-mail address of that role"),
                 told("It stands on the site for everyone."), ("attention_officer", "email")),
        _MORE,
    )),
)  # fmt: skip


@dataclass(frozen=True)
class Kind:
    """A thing of the register that can be handed in: its questions, and the folder below content/ of its files."""

    name: str
    sections: tuple[Section, ...]
    folder: str
    suffix: str

    @property
    def questions(self) -> Mapping[str, Question]:
        """The questions by their names, in the order of the form."""
        return {one.name: one for section in self.sections for one in section.questions}

    def of_path(self, path: str) -> Question:
        """The question by which a field of the file is asked (`contact.phone`, `access[2]`); else that of the rest."""
        asked = {".".join(one.path): one for one in self.questions.values() if one.path}
        return asked.get(path.partition("[")[0]) or self.questions["more"]


KINDS: Mapping[str, Kind] = {
    one.name: one
    for one in (
        Kind("place", PLACE, "places", ".yaml"),
        Kind("organization", ORGANIZATION, "organizations", ".md"),
    )
}


def listed(question: Question, register: Register) -> Mapping[str, Named]:
    """The things whose ids may be the answer: a list of the register, or the groups of its coalition."""
    if question.among == "groups":
        return register.coalition.groups if register.coalition else {}
    return register.lists()[question.among] if question.among else {}
