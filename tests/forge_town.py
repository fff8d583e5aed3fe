"""This repository as a forge would have it: a bare repository of its files as they are here, with requests beside."""

import shutil
import subprocess
from pathlib import Path

from git_server import git

ROOT = Path(__file__).parent.parent


def forge(folder: Path) -> Path:
    """`folder/town/agenda.git`, its branch main with two commits; `folder` is what a forge's address stands for."""
    work, bare = folder / "work", folder / "town" / "agenda.git"
    names = git(ROOT, "ls-files", "-z", "--cached", "--others", "--exclude-standard").split("\0")
    for name in filter(None, names):
        source, target = ROOT / name, work / name
        if source.is_file():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(source, target)
    git(work, "init", "--quiet", "--initial-branch=main")
    git(work, "add", "--all")
    git(work, "commit", "--quiet", "--message", "Town")
    git(work, "commit", "--quiet", "--allow-empty", "--message", "More")
    subprocess.run(["git", "clone", "--quiet", "--bare", str(work), str(bare)], check=True)
    (folder / "town" / "agenda").symlink_to(bare)  # addresses with and without .git
    return folder


def changed(forge: Path, files: dict[str, str | None], ref: str) -> str:
    """A commit on main with these files otherwise (None deletes), pushed to a ref of the forge."""
    work = forge / "work"
    git(work, "checkout", "--quiet", "--detach", "main")
    for name, text in files.items():
        path = work / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
        if text is not None and text.startswith("-> "):
            path.symlink_to(text.removeprefix("-> "))
        elif text is not None:
            path.write_text(text, encoding="utf-8")
    git(work, "add", "--all")
    git(work, "commit", "--quiet", "--message", "Request")
    git(work, "push", "--quiet", "--force", str(forge / "town" / "agenda.git"), f"HEAD:{ref}")
    return git(work, "rev-parse", "HEAD")
