"""Names are kept as they can be printed."""

import pytest

from judging.domain.names import printable
from judging.domain.refusal import Refusal


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  ទឹក\u200bត្រី  កំពត ", "ទឹកត្រី កំពត"),
        ("Cafe\u0301 de l’Ouest – 1", "Café de l’Ouest – 1"),
        ("", ""),
    ],
)
def test_blanks_and_invisible_characters_are_taken_out(typed: str, kept: str) -> None:
    assert printable(typed) == kept


@pytest.mark.parametrize("odd", ["名", "ภ", "\x07", "🏆"])
def test_what_no_typeface_holds_is_refused(odd: str) -> None:
    with pytest.raises(Refusal, match="cannot be printed"):
        printable(f"ទឹក{odd}")
