"""What the coalition steers by: how fresh the agenda is, and where it has holes. A Pelican plugin beside `agenda`."""


def register() -> None:
    """Connect to the agenda; called once when Pelican loads its plugins."""
    from agenda import signals

    from . import pages

    signals.site_loaded.connect(pages.of)
