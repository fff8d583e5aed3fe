"""Where the theme is: beside this module in an installed generator, in the checkout's folder `theme` otherwise."""

from pathlib import Path

PACKED = Path(__file__).parent / "theme"


def theme() -> str:
    """The theme's folder, for a town's settings: `THEME = look.theme()`."""
    return str(PACKED if PACKED.is_dir() else Path(__file__).parents[2] / "theme")
