"""Score sheets to be filled in by hand: whose and by which rubric in, a PDF of A4 pages out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from string import ascii_lowercase
from typing import Any, Final

from judging.documents.book import plain_part
from judging.documents.cards import check_names
from judging.documents.qr import QrCode
from judging.domain.meaning import plain_number
from judging.domain.paper_marks import PaperMark
from judging.domain.rubric import Criterion, Levels, Part, Rubric, YesNo
from judging.domain.standard import PaperKind
from judging.domain.words import Words

_DESIGN: Final = "paper-sheet"
_PAGE: Final = "sheet"
# A scale with more steps has no boxes: the number is written.
_MOST_BOXES: Final = 12
_NO, _YES = Words("ទេ", "No"), Words("បាទ/ចាស", "Yes")

Plain = dict[str, Any]


@dataclass(frozen=True, slots=True)
class PrintedSheet:
    """One sheet. A blank one has no judge.

    The product, the producer and the papers to be seen are the desk's to know, and None or none
    for a panel, which judges blind.
    """

    mark: PaperMark
    rubric: Rubric
    judge: Words | None = None
    panel: str = ""
    product: Words | None = None
    producer: Words | None = None
    papers: tuple[PaperKind, ...] = ()


def render_paper_sheets(sheets: Sequence[PrintedSheet], *, competition: Words) -> bytes:
    """The sheets one after the other, each numbered by itself, as PDF/A-3a.

    Raises a Refusal if a name cannot be printed.
    """
    # WeasyPrint takes a second to load, and most processes never print.
    from judging.documents.press import print_page

    check_names(competition, *(name for sheet in sheets for name in _names(sheet)))
    context = {
        "competition_km": competition.km,
        "competition_en": competition.en,
        "sheets": [_context(number, sheet) for number, sheet in enumerate(sheets)],
    }
    drawn = {_picture(n): QrCode(sheet.mark.text) for n, sheet in enumerate(sheets)}
    return print_page(_DESIGN, _PAGE, context, drawn)


def _names(sheet: PrintedSheet) -> Iterator[Words]:
    panel = Words(sheet.panel, sheet.panel)
    yield from (name for name in (sheet.judge, panel, sheet.product, sheet.producer) if name)


def _picture(number: int) -> str:
    return f"code-{number}"


def _context(number: int, sheet: PrintedSheet) -> Plain:
    mark, rubric = sheet.mark, sheet.rubric
    return {
        "picture": _picture(number),
        "end": f"end-{number}",
        "mark": mark.text,
        "code": mark.entry,
        "judge": sheet.judge,
        "panel": sheet.panel,
        "scorer": mark.scorer.value,
        "product": sheet.product,
        "producer": sheet.producer,
        "papers": sheet.papers,
        "title": rubric.title,
        "is_provisional": rubric.provisional,
        "version": mark.rubric,
        "parts": [_part(rubric, part) for part in rubric.parts if part.scored_by is mark.scorer],
    }


def _part(rubric: Rubric, part: Part) -> Plain:
    plain = plain_part(part)
    pairs = zip(part.criteria, plain["criteria"], strict=True)
    return plain | {"criteria": [_criterion(rubric, part, *pair) for pair in pairs]}


def _criterion(rubric: Rubric, part: Part, criterion: Criterion, plain: Plain) -> Plain:
    headings = [_heading(part, criterion, heading) for heading in plain["headings"]]
    more: Plain = {"headings": headings, "boxes": list(_boxes(criterion))}
    if criterion.asked_if:
        other = rubric.criterion_by_code[criterion.asked_if.criterion]
        more["only_if"] = {
            "code": other.code,
            "title": other.title,
            "at_least": plain_number(criterion.asked_if.at_least),
        }
    return plain | more


def _heading(part: Part, criterion: Criterion, heading: Plain) -> Plain:
    """A branch and its cases with the letters by which they are called."""
    branch = next((b for b in part.branches if b.code == criterion.branch), None)
    if branch is None or heading["kind"] == "section":
        return heading
    letters = dict(zip((case.code for case in branch.cases), ascii_lowercase, strict=False))
    if heading["kind"] == "case":
        return heading | {"letter": letters[heading["code"]]}
    return heading | {"letters": list(letters.values())}


def _boxes(criterion: Criterion) -> Iterator[Plain]:
    """The answers to tick, with what they mean; nothing where a number is to be written."""
    gate, answer = criterion.gate, criterion.answer
    if isinstance(answer, Levels):
        answers = [(level.points, level.text) for level in answer.levels]
    elif isinstance(answer, YesNo):
        answers = [(Decimal(0), _NO), (answer.points, _YES)]
    else:
        number = int((answer.high - answer.low) / answer.step) + 1
        steps = range(number if number <= _MOST_BOXES else 0)
        answers = [(answer.low + step * answer.step, Words("", "")) for step in steps]
    for points, text in answers:
        yield {
            "points": plain_number(points),
            "text": text,
            "fires": gate is not None and points <= gate.at_most,
        }
