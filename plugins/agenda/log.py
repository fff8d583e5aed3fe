"""A file of blocks that grows by one at a time, and is there as a whole or counts as empty.

Its head holds a seal over all blocks, in order: one that is damaged, cut off or of another kind is not read. It is
written beside itself and renamed, so that nobody ever sees half of it.
"""

import os
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

HEAD = b"agenda log 1\n"
SEAL = 32  # bytes
SIZE = 8  # bytes of the length before each block


@dataclass(frozen=True)
class Log:
    """The blocks, the oldest first."""

    blocks: list[bytes | memoryview]

    @classmethod
    def read(cls, path: Path) -> "Log":
        """The log in a file; an empty one if it is not there, or not whole."""
        try:
            data = memoryview(path.read_bytes())
        except OSError:
            return cls([])
        blocks, at = [], len(HEAD) + SEAL
        while at + SIZE <= len(data):
            size = int.from_bytes(data[at : at + SIZE], "big")
            blocks.append(data[at + SIZE : at + SIZE + size])
            at += SIZE + size
        made = cls(blocks)
        whole = at == len(data) and data[: len(HEAD)] == HEAD and data[len(HEAD) : len(HEAD) + SEAL] == made.seal
        return made if whole else cls([])

    @property
    def size(self) -> int:
        """Bytes in all blocks."""
        return sum(map(len, self.blocks))

    @property
    def seal(self) -> bytes:
        """A digest of all blocks and their lengths."""
        total = blake2b(digest_size=SEAL)
        for block in self.blocks:
            total.update(len(block).to_bytes(SIZE, "big"))
            total.update(block)
        return total.digest()

    def write(self, path: Path) -> None:
        """All of it into a file."""
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = path.with_name(path.name + ".new")
        with open(temporary, "wb") as file:
            file.write(HEAD + self.seal)
            for block in self.blocks:
                file.write(len(block).to_bytes(SIZE, "big"))
                file.write(block)
        os.replace(temporary, path)
