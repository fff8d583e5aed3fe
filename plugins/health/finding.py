"""What a check found: that it is well, that something is wrong, or what could not be looked at."""

from collections.abc import Mapping
from dataclasses import dataclass

from agenda.language import Language
from agenda.problem import Fault

OK, WRONG, NOTE = "ok", "wrong", "note"


@dataclass(frozen=True)
class Finding:
    """`check` is one of `inspection.CHECKS`, `address` what was looked at; a note makes nothing wrong."""

    check: str
    level: str
    address: str
    text: str
    values: Mapping[str, object]

    def message(self, language: Language) -> str:
        """What was found, in this language."""
        return language.say(self.text, **self.values)


def well(check: str, address: str, text: str, **values: object) -> Finding:
    """That it is as it should be."""
    return Finding(check, OK, address, text, values)


def wrong(check: str, address: str, fault: Fault) -> Finding:
    """What is wrong, and what to do."""
    return Finding(check, WRONG, address, fault.text, fault.values)


def note(check: str, address: str, text: str, **values: object) -> Finding:
    """What could not be looked at, or is only worth knowing."""
    return Finding(check, NOTE, address, text, values)
