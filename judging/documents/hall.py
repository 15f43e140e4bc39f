"""Papers for the hall: labels of samples, flight sheets, cards on the tables, the judges' guide.

They say codes and never what is behind them; only the table cards name judges.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from judging.documents.dates import english_date, khmer_date
from judging.documents.qr import QrCode
from judging.documents.typefaces import unprintable
from judging.domain.refusal import Refusal
from judging.domain.words import Words

_NOTHING: Final[Mapping[str, QrCode]] = {}


@dataclass(frozen=True, slots=True)
class PrintedFlight:
    """One flight: the codes in serving order, for all seats or for each of them."""

    panel: str
    group: Words
    number: int
    day: date | None
    seats: int
    orders: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """A panel at its table: judges in the order of their seats, and which of them leads."""

    panel: str
    group: Words
    judges: tuple[Words, ...]
    chair: int | None


def render_labels(
    samples: Sequence[tuple[str, Words]], *, competition: Words, round_code: str, copies: int
) -> bytes:
    """Labels of 70 x 37 mm, 24 on A4, `copies` of each sample: (code, group) side by side.

    The QR code says the round's code and the sample's: `OVOP-2027 4821`.
    """
    _check(competition, *(group for _, group in samples))
    labels = [sample for sample in samples for _ in range(copies)]
    context = {
        "competition_km": competition.km,
        "competition_en": competition.en,
        "round_code": round_code,
        "labels": [
            {"code": code, "group_km": group.km, "group_en": group.en, "picture": f"code-{code}"}
            for code, group in labels
        ],
    }
    drawn = {f"code-{code}": QrCode(f"{round_code} {code}") for code, _ in samples}
    return _print("sample-labels", "labels", context, drawn)


def render_flight_sheets(flights: Sequence[PrintedFlight], *, competition: Words) -> bytes:
    """A page a flight: what is served when, with a box to tick for each seat."""
    _check(competition, *(flight.group for flight in flights))
    context = {
        "competition_km": competition.km,
        "competition_en": competition.en,
        "flights": [_flight(flight) for flight in flights],
    }
    return _print("flight-sheets", "flights", context, _NOTHING)


def render_table_cards(tables: Sequence[PrintedTable], *, competition: Words) -> bytes:
    """A page a panel, to stand on its table."""
    _check(competition, *(words for one in tables for words in (one.group, *one.judges)))
    context = {
        "competition_km": competition.km,
        "competition_en": competition.en,
        "tables": [_table(table) for table in tables],
    }
    return _print("table-cards", "tables", context, _NOTHING)


def render_judges_guide(competition: Words) -> bytes:
    """One page for every judge: how to enrol, score and hand in, and whom to ask."""
    _check(competition)
    context = {"competition_km": competition.km, "competition_en": competition.en}
    return _print("judge-guide", "guide", context, _NOTHING)


def _flight(flight: PrintedFlight) -> dict[str, Any]:
    is_shared = len(flight.orders) == 1
    return {
        "panel": flight.panel,
        "group_km": flight.group.km,
        "group_en": flight.group.en,
        "number": flight.number,
        "day_km": khmer_date(flight.day) if flight.day else "",
        "day_en": english_date(flight.day) if flight.day else "",
        "seats": list(range(1, flight.seats + 1)),
        "is_shared": is_shared,
        # A row is a place in the order: one code, or a code for each seat.
        "rows": [list(row) for row in zip(*flight.orders, strict=True)],
    }


def _table(table: PrintedTable) -> dict[str, Any]:
    return {
        "panel": table.panel,
        "group_km": table.group.km,
        "group_en": table.group.en,
        "judges": [
            {"km": name.km, "en": name.en, "leads": seat == table.chair}
            for seat, name in enumerate(table.judges)
        ],
    }


def _print(
    design: str, page: str, context: Mapping[str, Any], drawn: Mapping[str, QrCode]
) -> bytes:
    # WeasyPrint takes a second to load, and most processes never print.
    from judging.documents.press import print_page

    return print_page(design, page, context, drawn)


def _check(*texts: Words) -> None:
    for text in (side for words in texts for side in (words.km, words.en)):
        if odd := next(unprintable(text), None):
            raise Refusal(
                "“%(name)s” has the character “%(odd)s”, which cannot be printed: correct it.",
                name=text,
                odd=odd,
            )
