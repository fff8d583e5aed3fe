"""security.txt: whom one tells of a leak, with an expiry that does not move every day."""

from datetime import date

import pytest

from publish import security
from small_town import SETTINGS, small_town

OWN = SETTINGS.replace('"intake"]', '"intake", "publish"]').replace(
    'SITEURL = ""', 'SITEURL = "https://a.example/town"'
)


@pytest.mark.parametrize(
    ("today", "expires"),
    [
        (date(2026, 11, 1), date(2027, 6, 1)),
        (date(2026, 11, 30), date(2027, 6, 1)),
        (date(2026, 12, 1), date(2027, 7, 1)),
        (date(2027, 5, 31), date(2027, 12, 1)),
        (date(2027, 6, 1), date(2028, 1, 1)),
    ],
)
def test_it_expires_in_half_a_year_or_little_more(today, expires):
    assert security.expires(today) == expires
    assert 180 < (expires - today).days < 365


@pytest.mark.parametrize(
    ("setting", "contact"),
    [
        ("security@example.org", "mailto:security@example.org"),
        ("https://example.org/report", "https://example.org/report"),
    ],
)
def test_it_stands_on_the_site(tmp_path, setting, contact):
    place = small_town(
        tmp_path, {"pelicanconf.py": f"{OWN}AGENDA_SECURITY = {setting!r}\nAGENDA_LANGUAGES = {{'nl': ()}}\n"}
    )
    done = place.build()
    assert done.returncode == 0, done.stdout + done.stderr
    assert place.built()[".well-known/security.txt"].decode() == (
        f"Contact: {contact}\nExpires: 2027-06-01T00:00:00Z\nPreferred-Languages: en, nl\n"
        "Canonical: https://a.example/town/.well-known/security.txt\n"
    )


def test_without_whom_to_tell_there_is_none(tmp_path):
    place = small_town(tmp_path, {"pelicanconf.py": OWN})
    place.build()
    assert ".well-known/security.txt" not in place.built()


@pytest.mark.parametrize(
    ("setting", "told"),
    [
        ("nobody", "Write an e-mail address, or a page"),
        ("http://example.org", "Write an e-mail address, or a page"),
        ("a b@example.org", "Write an e-mail address, or a page"),
        (7, "is not a text"),
    ],
)
def test_an_address_that_is_none_is_told(tmp_path, setting, told):
    done = small_town(tmp_path, {"pelicanconf.py": f"{OWN}AGENDA_SECURITY = {setting!r}\n"}).build()
    assert done.returncode != 0
    assert "AGENDA_SECURITY" in done.stdout + done.stderr
    assert told in " ".join((done.stdout + done.stderr).split())
