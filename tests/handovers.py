"""Handovers as tablets make them, held to the same vectors: for tests of the door."""

import base64
import json
import zlib
from collections.abc import Sequence

from judging.domain.handover import CHUNK, FORMAT, Pack, proof_of


def pack(texts: Sequence[str], enrolment: int, key: str) -> Pack:
    """The versions of an enrolment, ready to travel."""
    plain = json.dumps(list(texts), ensure_ascii=False, separators=(",", ":")).encode()
    deflating = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    packed = deflating.compress(plain) + deflating.flush()
    return Pack(enrolment, proof_of(packed, key), packed)


def codes_of(packs: Sequence[Pack], longest: int) -> list[str]:
    """The texts of the QR codes; a pack of more than `longest` digits is cut into pieces."""
    cut = [
        [digits[start : start + longest] for start in range(0, len(digits), longest)]
        for digits in map(_digits_of, packs)
    ]
    of = sum(map(len, cut))
    places = iter(range(1, of + 1))
    return [
        f"91{next(places):02}{of:02}{piece}{len(pieces)}{digits}"
        for pieces in cut
        for piece, digits in enumerate(pieces, start=1)
    ]


def file_of(pack: Pack) -> str:
    """The pack as the text of a file."""
    packed = base64.b64encode(pack.packed).decode()
    plain = {"format": FORMAT, "enrolment": pack.enrolment, "proof": pack.proof.hex()}
    return json.dumps({**plain, "packed": packed})


def _digits_of(pack: Pack) -> str:
    number = int.from_bytes(b"\1" + pack.enrolment.to_bytes(4) + pack.proof + pack.packed)
    chunks: list[str] = []
    while number:
        number, chunk = divmod(number, 10**CHUNK)
        chunks.append(str(chunk).zfill(CHUNK))
    return "".join(reversed(chunks)).lstrip("0")
