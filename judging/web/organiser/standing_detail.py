"""How one entry came to its standing: every sheet, whether it counted, and every criterion."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from flask_babel import gettext

from judging.domain.rubric import Line, Scorer
from judging.domain.sheet import Reading
from judging.domain.tally import Aside, SideTally, Tally
from judging.web.filters import words
from judging.web.organiser.naming import SCORERS
from judging.web.result_words import points


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One judge's sheet: its total and what became of it."""

    judge: str
    total: str
    counts: bool
    because: str


@dataclass(frozen=True, slots=True)
class CriterionLine:
    """One criterion: the mark on each sheet, what they come to, and the points of the most."""

    code: str
    title: str
    marks: tuple[str, ...]
    value: str
    score: str
    highest: str


@dataclass(frozen=True, slots=True)
class SideDetail:
    """What the desk, or the panel, gave."""

    name: str
    sheets: tuple[SheetLine, ...]
    lines: tuple[CriterionLine, ...]
    score: str


def side_details(tally: Tally, judges: Mapping[str, str]) -> list[SideDetail]:
    """Desk and panel; `judges` gives the name behind each judge's number."""
    return [
        SideDetail(
            name=str(SCORERS[Scorer(side.scorer)]),
            sheets=tuple(_sheet(side, reading, judges) for reading in side.readings),
            lines=tuple(_line(side, line) for line in side.lines),
            score=_text(side.score),
        )
        for side in tally.sides
    ]


def _sheet(side: SideTally, reading: Reading, judges: Mapping[str, str]) -> SheetLine:
    judge = reading.sheet.judge
    aside = side.aside.get(judge)
    return SheetLine(
        judge=judges.get(judge, judge),
        total=_text(reading.total),
        counts=aside is None,
        because=_because(aside) if aside else "",
    )


def _because(aside: Aside) -> str:
    if aside is Aside.METHOD:
        return str(gettext("set aside by the method of the rules"))
    return str(gettext("not whole: a criterion has no answer"))


def _line(side: SideTally, line: Line) -> CriterionLine:
    return CriterionLine(
        code=line.code,
        title=words(line.title),
        marks=tuple(_text(reading.marks.get(line.code)) for reading in side.readings),
        value=_text(side.value_by_line.get(line.code)),
        score=_text(side.score_of([line])),
        highest=points(line.highest),
    )


def _text(value: Decimal | Fraction | None) -> str:
    return "" if value is None else points(value)
