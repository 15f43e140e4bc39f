"""What hypothesis may invent: methods, rounding, rules, and sheets with blanks for one rubric."""

from decimal import Decimal

from hypothesis import strategies as st

from judging.domain.rubric import Rubric, Scorer
from judging.domain.rules import Combining, Method, Per, Rounding, Rules, TieBreak, TieStep
from judging.domain.sheet import ScoreSheet
from tests.domain.building import criterion, gate, needs, part, rubric, words

# Desk and panel, weights, a condition, a branch and a gate: everything that a rubric can have.
RUBRIC = rubric(
    part(
        "A",
        [
            criterion("A1", 5, step=1),
            criterion("A2", 3, step=1, asked_if=("A1", 2)),
            criterion("O1", 2, step=1, case="A3/organisation"),
            criterion("O2", 1, step=1, case="A3/organisation"),
            criterion("H1", 1, step=1, case="A3/household"),
        ],
        "desk",
    ),
    part(
        "C",
        [
            criterion("C1", 5, step=1, weight="1.5", gate=gate("cap", star=3)),
            criterion("C2", 10, step="0.25"),
            criterion("C3", 3, step=1, weight="0.8"),
        ],
    ),
)
PLAIN = rubric(
    part("B", [criterion("B1", 4, step=1), criterion("B2", 4, step=1, weight="0.5")]),
    part("C", [criterion("C1", 4, step=1, weight="1.6")]),
)
SHIFTED = rubric(
    part("C", [criterion("C1", 4, step=1), criterion("C2", 6, step=1)]),
    part("X", [criterion("X1", 50, step=1)]),
)

combinings = st.one_of(
    st.sampled_from([Combining(Method.MEAN), Combining(Method.MEDIAN)]),
    st.builds(
        Combining,
        st.just(Method.TRIMMED_MEAN),
        drop_high=st.integers(0, 1),
        drop_low=st.integers(0, 1),
    ),
    st.builds(
        Combining,
        st.just(Method.MEAN_WITHIN),
        distance=st.decimals("0.25", "8", places=2),
    ),
)
steps = st.sampled_from([None, Decimal("0.01"), Decimal("0.1"), Decimal("0.25"), Decimal(1)])
roundings = st.builds(Rounding, steps, steps, steps)
cascades = st.lists(
    st.sampled_from(
        [
            TieBreak(TieStep.HIGHEST_PART, "C"),
            TieBreak(TieStep.HIGHEST_PART),
            TieBreak(TieStep.HIGHEST_CRITERION, "C1"),
            TieBreak(TieStep.HIGHEST_CRITERION),
            TieBreak(TieStep.LOWEST_SPREAD),
            TieBreak(TieStep.HEAD_TO_HEAD),
        ]
    ),
    max_size=4,
).map(tuple)


def all_rules(rounding: st.SearchStrategy[Rounding] = roundings) -> st.SearchStrategy[Rules]:
    return st.builds(
        Rules,
        st.just(words("Rules")),
        combinings,
        per=st.sampled_from(list(Per)),
        rounding=rounding,
        quorum=st.builds(needs, st.integers(1, 3), st.integers(0, 2)),
        gate_votes=st.builds(needs, st.integers(1, 2)),
        ties=cascades,
    )


def answers(
    draw: st.DrawFn, the_rubric: Rubric, scorer: Scorer, *, blanks: bool
) -> dict[str, Decimal]:
    """Possible answers; of a branch one case."""
    case = draw(st.sampled_from(["organisation", "household"]))
    asked = [c for c in the_rubric.criteria(scorer) if c.case in (None, case)]
    given = {}
    for one in asked:
        scale = one.answer
        steps = int((scale.high - scale.low) / scale.step)
        step = draw(st.integers(-1 if blanks else 0, steps))
        if step >= 0:
            given[one.code] = scale.low + step * scale.step
    return given


@st.composite
def sheet_lists(
    draw: st.DrawFn, the_rubric: Rubric = RUBRIC, *, blanks: bool = True, least: int = 0
) -> list[ScoreSheet]:
    """Sheets of different judges for one entry; of each kind of scorer at least so many."""
    sheets = []
    for scorer in the_rubric.scorers:
        judges = draw(st.lists(st.integers(1, 9), min_size=least, max_size=5, unique=True))
        for judge in judges:
            may_be_blank = blanks and draw(st.booleans())
            given = answers(draw, the_rubric, scorer, blanks=may_be_blank)
            sheets.append(ScoreSheet(f"J{judge}", scorer, given))
    return sheets


def groups(the_rubric: Rubric = PLAIN, *, blanks: bool = False):
    """Sheets by entry code of a small group."""
    return st.dictionaries(
        st.integers(1, 99).map("E{:02d}".format),
        sheet_lists(the_rubric, blanks=blanks),
        max_size=7,
    )
