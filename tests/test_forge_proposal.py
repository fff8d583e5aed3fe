"""Requests on GitLab, Forgejo and GitHub, each by its contract: made once, and found again after any stop."""

import json

import pytest

from forge import chosen
from forge.change import Refused, Unreachable
from forge.mirror import Mirror
from forge.remote import Remote
from forge_servers import as_forgejo, as_github, as_gitlab, asked, contract, filled
from git_server import TOKEN, USER, git, history, repository, served
from stopping import killed
from test_forge_local import FILES, TEA, TOWN, change

KINDS = ("gitlab", "forgejo", "github")


class Forge:
    """A server that behaves as one kind of forge, with a repository town/agenda."""

    def __init__(self, kind, server, folder):
        self.kind, self.server, self.folder = kind, server, folder
        self.bare = repository(folder / "served" / "town" / "agenda.git", FILES, bare=True)
        self.web = f"{server.address}/town/agenda"
        self.contract = contract(kind)
        self.posted, self.answers = [], []
        if kind == "gitlab":
            as_gitlab(self.bare, self.web)
        elif kind == "forgejo":
            as_forgejo(self.bare, self.web, git)
        else:
            as_github(self.bare, self.web)
            server.api = self.api

    def api(self, method, path, headers, body):
        """GitHub's: a request of the branch, unless it has one, or something else is to be answered."""
        self.posted.append((method, path, headers, json.loads(body)))
        if self.answers:
            status, more, answer = self.answers.pop(0)
        elif self.requests():
            status, more, answer = self.contract["exists"]
        else:
            git(self.bare, "update-ref", self.contract["head"], f"refs/heads/{json.loads(body)['head']}")
            status, more, answer = "201 Created", {}, self.contract["created"]
        return status, {"Content-Type": "application/json", **more}, json.dumps(answer).encode()

    def town(self, copy: str = "town") -> Remote:
        """The town's side; another copy is that of a town whose private folder was lost."""
        setting = {"kind": self.kind, "address": f"{self.server.address}/town/agenda.git", "user": USER}
        if self.kind == "github":
            setting["api"] = f"{self.server.address}/api/v3"
        return chosen.of(setting, self.folder / copy, TOWN, environment={"AGENDA_FORGE_TOKEN": TOKEN})

    def requests(self) -> list[str]:
        """The heads of the requests that there are."""
        listed = git(self.bare, "for-each-ref", "--format=%(refname)", "refs/pull", "refs/merge-requests")
        return listed.splitlines()

    @property
    def place(self) -> str:
        """Where the contract says the request is."""
        return filled(self.contract["place"], web=self.web)


@pytest.fixture(params=KINDS)
def forge(request, tmp_path):
    with served(tmp_path / "served") as server:
        yield Forge(request.param, server, tmp_path)


@pytest.fixture
def github(tmp_path):
    with served(tmp_path / "served") as server:
        yield Forge("github", server, tmp_path)


SENT = change(body="Sent by form.")


def test_a_change_is_a_request_as_the_contract_says(forge):
    assert forge.town().deliver(SENT) == forge.place
    expected = forge.contract["push"]
    assert asked(forge.bare) == [(expected["ref"], expected["options"])]
    assert forge.requests() == [forge.contract["head"]]
    assert git(forge.bare, "log", "-1", "--format=%B", forge.contract["head"]) == (
        "Change k-1\n\nSent by form.\n\nHanded-in: k-1"
    )
    assert git(forge.bare, "diff", "--name-only", f"main..{forge.contract['head']}") == TEA
    assert history(forge.bare) == ["Files"]
    if forge.kind == "github":
        [(method, path, headers, body)] = forge.posted
        wanted = forge.contract["request"]
        assert (method, path, body) == (wanted["method"], wanted["path"], wanted["body"])
        for name, value in wanted["headers"].items():
            assert headers[name] == filled(value, token=TOKEN)


def test_given_again_it_is_the_same_request(forge):
    for _ in range(2):
        assert forge.town().deliver(SENT) == forge.place
    assert len(asked(forge.bare)) == len(forge.requests()) == 1


def test_a_town_that_lost_its_copy_makes_no_second_request(forge):
    forge.town().deliver(SENT)
    # By a push alone Forgejo does not tell which request has the topic.
    place = f"{forge.web}/pulls/" if forge.kind == "forgejo" else forge.place
    again = change(body="Sent by form.\n\nOnce more.")  # its commit is another one
    assert forge.town("another").deliver(again) == place
    assert len(forge.requests()) == 1


