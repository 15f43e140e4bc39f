"""Names by how they look: one key for all ways of typing what reads the same.

Khmer marks of one syllable can be typed in several orders that look alike, and no Unicode form
puts them in order: they are sorted here by the classes of the Khmer Encoding Structure (SIL).
"""

import re
import unicodedata

from judging.domain.names import INVISIBLE

COENG, SUBSCRIPT_DA, SUBSCRIPT_TA = "\u17d2", "\u17d2\u178a", "\u17d2\u178f"
# A subscript is two characters; every other mark of a syllable is one.
SYLLABLE = re.compile("([\u1780-\u17b3])((?:\u17d2[\u1780-\u17b3]|[\u17b6-\u17d1\u17d3\u17dd])+)")
MARK = re.compile("\u17d2[\u1780-\u17b3]|[\u17b6-\u17d1\u17d3\u17dd]")
# In this order: robat, subscripts, register shifters, vowels before, below, above and after, signs.
CLASSES = (
    "\u17cc",
    COENG,
    "\u17c9\u17ca",
    "\u17be\u17bf\u17c0\u17c1\u17c2\u17c3\u17c4\u17c5",
    "\u17bb\u17bc\u17bd",
    "\u17b7\u17b8\u17b9\u17ba",
    "\u17b6",
    "\u17c6\u17cb\u17cd\u17ce\u17cf\u17d0\u17d1\u17d3\u17dd",
    "\u17c7\u17c8",
)
CLASS_BY_MARK = {mark: number for number, marks in enumerate(CLASSES) for mark in marks}
# Vowels that are often typed as their two halves.
WHOLE_VOWELS = (("\u17c1\u17b8", "\u17be"), ("\u17c1\u17b6", "\u17c4"))
NOT_SPOKEN = re.compile(r"[^\w\u1780-\u17dd]+|_")


def look_of(name: str) -> str:
    """The key under which names meet that look the same; empty for one without letters.

    Small and capital letters, accents, blanks and dashes make no difference, nor do Khmer figures.
    """
    plain = unicodedata.normalize("NFKD", name).translate(INVISIBLE).casefold()
    plain = "".join(letter for letter in plain if not _is_accent(letter))
    plain = "".join(str(unicodedata.digit(letter, letter)) for letter in plain)
    return NOT_SPOKEN.sub("", SYLLABLE.sub(_in_order, plain))


def _is_accent(letter: str) -> bool:
    return "\u0300" <= letter <= "\u036f"


def _in_order(syllable: re.Match[str]) -> str:
    base, marks = syllable.groups()
    by_class = sorted(MARK.findall(marks), key=lambda mark: CLASS_BY_MARK[mark[0]])
    # One mark typed twice looks like one; a subscript DA looks like a subscript TA.
    once = "".join(dict.fromkeys(by_class)).replace(SUBSCRIPT_DA, SUBSCRIPT_TA)
    for halves, whole in WHOLE_VOWELS:
        once = once.replace(halves, whole)
    return base + once
