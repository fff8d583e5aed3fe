"""Accepted changes on a server: git's own, over http with a name and a token."""

import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from pathlib import Path

import pytest

from forge import chosen
from forge.change import Conflict, Refused, Unreachable
from forge.mirror import web
from forge.remote import Remote
from forge_servers import hook
from git_server import TOKEN, USER, git, history, pushed, repository, served, shown
from stopping import killed
from test_forge_local import FILES, TEA, TOWN, WALK, change


@pytest.fixture
def server(tmp_path):
    with served(tmp_path / "served") as found:
        yield found


@pytest.fixture
def bare(tmp_path) -> Path:
    return repository(tmp_path / "served" / "agenda.git", FILES, bare=True)


def remote(server, at: Path, token: str = TOKEN, path: str = "/agenda.git", **setting) -> Remote:
    """The forge of a town in a folder; its copy of the repository is there too."""
    given = {"kind": "git", "address": server.address + path, "user": USER, **setting}
    return chosen.of(given, at, TOWN, environment={"AGENDA_FORGE_TOKEN": token})


class TestOnThePublishedBranch:
    def test_a_change_is_there_once(self, server, bare, tmp_path):
        made = remote(server, tmp_path).deliver(change(body="Sent by form."))
        assert git(bare, "rev-parse", "main") == made
        assert shown(bare, TEA) == "tea"
        assert remote(server, tmp_path).deliver(change()) == made
        assert remote(server, tmp_path / "another copy").deliver(change()) == made
        assert history(bare) == ["Change k-1", "Files"]

    def test_what_stands_there_now_is_read(self, server, bare, tmp_path):
        assert remote(server, tmp_path).read(WALK) == b"walk\n"
        pushed(bare, {WALK: "run\n"})
        assert remote(server, tmp_path).read(WALK) == b"run\n"
        assert remote(server, tmp_path).read(TEA) is None

    def test_it_was_changed_meanwhile(self, server, bare, tmp_path):
        pushed(bare, {WALK: "run\n"})
        with pytest.raises(Conflict, match=f"{WALK} was changed meanwhile"):
            remote(server, tmp_path).deliver(change(path=WALK, expected={WALK: b"walk\n"}))

    def test_somebody_else_pushes_in_between(self, server, bare, tmp_path):
        others = iter(range(2))

        def meanwhile(path):
            if path.endswith("?service=git-receive-pack") and (number := next(others, None)) is not None:
                pushed(bare, {f"activities/walkers/other-{number}.md": "x\n"}, f"Other {number}")

        server.before = meanwhile
        remote(server, tmp_path).deliver(change())
        assert history(bare) == ["Change k-1", "Other 1", "Other 0", "Files"]

    def test_towns_at_once_with_copies_of_their_own(self, server, bare, tmp_path):
        changes = [change(f"k-{number % 3}", f"activities/walkers/w{number % 3}.md") for number in range(6)]

        def deliver(given):
            number, one = given
            return remote(server, tmp_path / f"copy-{number % 2}").deliver(one)

        with ThreadPoolExecutor(4) as pool:
            list(pool.map(deliver, enumerate(changes)))
        assert sorted(history(bare)) == ["Change k-0", "Change k-1", "Change k-2", "Files"]

    def test_killed_at_any_step_it_is_there_once(self, server, bare, tmp_path):
        for step in count(1):
            given, folder = change(f"k-{step}", f"activities/walkers/w{step}.md"), tmp_path / f"copy-{step}"
            stopped = killed(remote(server, folder), given, step)
            assert remote(server, folder).deliver(given) in (git(bare, "rev-parse", "main"), _commit(bare, given))
            assert history(bare).count(given.title) == 1, step
            if not stopped:
                break
        assert step == 5  # fetched, pushed, noted, tidied

    def test_a_town_in_a_folder_of_the_repository(self, server, tmp_path):
        bare = repository(tmp_path / "served" / "all.git", {f"town/{WALK}": "walk\n"}, bare=True)
        forge = remote(server, tmp_path, path="/all.git", folder="town")
        forge.deliver(change())
        assert (shown(bare, f"town/{TEA}"), forge.read(WALK)) == ("tea", b"walk\n")

    def test_a_branch_that_was_rewritten_is_followed(self, server, bare, tmp_path):
        remote(server, tmp_path).read(WALK)
        git(bare, "update-ref", "refs/heads/main", git(bare, "commit-tree", "main^{tree}", "-m", "Anew"))
        remote(server, tmp_path).deliver(change())
        assert history(bare) == ["Change k-1", "Anew"]


