"""One question to one server: does this address still answer?

Nothing of an answer is kept but its status and where it leads. Addresses of this machine
and its own network are not asked, whatever a record or another server says.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import threading
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit

from build_tools import __version__
from build_tools.values.identifiers import check_url

AGENT = f"docket-links/{__version__} (checks the sources of a public repository of law)"
SECONDS = 20.0
"""How long one step of a question may take: to connect, to send, to get the next bytes."""
SECONDS_IN_ALL = 60.0
"""How long a question may take, so that a server that sends a byte now and then holds nobody."""
MOST_STEPS = 6
"""How many redirections are followed."""
MOST_BYTES = 65_536
PERMANENT = (301, 308)
REDIRECTS = (301, 302, 303, 307, 308)


@dataclass(frozen=True, slots=True)
class Reply:
    """What came of a question."""

    status: int = 0
    """The HTTP status; 0 where there was none."""
    trouble: str = ""
    """What went wrong, in a few words."""
    moved_to: str = ""
    """Where every step was permanent: the address at which it ended."""
    wait: float = 0.0
    """How long the server asks to be left alone, in seconds."""
    body: bytes = b""
    """The beginning of the answer, where it was asked for."""


def ask(address: str, private: bool = False, body: bool = False) -> Reply:
    """Ask for an address: HEAD, then GET where a server does not know HEAD.

    private: addresses of this machine's own network may be asked (for tests).
    body: read the beginning of the answer. Never raises for what a server does.
    """
    first, permanent = address, True
    for _ in range(MOST_STEPS):
        reply, location = _once(address, private, body)
        if reply.status not in REDIRECTS or not location:
            moved = address if permanent and 200 <= reply.status < 300 else ""
            moved = moved if moved != first and _safe(moved) else ""
            return Reply(reply.status, reply.trouble, moved, reply.wait, reply.body)
        permanent = permanent and reply.status in PERMANENT
        address = urljoin(address, location).partition("#")[0]
    return Reply(trouble="it leads on and on")


def _safe(address: str) -> bool:
    """Whether an address that a server gave may stand in a page."""
    try:
        check_url(address)
    except ValueError:
        return False
    return True


def _once(address: str, private: bool, body: bool) -> tuple[Reply, str]:
    for method in ("GET",) if body else ("HEAD", "GET"):
        reply, location = _request(method, address, private, body)
        if method == "GET" or reply.trouble or reply.status not in (400, 403, 404, 405, 501):
            break
    return reply, location


def _request(method: str, address: str, private: bool, body: bool) -> tuple[Reply, str]:
    connection: http.client.HTTPConnection | None = None
    try:
        parts = urlsplit(address)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            return Reply(trouble="it leads to what is no web address"), ""
        secure = parts.scheme == "https"
        host, port = parts.hostname, parts.port or (443 if secure else 80)
        place = _place(host, port, private)
        connection = _Pinned(host, port, place, secure)
        target = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
        if parts.query:
            target += "?" + quote(parts.query, safe="/%:@!$&'()*+,;=~-._?")
        connection.request(
            method, target, headers={"User-Agent": AGENT, "Accept": "*/*", "Connection": "close"}
        )
        answer = connection.getresponse()
        read = answer.read(MOST_BYTES) if body and method == "GET" else b""
        wait = answer.getheader("Retry-After", "")
        seconds = float(wait) if wait.isdigit() else 0.0
        return Reply(answer.status, wait=seconds, body=read), answer.getheader("Location", "")
    except (OSError, http.client.HTTPException, ValueError) as fault:
        return Reply(trouble=_words(fault)), ""
    finally:
        if connection is not None:
            connection.close()


def _place(host: str, port: int, private: bool) -> str:
    """The number of a host, which must not be of this machine or its network."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    numbers = [str(each[4][0]) for each in found]
    public = [number for number in numbers if private or ipaddress.ip_address(number).is_global]
    if not public:
        raise OSError("the host is of a private network")
    return public[0]


class _Pinned(http.client.HTTPConnection):
    """A connection to the number that was looked at, so that no second look gives another."""

    def __init__(self, host: str, port: int, place: str, secure: bool) -> None:
        super().__init__(host, port, timeout=SECONDS)
        self._place, self._secure = place, secure
        self._end: threading.Timer | None = None

    def connect(self) -> None:
        """Connect, with TLS in the host's name where that is asked for."""
        self.sock = socket.create_connection((self._place, self.port), self.timeout)
        self._end = threading.Timer(SECONDS_IN_ALL, _hang_up, [self.sock])
        self._end.daemon = True
        self._end.start()
        if self._secure:
            context = ssl.create_default_context()
            self.sock = context.wrap_socket(self.sock, server_hostname=self.host)

    def close(self) -> None:
        """Close, and forget the time that the question may take."""
        if self._end is not None:
            self._end.cancel()
        super().close()


def _hang_up(connection: socket.socket) -> None:
    """End a connection under the hands of whoever reads from it."""
    with suppress(OSError):
        connection.shutdown(socket.SHUT_RDWR)


def _words(fault: Exception) -> str:
    if isinstance(fault, TimeoutError):
        return "no answer in time"
    if isinstance(fault, socket.gaierror):
        return "the host is not known"
    if isinstance(fault, ssl.SSLCertVerificationError):
        return "its certificate is not valid"
    if isinstance(fault, ConnectionRefusedError):
        return "the connection was refused"
    if isinstance(fault, OSError) and fault.strerror is None and fault.args:
        return str(fault.args[0])
    return type(fault).__name__
