"""Who may do what: a private register of addresses, never in git. People write it, and so does an editor's yes.

editors: [who decides]
organizations: {id: [who may speak for it]}
entries: {organization/slug: [who may change it at once]}
counters: {organization/slug: how often its links were made worthless}
"""

import os
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from agenda import frontmatter
from agenda.notation import parse_email
from agenda.problem import Fault

_HEADER = """\
# Who may do what. Private: this file never goes into git. The receiver writes it too, and keeps no remarks.
# editors: who decides. organizations: who may speak for which. entries: who may change which at once.
"""
_PARTS = ("editors", "organizations", "entries", "counters")


class RegisterError(Exception):
    """The register cannot be read or written."""


@dataclass(frozen=True)
class People:
    """The register. Addresses are compared without regard to case."""

    editors: tuple[str, ...] = ()
    organizations: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    entries: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    counters: Mapping[str, int] = field(default_factory=dict)

    def speaks_for(self, address: str, organization: str) -> bool:
        """May this address speak for the organization?"""
        return _in(address, self.organizations.get(organization, ()))

    def may_change(self, entry: str) -> tuple[str, ...]:
        """The addresses that may change this entry (`organization/slug`) at once."""
        return _once((*self.entries.get(entry, ()), *self.organizations.get(entry.partition("/")[0], ())))

    def counter(self, entry: str) -> int:
        """By which number the entry's links are good."""
        return self.counters.get(entry, 0)

    def with_editor(self, address: str) -> "People":
        """The same; this address decides too."""
        return replace(self, editors=_once((*self.editors, address)))

    def with_keeper(self, entry: str, address: str) -> "People":
        """The same; this address may change the entry."""
        return replace(self, entries={**self.entries, entry: _once((*self.entries.get(entry, ()), address))})

    def with_successor(self, entry: str, address: str) -> "People":
        """The same; of the entry's own addresses only this one is left, and all links of before are worthless."""
        return replace(self, entries={**self.entries, entry: (address,)}).revoked(entry)

    def revoked(self, entry: str) -> "People":
        """The same; all links of the entry that went out are worthless."""
        return replace(self, counters={**self.counters, entry: self.counter(entry) + 1})


def _in(address: str, addresses: tuple[str, ...]) -> bool:
    return address.casefold() in (one.casefold() for one in addresses)


def _once(addresses: tuple[str, ...]) -> tuple[str, ...]:
    return tuple({one.casefold(): one for one in reversed(addresses)}.values())[::-1]


class PeopleFile:
    """The register's file. What stands there counts at once; one that cannot be read stops what needs it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = threading.Lock()

    def read(self) -> People:
        """The register as it is now; an empty one if there is no file. Raises RegisterError."""
        try:
            data = self.path.read_bytes()
        except FileNotFoundError:
            return People()
        except OSError as error:
            raise RegisterError(f"{self.path}: {error.strerror}") from None
        return parse(data, str(self.path))

    def change(self, step) -> People:
        """Write down what `step` makes of the register. Raises RegisterError."""
        with self._lock:
            after = step(self.read())
            temporary = self.path.with_name(f".{self.path.name}.new")
            try:
                self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                with open(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
                    file.write(written(after))
                    file.flush()
                    os.fsync(file.fileno())
                os.replace(temporary, self.path)
            except OSError as error:
                raise RegisterError(f"{self.path}: {error.strerror}") from None
        return after


def parse(data: bytes, name: str) -> People:
    """The register that these bytes say. Raises RegisterError that begins with `name`."""
    if all(not line.strip() or line.startswith(b"#") for line in data.splitlines()):
        return People()
    document = frontmatter.parse(data, front_matter=False)
    tree = document.tree
    for _, (line, _), fault in document.faults:
        raise RegisterError(f"{name}:{line}: {fault}")
    if unknown := sorted(set(tree) - set(_PARTS)):
        raise RegisterError(f"{name}: {unknown[0]} does not belong here. It may have: {', '.join(_PARTS)}.")
    parts = {part: tree.get(part, {}) for part in _PARTS[1:]}
    if not all(isinstance(part, dict) for part in parts.values()):
        raise RegisterError(f"{name}: {', '.join(parts)} each have fields below them.")
    if wrong := next((id for id, number in parts["counters"].items() if not str(number).isdecimal()), None):
        raise RegisterError(f"{name}: counters: {wrong}: write a number.")
    return People(
        _addresses(tree.get("editors", []), f"{name}: editors"),
        {id: _addresses(found, f"{name}: organizations: {id}") for id, found in parts["organizations"].items()},
        {id: _addresses(found, f"{name}: entries: {id}") for id, found in parts["entries"].items()},
        {id: int(number) for id, number in parts["counters"].items()},
    )


def _addresses(found: object, where: str) -> tuple[str, ...]:
    """What is wrong with an address is told without it: the message stands in a log."""
    try:
        return tuple(parse_email(one) for one in ([found] if isinstance(found, str) else found))
    except (Fault, TypeError):
        raise RegisterError(f"{where}: write addresses in a list: [name@example.org].") from None


def written(people: People) -> bytes:
    """The register as its file."""
    lines = [_HEADER]
    if people.editors:
        lines.append(f"editors: {_list(people.editors)}\n")
    for name in ("organizations", "entries"):
        found = getattr(people, name)
        lines += [f"{name}:\n"] if found else []
        lines += [f"  {id}: {_list(addresses)}\n" for id, addresses in sorted(found.items())]
    lines += ["counters:\n"] if people.counters else []
    lines += [f"  {id}: {number}\n" for id, number in sorted(people.counters.items())]
    return "".join(lines).encode()


def _list(addresses: tuple[str, ...]) -> str:
    return "[" + ", ".join(f'"{one}"' for one in addresses) + "]"