def _commit(bare: Path, given) -> str:
    return git(bare, "log", "--format=%H", "--fixed-strings", f"--grep=Handed-in: {given.key}", "main")


class TestReview:
    def test_each_change_waits_in_a_branch_of_its_own(self, server, bare, tmp_path):
        for copy in ("one", "one", "lost"):
            assert remote(server, tmp_path / copy, review=True).deliver(change()) == "handed-in/k-1"
        assert git(bare, "show", f"handed-in/k-1:{TEA}") == "tea"
        assert history(bare) == ["Files"]

    def test_what_cannot_wait_goes_straight(self, server, bare, tmp_path):
        given = {"kind": "git", "address": f"{server.address}/agenda.git", "user": USER, "review": True}
        forge = chosen.of(given, tmp_path, TOWN, straight=True, environment={"AGENDA_FORGE_TOKEN": TOKEN})
        forge.deliver(change())
        assert history(bare) == ["Change k-1", "Files"]


class TestWhatGoesWrong:
    @pytest.mark.parametrize(
        ("given", "kind", "says"),
        {
            "a token that is not valid": ({"token": "bad"}, Refused, "does not take the name or the token"),
            "no token": ({"token": ""}, Refused, "does not take the name or the token"),
            "no such repository": ({"path": "/none.git"}, Refused, "there is no such repository"),
            "no such branch": ({"branch": "live"}, Refused, "the published branch is not there"),
        }.values(),
    )
    def test_somebody_has_to_look(self, given, kind, says, server, bare, tmp_path):
        with pytest.raises(kind, match=says):
            remote(server, tmp_path, **given).deliver(change())
        assert history(bare) == ["Files"]

    @pytest.mark.parametrize(
        ("status", "kind", "says"),
        [
            ("500 Internal Server Error", Unreachable, "cannot be reached"),
            ("502 Bad Gateway", Unreachable, "cannot be reached"),
            ("429 Too Many Requests", Unreachable, "cannot be reached"),
            ("403 Forbidden", Refused, "the token may not write there"),
            ("404 Not Found", Refused, "there is no such repository"),
        ],
    )
    @pytest.mark.parametrize("step", ["fetch", "push"])
    def test_the_server_says_no(self, step, status, kind, says, server, bare, tmp_path):
        if step == "fetch":
            server.instead = [status]
        else:
            server.before = lambda path: server.instead.append(status) if "receive-pack" in path else None
        with pytest.raises(kind, match=says):
            remote(server, tmp_path).deliver(change())
        server.before, server.instead = lambda path: None, []
        remote(server, tmp_path).deliver(change())
        assert history(bare) == ["Change k-1", "Files"]

    def test_nobody_answers(self, tmp_path):
        setting = {"kind": "git", "address": "http://127.0.0.1:9/agenda.git"}
        with pytest.raises(Unreachable, match="cannot be reached"):
            chosen.of(setting, tmp_path, TOWN, environment={}).deliver(change())

    def test_a_slow_server_is_left_for_later(self, server, bare, tmp_path):
        server.before = lambda path: time.sleep(3)
        with pytest.raises(Unreachable, match=r"did not answer within 1 seconds|cannot be reached"):
            remote(server, tmp_path, patience=1).read(WALK)

    def test_the_server_has_a_rule(self, server, bare, tmp_path):
        hook(bare, "pre-receive", "import sys", "print('Only on weekdays.', file=sys.stderr)", "sys.exit(1)")
        with pytest.raises(Refused, match="Only on weekdays"):
            remote(server, tmp_path).deliver(change())
        assert history(bare) == ["Files"]

    def test_a_token_goes_to_no_other_server(self, server, bare, tmp_path):
        with served(tmp_path / "served") as other:
            server.instead, server.location = ["301 Moved Permanently"] * 3, other.address
            with pytest.raises(Refused, match="has moved"):
                remote(server, tmp_path).deliver(change())
            assert other.asked == []

    def test_the_token_stands_nowhere(self, server, bare, tmp_path, capfd):
        remote(server, tmp_path).deliver(change())
        with pytest.raises(Refused) as error:
            remote(server, tmp_path, path="/none.git").deliver(change("k-2"))
        files = [path for path in tmp_path.rglob("*") if path.is_file()]
        assert [path for path in files if TOKEN.encode() in path.read_bytes()] == []
        assert TOKEN not in "".join([*capfd.readouterr(), str(error.value), repr(remote(server, tmp_path))])

    def test_the_token_is_in_no_argument(self, server, bare, tmp_path, monkeypatch):
        seen, popen = [], subprocess.Popen

        def looked(command, **given):
            seen.extend(command)
            return popen(command, **given)

        monkeypatch.setattr("forge.git.subprocess.Popen", looked)
        remote(server, tmp_path).deliver(change())
        assert "push" in seen
        assert [word for word in seen if TOKEN in word] == []


