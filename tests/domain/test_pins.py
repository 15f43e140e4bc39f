"""A PIN: six digits that nobody guesses first; wrong ones cost time."""

from datetime import timedelta

import pytest

from judging.domain.pins import check_pin, pause_after
from judging.domain.refusal import Refusal


@pytest.mark.parametrize("pin", ["482915", "000123", "197305", "112234", "121213"])
def test_six_digits_are_a_pin(pin: str) -> None:
    assert check_pin(pin) == pin


@pytest.mark.parametrize(
    "pin", ["", "12345", "1234567", "12345a", "១២៣៤៥៦", "４８２９１５", "482915\n", "48 915"]
)
def test_anything_else_is_refused(pin: str) -> None:
    with pytest.raises(Refusal, match="exactly six digits"):
        check_pin(pin)


@pytest.mark.parametrize(
    "pin",
    [
        "000000",
        "999999",
        "123456",
        "654321",
        "012345",
        "567890",
        "098765",
        "121212",
        "123123",
        "112233",
        "111222",
    ],
)
def test_what_everybody_tries_first_is_refused(pin: str) -> None:
    with pytest.raises(Refusal, match="easy to guess"):
        check_pin(pin)


def test_five_wrong_ones_cost_a_minute_and_each_further_one_twice_as_much_up_to_fifteen() -> None:
    pauses = [pause_after(wrong) for wrong in range(4, 12)]
    assert pauses == [None, *(timedelta(minutes=m) for m in (1, 2, 4, 8, 15, 15, 15))]
