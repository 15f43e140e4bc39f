"""Addresses on the network: which of them no other device can open."""

from urllib.parse import urlsplit

OF_THIS_MACHINE = {"localhost", "127.0.0.1", "::1"}


def is_of_this_machine(address: str) -> bool:
    """Whether the address, http://host:port/…, leads whoever opens it to the own machine."""
    return urlsplit(address).hostname in OF_THIS_MACHINE