class TestBySsh:
    """A program that stands for ssh: it runs what it is asked for here, or fails as ssh does."""

    def by(self, tmp_path, monkeypatch, *lines: str) -> Remote:
        program = tmp_path / "ssh"
        program.write_text("\n".join(["#!/bin/sh", *lines, ""]))
        program.chmod(0o755)
        monkeypatch.setenv("GIT_SSH_COMMAND", str(program))
        address = f"ssh://git@forge.example.org{tmp_path}/served/agenda.git"
        return chosen.of({"kind": "git", "address": address}, tmp_path, TOWN, environment={})

    def test_with_keys_of_its_own(self, bare, tmp_path, monkeypatch):
        forge = self.by(tmp_path, monkeypatch, 'for last; do :; done; exec sh -c "$last"')
        forge.deliver(change())
        assert (shown(bare, TEA), forge.read(TEA)) == ("tea", b"tea\n")

    @pytest.mark.parametrize(
        ("words", "kind", "says"),
        [
            ("git@forge.example.org: Permission denied (publickey).", Refused, "does not know this machine's key"),
            ("Host key verification failed.", Refused, "is not the one that is known"),
            ("ssh: connect to host forge.example.org port 22: Connection refused", Unreachable, "cannot be reached"),
            ("ssh: connect to host forge.example.org port 22: Connection timed out", Unreachable, "cannot be reached"),
            ("ssh: Could not resolve hostname forge.example.org: unknown", Unreachable, "cannot be reached"),
        ],
    )
    def test_it_does_not_get_in(self, words, kind, says, bare, tmp_path, monkeypatch):
        with pytest.raises(kind, match=says):
            self.by(tmp_path, monkeypatch, f"echo '{words}' >&2", "exit 255").deliver(change())


@pytest.mark.parametrize(
    ("address", "shows"),
    [
        ("https://forge.example.org/town/agenda.git", "https://forge.example.org/town/agenda"),
        ("https://forge.example.org/town/agenda/", "https://forge.example.org/town/agenda"),
        ("git@forge.example.org:town/agenda.git", "https://forge.example.org/town/agenda"),
        ("ssh://git@forge.example.org:2222/town/agenda.git", "https://forge.example.org/town/agenda"),
        ("ssh://git@forge.example.org/town/agenda", "https://forge.example.org/town/agenda"),
    ],
)
def test_where_people_find_it(address, shows):
    assert web(address) == shows
