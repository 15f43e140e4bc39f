"""Names as they can be printed: Khmer and Latin letters, without invisible characters."""

import unicodedata
from collections.abc import Iterator

from judging.domain.refusal import Refusal
from judging.domain.words import Words

# What the certificate's typefaces hold: Latin with accents, Khmer, dashes, quotes and the like.
PRINTED = (range(0x20, 0x7F), range(0xA0, 0x100), range(0x1780, 0x1800), range(0x2010, 0x2027))
INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
LONGEST = 300


def printable(name: str) -> str:
    """The name as it is kept: composed, trimmed, without invisible characters.

    Refuses a character that no certificate could print, and a name that is too long.
    """
    kept = " ".join(unicodedata.normalize("NFC", name).translate(INVISIBLE).split())
    odd = next(_unprinted(kept), None)
    if odd:
        raise Refusal(
            "“%(odd)s” cannot be printed on a certificate; use Khmer or Latin letters.", odd=odd
        )
    if len(kept) > LONGEST:
        raise Refusal("Shorten the name to %(length)s characters.", length=LONGEST)
    return kept


def printable_words(words: Words) -> Words:
    """Both languages as they are kept."""
    return Words(printable(words.km), printable(words.en))


def _unprinted(text: str) -> Iterator[str]:
    return (letter for letter in text if not any(ord(letter) in block for block in PRINTED))
