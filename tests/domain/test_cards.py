"""The secret of a card: drawn, printed in groups, typed by a person."""

from random import Random

import pytest

from judging.domain.cards import SIGNS, check_hours, draw_secret, in_groups, typed_secret
from judging.domain.refusal import Refusal


def test_a_secret_has_140_bits_in_signs_that_are_not_misread() -> None:
    secret = draw_secret(Random(1))
    assert len(secret) * 5 == 140
    assert set(secret) <= set(SIGNS)
    assert set("ILOU") & set(SIGNS) == set()
    assert len({draw_secret(Random(seed)) for seed in range(500)}) == 500


def test_what_is_printed_can_be_typed_in_any_way() -> None:
    secret = "0123456789ABCDEFGHJKMNPQRSTV"
    assert in_groups(secret) == "0123-4567-89AB-CDEF-GHJK-MNPQ-RSTV"
    assert typed_secret(in_groups(secret)) == secret
    assert typed_secret(" 0123 4567 89ab-cdef–ghjk".replace("–", " ")) == secret[:20]
    assert typed_secret("oIl-O0") == "01100"


def test_a_card_is_good_for_12_24_or_72_hours() -> None:
    assert [check_hours(hours) for hours in (12, 24, 72)] == [12, 24, 72]
    with pytest.raises(Refusal, match="Choose for how many hours"):
        check_hours(1000)
