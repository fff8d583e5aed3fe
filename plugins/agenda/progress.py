"""What a command shows while it works: a bar on a terminal, a plain line in a pipe, nothing when it is quick."""

import time
from collections.abc import Callable, Iterable, Sequence

from rich.console import Console
from rich.progress import track as rich_track

PATIENCE = 2.0  # seconds


def tracker(text: str, quiet: bool = False) -> Callable[[Sequence], Iterable]:
    """A function that yields the items of a sequence and shows on stderr, under `text`, how far it is."""
    console = Console(stderr=True)

    def track(items: Sequence) -> Iterable:
        if quiet:
            return iter(items)
        if console.is_terminal:
            return rich_track(items, text, console=console, transient=True)
        return _lines(items, text, console)

    return track


def _lines(items: Sequence, text: str, console: Console) -> Iterable:
    told = time.monotonic()
    for number, item in enumerate(items):
        if time.monotonic() - told > PATIENCE:
            console.print(f"{text}: {number}/{len(items)}")
            told = time.monotonic()
        yield item
