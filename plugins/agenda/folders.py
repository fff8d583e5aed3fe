"""Where a town's data is, and how it is read from there: no link is followed, and no file is over its size."""

import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from . import frontmatter
from .problem import Fault

LINK = Fault("this is a link to another file. Put the file itself here.")


class Folders(NamedTuple):
    """Where a town's data is, and the folder that paths in messages start from."""

    content: Path
    activities: Path
    base: Path


def files(folder: Path, report: Callable[[Path, Fault], object], depth: int = 2) -> Iterator[str]:
    """The path of every file below `folder`, in order; links are not followed. One named as a file is the caller's
    problem.
    """
    if not folder.is_dir():
        return
    for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
        if entry.is_symlink():
            path = Path(entry.path)
            if path.suffix in (".md", ".yaml"):
                yield entry.path
            else:
                report(path, LINK)
        elif not entry.is_dir():
            yield entry.path
        elif depth > 1:
            yield from files(Path(entry.path), report, depth - 1)
        else:
            fault = Fault("a folder in an organization's folder is not possible. Move its files one folder up.")
            report(Path(entry.path), fault)


def links(folder: Path) -> Iterator[Path]:
    """Every link below `folder`, and none of what it leads to."""
    for parent, folders, names in os.walk(folder):
        yield from (path for path in (Path(parent) / name for name in sorted((*folders, *names))) if path.is_symlink())


def data(path: Path) -> bytes:
    """The file's bytes; of one that is too big its real size is in the message. Raises Fault."""
    try:
        about = os.lstat(path)
        if stat.S_ISLNK(about.st_mode):
            raise LINK
        if about.st_size > frontmatter.MAX_BYTES:
            size = -(-about.st_size // 1024)
            raise Fault("the file is {size} kB; at most 64 kB is read. Shorten the text.", size=size)
        with open(path, "rb") as file:
            return file.read()
    except OSError as error:
        raise Fault("the file cannot be read ({reason}). Look whether it is there.", reason=error.strerror) from None
