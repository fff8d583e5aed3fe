"""Pictures that partners hand in: checked before use, and published without their metadata at a few widths."""

import io
from pathlib import Path

from PIL import Image, ImageOps

from .problem import Fault

SUFFIXES = {".jpg": "JPEG", ".png": "PNG", ".webp": "WEBP"}
MAX_BYTES = 2 * 1024 * 1024
MAX_PIXELS = 24_000_000
WIDTHS = (480, 960)


def check(path: Path) -> None:
    """Raise Fault if the file is too big, no picture, or another kind of picture than its name says."""
    size = path.stat().st_size
    if size > MAX_BYTES:
        raise Fault("the picture is {size} kB; at most 2048 kB is possible. Make it smaller.", size=-(-size // 1024))
    try:
        with Image.open(path, formats=list(SUFFIXES.values())) as picture:
            width, height = picture.size
            if width * height > MAX_PIXELS:
                raise Fault(
                    "the picture is {width} by {height} pixels; at most 24 million fit. Make it smaller.",
                    width=width, height=height,
                )  # fmt: skip
            if picture.format != SUFFIXES[path.suffix]:
                raise Fault(
                    "the picture is a {format} file. Save it again as {suffix}.",
                    format=picture.format,
                    suffix=path.suffix,
                )
            picture.load()
    except Fault:
        raise
    except Exception:  # Pillow raises many kinds on damaged files
        raise Fault("the picture cannot be read. Save it again as .jpg or .png.") from None


def published(path: Path) -> dict[int, tuple[bytes, int]]:
    """Width -> (JPEG bytes without metadata, height); at most as wide as the picture itself."""
    with Image.open(path, formats=list(SUFFIXES.values())) as picture:
        upright = ImageOps.exif_transpose(picture).convert("RGBA")
    paper = Image.new("RGB", upright.size, "white")
    paper.paste(upright, mask=upright.getchannel("A"))
    result = {}
    for width in sorted({min(width, paper.width) for width in WIDTHS}):
        height = max(1, round(paper.height * width / paper.width))
        out = io.BytesIO()
        paper.resize((width, height), Image.Resampling.LANCZOS).save(out, "JPEG", quality=82, optimize=True)
        result[width] = (out.getvalue(), height)
    return result
