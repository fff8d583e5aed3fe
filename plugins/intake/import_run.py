"""Sources -> proposals: what is new, what changed, what is gone, and how each source does.

Nothing is deleted and no file is written over. What was proposed once is not proposed again until the source says
something else: who deletes a proposal has set it aside.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from agenda import frontmatter, schedule, source, twins
from agenda.frontmatter import Tree
from agenda.model import Activity
from agenda.problem import Fault, Problem
from agenda.source import Loaded
from agenda.town import Town

from . import calendar_sources, calendars, event_pages, proposals, submission
from .calendar_sources import Source
from .events import Read
from .proposals import Proposal
from .wire import MOST_BYTES, Wire

FEWEST = 4  # events of which a drop by half says something


@dataclass
class Health:
    """What is kept of a source between runs. `proposed` are by uid: the file, and the hashes of its fields."""

    good: str = ""
    events: int = 0
    failed: str = ""
    proposed: dict[str, dict] = field(default_factory=dict)


@dataclass(frozen=True)
class Line:
    """Something that happened to an event: `kind` is new, changed, waiting, left out, gone or note."""

    kind: str
    title: str
    fault: Fault | Problem | None = None
    path: str = ""
    names: tuple[str, ...] = ()


@dataclass
class Outcome:
    """What a run found in a source. `alarm` is what the editor has to look at first."""

    id: str
    name: str
    events: int = 0
    good: str = ""
    alarm: Fault | None = None
    lines: list[Line] = field(default_factory=list)
    unchanged: int = 0
    past: int = 0
    aside: int = 0

    def of(self, kind: str) -> list[Line]:
        """What happened of one kind."""
        return [line for line in self.lines if line.kind == kind]


def read_state(path: Path) -> dict[str, Health]:
    """What is kept between runs, by source. Raises Fault for a file that cannot be that."""
    if not path.exists():
        return {}
    try:
        kept = json.loads(path.read_bytes())["sources"]
        return {id: Health(**one) for id, one in kept.items()}
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        raise Fault("{path} cannot be read. Put back an older copy, or delete it: all is proposed again then.",
                    path=path) from None  # fmt: skip


def state_text(state: dict[str, Health]) -> str:
    """The same as a file."""
    kept = {id: vars(health) for id, health in sorted(state.items())}
    return json.dumps({"version": 1, "sources": kept}, indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def write_state(path: Path, state: dict[str, Health]) -> None:
    """Keep it, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(path.name + ".new")
    new.write_text(state_text(state), encoding="utf-8")
    new.replace(path)


def fetched(one: Source, base: Path, wire: Wire, town: Town) -> Read:
    """What stands in a source, a calendar or a page. Raises Fault."""
    if one.file:
        path = base / one.file
        try:
            if path.stat().st_size > MOST_BYTES:
                raise Fault(
                    "it is larger than {most} MB. Ask for a calendar of the public activities only.",
                    most=MOST_BYTES // 1_000_000,
                )
            data, kind = path.read_bytes(), ""
        except OSError as error:
            raise Fault(
                "its file cannot be read ({reason}). Look whether it is there.", reason=error.strerror
            ) from None
    else:
        data, kind = wire.fetch(calendar_sources.address(one))
    start = data[:200].lstrip(b"\xef\xbb\xbf \t\r\n").upper()
    if start.startswith(b"BEGIN:VCALENDAR") or kind == "text/calendar":
        return calendars.read(data[data.upper().find(b"BEGIN:VCALENDAR") :] if start[:1] == b"B" else data)
    return event_pages.read(data, town.zone)


