"""Marks and badges: the coalition's own mark drawn as SVG and PNG, a badge with it, and a campaign's own mark checked.

A drawing is made without a browser and without fonts of the machine: equal words give equal bytes everywhere.
"""

import html
import io
import re
from pathlib import Path
from xml.etree import ElementTree

from PIL import Image, ImageDraw, ImageFont

from .problem import Fault

SUFFIXES = (".svg", ".png")
MAX_BYTES = 64 * 1024
ONE, TWO, BOTH, INK, PAPER = "#8a2b3c", "#0f5c4d", "#ffd166", "#1f2a2e", "#ffffff"  # light, as in tokens.css
_SVG = "{http://www.w3.org/2000/svg}"
_ELEMENTS = {
    *("svg", "g", "title", "desc", "defs", "circle", "ellipse", "rect", "line", "polyline", "polygon", "path"),
    *("linearGradient", "radialGradient", "stop", "clipPath"),
}
_ATTRIBUTES = {
    *("viewBox", "width", "height", "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry", "d", "points", "id"),
    *("fill", "fill-rule", "fill-opacity", "stroke", "stroke-width", "stroke-linecap", "stroke-linejoin", "opacity"),
    *("stroke-opacity", "stroke-dasharray", "transform", "offset", "stop-color", "stop-opacity", "gradientUnits"),
    *("gradientTransform", "clip-path", "clip-rule", "version", "role", "aria-label"),
}

MARK = (
    f'<circle fill="{ONE}" cx="17" cy="15" r="13"/><circle fill="{TWO}" cx="31" cy="15" r="13"/>'
    f'<path fill="{BOTH}" d="M24 4.05a13 13 0 0 1 0 21.9a13 13 0 0 1 0-21.9z"/>'
    f'<path d="M11 33q13 10 26 0" fill="none" stroke="{INK}" stroke-width="4" stroke-linecap="round"/>'
)
_HEAD = '<svg xmlns="http://www.w3.org/2000/svg"'
_FINE = 3  # pixels are drawn this much smaller, and then brought together: smooth edges
_WIDTH, _HEIGHT = 48, 42


def check(folder: Path, name: str) -> None:
    """Raise Fault unless `name` is a picture in `folder` that only draws; a PNG beside it has to be one."""
    if not re.fullmatch(r"[a-z0-9-]{1,80}\.svg", name, re.ASCII):
        raise Fault("{name} is not the name of a mark. Use small letters, digits, hyphens and .svg.", name=name)
    path = folder / name
    if path.is_symlink() or not path.is_file():
        raise Fault("{name} is not there. Put it beside this file.", name=name)
    clean(path.read_bytes())
    picture = path.with_suffix(".png")
    if picture.exists():
        try:
            with Image.open(picture, formats=["PNG"]) as image:
                image.verify()
        except Exception:  # Pillow raises many kinds on damaged files
            raise Fault("{name} is no PNG. Save it again, or delete it.", name=picture.name) from None


