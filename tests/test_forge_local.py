"""Accepted changes in the repository on this machine: once, whole, and the work tree with them."""

import os
import shutil
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from pathlib import Path

import pytest

from forge import chosen
from forge.change import Change, Conflict, Refused, Unreachable
from forge.local import Local
from forge.repository import Author
from git_server import commit, git, history, repository, shown
from stopping import killed

TOWN = Author("Littleham", "agenda@example.org")
WALK, TEA = "activities/walkers/walk.md", "activities/walkers/tea.md"
FILES = {WALK: "walk\n", "content/places/mill.yaml": "name: The Mill\n", "pelicanconf.py": ""}


def local(folder: Path, **setting) -> Local:
    return chosen.of({"kind": "local", **setting}, folder, TOWN)


def change(key: str = "k-1", path: str = TEA, data: bytes | None = b"tea\n", **given) -> Change:
    return Change(**{"key": key, "title": f"Change {key}", "body": "", "files": {path: data}, **given})


def clean(folder: Path) -> bool:
    return git(folder, "status", "--porcelain", "--ignored") == ""


@pytest.fixture(params=["checked out", "bare"])
def town(request, tmp_path) -> Path:
    return repository(tmp_path / "town", FILES, bare=request.param == "bare")


@pytest.fixture
def work(tmp_path) -> Path:
    return repository(tmp_path / "town", FILES)


class TestOnThePublishedBranch:
    def test_a_new_file_is_a_commit_from_the_town(self, town):
        made = local(town).deliver(change(body="Sent by form."))
        assert git(town, "rev-parse", "main") == made
        assert shown(town, TEA) == "tea"
        assert git(town, "log", "-1", "--format=%an <%ae>%n%B", "main") == (
            "Littleham <agenda@example.org>\nChange k-1\n\nSent by form.\n\nHanded-in: k-1"
        )
        assert git(town, "diff", "--name-only", "main^", "main") == TEA

    def test_changing_taking_away_and_several_at_once(self, town):
        files = {WALK: b"walk 2\n", TEA: b"tea\n", "content/places/mill.yaml": None}
        local(town).deliver(change(files=files))
        assert (shown(town, WALK), shown(town, TEA)) == ("walk 2", "tea")
        assert local(town).read("content/places/mill.yaml") is None
        assert history(town) == ["Change k-1", "Files"]

    def test_the_same_key_again_changes_nothing(self, town):
        first = local(town).deliver(change())
        local(town).deliver(change("k-12"))
        assert local(town).deliver(change()) == first
        assert history(town) == ["Change k-1", "Files"]  # k-12 was there already: what it brings stood there

    def test_a_key_in_the_text_of_another_change_is_no_delivery(self, town):
        local(town).deliver(change("k-1", body="Handed-in: k-2\n\n---\nHanded-in: k-3"))
        for key, path in (("k-2", "activities/walkers/two.md"), ("k-3", "activities/walkers/three.md")):
            local(town).deliver(change(key, path))
            assert shown(town, path) == "tea"

    def test_what_stands_there_is_read(self, town):
        assert local(town).read(WALK) == b"walk\n"
        assert local(town).read(TEA) is None

    @pytest.mark.parametrize(
        ("path", "data", "expected"),
        {
            "another text": (WALK, b"walk 2\n", {WALK: b"run\n"}),
            "there is one now": (WALK, b"walk 2\n", {WALK: None}),
            "it is gone": (TEA, b"tea 2\n", {TEA: b"tea\n"}),
            "what it refers to": (TEA, b"tea\n", {"content/places/mill.yaml": b"name: The Barn\n"}),
        }.values(),
    )
    def test_what_it_was_made_from_has_changed(self, path, data, expected, town):
        with pytest.raises(Conflict, match="was changed meanwhile"):
            local(town).deliver(change(path=path, data=data, expected=expected))
        assert history(town) == ["Files"]

    def test_what_is_there_already_needs_no_commit(self, town):
        tip = git(town, "rev-parse", "main")
        assert local(town).deliver(change(path=WALK, data=b"walk\n", expected={WALK: None})) == tip

    def test_many_at_once_are_all_there_once(self, town):
        changes = [change(f"k-{number % 8}", f"activities/walkers/w{number % 8}.md") for number in range(24)]
        with ThreadPoolExecutor(6) as pool:
            list(pool.map(local(town).deliver, changes))
        assert sorted(history(town)) == sorted([*(f"Change k-{number}" for number in range(8)), "Files"])
        assert git(town, "fsck", "--strict") == ""

    def test_somebody_else_commits_in_between(self, work, monkeypatch):
        others = iter(range(3))
        made = Local._checked_out

        def meanwhile(self):
            if (number := next(others, None)) is not None:
                commit(work, {f"activities/walkers/other-{number}.md": "x\n"}, f"Other {number}")
            return made(self)

        monkeypatch.setattr(Local, "_checked_out", meanwhile)
        local(work).deliver(change())
        assert history(work) == ["Change k-1", "Other 2", "Other 1", "Other 0", "Files"]
        assert clean(work)

    def test_a_branch_that_moves_all_the_time_is_left_for_later(self, work, monkeypatch):
        monkeypatch.setattr("forge.repository.Repository.move", lambda *given: False)
        with pytest.raises(Unreachable, match="moves all the time"):
            local(work).deliver(change())

    @pytest.mark.parametrize("place", [WALK, "activities/walkers", "activities"])
    def test_case_24_a_link_in_the_repository_is_not_followed(self, place, work):
        target = work / place
        git(work, "rm", "-r", "--quiet", place)
        target.parent.mkdir(exist_ok=True, parents=True)
        target.symlink_to(work / "content")
        commit(work, {}, "A link")
        with pytest.raises(Refused):
            local(work).deliver(change(path=WALK, data=b"x"))
        assert history(work) == ["A link", "Files"]
        assert git(work, "ls-tree", "HEAD", place).startswith("120000")

    def test_a_town_in_a_folder_of_its_repository(self, tmp_path):
        work = repository(tmp_path / "all", {f"town/{WALK}": "walk\n"})
        local(work / "town").deliver(change())
        assert shown(work, f"town/{TEA}") == "tea"
        assert local(work / "town").read(WALK) == b"walk\n"
        assert clean(work)


