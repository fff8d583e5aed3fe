"""What the camera of a telephone reads: QR codes in a picture of a page, by a reader that others made."""

import io

import zxingcpp
from PIL import Image
from playwright.sync_api import Locator


def read(shown: Locator) -> list[str]:
    """The texts of the QR codes in what is shown there, as it looks in the browser."""
    picture = Image.open(io.BytesIO(shown.screenshot())).convert("L")
    return [one.text for one in zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormat.QRCode)]
