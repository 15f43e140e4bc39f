"""Round files with every fault that somebody could think of, and what is said about each."""

import json
import zlib
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from judging.documents import sealed_files
from judging.documents.sealed_files import new_key, pack_round
from judging.domain.meaning import to_plain
from judging.domain.receipt import digest_of_text
from judging.domain.round_checking import digest_of_result
from judging.domain.rounds import Departure
from tests.travelling import Journey, forged, opened

Fault = Callable[[Journey, bytes], bytes]
NOT_SIGNED = "not signed with the key of this round"
DAMAGED = "damaged on its way"
NO_ROUND = "This is no round file"
UNREADABLE = "does not say what this version of the app expects"
NOT_WHOLE = "The file is not whole"
NOT_THERE = "names things that are not in it"
OTHER_RESULT = "not what the province froze"
OTHER_SHEET = "is not what the province received"


def plain(journey: Journey, data: bytes) -> dict[str, Any]:
    """What the file says, as JSON."""
    return dict(to_plain(opened(journey, data)))


def written(journey: Journey, told_: object) -> bytes:
    """A file that says just this, signed with the right key."""
    return pack_round(told_, journey.secret)[0]  # type: ignore[arg-type]


def with_value(name: str, value: object) -> Fault:
    return lambda j, d: written(j, plain(j, d) | {name: value})


def raw(body: Callable[[bytes], bytes]) -> Fault:
    """Other bytes in the file's place, with their digest and the right signature."""

    def make(journey: Journey, data: bytes) -> bytes:
        packed = body(data.split(b"\n", 3)[3])
        head = f"OVOP round file 1\n{sha256(packed).hexdigest()}\n".encode()
        key = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(journey.secret))
        return head + key.sign(head).hex().encode() + b"\n" + packed

    return make


def other_key(journey: Journey, data: bytes) -> bytes:
    return pack_round(opened(journey, data), new_key()[0])[0]


def signature_of_another_file(journey: Journey, data: bytes) -> bytes:
    other = forged(journey, data, number=7).split(b"\n", 3)
    title, digest, _, packed = data.split(b"\n", 3)
    return b"\n".join([title, digest, other[2], packed])


def wrong_digest_signed(journey: Journey, data: bytes) -> bytes:
    """The right key has signed a digest of something else."""
    *_, packed = data.split(b"\n", 3)
    head = f"OVOP round file 1\n{'0' * 64}\n".encode()
    key = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(journey.secret))
    return head + key.sign(head).hex().encode() + b"\n" + packed


def entry_missing(journey: Journey, data: bytes) -> bytes:
    return forged(journey, data, recount=False, entries=opened(journey, data).entries[1:])


def entry_missing_and_counted(journey: Journey, data: bytes) -> bytes:
    return forged(journey, data, entries=opened(journey, data).entries[1:])


def twice(name: str) -> Fault:
    return lambda j, d: forged(j, d, **{name: (getattr(opened(j, d), name)[0],) * 2})


def entry_with(**changes: object) -> Fault:
    def make(journey: Journey, data: bytes) -> bytes:
        first, *others = opened(journey, data).entries
        return forged(journey, data, entries=(replace(first, **changes), *others))  # type: ignore[arg-type]

    return make


def sheet_changed(journey: Journey, data: bytes) -> bytes:
    first, *others = opened(journey, data).sheets
    answers = json.dumps(json.loads(first.answers) | {"A1": "0"}, sort_keys=True)
    return forged(journey, data, sheets=(replace(first, answers=answers), *others))


def sheet_missing(journey: Journey, data: bytes) -> bytes:
    return forged(journey, data, recount=False, sheets=opened(journey, data).sheets[1:])


def result_changed(journey: Journey, data: bytes) -> bytes:
    result = opened(journey, data).result
    first, *others = result.entries
    better = replace(first, content=first.content.replace('"rank":1', '"rank":2'))
    return forged(journey, data, result=replace(result, entries=(better, *others)))


def result_with(change: Callable[[str], str], of: str = "entries") -> Fault:
    """A result that says something else, its digest made anew."""

    def make(journey: Journey, data: bytes) -> bytes:
        result = opened(journey, data).result
        if of == "content":
            result = replace(result, content=change(result.content))
        else:
            first, *others = result.entries
            assert change(first.content) != first.content
            changed = replace(first, content=change(first.content))
            result = replace(result, entries=(changed, *others))
        digest = digest_of_result(result.content, [one.content for one in result.entries])
        return forged(journey, data, result=replace(result, digest=digest))

    return make


def product_with(**changes: object) -> Fault:
    def make(journey: Journey, data: bytes) -> bytes:
        registry = opened(journey, data).registry
        first, *others = registry.products
        changed = (replace(first, **changes), *others)  # type: ignore[arg-type]
        return forged(journey, data, registry=replace(registry, products=changed))

    return make


def arrival_changed(journey: Journey, data: bytes) -> bytes:
    file = plain(journey, data)
    sheet = file["sheets"][0]
    arrival = {
        "identity": "b0e1", "digest": digest_of_text("{}"), "body": "{ }", "judge": sheet["judge"],
        "via": "tablet", "arrived_at": sheet["saved_at"], "made_at": "", "outcome": "received",
    }  # fmt: skip
    contents = file["contents"] | {"arrivals": 1}
    return written(journey, file | {"arrivals": [arrival], "contents": contents})


