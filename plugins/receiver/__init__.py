"""The receiver: takes submissions by a form, lets an editor decide, and brings what was accepted to the repository."""
