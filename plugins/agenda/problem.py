"""What is wrong with an entry: a fault without a place, and a problem with one."""

import re
from dataclasses import dataclass

SHOWN = 60  # characters of a wrong value that a message repeats
# Controls, separators, bidi embeddings, overrides and isolates, lone surrogates: they would act on the terminal.
_ACTING = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


class Fault(ValueError):
    """What is wrong and what to write instead, not yet in anybody's language.

    `text` is an English message with {names}, the key of its translation;
    `values` fills the names in. Long values are cut, line breaks made visible.
    """

    def __init__(self, text: str, /, **values: object) -> None:
        self.text = text
        self.values = {name: shown(value) for name, value in values.items()}
        super().__init__(text.format(**self.values))

    def __reduce__(self):
        return (_again, (self.text, self.values))


def _again(text: str, values: dict) -> Fault:
    return Fault(text, **values)


class Faults(ValueError):
    """Several faults of one record, each with the path of its field within that record."""

    def __init__(self, faults: list[tuple[tuple[str | int, ...], Fault]]) -> None:
        self.faults = faults
        super().__init__("; ".join(str(fault) for _, fault in faults))


def shown(value: object) -> str:
    """The value as a message repeats it: one line, at most `SHOWN` characters."""
    text = visible(" ".join(str(value).split()))
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"


def visible(text: str) -> str:
    """The text with a � for each character that is an instruction rather than text."""
    return _ACTING.sub("\ufffd", text)


@dataclass(frozen=True, order=True)
class Problem:
    """A fault in a file. `line` and `column` count from 1; 1:1 is the whole file.

    `path` is as the user named the file. A hint is advice: it stops nothing.
    """

    path: str
    line: int
    column: int
    field: str
    text: str
    values: tuple[tuple[str, str], ...] = ()
    hint: bool = False

    @classmethod
    def of(cls, fault: Fault, path, line=1, column=1, field="", hint=False) -> "Problem":
        """The problem that `fault` makes at this place."""
        return cls(str(path), line, column, field, fault.text, tuple(fault.values.items()), hint)

    def message(self, gettext=str) -> str:
        """What is wrong and what to write instead, in the language of `gettext`."""
        return gettext(self.text).format(**dict(self.values))
