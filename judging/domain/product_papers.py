"""The papers of registered products: how long each is good, and which that are needed are there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from judging.domain.refusal import Refusal, sentence
from judging.domain.spelling import look_of
from judging.domain.standard import PaperGate, PaperKind, Standard

SOON, LATER = timedelta(days=30), timedelta(days=90)
# Papers of the Khmer year 2570 are papers of the year 2027.
OLDEST, FARTHEST = date(1950, 1, 1), timedelta(days=50 * 366)
OTHER_CALENDAR = sentence("Write the year as in the international calendar, e.g. 2027.")


@dataclass(frozen=True, slots=True)
class ProductPaper:
    """What a paper says; `issuer` is empty for the office that usually gives its kind.

    It is good up to and on `expires_on`; without one it does not expire.
    """

    kind: str
    issuer: str = ""
    number: str = ""
    issued_on: date | None = None
    expires_on: date | None = None


class Expiry(StrEnum):
    """How near the end of a paper is."""

    EXPIRED = "expired"
    SOON = "soon"
    LATER = "later"
    FAR = "far"


class Validity(StrEnum):
    """Whether a paper is good on all days of a competition, on the first only, or on none."""

    GOOD = "good"
    ENDS = "ends"
    EXPIRED = "expired"


class PaperState(StrEnum):
    """Whether a paper that is needed is there and good."""

    THERE = "there"
    MISSING = "missing"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class NeededPaper:
    """A paper that the standard asks of a product group.

    `expires_on` is that of the longest good one; None if there is none, or it does not expire.
    """

    kind: PaperKind
    gate: PaperGate
    state: PaperState
    expires_on: date | None

    @property
    def from_star(self) -> int | None:
        """The lowest star that needs the paper; None where nothing goes without it."""
        return None if self.gate.star is None else self.gate.star + 1


def expiry_of(expires_on: date | None, on: date) -> Expiry:
    """How near the end is on this day, in Cambodia's days: within 30, within 90, or farther."""
    if expires_on is None:
        return Expiry.FAR
    if expires_on < on:
        return Expiry.EXPIRED
    left = expires_on - on
    if left <= SOON:
        return Expiry.SOON
    return Expiry.LATER if left <= LATER else Expiry.FAR


def validity_of(expires_on: date | None, starts_on: date, ends_on: date) -> Validity:
    """On which days of a competition the paper is good."""
    if expires_on is None or expires_on >= ends_on:
        return Validity.GOOD
    return Validity.ENDS if expires_on >= starts_on else Validity.EXPIRED


def check_dates(paper: ProductPaper, today: date) -> None:
    """Refuse dates that no paper can have."""
    check_issue(paper, today)
    check_end(paper, today)


def check_issue(paper: ProductPaper, today: date) -> None:
    """Refuse a day of issue that cannot be."""
    if paper.issued_on and not OLDEST <= paper.issued_on <= today + FARTHEST:
        raise Refusal(OTHER_CALENDAR)
    if paper.issued_on and paper.issued_on > today:
        raise Refusal("The date of issue is in the future; correct it.")


def check_end(paper: ProductPaper, today: date) -> None:
    """Refuse a last day that cannot be."""
    if paper.expires_on is None:
        return
    if not OLDEST <= paper.expires_on <= today + FARTHEST:
        raise Refusal(OTHER_CALENDAR)
    if paper.issued_on and paper.expires_on < paper.issued_on:
        raise Refusal("The paper expires before it was issued; correct one of the dates.")


def is_same_paper(one: ProductPaper, other: ProductPaper) -> bool:
    """Whether both are one paper: kind and number, or the date of issue where none has a number."""
    if one.kind != other.kind or look_of(one.number) != look_of(other.number):
        return False
    return bool(look_of(one.number)) or one.issued_on == other.issued_on


def longest(papers: Sequence[ProductPaper]) -> dict[str, ProductPaper]:
    """Of each kind the paper that is good for the longest time."""
    best: dict[str, ProductPaper] = {}
    for paper in papers:
        known = best.get(paper.kind)
        if known is None or _end(paper) > _end(known):
            best[paper.kind] = paper
    return best


def needed_papers(
    standard: Standard, group: str, papers: Sequence[ProductPaper], on: date
) -> tuple[NeededPaper, ...]:
    """What the standard asks of the product group, and whether it is there and good on the day."""
    best = longest(papers)
    kinds = {kind.code: kind for kind in standard.papers}
    return tuple(
        _needed(kinds[gate.paper], gate, best.get(gate.paper), on)
        for gate in standard.gates
        if group in gate.groups
    )


def _needed(kind: PaperKind, gate: PaperGate, paper: ProductPaper | None, on: date) -> NeededPaper:
    if paper is None:
        return NeededPaper(kind, gate, PaperState.MISSING, None)
    is_over = expiry_of(paper.expires_on, on) is Expiry.EXPIRED
    state = PaperState.EXPIRED if is_over else PaperState.THERE
    return NeededPaper(kind, gate, state, paper.expires_on)


def _end(paper: ProductPaper) -> date:
    return paper.expires_on or date.max