class TestWorkTree:
    def test_files_follow(self, work):
        local(work).deliver(change(files={TEA: b"tea\n", WALK: None}))
        assert (work / TEA).read_bytes() == b"tea\n"
        assert not (work / WALK).exists()
        assert clean(work)

    def test_other_work_stays_as_it_is(self, work):
        (work / "pelicanconf.py").write_text("edited")
        git(work, "rm", "--quiet", "--cached", WALK)
        local(work).deliver(change())
        assert (work / "pelicanconf.py").read_text() == "edited"
        assert git(work, "status", "--porcelain").splitlines() == [f"D  {WALK}", " M pelicanconf.py", f"?? {WALK}"]

    EDITS = {
        "a file of that name, unknown to git": lambda work: (work / TEA).write_text("mine"),
        "a file of that name that is ignored": lambda work: [
            (work / ".gitignore").write_text("tea.md"), (work / TEA).write_text("mine"),
        ],
        "staged": lambda work: [(work / TEA).write_text("mine"), git(work, "add", TEA)],
    }  # fmt: skip

    @pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
    def test_somebody_works_on_that_file(self, edit, work):
        edit(work)
        with pytest.raises(Refused, match="is being changed in"):
            local(work).deliver(change())
        assert history(work) == ["Files"]
        assert (work / TEA).read_text() == "mine"

    @pytest.mark.parametrize("data", [b"walk 2\n", None])
    @pytest.mark.parametrize("edit", ["changed", "deleted", "staged away"])
    def test_somebody_works_on_a_file_that_is_there(self, edit, data, work):
        {
            "changed": lambda: (work / WALK).write_text("mine"),
            "deleted": lambda: (work / WALK).unlink(),
            "staged away": lambda: git(work, "rm", "--quiet", WALK),
        }[edit]()
        with pytest.raises(Refused, match="is being changed in"):
            local(work).deliver(change(path=WALK, data=data))
        assert history(work) == ["Files"]

    def test_a_work_tree_of_another_branch_is_left_alone(self, work):
        git(work, "switch", "--quiet", "--create", "other")
        (work / TEA).write_text("mine")
        local(work).deliver(change())
        assert shown(work, TEA) == "tea"
        assert (work / TEA).read_text() == "mine"

    def test_a_further_work_tree_that_has_the_branch(self, tmp_path):
        town = repository(tmp_path / "town", FILES, bare=True)
        git(town, "worktree", "add", "--quiet", str(tmp_path / "live"), "main")
        local(town).deliver(change())
        assert (tmp_path / "live" / TEA).read_bytes() == b"tea\n"
        assert clean(tmp_path / "live")

    def test_it_is_asked_from_inside_a_hook(self, work, monkeypatch):
        monkeypatch.setenv("GIT_DIR", "/nowhere")
        monkeypatch.setenv("GIT_INDEX_FILE", "/nowhere/index")
        assert len(local(work).deliver(change())) == 40


