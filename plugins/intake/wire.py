"""A partner's address -> bytes, over https and from public addresses of the internet only.

A name is resolved once and that very address is connected to, at every redirect anew: what is checked is what is
asked. Messages name no address: it may hold a secret.
"""

import http.client
import ipaddress
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from urllib.parse import SplitResult, urljoin, urlsplit

from agenda.problem import Fault

MOST_BYTES = 5_000_000
MOST_SECONDS = 20.0
MOST_REDIRECTS = 4

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
_NAT64 = ipaddress.ip_network("64:ff9b::/96")  # RFC 6052: the last 32 bits are an IPv4 address


def is_public(text: str) -> bool:
    """May this address be asked? What is wrapped in it (NAT64, 6to4, Teredo, IPv4 in IPv6) is looked at too."""
    try:
        address = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return False
    return all(one.is_global and not one.is_multicast and not one.is_reserved for one in _unwrapped(address))


def _unwrapped(address: Address) -> Iterator[Address]:
    inner = []
    if isinstance(address, ipaddress.IPv6Address):
        inner += [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
        if address in _NAT64:
            inner.append(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
    inner = [one for one in inner if one is not None]
    if not (isinstance(address, ipaddress.IPv6Address) and (address.ipv4_mapped or address in _NAT64)):
        yield address
    yield from inner


def resolved(host: str, port: int) -> list[str]:
    """The addresses of a name, by the system's resolver."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(one[4][0]) for one in found))


def secured(connection: socket.socket, host: str) -> socket.socket:
    """TLS, with the certificate checked for `host`; the handshake is still to be done."""
    context = ssl.create_default_context()
    return context.wrap_socket(connection, server_hostname=host, do_handshake_on_connect=False)


@dataclass(frozen=True)
class Wire:
    """How addresses are asked. Tests give a resolver, an allowance and a security of their own."""

    resolve: Callable[[str, int], list[str]] = resolved
    allowed: Callable[[str], bool] = is_public
    secure: Callable[[socket.socket, str], socket.socket] = secured
    seconds: float = MOST_SECONDS

    def fetch(self, address: str) -> tuple[bytes, str]:
        """What stands at an https address, and its media type. Raises Fault, without the address in it."""
        with _Watch(self.seconds) as watch:
            for _ in range(MOST_REDIRECTS + 1):
                try:
                    answer = self._asked(_parts(address), watch)
                except (OSError, http.client.HTTPException, ValueError) as error:
                    if isinstance(error, Fault):
                        raise
                    if watch.over:
                        raise Fault(
                            "it took longer than {most} seconds. Try again later.", most=round(self.seconds)
                        ) from None
                    raise Fault(
                        "it does not answer ({reason}). Try again later, and ask whether the address still holds.",
                        reason=type(error).__name__,
                    ) from None
                if isinstance(answer, tuple):
                    return answer
                address = urljoin(address, answer)
        raise Fault("it refers from one address to the next without end. Ask for its real address.")

    def _asked(self, parts: SplitResult, watch: "_Watch") -> tuple[bytes, str] | str:
        """The answer, or the address that it refers to."""
        host, port = parts.hostname or "", parts.port or 443
        addresses = self.resolve(host, port)
        if not addresses or not all(self.allowed(one) for one in addresses):
            raise Fault("its address is not a public one of the internet. Ask for one that is, or for a file.")
        raw = socket.create_connection((addresses[0], port), timeout=self.seconds)
        watch.holds(raw)
        secure = self.secure(raw, host)
        watch.holds(secure)
        if isinstance(secure, ssl.SSLSocket):
            secure.do_handshake()
        connection = http.client.HTTPConnection(host, port)
        connection.sock = secure
        try:
            name = f"[{host}]" if ":" in host else host
            headers = {
                "Host": name if port == 443 else f"{name}:{port}",
                "Accept": "text/calendar, text/html;q=0.9, */*;q=0.1",
                "Accept-Encoding": "identity", "User-Agent": "agenda-import", "Connection": "close",
            }  # fmt: skip
            target = parts.path or "/"
            connection.request("GET", f"{target}?{parts.query}" if parts.query else target, headers=headers)
            response = connection.getresponse()
            return _answer(response, watch, self.seconds)
        finally:
            connection.close()


def _answer(response: http.client.HTTPResponse, watch: "_Watch", seconds: float) -> tuple[bytes, str] | str:
    if response.status in (301, 302, 303, 307, 308):
        return response.getheader("Location") or ""
    if response.status != 200:
        raise Fault(
            "it answers {status} instead of the calendar. Ask whether the address still holds.", status=response.status
        )
    if (response.getheader("Content-Encoding") or "identity").lower() != "identity":
        raise Fault("it sends its answer packed, though asked not to. Ask for the calendar as a file.")
    parts, size = [], 0
    while part := response.read1(65536):
        size += len(part)
        if size > MOST_BYTES:
            raise Fault(
                "it is larger than {most} MB. Ask for a calendar of the public activities only.",
                most=MOST_BYTES // 1_000_000,
            )
        parts.append(part)
    if watch.over:
        raise Fault("it took longer than {most} seconds. Try again later.", most=round(seconds))
    if response.length:
        raise Fault("its answer broke off half way. Try again later.")
    return b"".join(parts), response.headers.get_content_type()


def _parts(address: str) -> SplitResult:
    """Raises Fault for what is not an https address, and for one with a name and password in it."""
    try:
        parts = urlsplit(address)
        known = parts.scheme == "https" and parts.hostname and (parts.port or 443) > 0
    except ValueError:
        known = False
    if not known or any(ord(char) <= 32 or ord(char) > 126 for char in address):
        raise Fault("its address does not begin with https://, or refers to one that does not. Ask for one that does.")
    if parts.username is not None:
        raise Fault("its address has a name or a password in it. Ask the partner for one without.")
    return parts


@dataclass
class _Watch:
    """Ends whatever connection is held when the time is over, however slowly the other side drips."""

    seconds: float
    over: bool = False
    held: list[socket.socket] = field(default_factory=list)

    def __enter__(self) -> "_Watch":
        self.timer = threading.Timer(self.seconds, self._end)
        self.timer.daemon = True
        self.timer.start()
        return self

    def __exit__(self, *error: object) -> None:
        self.timer.cancel()
        for one in self.held:
            one.close()

    def holds(self, connection: socket.socket) -> None:
        self.held.append(connection)
        if self.over:
            raise TimeoutError

    def _end(self) -> None:
        self.over = True
        for one in list(self.held):
            try:
                socket.socket.shutdown(one, socket.SHUT_RDWR)
            except OSError:
                continue  # closed already
