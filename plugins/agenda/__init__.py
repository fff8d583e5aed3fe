"""The agenda of a town: activity files -> pages, feeds and data. A Pelican plugin."""
