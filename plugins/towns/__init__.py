"""A town's repository: made from a few answers, and kept on a version of the generator. Not a Pelican plugin."""
