"""Files on this machine: written whole, and one publication at a time."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .failure import PublishError


def write(path: Path, data: bytes) -> None:
    """Put these bytes in place of what is there: whoever reads it gets all of the old ones or all of the new ones."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.new")
    temporary.write_bytes(data)
    os.replace(temporary, path)


def delete(folder: Path, name: str) -> None:
    """Delete a file below a folder, and the folders in between that nothing is left in."""
    file = folder / name
    file.unlink()
    for one in file.parents:
        if one == folder or any(one.iterdir()):
            break
        one.rmdir()


def files(folder: Path) -> list[str]:
    """The paths of all files below a folder, but for those of this program and of others that begin with a dot."""
    found = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    return sorted(path.as_posix() for path in found if not path.name.startswith(".") or path.name == NO_JEKYLL)


NO_JEKYLL = ".nojekyll"  # tells GitHub Pages to leave folders alone that begin with a dot or an underscore


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Only one publication uses this folder. Raises PublishError if another one does."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ".lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise PublishError("Another publication is under way here. Nothing was done; try again later.") from None
        yield
