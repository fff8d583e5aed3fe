"""From staging into place: whole files only, only what differs, and only what an earlier build made is deleted."""

import filecmp
import json
import os
import shutil
from pathlib import Path

MANIFEST = ".manifest"  # in the output: the paths of all that the last build made


def staging(output: Path) -> Path:
    """A new empty folder beside the output, on the same disk, so that a rename puts a file in place."""
    folder = output.with_name(output.name + ".staging")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def put_in_place(built: Path, output: Path) -> list[str]:
    """Rename what differs from `built` into `output`, delete what is no longer made; the paths that changed."""
    output.mkdir(parents=True, exist_ok=True)
    before = set(_manifest(output))
    files = sorted(path.relative_to(built).as_posix() for path in built.rglob("*") if path.is_file())
    gone = before - set(files)
    changed = []
    for name in sorted(gone):
        if (output / name).is_file():
            (output / name).unlink()
            changed.append(name)
    for name in files:
        source, target = built / name, output / name
        if target.is_dir():
            _remove_empty(target)
        if target.is_file() and filecmp.cmp(source, target, shallow=False):
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        os.replace(source, target)
        changed.append(name)
    for folder in sorted({str(Path(name).parent) for name in gone}, key=len, reverse=True):
        _remove_empty(output / folder, output)
    _write(output / MANIFEST, json.dumps(files, indent=0).encode())
    shutil.rmtree(built)
    return changed


def _manifest(output: Path) -> list[str]:
    """The paths of the last build; none if there is no readable list. Nothing outside the output is named."""
    try:
        names = json.loads((output / MANIFEST).read_bytes())
        return [name for name in names if ".." not in Path(name).parts and not Path(name).is_absolute()]
    except (OSError, ValueError, TypeError):
        return []


def _remove_empty(folder: Path, stop: Path | None = None) -> None:
    """Remove a folder that nothing is left in, and those around it up to `stop`."""
    while folder != stop and folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
        if stop is None:
            return
        folder = folder.parent


def _write(path: Path, data: bytes) -> None:
    temporary = path.with_name(path.name + ".new")
    temporary.write_bytes(data)
    os.replace(temporary, path)
