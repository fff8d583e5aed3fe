"""What a request does to the agenda: the problems that it brings, and what becomes of each entry that it touches."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from agenda import entries, owners, source
from agenda.model import Activity
from agenda.problem import Fault, Problem
from agenda.register import Register
from agenda.source import Loaded
from agenda.town import Town

from .changes import DELETED, Change
from .trial import Refused, Sorted

MOVED = "moved"


@dataclass(frozen=True)
class Entry:
    """An activity that the request touches. `kind` is that of a change, or `MOVED`: the same under another address.

    `after` is None for one that is deleted, and for one with problems.
    """

    path: str
    kind: str
    before: Activity | None
    after: Activity | None


@dataclass(frozen=True)
class Findings:
    """All that there is to say. `problems` are the request's, `known` those that are published already."""

    entries: tuple[Entry, ...]
    content: tuple[Change, ...]
    others: tuple[Change, ...]
    problems: tuple[Problem, ...]
    hints: tuple[Problem, ...]
    known: int
    register: Register
    broken_register: bool


def loaded(town: Town, hints: bool = False) -> Loaded:
    """What the town's files say as they are now."""
    return source.load(town.folders, town.zone, town.today, language=town.language.code if hints else None)


def of(
    town: Town,
    root: PurePosixPath,
    found: Sorted,
    refused: Iterable[Refused],
    before: Loaded,
    after: Loaded,
    by: Iterable[str],
) -> Findings:
    """What the request does: `before` and `after` it, by these people (accounts, teams, organizations).

    `root` is the town's folder in the repository. Whose an entry is says the register that is published.
    """

    def named(change: Change) -> str:
        return within(change, root)

    touched = {named(one) for one in found.data}
    not_put = [Problem.of(one.fault, named(one.change), *one.at, one.field) for one in refused]
    known = {_same(one) for one in before.problems}
    problems = [one for one in after.problems if one.path in touched or _same(one) not in known]
    touched_entries = tuple(_entries(found.entries, before.agenda.activities, after.agenda.activities, named))
    hints = [one for one in after.hints if one.path in touched]
    base = town.folders.base
    hints += owners.others([base / named(one) for one in found.data], tuple(by), before.agenda.register,
                           town.folders) if by else ()  # fmt: skip
    hints += _kept(touched_entries, after.agenda.register)
    return Findings(
        entries=touched_entries,
        content=found.content,
        others=found.others,
        problems=tuple(sorted((*not_put, *problems))),
        hints=tuple(sorted(hints)),
        known=len([one for one in after.problems if one not in problems]),
        register=after.agenda.register,
        broken_register=after.broken_register,
    )


def within(change: Change, root: PurePosixPath) -> str:
    """The path as the town's messages name it: below its own folder."""
    return PurePosixPath(change.shown).relative_to(root).as_posix() if root.parts else change.shown


def _same(problem: Problem) -> tuple:
    """What makes it the same problem after a line more or less."""
    return problem.path, problem.field, problem.text, problem.values


def _entries(
    changes: Iterable[Change],
    before: Iterable[Activity],
    after: Iterable[Activity],
    named: Callable[[Change], str],
) -> Iterator[Entry]:
    """What becomes of each entry that is named; of one that moved, one entry of both its paths."""
    old, new = ({one.path: one for one in activities} for activities in (before, after))
    identities = {one.identity: one for one in before}
    changed = [one for one in changes if Path(one.path).suffix in entries.SUFFIXES]
    paths = {named(one) for one in changed}
    moved = {}
    for path in sorted(paths & new.keys() - old.keys()):
        same = identities.get(new[path].identity)
        if same and same.path in paths and same.path not in new:
            moved[same.path] = path
    for change in changed:
        path = named(change)
        if path in moved:
            continue
        if path in moved.values():
            was = next(earlier for earlier, later in moved.items() if later == path)
            yield Entry(path, MOVED, old[was], new[path])
        else:
            yield Entry(path, change.kind, old.get(path), None if change.kind == DELETED else new.get(path))


def _kept(touched: Iterable[Entry], register: Register) -> Iterator[Problem]:
    """What a deletion breaks for who has a link or follows a calendar, and how it stays whole."""
    touched = list(touched)
    stones = {stone.path for stone in register.tombstones}
    added = {(one.after.organizer, one.after.title): one.after for one in touched if one.after and not one.before}
    for one in touched:
        if one.kind != DELETED or one.before is None or one.before.address in stones:
            continue
        if other := added.get((one.before.organizer, one.before.title)):
            fault = Fault(
                "{path} looks like the same activity. Write there formerly: [{slug}], then links and calendars go on.",
                path=other.path, slug=one.before.slug,
            )  # fmt: skip
        else:
            fault = Fault(
                "who has a link to {title} finds nothing any more. Keep the file with status: cancelled, or name "
                "{address} in content/tombstones.yaml.", title=one.before.title, address=one.before.address,
            )  # fmt: skip
        yield Problem.of(fault, one.path, hint=True)
