"""The files of a site that are no pages, as bytes by their paths."""

from collections.abc import Iterable

from agenda.output import Files


def made(files: Iterable[Files]) -> dict[str, bytes]:
    """All of them, made."""
    return {path: data for one in files for path, data in one.make()}