def wide(journey: Journey, data: bytes) -> bytes:
    """A few kilobytes that would be hundreds of megabytes."""
    bomb = zlib.compressobj(9)
    blank = b" " * 10_000_000
    return raw(lambda _: b"".join([bomb.compress(blank) for _ in range(12)]) + bomb.flush())(
        journey, data
    )


FAULTS: dict[str, tuple[Fault, str]] = {
    "empty": (lambda j, d: b"", NO_ROUND),
    "a picture": (lambda j, d: b"\x89PNG\r\n\x1a\n" + d, NO_ROUND),
    "a starter file": (lambda j, d: j.starter.data, NO_ROUND),
    "the title alone": (lambda j, d: d[:18], NO_ROUND),
    "cut in the signature": (lambda j, d: d[:150], NO_ROUND),
    "cut in the middle": (lambda j, d: d[: len(d) // 2], DAMAGED),
    "cut by a byte": (lambda j, d: d[:-1], DAMAGED),
    "with something behind it": (lambda j, d: d + b"\n", DAMAGED),
    "too long": (lambda j, d: d + b"0" * sealed_files.MOST_BYTES, "too large"),
    "of capital digits": (lambda j, d: d[:20] + d[20:90].upper() + d[90:], NO_ROUND),
    "signed with another key": (other_key, NOT_SIGNED),
    "with another file's signature": (signature_of_another_file, NOT_SIGNED),
    "with the digest of something else": (wrong_digest_signed, DAMAGED),
    "inflating beyond all bounds": (wide, "too large"),
    "not deflated": (raw(lambda packed: b"plain text"), UNREADABLE),
    "cut and signed": (raw(lambda packed: packed[:-9]), UNREADABLE),
    "two in one": (raw(lambda packed: packed * 2), UNREADABLE),
    "no JSON": (raw(lambda packed: zlib.compress(b"not JSON")), UNREADABLE),
    "no UTF-8": (raw(lambda packed: zlib.compress(b'{"a":"\xff"}')), UNREADABLE),
    "nested too deeply": (raw(lambda packed: zlib.compress(b"[" * 900_000)), UNREADABLE),
    "spaced otherwise": (
        raw(lambda packed: zlib.compress(zlib.decompress(packed).replace(b":", b": "))),
        UNREADABLE,
    ),
    "a list": (lambda j, d: written(j, [plain(j, d)]), UNREADABLE),
    "with a field more": (with_value("key", "x"), UNREADABLE),
    "of a later format": (with_value("format", 2), "another version of the app"),
    "with a number as text": (with_value("number", "1"), UNREADABLE),
    "with a time without zone": (with_value("made_at", "2027-04-07T05:00:00"), UNREADABLE),
    "with number 0": (with_value("number", 0), NOT_WHOLE),
    "with a number no database keeps": (with_value("number", 2**40), NOT_WHOLE),
    "of another competition": (
        with_value("competition", "4f6cf44e-0000-4000-8000-000000000000"),
        "This file is of the round",
    ),
    "of another province": (with_value("province", "KH-8"), "OVOP-2027.KH-8; bring it home there"),
    "begun with another starter": (with_value("starter", "0" * 64), "another starter file"),
    "an entry missing": (entry_missing, NOT_WHOLE),
    "an entry missing, counted anew": (entry_missing_and_counted, NOT_THERE),
    "an entry twice": (twice("entries"), NOT_THERE),
    "a judge twice": (twice("judges"), NOT_THERE),
    "a sheet missing": (sheet_missing, NOT_WHOLE),
    "a sheet changed": (sheet_changed, OTHER_SHEET),
    "a sheet twice": (twice("sheets"), NOT_THERE),
    "an arrival changed": (arrival_changed, OTHER_SHEET),
    "the result changed": (result_changed, OTHER_RESULT),
    "a rank without a score": (
        result_with(lambda text: text.replace('"points":"100"', '"points":"0"')),
        OTHER_RESULT,
    ),
    "an entry of the result of another shape": (
        result_with(lambda text: text.replace('"rank":', '"place":')),
        UNREADABLE,
    ),
    "the result of another code": (
        result_with(lambda text: text.replace('"code":"', '"code":"9', 1)),
        OTHER_RESULT,
    ),
    "judged by another standard": (
        result_with(lambda text: text.replace('"standard":"', '"standard":"0'), "content"),
        "another written standard",
    ),
    "the result says nothing": (result_with(lambda text: "[]", "content"), "another written"),
    "a group that there is not": (entry_with(group="NONE"), NOT_THERE),
    "an entry gone without reason": (entry_with(departure=Departure.WITHDRAWN), NOT_THERE),
    "an entry out of itself": (entry_with(moved_from="none"), NOT_THERE),
    "a code that no row keeps": (entry_with(code="9" * 41), NOT_THERE),
    "a product that is not in it": (entry_with(product="none"), NOT_THERE),
    "a product of nobody": (product_with(producer="none"), NOT_THERE),
}
