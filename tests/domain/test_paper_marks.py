"""The code on a printed sheet says what it is, and nothing else passes for one."""

from dataclasses import replace

import pytest

from judging.domain.paper_marks import PaperMark, read_mark
from judging.domain.refusal import Refusal
from judging.domain.rubric import Scorer

MARK = PaperMark(
    "3f2a9c41-77aa-4bbb-8ccc-000000000000",
    "OVOP-2027.KH-7",
    "4711",
    12,
    Scorer.DESK,
    "12dd240bcce5",
)
TEXT = "OVOP1/3F2A9C41/OVOP-2027.KH-7/4711/12/DESK/12DD240BCCE5"


def test_a_mark_is_short_and_in_the_signs_that_codes_hold_best() -> None:
    assert MARK.text == TEXT
    assert set(TEXT) <= set("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:")


@pytest.mark.parametrize("mark", [MARK, replace(MARK, entry=None, judge=None)])
def test_what_is_written_is_read_again(mark: PaperMark) -> None:
    read = read_mark(f"  {mark.text.lower()}\n")
    assert read == replace(mark, competition="3f2a9c41")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "4711",
        "https://ovop.example/v/1",
        TEXT.replace("OVOP1", "OVOP2"),
        TEXT.replace("DESK", "CHAIR"),
        TEXT.replace("/12/", "//"),
        TEXT + "/",
        TEXT.replace("4711", "4711'--"),
    ],
)
def test_nothing_else_is_a_mark(text: str) -> None:
    with pytest.raises(Refusal, match="not the code of a printed sheet"):
        read_mark(text)


def test_a_sheet_is_of_one_round_of_one_competition() -> None:
    assert MARK.is_of(MARK.competition, "OVOP-2027.KH-7")
    assert not MARK.is_of(MARK.competition, "OVOP-2027")
    assert not MARK.is_of("00000000-77aa-4bbb-8ccc-000000000000", "OVOP-2027.KH-7")
