"""Where things are in an installed generator and in a checkout: the theme, the plugins, a town's settings."""

from pathlib import Path

PLUGINS = ("agenda", "insight", "intake", "publish")  # of the site; a newer generator may have more
PACKED = Path(__file__).parent / "theme"


def theme() -> str:
    """The theme's folder: beside this module in an installed generator, the checkout's otherwise."""
    return str(PACKED if PACKED.is_dir() else Path(__file__).parents[2] / "theme")


def settings_file(root: Path, name: str = "pelicanconf.py") -> Path:
    """The settings that a command takes if none are named: those of the checkout at `root`, else of this folder."""
    return root / name if (root / name).is_file() else Path(name)
