"""What search engines read of a site: which pages there are, and that all may be read."""

from collections.abc import Iterable
from html import escape


def sitemap(addresses: Iterable[str]) -> str:
    """The sitemap of these pages, each as a whole address."""
    lines = [f"<url><loc>{escape(address)}</loc></url>" for address in sorted(addresses)]
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    return "\n".join([head, *lines, "</urlset>\n"])


def robots(address: str) -> str:
    """Every robot may read everything; `address` is that of the sitemap."""
    return f"User-agent: *\nAllow: /\nSitemap: {address}\n"
