"""Passwords that the house draws can be read aloud, and are not drawn twice."""

import re

from judging.services.passwords import draw_password, hash_password, is_password


def test_a_drawn_password_has_twelve_legible_characters_in_groups_of_four() -> None:
    drawn = [draw_password() for _ in range(200)]
    assert len(set(drawn)) == 200
    for password in drawn:
        assert re.fullmatch(r"(?:[a-km-z2-9]{4}-){2}[a-km-z2-9]{4}", password)
        assert "o" not in password


def test_a_drawn_password_is_long_enough_to_be_kept() -> None:
    password = draw_password()
    assert is_password(hash_password(password), password)
