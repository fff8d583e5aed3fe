"""The generator as a town has it: a wheel in its folder `wheels/`, and pins with hashes of all that the wheel needs.

The wheel stays in the town's repository: a site that has to run for years needs no index to still have that version.
"""

import re
import zipfile
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from agenda.problem import Fault

PINS = "towns/shared/requirements.txt"  # in the wheel
MOST_BYTES = 50_000_000


@dataclass(frozen=True)
class Wheel:
    """A built generator: its file's name and bytes, its version, and the pins of what it needs."""

    file: str
    data: bytes
    version: str
    pins: str

    def requirements(self) -> str:
        """The town's requirements.txt: pip finds the wheel in `wheels/` and believes it by its hash."""
        return (
            "# The generator and all that it needs, each believed by its hash. A newer one: see README.md.\n"
            "--find-links wheels\n"
            f"agenda-site=={self.version} \\\n    --hash=sha256:{sha256(self.data).hexdigest()}\n{self.pins}"
        )


def read(path: Path) -> Wheel:
    """The wheel in this file. Raises Fault if it is none of this generator."""
    name = re.fullmatch(r"agenda_site-([0-9][0-9a-z.+]*)-py3-none-any\.whl", path.name, re.ASCII)
    if not name:
        raise Fault("{path} is not a wheel of this generator. Name one like agenda_site-1.0-py3-none-any.whl.",
                    path=path)  # fmt: skip
    try:
        if path.stat().st_size > MOST_BYTES:
            raise Fault("{path} is too large for a wheel of this generator. Make it with make wheel.", path=path)
        with zipfile.ZipFile(path) as archive:
            pins = archive.read(PINS).decode()
        return Wheel(path.name, path.read_bytes(), name[1], pins)
    except OSError as error:
        raise Fault("{path} cannot be read ({reason}). Make it with make wheel.",
                    path=path, reason=error.strerror) from None  # fmt: skip
    except (zipfile.BadZipFile, KeyError, UnicodeDecodeError):
        raise Fault("{path} is damaged, or not a wheel of this generator. Make it with make wheel.",
                    path=path) from None  # fmt: skip


def newest(folder: Path) -> Path:
    """The wheel that was made last in this folder. Raises Fault if there is none."""
    found = sorted(folder.glob("agenda_site-*.whl"), key=lambda path: path.stat().st_mtime)
    if not found:
        raise Fault("there is no wheel of the generator in {folder}. Run make wheel, or name one with --wheel.",
                    folder=folder)  # fmt: skip
    return found[-1]
