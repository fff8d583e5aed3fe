"""What a build is made of, as bytes: the town's files, the code, the settings, the day, and the last feed state.

Equal input gives equal output: where all of it is as it was at the last build, and what that left is still there, there
is nothing to do. Only what tells that is imported here, so that it is told soon.
"""

import os
import re
import stat
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from hashlib import blake2b
from importlib import metadata
from pathlib import Path
from typing import Any, NamedTuple

import orjson

LIBRARIES = ("pelican", "jinja2", "markupsafe", "orjson", "pydantic", "pydantic-core", "pyyaml", "babel", "icalendar",
             "feedgen", "lxml", "markdown", "markdown-it-py", "nh3", "pillow", "segno", "pyphen", "tzdata")  # fmt: skip
OURS = {"agenda", "insight", "intake", "publish"}  # plugins that make files of nothing else than what is read here
BEHIND = {"forge", "post"}  # packages that those stand on
ELSEWHERE = {
    "OUTPUT_PATH",
    "CACHE_PATH",
    "LOAD_CONTENT_CACHE",
    "DEBUG",
    "LOG_FILTER",
    "PLUGINS",
    "AGENDA_STATE",
    "AGENDA_STAGES",
}
LARGEST = 32 * 1024 * 1024  # of a file that is looked at; a larger one is no part of a site
PIECE = 64 * 1024  # bytes that are read at once
# No link is followed, and nobody waits for a pipe that took a file's place.
FLAGS = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
SIZE = 16  # bytes of a digest


def of_bytes(*parts: bytes) -> bytes:
    """The digest of these bytes, one after the other, each with its length."""
    return blake2b(b"".join([b"%d:%b" % (len(part), part) for part in parts]), digest_size=SIZE).digest()


@dataclass(frozen=True)
class Inputs:
    """`files` are the digests of the town's files, by path; `code` and `settings` those of what reads them, `state`
    that of the feed state with which the build begins.

    `told`: can all that a build depends on be told that way?
    """

    files: Mapping[str, bytes]
    code: bytes
    settings: bytes
    today: str
    state: bytes
    told: bool

    @cached_property
    def _whole(self) -> bytes:
        paths = sorted(self.files)
        of_each = b"".join([self.files[path] or bytes(SIZE) for path in paths])
        return of_bytes(self.code, self.settings, self.today.encode(), os.fsencode("\0".join(paths)), of_each)

    def whole(self, state: bytes) -> bytes:
        """The digest of all together, with a feed state of this digest."""
        return of_bytes(self._whole, state)


def read(settings: Mapping[str, Any], today: str, state: bytes) -> Inputs:
    """What a build with these settings on this day, which begins with this feed state, is made of."""
    base = Path(settings["PATH"]).absolute().parent
    below = (settings["PATH"], base / str(settings.get("AGENDA_PATH", "activities")), settings["THEME"])
    files: dict[str, bytes] = {}
    for folder in [str(Path(one).absolute()) for one in below]:
        _take_in(folder, _shown(folder, str(base)), files)
    if style := settings.get("AGENDA_STYLE"):
        path = str(base / str(style))
        files[path] = _digest(_shown(path, str(base)), _bytes(path))
    told = _plugins(settings) <= OURS and all(files.values())
    return Inputs(files, of_code(), of_settings(settings), today, of_bytes(state), told)


def of_entry(shown: str, data: bytes) -> bytes:
    """The digest of a file of the town; `shown` is its path below the town's folder."""
    path = shown.encode()
    return blake2b(b"%d:%b%b" % (len(path), path, data), digest_size=SIZE).digest()


def _take_in(folder: str, shown: str, files: dict[str, bytes]) -> None:
    """The digest of every file below a folder; of what is neither a file nor a folder an empty one."""
    try:
        found = list(os.scandir(folder))
    except OSError:
        return
    for entry in found:
        path, name = entry.path, f"{shown}/{entry.name}"
        if entry.is_file(follow_symlinks=False):
            files[path] = _digest(name, _content(path))
        elif entry.is_dir(follow_symlinks=False):
            _take_in(path, name, files)
        else:
            files[path] = b""


def _digest(shown: str, data: bytes | None) -> bytes:
    return b"" if data is None else of_entry(shown, data)


def _shown(path: str, base: str) -> str:
    """A path as the digest of an entry has it: below the town's folder, with slashes."""
    return (path[len(base) + 1 :] if path.startswith(base + os.sep) else path).replace(os.sep, "/")


def _bytes(path: str) -> bytes | None:
    """The bytes of a plain file that can be read; else None."""
    try:
        return _content(path) if stat.S_ISREG(os.lstat(path).st_mode) else None
    except OSError:
        return None