def test_killed_at_any_step_there_is_one_request(forge):
    """Each time from the start, on the same server: all refs of the change are taken away in between."""
    for step in range(1, 99):
        copy = f"copy-{step}"
        stopped = killed(forge.town(copy), SENT, step)
        assert forge.town(copy).deliver(SENT) == forge.place, step
        assert len(forge.requests()) == 1, step
        if not stopped:
            break
        for ref in (*forge.requests(), "refs/heads/handed-in/k-1"):
            git(forge.bare, "update-ref", "-d", ref)
    assert step == (7 if forge.kind == "github" else 6)  # fetched, made, pushed, (asked,) noted, tidied


def test_killed_before_it_was_noted_it_is_found(forge, monkeypatch):
    monkeypatch.setattr(Mirror, "note", lambda *given: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        forge.town().deliver(SENT)
    monkeypatch.undo()
    assert forge.town().deliver(SENT) == forge.place
    assert len(asked(forge.bare)) == 1


def test_one_that_was_merged_is_not_asked_for_again(forge):
    forge.town().deliver(SENT)
    merged = git(forge.bare, "rev-parse", forge.contract["head"])
    git(forge.bare, "update-ref", "refs/heads/main", merged)
    for ref in (*forge.requests(), "refs/heads/handed-in/k-1"):
        git(forge.bare, "update-ref", "-d", ref)
    assert forge.town("another").deliver(SENT) == merged
    assert forge.requests() == []


def test_a_forge_that_tells_no_address_is_asked_for_the_number(forge):
    if forge.kind == "gitlab":
        forge.contract = contract("gitlab")
        text = (forge.bare / "hooks" / "post-receive").read_text().replace("View merge", "").replace("/-/", "/")
        (forge.bare / "hooks" / "post-receive").write_text(text)
    elif forge.kind == "forgejo":
        text = (forge.bare / "hooks" / "proc-receive").read_text().replace("/pulls/1", "/")
        (forge.bare / "hooks" / "proc-receive").write_text(text)
    else:
        forge.contract = {**forge.contract, "created": {"state": "open"}}
    assert forge.town().deliver(SENT) == filled(contract(forge.kind)["place"], web=forge.web)


def test_gitlab_takes_the_branch_and_makes_no_request(tmp_path):
    with served(tmp_path / "served") as server:
        forge = Forge("gitlab", server, tmp_path)
        as_gitlab(forge.bare, forge.web, works=False)
        for _ in range(2):
            with pytest.raises(Refused, match="made no request of the branch handed-in/k-1"):
                forge.town().deliver(SENT)
        # An editor makes it by hand.
        git(forge.bare, "update-ref", "refs/merge-requests/1/head", "refs/heads/handed-in/k-1")
        assert forge.town().deliver(SENT) == forge.place
        assert len(asked(forge.bare)) == 1


@pytest.mark.parametrize(("status", "headers", "answer", "error", "says"), contract("github")["answers"])
def test_github_says_no(status, headers, answer, error, says, github):
    github.answers = [(status, headers, answer)]
    with pytest.raises({"Refused": Refused, "Unreachable": Unreachable}[error], match=says):
        github.town().deliver(SENT)
    assert github.requests() == []
    assert github.town().deliver(SENT) == github.place  # later it goes: the branch is there, the request is made
    assert (len(asked(github.bare)), len(github.posted)) == (1, 2)


@pytest.mark.parametrize("answer", [b"", b"<html>", b"[]", b"{}", b'{"number": "../x"}'])
def test_github_answers_what_nobody_understands(answer, github):
    github.server.api = lambda *given: ("201 Created", {"Content-Type": "text/html"}, answer)
    with pytest.raises(Refused, match="made no request"):
        github.town().deliver(SENT)


def test_what_cannot_wait_goes_onto_the_branch_of_any_forge(forge):
    setting = {"kind": forge.kind, "address": f"{forge.server.address}/town/agenda.git", "user": USER}
    town = chosen.of(setting, forge.folder, TOWN, straight=True, environment={"AGENDA_FORGE_TOKEN": TOKEN})
    town.deliver(SENT)
    assert history(forge.bare) == ["Change k-1", "Files"]
