"""Keying a paper sheet twice: where two people read it differently, and what is settled."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from judging.domain.refusal import Refusal
from judging.domain.rubric import Line


class KeyingState(StrEnum):
    """Where a paper sheet stands; only what is `done` has gone on to the tally."""

    PRINTED = "printed"
    ONCE = "once"
    DIFFERS = "differs"
    DONE = "done"
    REOPENED = "reopened"


class Settled(StrEnum):
    """What stands on the paper where two keyings differ."""

    FIRST = "first"
    SECOND = "second"
    NEITHER = "neither"


class FieldKind(StrEnum):
    """What may differ: the answer of a line, the note on one, whether a paper was seen."""

    LINE = "line"
    NOTE = "note"
    PAPER = "paper"


@dataclass(frozen=True, slots=True)
class Keyed:
    """What one person has read from the paper; the note on the whole sheet stands under ""."""

    answers: Mapping[str, Decimal]
    notes: Mapping[str, str] = field(default_factory=dict)
    papers: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that two keyings fill differently: a line's, a note's or a paper's."""

    kind: FieldKind
    code: str

    @property
    def name(self) -> str:
        """Names the field on a page."""
        return f"{self.kind}-{self.code}"


def differences(lines: Sequence[Line], one: Keyed, other: Keyed) -> tuple[Difference, ...]:
    """In the order of the paper. Blanks between the words of a note make no difference."""
    found = []
    for line in lines:
        if _answers_in(line, one) != _answers_in(line, other):
            found.append(Difference(FieldKind.LINE, line.code))
        if _note(_noted(line), one) != _note(_noted(line), other):
            found.append(Difference(FieldKind.NOTE, _noted(line)))
    if _note("", one) != _note("", other):
        found.append(Difference(FieldKind.NOTE, ""))
    found += [Difference(FieldKind.PAPER, code) for code in sorted(one.papers ^ other.papers)]
    return tuple(found)


def settle(
    lines: Sequence[Line], first: Keyed, second: Keyed, chosen: Mapping[str, Keyed]
) -> Keyed:
    """What stands on the paper; `chosen` has for each difference, by name, the right reading."""
    answers, notes, papers = dict(first.answers), dict(first.notes), set(first.papers)
    line_by_code = {line.code: line for line in lines}
    for difference in differences(lines, first, second):
        right = chosen.get(difference.name)
        if right is None:
            raise Refusal("Look at the paper and settle every difference; none is left open.")
        match difference.kind:
            case FieldKind.LINE:
                line = line_by_code[difference.code]
                for criterion in line.criteria:
                    answers.pop(criterion.code, None)
                answers |= _answers_in(line, right)
            case FieldKind.NOTE:
                notes.pop(difference.code, None)
                notes |= {c: n for c, n in right.notes.items() if c == difference.code}
            case FieldKind.PAPER:
                papers -= {difference.code}
                papers |= right.papers & {difference.code}
    return Keyed(answers, notes, frozenset(papers))


def _answers_in(line: Line, keyed: Keyed) -> dict[str, Decimal]:
    return {c.code: keyed.answers[c.code] for c in line.criteria if c.code in keyed.answers}


def _noted(line: Line) -> str:
    """Under which code the note on a line is kept."""
    return line.criteria[0].code


def _note(code: str, keyed: Keyed) -> str:
    return " ".join(keyed.notes.get(code, "").split())
