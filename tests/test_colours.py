"""The colours of the look can be read: the contrast of each pair that stands on a page, in the light and the dark."""

import re
from pathlib import Path

import pytest

from agenda import colours, town
from agenda.colours import contrast, pairs, read
from site_pages import pages
from small_town import SETTINGS, small_town
from test_town import settings

ROOT = Path(__file__).parent.parent
CSS = ROOT / "theme/static/css"
TOKENS = (CSS / "tokens.css").read_text()
LOOK = read([TOKENS])


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("above", "below", "least"), list(pairs()))
def test_pair_has_contrast(above, below, least, scheme):
    tokens = getattr(LOOK, scheme)
    assert contrast(tokens[above], tokens[below]) >= least


def test_every_colour_is_in_a_pair_or_is_decoration():
    named = {name for name in LOOK.light if name.startswith("basis-color-")}
    paired = {name for above, below, _ in pairs() for name in (above, below)}
    assert named - paired == {"basis-color-default-border-subtle"}
    assert {name for name in LOOK.dark if LOOK.dark[name] == LOOK.light[name] and name in named} == {
        "basis-color-highlight-bg-default",
        "basis-color-highlight-color-default",
    }


@pytest.mark.parametrize("file", sorted(CSS.glob("*.css")), ids=lambda file: file.name)
def test_other_stylesheets_hold_no_colour_and_use_only_known_tokens(file):
    css = re.sub(r"/\*.*?\*/|@media print \{.*?\n\}", "", file.read_text(), flags=re.DOTALL)
    used = set(re.findall(r"var\(--(basis-[\w-]+)", css))
    assert used <= set(LOOK.light)
    if file.name != "tokens.css":
        assert re.findall(r"#[0-9a-f]{3,8}\b|\brgba?\(|\bhsla?\(", css) == []


def test_what_every_page_loads_is_small():
    assert sum((CSS / name).stat().st_size for name in ("tokens.css", "site.css")) <= 24 * 1024


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [("#000000", "#ffffff", 21), ("#ffffff", "#ffffff", 1), ("#777777", "#ffffff", 4.48), ("#8a2b3c", "#fffbf5", 8.2)],
)
def test_contrast_is_that_of_wcag(one, other, expected):
    assert contrast(one, other) == contrast(other, one) == pytest.approx(expected, abs=0.05)


OWN = ":root { --basis-color-action-1-color-default: #024; } /* --basis-color-action-1-color-default: #fff; */"
DARK = "@media (prefers-color-scheme: dark) { :root { --basis-color-action-1-color-default: #9cf } }"


@pytest.mark.parametrize(
    ("css", "light", "dark"),
    [
        pytest.param("", "#8a2b3c", "#ffb3ba", id="the theme's"),
        pytest.param(OWN + DARK, "#002244", "#99ccff", id="the town's, three digits"),
        pytest.param(DARK, "#8a2b3c", "#99ccff", id="only the dark"),
        pytest.param(OWN, "#002244", "#ffb3ba", id="only the light"),
    ],
)
def test_a_town_says_only_what_it_wants_otherwise(css, light, dark):
    look = read([TOKENS, css])
    assert (look.of("action-1-color-default"), look.of("action-1-color-default", dark=True)) == (light, dark)


@pytest.mark.parametrize(
    ("css", "told"),
    [
        pytest.param(
            ":root { --basis-color-default-color-document: #999 }",
            r"--basis-color-default-color-document on --basis-color-default-bg-document has a contrast of 2\.7\d "
            r"in the light; at least 4\.5 is needed\. Choose colours that differ more\.",
            id="too weak",
        ),
        pytest.param(DARK.replace("#9cf", "#333"), "in the dark; at least 4.5", id="too weak in the dark"),
        pytest.param(DARK.replace("#9cf", "navy"), "is navy. Write a colour as #8a2b3c", id="a name"),
    ],
)
def test_colours_that_cannot_be_read_stop_the_build(css, told, tmp_path):
    (tmp_path / "own.css").write_text(css)
    with pytest.raises(town.SettingsError, match=rf"^AGENDA_STYLE: .*own\.css: .*{told}"):
        town.of(settings(AGENDA_STYLE=str(tmp_path / "own.css")), {})


@pytest.mark.parametrize("name", ["nowhere.css", "README.md"])
def test_a_style_that_is_none(name):
    with pytest.raises(
        town.SettingsError, match=r"AGENDA_STYLE: .* is not a stylesheet\. Write the name of a \.css file\."
    ):
        town.of(settings(AGENDA_STYLE=name), {})


def test_a_theme_without_tokens(tmp_path):
    with pytest.raises(town.SettingsError, match=r"^THEME: .*tokens\.css"):
        town.of(settings(THEME=str(tmp_path)), {})


def test_a_town_restyles_by_one_file(tmp_path):
    files = {"pelicanconf.py": SETTINGS + 'AGENDA_STYLE = "content/look.css"\n', "content/look.css": OWN + DARK}
    place = small_town(tmp_path, files)
    done = place.build()
    assert done.returncode == 0, done.stdout + done.stderr
    built = place.built()
    assert built["theme/css/town.css"].decode() == OWN + DARK
    assert "#002244" in built["theme/favicon.svg"].decode()
    for page in pages(place.output).values():
        sheets = page.all("//link[@rel='stylesheet']/@href")
        if sheets:  # not the pages that only send on
            own = "embed" if page.framed else "site"
            assert sheets[:3] == ["/theme/css/tokens.css", "/theme/css/town.css", f"/theme/css/{own}.css"], page.path


def test_pages_name_the_colour_of_their_frame(tmp_path):
    place = small_town(tmp_path)
    assert place.build().returncode == 0
    page = pages(place.output)[""]
    named = {one.get("media"): one.get("content") for one in page.all("//meta[@name='theme-color']")}
    assert named == {"(prefers-color-scheme: light)": "#ffffff", "(prefers-color-scheme: dark)": "#1d2528"}
    assert "theme/css/town.css" not in place.built()


def test_comments_and_media_do_not_mislead():
    look = colours.read(["/* :root { --basis-x: 1 } */ :root { --basis-x: 2; } @media print { a { color: red } }"])
    assert look.light == look.dark == {"basis-x": "2"}
