"""What a server says with each file: its type, how long it may be kept, and what its page may do.

The one list: `servers` writes it down for nginx, Caddy and static hosts, `bucket` sends it with each file.
"""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from agenda import outlet
from agenda.state import PATH as STATE
from agenda.town import Town

from .record import PATH as RECORD

CSP = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'self'"
)
ALONE, FRAMED = "frame-ancestors 'none'", "frame-ancestors *"
EVERYWHERE: Mapping[str, str] = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",  # who reads about help need not tell the next site
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
HSTS = {"Strict-Transport-Security": "max-age=31536000"}
YEAR = "public, max-age=31536000, immutable"
SHORT = "public, max-age=300"
FRESH = "no-cache"  # kept, but asked for again each time
TYPES: Mapping[str, str] = {
    "html": "text/html; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "ics": "text/calendar; charset=utf-8",
    "json": "application/json; charset=utf-8",
    "xml": "application/xml; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    "md": "text/plain; charset=utf-8",
    "yaml": "text/plain; charset=utf-8",
    "ts": "text/plain; charset=utf-8",
    "license": "text/plain; charset=utf-8",
    "svg": "image/svg+xml",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "webp": "image/webp",
    "gif": "image/gif",
    "pdf": "application/pdf",
    "woff2": "font/woff2",
}
UNKNOWN = "application/octet-stream"
NEWS: Mapping[str, str] = {  # by the name of the file, in whatever folder
    "rss.xml": "application/rss+xml; charset=utf-8",
    "atom.xml": "application/atom+xml; charset=utf-8",
    "feed.json": "application/feed+json; charset=utf-8",
}
TEXT = frozenset(ending for ending, kind in TYPES.items() if "charset" in kind) | {"svg"}  # worth compressing
HASHED = rf"{outlet.PLAIN}-[0-9a-f]{{{outlet.DIGITS}}}/"


@dataclass(frozen=True)
class Place:
    """Where a site stands: the path of its address (`/town`, mostly nothing), and where its framed pages are."""

    base: str
    framed: tuple[str, ...]  # paths of folders, with a slash at the end
    safe: bool  # reached over https alone

    @classmethod
    def of(cls, town: Town) -> "Place":
        """The place of this town's site."""
        address, word = urlsplit(town.url), town.words["embed"]
        prefixes = ["", *(f"{one.code}/" for one in town.languages[1:])]
        return cls(address.path.rstrip("/"), tuple(f"{one}{word}/" for one in prefixes), address.scheme == "https")

    def common(self) -> dict[str, str]:
        """What every file has."""
        return {**EVERYWHERE, **(HSTS if self.safe else {})}


def media_type(path: str) -> str:
    """The type of the file at this path."""
    name = path.rpartition("/")[2]
    return NEWS.get(name) or TYPES.get(name.rpartition(".")[2].lower(), UNKNOWN)


def kept(path: str) -> str:
    """How long the file at this path may be kept: the value of its Cache-Control."""
    if re.match(HASHED, path):
        return YEAR
    return FRESH if path in (STATE, RECORD) else SHORT


def of(path: str, place: Place) -> dict[str, str]:
    """All headers of the file at this path below the site's address."""
    return {
        "Content-Type": media_type(path),
        "Cache-Control": kept(path),
        **policy(path.startswith(place.framed)),
        **place.common(),
    }


def policy(framed: bool) -> dict[str, str]:
    """What its page may load, and whether other sites may show it in a frame."""
    if framed:
        return {"Content-Security-Policy": f"{CSP}; {FRAMED}"}
    return {"Content-Security-Policy": f"{CSP}; {ALONE}", "X-Frame-Options": "DENY"}


def digest() -> str:
    """Of what an object store keeps beside each file: when that changes, all files are sent again."""
    said = (sorted(TYPES.items()), sorted(NEWS.items()), HASHED, YEAR, SHORT, FRESH)
    return hashlib.sha256(repr(said).encode()).hexdigest()[:16]
