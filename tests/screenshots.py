#!/usr/bin/env python3
"""Make the pictures of the docs: `make screenshots`. Of one fixed day: a picture changes when the site does."""

import argparse
import io
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

import browser
from browsing import ROOT, opened, served

TODAY = "2026-11-22"
COLOURS = 64  # of a picture; a page has few
PHONE, DESK, PAPER = (412, 915), (1280, 900), (794, 1123)  # paper: A4 at 96 dots an inch


@dataclass(frozen=True)
class Shot:
    """A picture `name`.png of the page at `path`; `says` stands under it in the docs."""

    name: str
    path: str
    says: str
    size: tuple[int, int] = PHONE
    dark: bool = False
    paper: bool = False
    rtl: bool = False


# A picture more is a line here.
SHOTS = (
    Shot("agenda", "", "The agenda on a telephone"),
    Shot("agenda-dark", "", "The same in the dark", dark=True),
    Shot("agenda-desktop", "", "The agenda on a desktop", DESK),
    Shot("activity", "activiteit/voorbeeld-wijkcentrum/koffieochtend-meerwijk/", "An activity; one date is cancelled"),
    Shot("activity-desktop", "activiteit/voorbeeld-wijkcentrum/koffieochtend-meerwijk/", "The same on a desktop", DESK),
    Shot("activity-cancelled", "activiteit/voorbeeld-cultuurhuis/theatermiddag/", "An activity that is cancelled"),
    Shot("activity-paper", "activiteit/voorbeeld-wijkcentrum/koffieochtend-meerwijk/", "On paper", PAPER, paper=True),
    Shot("area", "wijk/meerwijk/", "A neighbourhood"),
    Shot("area-paper", "wijk/meerwijk/", "A neighbourhood on paper, with a code for a telephone", PAPER, paper=True),
    Shot("area-right-to-left", "wijk/meerwijk/", "The layout turned, as for a language from right to left", rtl=True),
    Shot("choose-desktop", "kiezen/", "All areas and topics: how to find something without a script", DESK),
    Shot("subscribe", "abonneren/", "Following in one's own calendar"),
)


def main() -> int:
    """Builds the town, makes every picture of `SHOTS` and docs/screenshots.md; what is no longer one is deleted."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="where the pictures go")
    folder = parser.parse_args().folder
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        site = Path(name) / "site"
        command = [
            sys.executable,
            "-m",
            "pelican",
            "content",
            "-s",
            "pelicanconf.py",
            "-o",
            str(site),
            "--fatal=errors",
        ]
        subprocess.run(command, cwd=ROOT, env={**os.environ, "AGENDA_TODAY": TODAY}, check=True)
        path = browser.executable()
        with sync_playwright() as playwright, served(site) as address:
            program = playwright.chromium.launch(executable_path=path, args=browser.FLAGS)
            for shot in SHOTS:
                (folder / f"{shot.name}.png").write_bytes(taken(program, address, shot))
            program.close()
    for file in folder.glob("*.png"):
        if file.stem not in {shot.name for shot in SHOTS}:
            file.unlink()
    (folder.parent / "screenshots.md").write_text(page(folder.name), encoding="utf-8")
    return 0


def taken(program, address: str, shot: Shot) -> bytes:
    """The picture as PNG, in few colours."""
    width, height = shot.size
    with opened(program, address + shot.path, width, height, dark=shot.dark, reduced_motion="reduce") as page:
        if shot.paper:
            page.emulate_media(media="print")
        if shot.rtl:
            page.evaluate("document.documentElement.dir = 'rtl'")
        picture = Image.open(io.BytesIO(page.screenshot(animations="disabled", caret="hide"))).convert("RGB")
    packed = io.BytesIO()
    picture.quantize(COLOURS, dither=Image.Dither.NONE).save(packed, "PNG", optimize=True)
    return packed.getvalue()


def page(images: str) -> str:
    """docs/screenshots.md: every picture with its words."""
    pictures = [f"## {shot.says}\n\n![{shot.says}]({images}/{shot.name}.png)" for shot in SHOTS]
    return "\n\n".join(["# Screenshots", "Made by `make screenshots`, of the examples.", *pictures]) + "\n"


if __name__ == "__main__":
    sys.exit(main())
