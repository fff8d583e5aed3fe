"""Two editions of a site in files, as small as shows each step of sending them; and what must hold at any moment."""

import hashlib
import json
import re
from pathlib import Path

from publish import shipment
from publish.record import PATH, Record
from publish.shipment import Shipment

STATE = "data/v1/feed-state.json"
LONG = "Tea and talk, every week, at the mill. " * 20
OLD_THEME, NEW_THEME = "theme-" + "a" * 12, "theme-" + "b" * 12


def edition(number: int, theme: str, **files: str) -> dict[str, str]:
    """A site's files; pages say which edition they are of, and load from its theme."""
    page = f'<p>edition {number}<link href="/{theme}/css/site.css"><script src="/{theme}/js/site.js">{LONG}'
    return {
        "index.html": page,
        "area/north/index.html": page,
        "area/north/agenda.ics": f"X-EDITION:{number}\r\n{LONG}",
        "rss.xml": f"<rss>{number}</rss>",
        "finder.json": json.dumps({"edition": number}),
        "about/index.html": f"<p>{LONG}",
        f"{theme}/css/site.css": f"/* {theme} */",
        f"{theme}/js/site.js": f"// {theme}",
        f"{theme}/js/later.js": f"// {theme}, loaded on use",
        STATE: json.dumps({"version": 1, "entries": {}, "number": number}),
        ".manifest": "not published",
        **files,
    }


FIRST = edition(1, OLD_THEME, **{"gone/index.html": LONG, "becomes": "a file"})
SECOND = edition(2, NEW_THEME, **{"new/index.html": LONG, "becomes/index.html": "a page in a folder"})


def pack(folder: Path, files: dict[str, str], target, compress: bool = True) -> Shipment:
    """The shipment of these files to a target, packed in `folder`, after what stands at the target."""
    built = folder / "built"
    for path in [path for path in built.rglob("*") if path.is_file()] if built.is_dir() else []:
        path.unlink()
    for name, text in files.items():
        path = built / name
        if path.parent.is_file() or path.is_dir():
            path = _afresh(path)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    before = target.found().record or Record()
    return shipment.packed(built, folder / "shipment", before, target.fetch, compress)


def _afresh(path: Path) -> Path:
    """The path, with what an earlier edition had in its way gone."""
    if path.is_dir():
        path.rmdir()
    return path


def wrong(there: dict[str, bytes], first: dict[str, str], second: dict[str, str]) -> list[str]:
    """What a reader would find broken at this moment: a file that is neither, a page without what it loads."""
    found = []
    for name, data in there.items():
        known = [files[name].encode() for files in (first, second) if name in files]
        if name != PATH and not name.endswith(".gz") and data not in known:
            found.append(f"{name}: neither the old nor the new one")
        for link in re.findall(rb'(?:href|src)="/([^"]+)"', data) if name.endswith(".html") else ():
            if link.decode() not in there:
                found.append(f"{name}: {link.decode()} is not there")
    editions = {name: int(number) for name, data in there.items() if (number := _edition(name, data))}
    if any(number > editions.get(STATE, 0) for name, number in editions.items() if name.endswith((".ics", "rss.xml"))):
        found.append("a feed is newer than the state")
    return found


def _edition(name: str, data: bytes) -> str:
    match = re.search(rb'X-EDITION:(\d)|<rss>(\d)|"number": (\d)', data)
    return next((one.decode() for one in match.groups() if one), "") if match else ""


def digest(data: bytes) -> str:
    """Of a file's content, to compare with."""
    return hashlib.sha256(data).hexdigest()
