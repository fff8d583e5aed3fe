"""Files of submissions -> what was sent, one by one: JSON, a form's own encoding, or a table (CSV) of any program.

A table's columns have names of their own: a mapping says which question each of them answers, and words for what
stands in its cells. The mapping is a YAML file; a first guess at it can be made from the table itself.
"""

import csv
import difflib
import io
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs

from agenda import frontmatter
from agenda.language import Language, told
from agenda.problem import Fault
from agenda.register import Register

from . import entry_file
from .questions import QUESTIONS, Question
from .register_questions import listed

MAX_BYTES = 5_000_000
MAX_ROWS = 10_000
Sent = dict[str, list[str]]


@dataclass(frozen=True)
class Meaning:
    """What a table's columns mean: column -> question, question -> one answer for all, column -> cell -> answer."""

    columns: Mapping[str, str] = field(default_factory=dict)
    answers: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def of_file(
    name: str, data: bytes, meaning: Meaning, register: Register, asked: Mapping[str, Question] = QUESTIONS
) -> Iterator[Sent]:
    """The submissions of a file, by the ending of its name: .json, .csv, else a form's own encoding."""
    if name.endswith(".json"):
        return of_json(data)
    return of_table(data, meaning, register, asked) if name.endswith(".csv") else of_form(data)


def of_json(data: bytes) -> Iterator[Sent]:
    """An object or a list of objects: question -> answer, or a list of answers. Raises Fault for anything else."""
    try:
        value = json.loads(_text(data))
    except (ValueError, RecursionError) as error:
        at = getattr(error, "lineno", 1)
        raise Fault("this is not JSON: line {line} cannot be read. Export it again.", line=at) from None
    for one in value if isinstance(value, list) else [value]:
        if not isinstance(one, dict):
            raise Fault("an object with the answers is expected. Write {example}.", example='{"title": "…"}')
        yield {name: [_answer(item) for item in (found if isinstance(found, list) else [found])]
               for name, found in one.items() if found is not None}  # fmt: skip


def _answer(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str | int | float):
        return str(value)
    raise Fault("an answer is a text or a list of texts. Write the text between quotes.")


def of_form(data: bytes) -> Iterator[Sent]:
    """One submission in a form's own encoding (application/x-www-form-urlencoded, UTF-8)."""
    try:
        yield parse_qs(data.decode("ascii").strip(), strict_parsing=True, errors="strict", max_num_fields=1000)
    except ValueError:
        raise Fault("this is not what a form sends. Send it as application/x-www-form-urlencoded in UTF-8.") from None


def of_table(
    data: bytes, meaning: Meaning, register: Register, asked: Mapping[str, Question] = QUESTIONS
) -> Iterator[Sent]:
    """Each row of a table. Cells of questions with several answers are split at ; and line breaks, else at commas."""
    columns, rows = table(data)
    if not meaning.columns:
        raise Fault("a table needs a mapping. Make one with --guess, look it over, and name it with --mapping.")
    if unknown := next((name for name in meaning.columns if name not in columns), None):
        raise Fault("the table has no column {name}. Its columns are: {known}.",
                    name=unknown, known=", ".join(columns))  # fmt: skip
    for row in rows:
        sent: Sent = {name: [value] for name, value in meaning.answers.items()}
        for column, name in meaning.columns.items():
            cell = meaning.words.get(column, {}).get(row[column].strip(), row[column])
            if cell.strip():
                sent[name] = list(_cells(cell, asked[name], register))
        yield sent


def table(data: bytes) -> tuple[list[str], list[dict[str, str]]]:
    """A table's columns, and its rows by column. Empty rows are left out. Raises Fault for what is no table."""
    text = _text(data)
    try:
        dialect: Any = csv.Sniffer().sniff(text[:4096].split("\n")[0], delimiters=";,\t")
    except csv.Error:
        dialect = csv.excel
    lines = [row for row in csv.reader(io.StringIO(text, newline=""), delimiter=dialect.delimiter) if any(row)]
    if not lines:
        raise Fault("the table is empty. Its first row has to be the names of its columns.")
    columns = [name.strip() for name in lines[0]]
    if twice := next((name for name in columns if columns.count(name) > 1), None):
        raise Fault("two columns are called {name}. Give each a name of its own.", name=twice)
    if len(lines) > MAX_ROWS:
        raise Fault("the table has {rows} rows; at most {most} are read at a time.", rows=len(lines), most=MAX_ROWS)
    return columns, [dict(zip(columns, row + [""] * len(columns), strict=False)) for row in lines[1:]]


