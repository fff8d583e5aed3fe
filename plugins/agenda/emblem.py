"""The coalition's mark as icons, in the town's own colours: two circles that overlap, and a smile under them."""

import io
import math
from collections.abc import Iterator

from PIL import Image, ImageDraw

from . import colours
from .colours import Colours

SIZE = 180  # of the icon on a telephone's home screen
FINE = 4  # drawn that much bigger, then made smaller: smooth edges

# The mark lies in a field of 48 by 42; what both circles share is drawn as the two arcs around it.
CIRCLES = ((17, 15), (31, 15))
RADIUS = 13
SHARED = "M24 4.05a13 13 0 0 1 0 21.9a13 13 0 0 1 0-21.9z"
SMILE = "M11 33q13 10 26 0"
PARTS = {
    "one": "action-1-color-default",
    "two": "positive-color-default",
    "both": "highlight-bg-default",
    "smile": "default-color-document",
}


def files(look: Colours) -> Iterator[tuple[str, bytes]]:
    """The icons that every page names: path below the theme's folder, and bytes."""
    yield "favicon.svg", svg(look).encode()
    yield "touch-icon.png", png(look)


def svg(look: Colours) -> str:
    """The mark for a browser's tab, light and dark."""
    light, dark = (_style(look, scheme) for scheme in (False, True))
    one, two = (
        f'<circle class="{name}" cx="{x}" cy="{y}" r="{RADIUS}"/>' for name, (x, y) in zip(PARTS, CIRCLES, strict=False)
    )
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 -3 48 48">'
        f"<style>{light}@media(prefers-color-scheme:dark){{{dark}}}</style>{one}{two}"
        f'<path class="both" d="{SHARED}"/><path class="smile" d="{SMILE}"/></svg>\n'
    )


def _style(look: Colours, dark: bool) -> str:
    fills = "".join(f".{name}{{fill:{look.of(token, dark)}}}" for name, token in PARTS.items() if name != "smile")
    smile = look.of(PARTS["smile"], dark)
    return f"{fills}.smile{{fill:none;stroke:{smile};stroke-width:4;stroke-linecap:round}}"


def png(look: Colours, size: int = SIZE) -> bytes:
    """The mark for a home screen: on paper to the edges, small enough that any shape may be cut from it."""
    scale = size * FINE * 0.58 / 48
    left, top = (size * FINE - 48 * scale) / 2, (size * FINE - 42 * scale) / 2
    colour = {name: colours.parts(look.of(token)) for name, token in PARTS.items()}

    def at(x: float, y: float) -> tuple[float, float]:
        return left + x * scale, top + y * scale

    def disc(x: float, y: float, radius: float) -> list[tuple[float, float]]:
        return [at(x - radius, y - radius), at(x + radius, y + radius)]

    picture = Image.new("RGB", (size * FINE,) * 2, colours.parts(look.of("default-bg-subtle")))
    masks = []
    for name, centre in zip(PARTS, CIRCLES, strict=False):
        mask = Image.new("1", picture.size)
        ImageDraw.Draw(mask).ellipse(disc(*centre, RADIUS), fill=1)
        picture.paste(colour[name], mask=mask)
        masks.append(mask)
    both = Image.new("1", picture.size)
    both.paste(masks[0], mask=masks[1])
    picture.paste(colour["both"], mask=both)
    draw = ImageDraw.Draw(picture)
    for x, y in _curve((11, 33), (24, 43), (37, 33)):
        draw.ellipse(disc(x, y, 2), fill=colour["smile"])
    out = io.BytesIO()
    picture.resize((size, size), Image.Resampling.LANCZOS).save(out, "PNG", optimize=True)
    return out.getvalue()


def _curve(*points: tuple[int, int]) -> Iterator[tuple[float, float]]:
    """Points along a quadratic curve, close enough for round dots to make a line of them."""
    (x0, y0), (x1, y1), (x2, y2) = points
    steps = 8 * math.ceil(x2 - x0)
    for step in range(steps + 1):
        t = step / steps
        near, middle, far = (1 - t) ** 2, 2 * t * (1 - t), t**2
        yield near * x0 + middle * x1 + far * x2, near * y0 + middle * y1 + far * y2
