"""Let no test, and no Python that a test starts, reach another machine."""

import ipaddress
import socket
from typing import Any


class NetworkReachedError(RuntimeError):
    """A test tried to reach another machine; nothing in rightsnet may, and no test needs to."""


def _elsewhere(address: object) -> bool:
    """Say whether an address of a socket is on another machine; a path of this one's file system is not."""
    if not isinstance(address, tuple):
        return False
    host = str(address[0])
    if host in ("", "localhost"):
        return False
    try:
        return not ipaddress.ip_address(host.partition("%")[0]).is_loopback
    except ValueError:
        return True


class _Socket(socket.socket):
    def connect(self, address: Any) -> None:
        if _elsewhere(address):
            raise NetworkReachedError(f"A test connects to {address}.")
        super().connect(address)

    def connect_ex(self, address: Any) -> int:
        if _elsewhere(address):
            raise NetworkReachedError(f"A test connects to {address}.")
        return super().connect_ex(address)


_look_up = socket.getaddrinfo


def _look_up_here(host: Any, *arguments: Any, **named: Any) -> Any:
    name = host.decode() if isinstance(host, bytes) else host
    if name is not None and _elsewhere((name,)):
        raise NetworkReachedError(f"A test looks up {name}.")
    return _look_up(host, *arguments, **named)


socket.socket = _Socket  # type: ignore[misc]
socket.getaddrinfo = _look_up_here
