"""A QR code of an address, as an SVG file: sharp at any size, on a screen and on paper."""

import io

import segno


def svg(text: str) -> bytes:
    """The code, dark on white with its white border, also where the page is dark: cameras want it so."""
    code, file = segno.make(text, error="m", micro=False), io.BytesIO()
    code.save(file, kind="svg", omitsize=True, dark="#000", light="#fff", svgclass=None, lineclass=None)
    return file.getvalue()
