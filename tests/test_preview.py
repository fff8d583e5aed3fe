"""A page of the preview opens as a file: links lead to files beside it, and nothing in it runs."""

from pathlib import PurePosixPath

import pytest

from request.preview import opened

PAGE = PurePosixPath("activity/walkers/walk/index.html")


@pytest.mark.parametrize(
    ("html", "page", "opens"),
    {
        "the front page": ('<a href="/">', PAGE, '<a href="../../../index.html">'),
        "a page": ('<a href="/place/mill/">', PAGE, '<a href="../../../place/mill/index.html">'),
        "part of a page": ('<a href="/place/mill/#map">', PAGE, '<a href="../../../place/mill/index.html#map">'),
        "a choice": ('<a href="/?area=north">', PAGE, '<a href="../../../index.html?area=north">'),
        "a file": ('<link href="/theme/css/site.css">', PAGE, '<link href="../../../theme/css/site.css">'),
        "from the top": ('<a href="/place/mill/">', PurePosixPath("index.html"), '<a href="place/mill/index.html">'),
        "pictures by width": (
            'srcset="/a/x-480.jpg 480w, /a/x-960.jpg 960w"', PurePosixPath("a/index.html"),
            'srcset="../a/x-480.jpg 480w, ../a/x-960.jpg 960w"',
        ),
        "another site": ('<a href="https://example.org/">', PAGE, '<a href="https://example.org/">'),
        "another site by the same scheme": ('<a href="//example.org/">', PAGE, '<a href="//example.org/">'),
        "a part of the same page": ('<a href="#top">', PAGE, '<a href="#top">'),
        "a telephone": ('<a href="tel:112">', PAGE, '<a href="tel:112">'),
    }.values(),
)  # fmt: skip
def test_links(html, page, opens):
    assert opened(html, page) == opens


def test_scripts_do_not_run():
    html = opened('<!DOCTYPE html>\n<head>\n<script src="/x.js"></script></head>', PAGE)
    policy, _, rest = html.partition("<script")
    assert "Content-Security-Policy" in policy
    assert "script-src 'none'" in policy
    assert "Content-Security-Policy" not in rest
