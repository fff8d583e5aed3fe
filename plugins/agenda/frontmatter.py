"""A strict subset of YAML with positions: bytes of an entry -> a tree of texts, and where each text stands.

Every scalar is text: no type is guessed (PyYAML reads 10:30 as 630). Refused: anchors, aliases, tags, a second
document, a key that stands twice, depth over 12, more than 2,000 nodes, files over 64 kB. Events of libyaml are
read, never composed: a bomb of merges or 100 kB of brackets costs nothing.
"""

import re
from contextlib import suppress
from dataclasses import dataclass, field

import yaml

from . import characters
from .problem import Fault

MAX_BYTES = 64 * 1024
MAX_DEPTH = 12
MAX_NODES = 2000

SECOND = Fault("a second document begins here. Hand in each activity in a file of its own.")
BAD_START = Fault("a text cannot begin with this character. Put quotes around the text.")

Path = tuple[str | int, ...]
Tree = str | dict[str, "Tree"] | list["Tree"]


@dataclass
class Document:
    """What a file says. `tree` is its YAML, `body` what follows the front matter.

    `keys` and `values` map a field's path to its line and column (from 1). `faults` and `hints` hold
    (path, (line, column), fault). An empty value is left out of `tree` but keeps its place.
    """

    tree: dict = field(default_factory=dict)
    body: str = ""
    body_line: int = 1
    keys: dict[Path, tuple[int, int]] = field(default_factory=dict)
    values: dict[Path, tuple[int, int]] = field(default_factory=dict)
    faults: list[tuple[Path, tuple[int, int], Fault]] = field(default_factory=list)
    hints: list[tuple[Path, tuple[int, int], Fault]] = field(default_factory=list)

    def place(self, path: Path, key: bool = False) -> tuple[int, int]:
        """Line and column of a field's value (or its key), else of the nearest part that stands around it.

        A mapping where a list may stand is the list's only item, so an index that is not there is passed over.
        """
        at: Path = ()
        for step in path:
            known = (*at, step)
            if known in self.values or known in self.keys:
                at = known
            elif not isinstance(step, int):
                return self.keys.get(at) or self.values[at] if at else (1, 1)
        first, second = (self.keys, self.values) if key else (self.values, self.keys)
        return (first.get(at) or second[at]) if at else (1, 1)


class _Stop(Exception):
    """The rest of this file cannot be read."""


def parse(data: bytes, front_matter: bool = True) -> Document:
    """Read an entry: front matter between two lines `---` and a text, or (`front_matter=False`) YAML alone."""
    document = Document()
    try:
        lines = _text(data, document).split("\n")
        start, end = 0, len(lines)
        if front_matter:
            start, end = _fences(lines, document)
            document.body = "\n".join(lines[end + 1 :]).strip("\n")
            document.body_line = end + 2
        _Reader(lines[start:end], start, document).read()
    except _Stop:
        pass
    return document


def plain(data: bytes) -> Document:
    """Read a file that is text alone: all of it is the body, unless there are faults."""
    document = Document()
    with suppress(_Stop):
        document.body = _text(data, document)
    return document


def _fail(document: Document, fault: Fault, at=(1, 1), path: Path = ()) -> _Stop:
    document.faults.append((path, at, fault))
    return _Stop()


