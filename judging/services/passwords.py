"""Passwords are kept as argon2id hashes only."""

import secrets

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

from judging.domain.refusal import Refusal

# OWASP's second choice: 19 MiB, two passes; about 25 ms on the event laptop.
HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
# Checked when the login is unknown, so that the answer takes as long as for a known one.
NOBODY = HASHER.hash("nobody has this password")
SHORTEST = 8
LEGIBLE = "abcdefghijkmnpqrstuvwxyz23456789"


def hash_password(password: str) -> str:
    """The hash to keep; a password that is too short is refused."""
    if len(password) < SHORTEST:
        raise Refusal("A password needs at least %(length)s characters.", length=SHORTEST)
    return HASHER.hash(password)


def draw_password() -> str:
    """A fresh password that is easy to read aloud: 60 bits, without l, 1, o and 0."""
    words = ("".join(secrets.choice(LEGIBLE) for _ in range(4)) for _ in range(3))
    return "-".join(words)


def is_password(kept: str | None, password: str) -> bool:
    """Whether the password is the one of the hash that was kept."""
    try:
        return HASHER.verify(kept or NOBODY, password) and kept is not None
    except (VerifyMismatchError, InvalidHashError):
        return False
