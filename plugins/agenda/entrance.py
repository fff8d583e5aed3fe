"""Where activities are handed in: the settings that say so, and the addresses that follow from them."""

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from .languages import SettingsError

FORGES = ("github", "gitlab", "forgejo")
DEFAULTS: dict[str, Any] = {
    "AGENDA_REPOSITORY": "",  # where files are handed in, as an address
    "AGENDA_FORGE": "",  # what kind of place that is, one of FORGES
    "AGENDA_BRANCH": "main",  # of that repository: the one that is published
    "AGENDA_RECEIVER": "",  # the address of the receiver's form; without one the browser makes the file
}


class Entrance(NamedTuple):
    """The repository (an address without a slash at its end), its kind and branch, and the receiver's form."""

    repository: str = ""
    forge: str = ""
    branch: str = "main"
    receiver: str = ""

    def form(self, path: str, prefix: str) -> str:
        """The receiver's form in the language of this prefix (`en/`); empty without a receiver."""
        return f"{self.receiver.removesuffix(path)}{prefix}{path}" if self.receiver else ""


def of(values: Mapping[str, Any], path: str) -> Entrance:
    """What these settings say; `path` is the form's on the site. Raises SettingsError."""
    repository, forge, receiver = values["AGENDA_REPOSITORY"], values["AGENDA_FORGE"], values["AGENDA_RECEIVER"]
    if forge not in ("", *FORGES):
        raise SettingsError(f"AGENDA_FORGE: {forge!r} is not known. Write one of {', '.join(FORGES)}, or leave it out.")
    if forge and not repository.startswith("https://"):
        raise SettingsError(
            "AGENDA_FORGE: AGENDA_REPOSITORY has to be its address: 'https://forge.example.org/town/agenda'."
        )
    # The receiver's form has the same path as the site's: so that of another language is known too.
    if receiver and not re.fullmatch(rf"https?://[^?#]+/{re.escape(path)}", receiver):
        raise SettingsError(
            f"AGENDA_RECEIVER: {receiver!r} is not the address of a form. Write for example 'https://example.org/{path}'."
        )
    if not re.fullmatch(r"[\w./-]+", values["AGENDA_BRANCH"]):
        raise SettingsError(f"AGENDA_BRANCH: {values['AGENDA_BRANCH']!r} is not a branch. Write for example 'main'.")
    return Entrance(repository.rstrip("/"), forge, values["AGENDA_BRANCH"], receiver)
