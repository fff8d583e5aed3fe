"""How an activity gets in: the form's questions, submissions and tables -> activity files. A plugin beside `agenda`."""


def register() -> None:
    """Connect to the agenda; called once when Pelican loads its plugins."""
    from agenda import signals

    from . import pages

    signals.site_loaded.connect(pages.of)
