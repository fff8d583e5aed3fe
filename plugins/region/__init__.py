"""A region: what several towns publish -> one agenda, whose entries stay the towns' own. Not a Pelican plugin."""
