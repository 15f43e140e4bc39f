"""What a refusal says, in the language and the digits of the page."""

from decimal import Decimal

from flask_babel import gettext

from judging.domain.refusal import Refusal
from judging.domain.words import Language, Words
from judging.web.filters import number, words
from judging.web.languages import speaking


def sentence_of(refusal: Refusal) -> str:
    """The sentence with its facts."""
    sentence: str = gettext(refusal.sentence)
    return sentence % {name: _as_text(fact) for name, fact in refusal.facts.items()}


def sentences_of(refusal: Refusal) -> dict[str, str]:
    """The sentence in every language, by its code: who asked may read any of them."""
    told = {}
    for language in Language:
        with speaking(language):
            told[language.value] = sentence_of(refusal)
    return told


def _as_text(fact: object) -> str:
    match fact:
        case Words():
            return words(fact)
        case int() | Decimal():
            return number(fact)
        case _:
            return str(fact)