class TestReview:
    def test_each_change_waits_in_a_branch_of_its_own(self, town):
        made = local(town, review=True).deliver(change())
        assert git(town, "rev-parse", "handed-in/k-1") == made
        assert history(town) == ["Files"]
        assert local(town, review=True).deliver(change()) == made
        assert local(town, review=True).read(TEA) is None

    def test_one_that_was_merged_does_not_wait_again(self, work):
        made = local(work, review=True).deliver(change())
        commit(work, {"activities/walkers/other.md": "x\n"}, "Other")
        git(work, "merge", "--quiet", "--no-edit", "handed-in/k-1")
        git(work, "branch", "--quiet", "-D", "handed-in/k-1")
        assert local(work, review=True).deliver(change()) == made
        assert git(work, "branch", "--list", "handed-in/*") == ""


@pytest.mark.parametrize(
    ("setting", "kind", "says"),
    {
        "no such branch": ({"branch": "live"}, Refused, "the branch live is not in the repository."),
        "slow": ({"patience": 1}, Unreachable, "did not answer within"),
    }.values(),
)
def test_what_cannot_be(setting, kind, says, work, monkeypatch, tmp_path):
    if "patience" in setting:
        shim(tmp_path / "bin", "sleep 30")
        monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:{os.environ['PATH']}")
    with pytest.raises(kind, match=says):
        local(work, **setting).deliver(change())


@pytest.mark.parametrize("lock", ["refs/heads/main.lock", "index.lock"])
def test_another_program_writes_there_and_later_it_goes(lock, work):
    """The second lock is met when the branch has the commit already: what is left to do is done then."""
    (work / ".git" / lock).touch()
    for _ in range(2):
        with pytest.raises(Unreachable, match="another program is writing in the repository"):
            local(work).deliver(change())
    (work / ".git" / lock).unlink()
    local(work).deliver(change())
    assert history(work) == ["Change k-1", "Files"]
    assert clean(work)


def test_another_delivery_takes_too_long(work):
    with local(work).repository.alone(), pytest.raises(Unreachable, match="another change is on its way"):
        local(work, patience=1).deliver(change())


def test_no_repository_at_all(tmp_path):
    with pytest.raises(Refused, match="there is no such repository"):
        local(tmp_path)


def shim(folder: Path, *lines: str) -> None:
    """A program called git that comes before the real one."""
    folder.mkdir()
    (folder / "git").write_text("\n".join(["#!/bin/sh", *lines, ""]))
    (folder / "git").chmod(0o755)


def test_killed_at_any_step_it_is_there_once_and_the_work_tree_is_clean(tmp_path):
    """The same change is given again after a stop, as the spool does."""
    given = change(files={WALK: None, TEA: b"tea\n"})
    empty = repository(tmp_path / "town", FILES)
    for step in count(1):
        work = Path(shutil.copytree(empty, tmp_path / f"town-{step}"))
        stopped = killed(local(work), given, step)
        local(work).deliver(given)
        assert history(work) == ["Change k-1", "Files"], step
        assert clean(work), step
        assert ((work / WALK).exists(), (work / TEA).read_bytes()) == (False, b"tea\n"), step
        if not stopped:
            break
    assert step == 4  # the ref and two files