def _content(path: str) -> bytes | None:
    """The same of what is a plain file. Reading without a file object of Python's takes a third less."""
    try:
        file = os.open(path, FLAGS)
    except OSError:
        return None
    try:
        parts = [os.read(file, PIECE)]
        while len(parts[-1]) == PIECE and len(parts) * PIECE <= LARGEST:
            parts.append(os.read(file, PIECE))
    except OSError:
        return None
    finally:
        os.close(file)
    data = b"".join(parts)  # of one part that itself
    return data if len(data) <= LARGEST else None


def of_code() -> bytes:
    """The digest of these plugins' code, and of the versions of what it stands on."""
    folder = Path(__file__).parent.parent
    versions = _versions()
    parts = [sys.version.encode(), *(f"{name} {versions.get(name) or _version(name)}".encode() for name in LIBRARIES)]
    for path in sorted(path for name in (*OURS, *BEHIND) for path in (folder / name).glob("*.py")):
        parts += [path.name.encode(), path.read_bytes()]
    return of_bytes(*parts)


def _versions() -> dict[str, str]:
    """The versions of what is installed, by name, as installers name its folder (Binary distribution format, PyPA).

    `importlib.metadata` reads a file of each: for these few that takes ten times as long.
    """
    found: dict[str, str] = {}
    for folder in filter(os.path.isdir, sys.path):
        for entry in os.listdir(folder):
            if entry.endswith((".dist-info", ".egg-info")):
                name, _, version = entry.rpartition(".")[0].partition("-")
                found.setdefault(name.lower().replace("_", "-"), version)
    return found


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""


def of_settings(settings: Mapping[str, Any]) -> bytes:
    """The digest of Pelican's settings but for where the output goes, with the code of plugins from elsewhere."""
    parts = []
    for name in sorted(settings):
        if name.isupper() and not name.startswith("_") and name not in ELSEWHERE:
            parts += [name.encode(), _told(settings[name]).encode()]
    for name in sorted(_plugins(settings) - OURS):
        file = getattr(sys.modules.get(name), "__file__", None)
        parts += [name.encode(), (_bytes(file) if file else None) or b""]
    return of_bytes(*parts)


def _plugins(settings: Mapping[str, Any]) -> set[str]:
    return {one if isinstance(one, str) else one.__name__ for one in settings.get("PLUGINS") or ()}


def _told(value: Any) -> str:
    """A setting as text: of sets in order, of functions what they do, of other objects not where they are."""
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{_told(name)}: {_told(one)}' for name, one in value.items())}}}"
    if isinstance(value, (list, tuple)):
        return f"({', '.join(map(_told, value))})"
    if isinstance(value, (set, frozenset)):
        return f"set({', '.join(sorted(map(_told, value)))})"
    if isinstance(value, partial):
        return _told((value.func, value.args, value.keywords))
    if code := getattr(value, "__code__", None):
        file = of_bytes(_bytes(code.co_filename) or b"").hex()  # which holds all else that it may use
        return f"{value.__qualname__} {code.co_code.hex()} {_told(code.co_consts)} {code.co_names} {file}"
    return re.sub(r" at 0x[0-9a-f]+", "", repr(value))


class Receipt(NamedTuple):
    """What the last build was made of, and the files it left with their sizes in bytes."""

    of: bytes
    files: Mapping[str, int]

    @classmethod
    def read(cls, path: Path) -> "Receipt | None":
        """The receipt in a file; None if there is none that can be read."""
        try:
            known = orjson.loads(path.read_bytes())
            return cls(bytes.fromhex(known["of"]), known["files"]) if isinstance(known["files"], dict) else None
        except (OSError, ValueError, TypeError, KeyError):
            return None

    def write(self, path: Path) -> None:
        """One file, there whole or not at all: not where a file has a name that is no text."""
        try:
            data = orjson.dumps({"of": self.of.hex(), "files": self.files})
        except TypeError:
            return
        temporary = path.with_name(path.name + ".new")
        temporary.write_bytes(data)
        os.replace(temporary, path)

    def is_of(self, inputs: Inputs) -> bool:
        """Was that build made of the same?"""
        return inputs.told and inputs.whole(inputs.state) == self.of


def sizes(output: Path, names: Iterable[str]) -> dict[str, int]:
    """The size of each of these files of the output that is there."""
    folder, found, look = f"{output}/", {}, os.stat
    for name in names:
        try:
            found[name] = look(folder + name).st_size
        except OSError:
            continue
    return found
