"""How a result is written on a page: ranks, points, bands, ends without a rank."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from flask import Blueprint
from flask_babel import LazyString, gettext, lazy_gettext as _l

from judging.domain.numbers import points_text, score_text
from judging.domain.result import ResultEntry, ResultLine, ResultPart
from judging.domain.rules import TieStep
from judging.domain.standard import Band
from judging.domain.standing import Standing, State
from judging.web.filters import digits, words

Points = str | Fraction | Decimal


@dataclass(frozen=True, slots=True)
class End:
    """What became of an entry that has no rank, and what its producer can do."""

    title: LazyString
    meaning: LazyString


@dataclass(frozen=True, slots=True)
class ShownPart:
    """A part with the lines that make its points."""

    part: ResultPart
    lines: tuple[ResultLine, ...]


@dataclass(frozen=True, slots=True)
class ShownBand:
    """A band of the standard, and whether the final score lies in it."""

    band: Band
    is_reached: bool


END_BY_STATE = {
    State.BELOW_QUORUM: End(
        _l("No final score"),
        _l(
            "Fewer judges handed in a score sheet than the rules ask for."
            " Ask the organiser when the product can be judged again."
        ),
    ),
    State.STOPPED: End(
        _l("Scoring was stopped"),
        _l(
            "The judges found something that ends the scoring, whatever the other points."
            " Put right what stands below, then enter the product in the next competition."
        ),
    ),
    State.ELIMINATED: End(
        _l("No rank and no star"),
        _l(
            "The product does not meet a condition of the standard, whatever its points."
            " Put right what stands below, then enter the product in the next competition."
        ),
    ),
}


def add_result_filters(blueprint: Blueprint) -> None:
    """Give the filters to all templates."""
    blueprint.add_app_template_filter(points)
    blueprint.add_app_template_filter(score)
    blueprint.add_app_template_filter(rank)


def points(value: Points) -> str:
    """Points, half up to two places where they have more."""
    return digits(points_text(Fraction(value)))


def score(value: Points) -> str:
    """A final score with exactly two places."""
    return digits(score_text(Fraction(value)))


def rank(of: ResultEntry | Standing) -> str:
    """The rank; “=2” where entries share it; empty where there is none."""
    if of.rank is None:
        return ""
    return digits(f"{'=' if of.shared else ''}{of.rank}")


def parts_of(entry: ResultEntry) -> list[ShownPart]:
    """The parts in written order, each with its lines."""
    return [
        ShownPart(part, tuple(line for line in entry.lines if line.part == part.code))
        for part in entry.parts
    ]


def bands_of(bands: tuple[Band, ...], entry: ResultEntry) -> list[ShownBand]:
    """The bands of the standard, the highest star first; none without a final score."""
    if entry.final_score is None:
        return []
    percent = 100 * Fraction(entry.final_score) / Fraction(entry.points)
    return [ShownBand(band, band.holds(percent)) for band in reversed(bands)]


def tie_reason(entry: ResultEntry) -> str | None:
    """What set the entry apart from others with its final score; None if there were none."""
    step, _, of = (entry.decided_by or "").partition(":")
    if step not in set(TieStep):
        return None
    title = _title(entry, of)
    named = {
        TieStep.HIGHEST_PART: gettext("by the points of the part “%(title)s”", title=title),
        TieStep.HIGHEST_CRITERION: gettext(
            "by the points on the criterion “%(title)s”", title=title
        ),
    }
    plain = {
        TieStep.HIGHEST_PART: gettext("by the points of the parts, the heaviest first"),
        TieStep.HIGHEST_CRITERION: gettext("by the points on the criteria, the heaviest first"),
        TieStep.LOWEST_SPREAD: gettext("by how closely the judges agreed"),
        TieStep.HEAD_TO_HEAD: gettext("by the judges who scored both"),
    }
    reason: str = ((named if of else {}) or plain)[TieStep(step)]
    return reason


def _title(entry: ResultEntry, code: str) -> str:
    titles = {part.code: part.title for part in entry.parts}
    titles |= {line.code: line.title for line in entry.lines}
    return words(titles[code]) if code in titles else code