class Run:
    """One run over the sources of a town, with what the agenda and the folder of proposals hold already."""

    def __init__(self, town: Town, loaded: Loaded, folder: Path, smaller: bool = False, again: bool = False) -> None:
        self.town, self.loaded, self.folder = town, loaded, folder
        self.smaller, self.again = smaller, again
        self.register = loaded.agenda.register
        self.taken = submission.taken(loaded)
        self.index = twins.Index(loaded.agenda, town.today)
        self.accepted = {
            (one.source.name, one.source.uid): one for one in loaded.agenda.activities if one.source and one.source.uid
        }
        self.files: dict[Path, bytes] = {}

    def source(self, id: str, one: Source, health: Health, read: Read | Fault) -> Outcome:
        """What a source says now, against what is kept of it; `files` gets what is to be written."""
        outcome = Outcome(id, one.name, good=health.good)
        if isinstance(read, Fault):
            outcome.alarm, health.failed = read, self.town.today.isoformat()
            outcome.events = health.events
            return outcome
        outcome.events = len(read.events)
        if health.events >= FEWEST and 2 * len(read.events) < health.events and not self.smaller:
            outcome.alarm = Fault("it had {before} events and now has {now}. Ask whether that is right.",
                                  before=health.events, now=len(read.events))  # fmt: skip
        else:
            health.events = len(read.events)
            health.good, health.failed = self.town.today.isoformat(), ""
            outcome.good = health.good
        for refusal in read.refusals:
            outcome.lines.append(Line("left out", refusal.title or refusal.uid, refusal.fault))
        made = list(self._made(one, read, outcome))
        names = self._names(one, made, health)
        for proposal in made:
            self._propose(one, proposal, names[proposal.uid], health, outcome)
        self._gone(one, read, health, outcome)
        return outcome

    def _made(self, one: Source, read: Read, outcome: Outcome) -> Iterator[Proposal]:
        for event in read.events:
            if event.uid in one.skip:
                outcome.aside += 1
                continue
            try:
                proposal = proposals.of(event, one, self.register, self.town)
            except Fault as fault:
                outcome.lines.append(Line("left out", event.title or event.uid, fault))
                continue
            if not proposal.coming:
                outcome.past += 1
            elif event.cancelled and (one.name, event.uid) not in self.accepted:
                outcome.lines.append(
                    Line("left out", event.title, Fault("it is cancelled, and was never here. Nothing has to be done."))
                )
            else:
                yield proposal

    def _names(self, one: Source, made: list[Proposal], health: Health) -> dict[str, str]:
        """Of each its file's name. It stays: of what was proposed, the same; of two alike, a part of the uid's hash."""
        own = {uid: kept["path"] for uid, kept in health.proposed.items()}
        others = self.taken | set(own.values())
        plain = {one.uid: submission.slug(one.title, "", ()) for one in made}
        names = {}
        for proposal in made:
            if (one.name, proposal.uid) in self.accepted:
                names[proposal.uid] = self.accepted[one.name, proposal.uid].address
                continue
            if proposal.uid in own:
                names[proposal.uid] = own[proposal.uid]
                continue
            slug = plain[proposal.uid]
            if list(plain.values()).count(slug) > 1 or f"{one.organization}/{slug}" in others:
                slug = f"{slug[:70]}-{proposal.mark}"
            names[proposal.uid] = f"{one.organization}/{slug}"
        return names

    def _propose(self, one: Source, made: Proposal, path: str, health: Health, outcome: Outcome) -> None:
        kept, now = health.proposed.get(made.uid), made.digests()
        target = self.folder / f"{path}.md"
        entry = self.accepted.get((one.name, made.uid))
        changed: tuple[str, ...] = ()
        if entry:
            fields, text = self._current(entry)
            there = proposals.digests(fields, text)
            before = kept["fields"] if kept and not self.again else {}
            changed = tuple(name for name in now if now[name] not in (before.get(name), there[name]))
            if not changed:
                outcome.unchanged += 1
                health.proposed[made.uid] = {"path": path, "fields": now}
                return
            data = self._changed(made, fields, text, changed)
        else:
            if kept and kept["fields"] == now and not self.again:
                if target.exists():
                    outcome.lines.append(Line("waiting", made.title, path=path))
                else:
                    outcome.aside += 1
                return
            data = made.data(self.town.today)
        if target.exists():
            if target.read_bytes() == data:
                health.proposed[made.uid] = {"path": path, "fields": now}
                outcome.lines.append(Line("waiting", made.title, path=path))
                return
            fault = Fault("the source says something else than the proposal that waits. Delete that, and import again.")
            outcome.lines.append(Line("note", made.title, fault, path))
            return
        if problems := self._wrong(path, data):
            outcome.lines += [Line("left out", made.title, problem) for problem in problems]
            return
        self.files[target] = data
        health.proposed[made.uid] = {"path": path, "fields": now}
        outcome.lines.append(Line("changed" if entry else "new", made.title, path=path, names=changed))
        outcome.lines += [Line("note", made.title, fault, path) for fault in made.notes]
        if not entry:
            activity = self._checked(path, data)[0]
            if activity and (twin := self.index.twin(activity)):
                outcome.lines.append(Line("note", made.title, twins.fault(twin), path))

    def _current(self, entry: Activity) -> tuple[dict[str, Tree], str]:
        """The fields and text of an accepted entry, as its file says them."""
        path = self.town.folders.activities / entry.organizer / f"{entry.slug}.md"
        if not path.exists():
            path = path.with_suffix(".yaml")
        document = frontmatter.parse(path.read_bytes(), path.suffix == ".md")
        return document.tree, document.tree.pop("description", "") if path.suffix == ".yaml" else document.body

    def _changed(self, made: Proposal, fields: dict[str, Tree], text: str, changed: tuple[str, ...]) -> bytes:
        """The entry with what the source changed; what editors wrote in other fields stays."""
        fields = dict(fields)
        for name in changed:
            if name == "text":
                text = made.text
            elif name in made.fields:
                fields[name] = made.fields[name]
            else:
                fields.pop(name, None)
        fields["checked"] = self.town.today.isoformat()
        fields.pop("example", None)
        remark = self.town.language.say("Changed in {source}: {names}.", source=made.fields["source"]["name"],
                                        names=", ".join(changed))  # fmt: skip
        return proposals.written(fields, text, " ".join(remark.split()))

    def _checked(self, path: str, data: bytes):
        file = self.town.folders.activities / f"{path}.md"
        return source.checked(self.town.folders, self.register, self.town.today, file, data)

    def _wrong(self, path: str, data: bytes) -> list[Problem]:
        """What the one check of entries says of it."""
        return self._checked(path, data)[1]

    def _gone(self, one: Source, read: Read, health: Health, outcome: Outcome) -> None:
        """Accepted entries that the source no longer has, though they go on."""
        there = {event.uid for event in read.events} | {refusal.uid for refusal in read.refusals}
        for (name, uid), entry in sorted(self.accepted.items()):
            if name == one.name and uid not in there and self._goes_on(entry):
                outcome.lines.append(Line("gone", entry.title, path=entry.address))

    def _goes_on(self, entry: Activity) -> bool:
        last = [schedule.last_day(plan, self.register) for plan in entry.schedule]
        return entry.status != "cancelled" and any(day is None or day >= self.town.today for day in last)

    def write(self) -> None:
        """Write the proposals; a file that is there already is never touched."""
        for path, data in self.files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("xb") as file:
                file.write(data)