def clean(data: bytes) -> None:
    """Raise Fault unless this SVG holds nothing but shapes: no script, no style, nothing from elsewhere."""
    if len(data) > MAX_BYTES:
        raise Fault("the mark is {size} kB; at most 64 kB is possible. Make it simpler.", size=-(-len(data) // 1024))
    if b"<!" in data or re.search(rb"<\?(?!xml )", data):
        raise Fault("the mark has a declaration, a comment or an instruction. Save it as a plain SVG without them.")
    try:
        root = ElementTree.fromstring(data)  # noqa: S314  no declaration is left that could expand
    except (ElementTree.ParseError, ValueError):
        raise Fault("the mark is no SVG. Save it again as a plain SVG.") from None
    if root.tag != f"{_SVG}svg" or not root.get("viewBox"):
        raise Fault("the mark is no SVG with a viewBox. Save it again as a plain SVG.")
    for element in root.iter():
        tag = str(element.tag).removeprefix(_SVG)
        if tag not in _ELEMENTS:
            raise Fault("the mark has the element {tag}, which is not only a shape. Take it out.", tag=tag)
        for name, value in element.attrib.items():
            outside = "url(" in value and not re.fullmatch(r"url\(#[\w-]+\)", value)
            if name not in _ATTRIBUTES or outside:
                raise Fault("the mark has the attribute {name}, which is not only a shape. Take it out.", name=name)


def svg() -> bytes:
    """The coalition's mark: two circles that overlap, and a smile under them."""
    return f'{_HEAD} viewBox="0 0 {_WIDTH} {_HEIGHT}" width="480" height="420">{MARK}</svg>\n'.encode()


def png(width: int = 640) -> bytes:
    """The same as a picture of this many pixels across, on nothing."""
    return _written(_drawn(width))


def badge_svg(first: str, second: str) -> bytes:
    """The badge: the mark, and two lines beside it, the first one big."""
    across = _across(first, second)
    lines = "".join(
        f'<text x="66" y="{y}" font-size="{size}" font-weight="{weight}" fill="{INK}" '
        f"font-family=\"system-ui, -apple-system, 'Segoe UI', Roboto, Arial, sans-serif\" "
        f'textLength="{round(_font(size).getlength(words))}" lengthAdjust="spacingAndGlyphs">'
        f"{html.escape(words)}</text>"
        for words, y, size, weight in ((first, 32, 20, 700), (second, 53, 13, 400))
    )
    frame = (
        f'<rect x="1" y="1" width="{across - 2}" height="68" rx="14" fill="{PAPER}" stroke="{ONE}" stroke-width="2"/>'
    )
    head = f'{_HEAD} viewBox="0 0 {across} 70" width="{across}" height="70" role="img"'
    title = html.escape(f"{first}: {second}")
    mark = f'<g transform="translate(10 14)">{MARK}</g>'
    return f"{head}><title>{title}</title>{frame}{mark}{lines}</svg>\n".encode()


def badge_png(first: str, second: str, scale: int = 3) -> bytes:
    """The same as a picture, `scale` pixels for each of the SVG's."""
    across, fine = _across(first, second), scale * 2
    image = Image.new("RGBA", (across * fine, 70 * fine))
    draw = ImageDraw.Draw(image)
    box = (fine, fine, (across - 1) * fine, 69 * fine)
    draw.rounded_rectangle(box, 14 * fine, fill=PAPER, outline=ONE, width=2 * fine)
    mark = _drawn(_WIDTH * fine)
    image.alpha_composite(mark, (10 * fine, 14 * fine))
    draw.text((66 * fine, 32 * fine), first, fill=INK, font=_font(20 * fine), anchor="ls", stroke_width=fine // 3)
    draw.text((66 * fine, 53 * fine), second, fill=INK, font=_font(13 * fine), anchor="ls")
    return _written(image.resize((across * scale, 70 * scale), Image.Resampling.LANCZOS))


def badge_width(first: str, second: str) -> int:
    """How wide the badge is when its height is 70."""
    return _across(first, second)


def _across(first: str, second: str) -> int:
    return 66 + max(round(_font(size).getlength(words)) for words, size in ((first, 20), (second, 13))) + 18


def _font(size: int) -> ImageFont.FreeTypeFont:
    """The font that comes with Pillow: the same on every machine."""
    return ImageFont.load_default(size)


def _drawn(width: int) -> Image.Image:
    """The mark in pixels: circles, what they share, and the smile as a row of round dots."""
    unit = width * _FINE / _WIDTH
    size = (width * _FINE, round(_HEIGHT * unit))
    image = Image.new("RGBA", size)
    draw = ImageDraw.Draw(image)

    def circle(cx: float, cy: float, radius: float) -> tuple[float, ...]:
        return tuple(one * unit for one in (cx - radius, cy - radius, cx + radius, cy + radius))

    draw.ellipse(circle(17, 15, 13), fill=ONE)
    draw.ellipse(circle(31, 15, 13), fill=TWO)
    masks = []
    for cx in (17, 31):
        mask = Image.new("L", size)
        ImageDraw.Draw(mask).ellipse(circle(cx, 15, 13), fill=255)
        masks.append(mask)
    shared = Image.new("L", size)
    shared.paste(masks[0], mask=masks[1])
    image.paste(BOTH, mask=shared)
    for step in range(201):  # M11 33 q13 10 26 0
        t = step / 200
        x = (1 - t) ** 2 * 11 + 2 * (1 - t) * t * 24 + t**2 * 37
        y = (1 - t) ** 2 * 33 + 2 * (1 - t) * t * 43 + t**2 * 33
        draw.ellipse(circle(x, y, 2), fill=INK)
    return image.resize((width, round(width * _HEIGHT / _WIDTH)), Image.Resampling.LANCZOS)


def _written(image: Image.Image) -> bytes:
    out = io.BytesIO()
    image.save(out, "PNG", optimize=True)
    return out.getvalue()
