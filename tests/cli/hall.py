"""A venue for tests: its place and files, and a handshake as a tablet would make it."""

import ssl
from datetime import UTC, datetime
from ipaddress import IPv4Address
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding

from judging.cli.venue.authority import Authority
from judging.cli.venue.key_files import key_text
from judging.cli.venue.place import Place
from judging.cli.venue.server_certificate import Pair, sign

NOW = datetime.now(UTC)
ADDRESS = "192.168.7.10"


def place(address: str = ADDRESS, name: str | None = None) -> Place:
    return Place(IPv4Address(address), name, 8443, 8080)


def signed(folder: Path, authority: Authority, at_place: Place, at: datetime = NOW) -> Pair:
    """A server's files for any place, right or wrong."""
    key = ec.generate_private_key(ec.SECP256R1())
    certificate = sign(authority, at_place, key.public_key(), at=at)
    pair = Pair(folder / "any.crt", folder / "any.key")
    pair.certificate.write_bytes(certificate.public_bytes(Encoding.PEM))
    pair.key.write_bytes(key_text(key))
    return pair


def trust(authority: Authority) -> ssl.SSLContext:
    """A tablet that believes this authority alone."""
    return ssl.create_default_context(
        cadata=authority.certificate.public_bytes(Encoding.PEM).decode()
    )


def meet(tablet: ssl.SSLContext, pair: Pair, host: str) -> str:
    """The word “believed”, or what OpenSSL says of the certificate when the tablet opens https://host."""
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(pair.certificate, pair.key)
    up, down = ssl.MemoryBIO(), ssl.MemoryBIO()
    ends = (
        tablet.wrap_bio(down, up, server_hostname=host),
        server.wrap_bio(up, down, server_side=True),
    )
    for _ in range(4):
        for end in ends:
            try:
                end.do_handshake()
            except ssl.SSLWantReadError:
                continue
            except ssl.SSLCertVerificationError as refused:
                return refused.verify_message
    return "believed"
