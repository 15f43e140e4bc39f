"""The digest of a version's bytes, and the receipt: the short code that proves who has them."""

import hashlib

# Crockford's base 32: no I, L, O and U, so that a code survives being read aloud.
SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
BITS, SIGN_BITS = 40, 5


def digest_of_text(text: str) -> str:
    """The SHA-256 of the text's UTF-8 in hexadecimal.

    Half a character (a lone surrogate) has no UTF-8; it counts as U+FFFD, as in browsers.
    """
    return hashlib.sha256(whole_characters(text).encode()).hexdigest()


def whole_characters(text: str) -> str:
    """The text with U+FFFD for each half of a character, which UTF-8 cannot say."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def receipt_of(digest: str) -> str:
    """The first 40 bits of a digest in eight signs, e.g. "7K2M-9QXB"."""
    number = int(digest[: BITS // 4], 16)
    signs = [SIGNS[number >> shift & 31] for shift in range(BITS - SIGN_BITS, -1, -SIGN_BITS)]
    return "".join((*signs[:4], "-", *signs[4:]))
