"""What a request changes, by git alone: its commits are merged and compared in the object store, never checked out."""

import os
import re
from dataclasses import dataclass
from pathlib import PurePosixPath

from agenda.problem import Fault, visible
from forge.git import Git, GitFailed

ADDED, CHANGED, DELETED = "added", "changed", "deleted"
FILES = ("100644", "100755")  # modes of regular files; git-fast-import(1) lists all
LINK, MODULE = "120000", "160000"
# A request is made by hand or by an importer. What is more than this is not looked at by a program.
MOST_FILES = 2000
MOST_BYTES = 200_000_000
LARGEST = 5_000_000  # of one file: far above every limit of the agenda (64 kB of text, 2 MB of picture)
_RAW = re.compile(rb":\d{6} (\d{6}) [0-9a-f]+ ([0-9a-f]+) ([A-Z])\d*")


@dataclass(frozen=True)
class Change:
    """A path that is otherwise after the request. `mode`, `blob` and `size` (bytes) are those it then has.

    The path is as in git, with bytes that are no UTF-8 as surrogates; `shown` is how people read it.
    """

    path: str
    kind: str
    mode: str
    blob: str
    size: int

    @property
    def shown(self) -> str:
        """The path as messages name it."""
        return visible(self.path)

    @property
    def is_file(self) -> bool:
        """Is there a regular file after the request?"""
        return self.kind != DELETED and self.mode in FILES


def merged(git: Git, base: str, request: str) -> str:
    """The tree that the published branch would have. Raises Fault where that cannot be said."""
    try:
        return git.text("merge-tree", "--write-tree", "--no-messages", base, request).splitlines()[0]
    except GitFailed as failed:
        if re.match(r"[0-9a-f]{40,64}$", (failed.out.splitlines() or [""])[0]):  # exit status 1: a tree with conflicts
            names = sorted({line.partition("\t")[2] for line in failed.out.splitlines()[1:] if "\t" in line})
            raise Fault(
                "somebody else changed the same lines meanwhile ({files}). Bring your branch up to date, or ask the "
                "editors.", files=", ".join(names),
            ) from None  # fmt: skip
        raise Fault(
            "this request cannot be compared with what is published ({says}). Begin again from the published branch.",
            says=failed.says,
        ) from None


def of(git: Git, base: str, tree: str) -> list[Change]:
    """All that is otherwise in `tree`, by path. Raises Fault if it is too much."""
    words = git.run("diff-tree", "-r", "-z", "--raw", "--no-renames", "--full-index", base, tree).split(b"\0")
    found = [(_RAW.fullmatch(head), path) for head, path in zip(words[::2], words[1::2], strict=False)]
    if len(found) > MOST_FILES:
        raise Fault(
            "the request changes {n} files; at most {most} are looked at. Hand them in by parts.",
            n=len(found), most=MOST_FILES,
        )  # fmt: skip
    sizes = _sizes(git, [head[2] for head, _ in found if head[1].decode() in (*FILES, LINK)])
    changes = [
        Change(
            path=os.fsdecode(path),
            kind={b"A": ADDED, b"D": DELETED}.get(head[3], CHANGED),
            mode=head[1].decode(),
            blob=head[2].decode(),
            size=sizes.get(head[2], 0),
        )
        for head, path in found
    ]
    if sum(one.size for one in changes) > MOST_BYTES:
        raise Fault("the files of the request are too big together. Hand them in by parts.")
    return changes


def _sizes(git: Git, blobs: list[bytes]) -> dict[bytes, int]:
    if not blobs:
        return {}
    lines = git.run("cat-file", "--batch-check=%(objectname) %(objectsize)", data=b"\n".join(blobs) + b"\n")
    return {name: int(size) for name, _, size in (line.partition(b" ") for line in lines.splitlines())}


def content(git: Git, change: Change) -> bytes:
    """The bytes of a regular file."""
    return git.run("cat-file", "blob", change.blob)


def below(change: Change, folder: PurePosixPath) -> bool:
    """Does this path lie in the folder, without a detour?"""
    path = PurePosixPath(change.path)
    return folder in path.parents and not {"..", ".git"} & {part.casefold() for part in path.parts}
