"""Judges' cards on A4, four a page: the facts of each card in, a PDF out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from judging.documents.dates import english_date, khmer_date, khmer_digits
from judging.documents.qr import QrCode
from judging.documents.typefaces import unprintable
from judging.domain.calendar import CAMBODIA
from judging.domain.cards import in_groups
from judging.domain.refusal import Refusal
from judging.domain.words import Words

_DESIGN: Final = "judge-card"
_PAGE: Final = "cards"


@dataclass(frozen=True, slots=True)
class PrintedCard:
    """Whose card it is, a judge's or a desk officer's, and its secret."""

    name: Words
    secret: str
    is_desk: bool = False


def render_cards(
    cards: Sequence[PrintedCard], *, competition: Words, address: str, until: datetime
) -> bytes:
    """The cards as PDF/A-3a; `address` is where the tablet app is, https://host:port/tablet/.

    Raises a Refusal if a name cannot be printed.
    """
    # WeasyPrint takes a second to load, and most processes never print.
    from judging.documents.press import print_page

    check_names(competition, *(card.name for card in cards))
    local = until.astimezone(CAMBODIA)
    context = {
        "competition_km": competition.km,
        "competition_en": competition.en,
        "address": address,
        "until_km": f"ម៉ោង {khmer_digits(f'{local:%H:%M}')} {khmer_date(local.date())}",
        "until_en": f"{local:%H:%M} on {english_date(local.date())}",
        "cards": [_context(number, card) for number, card in enumerate(cards)],
    }
    drawn = {
        _picture(number): QrCode(card_address(address, card.secret))
        for number, card in enumerate(cards)
    }
    return print_page(_DESIGN, _PAGE, context, drawn)


def card_address(address: str, secret: str) -> str:
    """What the picture on a card says: the app, and the secret where no server sees it."""
    return f"{address}#card={secret}"


def _context(number: int, card: PrintedCard) -> dict[str, Any]:
    return {
        "name_km": card.name.km,
        "name_en": card.name.en,
        "groups": in_groups(card.secret).split("-"),
        "picture": _picture(number),
        "is_desk": card.is_desk,
    }


def _picture(number: int) -> str:
    return f"code-{number}"


def check_names(*names: Words) -> None:
    """Refuse a name with a character that no typeface of the house has."""
    for text in (text for name in names for text in (name.km, name.en)):
        if odd := next(unprintable(text), None):
            raise Refusal(
                "“%(name)s” has the character “%(odd)s”, which cannot be printed: correct it.",
                name=text,
                odd=odd,
            )
