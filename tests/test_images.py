"""Handed-in pictures: what is refused, and what is left of one when it is published."""

import io
import struct
import zlib

import pytest
from PIL import Image

from agenda import images
from agenda.problem import Fault


def picture(kind: str = "PNG", size=(1200, 600), mode: str = "RGB", color="red", **options) -> bytes:
    out = io.BytesIO()
    Image.new(mode, size, color).save(out, kind, **options)
    return out.getvalue()


def declared(width: int, height: int) -> bytes:
    """A PNG of a few bytes that says it has this many pixels."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        pytest.param("a.png", picture() + b"\0" * 2_100_000, "at most 2048 kB", id="too many bytes"),
        pytest.param("a.png", declared(6000, 4001), "at most 24 million", id="just too many pixels"),
        pytest.param("a.png", declared(12_000, 12_000), "at most 24 million", id="many too many pixels"),
        pytest.param("a.png", declared(30_000, 30_000), "cannot be read", id="a bomb"),
        pytest.param("a.png", picture("JPEG"), "is a JPEG file. Save it again as .png", id="JPEG named png"),
        pytest.param("a.jpg", picture("WEBP"), "is a WEBP file. Save it again as .jpg", id="WebP named jpg"),
        pytest.param("a.jpg", picture("GIF"), "cannot be read", id="GIF"),
        pytest.param("a.jpg", picture("TIFF", size=(9, 9)), "cannot be read", id="TIFF"),
        pytest.param("a.png", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "cannot be read", id="SVG"),
        pytest.param("a.jpg", b"%!PS-Adobe-3.0 EPSF-3.0\n", "cannot be read", id="PostScript"),
        pytest.param("a.png", b"", "cannot be read", id="empty"),
        pytest.param("a.png", picture(size=(300, 300))[:-40], "cannot be read", id="cut off"),
        pytest.param("a.jpg", picture("JPEG")[:200], "cannot be read", id="only a head"),
    ],
)
def test_refused(name, data, told, tmp_path):
    file = tmp_path / name
    file.write_bytes(data)
    with pytest.raises(Fault, match=told):
        images.check(file)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        pytest.param("a.jpg", picture("JPEG"), id="JPEG"),
        pytest.param("a.png", picture(), id="PNG"),
        pytest.param("a.webp", picture("WEBP"), id="WebP"),
        pytest.param("a.png", picture(size=(1, 1)), id="one pixel"),
        pytest.param("a.png", picture(mode="P", color=1), id="palette"),
        pytest.param("a.jpg", picture("JPEG", mode="CMYK", color=(0, 255, 255, 0)), id="CMYK"),
        pytest.param("a.png", picture(mode="I;16", color=9), id="16 bits of grey"),
    ],
)
def test_accepted_and_published(name, data, tmp_path):
    file = tmp_path / name
    file.write_bytes(data)
    images.check(file)
    for width, (jpeg, height) in images.published(file).items():
        with Image.open(io.BytesIO(jpeg)) as found:
            assert (found.format, found.mode, found.size) == ("JPEG", "RGB", (width, height))


def test_as_many_pixels_as_fit(tmp_path):
    file = tmp_path / "a.png"
    file.write_bytes(picture(mode="1", size=(6000, 4000), color=1))
    images.check(file)


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        pytest.param((1200, 600), {480: 240, 960: 480}, id="wide enough for both"),
        pytest.param((960, 96), {480: 48, 960: 96}, id="exactly the widest"),
        pytest.param((700, 350), {480: 240, 700: 350}, id="never wider than it is"),
        pytest.param((300, 600), {300: 600}, id="narrower than all"),
        pytest.param((4800, 4), {480: 1, 960: 1}, id="a height of at least one"),
    ],
)
def test_widths(size, expected, tmp_path):
    file = tmp_path / "a.png"
    file.write_bytes(picture(size=size))
    assert {width: height for width, (_, height) in images.published(file).items()} == expected


def with_secrets() -> bytes:
    """A photograph with an owner, a place, a comment and a preview of its own, lying on its side."""
    exif = Image.Exif()
    exif[0x010E] = "SECRET description"
    exif[0x0112] = 6
    exif[0x9286] = "SECRET comment"
    exif.get_ifd(0x8825).update({1: "N", 2: (52.0, 22.0, 51.0), 3: "E", 4: (4.0, 38.0, 12.0), 29: "SECRET"})
    return picture("JPEG", size=(600, 400), exif=exif, comment=b"SECRET", icc_profile=b"SECRET profile")


def test_metadata_is_gone_and_the_picture_upright(tmp_path):
    file = tmp_path / "a.jpg"
    file.write_bytes(with_secrets())
    with Image.open(file) as before:
        assert before.getexif().get_ifd(0x8825)[1] == "N"
    published = images.published(file)
    assert {width: height for width, (_, height) in published.items()} == {400: 600}
    for jpeg, _ in published.values():
        assert b"SECRET" not in jpeg
        assert b"Exif" not in jpeg
        with Image.open(io.BytesIO(jpeg)) as found:
            assert set(found.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


def test_what_is_transparent_becomes_white(tmp_path):
    file = tmp_path / "a.png"
    file.write_bytes(picture(size=(100, 100), mode="RGBA", color=(255, 0, 0, 0)))
    [(jpeg, _)] = images.published(file).values()
    with Image.open(io.BytesIO(jpeg)) as found:
        assert found.getpixel((50, 50)) == (255, 255, 255)


def test_equal_input_gives_equal_bytes(tmp_path):
    file = tmp_path / "a.jpg"
    file.write_bytes(with_secrets())
    assert images.published(file) == images.published(file)
