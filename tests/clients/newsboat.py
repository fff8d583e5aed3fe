"""Reads feeds with newsboat, offline, and prints what it keeps of each: title, page, and entries in their order.

Usage: newsboat.py FILE...     (see README.md)
"""

import json
import os
import sqlite3
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path


def read(file: str) -> dict:
    """What newsboat's own database holds after it has read the file; an entry belongs to one feed in it."""
    with tempfile.TemporaryDirectory() as folder:
        urls, config, cache = (Path(folder) / name for name in ("urls", "config", "cache.db"))
        urls.write_text(f"{Path(file).absolute().as_uri()}\n")
        config.touch()
        command = ["newsboat", "-u", urls, "-C", config, "-c", cache, "-x", "reload"]
        environment = {"HOME": folder, "PATH": os.environ["PATH"], "LANG": "C.UTF-8"}
        subprocess.run(command, check=True, timeout=60, env=environment)
        with closing(sqlite3.connect(cache)) as database:
            [(title, page)] = database.execute("SELECT title, url FROM rss_feed").fetchall()
            return {"title": title, "url": page, "items": items(database)}


def items(database: sqlite3.Connection) -> list[dict]:
    """The entries; newsboat writes them from the last to the first."""
    query = "SELECT guid, title, url, pubDate, content FROM rss_item ORDER BY id DESC"
    return [
        {"id": guid, "title": title, "url": url, "published": moment(published), "content": content}
        for guid, title, url, published, content in database.execute(query)
    ]


def moment(seconds: int) -> str:
    """A moment as the other client prints it."""
    return f"{datetime.fromtimestamp(seconds, UTC):%Y-%m-%dT%H:%M:%SZ}"


if __name__ == "__main__":
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        print(json.dumps(dict(zip(sys.argv[1:], pool.map(read, sys.argv[1:]), strict=True)), indent=1))
