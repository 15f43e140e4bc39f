"""Receipts and handovers, by the vectors that the tablet's JavaScript passes too."""

import json
from pathlib import Path
from random import Random

import pytest

from judging.domain.handover import Pack, pack_of_file, packs_of, proof_of
from judging.domain.receipt import digest_of_text, receipt_of
from judging.domain.refusal import Refusal
from tests.handovers import codes_of, file_of, pack

VECTORS = json.loads((Path(__file__).parents[1] / "vectors" / "handover.json").read_text())
KEY = "5a" * 32


def packs() -> list[Pack]:
    return [
        Pack(plain["enrolment"], bytes.fromhex(plain["proof"]), bytes.fromhex(plain["packed"]))
        for plain in VECTORS["packs"]
    ]


@pytest.mark.parametrize("case", VECTORS["digests"], ids=lambda case: case["receipt"])
def test_a_receipt_is_the_first_forty_bits_of_the_digest(case) -> None:
    assert digest_of_text(case["text"]) == case["digest"]
    assert receipt_of(case["digest"]) == case["receipt"]


def test_a_receipt_as_reckoned_by_hand() -> None:
    # In groups of five bits: 7, K is 19, 2, M is 20, then 9, Q is 23, X is 29, B is 11.
    number = int("".join(f"{group:05b}" for group in (7, 19, 2, 20, 9, 23, 29, 11)), 2)
    assert receipt_of(f"{number:010x}" + "0" * 54) == "7K2M-9QXB"


@pytest.mark.parametrize("place", range(len(VECTORS["packs"])))
def test_packs_are_those_of_the_vectors(place: int) -> None:
    plain, one = VECTORS["packs"][place], packs()[place]
    assert one.texts() == plain["texts"]
    assert proof_of(one.packed, plain["handover_key"]).hex() == plain["proof"]
    assert one.is_proven(plain["handover_key"])
    assert not one.is_proven(KEY)
    assert json.loads(file_of(one)) == plain["file"]
    assert pack_of_file(json.dumps(plain["file"])) == one
    assert codes_of([one], 10**6) == [f"91010111{plain['digits']}"]


@pytest.mark.parametrize("series", VECTORS["series"], ids=lambda series: str(series["longest"]))
def test_codes_are_those_of_the_vectors_in_any_order(series) -> None:
    wanted = [packs()[place] for place in series["packs"]]
    assert codes_of(wanted, series["longest"]) == series["codes"]
    mixed = series["codes"] * 2
    Random(7).shuffle(mixed)
    assert packs_of(mixed) == wanted


def test_what_is_packed_is_unpacked() -> None:
    texts = [f"ពិន្ទុ {number}" * 300 for number in range(10)]
    assert packs_of(codes_of([pack(texts, 5, KEY)], 900))[0].texts() == texts


def test_missing_codes_are_named() -> None:
    codes = codes_of([pack(["x" * 10, "y"], 5, KEY)], 20)
    with pytest.raises(Refusal, match=r"still missing: 2, 4 of"):
        packs_of([code for place, code in enumerate(codes, start=1) if place not in (2, 4)])


def test_codes_of_two_handovers_are_not_mixed() -> None:
    one, two = (codes_of([pack([text], 5, KEY)], 40) for text in ("one text", "another"))
    with pytest.raises(Refusal, match="one tablet at a time"):
        packs_of([*one, *two])


WRONG_CODES = [
    "",
    "hello",
    "91",
    "92010111123",
    "91000011123",
    "91020111123",
    "91010121123",
    "910101119",
    "91010111" + "9" * 60,
    "91010122" + "9" * 60,
    "91010111" + "៩" * 60,
]


@pytest.mark.parametrize("text", WRONG_CODES)
def test_a_wrong_code_is_refused(text: str) -> None:
    with pytest.raises(Refusal):
        _ = [one.texts() for one in packs_of([text])]


WRONG_FILES = [
    "",
    "[]",
    "{}",
    '{"format": 2, "enrolment": 31, "proof": "00", "packed": ""}',
    '{"format": 1, "enrolment": true, "proof": "00", "packed": ""}',
    '{"format": 1, "enrolment": 31, "proof": "xx", "packed": ""}',
    '{"format": 1, "enrolment": 31, "proof": "00", "packed": "ក"}',
    '{"format": 1, "enrolment": 31, "proof": "00", "packed": "AAAA"}',
]


@pytest.mark.parametrize("text", WRONG_FILES)
def test_a_wrong_file_is_refused(text: str) -> None:
    with pytest.raises(Refusal):
        pack_of_file(text).texts()


def test_a_pack_that_swells_is_refused() -> None:
    with pytest.raises(Refusal):
        pack(["x" * 5_000_000], 5, KEY).texts()
