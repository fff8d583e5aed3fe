"""The agenda of a town: activity files -> pages, feeds and data. A Pelican plugin."""


def register() -> None:
    """Connect to Pelican; called once when Pelican loads its plugins."""
    from pelican import signals

    from . import generator

    signals.initialized.connect(generator.initialize)
    signals.get_generators.connect(generator.generators)
    signals.finalized.connect(generator.finish)
