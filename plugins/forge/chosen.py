"""What the settings say of the forge -> where this town's changes go."""

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from .change import Forge
from .forgejo import Forgejo
from .git import TOKEN, USER, Credentials, Git, GitFailed, meaning
from .github import GitHub
from .gitlab import GitLab
from .local import Local
from .mirror import Mirror, web
from .proposal import Proposal
from .remote import Branch, Remote, Straight, Way
from .repository import Author, Repository

KINDS = ("local", "git", "gitlab", "forgejo", "github")
KEYS = ("kind", "branch", "review", "address", "api", "folder", "user", "token_file", "mirror", "patience")
MIRROR = "private/mirror.git"
_USERS = {"gitlab": "oauth2", "github": "x-access-token"}  # what each takes as the name beside a token
_BRANCH = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/-]{0,99}", re.ASCII)
_SSH = re.compile(r"(?:ssh://)?[A-Za-z0-9._-]+@[A-Za-z0-9.-]+(?::|/)[^\s-][^\s]*", re.ASCII)


class SettingsError(ValueError):
    """A setting that cannot be."""


def of(
    setting: Any, base: Path, author: Author, straight: bool = False, environment: Mapping[str, str] = os.environ
) -> Forge:
    """Where changes of the town in the folder `base` go. Raises SettingsError; Unreachable or Refused of the copy.

    `straight`: what cannot wait for a review goes onto the published branch, also where others ask for one.
    """
    given = checked(setting)
    kind, branch = given["kind"], given["branch"]
    review = given["review"] and not straight
    git = Git(base, None, given["patience"])
    if kind == "local":
        try:
            within = given["folder"] or git.text("rev-parse", "--show-prefix").rstrip("/")
        except GitFailed as failed:
            raise meaning(failed) from None
        return Local(Repository(git, author, f"{within}/" if within else ""), branch, review)
    credentials = _credentials(given, base, environment)
    git = Git(base, credentials, given["patience"])
    within = f"{given['folder']}/" if given["folder"] else ""
    mirror = Mirror.at(base / given["mirror"], git, author, given["address"], branch, within)
    return Remote(mirror, _way(given, review, straight, credentials))


def checked(setting: Any) -> dict[str, Any]:
    """The setting with its defaults. Raises SettingsError for what cannot be."""
    if not isinstance(setting, Mapping):
        raise SettingsError(f"forge: {setting!r} is not a set of values. Write for example {{'kind': 'local'}}.")
    if unknown := sorted(set(setting) - set(KEYS)):
        raise SettingsError(f"forge: unknown values {unknown}; known are {list(KEYS)}.")
    given = {
        "kind": "local", "branch": "main", "review": False, "address": "", "api": "", "folder": "", "user": "",
        "token_file": "", "mirror": MIRROR, "patience": 60, **setting,
    }  # fmt: skip
    if given["kind"] not in KINDS:
        raise SettingsError(f"forge: kind {given['kind']!r} is not known; known are {list(KINDS)}.")
    branch = given["branch"]
    if (
        not isinstance(branch, str)
        or not _BRANCH.fullmatch(branch)
        or ".." in branch
        or branch.endswith(("/", ".lock"))
    ):
        raise SettingsError(f"forge: {branch!r} is not a branch. Write for example 'main'.")
    if not isinstance(given["review"], bool):
        raise SettingsError("forge: review is True or False.")
    folder = given["folder"]
    if not isinstance(folder, str) or (folder and not re.fullmatch(r"[\w-][\w.-]*(/[\w-][\w.-]*)*", folder, re.ASCII)):
        raise SettingsError(f"forge: {folder!r} is not a folder of the repository. Write for example 'town'.")
    patience = given["patience"]
    if not isinstance(patience, int) or isinstance(patience, bool) or not 1 <= patience <= 600:
        raise SettingsError("forge: patience is a whole number of seconds, from 1 to 600.")
    if given["kind"] != "local":
        _check_address(given["address"])
    elif given["address"]:
        raise SettingsError("forge: a local repository has no address. Leave it out, or set kind to 'git'.")
    return given


def _check_address(address: Any) -> None:
    example = "https://forge.example.org/town/agenda.git"
    if not isinstance(address, str) or not address:
        raise SettingsError(f"forge: address is missing. Write for example {example!r}.")
    parts = urlsplit(address)
    if parts.scheme in ("https", "http") and (parts.username or parts.password):
        raise SettingsError(f"forge: address has a name or a token in it. Write the token in {TOKEN}.")
    if not (parts.scheme in ("https", "http") and parts.hostname) and not _SSH.fullmatch(address):
        raise SettingsError(f"forge: {address!r} is not an address of git. Write for example {example!r}.")
    if parts.scheme == "http" and parts.hostname not in ("localhost", "127.0.0.1", "::1"):
        raise SettingsError("forge: a token would go over http in the open. Write the address with https.")


def _credentials(given: Mapping[str, Any], base: Path, environment: Mapping[str, str]) -> Credentials | None:
    """The name and token for the server; None by ssh, which has keys of its own, and without a token."""
    token = environment.get(TOKEN, "")
    if given["token_file"]:
        try:
            token = (base / given["token_file"]).read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise SettingsError(f"forge: token_file cannot be read ({type(error).__name__}).") from None
    if not token:
        return None
    if not re.fullmatch(r"[\x21-\x7e]+", token):
        raise SettingsError("forge: the token has spaces or line breaks in it. Copy it again.")
    user = given["user"] or environment.get(USER) or _USERS.get(given["kind"], "git")
    parts = urlsplit(given["address"])
    server = f"{parts.scheme}://{parts.netloc}" if parts.scheme in ("https", "http") else ""
    return Credentials(server, user, token)


def _way(given: Mapping[str, Any], review: bool, straight: bool, credentials: Credentials | None) -> Way:
    if straight or given["kind"] == "git":
        return Branch() if review else Straight()
    if given["kind"] == "gitlab":
        return Proposal(GitLab())
    if given["kind"] == "forgejo":
        return Proposal(Forgejo())
    if credentials is None:
        raise SettingsError(f"forge: GitHub takes pull requests with a token only. Set {TOKEN}.")
    parts = urlsplit(web(given["address"]))
    api = given["api"] or (
        "https://api.github.com" if parts.netloc == "github.com" else f"https://{parts.netloc}/api/v3"
    )
    return Proposal(GitHub(api.rstrip("/"), parts.path.strip("/"), credentials.token, given["patience"]))
