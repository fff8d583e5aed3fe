"""Where a town's data come from: an https address, or the folder of a built site. Both files, or a fault."""

import re
from dataclasses import dataclass
from pathlib import Path

from agenda.problem import Fault
from intake.wire import Wire

from .town_data import FILES, FOLDER, MOST_BYTES


@dataclass(frozen=True)
class Source:
    """A town to join: its name as people say it, an id of that for addresses, and an address or a folder."""

    name: str
    id: str
    place: str


def source(text: str) -> Source:
    """A source as it is given to a command: `Littleham=https://agenda.littleham.example`. Raises Fault."""
    name, sign, place = (part.strip() for part in text.partition("="))
    id = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
    if not sign or not place or not re.fullmatch(r"[\w][\w’' .-]{0,39}", name) or not id:
        raise Fault("{value} is no town. Write its name and its agenda, for example Littleham=https://agenda.example.org.",
                    value=text)  # fmt: skip
    return Source(name, id, place)


def distinct(sources: list[Source]) -> None:
    """Raise Fault unless no id begins another one: what is whose must be told by how it is called."""
    for one in sources:
        for other in sources:
            if one is not other and f"{other.id}-".startswith(f"{one.id}-"):
                raise Fault("{name} and {other} begin alike. Give one of the two another name.",
                            name=one.name, other=other.name)  # fmt: skip


def fetched(one: Source, wire: Wire) -> tuple[bytes, bytes]:
    """The bytes of `index.json` and `records.json`. Raises Fault."""
    if re.match(r"[a-z]+://", one.place):
        index, records = (wire.fetch(f"{one.place.rstrip('/')}/{FOLDER}{name}")[0] for name in FILES)
    else:
        index, records = (_file(Path(one.place) / FOLDER / name) for name in FILES)
    return index, records


def _file(path: Path) -> bytes:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise Fault("{name} is larger than {most} MB. Ask the town.", name=path.name, most=MOST_BYTES // 1_000_000)
        return path.read_bytes()
    except OSError as error:
        raise Fault("{path} cannot be read ({reason}). Name the folder of a built site.",
                    path=path, reason=error.strerror) from None  # fmt: skip
