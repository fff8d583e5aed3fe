"""A town's sources to import from: `private/sources.yaml`, outside git, as a calendar's address may be a secret."""

from pathlib import Path

from agenda import fields as f
from agenda import frontmatter
from agenda.problem import Fault, Problem
from agenda.record import Record
from agenda.register import Location, Register
from agenda.validation import validated


class Source(Record):
    """One calendar or page. `places`, `topic_words` and `audience_words` map a word in an event's text to an id."""

    name: f.line(80)
    organization: f.id_of("organizations")
    address: f.line(2_000) | None = None
    file: f.line(300) | None = None
    audiences: f.listed(f.id_of("audiences"), at_least=1)
    topics: f.listed(f.id_of("topics"), at_least=1)
    location: Location | None = None
    places: dict[str, f.id_of("places")] = {}
    audience_words: dict[str, f.id_of("audiences")] = {}
    topic_words: dict[str, f.id_of("topics")] = {}
    vouched_by: f.id_of("organizations") | None = None
    skip: f.listed(f.line(300)) = ()

    def faults(self) -> list[Fault]:
        """What contradicts what. No message repeats the address."""
        found = []
        if bool(self.address) == bool(self.file):
            found.append(Fault("a source has an address or a file, one of the two. Write one of them."))
        if self.address and not self.address.startswith(("https://", "webcal://", "webcals://")):
            found.append(Fault("an address begins with https://. Write the whole address of the calendar."))
        return found


class Sources(Record):
    """The file: sources by their ids."""

    sources: dict[f.Slug, Source]


def read(path: Path, register: Register) -> tuple[dict[str, Source], list[Problem]]:
    """The sources of the file, or what is wrong with it. Raises Fault if it cannot be read."""
    try:
        data = path.read_bytes()
    except OSError:
        raise Fault("{path} is not there. Write in it where to import from; the manual has an example.",
                    path=path) from None  # fmt: skip
    document = frontmatter.parse(data, front_matter=False)
    found, problems = validated(Sources, document, register.lists(), path.name)
    if found is None:
        return {}, problems
    for id, source in found.sources.items():
        where = ("sources", id)
        problems += [Problem.of(fault, path.name, *document.place(where), f"sources.{id}") for fault in source.faults()]
    return (found.sources if not problems else {}), problems


def address(source: Source) -> str:
    """Where to ask: a calendar program's webcal: is https."""
    return "https://" + (source.address or "").partition("://")[2]


def chosen(known: dict[str, Source], ids: list[str]) -> list[str]:
    """The sources that were asked for, else all. Raises Fault for one that is not there."""
    if unknown := next((id for id in ids if id not in known), None):
        raise Fault("there is no source {id}. There are: {known}.", id=unknown, known=", ".join(known))
    return ids or list(known)
