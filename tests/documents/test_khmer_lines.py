"""Khmer has no spaces: lines break between words, by the machine's ICU."""

import ctypes.util

import pytest

from judging.documents import khmer_lines
from judging.documents.khmer_lines import ZERO_WIDTH_SPACE, break_khmer

SENTENCE = "គណៈកម្មាធិការជាតិជំរុញចលនាភូមិមួយផលិតផលមួយ"


def test_words_are_parted_by_zero_width_spaces() -> None:
    assert break_khmer(SENTENCE).split(ZERO_WIDTH_SPACE) == [
        "គណៈកម្មាធិការ", "ជាតិ", "ជំរុញ", "ចលនា", "ភូមិ", "មួយ", "ផលិតផល", "មួយ",
    ]  # fmt: skip


def test_breaking_adds_nothing_but_zero_width_spaces() -> None:
    text = f"{SENTENCE} 2027, abc 😀ប្រេងដូង។ ៩២.៥០"
    assert break_khmer(text).replace(ZERO_WIDTH_SPACE, "") == text


def test_no_break_is_added_beside_a_space() -> None:
    broken = break_khmer("ភូមិមួយ ផលិតផលមួយ")
    assert f" {ZERO_WIDTH_SPACE}" not in broken
    assert f"{ZERO_WIDTH_SPACE} " not in broken


def test_other_writing_stays_as_it_is() -> None:
    assert break_khmer("One Village One Product") == "One Village One Product"


def test_a_machine_without_icu_is_told_to_run_make_setup(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ctypes.util, "find_library", lambda name: None)
    khmer_lines._icu.cache_clear()
    with pytest.raises(RuntimeError, match="make setup"):
        break_khmer("ប្រេងដូងសុទ្ធ")
