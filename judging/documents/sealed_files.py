"""Files that travel between servers: packed JSON under its digest, signed where it must be.

The first lines are a title, the SHA-256 of what follows and perhaps a signature of both; what
follows is deflated. Nothing is inflated or read before digest and signature have been found right.
"""

import hashlib
import re
import zlib
from typing import Any, TypeVar

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from pydantic import TypeAdapter, ValidationError

from judging.domain.meaning import canonical_json
from judging.domain.refusal import Refusal, sentence
from judging.domain.result import ResultEntry
from judging.domain.round_files import FORMAT, RoundFile, Starter

T = TypeVar("T")

MOST_BYTES = 16_000_000
MOST_UNPACKED = 96_000_000
STARTER, ROUND = "OVOP starter file", "OVOP round file"
STARTER_HEAD = re.compile(rb"OVOP starter file 1\n([0-9a-f]{64})\n")
ROUND_HEAD = re.compile(rb"OVOP round file 1\n([0-9a-f]{64})\n([0-9a-f]{128})\n")

NO_STARTER = sentence("This is no starter file; choose the file that the centre made.")
NO_ROUND = sentence("This is no round file; choose the file that the province's server made.")
TOO_LARGE = sentence("This file is too large to be one of this app's; choose another.")
DAMAGED = sentence("This file was damaged on its way; copy it once more from where it was made.")
NOT_SIGNED = sentence(
    "This file is not signed with the key of this round; choose the file of the server that began"
    " with the newest starter file."
)
UNREADABLE = sentence(
    "This file does not say what this version of the app expects; use the same version on both"
    " servers and make the file again."
)


def new_key() -> tuple[str, str]:
    """A fresh signing key and the public key that proves its signatures, as hexadecimal digits."""
    key = Ed25519PrivateKey.generate()
    return key.private_bytes_raw().hex(), key.public_key().public_bytes_raw().hex()


def public_key_of(secret: str) -> str:
    """The public key of a signing key; Refusal if it is none."""
    try:
        key = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(secret))
    except ValueError:
        raise Refusal(UNREADABLE) from None
    return key.public_key().public_bytes_raw().hex()


def pack_starter(starter: Starter) -> tuple[bytes, str]:
    """The starter file and its digest, for people to compare: nobody signs it."""
    head, packed, digest = _pack(STARTER, starter)
    return head + packed, digest


def read_starter(data: bytes) -> tuple[Starter, str]:
    """What a starter file says, and its digest; Refusal for anything else."""
    head = _head(STARTER_HEAD, data, NO_STARTER)
    digest, packed = head[1].decode(), data[head.end() :]
    _require_digest(packed, digest)
    return _read(Starter, packed), digest


def pack_round(file: RoundFile, secret: str) -> tuple[bytes, str]:
    """The round file, signed with the key of its starter file, and its digest."""
    head, packed, digest = _pack(ROUND, file)
    signature = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(secret)).sign(head)
    return head + signature.hex().encode() + b"\n" + packed, digest


def read_round(data: bytes, key: str) -> tuple[RoundFile, str]:
    """What a round file says, and its digest; Refusal unless `key` proves its signature."""
    head = _head(ROUND_HEAD, data, NO_ROUND)
    digest, packed = head[1].decode(), data[head.end() :]
    _require_digest(packed, digest)
    try:
        signed = data[: head.start(2)]
        public = Ed25519PublicKey.from_public_bytes(bytes.fromhex(key))
        public.verify(bytes.fromhex(head[2].decode()), signed)
    except InvalidSignature:
        raise Refusal(NOT_SIGNED) from None
    return _read(RoundFile, packed), digest


def read_json(kind: type[T], text: bytes) -> T:
    """The value of which this is the canonical JSON, and nothing beside it; else a Refusal."""
    try:
        value: T = ADAPTERS[kind].validate_json(text, strict=True)
        is_canonical = canonical_json(value).encode() == text
    except (ValidationError, ValueError, OverflowError, RecursionError):
        raise Refusal(UNREADABLE) from None
    if not is_canonical:
        raise Refusal(UNREADABLE)
    return value


def _pack(title: str, value: object) -> tuple[bytes, bytes, str]:
    plain = canonical_json(value).encode()
    packed = zlib.compress(plain, 9)
    if len(plain) > MOST_UNPACKED or len(packed) > MOST_BYTES:
        raise Refusal(TOO_LARGE)
    digest = hashlib.sha256(packed).hexdigest()
    return f"{title} {FORMAT}\n{digest}\n".encode(), packed, digest


def _head(shape: re.Pattern[bytes], data: bytes, otherwise: str) -> re.Match[bytes]:
    if len(data) > MOST_BYTES:
        raise Refusal(TOO_LARGE)
    head = shape.match(data)
    if head is None:
        raise Refusal(otherwise)
    return head


def _require_digest(packed: bytes, digest: str) -> None:
    if hashlib.sha256(packed).hexdigest() != digest:
        raise Refusal(DAMAGED)


def _read(kind: type[T], packed: bytes) -> T:
    inflating = zlib.decompressobj()
    try:
        plain = inflating.decompress(packed, MOST_UNPACKED)
    except zlib.error:
        raise Refusal(UNREADABLE) from None
    if inflating.unconsumed_tail:
        raise Refusal(TOO_LARGE)
    if not inflating.eof or inflating.unused_data:
        raise Refusal(UNREADABLE)
    return read_json(kind, plain)


ADAPTERS: dict[type[Any], TypeAdapter[Any]] = {
    kind: TypeAdapter(kind) for kind in (Starter, RoundFile, ResultEntry)
}
