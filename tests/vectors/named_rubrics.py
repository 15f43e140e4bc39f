"""Small rubrics, each with one rule of reading in it, for the named cases."""

from decimal import Decimal

from judging.domain.rubric import Criterion, Level, Levels, YesNo
from tests.domain.building import Number, criterion, gate, part, rubric, words


def levels(code: str, *points: Number, weight: Number = 1) -> Criterion:
    """A criterion with described answers."""
    described = tuple(Level(Decimal(p), words(str(p))) for p in points)
    return Criterion(code, words(code), Levels(described), Decimal(weight))


PLAIN = rubric(part("C", [criterion("C1"), criterion("C2")]))
WEIGHED = rubric(
    part("C", [criterion("C1", weight="0.5"), criterion("C2"), criterion("C3", weight=3)])
)
TENTHS = rubric(
    part("C", [criterion(f"C{i}", 1, step="0.1", weight="0.1") for i in range(1, 4)]),
    part("D", [criterion("D1", 1000, step="0.0001")]),
)
BOTH = rubric(part("A", [criterion("A1")], "desk"), part("C", [criterion("C1"), criterion("C2")]))
ANSWERS = rubric(
    part(
        "C",
        [
            levels("L", -2, 0, 1, 5),
            Criterion("Y", words("Y"), YesNo(Decimal("2.5"))),
            criterion("S", 9, low=1, step="0.25"),
        ],
    )
)
STORY = rubric(
    part("B", [criterion("S1", 5), criterion("S2", 3, asked_if=("S1", 1))]),
    part("C", [criterion("S3", 2, asked_if=("S2", 2)), criterion("S4", 4)]),
)
EITHER = rubric(
    part("A", [criterion("O", 4, weight=2, case="A1/own"), criterion("B", 2, case="A1/bought")])
)
SIDES = rubric(
    part(
        "A",
        [
            criterion("A1", 4),
            criterion("O1", 2, case="A2/organisation", weight=2),
            criterion("O2", 1, case="A2/organisation"),
            criterion("H1", 1, case="A2/household"),
            criterion("A3", 5, asked_if=("H1", "0.5")),
        ],
    )
)
ASKED_SIDES = rubric(
    part(
        "A",
        [
            criterion("A1", 4),
            criterion("O1", 2, case="A2/organisation", asked_if=("A1", 1)),
            criterion("O2", 3, case="A2/organisation", asked_if=("O1", 2)),
            criterion("H1", 1, case="A2/household", asked_if=("A1", 1)),
        ],
    )
)
GATED = rubric(
    part(
        "C",
        [
            criterion("C1", gate=gate("cap", star=3)),
            criterion("C2", gate=gate("stop", at_most="0.5")),
            criterion("C3", gate=gate("eliminate")),
        ],
    )
)
GATED_SIDE = rubric(
    part(
        "A",
        [
            criterion("O1", case="A1/own", gate=gate("stop")),
            criterion("O2", case="A1/own"),
            criterion("H1", case="A1/home"),
            criterion("A2", gate=gate("stop"), asked_if=("H1", 1)),
        ],
    )
)
