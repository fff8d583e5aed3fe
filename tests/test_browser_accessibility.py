"""axe finds nothing wrong on any page, in whatever state, width, colours and direction it is seen."""

import pytest

from browsing import violations
from covering import pairwise
from site_states import STATES, brought

SCHEMES = {"light": {}, "dark": {"dark": True}, "forced": {"forced_colors": "active"}}
COVERING = pairwise({"state": STATES, "width": (320, 412, 1280), "scheme": tuple(SCHEMES), "direction": ("ltr", "rtl")})


@pytest.mark.accessibility("axe")
@pytest.mark.parametrize("row", COVERING, ids=lambda row: " ".join(map(str, row.values())))
def test_axe_finds_nothing_and_nothing_scrolls_sideways(row, chromium, address, template_at, record_property):
    """Every pair of state, width, colours and direction once; the direction is turned, so it is the layout's test."""
    state = row["state"]
    record_property("template", template_at[state.file])
    with brought(chromium, address, state, width=row["width"], **SCHEMES[row["scheme"]]) as page:
        page.evaluate("direction => document.documentElement.dir = direction", row["direction"])
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= row["width"]
        record_property("tool", f"axe-core {page.evaluate('axe.version')}")
        record_property("tool", f"Chromium {chromium.version}")
