"""The colours of a town's look, as its stylesheets' tokens give them, and whether they can be read.

A token is a custom property of `:root`; those within `@media (prefers-color-scheme: dark)` hold in the dark. A town's
own file comes after the theme's and says only what it wants otherwise.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

Tokens = Mapping[str, str]

DARK = re.compile(r"@media\s*\(\s*prefers-color-scheme:\s*dark\s*\)\s*\{((?:[^{}]*\{[^{}]*\})*[^{}]*)\}")
TOKEN = re.compile(r"--(basis-[\w-]+)\s*:\s*([^;}]+)")
HEX = re.compile(r"#([0-9a-f]{3}|[0-9a-f]{6})", re.IGNORECASE)

PAPER = ("default-bg-document", "default-bg-subtle")
SOFT = ("action-1-bg-subtle", "positive-bg-subtle", "warning-bg-subtle")
# Which colours stand on which, and the least contrast: text 4.5, borders of controls and the outline of focus 3.
PAIRS: tuple[tuple[tuple[str, ...], tuple[str, ...], float], ...] = (
    (("default-color-document", "default-color-subtle", "action-1-color-default"), (*PAPER, *SOFT), 4.5),
    (("positive-color-default", "warning-color-default"), (*PAPER, *SOFT), 4.5),
    (("action-1-inverse-color-default",), ("action-1-inverse-bg-default",), 4.5),
    (("positive-inverse-color-default",), ("positive-inverse-bg-default",), 4.5),
    (("warning-inverse-color-default",), ("warning-inverse-bg-default",), 4.5),
    (("highlight-color-default",), ("highlight-bg-default",), 4.5),
    (("default-border-default",), PAPER, 3.0),
)
FOCUS = "basis-focus-outline-color"


@dataclass(frozen=True)
class Colours:
    """The tokens in the light and in the dark, by their names without `--`."""

    light: Tokens
    dark: Tokens

    def of(self, name: str, dark: bool = False) -> str:
        """A colour by its name without `basis-color-`, as `#rrggbb`. Raises ValueError if it is no such colour."""
        return _colour(self.dark if dark else self.light, f"basis-color-{name}")


def read(stylesheets: Iterable[str]) -> Colours:
    """The tokens of these stylesheets, in the order in which a page loads them."""
    light, dark = {}, {}
    for css in stylesheets:
        css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
        light.update(_tokens(DARK.sub("", css)))
        dark.update(_tokens(" ".join(DARK.findall(css))))
    return Colours(light, {**light, **dark})


def _tokens(css: str) -> Iterator[tuple[str, str]]:
    """Name and value; a colour of three digits as the same one of six."""
    for name, value in TOKEN.findall(css):
        value = value.strip()
        if HEX.fullmatch(value):
            value = value.lower() if len(value) == 7 else "#" + "".join(digit * 2 for digit in value[1:].lower())
        yield name, value


def check(colours: Colours) -> None:
    """Raise ValueError for the first pair that cannot be read well enough."""
    for scheme, tokens in (("light", colours.light), ("dark", colours.dark)):
        for above, below, least in pairs():
            found = contrast(_colour(tokens, above), _colour(tokens, below))
            if found < least:
                raise ValueError(
                    f"--{above} on --{below} has a contrast of {found:.2f} in the {scheme}; at least {least} is "
                    "needed. Choose colours that differ more."
                )


def pairs() -> Iterator[tuple[str, str, float]]:
    """Each token with one that it stands on, and the least contrast between them."""
    for tokens, grounds, least in PAIRS:
        for above in tokens:
            yield from ((f"basis-color-{above}", f"basis-color-{below}", least) for below in grounds)
    yield from ((FOCUS, f"basis-color-{below}", 3.0) for below in (*PAPER, *SOFT))


def contrast(one: str, other: str) -> float:
    """The contrast of two colours `#rrggbb` as WCAG 2.2 counts it: 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def parts(colour: str) -> tuple[int, int, int]:
    """Red, green and blue of `#rrggbb`, 0 to 255."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    linear = [
        part / 255 / 12.92 if part / 255 <= 0.04045 else ((part / 255 + 0.055) / 1.055) ** 2.4 for part in parts(colour)
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _colour(tokens: Tokens, name: str) -> str:
    """The token, which has to be a colour `#rrggbb`."""
    value = tokens.get(name, "missing")
    if not HEX.fullmatch(value):
        raise ValueError(f"--{name} is {value}. Write a colour as #8a2b3c.")
    return value
