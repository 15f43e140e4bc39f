"""What a certificate says, checked before it is set: plain values, all there, all printable."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from judging.documents.dates import english_date, khmer_date, khmer_digits
from judging.documents.typefaces import unprintable
from judging.domain.refusal import Refusal

Fact = str | int | bool
Facts = Mapping[str, Fact]

_BOTH_LANGUAGES: Final = (
    "product", "producer", "producer_form", "group", "place", "award", "competition",
    "signatory_name", "signatory_title", "issued_at",
)  # fmt: skip
_TYPE_BY_FACT: Final[Mapping[str, type[Fact]]] = {
    **{f"{fact}_{language}": str for fact in _BOTH_LANGUAGES for language in ("km", "en")},
    "number": str,
    "verify_url": str,
    "issued_on": str,
    "expires_on": str,
    "final_score": str,
    "stars": int,
    "year": int,
    "specimen": bool,
}
# A name that is not known yet is signed by hand.
_MAY_BE_BLANK: Final = {
    "final_score", "award_km", "award_en",
    "signatory_name_km", "signatory_name_en", "signatory_title_km", "signatory_title_en",
}  # fmt: skip
_LONGEST: Final = 300


def certificate_context(facts: Facts) -> dict[str, Fact]:
    """The facts and what is spelled from them: dates and numbers in words.

    Raises a Refusal that names the fact which is missing, blank, too long, of another type,
    or has a character that the typefaces lack.
    """
    for name, wanted in _TYPE_BY_FACT.items():
        _check(name, facts.get(name), wanted)
    for name in facts.keys() - _TYPE_BY_FACT.keys():
        raise Refusal("A certificate has no fact called “%(fact)s”.", fact=name)
    return {
        **facts,
        **_spelled("issued", _day(facts, "issued_on")),
        **_spelled("expires", _day(facts, "expires_on")),
        "year_km": khmer_digits(str(facts["year"])),
        "stars_km": khmer_digits(str(facts["stars"])),
        "final_score_km": khmer_digits(str(facts["final_score"])),
    }


def _check(name: str, value: object, wanted: type[Fact]) -> None:
    # type() and not isinstance: True is an int too, and a Markup string would not be escaped.
    if type(value) is not wanted:
        raise Refusal(
            "The certificate needs the fact “%(fact)s” as %(kind)s.",
            fact=name,
            kind={str: "text", int: "a whole number", bool: "yes or no"}[wanted],
        )
    if isinstance(value, str):
        _check_text(name, value)
    if name == "stars" and value not in range(6):
        raise Refusal("The certificate shows 0 to 5 stars, not %(stars)s.", stars=value)


def _check_text(name: str, text: str) -> None:
    if not text.strip() and name not in _MAY_BE_BLANK:
        raise Refusal("The certificate needs the fact “%(fact)s”: it is blank.", fact=name)
    if len(text) > _LONGEST:
        raise Refusal(
            "“%(fact)s” is longer than %(longest)s characters: shorten it for the certificate.",
            fact=name,
            longest=_LONGEST,
        )
    if character := next(unprintable(text), None):
        raise Refusal(
            "“%(fact)s” has the character “%(character)s” (%(code)s), which the typefaces of the "
            "certificate lack: write it another way.",
            fact=name,
            character=character,
            code=f"U+{ord(character):04X}",
        )


def _day(facts: Facts, name: str) -> date:
    try:
        return date.fromisoformat(str(facts[name]))
    except ValueError:
        raise Refusal(
            "“%(fact)s” must be a date such as 2027-01-31, not “%(text)s”.",
            fact=name,
            text=facts[name],
        ) from None


def _spelled(name: str, day: date) -> dict[str, Fact]:
    return {f"{name}_km": khmer_date(day), f"{name}_en": english_date(day)}
