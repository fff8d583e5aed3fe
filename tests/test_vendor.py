"""What others made and the site serves: unchanged, small, with its licence, and nothing that is not listed."""

import base64
import hashlib
import json
from pathlib import Path

import pytest

VENDOR = Path(__file__).parent.parent / "theme" / "static" / "js" / "vendor"
LISTED = json.loads((VENDOR / "vendor.json").read_text())


@pytest.mark.parametrize("one", LISTED, ids=lambda one: one["file"])
def test_it_is_as_it_was_published(one):
    data = (VENDOR / one["file"]).read_bytes()
    digest = base64.b64encode(hashlib.sha384(data).digest()).decode()
    assert one["integrity"] == f"sha384-{digest}"
    assert len(data) <= 30_000
    assert all((one["package"], one["version"], one["from"]))
    assert one["license"] in ("MIT", "ISC", "BSD-3-Clause", "Apache-2.0")
    assert (VENDOR / one["license_file"]).read_text().strip()


def test_nothing_else_is_there():
    named = {name for one in LISTED for name in (one["file"], one["license_file"])}
    assert {path.name for path in VENDOR.iterdir()} == named | {"vendor.json"}