def _cells(cell: str, question: Question, register: Register) -> Iterator[str]:
    """The answers in a cell; a name of the register's list, or the words of an option, stand for their id."""
    if not (question.among or question.options):
        yield cell
        return
    known = {id.lower(): id for id in _ids(question, register)}
    for id, names in _ids(question, register).items():
        known |= {name.lower(): id for name in names}
    parts = re.split(r"[;\n]" if re.search(r"[;\n]", cell) else ",", cell) if question.several else [cell]
    for part in parts:
        if word := part.strip():
            yield known.get(word.lower(), word)


def _ids(question: Question, register: Register) -> dict[str, tuple[str, ...]]:
    if question.among:
        return {id: (thing.name, *thing.aliases) for id, thing in listed(question, register).items()}
    return {word: (says,) for word, says in question.options}


def read_mapping(data: bytes, asked: Mapping[str, Question] = QUESTIONS) -> Meaning:
    """A mapping file. Raises Fault, with the line, for what it cannot be."""
    document = frontmatter.parse(data, front_matter=False)
    for _, _, fault in document.faults:
        raise fault
    tree = document.tree
    if unknown := next((name for name in tree if name not in ("columns", "answers", "words")), None):
        raise Fault("{name} does not stand in a mapping. It has columns, answers and words.", name=unknown)
    parts = {name: tree.get(name, {}) for name in ("columns", "answers", "words")}
    if not all(isinstance(part, dict) for part in parts.values()):
        raise Fault("a mapping has columns, answers and words, each with fields below it.")
    for name in (*parts["columns"].values(), *parts["answers"]):
        if name not in asked:
            near = difflib.get_close_matches(str(name), list(asked), 1) or list(asked)[:1]
            raise Fault("{name} is no question of the form. Did you mean {near}?", name=name, near=near[0])
    return Meaning(**parts)


def guess(data: bytes, language: Language, asked: Mapping[str, Question] = QUESTIONS) -> str:
    """A first guess at the mapping of a table, as a file to look over: columns that answer no question are remarks."""
    columns, _ = table(data)
    names = {name.replace("_", " "): name for name in asked}
    names |= {language.gettext(one.label).strip("?").lower(): one.name for one in asked.values()}
    names |= {word: name for name in asked for word in language.gettext(_WORDS.get(name, "")).split(", ") if word}
    lines, used = ["columns:"], set()
    for column in columns:
        word = re.sub(r"[^\w\s-]", "", column.lower()).strip()
        near = [word] if word in names else difflib.get_close_matches(word, list(names), 1, 0.75)
        name = names[near[0]] if near else ""
        quoted = entry_file.text_of(column).strip()
        lines.append(f"  {quoted}: {name}" if name and name not in used else f"  # {quoted}:")
        used.add(name)
    return "\n".join([*lines, "answers:", *(["  # organization:"] if asked is QUESTIONS else []), ""])


# What columns are often called, beside the questions themselves; a language has its own.
_WORDS = {
    "name": told("name, called"),
    "title": told("title, name, activity, name of the activity"), "summary": told("summary, short description"),
    "description": told("description, text, long description"), "start": told("date, first day, begin"),
    "from": told("from, time, start time"), "to": told("to, end time"), "until": told("end date, last day"),
    "repeat": told("frequency, how often"), "place": told("location, place"), "price": told("price, costs"),
    "audiences": told("audience, for whom"), "topics": told("topic, theme, category"),
    "phone": told("phone, telephone, telephone number"), "email": told("mail, e-mail"),
    "organization": told("organization, organizer"), "postcode": told("postcode"), "street": told("address, street"),
}  # fmt: skip


def _text(data: bytes) -> str:
    """UTF-8, else what old programs of Windows write."""
    if len(data) > MAX_BYTES:
        raise Fault("the file is {size} kB; at most {most} kB is read.", size=len(data) // 1000, most=MAX_BYTES // 1000)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")
