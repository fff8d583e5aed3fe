"""Why a publication stops."""


class PublishError(Exception):
    """Nothing more is published; the message says why, and what to do."""
