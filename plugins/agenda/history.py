"""Earlier versions of an entry, from the git history of the town's data."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

VERSIONS = 20  # how far back a good version is looked for


def older(path: Path) -> Iterator[bytes]:
    """The committed versions of a file, newest first; nothing without a git repository."""
    name = f"./{path.name}"
    listed = _git(path.parent, "log", f"--max-count={VERSIONS}", "--format=%H", "--", name)
    for commit in (listed or b"").decode().split():
        data = _git(path.parent, "show", f"{commit}:{name}")
        if data is not None:
            yield data


def _git(folder: Path, *words: str) -> bytes | None:
    """What git prints; None when it fails or is not there."""
    try:
        done = subprocess.run(  # noqa: S603  no shell, and no word is a submitter's
            ["git", "-C", str(folder), *words],  # noqa: S607  git is where the system has it
            capture_output=True,
            check=True,
            timeout=60,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout
