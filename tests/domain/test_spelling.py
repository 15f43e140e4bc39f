"""Names that look the same have one key, however they were typed."""

import pytest

from judging.domain.spelling import look_of

SAME = {
    "vowel before the subscript": ("ស្រែ", "សែ្រ"),
    "sign before the vowel": ("ខ្ញុំ", "ខ្ញំុ"),
    "vowel typed as its halves": ("កើត", "កេីត"),
    "another vowel typed as its halves": ("កោះកុង", "កេាះកុង"),
    "a subscript that looks like another": ("បណ្តុះ", "បណ្ដុះ"),
    "two subscripts in the other order of marks": ("ស្ត្រី", "សី្ត្រ"),
    "a mark typed twice": ("ទឹក", "ទឹឹក"),
    "an invisible space": ("ទឹកត្រី", "ទឹក\u200bត្រី"),
    "blanks and dashes": ("ទឹក ត្រី", "ទឹក-ត្រី"),
    "Khmer figures": ("លេខ ១២", "លេខ 12"),
    "capital letters and accents": ("Café Mondulkiri", "CAFE  MONDULKIRI"),
    "register shifter after the vowel": ("ប៉ី", "បី៉"),
}
OTHER = [("ទឹកត្រី", "ទឹកក្រូច"), ("កាត", "កាដ"), ("បី", "ប៉ី"), ("Kep", "Kampot"), ("ម្រេច", "ម្រះ")]


@pytest.mark.parametrize("why", SAME)
def test_what_looks_the_same_has_one_key(why: str) -> None:
    one, other = SAME[why]
    assert one != other
    assert look_of(one) == look_of(other)


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_what_looks_different_has_another_key(one: str, other: str) -> None:
    assert look_of(one) != look_of(other)


@pytest.mark.parametrize("empty", ["", " - ", "\u200b", "…"])
def test_a_name_without_letters_has_no_key(empty: str) -> None:
    assert look_of(empty) == ""
