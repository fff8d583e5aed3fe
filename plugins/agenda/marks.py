"""A campaign's own mark, as its editors draw it: nothing but shapes, and perhaps a picture of the same beside it."""

import re
from pathlib import Path
from xml.etree import ElementTree

from PIL import Image

from .problem import Fault

SUFFIXES = (".svg", ".png")
MAX_BYTES = 64 * 1024
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
