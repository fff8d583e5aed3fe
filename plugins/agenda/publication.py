"""From staging into place: whole files only, only what differs, and only what an earlier build made is deleted."""

import filecmp
import json
import os
import shutil
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path, PurePosixPath

MANIFEST = ".manifest"  # in the output: the paths of all that the last build made


def staging(output: Path) -> Path:
    """A new empty folder beside the output, on the same disk, so that a rename puts a file in place."""
    folder = output.with_name(output.name + ".staging")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def put_in_place(built: Path, output: Path, kept: Collection[str] = ()) -> tuple[list[str], list[str]]:
    """Rename what differs from `built` into `output`, last delete what is no longer made.

    `kept` stand in the output as they would be made. A crash halfway leaves a manifest of both builds, so that nothing
    is forgotten. Gives the paths that were built, and those that changed.
    """
    if not output.exists():  # nothing to keep: one rename puts all of it in place
        names = sorted(_files(str(built)))
        _write(built / MANIFEST, _listed(names))
        output.parent.mkdir(parents=True, exist_ok=True)
        os.replace(built, output)
        return names, names
    made = sorted(_files(str(built)))
    before, files = set(manifest(output)), {*made, *kept}
    gone = before - files
    if not before.issuperset(made):
        _write(output / MANIFEST, _listed(before | files))
    changed = _deleted(output, _in_the_way(gone, files))
    for name in made:
        source, target = built / name, output / name
        if os.path.isfile(target) and filecmp.cmp(source, target, shallow=False):
            continue
        os.makedirs(target.parent, exist_ok=True)
        os.replace(source, target)
        changed.append(name)
    changed += _deleted(output, gone)
    if before != files:
        _write(output / MANIFEST, _listed(files))
    shutil.rmtree(built)
    return made, changed


def _files(folder: str, below: str = "") -> Iterator[str]:
    """The paths of all files below a folder."""
    for entry in os.scandir(f"{folder}/{below}"):
        if entry.is_dir():
            yield from _files(folder, f"{below}{entry.name}/")
        else:
            yield f"{below}{entry.name}"


def _listed(names: Iterable[str]) -> bytes:
    """The manifest: a JSON list, a line for each name."""
    return json.dumps(sorted(names)).replace('", "', '",\n"').encode()


def _in_the_way(gone: set[str], made: set[str]) -> list[str]:
    """What has the name of a folder that is now needed, or stands below a name that is now a file's."""
    if not gone:
        return []
    folders = {str(folder) for name in made for folder in PurePosixPath(name).parents}
    return [
        name for name in gone if name in folders or any(str(folder) in made for folder in PurePosixPath(name).parents)
    ]


def _deleted(output: Path, names: Iterable[str]) -> list[str]:
    """Delete these files and the folders that nothing is left in; the names of those that were there."""
    found = [name for name in sorted(names) if (output / name).is_file()]
    for name in found:
        (output / name).unlink()
        for folder in (output / name).parents:
            if folder == output or any(folder.iterdir()):
                break
            folder.rmdir()
    return found


def manifest(output: Path) -> list[str]:
    """The paths of the last build; none if there is no readable list. Nothing outside the output is named."""
    try:
        names = json.loads((output / MANIFEST).read_bytes())
        return [name for name in names if "/../" not in f"/{name}/" and not os.path.isabs(name)]
    except (OSError, ValueError, TypeError, AttributeError):
        return []


def _write(path: Path, data: bytes) -> None:
    temporary = path.with_name(path.name + ".new")
    temporary.write_bytes(data)
    os.replace(temporary, path)