def _text(data: bytes, document: Document) -> str:
    if len(data) > MAX_BYTES:
        raise _fail(
            document,
            Fault("the file is {size} kB; at most 64 kB is read. Shorten the text.", size=-(-len(data) // 1024)),
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        good = re.sub("\r\n?", "\n", error.object[: error.start].decode())
        at = (good.count("\n") + 1, len(good) - good.rfind("\n"))
        raise _fail(
            document,
            Fault("this character is not written in UTF-8. Save the file again with the encoding UTF-8."),
            at,
        ) from None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise _fail(document, Fault("the file is empty. Copy the template and fill it in."))
    for index, fault in characters.faults(text):
        at = (text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index))
        document.faults.append(((), at, fault))
    if document.faults:
        raise _Stop
    return text


def _fences(lines: list[str], document: Document) -> tuple[int, int]:
    if lines[0].rstrip() != "---":
        raise _fail(
            document,
            Fault("the first line is not ---. Begin the file with a line ---, then the fields, then a line ---."),
        )
    for number, line in enumerate(lines[1:], 1):
        if line.rstrip() == "---":
            return 1, number
    raise _fail(
        document,
        Fault("the line --- that ends the fields is missing. Put a line --- between the fields and the text."),
    )


class _Reader:
    """Turns libyaml's events into the tree of a document."""

    def __init__(self, lines: list[str], offset: int, document: Document) -> None:
        self.lines, self.offset, self.document = lines, offset, document
        self.nodes = 0

    def read(self) -> None:
        text = "\n".join(self.lines) + "\n"
        try:
            self.events = yaml.parse(text, Loader=yaml.CSafeLoader)
            next(self.events)  # the stream begins
            event = next(self.events)
            if isinstance(event, yaml.StreamEndEvent):
                self.stop(Fault("no field is filled in. Copy the template and fill it in."), (self.offset or 1, 1))
            event = next(self.events)
            if not isinstance(event, yaml.MappingStartEvent):
                self.refuse(event)
                self.stop(
                    Fault("fields are expected here. Write them as a name, a colon and a value: title: Koffie."),
                    self.at(event),
                )
            self.document.tree = self.node(event, (), 0)
            next(self.events)  # the document ends
            event = next(self.events)
            if not isinstance(event, yaml.StreamEndEvent):
                self.stop(SECOND, self.at(event))
        except yaml.YAMLError as error:
            self.syntax(error)

    def at(self, event) -> tuple[int, int]:
        return event.start_mark.line + 1 + self.offset, event.start_mark.column + 1

    def stop(self, fault: Fault, at: tuple[int, int], path: Path = ()) -> None:
        raise _fail(self.document, fault, at, path)

    def refuse(self, event, path: Path = ()) -> None:
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            self.stop(
                Fault("references (& and *) are not allowed. Write the value out, or put quotes around it."),
                self.at(event),
                path,
            )
        if getattr(event, "tag", None):
            self.stop(
                Fault("a tag (!) is not allowed. Delete it, or put quotes around the text."), self.at(event), path
            )

    def node(self, event, path: Path, depth: int) -> Tree:
        self.refuse(event, path)
        self.nodes += 1
        if depth > MAX_DEPTH or self.nodes > MAX_NODES:
            self.stop(
                Fault("this is nested too deep or too long. Write it simpler, as in the template."),
                self.at(event),
                path,
            )
        self.document.values[path] = self.at(event)
        if isinstance(event, yaml.ScalarEvent):
            return self.scalar(event, path)
        if isinstance(event, yaml.SequenceStartEvent):
            items = []
            while not isinstance(item := next(self.events), yaml.SequenceEndEvent):
                items.append(self.node(item, (*path, len(items)), depth + 1))
            return items
        return self.mapping(path, depth)

    def mapping(self, path: Path, depth: int) -> dict[str, Tree]:
        fields: dict[str, Tree] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            self.refuse(event, path)
            if not isinstance(event, yaml.ScalarEvent):
                self.stop(Fault("a name is expected here. Put quotes around the text."), self.at(event), path)
            here = (*path, event.value)
            if first := self.document.keys.get(here):
                fault = Fault(
                    "{name} stands here twice: on line {first} and on line {second}. Keep one of them.",
                    name=event.value, first=first[0], second=self.at(event)[0],
                )  # fmt: skip
                self.document.faults.append((here, self.at(event), fault))
            self.document.keys.setdefault(here, self.at(event))
            value = self.node(next(self.events), here, depth + 1)
            if value != "":
                fields.setdefault(event.value, value)
        return fields

    def scalar(self, event: yaml.ScalarEvent, path: Path) -> str:
        for _, fault in characters.faults(event.value):  # "\\u202e" is an escape until here
            self.document.faults.append((path, self.at(event), fault))
        if not event.style and re.match(r"\s+#\S", self.rest(event.end_mark)):
            fault = Fault("what stands after # is not read. Put quotes around the whole text.")
            self.document.hints.append((path, self.at(event), fault))
        return event.value.strip()

    def rest(self, mark) -> str:
        return self.lines[mark.line][mark.column :] if mark.line < len(self.lines) else ""

    def syntax(self, error: yaml.YAMLError) -> None:
        """libyaml's words, in ours: what is wrong at this place and what to write instead."""
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        line, column = (mark.line, mark.column) if mark else (0, 0)
        line = min(line, len(self.lines) - 1)
        at = (line + 1 + self.offset, column + 1)
        context, problem = str(getattr(error, "context", "")), str(getattr(error, "problem", ""))
        source = self.lines[line]
        indent = source[: len(source) - len(source.lstrip())]
        if "\t" in indent:
            tab = Fault("a tab stands before the text. Use spaces to indent.")
            self.stop(tab, (at[0], indent.index("\t") + 1))
        if "quoted scalar" in context:
            opened = error.context_mark
            fault = Fault("these quotes are not closed. Put the same quote at the end of the text.")
            self.stop(fault, (opened.line + 1 + self.offset, opened.column + 1))
        if "mapping values are not allowed" in problem and ": " in source[:column]:
            self.stop(
                Fault('a text with a colon needs quotes. Put quotes around it: "{text}".', text=_value(source)), at
            )
        if "flow" in context:
            opened = error.context_mark
            fault = Fault("this list is not closed. Put ] at its end, and a comma between its items.")
            if "flow mapping" in context:
                fault = Fault(
                    "these fields are not closed. Put {brace} at their end, and a comma between them.", brace="}"
                )
            self.stop(fault, (opened.line + 1 + self.offset, opened.column + 1))
        if "could not find expected ':'" in problem:
            named = error.context_mark or mark
            self.stop(
                Fault("a colon is missing here. Write a name, a colon, a space and a value: title: Koffie."),
                (named.line + 1 + self.offset, named.column + 1),
            )
        if "document start" in problem:
            self.stop(SECOND, at)
        if re.search("cannot start any token|(entries|keys) are not allowed", problem):
            self.stop(BAD_START, at)
        if re.search("alias|anchor|tag|block scalar", context):
            self.stop(BAD_START, (error.context_mark.line + 1 + self.offset, error.context_mark.column + 1))
        self.stop(
            Fault(
                "this line cannot be read. Look whether it is indented like its neighbours and whether quotes match."
            ),
            at,
        )


def _value(line: str) -> str:
    """What stands after the first colon of a line."""
    return line.partition(": ")[2].strip().replace('"', "'")
