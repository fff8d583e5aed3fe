"""Sources -> a region: each town asked, looked at by itself, and joined; one that is down keeps its last good data."""

import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from agenda import frontmatter
from agenda.holidays import NO_HOLIDAYS, HolidayTable
from agenda.problem import Fault, Problem
from agenda.town import Town as Place
from agenda.validation import validated
from intake.wire import Wire

from . import joining, region_folder, sources, town_data
from .region_folder import Joined
from .sources import Source
from .terms import Town
from .town_data import Published

FEWEST = 4  # activities of which a drop by half says something
HOLIDAYS = "content/vocabulary/holidays.yaml"


@dataclass
class Outcome:
    """How a town did: its activities in the region, why its new data were not taken, and entries that were left out.

    `wrong` is what is the matter with the new data, where that is a problem of a file made of them.
    """

    name: str
    activities: int = 0
    alarm: Fault | None = None
    kept: bool = False
    wrong: list[Problem] = field(default_factory=list)
    left_out: list[Problem] = field(default_factory=list)


@dataclass
class Run:
    """A run over a region's folder. `problems` are those of the whole, with which nothing is written."""

    place: Place
    wire: Wire
    accept_smaller: bool = False
    outcomes: list[Outcome] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.folder = self.place.folders.base

    def join(self, asked: Iterable[Source]) -> None:
        """Ask every town; put the region in place unless there are `problems`. Raises Fault if nothing was joined."""
        old = region_folder.read(self.folder)
        with tempfile.TemporaryDirectory() as staging:
            self.staging = Path(staging) / "region"
            self.table = self._holidays()
            if self.problems:
                return
            towns, good = [], {}
            for source in asked:
                if (found := self._town(source, towns)) is not None:
                    town, data, made = found
                    towns.append(town)
                    good[source.id] = data, made
            if not towns:
                raise Fault("no town has anything to join, so nothing was changed. Look at what is said of each.")
            left_out = {path for _, made in good.values() for path in made}
            made = {name: data for name, data in joining.files(towns, self.place.language, self.table)
                    if name not in left_out}  # fmt: skip
            self._put(made, old, {id: data for id, (data, _) in good.items()})

    def _put(self, made: Mapping[str, bytes], old: Joined, good: Mapping[str, tuple[bytes, bytes]]) -> None:
        own = [path for path in region_folder.own_files(self.folder, old)
               if path != self.folder / region_folder.TOMBSTONES]  # fmt: skip
        loaded = region_folder.checked(self.place, made, own, self.staging)
        self.problems = loaded.problems
        if not self.problems:
            new = region_folder.after(old, loaded, made, self.place.today)
            every = region_folder.with_tombstones(self.folder, made, old, new)
            self.changed = region_folder.put(self.folder, every, old, new)
            for id, data in good.items():
                region_folder.keep(self.folder, id, data)

    def _holidays(self) -> HolidayTable:
        """The region's own holidays, by which every town is looked at. Raises Fault without them."""
        path = self.folder / HOLIDAYS
        if not path.is_file():
            raise Fault("{path} is not there. Write the region's holidays there, as any town has them.", path=path)
        table, self.problems = validated(HolidayTable, frontmatter.parse(path.read_bytes(), False), {}, HOLIDAYS)
        return table or NO_HOLIDAYS

    def _town(self, source: Source, others: list[Town]) -> tuple[Town, tuple[bytes, bytes], set[str]] | None:
        """The town by its new data, else by its last good ones: the town, the data, and the files left out."""
        outcome = Outcome(source.name)
        self.outcomes.append(outcome)
        kept = region_folder.last_good(self.folder, source.id)
        before = self._before(kept)
        try:
            data = sources.fetched(source, self.wire)
            return self._looked_at(source, data, others, outcome, before)
        except Fault as fault:
            outcome.alarm = fault
        if kept is None:
            return None
        try:
            found = self._looked_at(source, kept, others, outcome, None)
        except Fault:
            return None  # what was good once is not by today's rules: the alarm says that the new is not either
        outcome.kept = True
        return found

    def _before(self, kept: tuple[bytes, bytes] | None) -> Published | None:
        try:
            return kept and town_data.read(*kept)
        except Fault:
            return None

    def _looked_at(
        self, source: Source, data: tuple[bytes, bytes], others: list[Town], outcome: Outcome, before: Published | None
    ) -> tuple[Town, tuple[bytes, bytes], set[str]]:
        """The town of these data, checked as if it was the only one. Raises Fault if they cannot be taken."""
        published = town_data.read(*data)
        if before and before.agenda != published.agenda:
            raise Fault("it was the agenda {before} and says that it is {now}. Ask the town; then delete towns/{id}.",
                        before=before.agenda, now=published.agenda, id=source.id)  # fmt: skip
        if published.agenda in {town.published.agenda for town in others} | {self.place.id}:
            raise Fault("it says that it is {agenda}, which another one is. Ask the town.", agenda=published.agenda)
        town = Town(source, published)
        made = dict(joining.files([town], self.place.language, self.table))
        loaded = region_folder.checked(self.place, made, [self.folder / HOLIDAYS], self.staging)
        bad = {problem.path for problem in loaded.problems}
        if loaded.broken_register or not all(path.startswith("activities/") for path in bad):
            outcome.wrong = [one for one in loaded.problems if not one.path.startswith("activities/")]
            raise Fault("its lists have a problem, below. Ask the town.")
        number, most = len(loaded.agenda.activities), len(before.lists["activities"]) if before else 0
        if most >= FEWEST and number < most / 2 and not self.accept_smaller:
            raise Fault("it has {number} activities and had {most}. If that is right, use --accept-smaller.",
                        number=number, most=most)  # fmt: skip
        outcome.activities = number
        outcome.left_out = list(loaded.problems)
        return town, data, bad
