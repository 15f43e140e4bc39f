"""What is on a judge's card: a secret that a person can also type, and for how long it is good."""

import hashlib
from random import Random

from judging.domain.refusal import Refusal

# Crockford's base 32 has no I, L, O and U; whoever types one of the first three is understood.
SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
MISREAD = str.maketrans("OIL", "011", " -")
# 28 signs of 5 bits each: 140 bits, in seven groups of four.
LENGTH = 28
GROUP = 4
HOURS = (12, 24, 72)


def draw_secret(chance: Random) -> str:
    """A fresh secret of 140 bits; `chance` draws it."""
    return "".join(chance.choice(SIGNS) for _ in range(LENGTH))


def typed_secret(text: str) -> str:
    """The secret that was scanned or typed: without hyphens and blanks, misread signs put right."""
    return "".join(text.split()).upper().translate(MISREAD)


def in_groups(secret: str) -> str:
    """The secret as a person reads it: 7K2M-9QXB-…"""
    return "-".join(secret[at : at + GROUP] for at in range(0, len(secret), GROUP))


def digest_of(secret: str) -> str:
    """What is kept of a secret with at least 128 random bits."""
    return hashlib.sha256(secret.encode()).hexdigest()


def check_hours(hours: int) -> int:
    """The hours for which a card is good, if it is one of HOURS."""
    if hours not in HOURS:
        raise Refusal("Choose for how many hours the cards are good.")
    return hours
