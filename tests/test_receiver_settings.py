"""The receiver's settings: made fresh when there are none, and told what is wrong with them."""

from pathlib import Path

import pytest

from agenda.town import SettingsError
from receiver import service, settings
from receiving import SECRET

GOOD = f"secret: {SECRET}\n"


def test_fresh_file_is_secret_and_right(tmp_path):
    file = tmp_path / "private" / "receiver.yaml"
    first = settings.read(file, tmp_path)
    assert file.stat().st_mode & 0o777 == 0o600
    assert len(first.secret) >= 32
    assert (first.address, first.port, first.spool) == ("http://localhost:8010", 8010, tmp_path / "private/spool")
    assert settings.read(file, tmp_path) == first
    other = tmp_path / "other.yaml"
    assert settings.read(other, tmp_path).secret != first.secret


def test_every_setting_is_explained_in_the_fresh_file():
    text = settings.FRESH.format(secret="x")
    assert not [name for name in settings._DEFAULTS if f"# {name}: " not in text]
    plain = text.replace("secret: x", f"secret: {SECRET}")
    shown = "\n".join(line[2:] if line.startswith("# ") and line[2:].partition(":")[0] in settings._DEFAULTS else line
                      for line in plain.splitlines())  # fmt: skip
    assert settings.of(shown.encode(), Path("/town")).days == settings.of(GOOD.encode(), Path("/town")).days


def test_file_that_others_may_read(tmp_path):
    file = tmp_path / "receiver.yaml"
    file.write_text(GOOD)
    file.chmod(0o644)
    with pytest.raises(SettingsError, match="chmod 600"):
        settings.read(file, tmp_path)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("secret: short", "shorter than 32"),
        ("port: 8010", "secret is shorter"),
        (GOOD + "prot: 1", "prot is no setting"),
        (GOOD + "port: x", "port cannot be 'x'. Write 1 to 65535"),
        (GOOD + "days: 0", "days cannot be '0'"),
        (GOOD + "address: agenda.example.org", "Write where people reach it"),
        (GOOD + "address: https://example.org/path", "Write where people reach it"),
        (GOOD + "proxies: [x]", "proxies are addresses"),
        (GOOD + "forge: github", "forge has fields"),
        (GOOD + "spool: [a]", "spool is one line"),
        (GOOD + "a: [", "receiver.yaml:3"),
    ],
)
def test_what_it_cannot_be(text, says):
    with pytest.raises(SettingsError, match=says):
        settings.of(text.encode(), Path("/town"))


def test_forge_as_the_forges_take_it():
    assert service.forge_setting({"kind": "local", "review": "yes", "patience": "5"}) == {
        "kind": "local", "review": True, "patience": 5}  # fmt: skip
    for wrong in ({"review": "perhaps"}, {"patience": "long"}):
        with pytest.raises(SettingsError):
            service.forge_setting(wrong)
