#!/usr/bin/env python3
"""Make the pictures of the docs and of the guide for partners: `make screenshots`.

They are of one fixed day: a picture changes when the site does.
"""

import argparse
import io
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PIL import Image, ImageOps
from playwright.sync_api import Page, sync_playwright

import browser
import pseudo
from browsing import ROOT, opened, served
from site_states import THREE, drawn, filled, kept, nothing, referred

TODAY = "2026-11-22"
COLOURS = 64  # of a picture; a page has few
PHONE, DESK = (412, 915), (1280, 900)
SCREEN = (360, 600)  # of a telephone, beside a text
A4, A5 = (794, 1123), (559, 794)  # at 96 dots an inch
SLIP, POSTER = 30, 45  # the margins of these sheets, which theme/static/css/paper.css sets


@dataclass(frozen=True)
class Shot:
    """A picture `name`.png of the page at `path`, as `prepare` leaves it; `says` stands under it in the docs.

    On paper the sheet has a white `margin`. `turned` is a page in a language from right to left that nobody speaks.
    """

    name: str
    path: str
    says: str
    size: tuple[int, int] = PHONE
    dark: bool = False
    paper: bool = False
    margin: int = 0
    turned: bool = False
    prepare: Callable[[Page], None] = nothing


def fitting(page: Page) -> None:
    """Look at what the form of referrers found."""
    referred(page)
    page.locator("#referred").evaluate("one => one.scrollIntoView()")


def dated(page: Page) -> None:
    """Look at the dates that the answers of the form make."""
    filled(page)
    page.locator("[name=repeat][value=weekly]").check()
    page.locator("#q-from").fill("10.00")
    page.locator("#q-to").fill("12.00")
    page.locator("button[value=dates]").click()
    page.locator("[data-part=dates]").evaluate("one => one.scrollIntoView({block: 'end'})")


# A picture more is a line here.
SHOTS = (
    Shot("agenda", "", "The agenda on a telephone"),
    Shot("agenda-dark", "", "The same in the dark", dark=True),
    Shot("agenda-desktop", "", "The agenda on a desktop", DESK),
    Shot("agenda-filtered", "?wijk=meerwijk&prijs=gratis", "What is free in one neighbourhood", prepare=drawn),
    Shot("agenda-filtered-desktop", "?wijk=meerwijk&prijs=gratis", "The same on a desktop", DESK, prepare=drawn),
    Shot("activity", "activiteit/voorbeeld-wijkcentrum/koffieochtend-meerwijk/", "An activity; one date is cancelled"),
    Shot("activity-desktop", "activiteit/voorbeeld-wijkcentrum/koffieochtend-meerwijk/", "The same on a desktop", DESK),
    Shot("activity-cancelled", "activiteit/voorbeeld-cultuurhuis/theatermiddag/", "An activity that is cancelled"),
    Shot("activity-paper", "activiteit/voorbeeld-wijkcentrum/koffieochtend-meerwijk/", "On paper", A4, paper=True),
    Shot("area", "wijk/meerwijk/", "A neighbourhood"),
    Shot("area-paper", "wijk/meerwijk/", "A neighbourhood on paper, with a code for a telephone", A4, paper=True),
    Shot("area-right-to-left", "wijk/meerwijk/", "In a language from right to left, made up to test it", turned=True),
    Shot("choose-desktop", "kiezen/", "All areas and topics: how to find something without a script", DESK),
    Shot("subscribe", "abonneren/", "Following in one's own calendar"),
    Shot("refer", "verwijzen/#wijk=meerwijk", "For who helps somebody else: what fits", prepare=fitting),
    Shot("list", "mijn-lijst/", "A list to keep, print or send", prepare=partial(kept, ids=THREE)),
    Shot(
        "slip",
        "activiteit/voorbeeld-wijkcentrum/koffieochtend-meerwijk/briefje/",
        "A slip to hand over, on half a sheet",
        A5,
        paper=True,
        margin=SLIP,
    ),
    Shot("poster", "poster/", "What is on in the town, as a poster", A4, paper=True, margin=POSTER),
)

# Those of the town's guide for partners, which stand on the site itself.
GUIDE = (
    Shot("formulier", "aanmelden/", "", SCREEN),
    Shot("formulier-datums", "aanmelden/", "", SCREEN, prepare=dated),
    Shot("form", "en/aanmelden/", "", SCREEN),
    Shot("form-dates", "en/aanmelden/", "", SCREEN, prepare=dated),
)


def main() -> int:
    """Builds the town, makes every picture and docs/screenshots.md; what is no longer one of `SHOTS` is deleted."""
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
        turned = pseudo.site(Path(name))
        with sync_playwright() as playwright, served(site) as address, served(turned) as other:
            program = playwright.chromium.launch(executable_path=path, args=browser.FLAGS)
            for place, shots in ((folder, SHOTS), (ROOT / "content" / "images", GUIDE)):
                place.mkdir(exist_ok=True)
                for shot in shots:
                    picture = taken(program, f"{other}{pseudo.CODE}/" if shot.turned else address, shot)
                    (place / f"{shot.name}.png").write_bytes(picture)
            program.close()
    for file in folder.glob("*.png"):
        if file.stem not in {shot.name for shot in SHOTS}:
            file.unlink()
    (folder.parent / "screenshots.md").write_text(page(folder.name), encoding="utf-8")
    return 0


def taken(program, address: str, shot: Shot) -> bytes:
    """The picture as PNG, in few colours."""
    width, height = (side - 2 * shot.margin for side in shot.size)
    with opened(program, address + shot.path, width, height, dark=shot.dark, reduced_motion="reduce") as page:
        shot.prepare(page)
        if shot.paper:
            page.emulate_media(media="print")
        picture = Image.open(io.BytesIO(page.screenshot(animations="disabled", caret="hide"))).convert("RGB")
    picture = ImageOps.expand(picture, shot.margin, "white")
    packed = io.BytesIO()
    picture.quantize(COLOURS, dither=Image.Dither.NONE).save(packed, "PNG", optimize=True)
    return packed.getvalue()


def page(images: str) -> str:
    """docs/screenshots.md: every picture with its words."""
    pictures = [f"## {shot.says}\n\n![{shot.says}]({images}/{shot.name}.png)" for shot in SHOTS]
    return "\n\n".join(["# Screenshots", "Made by `make screenshots`, of the examples.", *pictures]) + "\n"


if __name__ == "__main__":
    sys.exit(main())
