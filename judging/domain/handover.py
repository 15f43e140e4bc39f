"""Handover: the unsent versions of enrolments, out of QR codes or a file that a tablet made."""

import base64
import binascii
import hmac
import json
import re
import zlib
from collections.abc import Iterable
from dataclasses import dataclass

from judging.domain.refusal import Refusal, sentence
from judging.domain.version import Unreadable, number_from, read_object

FORMAT = 1
PROOF = 16  # bytes
LARGEST = 4 * 1024 * 1024  # bytes of one pack, inflated
MOST_DIGITS = 100_000
CODE = re.compile(r"91(\d\d)(\d\d)(\d)(\d)(\d+)", re.ASCII)
# Python turns at most 4,300 digits at once into a number.
CHUNK = 4000
BROKEN = sentence("This handover cannot be read; show it again on the tablet.")


@dataclass(frozen=True, slots=True)
class Pack:
    """Versions of one enrolment as they travel; `proof` shows that the tablet packed them."""

    enrolment: int
    proof: bytes
    packed: bytes

    def is_proven(self, key: str) -> bool:
        """Whether who packed this knew the enrolment's handover key (64 hexadecimal digits)."""
        return hmac.compare_digest(self.proof, proof_of(self.packed, key))

    def texts(self) -> list[str]:
        """The texts of the versions; Refusal if they are damaged."""
        inflating = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            plain = inflating.decompress(self.packed, LARGEST)
            texts = json.loads(plain.decode())
        except (zlib.error, ValueError, RecursionError) as error:
            raise Refusal(BROKEN) from error
        if not inflating.eof or not isinstance(texts, list):
            raise Refusal(BROKEN)
        if not all(isinstance(text, str) for text in texts):
            raise Refusal(BROKEN)
        return texts


@dataclass(frozen=True, slots=True)
class Code:
    """One QR code of a handover: the `place`th `of` all; a `piece` of a pack cut in `pieces`."""

    place: int
    of: int
    piece: int
    pieces: int
    digits: str


def proof_of(packed: bytes, key: str) -> bytes:
    """The first 16 bytes of HMAC-SHA-256 under a key of 64 hexadecimal digits."""
    return hmac.digest(bytes.fromhex(key), packed, "sha256")[:PROOF]


def packs_of(texts: Iterable[str]) -> list[Pack]:
    """The packs in the codes of one handover, read in any order and any number of times.

    Refuses codes of two handovers at once, and says which codes are still missing.
    """
    codes = _code_by_place(map(read_code, texts))
    of = next(iter(codes.values())).of
    missing = [place for place in range(1, of + 1) if place not in codes]
    if missing:
        raise Refusal(
            "Codes of this handover are still missing: %(places)s of %(of)s.",
            places=", ".join(map(str, missing)),
            of=of,
        )
    packs, place = [], 1
    while place <= of:
        packs.append(_pack_at(codes, place))
        place += codes[place].pieces
    return packs


def read_code(text: str) -> Code:
    """The code with this text; Refusal if it is no code of a handover."""
    match = CODE.fullmatch(text.strip())
    if match is None or len(text) > MOST_DIGITS:
        raise Refusal("This is no code of a handover; scan the codes that the tablet shows.")
    *places, digits = match.groups()
    place, of, piece, pieces = map(int, places)
    if not (1 <= place <= of and 1 <= piece <= pieces):
        raise Refusal(BROKEN)
    return Code(place, of, piece, pieces, digits)


def pack_of_file(text: str) -> Pack:
    """The pack in a file of unsent sheets."""
    try:
        plain = read_object(text)
        if plain.get("format") != FORMAT:
            raise Unreadable("another format")
        proof = binascii.unhexlify(str(plain.get("proof")))
        packed = base64.b64decode(str(plain.get("packed")), validate=True)
        return Pack(number_from(plain.get("enrolment")), proof, packed)
    except ValueError as error:
        raise Refusal("This is no file of unsent sheets; choose the file of the tablet.") from error


def _code_by_place(codes: Iterable[Code]) -> dict[int, Code]:
    by_place: dict[int, Code] = {}
    of = set()
    for code in codes:
        of.add(code.of)
        if by_place.setdefault(code.place, code) != code or len(of) > 1:
            raise Refusal("These codes are of different handovers; scan one tablet at a time.")
    if not by_place:
        raise Refusal("Scan the codes that the tablet shows, or choose its file.")
    return by_place


def _pack_at(codes: dict[int, Code], place: int) -> Pack:
    pieces = codes[place].pieces
    run = [codes.get(place + number) for number in range(pieces)]
    found = [code for code in run if code]
    if [(c.piece, c.pieces) for c in found] != [(n, pieces) for n in range(1, pieces + 1)]:
        raise Refusal(BROKEN)
    number = _number_of("".join(code.digits for code in found))
    plain = number.to_bytes(-(-number.bit_length() // 8))
    if plain[:1] != b"\1" or len(plain) < 5 + PROOF:
        raise Refusal(BROKEN)
    return Pack(int.from_bytes(plain[1:5]), plain[5 : 5 + PROOF], plain[5 + PROOF :])


def _number_of(digits: str) -> int:
    number = 0
    for start in range(0, len(digits), CHUNK):
        chunk = digits[start : start + CHUNK]
        number = number * 10 ** len(chunk) + int(chunk)
    return number
