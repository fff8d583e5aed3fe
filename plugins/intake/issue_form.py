"""The questions as an issue form of a forge, and what was filled in there -> answers.

docs.github.com, Syntax for issue forms and for GitHub's form schema; Forgejo and Gitea read the same files. What is
filled in becomes the text of an issue: a heading `### ` with the question's label, and below it the answer.
"""

import json
import re
from collections.abc import Iterator, Mapping

from agenda.language import Language, told
from agenda.problem import Fault
from agenda.register import Register

from .questions import Question, Section
from .register_questions import listed
from .submissions import Sent

EMPTY = "_No response_"
# Lists to which editors add by the form: a choice of them would be out of date. They are asked by name.
GROWING = ("organizations", "places")
NAMED = told("Write the name as it stands on the site.")
_CHOSEN = re.compile(r"- \[[xX]\] (.+)")


def written(
    name: str, about: str, intro: str, sections: tuple[Section, ...], register: Register, language: Language
) -> str:
    """The form as YAML. Every text is quoted: other programs take `Nee` for an answer of their own."""
    lines = [
        f"name: {_quoted(language.gettext(name))}", f"description: {_quoted(language.gettext(about))}", "body:",
        *_element("markdown", "", {"value": language.gettext(intro)}),
    ]  # fmt: skip
    for section in sections:
        lines += _element("markdown", "", {"value": f"## {language.gettext(section.title)}"})
        for question in section.questions:
            lines += _question(question, register, language)
    return "\n".join([*lines, ""])


def _question(question: Question, register: Register, language: Language) -> Iterator[str]:
    attributes: dict = {"label": language.gettext(question.label)}
    grows = question.among in GROWING
    if help := " ".join(language.gettext(text) for text in (NAMED if grows else "", question.help) if text):
        attributes["description"] = help
    examples = {id for id, thing in listed(question, register).items() if thing.example}
    options = [says for says, id in choices(question, register, language).items() if id not in examples and not grows]
    kind = "textarea" if question.kind in ("text", "days") else "input"
    if options:
        kind = "checkboxes" if question.several else "dropdown"
        attributes["options"] = options
    elif question.among and not grows:
        return  # nothing can be chosen in this town
    # Of boxes the forge can demand only each by itself.
    yield from _element(kind, question.name, attributes, question.required and kind != "checkboxes")


def _element(kind: str, id: str, attributes: dict, required: bool = False) -> Iterator[str]:
    yield f"  - type: {kind}"
    if id:
        yield f"    id: {id}"
    yield "    attributes:"
    for name, value in attributes.items():
        if isinstance(value, list):
            yield f"      {name}:"
            mark = "label: " if kind == "checkboxes" else ""
            yield from (f"        - {mark}{_quoted(one)}" for one in value)
        else:
            yield f"      {name}: {_quoted(value)}"
    if required:
        yield from ("    validations:", "      required: true")


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def choices(question: Question, register: Register, language: Language) -> Mapping[str, str]:
    """What a reader can choose -> the answer. Of two things with one name each says its id too."""
    if not question.among:
        return {language.gettext(says): word for word, says in question.options}
    things = listed(question, register)
    names = [thing.name for thing in things.values()]
    return {thing.name if names.count(thing.name) == 1 else f"{thing.name} ({id})": id for id, thing in things.items()}


def answers(data: bytes, sections: tuple[Section, ...], register: Register, language: Language) -> Sent:
    """The answers that stand in the text of an issue. Raises Fault for a text that is not made by the form.

    A heading that is no question's label is part of the answer above it.
    """
    text = data.decode("utf-8-sig", errors="replace").replace("\r\n", "\n")
    labels = {language.gettext(one.label): one for section in sections for one in section.questions}
    found: dict[str, list[str]] = {}
    question: Question | None = None
    for line in text.split("\n"):
        heading = line.removeprefix("### ").strip() if line.startswith("### ") else ""
        if heading in labels and labels[heading].name not in found:
            question = labels[heading]
            found[question.name] = []
        elif question:
            found[question.name].append(line)
    if not found:
        raise Fault("no question of the form stands in this text. Copy the whole text of the issue.")
    asked = {one.name: one for one in labels.values()}
    return {name: list(_answers(asked[name], lines, register, language)) for name, lines in found.items()}


def _answers(question: Question, lines: list[str], register: Register, language: Language) -> Iterator[str]:
    known = {says.casefold(): word for says, word in choices(question, register, language).items()}
    texts = ["\n".join(lines).strip()]
    if question.several:
        texts = [match[1].strip() for line in lines if (match := _CHOSEN.fullmatch(line.strip()))]
    yield from (known.get(text.casefold(), text) for text in texts if text not in ("", EMPTY, "None"))


INTRO = told(
    "What you write here is public at once, with the name of your account. Write nothing about a person. "
    "Would you rather not? The form on the site is not public."
)
