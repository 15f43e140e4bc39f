"""The certificate that the server shows: made anew at each start, or a real one given by path."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import IPv4Address
from pathlib import Path

from click import ClickException
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PublicFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from judging.cli.venue.authority import BEFORE, Authority
from judging.cli.venue.key_files import keep_secret, key_text, read_file
from judging.cli.venue.place import Place

# Far below the 825 days that Apple's systems take from an own authority, and made at every start.
LASTS = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Pair:
    """The two files that a server needs."""

    certificate: Path
    key: Path


def issue(authority: Authority, place: Place, folder: Path, *, at: datetime) -> Pair:
    """A fresh certificate for the place, signed by the authority, in the folder."""
    key = ec.generate_private_key(ec.SECP256R1())
    certificate = sign(authority, place, key.public_key(), at=at)
    pair = Pair(folder / "server.crt", folder / "server.key")
    keep_secret(pair.key, key_text(key))
    chain = (certificate, authority.certificate)
    keep_secret(pair.certificate, b"".join(link.public_bytes(Encoding.PEM) for link in chain))
    return pair


def sign(
    authority: Authority, place: Place, key: ec.EllipticCurvePublicKey, *, at: datetime
) -> x509.Certificate:
    """A server's certificate for the place; never longer than the authority."""
    issuer = authority.certificate
    common = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, f"OVOP judging {place.host}"[:64])])
    names: list[x509.GeneralName] = [x509.IPAddress(place.address)]
    if place.name:
        names.append(x509.DNSName(place.name))
    builder = (
        x509.CertificateBuilder(issuer.subject, common, key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(max(at - BEFORE, issuer.not_valid_before_utc))
        .not_valid_after(min(at + LASTS - BEFORE, issuer.not_valid_after_utc))
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(authority.key.public_key()),
            critical=False,
        )
    )
    return builder.sign(authority.key, hashes.SHA256())


def given(pair: Pair, place: Place, *, at: datetime) -> x509.Certificate:
    """The real certificate at the path, once it is sure that tablets will believe it today."""
    text = read_file(pair.certificate, "The certificate")
    secret = read_file(pair.key, "The key")
    try:
        certificate = x509.load_pem_x509_certificate(text)
        key = load_pem_private_key(secret, None)
    except (ValueError, TypeError):
        raise ClickException(
            f"{pair.certificate} and {pair.key} must be a certificate and its key in PEM, the key"
            " without a password: ask for them in this form."
        ) from None
    plain = (Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    if key.public_key().public_bytes(*plain) != certificate.public_key().public_bytes(*plain):
        raise ClickException(
            f"The key {pair.key} does not belong to {pair.certificate}: give the two that belong"
            " together."
        )
    _check_dates(certificate, at)
    _check_names(certificate, place)
    return certificate


def _check_dates(certificate: x509.Certificate, at: datetime) -> None:
    begins, ends = certificate.not_valid_before_utc, certificate.not_valid_after_utc
    if at < begins:
        raise ClickException(
            f"The certificate is valid only from {begins:%Y-%m-%d %H:%M} UTC and this machine's"
            f" clock says {at:%Y-%m-%d %H:%M}: set the clock, or give another certificate."
        )
    if at > ends:
        raise ClickException(
            f"The certificate ended on {ends:%Y-%m-%d %H:%M} UTC and this machine's clock says"
            f" {at:%Y-%m-%d %H:%M}: give a new certificate, or set the clock."
        )


def _check_names(certificate: x509.Certificate, place: Place) -> None:
    try:
        extension = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName)
    except x509.ExtensionNotFound:
        names, addresses = [], []
    else:
        names = extension.value.get_values_for_type(x509.DNSName)
        addresses = extension.value.get_values_for_type(x509.IPAddress)
    if _is_for(place, names, addresses):
        return
    listed = ", ".join(map(str, [*names, *addresses])) or "no name"
    raise ClickException(
        f"The certificate is for {listed} and not for {place.host}: give the name with --name,"
        " or another certificate."
    )


def _is_for(place: Place, names: Sequence[str], addresses: Sequence[object]) -> bool:
    if place.name is None:
        return IPv4Address(place.address) in addresses
    wide = "*." + place.name.partition(".")[2]
    return any(name.lower() in (place.name.lower(), wide.lower()) for name in names)
