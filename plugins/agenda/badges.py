"""Badges: the coalition's mark and two lines beside it, by which who takes part says so, as SVG and as a picture."""

import html

from PIL import Image, ImageDraw, ImageFont

from . import emblem
from .colours import Colours

HEIGHT = 70
LEFT, TOP = 10, 14  # where the mark is
TEXT = LEFT + emblem.WIDTH + 8  # where the words begin
END = 18  # what is left after them
ROUND = 14  # the corners
LINES = ((32, 20, 700), (53, 13, 400))  # of each line its foot, its size, and its weight
FONTS = "system-ui, -apple-system, 'Segoe UI', Roboto, Arial, sans-serif"


def width(first: str, second: str) -> int:
    """How wide the badge is, in CSS pixels; it is `HEIGHT` high."""
    return TEXT + max(_length(words, size) for words, (_, size, _) in zip((first, second), LINES, strict=True)) + END


def svg(look: Colours, first: str, second: str) -> bytes:
    """The badge as a drawing."""
    across, ink = width(first, second), look.of("default-color-document")
    lines = "".join(
        f'<text x="{TEXT}" y="{foot}" font-size="{size}" font-weight="{weight}" fill="{ink}" '
        f'font-family="{FONTS}" textLength="{_length(words, size)}" lengthAdjust="spacingAndGlyphs">'
        f"{html.escape(words)}</text>"
        for words, (foot, size, weight) in zip((first, second), LINES, strict=True)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {across} {HEIGHT}" width="{across}" height="{HEIGHT}" '
        f'role="img"><title>{html.escape(f"{first}: {second}")}</title>'
        f'<rect x="1" y="1" width="{across - 2}" height="{HEIGHT - 2}" rx="{ROUND}" '
        f'fill="{look.of("default-bg-subtle")}" stroke="{look.of("action-1-color-default")}" stroke-width="2"/>'
        f'<g transform="translate({LEFT} {TOP})">{emblem.painted(look)}</g>{lines}</svg>\n'
    ).encode()


def png(look: Colours, first: str, second: str, scale: int = 3) -> bytes:
    """The same as a picture, `scale` pixels for each of the drawing's."""
    across, fine = width(first, second), scale * 2
    picture = Image.new("RGBA", (across * fine, HEIGHT * fine))
    draw = ImageDraw.Draw(picture)
    box = (fine, fine, (across - 1) * fine, (HEIGHT - 1) * fine)
    paper, edge = look.of("default-bg-subtle"), look.of("action-1-color-default")
    draw.rounded_rectangle(box, ROUND * fine, fill=paper, outline=edge, width=2 * fine)
    picture.alpha_composite(emblem.drawn(look, emblem.WIDTH * fine), (LEFT * fine, TOP * fine))
    for words, (foot, size, weight) in zip((first, second), LINES, strict=True):
        draw.text(
            (TEXT * fine, foot * fine), words, fill=look.of("default-color-document"), font=_font(size * fine),
            anchor="ls", stroke_width=fine // 3 if weight > 400 else 0,
        )  # fmt: skip
    return emblem.png_of(picture.resize((across * scale, HEIGHT * scale), Image.Resampling.LANCZOS))


def _length(words: str, size: int) -> int:
    return round(_font(size).getlength(words))


def _font(size: int) -> ImageFont.FreeTypeFont:
    """The font that comes with Pillow: the same on every machine."""
    return ImageFont.load_default(size)
