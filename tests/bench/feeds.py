"""What the feeds of the town's site cost, by stage."""

import logging
import os
import tempfile
import time
from itertools import pairwise
from pathlib import Path

from agenda import source
from agenda import town as towns
from agenda.feeds import Feeds
from agenda.pages import Site
from agenda.state import State

from . import town


def report(number: int) -> None:
    """Print what the feeds of so many activities cost: seconds, files, bytes, and the largest calendar."""
    os.chdir(town.ROOT)
    logging.disable()
    with tempfile.TemporaryDirectory() as name:
        town.write(Path(name), number)
        place = towns.read(town.ROOT / "pelicanconf.py")
        marks = [("", time.perf_counter())]
        folders = place.folders._replace(activities=Path(name))
        agenda = source.load(folders, place.zone, place.today).agenda
        marks.append(("files -> agenda", time.perf_counter()))
        site = Site(agenda, place)
        marks.append(("dates and selections", time.perf_counter()))
        made = Feeds(site, State(place.today))
        marks.append(("events and news, each once", time.perf_counter()))
        sizes = {path: len(data) for path, data in made.files()}
        marks.append(("all feeds", time.perf_counter()))
    for (_, begun), (stage, ended) in pairwise(marks):
        print(f"{stage}: {ended - begun:.1f} s")
    largest = max(size for path, size in sizes.items() if path.endswith(".ics"))
    parts = len(made.parts[""])
    total = sum(sizes.values()) / 1e6
    print(f"{len(sizes)} files, {total:.0f} MB; largest calendar {largest / 1e3:.0f} kB; the whole in {parts} parts")
