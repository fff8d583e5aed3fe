"""Every pair of values meets, in few rows."""

from itertools import combinations, product

import pytest

from covering import pairwise

SITE = {"state": range(30), "width": (320, 412, 1280), "scheme": ("light", "dark", "forced"), "rtl": (False, True)}


@pytest.mark.parametrize(
    ("factors", "most"),
    [
        pytest.param({"a": "x", "b": "y"}, 1, id="one combination"),
        pytest.param({"a": "xy", "b": "xy"}, 4, id="two factors are a product"),
        pytest.param(dict.fromkeys("abc", "xy"), 4, id="three of two, the fewest there can be"),
        pytest.param(dict.fromkeys("abcd", "xyz"), 12, id="four of three"),
        pytest.param(SITE, 95, id="as large as the site's"),
    ],
)
def test_every_pair_meets(factors, most):
    rows = pairwise(factors)
    wanted = {
        (one, first, other, second)
        for one, other in combinations(factors, 2)
        for first, second in product(factors[one], factors[other])
    }
    met = {(one, row[one], other, row[other]) for row in rows for one, other in combinations(factors, 2)}
    assert met == wanted
    assert len(rows) <= most


def test_equal_input_gives_equal_rows():
    assert pairwise(SITE) == pairwise(SITE)
