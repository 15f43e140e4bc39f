"""Exact numbers as text and back."""

import re
from decimal import Decimal
from fractions import Fraction

from judging.domain.combining import round_half_up
from judging.domain.refusal import Refusal

# A number that does not end (a mean of three without rounding) is kept to this step.
SHOWN_STEP = Decimal("0.000001")
# What people read has two places: more says nothing to them.
READ_STEP = Decimal("0.01")
POINTS = re.compile(r"[+-]?(\d{1,9}(\.\d{0,9})?|\.\d{1,9})")


def number_text(number: Fraction | Decimal) -> str:
    """A decimal string without trailing zeros; one that does not end, half up to six places."""
    top, bottom = number.as_integer_ratio()
    # 1 / (2^a 5^b) has as many places as the larger of a and b, which is below the bit length.
    for places in range(bottom.bit_length()):
        shift = 10**places
        if shift % bottom == 0:
            return _with_point(top * (shift // bottom), places)
    return number_text(round_half_up(number, SHOWN_STEP))


def points_text(number: Fraction | Decimal) -> str:
    """Points as people read them: half up to two places, without trailing zeros."""
    return number_text(round_half_up(number, READ_STEP))


def score_text(number: Fraction | Decimal) -> str:
    """A final score as people read it: exactly two places, so that a column reads straight."""
    hundredths = round_half_up(number, READ_STEP) / Fraction(READ_STEP)
    return str(Decimal(int(hundredths)).scaleb(-2))


def points_from(text: str) -> Decimal:
    """The points that a person wrote, e.g. "3", "7.25" or "៧.២៥"; at most 9 digits on each side.

    Raises Refusal for anything else, also for a decimal comma.
    """
    if not POINTS.fullmatch(text.strip()):
        raise Refusal("“%(text)s” is not a number; write points such as 3 or 7.5.", text=text)
    return Decimal(text.strip())


def _with_point(digits: int, places: int) -> str:
    if places == 0:
        return str(digits)
    text = str(abs(digits)).zfill(places + 1)
    return f"{'-' if digits < 0 else ''}{text[:-places]}.{text[-places:]}"
