"""One sheet for every rule of reading, with what it says worked out by hand."""

from dataclasses import KW_ONLY, dataclass

from judging.domain.rubric import Rubric, Scorer
from tests.vectors.named_rubrics import (
    ANSWERS,
    ASKED_SIDES,
    BOTH,
    EITHER,
    GATED,
    GATED_SIDE,
    PLAIN,
    SIDES,
    STORY,
    TENTHS,
    WEIGHED,
)


@dataclass(frozen=True, slots=True)
class NamedCase:
    """A sheet, and what it says: marks, blanks, criteria with a fired gate, total; or a refusal.

    `marks` is None where they are the answers themselves; `refused` is a reason and a code.
    """

    name: str
    rubric: Rubric
    answers: dict[str, str]
    _: KW_ONLY
    marks: dict[str, str] | None = None
    blanks: tuple[str, ...] = ()
    fired: tuple[str, ...] = ()
    total: str | None = None
    refused: tuple[str, str] | None = None
    scorer: Scorer = Scorer.PANEL


NAMED_CASES = (
    NamedCase("an empty sheet is all blanks", PLAIN, {}, blanks=("C1", "C2")),
    NamedCase("a blank leaves no total", PLAIN, {"C1": "7"}, blanks=("C2",)),
    NamedCase("a 0 is no blank", PLAIN, {"C1": "0", "C2": "0"}, total="0"),
    NamedCase(
        "the total is the weighted sum of marks without their weights",
        WEIGHED,
        {"C1": "7", "C2": "2.5", "C3": "1"},
        total="9",
    ),
    NamedCase(
        "tenths of tenths add up exactly",
        TENTHS,
        {"C1": "0.1", "C2": "0.2", "C3": "0.3", "D1": "999.9999"},
        total="1000.0599",
    ),
    NamedCase(
        "trailing zeros mean nothing",
        PLAIN,
        {"C1": "3.50", "C2": "10.0"},
        marks={"C1": "3.5", "C2": "10"},
        total="13.5",
    ),
    NamedCase("a sheet has the panel's lines only", BOTH, {"C1": "1"}, blanks=("C2",)),
    NamedCase(
        "a sheet has the desk's lines only", BOTH, {"A1": "3"}, total="3", scorer=Scorer.DESK
    ),
    NamedCase("a scorer without lines has 0", PLAIN, {}, total="0", scorer=Scorer.DESK),
    NamedCase(
        "levels have gaps and go below 0", ANSWERS, {"L": "-2", "Y": "0", "S": "1"}, total="-1"
    ),
    NamedCase(
        "a scale counts its steps from its lowest answer",
        ANSWERS,
        {"L": "5", "Y": "2.5", "S": "8.75"},
        total="16.25",
    ),
    NamedCase("between two levels", ANSWERS, {"L": "2"}, refused=("not_possible", "L")),
    NamedCase("between yes and no", ANSWERS, {"Y": "1"}, refused=("not_possible", "Y")),
    NamedCase("below a scale", ANSWERS, {"S": "0.75"}, refused=("not_possible", "S")),
    NamedCase("above a scale", ANSWERS, {"S": "9.25"}, refused=("not_possible", "S")),
    NamedCase("between two steps", ANSWERS, {"S": "1.1"}, refused=("not_possible", "S")),
    NamedCase("no such criterion", PLAIN, {"X": "1"}, refused=("not_here", "X")),
    NamedCase("the other scorer's criterion", BOTH, {"A1": "1"}, refused=("not_here", "A1")),
    NamedCase(
        "a name that every object of JavaScript knows",
        PLAIN,
        {"toString": "1"},
        refused=("not_here", "toString"),
    ),
    NamedCase(
        "what is not asked gives 0, and so does what hangs on it",
        STORY,
        {"S1": "0", "S4": "4"},
        marks={"S1": "0", "S2": "0", "S3": "0", "S4": "4"},
        total="4",
    ),
    NamedCase(
        "a condition holds from exactly its points",
        STORY,
        {"S1": "1", "S2": "2", "S4": "0"},
        blanks=("S3",),
    ),
    NamedCase(
        "a condition does not hold below its points",
        STORY,
        {"S1": "1", "S2": "1.5", "S4": "0"},
        marks={"S1": "1", "S2": "1.5", "S3": "0", "S4": "0"},
        total="2.5",
    ),
    NamedCase("what hangs on a blank is neither blank nor 0", STORY, {"S4": "1"}, blanks=("S1",)),
    NamedCase(
        "what hangs on what hangs on a blank has no mark", STORY, {"S1": "5"}, blanks=("S2", "S4")
    ),
    NamedCase(
        "answers left over from a condition that fell away count nowhere",
        STORY,
        {"S1": "0.5", "S2": "3", "S3": "2", "S4": "1"},
        marks={"S1": "0.5", "S2": "0", "S3": "0", "S4": "1"},
        total="1.5",
    ),
    NamedCase("a branch without an answer is one blank", EITHER, {}, blanks=("A1",)),
    NamedCase(
        "one side of an either/or, weighed", EITHER, {"O": "3.5"}, marks={"A1": "7"}, total="7"
    ),
    NamedCase("the other side of it", EITHER, {"B": "2"}, marks={"A1": "2"}, total="2"),
    NamedCase("both sides", EITHER, {"O": "1", "B": "1"}, refused=("two_cases", "A1")),
    NamedCase(
        "a case is the weighted sum of its criteria",
        SIDES,
        {"A1": "4", "O1": "2", "O2": "0.5"},
        marks={"A1": "4", "A2": "4.5", "A3": "0"},
        total="8.5",
    ),
    NamedCase(
        "a case answered by half is a blank",
        SIDES,
        {"A1": "4", "O2": "1"},
        marks={"A1": "4", "A3": "0"},
        blanks=("A2",),
    ),
    NamedCase(
        "what hangs on a branch without an answer has no mark", SIDES, {"A1": "4"}, blanks=("A2",)
    ),
    NamedCase(
        "what hangs on the case that was answered is asked",
        SIDES,
        {"A1": "4", "H1": "0.5"},
        marks={"A1": "4", "A2": "0.5"},
        blanks=("A3",),
    ),
    NamedCase(
        "a branch none of whose criteria is asked gives 0",
        ASKED_SIDES,
        {"A1": "0.5"},
        marks={"A1": "0.5", "A2": "0"},
        total="0.5",
    ),
    NamedCase(
        "two cases left over from a condition that fell away are no fault",
        ASKED_SIDES,
        {"A1": "0", "O1": "1", "H1": "1"},
        marks={"A1": "0", "A2": "0"},
        total="0",
    ),
    NamedCase("a branch that hangs on a blank is no blank", ASKED_SIDES, {}, blanks=("A1",)),
    NamedCase(
        "a case is whole without its criterion that is not asked",
        ASKED_SIDES,
        {"A1": "1", "O1": "1.5"},
        marks={"A1": "1", "A2": "1.5"},
        total="2.5",
    ),
    NamedCase(
        "a criterion asked inside a case makes it a blank",
        ASKED_SIDES,
        {"A1": "1", "O1": "2"},
        marks={"A1": "1"},
        blanks=("A2",),
    ),
    NamedCase(
        "after a stop nothing more is blank, before it everything is",
        GATED,
        {"C2": "0.5"},
        blanks=("C1",),
        fired=("C2",),
    ),
    NamedCase(
        "a cap and an elimination excuse nobody from the rest",
        GATED,
        {"C1": "0", "C3": "0"},
        blanks=("C2",),
        fired=("C1", "C3"),
    ),
    NamedCase(
        "a whole sheet fires its gates too, and has its total",
        GATED,
        {"C1": "0", "C2": "0", "C3": "0.5"},
        fired=("C1", "C2"),
        total="0.5",
    ),
    NamedCase(
        "just above its points a gate does not fire",
        GATED,
        {"C1": "0.5", "C2": "1", "C3": "0.5"},
        total="2",
    ),
    NamedCase(
        "a gate inside a half answered case fires and stops",
        GATED_SIDE,
        {"O1": "0"},
        marks={"A2": "0"},
        fired=("O1",),
    ),
    NamedCase(
        "a left over answer fires no gate",
        GATED_SIDE,
        {"H1": "0.5", "A2": "0"},
        marks={"A1": "0.5", "A2": "0"},
        total="0.5",
    ),
)
