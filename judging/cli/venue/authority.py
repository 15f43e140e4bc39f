"""The venue's own certificate authority: good for one address, for ninety days, for nothing else.

A tablet that trusts it would believe whatever it signs, so it can sign almost nothing.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import IPv4Network
from pathlib import Path

from click import ClickException
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, load_pem_private_key
from cryptography.x509.oid import NameOID

from judging.cli.venue.key_files import keep_secret, key_text, read_file
from judging.cli.venue.place import Place

# Preparing and judging take weeks. A key on a laptop that is lost later is then worth nothing.
LASTS = timedelta(days=90)
# A tablet whose clock is a few hours behind still believes what was made today.
BEFORE = timedelta(days=1)
# Where the venue has no name, the authority may sign for this one, which can never exist (RFC
# 2606): a kind of name without any rule would be free, and it could sign for every site there is.
NO_NAME = "venue.invalid"
FILE = "authority.pem"
# A certificate's title has at most 64 signs (RFC 5280, appendix A); tablets go by the other names.
_LONGEST_HOST = 40


@dataclass(frozen=True, slots=True)
class Authority:
    """The certificate that tablets install, and the key behind it."""

    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey

    @property
    def der(self) -> bytes:
        """The certificate as tablets fetch it."""
        return self.certificate.public_bytes(Encoding.DER)

    @property
    def title(self) -> str:
        """What a tablet calls it."""
        (name,) = self.certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
        return str(name.value)

    @property
    def fingerprint(self) -> str:
        """The SHA-256 as tablets show it: 32 pairs of hexadecimal digits with colons between."""
        return self.certificate.fingerprint(hashes.SHA256()).hex(":").upper()


def open_authority(folder: Path, place: Place, *, at: datetime, renew: bool) -> Authority:
    """The authority in the folder; made if there is none, or if the person wants a new one.

    Raises ClickException where tablets would not believe the one that is there.
    """
    path = folder / FILE
    if renew or not path.exists():
        made = make_authority(place, at=at)
        keep_secret(path, key_text(made.key) + made.certificate.public_bytes(Encoding.PEM))
        return made
    authority = _read(path)
    _check_dates(authority, at)
    _check_place(authority, place)
    return authority


def make_authority(place: Place, *, at: datetime) -> Authority:
    """A new authority that may sign for the place only (RFC 5280, 4.2.1.10)."""
    key = ec.generate_private_key(ec.SECP256R1())
    title = f"OVOP judging {place.host[:_LONGEST_HOST]} {at:%Y-%m-%d}"
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, title)])
    builder = (
        x509.CertificateBuilder(name, name, key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(at - BEFORE)
        .not_valid_after(at - BEFORE + LASTS)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_signs_certificates(), critical=True)
        .add_extension(x509.NameConstraints(list(_allowed(place)), None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )
    return Authority(builder.sign(key, hashes.SHA256()), key)


def days_left(certificate: x509.Certificate, at: datetime) -> int:
    """Whole days until it ends."""
    return (certificate.not_valid_after_utc - at).days


def _allowed(place: Place) -> Iterator[x509.GeneralName]:
    yield x509.IPAddress(IPv4Network(place.address))
    yield x509.DNSName(place.name or NO_NAME)


def _signs_certificates() -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=False,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=True,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )


def _read(path: Path) -> Authority:
    text = read_file(path, "The certificate authority")
    try:
        key = load_pem_private_key(text, None)
        certificate = x509.load_pem_x509_certificate(text)
    except (ValueError, TypeError):
        key, certificate = None, None
    if not isinstance(key, ec.EllipticCurvePrivateKey) or certificate is None:
        raise ClickException(
            f"The certificate authority {path} is damaged: put back a copy, or make another with"
            " --new-authority, which every tablet must then install."
        )
    return Authority(certificate, key)


def _check_dates(authority: Authority, at: datetime) -> None:
    begins = authority.certificate.not_valid_before_utc
    ends = authority.certificate.not_valid_after_utc
    if at < begins:
        raise ClickException(
            f"The certificate authority is valid only from {begins:%Y-%m-%d}"
            f" and this machine's clock says {at:%Y-%m-%d}: set the clock."
        )
    if at > ends:
        raise ClickException(
            f"The certificate authority ended on {ends:%Y-%m-%d}: make"
            " another with --new-authority, which every tablet must then install."
        )


def _check_place(authority: Authority, place: Place) -> None:
    rules = authority.certificate.extensions.get_extension_for_class(x509.NameConstraints)
    allowed = rules.value.permitted_subtrees or []
    if list(_allowed(place)) != allowed:
        before = " and ".join(_spelled(name) for name in allowed)
        raise ClickException(
            f"Tablets have installed a certificate for {before}, and this machine is now"
            f" {place.host} at {place.address}: give it the former address again (best in the"
            " Wi-Fi router), or make another certificate with --new-authority, which every"
            " tablet must then install."
        )


def _spelled(name: x509.GeneralName) -> str:
    text = str(name.value).removesuffix("/32")
    return "no name" if text == NO_NAME else text
