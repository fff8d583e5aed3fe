"""The coalition's mark: two circles that overlap, and a smile under them. Its shape stands here and nowhere else.

Its colours are the tokens of the town's look. A picture is made without a browser and without fonts of the machine:
equal colours give equal bytes everywhere.
"""

import io
from collections.abc import Callable, Iterator

from markupsafe import Markup
from PIL import Image, ImageDraw

from .colours import Colours

WIDTH, HEIGHT = 48, 42  # of the field that the mark lies in
CIRCLES = ((17, 15), (31, 15))
RADIUS = 13
SHARED = "M24 4.05a13 13 0 0 1 0 21.9a13 13 0 0 1 0-21.9z"  # what both circles share, as the two arcs around it
SMILE = ((11, 33), (24, 43), (37, 33))  # a quadratic curve: begin, control point, end
STROKE = 4  # how thick the smile is
TOKENS = {
    "one": "action-1-color-default",
    "two": "positive-color-default",
    "both": "highlight-bg-default",
    "smile": "default-color-document",
}
ICON = 180  # pixels of the icon on a telephone's home screen
PART = 0.58  # of that icon's width: small enough that any shape may be cut from it
FINE = 4  # pictures are drawn that much bigger, then made smaller: smooth edges


def files(look: Colours) -> Iterator[tuple[str, bytes]]:
    """The icons that every page names: path below the theme's folder, and bytes."""
    yield "favicon.svg", icon(look).encode()
    yield "touch-icon.png", home_icon(look)


def shapes(paint: Callable[[str], str]) -> str:
    """The mark's SVG elements; `paint` says the attributes that colour a part (of `TOKENS`)."""
    discs = "".join(
        f'<circle {paint(name)} cx="{x}" cy="{y}" r="{RADIUS}"/>'
        for name, (x, y) in zip(("one", "two"), CIRCLES, strict=True)
    )
    (x, y), *others = SMILE
    bend = " ".join(f"{to - x} {down - y}" for to, down in others)
    return (
        f'{discs}<path {paint("both")} d="{SHARED}"/><path {paint("smile")} d="M{x} {y}q{bend}" fill="none" '
        f'stroke-width="{STROKE}" stroke-linecap="round"/>'
    )


ON_PAGES = Markup(shapes(lambda part: f'class="mark-{part}"'))  # noqa: S704  the stylesheets colour it


def painted(look: Colours) -> str:
    """The mark's SVG elements in the light colours, for a drawing that stands by itself."""
    return shapes(lambda part: f'{_property(part)}="{look.of(TOKENS[part])}"')


def svg(look: Colours) -> bytes:
    """The mark as a drawing, on nothing."""
    size = f'viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH * 10}" height="{HEIGHT * 10}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{painted(look)}</svg>\n'.encode()


def png(look: Colours, width: int = 640) -> bytes:
    """The same as a picture of this many pixels across."""
    return png_of(drawn(look, width))


def icon(look: Colours) -> str:
    """The mark for a browser's tab, light and dark."""
    light, dark = (_style(look, dark) for dark in (False, True))
    parts = shapes(lambda part: f'class="{part}"')
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 {(HEIGHT - WIDTH) // 2} {WIDTH} {WIDTH}">'
        f"<style>{light}@media(prefers-color-scheme:dark){{{dark}}}</style>"
        f"{parts}</svg>\n"
    )


def _style(look: Colours, dark: bool) -> str:
    return "".join(f".{part}{{{_property(part)}:{look.of(token, dark)}}}" for part, token in TOKENS.items())


def _property(part: str) -> str:
    return "stroke" if part == "smile" else "fill"


def home_icon(look: Colours) -> bytes:
    """The mark for a home screen: on paper to the edges, as telephones put black behind what one can see through."""
    picture = Image.new("RGBA", (ICON, ICON), look.of("default-bg-subtle"))
    mark = drawn(look, round(ICON * PART))
    picture.alpha_composite(mark, ((ICON - mark.width) // 2, (ICON - mark.height) // 2))
    return png_of(picture.convert("RGB"))


def drawn(look: Colours, width: int) -> Image.Image:
    """The mark in pixels, on nothing: the circles, what they share, and the smile as a row of round dots."""
    unit = width * FINE / WIDTH
    picture = Image.new("RGBA", (width * FINE, round(HEIGHT * unit)))
    draw = ImageDraw.Draw(picture)
    colour = {part: look.of(token) for part, token in TOKENS.items()}

    def disc(x: float, y: float, radius: float) -> tuple[float, ...]:
        return tuple(edge * unit for edge in (x - radius, y - radius, x + radius, y + radius))

    masks = []
    for part, centre in zip(("one", "two"), CIRCLES, strict=True):
        draw.ellipse(disc(*centre, RADIUS), fill=colour[part])
        mask = Image.new("L", picture.size)
        ImageDraw.Draw(mask).ellipse(disc(*centre, RADIUS), fill=255)
        masks.append(mask)
    both = Image.new("L", picture.size)
    both.paste(masks[0], mask=masks[1])
    picture.paste(colour["both"], mask=both)
    for x, y in _curve(*SMILE):
        draw.ellipse(disc(x, y, STROKE / 2), fill=colour["smile"])
    return picture.resize((width, round(width * HEIGHT / WIDTH)), Image.Resampling.LANCZOS)


def _curve(*points: tuple[int, int]) -> Iterator[tuple[float, float]]:
    """Points along a quadratic curve, close enough for round dots to make a line of them."""
    (x0, y0), (x1, y1), (x2, y2) = points
    steps = 8 * (x2 - x0)
    for step in range(steps + 1):
        t = step / steps
        near, middle, far = (1 - t) ** 2, 2 * t * (1 - t), t**2
        yield near * x0 + middle * x1 + far * x2, near * y0 + middle * y1 + far * y2


def png_of(picture: Image.Image) -> bytes:
    """The picture as a file."""
    out = io.BytesIO()
    picture.save(out, "PNG", optimize=True)
    return out.getvalue()
