"""How the site gets where readers find it: what is sent, in which order, with which headers. A Pelican plugin too."""


def register() -> None:
    """Add `security.txt` to the site; called once when Pelican loads its plugins."""
    from agenda import signals

    from . import security

    signals.site_loaded.connect(security.of)
