"""Answers to the form <-> the fields and the text of an activity file. What is right, the check of entries says."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from agenda import frontmatter
from agenda.frontmatter import Tree
from agenda.language import Language
from agenda.moments import MONTHS
from agenda.problem import Fault, Problem

from . import entry_file, when
from .questions import QUESTIONS, Answers, Question

LOCATION = {
    "place_name": "name", "street": "street", "postcode": "postcode", "city": "city", "area": "area",
    "place_note": "note", "online": "online",
}  # fmt: skip


@dataclass(frozen=True)
class Trouble:
    """What is wrong with the answer to a question; a hint is advice."""

    question: Question
    fault: Fault | Problem

    def message(self, language: Language) -> str:
        """What is wrong and what to write instead."""
        return language.say(self.fault.text, **dict(self.fault.values))


def first(answers: Answers, name: str) -> str:
    """The answer to a question of one answer; empty without."""
    return (answers.get(name) or ("",))[0]


def months(language: Language) -> dict[str, int]:
    """The names of the months in a language and in English, with their numbers."""
    english = {name: number for number, name in enumerate(MONTHS, 1)}
    return english | {language.month(number).lower(): number for number in range(1, 13)}


def tree(answers: Answers, names: Mapping[str, int]) -> tuple[dict[str, Tree], str, list[Trouble]]:
    """The fields and the text that the answers make, and what could not be read for that."""
    fields = plain(answers, QUESTIONS, names)
    troubles = []
    try:
        if plan := when.schedule(answers, names):
            fields["schedule"] = plan
    except Fault as fault:
        troubles.append(Trouble(QUESTIONS["schedule"], fault))
    venue = {field: answers[asked][0] for asked, field in LOCATION.items() if asked in answers}
    if place := first(answers, "place"):
        fields["location"] = place
    elif venue:
        fields["location"] = venue
    troubles += add_more(fields, answers, QUESTIONS["more"])
    return fields, first(answers, "description"), troubles


def plain(answers: Answers, asked: Mapping[str, Question], names: Mapping[str, int]) -> dict[str, Tree]:
    """The fields that questions make by themselves: those with a path."""
    fields: dict[str, Tree] = {}
    for name, question in asked.items():
        if question.path and name in answers:
            *above, last = question.path
            at = fields
            for step in above:
                at = at.setdefault(step, {})
            value = answers[name][0]
            at[last] = (
                list(answers[name])
                if question.several
                else when.day(value, names)
                if question.kind == "date"
                else value
            )
    return fields


def add_more(fields: dict[str, Tree], answers: Answers, question: Question) -> list[Trouble]:
    """Put the fields that were written as in a file among those that the questions made."""
    if not (more := first(answers, question.name)):
        return []
    document = frontmatter.parse(more.encode(errors="replace"), front_matter=False)
    troubles = [Trouble(question, fault) for _, _, fault in document.faults]
    return troubles + [Trouble(question, fault) for fault in _merged(fields, document.tree)]


def of_entry(organization: str, tree: dict[str, Tree], body: str) -> Answers:
    """The answers that make this entry again: what a form is filled in with to change it.

    What has no question, or is written in a way that the question cannot say, stands among the other fields.
    """
    found: dict[str, tuple[str, ...]] = {"organization": (organization,)}
    rest = copied(tree)
    found |= taken(rest, QUESTIONS)
    if "schedule" in rest:
        found |= when.answers(rest.pop("schedule"))
    location = rest.pop("location", {})
    if isinstance(location, str):
        found["place"] = (location,)
    elif isinstance(location, dict):
        known = {
            asked: location.pop(field) for asked, field in LOCATION.items() if isinstance(location.get(field), str)
        }
        found |= {asked: (value,) for asked, value in known.items()}
        rest |= {"location": location} if location else {}
    if body:
        found["description"] = (body,)
    return found | ({"more": (entry_file.fields(rest).strip("\n"),)} if rest else {})


def taken(rest: dict[str, Tree], asked: Mapping[str, Question]) -> dict[str, tuple[str, ...]]:
    """Take the answers to questions with a path out of the tree, as far as they can say what stands there."""
    found = {name: _taken(rest, question) for name, question in asked.items() if question.path}
    return {name: values for name, values in found.items() if values}


def _merged(tree: dict[str, Tree], more: dict[str, Tree]) -> Iterator[Fault]:
    """Put the other fields in the tree; one that an answer has filled already is a fault."""
    for name, value in more.items():
        own = tree.get(name)
        if isinstance(own, dict) and isinstance(value, dict):
            yield from _merged(own, value)
        elif own is not None:
            yield Fault("{name} was answered above already. Leave it out here.", name=name)
        else:
            tree[name] = value


def _taken(rest: dict[str, Tree], question: Question) -> tuple[str, ...]:
    """Take the question's answer out of the tree; empty if it stands there otherwise than the question can say."""
    *above, last = question.path
    parents = [rest]
    for step in above:
        inner = parents[-1].get(step)
        if not isinstance(inner, dict):
            return ()
        parents.append(inner)
    value = parents[-1].get(last)
    values = tuple(value) if question.several and isinstance(value, list) else (value,)
    if not all(isinstance(one, str) and "\n" not in one for one in values):
        return ()
    if question.options and not set(values) <= set(dict(question.options)):
        return ()
    del parents[-1][last]
    for step, parent in zip(reversed(above), reversed(parents[:-1]), strict=True):
        if not parent[step]:
            del parent[step]
    if question.kind == "date":
        return tuple(when.shown(one) for one in values)
    return values


def copied(tree: Tree) -> Tree:
    """The same tree, to be taken apart."""
    if isinstance(tree, dict):
        return {name: copied(value) for name, value in tree.items()}
    return [copied(value) for value in tree] if isinstance(tree, list) else tree
