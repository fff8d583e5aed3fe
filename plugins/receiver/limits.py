"""How often one part of the network may do something: counted in memory, by /24 or /64, never by a whole address."""

import ipaddress
import threading
from collections import OrderedDict, deque
from collections.abc import Iterable
from datetime import datetime, timedelta

WINDOW = timedelta(minutes=10)
MOST_KEPT = 20_000  # parts of the network that are remembered


def network(peer: str, forwarded: str, proxies: Iterable) -> str:
    """The part of the network that asks: of the peer's address, or of what a trusted proxy says in its own header.

    Of X-Forwarded-For only the last address counts: that one the proxy wrote; all before it anybody can write.
    """
    address = _address(peer)
    if address and forwarded and any(address in net for net in proxies):
        address = _address(forwarded.rpartition(",")[2].strip()) or address
    if address is None:
        return "unknown"
    mapped = getattr(address, "ipv4_mapped", None)
    address = mapped or address
    return str(ipaddress.ip_network((address, 24 if address.version == 4 else 64), strict=False))


def _address(text: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(text.strip("[]"))
    except ValueError:
        return None


class Limit:
    """At most `most` times within `window` for each key."""

    def __init__(self, most: int, window: timedelta = WINDOW) -> None:
        self.most, self.window = most, window
        self._seen: OrderedDict[str, deque[datetime]] = OrderedDict()
        self._lock = threading.Lock()

    def allows(self, key: str, now: datetime) -> bool:
        """May it once more? If so, it counts."""
        with self._lock:
            times = self._seen.setdefault(key, deque())
            self._seen.move_to_end(key)
            while times and now - times[0] >= self.window:
                times.popleft()
            while len(self._seen) > MOST_KEPT:
                self._seen.popitem(last=False)
            if len(times) >= self.most:
                return False
            times.append(now)
            return True
