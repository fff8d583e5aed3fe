"""The list of headers as servers read it: lines for nginx and Caddy, and the `_headers` file of static hosts."""

import re
from collections.abc import Iterable, Iterator, Mapping

from agenda.state import PATH as STATE

from . import headers
from .headers import Place
from .record import PATH as RECORD


def nginx(place: Place) -> str:
    """Lines for a `server` block, after its `root`. A proxied location in that block keeps its own headers."""
    base = re.escape(place.base)
    framed = "|".join(re.escape(path) for path in place.framed)
    fresh = "|".join(re.escape(path) for path in (STATE, RECORD))
    types = "\n".join(f'    "{kind}" {ending};' for ending, kind in headers.TYPES.items())
    locations = [
        _location(rf'~ "^{base}/{headers.HASHED}"', _spoken("theme.css", headers.YEAR, place)),
        _location(f'~ "^{base}/({fresh})$"', _spoken("state.json", headers.FRESH, place)),
        *(
            _location(rf'~ "/{re.escape(name)}$"', _spoken(name, headers.SHORT, place), kind)
            for name, kind in headers.NEWS.items()
        ),
        _location(f'~ "^{base}/({framed})"', _spoken(place.framed[0], headers.SHORT, place)),
        _location("/", _spoken("index.html", headers.SHORT, place)),
    ]
    return "\n".join([
        "# Made by scripts/publish.py --headers nginx: include it in a server block, after its root.",
        f"types {{\n{types}\n}}",
        f"default_type {headers.UNKNOWN};",
        "index index.html;",
        "absolute_redirect off;",
        "gzip_static on;",
        "gzip_vary on;",
        f"error_page 404 {place.base}/404.html;",
        r"location ~ /\.(?!well-known/) { return 404; }",
        *locations,
        "",
    ])  # fmt: skip


def _spoken(path: str, cache: str, place: Place) -> dict[str, str]:
    """The headers beside the type of a file like the one at this path."""
    return {**headers.of(path, place), "Content-Type": "", "Cache-Control": cache}


def _location(match: str, said: Mapping[str, str], kind: str = "") -> str:
    lines = [f'    types {{ }}\n    default_type "{kind}";'] if kind else []
    lines += [f'    add_header {name} "{value}" always;' for name, value in said.items() if value]
    return "\n".join([f"location {match} {{", *lines, "}"])


def caddy(place: Place) -> str:
    """Lines for a site block, after its `root`. A path that is proxied needs a `handle` of its own before them."""
    base = place.base
    framed = " ".join(f"{base}/{path}*" for path in place.framed)
    fresh = f"{base}/{STATE} {base}/{RECORD}"
    hashed = rf"^{re.escape(base)}/{headers.HASHED}"
    lines = [
        "# Made by scripts/publish.py --headers caddy: import it in a site block, after its root.",
        "@hidden {\n\tpath */.*\n\tnot path /.well-known/*\n}",
        "error @hidden 404",
        f"@framed path {framed}",
        f"@alone not path {framed}",
        f"@hashed path_regexp {hashed}",
        f"@fresh path {fresh}",
        f"@short {{\n\tnot path_regexp {hashed}\n\tnot path {fresh}\n}}",
        *(f'header {name} "{value}"' for name, value in place.common().items()),
        *(f'header @framed {name} "{value}"' for name, value in headers.policy(True).items()),
        *(f'header @alone {name} "{value}"' for name, value in headers.policy(False).items()),
        *(f'header @{name} Cache-Control "{value}"' for name, value in _CACHES),
        *_caddy_types(),
        _caddy_missing(base),
        "file_server {\n\tprecompressed gzip\n}",
    ]
    return "\n".join([*lines, ""])


def _caddy_missing(base: str) -> str:
    """What is not there has the page that says so, which nobody may frame."""
    said = {"Content-Type": headers.TYPES["html"], "Cache-Control": headers.SHORT, **headers.policy(framed=False)}
    lines = ["@missing expression {err.status_code} == 404", f"rewrite @missing {base}/404.html"]
    lines += [*(f'header @missing {name} "{value}"' for name, value in said.items()), "file_server"]
    return "\n\t".join(["handle_errors {", *lines]) + "\n}"


_CACHES = (("hashed", headers.YEAR), ("fresh", headers.FRESH), ("short", headers.SHORT))


def _caddy_types() -> Iterator[str]:
    news = " ".join(f"*/{name}" for name in headers.NEWS)
    for name, kind in headers.NEWS.items():
        yield f"@{name} path */{name}"
        yield f'header @{name} Content-Type "{kind}"'
    for ending, kind in headers.TYPES.items():
        yield f"@{ending} {{\n\tpath *.{ending}\n\tnot path {news}\n}}"
        yield f'header @{ending} Content-Type "{kind}"'


def hosts(place: Place, paths: Iterable[str]) -> str:
    """A `_headers` file, as Netlify and Cloudflare Pages read it. `paths` are those of the site's files.

    Where two rules fit, both hold, and two policies forbid what either of them does: so the one for all says nothing
    of frames, and each folder that nobody may frame says so.
    """
    paths = list(paths)
    rules = [("/*", {"Content-Security-Policy": headers.CSP, **place.common()})]
    folders = _folders([path for path in paths if "/" in path], place.framed)
    files = sorted(path for path in paths if "/" not in path and path.endswith(".html") and path != "index.html")
    forbidden = {"Content-Security-Policy": headers.ALONE, "X-Frame-Options": "DENY"}
    rules += [(f"/{path}", forbidden) for path in ("", *files, *folders)]
    hashed = sorted({path.partition("/")[0] for path in paths if re.match(headers.HASHED, path)})
    rules += [(f"/{folder}/*", {"Cache-Control": headers.YEAR}) for folder in hashed]
    return "\n".join(line for path, said in rules for line in (path, *(f"  {one}: {said[one]}" for one in said))) + "\n"


def _folders(paths: list[str], framed: tuple[str, ...]) -> list[str]:
    """The folders that hold pages, as patterns: of one with framed pages in it those beside them."""
    found: set[str] = set()
    for path in paths:
        top, _, rest = path.partition("/")
        if not path.endswith(".html") or path.startswith(framed):
            continue
        if any(one.startswith(f"{top}/") for one in framed):
            folder = rest.partition("/")[0]
            found.add(f"{top}/{folder}/*" if "/" in rest else f"{top}/{'' if rest == 'index.html' else rest}")
        else:
            found.add(f"{top}/*")
    return sorted(found)
