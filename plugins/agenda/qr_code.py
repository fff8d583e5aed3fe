"""A QR code of an address as SVG: sharp at any size, on a screen and on paper."""

import io


def svg(text: str) -> bytes:
    """The code, dark on white with its white border, also where the page is dark: cameras want it so."""
    import segno  # it takes long to load, and is not always needed

    code, file = segno.make(text, error="m", micro=False), io.BytesIO()
    code.save(file, kind="svg", omitsize=True, dark="#000", light="#fff", svgclass=None, lineclass=None)
    return file.getvalue()


def inline(text: str) -> str:
    """The same to stand in a page. There are thousands: the mask is not the fairest of eight, which takes six times
    as long to find; a camera reads each of them."""
    import segno

    code = segno.make(text, error="m", micro=False, mask=2)
    return code.svg_inline(omitsize=True, dark="#000", light="#fff", svgclass="qr", lineclass=None)
