"""The whole check of a request: what it changes is put over a copy of what is published, read, and built to look at."""

import shutil
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from agenda import town
from agenda.problem import Fault, Problem
from agenda.town import Town
from forge.change import Undelivered
from forge.git import Git, GitFailed

from . import changes, findings, preview, trial
from .findings import Findings


class Incomparable(Exception):
    """What the request changes cannot be said; nothing of it was looked at."""

    def __init__(self, fault: Fault) -> None:
        self.fault = fault
        super().__init__(str(fault))


@dataclass(frozen=True)
class Checked:
    """What was found, in the town as it would be. `previewed`: were pages made? None: there was nothing to show."""

    findings: Findings
    town: Town
    previewed: bool | None


def check(settings: Path, request: str, by: Iterable[str] = (), pages: Path | None = None) -> Checked:
    """Check the commit `request` against the commit that is checked out where the town's settings are.

    With `pages` the site is built into that folder, which must not be there yet. Raises Incomparable.
    """
    try:
        git = Git(settings.absolute().parent)
        git = replace(git, folder=Path(git.text("rev-parse", "--show-toplevel")))
        base = git.text("rev-parse", "--verify", "HEAD^{commit}")
        found = changes.of(git, base, changes.merged(git, base, _commit(git, request)))
        with trial.published(git, base) as folder:
            return _checked(git, folder, settings.resolve().relative_to(git.folder.resolve()), found, by, pages)
    except Fault as fault:
        raise Incomparable(fault) from None
    except Undelivered as error:
        raise Incomparable(error.fault) from None
    except GitFailed as failed:
        raise Incomparable(
            Fault("git does not do it: {says}. Look at the repository; then send it again.", says=failed.says)
        ) from None


def _commit(git: Git, request: str) -> str:
    try:
        return git.text("rev-parse", "--verify", "--end-of-options", f"{request}^{{commit}}").splitlines()[-1]
    except GitFailed:
        raise Fault("there is no commit {name} here. Fetch the request first.", name=request) from None


def _checked(
    git: Git, folder: Path, settings: Path, found: list[changes.Change], by: Iterable[str], pages: Path | None
) -> Checked:
    place = town.read(folder / settings)
    root = PurePosixPath(settings.parent.as_posix())
    activities, content = (_in_git(one, folder) for one in (place.folders.activities, place.folders.content))
    ours = trial.sort(found, activities, content)
    before = findings.loaded(place)
    refused = trial.put(git, ours.data, folder, content)
    after = findings.loaded(place, hints=True)
    result = findings.of(place, root, ours, refused, before, after, by)
    if pages is None or not ours.data or result.broken_register:
        return Checked(result, place, None if pages is None or not ours.data else False)
    try:
        made = folder.with_name("pages")  # gone with the town if anything fails, and so is what the build keeps beside
        preview.build(place, folder / settings, made)
        shutil.move(made, pages)
    except preview.NotBuilt as error:
        path = findings.within(ours.data[0], root)
        problem = Problem.of(
            Fault("the site cannot be built with this request ({says}). Ask a maintainer.", says=error), path
        )
        return Checked(replace(result, problems=(*result.problems, problem)), place, False)
    return Checked(result, place, True)


def _in_git(folder: Path, top: Path) -> PurePosixPath:
    return PurePosixPath(folder.relative_to(top).as_posix())
