"""axe finds nothing wrong on any page, in whatever state, width, colours and direction it is seen."""

from collections import defaultdict

import pytest

from browsing import violations
from covering import pairwise
from site_states import STATES, brought

SCHEMES = {
    "light": {"color_scheme": "light", "forced_colors": "none"},
    "dark": {"color_scheme": "dark", "forced_colors": "none"},
    "forced": {"color_scheme": "light", "forced_colors": "active"},
}
COVERING = pairwise({"state": STATES, "width": (320, 412, 1280), "scheme": tuple(SCHEMES), "direction": ("ltr", "rtl")})
LOOKS = defaultdict(list)  # the rows of a state: its page is opened once for all of them
for _row in COVERING:
    LOOKS[_row["state"]].append((_row["width"], _row["scheme"], _row["direction"]))


@pytest.mark.accessibility("axe")
@pytest.mark.parametrize("state", STATES, ids=str)
def test_axe_finds_nothing_and_nothing_scrolls_sideways(state, chromium, addresses, templates_of, record_property):
    """Every pair of state, width, colours and direction once; the direction is turned, so it is the layout's test."""
    looks = LOOKS[state]
    record_property("template", templates_of[state.town][state.file])
    record_property("pages", len(looks))
    wrong = {}
    with brought(chromium, addresses, state, width=looks[0][0]) as page:
        for width, scheme, direction in looks:
            page.set_viewport_size({"width": width, "height": 915})
            page.emulate_media(**SCHEMES[scheme])
            page.evaluate("direction => document.documentElement.dir = direction", direction)
            found = violations(page)
            if (wide := page.evaluate("document.documentElement.scrollWidth")) > width:
                found.append(f"{wide} pixels wide")
            if found:
                wrong[width, scheme, direction] = found
        record_property("tool", f"axe-core {page.evaluate('axe.version')}")
        record_property("tool", f"Chromium {chromium.version}")
    assert wrong == {}
