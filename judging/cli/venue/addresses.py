"""This machine's addresses in the local network, found without asking anybody."""

import fcntl
import re
import socket
import struct
from contextlib import suppress
from ipaddress import IPv4Address

from click import ClickException

_ADDRESS_OF = 0x8915  # SIOCGIFADDR of Linux's sockios.h
# An address that leads out of any hall; nothing is sent there (RFC 5737, documentation).
_FAR_AWAY = ("203.0.113.1", 9)
# Letters, digits and inner hyphens (RFC 1123, 2.1); the last part is no number, or it were an
# address.
_LABEL = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)")
_LONGEST_NAME = 253


def lan_address(asked: str | None) -> IPv4Address:
    """The address for the tablets: `asked`, else the one of the way out, else the only one.

    Raises ClickException with a sentence where there is none or a person has to choose.
    """
    addresses = own_addresses()
    if asked is not None:
        return _own(asked, addresses)
    routed = routed_address()
    if routed in addresses:
        return routed
    if len(addresses) == 1:
        return addresses[0]
    if not addresses:
        raise ClickException(
            "This machine is in no local network: join the hall's Wi-Fi or plug in its cable,"
            " then start again."
        )
    listed = ", ".join(map(str, addresses))
    raise ClickException(
        f"This machine has several addresses ({listed}): choose the one in the hall's network,"
        f" for example --address {addresses[0]}."
    )


def host_name(asked: str) -> str:
    """The name in small letters; ClickException for what no tablet could open."""
    name = asked.strip().lower()
    labels = name.split(".")
    is_name = len(name) <= _LONGEST_NAME and all(map(_LABEL.fullmatch, labels))
    if not is_name or labels[-1].isdigit():
        raise ClickException(
            f"“{asked}” is not a host name such as judging.hall.lan: correct --name."
        )
    return name


def own_addresses() -> list[IPv4Address]:
    """The first IPv4 address of each network card that is up, without this machine's loop."""
    found = []
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        for _, card in socket.if_nameindex():
            # A card without an address says so with an error.
            with suppress(OSError):
                request = struct.pack("256s", card.encode()[:15])
                answer = fcntl.ioctl(asking, _ADDRESS_OF, request)
                found.append(IPv4Address(answer[20:24]))
    return [address for address in found if not address.is_loopback and not address.is_link_local]


def routed_address() -> IPv4Address | None:
    """The address from which this machine would leave its network; None if no way leads out."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        try:
            asking.connect(_FAR_AWAY)
        except OSError:
            return None
        return IPv4Address(asking.getsockname()[0])


def _own(asked: str, addresses: list[IPv4Address]) -> IPv4Address:
    try:
        address = IPv4Address(asked)
    except ValueError:
        raise ClickException(
            f"“{asked}” is not an address such as 192.168.1.10: correct --address."
        ) from None
    if address in addresses or address.is_loopback:
        return address
    listed = ", ".join(map(str, addresses)) or "none"
    raise ClickException(
        f"This machine has not the address {address}: choose one of its own ({listed})."
    )
