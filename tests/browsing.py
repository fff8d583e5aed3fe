"""How tests look at a site in a real browser: a strict server with the policy of a published site, and a page of it."""

import importlib.util
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

ROOT = Path(__file__).parent.parent
CSP = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)


def _serve_module():
    spec = importlib.util.spec_from_file_location("serve", ROOT / "scripts" / "serve.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of a server of this folder, with a slash at its end; it sends the policy of a published site."""

    class Handler(_serve_module().Handler):
        def end_headers(self) -> None:
            framed = self.path.startswith("/embed/")  # these pages alone are for other sites
            policy = CSP.replace("frame-ancestors 'none'", "frame-ancestors *") if framed else CSP
            self.send_header("Content-Security-Policy", policy)
            super().end_headers()

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


@contextmanager
def opened(
    chromium,
    url: str,
    width: int = 412,
    height: int = 915,
    dark: bool = False,
    script: bool = True,
    now: str = "2026-11-22T08:00:00+01:00",
    **options,
) -> Iterator[Page]:
    """A page at this width. On leaving it: nothing was asked of another site, and nothing went wrong in it.

    `now` is what the reader's clock says, on the day of the build unless told otherwise. `options` are Playwright's
    for a context.
    """
    context = chromium.new_context(
        viewport={"width": width, "height": height},
        color_scheme="dark" if dark else "light",
        java_script_enabled=script,
        bypass_csp=False,
        **options,
    )
    page = context.new_page()
    page.clock.set_fixed_time(now)
    asked, wrong = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto(url)
    yield page
    context.close()
    origin = "/".join(url.split("/")[:3])
    assert [one for one in asked if not one.startswith((origin, "blob:", "data:"))] == []
    # What is not there, and a form that has to be looked at again, are answers that a browser remarks on.
    assert [one for one in wrong if "404" not in one and "422" not in one] == []


def violations(page: Page) -> list[str]:
    """What axe finds wrong on the page as it is now."""
    found = Axe().run(page).response["violations"]
    return [f"{one['id']}: {node['target']} {node.get('failureSummary', '')}" for one in found for node in one["nodes"]]
