"""The agenda of a town: activity files -> pages, feeds and data. A Pelican plugin."""


def register() -> None:
    """Connect to Pelican; called once when Pelican loads its plugins."""
    from pelican import signals

    from . import stages

    signals.initialized.connect(stages.initialize)
    signals.get_generators.connect(stages.generators)
    signals.finalized.connect(stages.finish)
