"""The standard: star bands with no hole, and the papers without which a star is capped."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from judging.domain.rubric import Effect
from judging.domain.words import Words


@dataclass(frozen=True, slots=True)
class Band:
    """The half-open interval of percent [start, below) that earns `star`; the last has no end."""

    star: int
    start: Decimal
    below: Decimal | None = None

    def holds(self, percent: Fraction) -> bool:
        """Whether the percent lies in the band."""
        return not _is_below(percent, self.start) and (
            self.below is None or _is_below(percent, self.below)
        )


def _is_below(percent: Fraction, threshold: Decimal) -> bool:
    # In whole numbers: Python's own comparison of the two types is five times slower.
    top, bottom = threshold.as_integer_ratio()
    return percent.numerator * bottom < top * percent.denominator


@dataclass(frozen=True, slots=True)
class PaperKind:
    """A kind of paper that proves something about a product."""

    code: str
    title: Words
    issuer: Words


@dataclass(frozen=True, slots=True)
class PaperGate:
    """Without `paper` an entry of one of `groups` is eliminated or has its star capped."""

    paper: str
    groups: tuple[str, ...]
    effect: Effect
    reason: Words
    star: int | None = None


@dataclass(frozen=True, slots=True)
class CertificateRule:
    """From which star a standard certificate is given, and for how many months."""

    from_star: int
    valid_months: int


@dataclass(frozen=True, slots=True)
class Standard:
    """The published thresholds against which every entry is measured."""

    edition: Words
    bands: tuple[Band, ...]
    certificate: CertificateRule
    papers: tuple[PaperKind, ...] = ()
    gates: tuple[PaperGate, ...] = ()
    provisional: bool = True
    khmer_reviewed: bool = False

    def star_for(self, percent: Fraction) -> int | None:
        """The star of the one band that holds `percent` of the rubric's points; below all, none."""
        return next((band.star for band in self.bands if band.holds(percent)), None)
