"""How Python judges PINs and counts wrong ones, to compare the tablet with."""

from judging.domain.pins import ENOUGH, check_pin, pause_after
from judging.domain.refusal import Refusal
from tests.vectors.python_law import Plain

PINS = (
    "482915", "000123", "197305", "112234", "121213", "975310", "135792", "456780", "111223",
    "000000", "999999", "123456", "654321", "012345", "567890", "098765", "987654", "121212",
    "909090", "123123", "700700", "112233", "998877", "111222", "000999",
)  # fmt: skip


def pin_cases() -> Plain:
    """Whether a PIN may be chosen; the pause in seconds after so many wrong ones, where it ends."""
    return {
        "pins": [{"pin": pin, "is_good": _is_good(pin)} for pin in PINS],
        "pauses": [{"wrong": wrong, "seconds": _seconds(wrong)} for wrong in range(1, ENOUGH)],
        "limits": {"enough": ENOUGH},
    }


def _is_good(pin: str) -> bool:
    try:
        return check_pin(pin) == pin
    except Refusal:
        return False


def _seconds(wrong: int) -> int:
    pause = pause_after(wrong)
    return int(pause.total_seconds()) if pause else 0
