"""A judge's PIN: six digits that nobody guesses first, and the pause after wrong ones."""

import re
from datetime import timedelta

from judging.domain.refusal import Refusal

SIX_DIGITS = re.compile(r"[0-9]{6}")
UPWARD = "01234567890"
# So many wrong PINs in a row are free; each further one doubles the pause.
TRIES = 5
FIRST_PAUSE = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(minutes=15)
# After so many wrong PINs in a row only a new card helps.
ENOUGH = 20


def check_pin(pin: str) -> str:
    """The PIN, if it is six Latin digits and none of those that everybody tries first."""
    if not SIX_DIGITS.fullmatch(pin):
        raise Refusal("A PIN has exactly six digits.")
    if _is_a_run(pin) or _repeats(pin):
        raise Refusal("This PIN is easy to guess; choose six other digits.")
    return pin


def pause_after(wrong: int) -> timedelta | None:
    """How long nobody may try after `wrong` wrong PINs in a row; None while tries are left."""
    if wrong < TRIES:
        return None
    doublings = min(wrong - TRIES, 4)
    return min(FIRST_PAUSE * (1 << doublings), LONGEST_PAUSE)


def _is_a_run(pin: str) -> bool:
    """123456, 567890, 654321."""
    return pin in UPWARD or pin[::-1] in UPWARD


def _repeats(pin: str) -> bool:
    """000000, 121212, 123123, 112233, 111222."""
    halves, pairs = {pin[:3], pin[3:]}, {pin[:2], pin[2:4], pin[4:]}
    return (
        len(halves) == 1
        or len(pairs) == 1
        or all(len(set(half)) == 1 for half in halves)
        or all(len(set(pair)) == 1 for pair in pairs)
    )
