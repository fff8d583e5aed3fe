"""A QR code as a file: what a camera wants of it, and the same bytes each time."""

import segno
from lxml import etree

from agenda import qr_code

ADDRESS = "https://agenda.example.org/wijk/meerwijk/#feeds"


def test_code_is_a_square_of_dark_on_white_with_a_border():
    tree = etree.fromstring(qr_code.svg(ADDRESS))
    ground, dots = tree
    modules = segno.make(ADDRESS, error="m", micro=False).symbol_size(border=0)[0]
    assert tree.get("viewBox") == f"0 0 {modules + 8} {modules + 8}"
    assert (ground.get("fill"), dots.get("stroke")) == ("#fff", "#000")


def test_nothing_in_it_runs_or_loads():
    tree = etree.fromstring(qr_code.svg(ADDRESS))
    assert {etree.QName(one).localname for one in tree.iter()} == {"svg", "path"}
    assert {name for one in tree.iter() for name in one.attrib} == {"viewBox", "fill", "stroke", "d"}


def test_equal_addresses_give_equal_bytes_and_others_do_not():
    assert qr_code.svg(ADDRESS) == qr_code.svg(ADDRESS)
    assert qr_code.svg(ADDRESS) != qr_code.svg(ADDRESS + "2")
