"""What comes over the wire: a form's body, read strictly, before anything is made of it."""

from collections.abc import Mapping

from agenda import characters
from agenda.problem import Fault
from intake import submissions

MOST_BYTES = 64 * 1024
CONTENT_TYPE = "application/x-www-form-urlencoded"
Sent = Mapping[str, list[str]]


def read(body: bytes, content_type: str) -> Sent:
    """The fields of a form that was sent. Raises Fault for what no form of ours sends."""
    kind, _, parameters = content_type.partition(";")
    charset = parameters.strip().lower().removeprefix("charset=").strip('"')
    if kind.strip().lower() != CONTENT_TYPE or charset not in ("", "utf-8"):
        raise Fault("this is not what a form sends. Send it as application/x-www-form-urlencoded in UTF-8.")
    return next(submissions.of_form(body)) if body else {}


def one(sent: Sent, name: str) -> str:
    """The value of a field that is one line; empty without it. Raises Fault if it came twice or is no line."""
    values = sent.get(name, [])
    if len(values) > 1:
        raise Fault("this was sent more than once. Answer it once.")
    value = values[0] if values else ""
    if "\n" in value or "\r" in value:
        raise Fault("this has to be on one line. Take the line breaks out.")
    for _, fault in characters.faults(value):
        raise fault
    return value.strip()
