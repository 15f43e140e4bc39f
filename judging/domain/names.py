"""Names as they can be printed: Khmer and Latin letters, without invisible characters."""

import unicodedata
from collections.abc import Iterator

from judging.domain.refusal import Refusal
from judging.domain.words import Words

# What the certificate's typefaces hold: Latin with accents, Khmer, and the usual dashes and quotes.
PRINTED = frozenset(
    [
        *map(chr, [*range(0x20, 0x7F), *range(0xC0, 0x100)]),
        *map(chr, [*range(0x1780, 0x17DE), *range(0x17E0, 0x17EA)]),
        *"\u00a0°«»·–—‘’“”…",
    ]
)
INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
FIGURES = str.maketrans("០១២៣៤៥៦៧៨៩", "0123456789")
LONGEST = 300
# Four levels of a place share one line.
LONGEST_PLACE = 70


def printable(name: str, longest: int = LONGEST) -> str:
    """The name as it is kept: composed, trimmed, without invisible characters.

    Refuses a character that no certificate could print, and a name that is too long.
    """
    kept = " ".join(unicodedata.normalize("NFC", name).translate(INVISIBLE).split())
    odd = next(_unprinted(kept), None)
    if odd:
        raise Refusal(
            "“%(odd)s” cannot be printed on a certificate; use Khmer or Latin letters.", odd=odd
        )
    if len(kept) > longest:
        raise Refusal("Shorten the name to %(length)s characters.", length=longest)
    return kept


def plain_digits(text: str) -> str:
    """The text with Khmer figures written as 0 to 9, and without invisible characters."""
    return text.translate(INVISIBLE).translate(FIGURES)


def printable_words(words: Words, longest: int = LONGEST) -> Words:
    """Both languages as they are kept."""
    return Words(printable(words.km, longest), printable(words.en, longest))


def _unprinted(text: str) -> Iterator[str]:
    return (letter for letter in text if letter not in PRINTED)
