"""The course of a publication: what stands there, the state, a build with it, the shipment, and off it goes."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from agenda import publication
from agenda.state import PATH as STATE
from agenda.state import State
from agenda.town import Town

from . import commits, disk, servers, shipment, targets
from .failure import PublishError
from .headers import Place
from .record import Record
from .target import Found, Target

HELD_BACK = 3  # the exit status of a build that published other versions of some entries, or left them out
WORK = "build/publish"  # below the town's folder: the built site, and what is on its way


@dataclass(frozen=True)
class Order:
    """What is asked for. `settings` is the town's settings file; `back` a commit, or empty for the one before."""

    town: Town
    settings: Path
    target: str = ""
    back: str | None = None
    again: bool = False
    new_state: bool = False
    state: Path | None = None


def publish(order: Order, now: datetime, tell: Callable[[str], None]) -> int:
    """Publish the town; 0, or 3 if something is held back. Raises PublishError and SettingsError: not published."""
    base = order.town.folders.base
    work = base / WORK
    with disk.alone(work):
        target = targets.of(order.town, order.target, work, now)
        found = target.found() if not order.new_state else _without_state(target)
        state = _state(order, found)
        before = found.record or Record()
        if found.site and not found.record:
            tell("The record of the last publication is not there or cannot be read: what it made stays where it is.")
        commit, record = _commit(order, before)
        if not commit:
            tell("What is published stands in no commit (see git status): --back cannot lead to it later.")
        kept = work / "feed-state.json"
        kept.unlink(missing_ok=True)
        if state is not None:
            disk.write(kept, state)
        if not (work / "site.cache").is_file():
            tell("Nothing is kept here of an earlier build: all of the site is made anew, which takes a little longer.")
        with commits.at(base, commit, work) if order.back is not None else nullcontext(base) as folder:
            status = _build(order, folder, kept, work / "site")
        _alone(work / "site")
        sent = _packed(order, target, work, before, record)
        for step in target.send(sent):
            tell(step)
    return status


def _without_state(target: Target) -> Found:
    """What is there, when it is clear that no state is: a site that cannot be asked is then taken for a new one."""
    try:
        return target.found()
    except PublishError:
        return Found(None, None, False)


def _state(order: Order, found: Found) -> bytes | None:
    """The feed state to build with; None for a new site. A site that was published and has none stops here."""
    today = order.town.today
    if order.state:
        try:
            given = order.state.read_bytes()
            State.of(today, given)
        except (OSError, ValueError) as error:
            raise PublishError(f"--state {order.state}: {error}") from None
        return given
    if order.new_state:
        return None
    if found.state is not None:
        try:
            State.of(today, found.state)
        except ValueError as error:
            raise PublishError(f"The feed state of the published site cannot be read: {error}.\n{LOST}") from None
        return found.state
    if found.site:
        raise PublishError(f"THE FEED STATE IS LOST: the site was published before, and has no {STATE}.\n{LOST}")
    return None


LOST = f"""Nothing was published. Who subscribed to a calendar misses changes when a site starts anew without its state.
Look for a copy: {STATE} in an older release, in a backup, or in the folder of an earlier build.
The newest one is good: --state FILE. Only if there is none: --new-state starts a new one; then programs that follow
the calendars may not show what changes for a while, and readers of news may see old entries as new."""


def _commit(order: Order, before: Record) -> tuple[str, Record]:
    """The commit that is published, and the record with it. One that was taken back is not published by mistake."""
    base = order.town.folders.base
    if order.back is None:
        commit = commits.current(base)
        if commit and commit in before.taken_back and not order.again:
            raise PublishError(
                f"The commit {commit} was taken back (--back). Nothing was published. Undo on the branch what was "
                "wrong (git revert), or publish it all the same with --again."
            )
        return commit, before.published(commit)
    wanted = order.back or next((one for one in before.commits[1:] if one), "")
    if not wanted:
        raise PublishError("No earlier publication is known that one could go back to. Name a commit: --back COMMIT.")
    commit = commits.named(base, wanted)
    return commit, before.back(commit)


def _build(order: Order, folder: Path, state: Path, output: Path) -> int:
    """Build with this state, in a process of its own. Only a whole site, or one with entries held back, goes on."""
    settings = folder / os.path.relpath(order.settings, order.town.folders.base)
    command = [sys.executable, "-m", "pelican", "-s", str(settings), "-o", str(output), "--fatal", "errors"]
    command += ["-e", f"AGENDA_STATE={json.dumps(str(state))}"]
    done = subprocess.run(command, cwd=folder)  # noqa: S603  no shell; the town's own settings
    if done.returncode not in (0, HELD_BACK):
        raise PublishError("The site could not be built. Nothing was published; readers see it as it was.")
    return done.returncode


def _alone(site: Path) -> None:
    """Delete what this build did not make: the folder may have been carried here by a workflow, and not whole."""
    for name in set(disk.files(site)).difference(publication.manifest(site)):
        disk.delete(site, name)


def _packed(order: Order, target: Target, work: Path, before: Record, record: Record) -> shipment.Shipment:
    """What is sent: the built site, and for static hosts its headers."""
    built = work / "site"
    old = (f"{one.folder}/{name}" for one in record.assets for name in one.files)
    lines = servers.hosts(Place.of(order.town), [*disk.files(built), *old])
    extra = [("_headers", lines.encode())] if target.headers else []
    made = shipment.packed(built, work / "shipment", record, target.fetch, target.compress, extra)
    return replace(made, before=before)
