"""What hypothesis may draw from: a few groups, judges with gaps, conflicts, one to three days."""

from hypothesis import strategies as st

from judging.domain.drawing import DrawEntry, DrawJudge, DrawRules, Lots, ServingOrder, Spread
from judging.domain.rubric import Scorer
from judging.domain.rules import Needed

GROUPS = ("CRAFT", "DRINK", "FOOD")
HOMES = ("KH-1", "KH-7", None)
DESK = 1000  # numbers of desk officers begin here


def entries_of(**sizes: int) -> tuple[DrawEntry, ...]:
    """So many entries of each group, numbered on."""
    groups = [group for group, size in sizes.items() for _ in range(size)]
    return tuple(DrawEntry(number, group) for number, group in enumerate(groups, start=1))


def judges_of(count: int, *groups: str, first: int = 1) -> tuple[DrawJudge, ...]:
    """Judges with expertise in these groups."""
    expertise = frozenset(groups)
    return tuple(
        DrawJudge(number, Scorer.PANEL, expertise) for number in range(first, first + count)
    )


def officers(count: int) -> tuple[DrawJudge, ...]:
    """Officers of the desk."""
    return tuple(DrawJudge(DESK + number, Scorer.DESK) for number in range(count))


@st.composite
def some_lots(draw: st.DrawFn) -> Lots:
    """Any small round, also one with far too few judges."""
    sizes = {group: draw(st.integers(0, 50)) for group in GROUPS}
    entries = entries_of(**sizes)
    some = st.frozensets(st.sampled_from(GROUPS))
    judges = [
        DrawJudge(number, Scorer.PANEL, draw(some), draw(st.sampled_from(HOMES)))
        for number in range(1, 1 + draw(st.integers(0, 14)))
    ]
    everybody = (*judges, *officers(draw(st.integers(0, 3))))
    return Lots(entries, everybody, draw(some_rules()), draw(some_pairs(entries, everybody)))


@st.composite
def some_rules(draw: st.DrawFn) -> DrawRules:
    """Choices as an organiser can make them."""
    quorum = draw(st.integers(1, 3))
    return DrawRules(
        days=draw(st.integers(1, 3)),
        seats=Needed(desk=draw(st.integers(1, 2)), panel=draw(st.integers(quorum, 5))),
        quorum=Needed(desk=1, panel=quorum),
        spread=draw(st.sampled_from(Spread)),
        order=draw(st.sampled_from(ServingOrder)),
        experts_only=draw(st.booleans()),
    )


def some_pairs(
    entries: tuple[DrawEntry, ...], judges: tuple[DrawJudge, ...]
) -> st.SearchStrategy[frozenset[tuple[int, int]]]:
    """Conflicts between them."""
    if not entries or not judges:
        return st.just(frozenset())
    pair = st.tuples(
        st.sampled_from([judge.id for judge in judges]),
        st.sampled_from([entry.id for entry in entries]),
    )
    return st.frozensets(pair, max_size=30)
