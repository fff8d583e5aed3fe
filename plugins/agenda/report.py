"""Problems and hints as people and tools read them: text, annotations of a forge, JSON."""

import json
from collections.abc import Iterable

from .language import Language
from .problem import Problem

FORMATS = ("text", "github", "json")


def written(problems: Iterable[Problem], language: Language, form: str = "text") -> str:
    """All of them in one of `FORMATS`, each on a line of its own (JSON: one list)."""
    if form == "json":
        return json.dumps([_record(one, language) for one in problems], ensure_ascii=False, indent=1)
    line = _annotation if form == "github" else _line
    return "\n".join(line(one, language) for one in problems)


def _line(problem: Problem, language: Language) -> str:
    kind = language.gettext("hint") + ": " if problem.hint else ""
    field = problem.field or language.gettext("file")
    return f"{problem.path}:{problem.line}:{problem.column}: {kind}{field}: {problem.message(language.gettext)}"


def _annotation(problem: Problem, language: Language) -> str:
    """A workflow command; `%`, CR and LF would end it, in a property `:` and `,` too."""
    level = "notice" if problem.hint else "error"
    field = problem.field or language.gettext("file")
    place = f"file={_property(problem.path)},line={problem.line},col={problem.column},title={_property(field)}"
    return f"::{level} {place}::{_data(problem.message(language.gettext))}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _record(problem: Problem, language: Language) -> dict:
    return {
        "file": problem.path,
        "line": problem.line,
        "column": problem.column,
        "field": problem.field,
        "level": "hint" if problem.hint else "problem",
        "message": problem.message(language.gettext),
    }


def summary(files: int, problems: int, hints: int, language: Language) -> str:
    """`42 bestanden, geen problemen, 3 tips.`"""
    parts = [
        language.count("{n} activity checked", "{n} activities checked", files),
        language.count("{n} problem", "{n} problems", problems) if problems else language.gettext("no problems"),
    ]
    if hints:
        parts.append(language.count("{n} hint", "{n} hints", hints))
    return ", ".join(parts) + "."
